import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { sharedData } from '../../../test/shared-data.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { lineAmount, toMinor } from '../../pure/money.ts';
import { listAccounts } from '../accounts/contract.ts';
import { rebuildStructure, refreshFigures } from '../accounts/public.ts';
import { keyAccountsAnswer } from './answer.ts';
import * as contract from './contract.ts';
import { type DocumentWish, makeDocuments } from './make.ts';
import { publishReview } from './reviews.ts';

const expectedFile = sharedData('expected.json');
const northwind = sharedData('northwind/csv');
const worldWide = sharedData('wideworldimporters');

type Row = Record<string, string>;

/** Many accounts at once, as an import makes them: number, name, number of the parent. Gives ids by number. */
async function makeAccounts(
  ctx: Ctx,
  wishes: { number: string; name: string; parent?: string }[],
): Promise<Map<string, string>> {
  const ids = new Map(wishes.map((wish) => [wish.number, newId()]));
  await ctx.client.query(
    `insert into accounts (org_id, id, source, external_id, name, parent_id, root_id, entity_id, created_at)
     select $1, id, 'test', number, name, parent, id, id, $2 from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[]) as t (id, number, name, parent)`,
    [
      ctx.org.id,
      ctx.now,
      wishes.map((wish) => ids.get(wish.number)),
      wishes.map((wish) => wish.number),
      wishes.map((wish) => wish.name),
      wishes.map((wish) => (wish.parent && wish.parent !== wish.number ? ids.get(wish.parent) : null)),
    ],
  );
  await rebuildStructure(ctx, null);
  await refreshFigures(ctx, null);
  return ids;
}

describe.skipIf(!northwind || !expectedFile)('Northwind, with orders only', () => {
  let t: TestHouse;
  let director: Person;
  beforeAll(async () => {
    t = await testHouse({ baseCurrency: 'USD' });
    director = await t.person(['director']);
    const read = (name: string): Row[] =>
      parse(readFileSync(`${northwind}/${name}.csv`, 'utf8'), { columns: true, bom: true });
    const orders = new Map(read('orders').map((order) => [order.OrderID, order]));
    const isoOf = (american: string) => {
      const [month, day, year] = american.split('/');
      return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
    };
    await t.inside(async (ctx) => {
      const ids = await makeAccounts(
        ctx,
        read('customers').map((row) => ({ number: row.CustomerID!, name: row.CompanyName! })),
      );
      await makeDocuments(
        ctx,
        read('order_details').map((line): DocumentWish => {
          const order = orders.get(line.OrderID)!;
          const net = lineAmount(line.Quantity!, line.UnitPrice!, line.Discount!, 'USD');
          return { accountId: ids.get(order.CustomerID!)!, day: isoOf(order.OrderDate!), net, kind: 'order' };
        }),
      );
    });
  });
  afterAll(() => t?.close());

  test('the default period is the last twelve full months, and says that these are orders', async () => {
    const found = await director.call(contract.getKeyAccounts, {});
    expect(found).toMatchObject({
      basis: 'ordered',
      fallback: true,
      period: { from: '1997-05-01', to: '1998-04-30' },
      asOf: '1998-05-06',
      totals: { total: { amount: '848053.76', currency: 'USD' }, accounts: 91, buying: 88 },
      company: { rules: { eighty: { count: 33 } } },
    });
    expect(found.company!.concentration.hhi).toBeCloseTo(363.61, 2);
    const refused = await director.ask(contract.getKeyAccounts, { basis: 'margin' });
    expect(refused.body.code).toBe('segmentation.fewCosts');
    await t.inside((ctx) => publishReview(ctx));
    const [first] = (await director.call(listAccounts, { sort: 'revenue', direction: 'desc' })).rows;
    expect(first).toMatchObject({ basis: 'ordered', tierIsSet: false, rank: 1, revenue: found.rows[0]!.amount });
  });

  test('the whole history, by the API and by the command line', async () => {
    const expected = JSON.parse(readFileSync(expectedFile!, 'utf8')).northwind;
    const period = { from: '1996-07-01', to: '1998-05-31' };
    const found = await director.call(contract.getKeyAccounts, period);
    expect(found.totals).toMatchObject({
      total: { amount: '1265793.29' },
      buying: 89,
      accounts: expected.customers_total,
    });
    expect(found.company!.concentration.hhi).toBeCloseTo(336.91, 2);
    expect(found.company!.rules.topFifth).toMatchObject({ count: 18, of: 89, share: expect.closeTo(0.6006, 4) });
    expect(found.company!.rules.eighty.count).toBe(34);
    expect(found.rows[0]!.externalId).toBe('QUICK');
    const answer = await keyAccountsAnswer(t.house, t.org, period);
    expect(answer).toMatchObject({ basis: 'ordered', fallback: true, total: '1265793.29', buyingAccounts: 89 });
    expect(answer.accounts).toHaveLength(91);
    expect(answer.accounts.map((one) => one.externalId).slice(0, 50)).toEqual(found.rows.map((row) => row.externalId));
  });
});

describe.skipIf(!worldWide || !expectedFile)('Wide World Importers', () => {
  let t: TestHouse;
  let director: Person;
  const expected = expectedFile ? JSON.parse(readFileSync(expectedFile, 'utf8')).wideworldimporters : null;
  beforeAll(async () => {
    t = await testHouse({ baseCurrency: 'USD' });
    director = await t.person(['director']);
    const read = (name: string): Row[] =>
      parse(gunzipSync(readFileSync(`${worldWide}/${name}.csv.gz`)).toString('utf8'), { columns: true, bom: true });
    const plain = (number: string) => String(Number(number));
    await t.inside(async (ctx) => {
      const customers = read('Sales.Customers');
      const ids = await makeAccounts(
        ctx,
        customers.map((row) => ({
          number: plain(row.CustomerID!),
          name: row.CustomerName!,
          parent: plain(row.BillToCustomerID!),
        })),
      );
      await makeDocuments(
        ctx,
        read('Sales.CustomerTransactions')
          .filter((row) => Number(row.TransactionTypeID) === 1)
          .map((row) => ({
            accountId: ids.get(plain(row.CustomerID!))!,
            day: row.TransactionDate!.slice(0, 10),
            net: toMinor(row.AmountExcludingTax!, 'USD'),
          })),
      );
    });
  }, 120_000);
  afterAll(() => t?.close());

  test('two groups make at least 10 % each', async () => {
    const found = await director.call(contract.getKeyAccounts, { from: '2013-01-01', to: '2016-05-31' });
    expect(found.totals).toMatchObject({ total: { amount: expected.net }, buying: expected.billto_customers });
    expect(found.company!.concentration.hhi).toBeCloseTo(1997.8, 1);
    expect(found.company!.rules.tenPercent.count).toBe(2);
    expect(found.company!.rules.eighty.count).toBe(expected.billto.n80);
    expect(found.rows.filter((row) => row.rules.includes('tenPercent'))).toHaveLength(2);
  });
});
