import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { CsvRecords } from './csv-records.ts';
import type { Row } from './table.ts';
import { readOne, refusal, scratch, shared, testWithData } from './testing.ts';

const file = scratch();

describe('sample files', () => {
  const cases = [
    'comma_in_quotes',
    'empty',
    'empty_crlf',
    'escaped_quotes',
    'json',
    'newlines',
    'newlines_crlf',
    'quotes_and_newlines',
    'simple',
    'simple_crlf',
    'utf8',
  ];
  for (const name of cases) {
    testWithData(`corner case ${name}`, async () => {
      const { table, cells } = await readOne(shared(`csv-corner-cases/${name}.csv`));
      const expected = JSON.parse(readFileSync(shared(`csv-corner-cases/${name}.json`), 'utf8'));
      expect(cells.map((row) => Object.fromEntries(row.map((cell, at) => [table.headers[at], cell])))).toEqual(
        expected,
      );
    });
  }

  testWithData('a quotation mark inside a value', async () => {
    const { cells } = await readOne(shared('csv-corner-cases/location_coordinates.csv'));
    expect(cells).toHaveLength(1);
    expect(cells[0]![1]).toContain(`36'37.8"N`);
  });

  for (const [name, all, broken] of [
    ['customers', 91, 24],
    ['orders', 830, 176],
    ['suppliers', 29, 9],
  ] as const) {
    testWithData(`shifted rows of ${name} are problems, the rest is read`, async () => {
      const { table, rows, good } = await readOne(shared(`northwind/raw-csv-broken/${name}.csv`));
      expect(rows).toHaveLength(all);
      expect(rows.length - good.length).toBe(broken);
      const lines = readFileSync(shared(`northwind/raw-csv-broken/${name}.csv`), 'utf8').split(/\r?\n/);
      for (const row of rows) expect(lines[row.number - 1]!.split(',')[0]).toBe(row.cells[0]);
      for (const row of good) expect(row.cells).toHaveLength(table.headers.length);
    });
  }

  testWithData('dates of the samples', async () => {
    expect((await readOne(shared('northwind/csv/orders.csv'))).table.dialect.dateOrders).toEqual({
      3: 'mdy',
      4: 'mdy',
      5: 'mdy',
    });
    const gz = await readOne(shared('wideworldimporters/Sales.Customers.csv.gz'));
    expect(gz.table.dialect).toMatchObject({ compression: 'gzip', dateOrder: 'ymd' });
    expect(gz.rows).toHaveLength(663);
  });
});

const russian = 'Покупатель;Дата;Сумма\nООО "Ромашка";13.02.2024;1 234,50\nИП Ёлкин;01.03.2024;-7,00\n';

describe('what is detected', () => {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'cp866', 'koi8-r']) {
    for (const bom of encoding.startsWith('utf') ? [true, false] : [false]) {
      test(`${encoding}${bom ? ' with a mark' : ''}`, async () => {
        const { table, cells } = await readOne(
          file(`${encoding}-${bom}.csv`, iconv.encode(russian, encoding, { addBOM: bom })),
        );
        expect(table.dialect).toMatchObject({
          encoding,
          bom,
          delimiter: ';',
          decimal: ',',
          thousands: ' ',
          dateOrder: 'dmy',
        });
        expect(table.headers).toEqual(['Покупатель', 'Дата', 'Сумма']);
        expect(cells).toEqual([
          ['ООО "Ромашка"', '13.02.2024', '1 234,50'],
          ['ИП Ёлкин', '01.03.2024', '-7,00'],
        ]);
      });
    }
  }

  test('windows-1252', async () => {
    const text = 'Société;Ville;Montant\nCafé Crème;Besançon;12,50\nGroßhändler Müller;Köln;€ 1.234,00\n';
    const { table, cells } = await readOne(file('w1252.csv', iconv.encode(text, 'windows-1252')));
    expect(table.dialect).toMatchObject({ encoding: 'windows-1252', decimal: ',', thousands: '.' });
    expect(cells[0]).toEqual(['Café Crème', 'Besançon', '12,50']);
  });

  test('letters that come only after the sample', async () => {
    const plain = Array.from({ length: 30_000 }, (_, at) => `C${at};name ${at};1,5`).join('\n');
    const { table, rows } = await readOne(
      file('late.csv', iconv.encode(`a;b;c\n${plain}\nX;Ромашка и сыновья;2,5\n`, 'windows-1251')),
    );
    expect(table.dialect.encoding).toBe('windows-1251');
    expect(rows.at(-1)!.cells[1]).toBe('Ромашка и сыновья');
  });

  test('an order of dates that shows only far down', async () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => `${at},01/0${1 + (at % 9)}/2024,1.5`).join('\n');
    const { table } = await readOne(file('far.csv', gzipSync(`id,date,amount\n${rows}\n9,25/03/2024,2.5\n`)));
    expect(table.dialect).toMatchObject({ dateOrders: { 1: 'dmy' }, confidence: { dateOrder: 'sure' } });
  });

  test('nothing decides the order of dates', async () => {
    const { table } = await readOne(file('open.csv', 'id,date\n1,01/02/2024\n2,03/04/2024\n'));
    expect(table.dialect.confidence.dateOrder).toBe('ambiguous');
    const said = await readOne(file('open.csv'), { overrides: { dateOrder: 'dmy' } });
    expect(said.table.dialect).toMatchObject({
      dateOrder: 'dmy',
      dateOrders: { 1: 'dmy' },
      confidence: { dateOrder: 'sure' },
    });
  });

  for (const delimiter of [',', ';', '\t', '|']) {
    test(`delimiter ${JSON.stringify(delimiter)}`, async () => {
      const text = [
        ['code', 'name', 'price'],
        ['A1', 'tea, green; 100 g', '1.25'],
        ['A2', 'x', '3.5'],
      ]
        .map((row) => row.map((cell) => `"${cell}"`).join(delimiter))
        .join('\n');
      const { table, cells } = await readOne(file('delimiter.csv', text));
      expect(table.dialect.delimiter).toBe(delimiter);
      expect(cells[0]).toEqual(['A1', 'tea, green; 100 g', '1.25']);
    });
  }

  test('decimal comma beside a delimiter that is none', async () => {
    const { table, cells } = await readOne(file('comma.csv', 'a;b;c\n1;2,5;3\n4;5,5;6\n'));
    expect(table.headers).toEqual(['a', 'b', 'c']);
    expect(cells).toHaveLength(2);
  });

  test('sep=, title lines, a header below, a total', async () => {
    const { table, rows } = await readOne(
      file(
        'titles.csv',
        'sep=;\nSales report;;\nPeriod: 2024;;\n;;\nCustomer;Product;Amount\nACME;tea;1,5\nBeta;coffee;2,5\nTotal;;4,0\n',
      ),
    );
    expect(table.headerRow).toBe(5);
    expect(rows.map((row) => [row.number, row.cells[0]])).toEqual([
      [6, 'ACME'],
      [7, 'Beta'],
    ]);
    expect(table.totals).toMatchObject(
      [{ scope: 'grand', values: [{ column: 2, printed: '4.0', summed: '4', agrees: true }] }].map((total) => ({
        ...total,
        values: [{ column: 2, agrees: true }],
      })),
    );
  });

  test('old line ends, one column, unnamed and repeated columns', async () => {
    expect((await readOne(file('mac.csv', 'a,b\r1,x\r2,y\r'))).cells).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
    expect((await readOne(file('one.csv', 'name\nACME\nBeta\n'))).cells).toEqual([['ACME'], ['Beta']]);
    expect((await readOne(file('names.csv', 'id,,name,name\n1,2,3,4\n'))).table.headers).toEqual([
      'id',
      'Column B',
      'name',
      'name (2)',
    ]);
  });

  test('empty columns at the end are no columns', async () => {
    expect(await readOne(file('trailing1.csv', 'a,b,\n1,2,\n3,4,\n'))).toMatchObject({
      cells: [
        ['1', '2'],
        ['3', '4'],
      ],
    });
    expect(await readOne(file('trailing2.csv', 'a,b\n1,2,\n3,4,\n'))).toMatchObject({
      cells: [
        ['1', '2'],
        ['3', '4'],
      ],
    });
    expect(await readOne(file('trailing3.csv', 'a,b,\n1,2\n3,4\n'))).toMatchObject({
      cells: [
        ['1', '2'],
        ['3', '4'],
      ],
    });
  });
});

