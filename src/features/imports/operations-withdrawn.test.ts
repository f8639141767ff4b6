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

const invoices = (first: string, second = 'Posted'): Upload => ({
  name: 'invoices.csv',
  content: `Invoice No,Invoice Date,Customer,Net Amount,Status\n10,2025-01-01,K1,100,${first}\n11,2025-02-01,K2,200,${second}\n`,
});
const LINES = {
  name: 'invoice lines.csv',
  content: 'Invoice No,Line,Product,Quantity,Net\n10,1,P1,1,60\n10,2,P2,1,40\n11,1,P1,1,200\n',
};
const PAYMENTS = {
  name: 'payments.csv',
  content: 'Payment No,Payment Date,Customer,Amount Paid,Invoice\nZ1,2025-03-01,K1,100,10\nZ2,2025-03-01,K2,50,11\n',
};
const bringAll = async (files: Upload[]) => {
  const run = await bring(t, head, files, { org });
  expect(await disagreements(t, org)).toEqual([]);
  return { id: run.view.id, report: reportOf(run) };
};
const documents = () =>
  ask(t, 'select series, number, net::int / 100 as net, line_count from ledger_documents order by 1, 2', org);
const numbers = async () => (await documents()).map(({ number }) => number);

test('an invoice that is cancelled later leaves the ledger with its lines, what was paid on it is free, and undo brings all of it back', async () => {
  await bringAll([invoices('Posted'), LINES, PAYMENTS]);
  const before = await tables(t, org);
  const { id, report } = await bringAll([invoices('Cancelled'), LINES]);
  expect(report).toMatchObject({ removedDocuments: 1, rejected: 3 });
  expect(report.reasons).toMatchObject([{ code: 'cancelled', count: 3 }]);
  expect(report.files[0]!.warnings).toEqual([
    'Documents of the ledger that count no longer: 1 (10). They were taken out with their lines.',
  ]);
  expect(await documents()).toEqual([{ series: 'sale', number: '11', net: 200, line_count: 1 }]);
  expect(await ask(t, 'select count(*)::int as lines from ledger_lines', org)).toEqual([{ lines: 1 }]);
  expect(
    await ask(
      t,
      `select p.number, count(x.payment_id)::int as allocations from ledger_payments p left join ledger_allocations x on x.payment_id = p.id group by 1 order by 1`,
      org,
    ),
  ).toEqual([
    { number: 'Z1', allocations: 0 },
    { number: 'Z2', allocations: 1 },
  ]);

  const withdrawn = await tables(t, org);
  expect((await bringAll([invoices('Cancelled'), LINES])).report).toMatchObject({ removedDocuments: 0, rejected: 3 });
  expect(await tables(t, org)).toEqual(withdrawn);

  await head.call(contract.undoImport, { id });
  expect(await disagreements(t, org)).toEqual([]);
  expect(await tables(t, org)).toEqual(before);
});

test('a file that only takes documents back comes in; the import that brought them is not undone before it', async () => {
  const first = await bringAll([invoices('Posted'), LINES]);
  const { id, report } = await bringAll([invoices('void', 'storniert')]);
  expect(report).toMatchObject({ removedDocuments: 2, rejected: 2 });
  expect(await documents()).toEqual([]);
  expect((await head.ask(contract.undoImport, { id: first.id })).body.code).toBe('imports.changedLater');
  await head.call(contract.undoImport, { id });
  expect(await numbers()).toEqual(['10', '11']);
});

