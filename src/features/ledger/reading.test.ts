import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { addDays } from '../../pure/period.ts';
import { listAccounts } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { makeProduct } from '../products/make.ts';
import * as contract from './contract.ts';
import { makeLedger, flatSale as sale } from './make.ts';
import { publishBalances } from './store-publish.ts';

/** What a quick way of reading could get wrong: a reader far from both ends of the ledger, days at the edge of a month, a history without the kind that is asked for. */

let t: TestHouse;
let head: Person;
let kam: Person;
let ids: Record<'quiet' | 'busy' | 'group' | 'shop', string>;

const TODAY = '2026-01-10';
/** More documents than are looked through at each end before the accounts of the reader are asked. */
const MANY = 1050;
const many = (prefix: string, from: string) =>
  Array.from({ length: MANY }, (_, n) => sale(`${prefix}${n}`, 'B', addDays(from, n % 50), 'P1', '1'));

beforeAll(async () => {
  t = await testHouse({ now: new Date(`${TODAY}T09:00:00Z`) });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  ids = await t.inside(async (ctx) => {
    const group = await makeAccount(ctx, { name: 'Initech', kind: 'group', externalId: 'G', source: 'ledger' });
    const quiet = await makeAccount(ctx, { name: 'Quiet', externalId: 'Q', source: 'ledger', parentId: group });
    const shop = await makeAccount(ctx, { name: 'Shop', externalId: 'S', source: 'ledger', parentId: group });
    const busy = await makeAccount(ctx, { name: 'Busy', externalId: 'B', source: 'ledger' });
    await makeTeamMember(ctx, { accountId: group, userId: kam.id });
    await makeProduct(ctx, { externalId: 'R', name: 'Returned', source: 'ledger' });
    await makeLedger(ctx, {
      lines: [
        ...many('old', '2022-01-01'),
        ...many('new', '2025-11-01'),
        // In the month that has begun there are documents of the future only.
        sale('F1', 'B', '2026-01-20', 'P1', '1'),
        sale('Q0', 'Q', '2023-03-05', 'P1', '5'),
        sale('Q1', 'Q', '2024-03-05', 'P1', '5'),
        // Product A is bought by one and then by the other; the last day is that of the shop.
        sale('Q2', 'Q', '2024-04-10', 'A', '5'),
        sale('S2', 'S', '2024-05-20', 'A', '5'),
        sale('Q3', 'Q', '2024-05-12', 'A', '5'),
        sale('Q4', 'Q', '2024-07-01', 'B', '1'),
        sale('Q5', 'Q', '2024-08-01', 'B', '1'),
        sale('Q6', 'Q', '2024-08-31', 'P1', '5'),
        sale('R1', 'Q', '2024-06-03', 'R', '-2'),
      ],
    });
    await publishBalances(ctx);
    return { group, quiet, shop, busy };
  });
}, 120_000);
afterAll(() => t.close());

describe('a reader whose documents are neither the newest nor the oldest', () => {
  test('sees figures as of the own last document, and growth since the own first', async () => {
    const sales = await kam.call(contract.getAccountSales, { id: ids.quiet });
    expect(sales).toMatchObject({
      asOf: '2024-08-31',
      basis: 'revenue',
      period: { from: '2023-09-01', to: '2024-08-31' },
    });
    const early = await kam.call(contract.getAccountSales, { id: ids.quiet, from: '2023-03-01', to: '2023-12-31' });
    expect(early.growthReason).toEqual({ code: 'shortHistory', params: { from: '2023-03-05' } });
    expect((await head.call(contract.getAccountSales, { id: ids.quiet })).asOf).toBe('2025-12-20');
  });

  test('the last document is not one of the future, nor of another kind', async () => {
    const sales = await head.call(contract.getAccountSales, { id: ids.busy });
    expect(sales).toMatchObject({ lastInvoice: { date: '2025-12-20' }, lastOrder: null });
    const whole = await head.call(contract.getAccountSales, { id: ids.group, group: true });
    expect(whole.lastInvoice).toMatchObject({ number: 'Q6' });
  });
});

describe('who buys and who went quiet', () => {
  const names = async (who: Person, active: boolean) => {
    const { rows, asOf } = await who.call(listAccounts, { active, columns: [] });
    return { asOf, names: rows.map((row) => row.name) };
  };

  test('counts from the newest document, not from today: an old ledger is not dead', async () => {
    expect(await names(kam, true)).toEqual({ asOf: '2024-08-31', names: ['Initech', 'Quiet'] });
    expect(await names(kam, false)).toEqual({ asOf: '2024-08-31', names: ['Shop'] });
    expect((await kam.call(listAccounts, {})).asOf).toBeUndefined();
  });

  test('for who sees the company from its newest document, and not from one of the future', async () => {
    expect(await names(head, true)).toEqual({ asOf: '2025-12-20', names: ['Busy'] });
    expect(await names(head, false)).toEqual({ asOf: '2025-12-20', names: ['Initech', 'Quiet', 'Shop'] });
  });
});

describe('products', () => {
  const stopped = async (id: string, days: number, group = false) =>
    (await kam.call(contract.getAccountProducts, { id, group, show: 'stopped', days })).rows.map((row) => [
      row.product.name,
      row.lastBought,
    ]);

  test('stopped is told by the day, of whichever account bought last', async () => {
    // As of 2024-08-31: A was last bought on 2024-05-20, 103 days before; alone, Quiet bought it on 2024-05-12, 111 days before.
    expect(await stopped(ids.group, 102, true)).toEqual([['A', '2024-05-20']]);
    expect(await stopped(ids.group, 103, true)).toEqual([]);
    expect(await stopped(ids.quiet, 110)).toEqual([['A', '2024-05-12']]);
    expect(await stopped(ids.quiet, 111)).toEqual([]);
    // B was last bought on 2024-08-01, 30 days before.
    expect((await stopped(ids.quiet, 29)).map(([code]) => code)).toContain('B');
    expect((await stopped(ids.quiet, 30)).map(([code]) => code)).not.toContain('B');
  });

  test('what was only returned is listed, without a month of purchase', async () => {
    const { rows, withoutProduct } = await kam.call(contract.getAccountProducts, { id: ids.quiet });
    const returned = rows.find((row) => row.amount.amount === '-20.00');
    expect(returned).toMatchObject({ quantity: '-2', firstMonth: null, lastMonth: null });
    // The number under which files name it stands for a code; a product that is only known by it has it as its name.
    expect(returned!.product).toMatchObject({ code: 'R', name: 'Returned' });
    expect(rows.find((row) => row.product.name === 'P1')!.product.code).toBe(null);
    expect(withoutProduct.amount).toBe('0.00');
  });
});
