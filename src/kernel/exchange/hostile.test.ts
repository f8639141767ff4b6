import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { openSource } from './source.ts';
import { readAll, refusal, scratch } from './testing.ts';
import { Unreadable } from './unreadable.ts';
import { csvBytes, saveFile, xlsxBytes } from './writers.ts';
import { zipped } from './zip-fixtures.ts';

const file = scratch();
const csv = 'code,name,amount\nA1,tea,1.5\nA2,coffee,2.5\n';

describe('archives', () => {
  test('a zip gives the tables of each file, and says what it left out', async () => {
    const path = file(
      'both.zip',
      zipped({ 'a.csv': csv, 'folder/b.csv': csv, 'readme.pdf': '%PDF-1.7', '__MACOSX/._a.csv': 'x' }),
    );
    const source = await openSource({ path, name: 'both.zip' });
    expect(source.tables.map((table) => table.id)).toEqual(['a.csv', 'folder/b.csv']);
    expect(source.tables[0]!.dialect.compression).toBe('zip');
    expect(source.warnings.join()).toContain('PDF');
    await source.close();
  });

  test('a workbook inside a zip', async () => {
    await saveFile(file('in.xlsx'), xlsxBytes(['a', 'b'], [[[1, 'x']]]));
    const found = await readAll(file('book.zip', zipped({ 'in.xlsx': readFileSync(file('in.xlsx')) })));
    expect(found[0]!.cells).toEqual([[1, 'x']]);
  });

  test('bombs', async () => {
    const zeros = Buffer.alloc(80 * 1024 * 1024, `${'a'.repeat(2_000)},b\n`);
    expect(await refusal(file('bomb.gz', gzipSync(zeros)))).toMatch(/zip-bomb/);
    expect(await refusal(file('bomb.zip', zipped({ 'a.csv': zeros })))).toMatch(/zip-bomb/);
    expect(await refusal(file('large.gz', gzipSync(csv.repeat(1_000))), { limits: { maxUnzippedBytes: 10_000 } })).toBe(
      'too-large',
    );
    const nested = gzipSync(gzipSync(gzipSync(csv)));
    expect(await refusal(file('nested.gz', nested))).toBe('damaged');
  });

  test('cut off', async () => {
    const gz = gzipSync(`a,b\n${Array.from({ length: 20_000 }, (_, at) => `${at},${(at * 7919) % 10007}`).join('\n')}`);
    expect(await refusal(file('cut.csv.gz', gz.subarray(0, gz.length - 1_000)))).toBe('truncated');
    await saveFile(file('whole.xlsx'), xlsxBytes(['a', 'b'], [Array.from({ length: 500 }, (_, at) => [at, `x${at}`])]));
    const book = readFileSync(file('whole.xlsx'));
    expect(await refusal(file('cut.xlsx', book.subarray(0, book.length - 600)))).toMatch(/truncated|damaged/);
    expect(await refusal(file('empty.zip', zipped({})))).toMatch(/empty|damaged/);
  });
});

test('files of other kinds are named', async () => {
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
  const found: Record<string, string | null> = {};
  const kinds: Record<string, Uint8Array | string> = {
    'a.pdf': '%PDF-1.4 ...',
    'a.xls': ole,
    'a.xlsx': Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
    'a.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]),
    'a.html.xls': '<html><table><tr><td>1</td></tr></table></html>',
    'a.bin': Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 251)),
    'a.7z': Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    'a.ods': zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
  };
  for (const [name, content] of Object.entries(kinds)) found[name] = await refusal(file(name, content));
  expect(found).toEqual({
    'a.pdf': 'pdf',
    'a.xls': 'old-xls',
    'a.xlsx': 'encrypted',
    'a.png': 'image',
    'a.html.xls': 'binary',
    'a.bin': 'binary',
    'a.7z': 'binary',
    'a.ods': 'ods',
  });
  await expect(openSource({ path: file('not there'), name: 'x' })).rejects.toMatchObject({ code: 'missing' });
});

// Whatever the bytes are: rows, or a refusal in words; nothing else is thrown and nothing hangs.
async function survives(name: string, bytes: Uint8Array): Promise<void> {
  const path = file(name, bytes);
  try {
    await readAll(path, { limits: { maxUnzippedBytes: 50_000_000, maxRows: 200_000 } });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    expect(error.message.length).toBeGreaterThan(10);
  }
}

describe('damaged files', () => {
  test('random bytes and random text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => survives('random.bin', bytes)),
      { numRuns: runs(150) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', '\r', '\t', '.', ' ', 'Итого', '<', '>', '='),
          maxLength: 300,
        }),
        async (text) => survives('random.csv', Buffer.from(text)),
      ),
      { numRuns: runs(300) },
    );
  });

  test('workbooks, archives and exchange files with changed bytes', async () => {
    await saveFile(
      file('seed.xlsx'),
      xlsxBytes(
        ['code', 'name', 'amount'],
        [Array.from({ length: 30 }, (_, at) => [`A${at}`, `name ${at}`, at * 1.5])],
      ),
    );
    await saveFile(file('seed.csv'), csvBytes(['code', 'name', 'amount'], [[['A', 'b', 1]]]));
    const book = readFileSync(file('seed.xlsx'));
    const seeds: [string, Buffer][] = [
      ['mutant.xlsx', book],
      ['mutant.csv.gz', gzipSync(csv.repeat(50))],
      ['mutant.zip', zipped({ 'a.csv': csv.repeat(20), 'b.xlsx': book })],
      [
        'mutant.xml',
        Buffer.from(
          `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация><Каталог><Товары><Товар><Ид>1</Ид><Наименование>x</Наименование></Товар></Товары></Каталог></КоммерческаяИнформация>`,
        ),
      ],
    ];
    for (const [name, seed] of seeds) {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
          fc.nat(seed.length),
          fc.boolean(),
          async (changes, cut, cuts) => {
            const bytes = Buffer.from(seed);
            for (const [at, value] of changes) bytes[at] = value;
            await survives(name, cuts ? bytes.subarray(0, cut) : bytes);
          },
        ),
        { numRuns: runs(150) },
      );
    }
  });

  test('a reader that stops early leaves nothing behind', async () => {
    const path = file('stop.csv', `a,b\n${'x,1\n'.repeat(50_000)}`);
    const source = await openSource({ path, name: 'stop.csv' });
    for await (const _ of source.tables[0]!.rows()) break;
    const stopped = new AbortController();
    const read = async () => {
      for await (const _ of source.tables[0]!.rows(stopped.signal)) stopped.abort();
    };
    await expect(read()).rejects.toMatchObject({ name: 'AbortError' });
    await source.close();
  });
});
