import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { ask, bring, disagreements, prepare, reportOf, tables, type Upload } from '../../../test/imports.ts';
import type { Organisation } from '../../kernel/ctx.ts';

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

const INVOICES = {
  name: 'invoices.csv',
  content: `Invoice No,Invoice Date,Due Date,Customer,Net Amount,VAT,Gross Amount
10,2025-01-01,2025-01-31,K1,100,20,120
11,2025-02-01,2025-03-03,K2,200,40,240
`,
};
const LINES = {
  name: 'sales.csv',
  content: `Invoice No,Date,Customer,Product,Quantity,Net
10,2025-01-01,K1,P1,1,60
10,2025-01-01,K1,P2,1,40
11,2025-02-01,K2,P1,1,200
`,
};
const OPEN = {
  name: 'open items.csv',
  content: `Customer,Invoice No,Invoice Date,Due Date,Original Amount,Open Balance
K1,10,2025-01-01,2025-01-31,120,40
K2,11,2025-02-01,2025-03-03,240,240
`,
};
const UNDATED = {
  name: 'open items.csv',
  content: 'Customer,Invoice No,Due Date,Open Amount\nK1,10,2025-01-31,40\nK2,11,2025-03-03,240\n',
};

const take = async (files: Upload[], constants: Record<string, string> = {}) => {
  const run = await bring(t, head, files, {
    org,
    map: (view) =>
      view.mapping.map((one) =>
        one.kind === 'open_items'
          ? { ...one, constants: { ...one.constants, as_of: '2025-03-31', ...constants } }
          : one,
      ),
  });
  return reportOf(run).files.map(({ kind, rows, inserted, updated, unchanged, rejected }) => ({
    kind,
    counts: [rows, inserted, updated, unchanged, rejected],
  }));
};
const documents = () =>
  ask(
    t,
    `select d.number, d.doc_date::text as day, a.external_id as customer, d.net, d.tax, d.open_amount as open, d.open_as_of::text as as_of
       from ledger_documents d left join accounts a on a.org_id = d.org_id and a.id = d.account_id order by d.number`,
    org,
  );
const KNOWN = [
  { number: '10', day: '2025-01-01', customer: 'K1', net: 10000n, tax: 2000n, open: 4000n, as_of: '2025-03-31' },
  { number: '11', day: '2025-02-01', customer: 'K2', net: 20000n, tax: 4000n, open: 24000n, as_of: '2025-03-31' },
];

describe('open items of known invoices say what is open and nothing else', () => {
  test('original amounts with tax are no revenue', async () => {
    await take([INVOICES]);
    const before = await tables(t, org);
    expect(await take([OPEN])).toEqual([{ kind: 'open_items', counts: [2, 0, 2, 0, 0] }]);
    expect(await documents()).toEqual(KNOWN);
    const after = await tables(t, org);
    expect(after.ledger_account_months).toBe(before.ledger_account_months);
    expect(await take([OPEN])).toEqual([{ kind: 'open_items', counts: [2, 0, 0, 2, 0] }]);
    expect(await disagreements(t, org)).toEqual([]);
  });

  test('sales by line keep their amounts too', async () => {
    await take([LINES]);
    await take([OPEN]);
    expect(await documents()).toEqual(KNOWN.map((one) => ({ ...one, tax: 0n })));
    expect(await disagreements(t, org)).toEqual([]);
  });

  test('no date is needed, and one for all rows moves nothing', async () => {
    await take([INVOICES]);
    const view = await prepare(head, [UNDATED]);
    expect(view.mapping[0]).toMatchObject({ kind: 'open_items', fields: { open_amount: 'Open Amount' } });
    expect(await take([UNDATED])).toEqual([{ kind: 'open_items', counts: [2, 0, 2, 0, 0] }]);
    expect(await documents()).toEqual(KNOWN);
    await take([UNDATED], { date: '2025-06-30' });
    expect(await documents()).toEqual(KNOWN);
  });

  test.each([
    ['invoices first', [INVOICES, OPEN], [2, 2]],
    ['open items first', [OPEN, INVOICES], [2, 2]],
    ['sales by line', [LINES, OPEN], [3, 2]],
  ])('together with them: %s', async (_, files, rows) => {
    const counts = await take(files);
    expect(counts.map((one) => one.counts)).toEqual(rows.map((each) => [each, each, 0, 0, 0]));
    const tax = files.includes(INVOICES);
    expect(await documents()).toEqual(KNOWN.map((one) => (tax ? one : { ...one, tax: 0n })));
    const again = await take(files);
    expect(again.map((one) => one.counts)).toEqual(rows.map((each) => [each, 0, 0, each, 0]));
    expect(await disagreements(t, org)).toEqual([]);
  });
});

test('open items make the invoices that nobody knows, when they have a date', async () => {
  const made = await take([OPEN]);
  expect(made[0]!.counts).toEqual([2, 2, 0, 0, 0]);
  expect((await documents()).map((one) => one.open)).toEqual([4000n, 24000n]);
  const { report } = (await bring(t, head, [UNDATED], { org, source: 'other' })).view;
  expect(report!.files[0]).toMatchObject({ rows: 2, rejected: 2 });
  expect(report!.reasons).toMatchObject([{ code: 'unknownDocument', count: 2 }]);
});

test('an open item in another currency than its invoice is rejected', async () => {
  await take([INVOICES]);
  const rows = 'Customer,Invoice No,Due Date,Open Amount,Currency\nK1,10,2025-01-31,40,USD\nK2,11,2025-03-03,240,EUR\n';
  expect(await take([{ name: OPEN.name, content: rows }])).toEqual([{ kind: 'open_items', counts: [2, 0, 1, 0, 1] }]);
});

test('a header that gives the sum with tax only keeps the tax that is known', async () => {
  await take([INVOICES]);
  await take([{ name: 'again.csv', content: 'Invoice No,Invoice Date,Customer,Gross Amount\n10,2025-01-01,K1,150\n' }]);
  expect((await documents())[0]).toMatchObject({ net: 13000n, tax: 2000n });
});
