import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import * as contract from './contract.ts';
import { makeLedger, flatSale as sale } from './make.ts';
import { publishBalances } from './public.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
let controller: Person;
let contributor: Person;
let admin: Person;
let ids: Record<'group' | 'mine' | 'outlet' | 'theirs', string>;

const YEAR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const monthly = (customer: string, product: string, year: number, months: readonly number[], quantity: string) =>
  months.map((month) => {
    const day = `${year}-${String(month).padStart(2, '0')}-15`;
    return sale(`${customer}-${product}-${day}`, customer, day, product, quantity);
  });

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-01-10T09:00:00Z') });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  other = await t.person(['account_manager']);
  controller = await t.person(['credit_controller']);
  contributor = await t.person(['contributor']);
  admin = await t.person(['admin']);
  ids = await t.inside(async (ctx) => {
    const group = await makeAccount(ctx, { name: 'Globex', kind: 'group', externalId: 'G', source: 'ledger' });
    const mine = await makeAccount(ctx, { name: 'Globex Berlin', externalId: 'M', source: 'ledger', parentId: group });
    const outlet = await makeAccount(ctx, {
      name: 'Shop 7',
      kind: 'outlet',
      externalId: 'O',
      source: 'ledger',
      parentId: mine,
    });
    const theirs = await makeAccount(ctx, { name: 'Globex Wien', externalId: 'T', source: 'ledger', parentId: group });
    await makeTeamMember(ctx, { accountId: mine, userId: kam.id });
    await makeTeamMember(ctx, { accountId: theirs, userId: other.id });
    await makeLedger(ctx, {
      lines: [
        ...monthly('M', 'P1', 2024, YEAR, '10'),
        ...monthly('M', 'P1', 2025, YEAR, '12'),
        ...monthly('M', 'P2', 2024, YEAR, '5'),
        ...monthly('M', 'P2', 2025, [1, 2, 3, 4], '5'),
        ...monthly('O', 'P3', 2025, [11, 12], '1'),
        ...monthly('T', 'P1', 2025, YEAR, '100'),
        sale('D1', 'M', '2025-12-31', 'P1', '1'),
      ],
      payments: [
        { number: 'Z1', account_external_id: 'M', paid_on: '2025-12-30', currency: 'EUR', amount: '3500' },
        {
          number: 'Z2',
          account_external_id: 'O',
          paid_on: '2025-12-30',
          currency: 'EUR',
          amount: '10',
          document_number: 'O-P3-2025-11-15',
        },
      ],
    });
    await publishBalances(ctx);
    return { group, mine, outlet, theirs };
  });
});
afterAll(() => t.close());