describe('quotation marks', () => {
  test('one that never closes costs its own line only', async () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => (at === 2_500 ? `${at},"open,5` : `${at},"closed ${at}",5`));
    const { rows, good } = await readOne(file('unclosed.csv', `id,name,amount\n${lines.join('\n')}\n`));
    expect(good).toHaveLength(4_999);
    expect(rows.filter((row) => row.problem)).toMatchObject([{ number: 2_502, problem: { code: 'quote' } }]);
  });

  test('one that never closes and no other in the file', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => (at === 10 ? `${at},"open,5` : `${at},name ${at},5`));
    const { rows, good } = await readOne(file('lonely.csv', `id,name,amount\n${lines.join('\n')}\n`));
    expect(good).toHaveLength(49_999);
    expect(rows.filter((row) => row.problem)).toMatchObject([{ number: 12 }]);
  });

  test('a value with line ends keeps the line numbers right', async () => {
    const { rows } = await readOne(file('lines.csv', 'id,note\n1,"a\nb\nc"\n2,x\n3,"y\r\nz"\n4,w\n'));
    expect(rows.map((row) => row.number)).toEqual([2, 5, 6, 8]);
  });
});

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r\n', ';', '1', "'"), maxLength: 8 });

test('records are those of csv-parse, wherever the chunks are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(40), { maxLength: 30 }),
      (rows, cuts) => {
        const text = rows
          .map((row) => row.map((each) => (/[",\n\r]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each)).join(','))
          .join('\n');
        const out: Row[] = [];
        const records = new CsvRecords({ delimiter: ',', quote: '"', newline: '\n', maxFieldBytes: 1_000_000 });
        let at = 0;
        for (const cut of cuts) {
          records.push(text.slice(at, at + cut), false, out);
          at += cut;
        }
        records.push(text.slice(at), true, out);
        const oracle = parse(text, { relax_column_count: true, record_delimiter: ['\n'] });
        expect(out.map((row) => row.cells)).toEqual(oracle);
      },
    ),
    { numRuns: runs(300) },
  );
});

test('files that are no table', async () => {
  expect(await refusal(file('empty.csv', ''))).toBe('empty');
  expect(await refusal(file('blank.csv', ' \n\n  \n'))).toBe('empty');
  expect(await refusal(file('numbers.csv', '1,2\n3,4\n'))).toBe('no-header');
  expect(await refusal(file('wide.csv', `${Array.from({ length: 2_000 }, (_, at) => `c${at}`).join(',')}\n`))).toBe(
    'too-many-columns',
  );
  expect(await refusal(file('rows.csv', `a,b\n${'x,1\n'.repeat(5_000)}`), { limits: { maxRows: 1_000 } })).toBe(
    'too-many-rows',
  );
});
