import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import yauzl from 'yauzl';
import { zipBytes } from './zip-writer.ts';

async function* once(...chunks: (Buffer | string)[]) {
  yield* chunks;
}

test('what was packed is unpacked again, with names in any script', async () => {
  const large = randomBytes(300_000);
  const parts = { 'данные.json': Buffer.from('{"a":1}'), 'files/large.bin': large, empty: Buffer.alloc(0) };
  const folder = await mkdtemp(join(tmpdir(), 'zip-'));
  try {
    const path = join(folder, 'a.zip');
    const all = Object.entries(parts).map(([name, bytes]) => ({
      name,
      content: once(bytes.subarray(0, 10), bytes.subarray(10)),
    }));
    await writeFile(path, zipBytes(all));
    const zip = await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(path, { lazyEntries: true });
    const found: Record<string, Buffer> = {};
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject).on('end', resolve);
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (error, stream) => {
          if (error) return reject(error);
          buffer(stream!).then((bytes) => {
            found[entry.fileName] = bytes;
            zip.readEntry();
          }, reject);
        }),
      );
      zip.readEntry();
    });
    expect(found).toEqual(parts);
  } finally {
    await rm(folder, { recursive: true });
  }
});