describe('sales of an account', () => {
  test('twelve full months with the year before, margin and rhythm', async () => {
    const sales = await head.call(contract.getAccountSales, { id: ids.mine });
    expect(sales).toMatchObject({
      basis: 'revenue',
      isFallback: false,
      period: { from: '2025-01-01', to: '2025-12-31' },
      priorPeriod: { from: '2024-01-01', to: '2024-12-31' },
      amount: { amount: '1650.00', currency: 'EUR' },
      priorAmount: { amount: '1800.00', currency: 'EUR' },
      margin: { amount: '660.00' },
      marginShare: 0.4,
      costCoverage: 1,
      costedShare: 1,
      lastDocument: '2025-12-31',
      lastInvoice: { number: 'D1' },
      lastOrder: null,
      scope: { group: false, accounts: 1, seen: 'all' },
    });
    expect(sales.growth).toBeCloseTo(-150 / 1800, 10);
    expect(sales.months).toHaveLength(24);
    expect(sales.months.at(-1)).toMatchObject({
      month: '2025-12-01',
      isPartial: false,
      revenue: { amount: '130.00' },
      priorRevenue: { amount: '150.00' },
    });
    expect(sales.buyingInterval).toBe(31);
  });

  test('days at the edges come from the documents; a period before the ledger has no growth', async () => {
    const cut = await head.call(contract.getAccountSales, { id: ids.mine, from: '2025-11-16', to: '2025-12-30' });
    expect(cut.amount.amount).toBe('120.00');
    const early = await head.call(contract.getAccountSales, { id: ids.mine, from: '2024-01-01', to: '2024-12-31' });
    expect(early).toMatchObject({
      growth: null,
      growthReason: { code: 'shortHistory', params: { from: '2024-01-15' } },
    });
    expect((await head.ask(contract.getAccountSales, { id: ids.mine, from: '2025-02-30' })).status).toBe(400);
  });

  test('a group adds everything below it once, and only what one sees', async () => {
    const whole = await head.call(contract.getAccountSales, { id: ids.group, group: true });
    expect(whole).toMatchObject({ amount: { amount: '13670.00' }, scope: { group: true, accounts: 4, seen: 'all' } });
    const own = await kam.call(contract.getAccountSales, { id: ids.mine, group: true });
    expect(own).toMatchObject({ amount: { amount: '1670.00' }, scope: { accounts: 2, seen: 'visible' } });
    expect((await head.call(contract.getAccountSales, { id: ids.group })).amount.amount).toBe('0.00');
    expect((await kam.ask(contract.getAccountSales, { id: ids.group, group: true })).status).toBe(404);
  });

  test('margin only for those who may see it', async () => {
    for (const field of ['margin', 'marginShare', 'costCoverage', 'costedShare', 'marginReason']) {
      expect(await kam.call(contract.getAccountSales, { id: ids.mine })).toHaveProperty(field);
      expect(await other.call(contract.getAccountSales, { id: ids.theirs })).not.toHaveProperty(field);
    }
  });
});

describe('products of an account', () => {
  test('largest first, with the year before and what they share', async () => {
    const products = await head.call(contract.getAccountProducts, { id: ids.mine });
    expect(products.rows.map((row) => [row.product.name, row.amount.amount, row.priorAmount.amount])).toEqual([
      ['P1', '1450.00', '1200.00'],
      ['P2', '200.00', '600.00'],
    ]);
    expect(products).toMatchObject({ count: 2, total: { amount: '1650.00' }, withoutProduct: { amount: '0.00' } });
    const first = await head.call(contract.getAccountProducts, { id: ids.mine, limit: 1 });
    const second = await head.call(contract.getAccountProducts, { id: ids.mine, limit: 1, after: first.next! });
    expect([...first.rows, ...second.rows]).toEqual(products.rows);
    expect(second.next).toBe(null);
  });

  test('what they stopped buying, and what is new', async () => {
    const stopped = await head.call(contract.getAccountProducts, { id: ids.mine, show: 'stopped' });
    expect(stopped.rows).toHaveLength(1);
    expect(stopped.rows[0]).toMatchObject({
      product: { name: 'P2' },
      lastBought: '2025-04-15',
      perMonth: { amount: '50.00' },
      usualInterval: 30,
      daysSince: 260,
    });
    const patient = await head.call(contract.getAccountProducts, { id: ids.mine, show: 'stopped', days: 300 });
    expect(patient.rows).toEqual([]);
    const fresh = await head.call(contract.getAccountProducts, { id: ids.group, group: true, show: 'new' });
    expect(fresh.rows.map((row) => row.product.name)).toEqual(['P3']);
  });
});