test('what came again after it was taken out is undone first', async () => {
  await bringAll([invoices('Posted'), LINES, PAYMENTS]);
  const { id } = await bringAll([invoices('Cancelled')]);
  const paid = await bringAll([PAYMENTS]);
  expect(paid.report.files[0]).toMatchObject({ updated: 1, unchanged: 1 });
  const later = async () => (await head.call(contract.getUndo, { id })).later.map((each) => each.id);
  expect(await later()).toEqual([paid.id]);
  const again = await bringAll([invoices('Posted'), LINES]);
  expect(await later()).toEqual([again.id]);
  expect((await head.ask(contract.undoImport, { id })).status).toBe(409);
  await head.call(contract.undoImport, { id: again.id });
  expect(await later()).toEqual([paid.id]);
  await head.call(contract.undoImport, { id: paid.id });
  await head.call(contract.undoImport, { id });
  expect(await disagreements(t, org)).toEqual([]);
  expect(await numbers()).toEqual(['10', '11']);
  expect(await ask(t, 'select count(*)::int as n from ledger_allocations', org)).toEqual([{ n: 2 }]);
});

test('a dry run says so and takes nothing', async () => {
  await bringAll([invoices('Posted'), LINES]);
  const before = await tables(t, org);
  const checked = await bring(t, head, [invoices('Cancelled')], { org, dryRun: true });
  expect(reportOf(checked)).toMatchObject({ removedDocuments: 1, rejected: 1 });
  expect(await tables(t, org)).toEqual(before);
});

test('of flat sales the document goes when no row of it counts, and a document of another series with its number stays', async () => {
  const flat = (rows: string): Upload => ({
    name: 'sales.csv',
    content: `Invoice No,Date,Customer,Product,Quantity,Net,Status\n${rows.trim()}\n`,
  });
  const returns = { name: 'credit notes.csv', content: 'Credit note no,Date,Customer,Net\n20,2025-01-05,K1,5\n' };
  await bringAll([
    flat('20,2025-01-01,K1,P1,1,60,paid\n20,2025-01-01,K1,P2,1,40,paid\n21,2025-01-02,K1,P1,1,10,paid'),
    returns,
  ]);
  const { report } = await bringAll([
    flat('20,2025-01-01,K1,P1,1,60,cancelled\n20,2025-01-01,K1,P2,1,40,paid\n21,2025-01-02,K1,P1,1,10,paid'),
  ]);
  expect(report.removedDocuments).toBe(0);
  await bringAll([
    flat('20,2025-01-01,K1,P1,1,60,cancelled\n20,2025-01-01,K1,P2,1,40,cancelled\n21,2025-01-02,K1,P1,1,10,paid'),
  ]);
  expect(await documents()).toEqual([
    { series: 'credit', number: '20', net: -5, line_count: 0 },
    { series: 'sale', number: '21', net: 10, line_count: 1 },
  ]);
});

test('lines of an order that was cancelled from the beginning are rejected with it, and no total counts them', async () => {
  const orders = {
    name: 'orders.csv',
    content: 'Order No,Order Date,Customer,Status\nA,2025-01-01,K1,Shipped\nB,2025-01-02,K1,Canceled\n',
  };
  const lines = { name: 'order lines.csv', content: 'Order No,Product,Quantity,Price\nA,P1,2,10\nB,P1,3,10\n' };
  const { report } = await bringAll([orders, lines]);
  expect(report.files.map(({ kind, inserted, rejected }) => [kind, inserted, rejected])).toEqual([
    ['orders', 1, 1],
    ['order_lines', 1, 1],
  ]);
  expect(report).toMatchObject({ totals: { ordered: '20.00' }, loose: { linesWithoutDocument: 0 } });
});

test('a payment that is taken back frees its invoice', async () => {
  const payments = (status: string): Upload => ({
    name: 'payments.csv',
    content: `Payment No,Payment Date,Customer,Amount Paid,Invoice,Status\nZ1,2025-03-01,K1,100,10,${status}\n`,
  });
  await bringAll([invoices('Posted'), payments('booked')]);
  const before = await tables(t, org);
  const { id, report } = await bringAll([payments('voided')]);
  expect(report).toMatchObject({ removedDocuments: 1, rejected: 1 });
  expect(await ask(t, 'select from ledger_payments', org)).toEqual([]);
  expect(await ask(t, 'select from ledger_allocations', org)).toEqual([]);
  expect(await numbers()).toEqual(['10', '11']);
  await head.call(contract.undoImport, { id });
  expect(await tables(t, org)).toEqual(before);
});
