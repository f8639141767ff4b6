import { expect, test } from 'vitest';
import { readOne, scratch } from './testing.ts';

const file = scratch();

test('names of groups over a full row of names', async () => {
  const path = file(
    'groups.csv',
    'Document,,Customer,,Amounts,\nNo,Date,Code,Name,Qty,Net\n1,2025-01-31,C1,Acme,3,10.50\n2,2025-02-01,C2,Beta,4,11.50\n',
  );
  const { table } = await readOne(path);
  expect(table.headers).toEqual([
    'Document / No',
    'Document / Date',
    'Customer / Code',
    'Customer / Name',
    'Amounts / Qty',
    'Amounts / Net',
  ]);
});

test('columns named by days', async () => {
  const { table, cells } = await readOne(file('days.csv', 'Salesperson;01.01.2026;01.02.2026\nAnn;10;20\nBob;30;40\n'));
  expect(table.headers).toEqual(['Salesperson', '01.01.2026', '01.02.2026']);
  expect(cells).toHaveLength(2);
});

test('lines above the header are kept', async () => {
  const { table } = await readOne(
    file('titled.csv', 'Open items;;\nas of 31.12.2025;;\n\nNo;Customer;Open\n1;Acme;10,00\n2;Beta;11,00\n'),
  );
  expect(table.titles).toEqual(['Open items', 'as of 31.12.2025']);
});

test('rulers of a printed list are no rows', async () => {
  const dashes = '-'.repeat(40);
  const { rows } = await readOne(
    file(
      'list.txt',
      `List of today\n\n${dashes}\n|No  |Customer|Net  |\n${dashes}\n|1   |Acme    |10.50|\n|2   |Beta    |11.50|\n|3   |Gamma   |12.50|\n${dashes}\n`,
    ),
  );
  expect(rows.map((row) => row.number)).toEqual([6, 7, 8]);
});

test('words below the last total are no row; below the total of a group they name the next', async () => {
  const { cells } = await readOne(
    file(
      'report.csv',
      'Sales by customer,,\n\n,Type,Date,Num,Amount\nAcme,,,,\n,Invoice,2025-01-31,1,10.50\n,Invoice,2025-02-01,2,11.50\nTotal for Acme,,,,22.00\nBeta,,,,\n,Invoice,2025-02-01,3,5.00\nTotal for Beta,,,,5.00\nTOTAL,,,,27.00\n"Monday, January 05, 2026 - Accrual Basis",,,,\n',
    ),
  );
  expect(cells.map((row) => [row[0], row[4]])).toEqual([
    ['Acme', '10.50'],
    ['Acme', '11.50'],
    ['Beta', '5.00'],
  ]);
});

test('years of two digits in front', async () => {
  const rows = ['25-01-03', '25-01-17', '25-02-05', '25-03-11', '25-03-29'].map((day, at) => `${at},${day},10.50`);
  const { table } = await readOne(file('short.csv', `No,Date,Net\n${rows.join('\n')}\n`));
  expect(table.dialect.dateOrders).toEqual({ 1: 'ymd' });
});
