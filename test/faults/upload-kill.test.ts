import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkoutDir } from '../../src/kernel/config.ts';
import { Installation } from './import-kill.ts';

const MEGABYTE = 1024 * 1024;
const SIZE = 24 * MEGABYTE;
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

let house: Installation;
let account: string;
beforeAll(async () => {
  const built = spawnSync(process.execPath, ['scripts/build.mjs', 'server'], { cwd: checkoutDir(), encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  house = await Installation.open();
  await house.startServer(false);
  account = (await house.http('POST', '/accounts', { name: 'Globex' })).id;
}, 300_000);
afterAll(() => house?.close());

/** Contents below the directory, by hash; with what is on its way. */
async function contents(): Promise<{ kept: string[]; incoming: string[] }> {
  const root = join(house.dataDir, 'files');
  const kept: string[] = [];
  for (const folder of await readdir(root))
    if (folder !== 'incoming') for (const name of await readdir(join(root, folder))) kept.push(`${folder}${name}`);
  return { kept, incoming: await readdir(join(root, 'incoming')) };
}

/** Sends a file piece by piece to the running server; `whole` settles with the status, or null where the server was gone. */
function upload(name: string, round: number) {
  const { server, headers } = house.door();
  let sent = 0;
  const whole = new Promise<number | null>((resolve) => {
    const sending = request(
      `${server}/api/accounts/${account}/files?name=${name}`,
      { method: 'POST', headers: { ...headers, 'content-type': 'application/octet-stream', 'content-length': SIZE } },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? null));
      },
    );
    sending.on('error', () => resolve(null));
    const piece = Buffer.alloc(MEGABYTE, `round ${round} `);
    const more = () => {
      if (sending.destroyed) return;
      if (sent >= SIZE) {
        sending.end();
        return;
      }
      sent += piece.length;
      sending.write(piece, () => setTimeout(more, 4));
    };
    more();
  });
  return { whole, sent: () => sent };
}

describe('kill -9 while a file is uploaded', () => {
  // In the middle of its bytes, as the last one leaves, and a moment later: while it is looked into, put on the shelf, written down.
  const MOMENTS = [0.3, 0.9, 1, 1.02, 1.05, 1.1, 1.2, 1.4];

  test.each(MOMENTS.map((at, round) => [at, round] as const))(
    'after %f of it: no row without content, and the next upload works',
    async (at, round) => {
      await house.startServer(false);
      const sending = upload(`killed-${round}.txt`, round);
      while (sending.sent() < Math.min(at, 1) * SIZE) await pause(1);
      await pause(Math.max(0, at - 1) * 500);
      await house.stopServer('SIGKILL');
      const status = await sending.whole;
      const named = await house.storedHashes();
      const { kept } = await contents();
      for (const sha256 of named) {
        expect(kept).toContain(sha256);
        const bytes = await readFile(join(house.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2)));
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      }
      await house.startServer(false);
      const { rows } = await house.http('GET', `/accounts/${account}/files?limit=200`);
      const names = rows.map((row: { name: string }) => row.name);
      // Who was told that it is there finds it; who was not may send it again.
      if (status === 200) expect(names).toContain(`killed-${round}.txt`);
      if (at < 1) expect(names).not.toContain(`killed-${round}.txt`);
      expect(await upload(`again-${round}.txt`, round + 100).whole).toBe(200);
    },
    120_000,
  );

  test('what no row names is swept after a day, and nothing else', async () => {
    await house.stopServer('SIGTERM');
    const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
    const root = join(house.dataDir, 'files');
    // Content that is on the shelf without a row, as a kill between the two leaves it.
    const orphan = createHash('sha256').update('orphan').digest('hex');
    await mkdir(join(root, orphan.slice(0, 2)), { recursive: true });
    await writeFile(join(root, orphan.slice(0, 2), orphan.slice(2)), 'orphan');
    const before = await contents();
    const named = await house.storedHashes();
    expect(named).not.toContain(orphan);
    for (const name of before.incoming) await utimes(join(root, 'incoming', name), yesterday, yesterday);
    for (const sha256 of before.kept)
      await utimes(join(root, sha256.slice(0, 2), sha256.slice(2)), yesterday, yesterday);
    expect(before.incoming.length).toBeGreaterThan(0);
    await house.sweep();
    const after = await contents();
    expect([after.incoming, after.kept.sort()]).toEqual([[], named.sort()]);
  }, 60_000);
});