describe('the balance', () => {
  test('payments without an invoice count against the oldest', async () => {
    const balance = await head.call(contract.getAccountBalance, { id: ids.mine });
    expect(balance).toMatchObject({
      asOf: '2026-01-10',
      isMatched: true,
      open: { amount: '0.00' },
      balance: { amount: '-50.00' },
      unallocated: { amount: '50.00' },
    });
    const before = await head.call(contract.getAccountBalance, { id: ids.mine, asOf: '2025-12-29' });
    expect(before).toMatchObject({
      open: { amount: '3440.00' },
      unallocated: { amount: '0.00' },
      overdueReason: { code: 'noDueDates' },
    });
    const whole = await kam.call(contract.getAccountBalance, { id: ids.mine, group: true });
    expect(whole).toMatchObject({ open: { amount: '0.00' }, balance: { amount: '-40.00' } });
    const open = await head.call(contract.listOpenDocuments, { id: ids.mine, asOf: '2026-01-09' });
    expect(open.rows).toEqual([]);
  });

  test('is published on the list with everything below', async () => {
    const rows = await t.inside(
      async (ctx) =>
        (await ctx.client.query('select account_id, open_balance, last_document from account_figures')).rows as {
          account_id: string;
          open_balance: bigint | null;
          last_document: string | null;
        }[],
    );
    const of = (id: string) => rows.find((row) => row.account_id === id);
    expect(of(ids.mine)).toMatchObject({ open_balance: -4000n, last_document: '2025-12-31' });
    expect(of(ids.group)).toMatchObject({ open_balance: 1196000n });
    expect(of(ids.theirs)).toMatchObject({ open_balance: 1200000n });
  });

  test('an organisation that imported no payments has none, and says so', async () => {
    const org = await t.anotherOrganisation('bare');
    const there = await t.person(['head'], { org });
    const id = await t.inside(async (ctx) => {
      const account = await makeAccount(ctx, { externalId: 'M', source: 'ledger' });
      await makeLedger(ctx, { lines: monthly('M', 'P1', 2025, YEAR, '1') });
      await publishBalances(ctx);
      return account;
    }, org);
    const balance = await there.call(contract.getAccountBalance, { id });
    expect(balance).toMatchObject({ balance: null, open: null, overdue: null, reason: { code: 'noPayments' } });
    expect((await there.call(contract.listDocuments, { id })).rows[0]!.open).toBe(null);
    expect((await there.ask(contract.getAccountBalance, { id: ids.mine })).status).toBe(404);
  });
});

describe('who may', () => {
  const questions = [
    contract.getAccountSales,
    contract.getAccountProducts,
    contract.getAccountBalance,
    contract.listOpenDocuments,
    contract.listDocuments,
    contract.listPayments,
    contract.listAccountImports,
  ] as const;

  test.each(questions.map((operation) => [operation.name, operation] as const))('%s', async (_name, operation) => {
    expect((await kam.ask(operation, { id: ids.mine })).status).toBe(200);
    expect((await controller.ask(operation, { id: ids.theirs })).status).toBe(200);
    const hidden = await other.ask(operation, { id: ids.mine });
    const missing = await other.ask(operation, { id: '01900000-0000-7000-8000-000000000000' });
    expect(hidden.status).toBe(404);
    expect(hidden.body.detail).toEqual(missing.body.detail);
    for (const person of [contributor, admin]) expect((await person.ask(operation, { id: ids.mine })).status).toBe(403);
    expect((await t.nobody.ask(operation, { id: ids.mine })).status).toBe(401);
  });

  test('an answer is the same whether or not a hidden account has facts', async () => {
    const answers = async () =>
      Promise.all([
        ...questions.map(async (operation) => (await kam.ask(operation, { id: ids.mine, group: true })).text),
        (await kam.ask(contract.getLedgerState, {})).text,
      ]);
    const before = await answers();
    await t.inside((ctx) =>
      makeLedger(ctx, {
        lines: [...monthly('T', 'P9', 2022, YEAR, '7'), sale('X', 'T', '2026-01-09', 'P1', '3')],
        documents: [
          {
            series: 'order',
            number: 'N1',
            account_external_id: 'T',
            doc_date: '2026-01-09',
            currency: 'EUR',
            net: '5',
          },
        ],
        payments: [{ number: 'Z9', account_external_id: 'G', paid_on: '2026-01-09', currency: 'EUR', amount: '77' }],
      }),
    );
    expect(await answers()).toEqual(before);
  });
});
