import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { ask, bring, disagreements, reportOf, tables, type Upload } from '../../../test/imports.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let org: Organisation;
let head: Person;
let count = 0;
beforeAll(async () => {
  t = await testHouse();
});
beforeEach(async () => {
  org = await t.anotherOrganisation(`o${count++}`);
  head = await t.person(['head'], { org });
});
afterAll(() => t.close());

const invoices = (rows: string) => ({
  name: 'invoices.csv',
  content: `InvoiceNo;Date;Customer no;Total net\n${rows.trim()}\n`,
});
const payments = (rows: string) => ({
  name: 'payments.csv',
  content: `Payment no;Payment date;Customer no;Amount paid;Invoice\n${rows.trim()}\n`,
});
const take = async (files: Upload[], dryRun = false) => {
  const run = await bring(t, head, files, { org, dryRun });
  return { id: run.view.id, report: reportOf(run) };
};
const said = async (files: Upload[], dryRun = false) =>
  (await take(files, dryRun)).report.files.flatMap((file) => file.warnings.map((text) => `${file.file}: ${text}`));

test('payments of an invoice that is not here are remarked, kept, and join it; undo of the invoices lets them wait again', async () => {
  const paid = payments('Z1;2025-03-01;C1;12.00;R1\nZ2;2025-03-02;C1;5.00;R7\nZ3;2025-03-02;C1;5.00;');
  const remark =
    'payments.csv: Payments that name an invoice which is not in the ledger: 2 (R1, R7). They are kept, and join it when it comes.';
  expect(await said([paid], true)).toEqual([remark]);
  expect(await said([paid])).toEqual([remark]);
  const waiting = await tables(t, org);
  const come = await take([invoices('R1;2025-01-09;C1;26.00')]);
  expect(come.report.files[0]).toMatchObject({ rows: 1, inserted: 1, warnings: [] });
  expect(await ask(t, 'select amount from ledger_allocations', org)).toEqual([{ amount: 1200n }]);
  expect(await disagreements(t, org)).toEqual([]);
  const again = await take([paid]);
  expect(again.report.files[0]).toMatchObject({ rows: 3, inserted: 0, updated: 0, unchanged: 3 });
  expect(again.report.files[0]!.warnings).toEqual([
    'Payments that name an invoice which is not in the ledger: 1 (R7). They are kept, and join it when it comes.',
  ]);
  await head.call(contract.undoImport, { id: come.id });
  expect(await tables(t, org)).toEqual(waiting);
  expect(await disagreements(t, org)).toEqual([]);
});

test('payments of an invoice of another customer are remarked, unless one customer stands above the other', async () => {
  await take([
    {
      name: 'customers.csv',
      content: 'Customer no;Customer name;Parent customer\nG;Group;\nC1;Alder;G\nC2;Birch;G\nC3;Elm;\n',
    },
    invoices('R1;2025-01-09;C1;26.00\nR2;2025-01-09;C2;26.00'),
  ]);
  const rows =
    'Z1;2025-03-01;C1;12.00;R1\nZ2;2025-03-01;G;12.00;R1\nZ3;2025-03-01;C2;5.00;R1\nZ4;2025-03-02;C3;5.00;R2\nZ5;2025-03-02;C3;5.00;R9';
  expect(await said([payments(rows)])).toContain(
    'payments.csv: Payments that name an invoice of another customer, and neither belongs to the other: 2 (R1, R2). They are kept as they are: check the numbers.',
  );
  expect(await said([invoices('R9;2025-01-09;C2;26.00')])).toEqual([
    'invoices.csv: Payments that name an invoice of another customer, and neither belongs to the other: 1 (R9). They are kept as they are: check the numbers.',
  ]);
});

test('rows of sales without a number are remarked, with what becomes of them', async () => {
  const sales = {
    name: 'sales.csv',
    content:
      'Invoice;Date;Customer no;Product no;Quantity;Price\nR1;2025-01-05;C1;P1;2;10\n;2025-01-05;C1;P1;2;10\n;2025-01-05;C1;P2;1;10\n;2025-01-06;C2;P1;2;10\n',
  };
  const remark =
    'sales.csv: Rows without a number of a document: 3. Documents that are put together of them, one for each customer and day: 2.';
  expect(await said([sales], true)).toEqual([remark]);
  expect(await said([sales])).toEqual([remark]);
  const monthly = {
    name: 'months.csv',
    content: 'Month;Customer no;Product no;Net amount\n2025-01;C1;P1;20\n2025-01;C1;P2;10\n2025-02;C1;P1;5\n',
  };
  expect(await said([monthly])).toContain(
    'months.csv: Rows without a number of a document: 3. Documents that are put together of them, one for each customer and month: 2.',
  );
});
