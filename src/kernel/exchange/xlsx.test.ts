import { readdirSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { Cell } from './table.ts';
import { readAll, readOne, refusal, scratch, shared, testWithData } from './testing.ts';
import { formatKind } from './xlsx-parts.ts';

const file = scratch();

describe('sample workbooks', () => {
  testWithData('every file is read or refused for a reason', async () => {
    const refused: string[] = [];
    for (const name of readdirSync(shared('xlsx'))) {
      const code = await refusal(shared(`xlsx/${name}`));
      if (code !== null) refused.push(`${name}: ${code}`);
    }
    // These two hold numbers only, without names of columns.
    expect(refused.sort()).toEqual([
      'sheets-dates-1900-LibreOffice.xlsx: no-header',
      'sheets-missing-first-column.xlsx: no-header',
    ]);
  });

  testWithData('header below decoys, dates, booleans, formulas', async () => {
    const [arts, other] = await readAll(shared('xlsx/extdata-deaths.xlsx'));
    expect(arts!.table.headers).toEqual(['Name', 'Profession', 'Age', 'Has kids', 'Date of birth', 'Date of death']);
    expect(arts!.cells[0]).toEqual([
      'David Bowie',
      'musician',
      69,
      true,
      { date: '1947-01-08' },
      { date: '2016-01-10' },
    ]);
    expect(other!.cells[0]![0]).toBe('Vera Rubin');
  });

  testWithData('the 29th of February 1900, rounding of times', async () => {
    const [testing] = await readAll(shared('xlsx/sheets-dates-leap-year-1900-xlsx.xlsx'));
    for (const [moment, text, good] of testing!.cells as [Cell, string, boolean][]) {
      if (good) expect(moment).toEqual({ dateTime: text.replace(' ', 'T') });
      else expect(typeof moment).toBe('string');
    }
    const rounding = await readOne(shared('xlsx/sheets-datetime-rounding.xlsx'));
    for (const [moment, text] of rounding.cells) expect(moment).toEqual({ dateTime: String(text).replace(' ', 'T') });
  });

  testWithData('odd prefixes, inline and rich text, names, escapes, empty sheets', async () => {
    expect((await readOne(shared('xlsx/sheets-nonstandard-xml-ns-prefix.xlsx'))).cells).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect((await readOne(shared('xlsx/sheets-inlineStr.xlsx'))).cells).toEqual([
      [1, '+', '1.01.', 'RQ11610', 'requirement', 'Textual Requirement', 'test'],
    ]);
    expect((await readOne(shared('xlsx/sheets-richtext-coloured.xlsx'))).cells).toEqual([
      ['tvalrval1rval2', 'rval1rval2', 'rval1rval2', 'rval1rval2'],
    ]);
    expect((await readOne(shared('xlsx/sheets-unnamed-duplicated-columns.xlsx'))).table.headers).toEqual([
      'Column A',
      'var2',
      'Column C',
      'var2 (2)',
    ]);
    expect((await readAll(shared('xlsx/sheets-utf8-sheet-names.xlsx'))).map((each) => each.table.sheet)).toEqual([
      'µ',
      '∂',
    ]);
    expect((await readOne(shared('xlsx/sheets-new_line_errors.xlsx'))).cells[0]![0]).toContain('\r\n');
    expect((await readAll(shared('xlsx/sheets-empty-sheets.xlsx'))).map((each) => each.table.sheet)).toEqual([
      'header_only',
    ]);
  });

  testWithData('the same values as exceljs reads', async () => {
    for (const name of [
      'extdata-datasets.xlsx',
      'sheets-currency-formats-xlsx.xlsx',
      'sheets-empty-named-column.xlsx',
    ]) {
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(shared(`xlsx/${name}`));
      for (const { table, rows } of await readAll(shared(`xlsx/${name}`))) {
        const sheet = book.getWorksheet(table.sheet!)!;
        for (const row of rows)
          row.cells.forEach((cell, at) => void expect(cell).toEqual(sheet.getRow(row.number).getCell(at + 1).value));
      }
    }
  });
});

test('both epochs, errors, several sheets, one chosen', async () => {
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = true;
  const first = book.addWorksheet('Invoices');
  first.addRow(['number', 'date', 'moment', 'amount', 'broken']);
  first.addRow([
    'A1',
    new Date('2024-02-29T00:00:00Z'),
    new Date('2024-02-29T13:45:00Z'),
    { formula: '1+1', result: 2.5 },
    { error: '#N/A' },
  ]);
  first.getCell('B2').numFmt = 'dd.mm.yyyy';
  first.getCell('C2').numFmt = 'dd.mm.yyyy hh:mm';
  book.addWorksheet('Empty');
  book.addWorksheet('More').addRows([
    ['x', 'y'],
    [1, 'z'],
  ]);
  const path = file('epoch.xlsx');
  await book.xlsx.writeFile(path);
  const [invoices, more] = await readAll(path);
  expect(invoices!.cells).toEqual([['A1', { date: '2024-02-29' }, { dateTime: '2024-02-29T13:45:00' }, 2.5, null]]);
  expect(invoices!.table.warnings.join()).toContain('#N/A');
  expect(more!.cells).toEqual([[1, 'z']]);
  expect((await readAll(path, { overrides: { sheet: 'More' } })).map((each) => each.table.sheet)).toEqual(['More']);
});

test('kinds of number formats', () => {
  const kinds = (codes: string[]) => codes.map((code) => formatKind(200, code));
  expect(kinds(['dd.mm.yyyy', 'yyyy-mm-dd', '[$-419]d mmmm yyyy', 'mmm-yy', 'm/d/yy', 'dd/mm/yyyy;@'])).toEqual(
    Array(6).fill('date'),
  );
  expect(kinds(['dd.mm.yyyy hh:mm', 'm/d/yy h:mm AM/PM', 'yyyy-mm-dd"T"hh:mm:ss'])).toEqual(Array(3).fill('dateTime'));
  expect(kinds(['h:mm', '[h]:mm:ss', 'mm:ss', 'h:mm AM/PM'])).toEqual(Array(4).fill('time'));
  expect(
    kinds([
      'General',
      '0.00',
      '#,##0.00',
      '0%',
      '0.00E+00',
      '@',
      '#,##0 "руб."',
      '[Red]-#,##0.00',
      '"d"0',
      '_-* #,##0.00\\ [$€-407]_-',
      '0 "days"',
      '[>100]0.0;0',
    ]),
  ).toEqual(Array(12).fill('number'));
});
