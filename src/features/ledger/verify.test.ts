import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import { flatSale, makeLedger } from './make.ts';
import { verifyLedger } from './store-verify.ts';

let t: TestHouse;

beforeAll(async () => {
  t = await testHouse();
  await t.inside((ctx) =>
    makeLedger(ctx, {
      lines: [
        flatSale('1', 'C1', '2026-01-10', 'P1', '2'),
        flatSale('2', 'C1', '2026-02-10', 'P2', '3'),
        flatSale('3', 'C2', '2026-02-11', 'P1', '4'),
      ],
      payments: [
        {
          number: 'Z1',
          account_external_id: 'C1',
          paid_on: '2026-03-01',
          currency: 'EUR',
          amount: '5',
          document_number: '9',
        },
      ],
    }),
  );
});
afterAll(() => t.close());

/** What verify finds after a change that nobody may make, which is taken back. */
async function foundAfter(change: string): Promise<Record<string, number>> {
  let found: Record<string, number> = {};
  const undone = new Error('taken back');
  await t
    .inside(async (ctx) => {
      await ctx.client.query(change);
      const { disagreements } = await verifyLedger(ctx);
      found = Object.fromEntries(disagreements.map(({ check, count }) => [check, count]));
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return found;
}

test('a ledger as imports leave it is clean', async () => {
  expect(await foundAfter('select 1')).toEqual({});
});

test.each([
  ["update ledger_account_months set revenue = revenue + 1 where month = '2026-01-01'", { 'account months': 1 }],
  ["update ledger_account_months set invoice_days = 0 where month = '2026-01-01'", { 'account months': 1 }],
  ["delete from ledger_account_months where month = '2026-02-01'", { 'account months': 2 }],
  [
    `insert into ledger_account_months (org_id, account_id, month) select org_id, account_id, '2020-01-01' from ledger_account_months limit 1`,
    { 'account months': 1 },
  ],
  ['update ledger_product_months set quantity = quantity + 1', { 'product months': 3 }],
  ["delete from ledger_product_months where month = '2026-01-01'", { 'product months': 1 }],
  [
    "delete from ledger_lines where document_id in (select id from ledger_documents where number = '1')",
    { 'product months': 1, 'documents and their lines': 1 },
  ],
  [
    "update ledger_lines set doc_date = '2026-01-11' where doc_date = '2026-01-10'",
    { 'lines and the account and date of their document': 1 },
  ],
  ["update ledger_payments set awaits = '1'", { 'payments that await a document that is there': 1 }],
])('%s is found', async (change, expected) => {
  expect(await foundAfter(change)).toEqual(expected);
});
