import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { openRejects } from './rejects.ts';
import { openSource } from './source.ts';
import type { Cell } from './table.ts';
import { readOne, scratch } from './testing.ts';
import { csvBytes, saveFile, xlsxBytes } from './writers.ts';

const file = scratch();
const blank = (cell: Cell) => cell === null || (typeof cell === 'string' && cell.trim() === '');
const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'Я',
    'é',
    ' ',
    ',',
    ';',
    '"',
    "'",
    '\n',
    '\r',
    '\t',
    '=',
    '+',
    '-',
    '@',
    '1',
    '_x0041_',
    '😀',
  ),
  maxLength: 8,
});

describe('what is exported comes back the same', () => {
  test('CSV', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 15 }),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        async (rows, delimiter, bom) => {
          const kept = rows.filter((row) => !row.every(blank)).map((row) => [...row, 'x']);
          const path = file('identity.csv');
          await saveFile(path, csvBytes(['first', '=second', 'third', 'last'], [kept], { delimiter, bom }));
          const {
            table,
            cells,
            rows: found,
          } = await readOne(path, {
            overrides: { delimiter, quote: '"', newline: '\n', encoding: 'utf-8', headerRow: 1, layout: 'flat' },
          });
          expect(found.filter((row) => row.problem)).toEqual([]);
          expect(table.headers).toEqual(['first', '=second', 'third', 'last']);
          expect(cells).toEqual(kept);
        },
      ),
      { numRuns: runs(150) },
    );
  });

  test('XLSX', async () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(
      text.filter((each) => each !== ''),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
      fc.boolean(),
      fc.constant(null),
      fc
        .date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => ({ date: date.toISOString().slice(0, 10) })),
      fc
        .date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => ({ dateTime: `${date.toISOString().slice(0, 11)}12:34:56` })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 10 }), async (rows) => {
        const kept = rows.map((row) => [...row, 'x']);
        const path = file('identity.xlsx');
        await saveFile(path, xlsxBytes(['first', '=second', 'third', 'last'], [kept]));
        const { table, cells } = await readOne(path, { overrides: { headerRow: 1, layout: 'flat' } });
        expect(table.headers).toEqual(['first', '=second', 'third', 'last']);
        expect(cells).toEqual(kept);
      }),
      { numRuns: runs(60) },
    );
  });
});

test('no formula in what is written', async () => {
  const path = file('formula.xlsx');
  await saveFile(path, xlsxBytes(['name', '=HYPERLINK("x")'], [[['=cmd|calc', '@SUM(A1)']]]));
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  book.worksheets[0]!.eachRow((row) => row.eachCell((each) => void expect(each.type).toBe(ExcelJS.ValueType.String)));
  const pieces: Buffer[] = [];
  for await (const piece of csvBytes(['=a'], [[['=1+1'], ['+1'], ['-5.5'], ['@x'], ['\tx']]], { bom: false }))
    pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe(`'=a\r\n'=1+1\r\n+1\r\n-5.5\r\n'@x\r\n'\tx\r\n`);
});

describe('rejected rows', () => {
  test('go back in the dialect they came in', async () => {
    const { default: iconv } = await import('iconv-lite');
    const path = file('in.csv', iconv.encode('Клиент;Сумма\nРомашка;1,5\nЛютик;2;3\n', 'windows-1251'));
    const source = await openSource({ path, name: 'in.csv' });
    const table = source.tables[0]!;
    const out = file('out.csv');
    const rejects = openRejects(out, table);
    for await (const rows of table.rows())
      for (const row of rows) await rejects.add(row, row.problem?.message ?? 'unknown customer');
    expect(await rejects.close()).toEqual({ rows: 2 });
    await source.close();
    const again = await readOne(out);
    expect(again.table.dialect).toMatchObject({ encoding: 'windows-1251', delimiter: ';' });
    expect(again.table.headers).toEqual(['Reason', 'Row', 'Клиент', 'Сумма']);
    expect(again.rows.map((row) => row.cells)).toEqual([
      ['unknown customer', '2', 'Ромашка', '1,5'],
      [
        'Line 3 has 3 values, the header has 2. A delimiter inside a value must stand in quotation marks.',
        '3',
        'Лютик',
        '2',
        '3',
      ],
    ]);
  });

  test('of a workbook are a workbook, many of them too', async () => {
    const path = file('in.xlsx');
    await saveFile(
      path,
      xlsxBytes(['a', 'b'], [Array.from({ length: 5_000 }, (_, at) => [at, { date: '2024-02-29' }] as Cell[])]),
    );
    const source = await openSource({ path, name: 'in.xlsx' });
    const out = file('out.xlsx');
    const rejects = openRejects(out, source.tables[0]!);
    for await (const rows of source.tables[0]!.rows()) for (const row of rows) await rejects.add(row, 'no');
    await rejects.close();
    await source.close();
    const again = await readOne(out);
    expect(again.rows).toHaveLength(5_000);
    expect(again.cells[7]).toEqual(['no', 9, 7, { date: '2024-02-29' }]);
  });
});
