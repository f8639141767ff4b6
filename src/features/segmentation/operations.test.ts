import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { addDays, addMonths } from '../../pure/period.ts';
import { getAccount, listAccounts } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import * as contract from './contract.ts';
import { type DocumentWish, makeDocuments, makePayments } from './make.ts';
import { publishReview } from './reviews.ts';

const NOW = new Date('2025-01-15T10:00:00Z');

/** One document in the middle of each of 36 months up to December 2024. */
const monthly = (accountId: string, net: bigint, more: Partial<DocumentWish> = {}): DocumentWish[] =>
  Array.from({ length: 36 }, (_, index) => ({
    accountId,
    day: addDays(addMonths('2024-12-01', -index), index === 0 ? 30 : 14),
    net,
    ...more,
  }));

let t: TestHouse;
let head: Person;
let kam: Person;
let accountManager: Person;
let support: Person;
const ids: Record<string, string> = {};

beforeAll(async () => {
  t = await testHouse({ now: NOW });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  accountManager = await t.person(['account_manager']);
  support = await t.person(['sales_support']);
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Group', kind: 'group', externalId: 'G' });
    ids.east = await makeAccount(ctx, { name: 'East', externalId: 'E', parentId: ids.group });
    ids.west = await makeAccount(ctx, { name: 'West', externalId: 'W', parentId: ids.group });
    ids.shop = await makeAccount(ctx, { name: 'Shop', externalId: 'S', kind: 'outlet', parentId: ids.east });
    ids.big = await makeAccount(ctx, { name: 'Big', externalId: 'B' });
    ids.small = await makeAccount(ctx, { name: 'Small', externalId: 'C' });
    ids.never = await makeAccount(ctx, { name: 'Never bought', externalId: 'N' });
    ids.retail = await makeAccount(ctx, { name: 'Retail customer', externalId: 'R' });
    await ctx.db
      .insertInto('account_exclusions')
      .values({ org_id: ctx.org.id, account_id: ids.retail, reason: 'retail', since: ctx.now, set_by: null })
      .execute();
    await makeDocuments(ctx, [
      ...monthly(ids.east, 10_000n, { cost: 6_000n }),
      ...monthly(ids.west, 20_000n, { cost: 10_000n }),
      ...monthly(ids.shop, 5_000n, { cost: 4_000n }),
      ...monthly(ids.big, 50_000n, { cost: 45_000n }),
      ...monthly(ids.small, 2_000n),
      ...monthly(ids.retail, 99_000n),
    ]);
    await makePayments(ctx, [{ accountId: ids.big, day: '2024-06-03', amount: 1_234n }]);
    await makeTeamMember(ctx, { accountId: ids.east, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.small, userId: accountManager.id });
    await publishReview(ctx);
  });
});
afterAll(() => t.close());

describe('the key accounts of the company', () => {
  test('roll up to the group without double counting, excluded accounts apart', async () => {
    const found = await head.call(contract.getKeyAccounts, {});
    expect(found).toMatchObject({
      scope: 'company',
      basis: 'revenue',
      fallback: false,
      period: { from: '2024-01-01', to: '2024-12-31' },
      asOf: '2024-12-31',
      totals: { total: { amount: '10440.00', currency: 'EUR' }, accounts: 4, buying: 3, keyCount: 2 },
      excluded: { count: 1, amount: { amount: '11880.00' }, rows: [{ id: ids.retail, reason: 'retail' }] },
    });
    expect(found.rows.map((row) => [row.externalId, row.rank, row.amount.amount, row.class, row.countsAs])).toEqual([
      ['B', 1, '6000.00', 'A', 'key'],
      ['G', 2, '4200.00', 'A', 'key'],
      ['C', 3, '240.00', 'C', 'standard'],
      ['N', 4, '0.00', 'N', 'prospect'],
    ]);
    expect(found.rows[0]).toMatchObject({
      growth: { value: 0 },
      rules: ['tenPercent', 'eighty', 'topFifth'],
      xyz: 'X',
    });
    expect(found.rows[0]!.months).toHaveLength(24);
    expect(found.company!.headline).toMatchObject({ keyCount: 2, largest: { name: 'Big' } });
    expect(found.company!.pareto.points).toHaveLength(3);
    expect(found.company!.previous).toMatchObject({
      period: { from: '2023-01-01', to: '2023-12-31' },
      growth: { value: 0 },
    });
    expect(found.company!.rules.tenPercent).toEqual({ count: 2, share: expect.closeTo(10_200 / 10_440, 9) });
  });

  test('of entities and of outlets', async () => {
    const entities = await head.call(contract.getKeyAccounts, { level: 'entity' });
    expect(entities.rows.map((row) => [row.externalId, row.amount.amount, row.group?.name])).toEqual([
      ['B', '6000.00', undefined],
      ['W', '2400.00', 'Group'],
      ['E', '1800.00', 'Group'],
      ['C', '240.00', undefined],
      ['N', '0.00', undefined],
    ]);
    const outlets = await head.call(contract.getKeyAccounts, { level: 'outlet' });
    expect(outlets.rows.map((row) => row.externalId)).toEqual(['B', 'W', 'E', 'S', 'C', 'N']);
    expect(outlets.totals.total).toEqual(entities.totals.total);
  });

  test('by any period: part of a month comes from the documents', async () => {
    const found = await head.call(contract.getKeyAccounts, { from: '2024-11-15', to: '2024-12-30' });
    expect(found.totals.total.amount).toBe('870.00');
    expect(found.isPartial).toBe(false);
    const late = await head.call(contract.getKeyAccounts, { from: '2024-12-01', to: '2025-03-31' });
    expect(late).toMatchObject({ isPartial: true, comparedWith: { from: '2023-12-01', to: '2023-12-31' } });
    const wrong = await head.ask(contract.getKeyAccounts, { from: '2024-12-01', to: '2024-11-01' });
    expect(wrong.status).toBe(400);
    expect((await head.ask(contract.getKeyAccounts, { from: '2024-02-30' })).status).toBe(400);
  });

  test('by margin, where the costs are known, and by what was received', async () => {
    const margin = await head.call(contract.getKeyAccounts, { basis: 'margin' });
    expect(margin.rows.slice(0, 2).map((row) => [row.externalId, row.amount.amount])).toEqual([
      ['G', '1800.00'],
      ['B', '600.00'],
    ]);
    const received = await head.call(contract.getKeyAccounts, {
      basis: 'received',
      from: '2024-01-01',
      to: '2024-12-31',
    });
    expect(received.totals.total.amount).toBe('12.34');
    const revenue = await head.call(contract.getKeyAccounts, {});
    expect(revenue.totals.margin?.amount).toBe('2400.00');
    expect(revenue.totals.coverage).toBeCloseTo(48 / 60, 9);
  });

  test('page by page, narrowed, and stored once', async () => {
    const first = await head.call(contract.getKeyAccounts, { limit: 2 });
    const second = await head.call(contract.getKeyAccounts, { limit: 2, after: first.next! });
    expect([...first.rows, ...second.rows].map((row) => row.rank)).toEqual([1, 2, 3, 4]);
    expect(second.next).toBeNull();
    expect(second.company).toBeNull();
    expect(second.computedAt).toBe(first.computedAt);
    const narrowed = await head.call(contract.getKeyAccounts, { tier: ['key'], rule: 'topFifth' });
    expect(narrowed.rows.map((row) => row.externalId)).toEqual(['B']);
    expect((await head.ask(contract.getKeyAccounts, { after: 'nonsense' })).status).toBe(400);
  });

  test('what if some were lost', async () => {
    const found = await head.call(contract.getWhatIf, { ids: [ids.big!] });
    expect(found.lost).toMatchObject({ amount: { amount: '6000.00' }, share: 6000 / 10_440 });
    expect(found.after).toMatchObject({ total: { amount: '4440.00' }, accounts: 3 });
    expect(found.accounts[0]).toMatchObject({ name: 'Group', rank: 1 });
    expect((await head.ask(contract.getWhatIf, { ids: [t.org.id] })).status).toBe(404);
    expect((await kam.ask(contract.getWhatIf, { ids: [ids.big!] })).status).toBe(403);
  });

  test('as a file', async () => {
    const csv = await head.file(contract.exportKeyAccounts, { format: 'csv' });
    const lines = csv.text.trim().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^1,B,Big,,6000,6000,600,EUR,0,/);
    const xlsx = await head.file(contract.exportKeyAccounts, { format: 'xlsx' });
    expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await support.file(contract.exportKeyAccounts, {})).status).toBe(403);
    // What cannot be answered is refused like the list, not by a file that breaks off.
    const nothing = { basis: 'margin', from: '1990-01-01', to: '1990-12-31' } as const;
    expect((await head.ask(contract.getKeyAccounts, nothing)).body.code).toBe('segmentation.fewCosts');
    expect((await head.ask(contract.exportKeyAccounts, nothing)).body.code).toBe('segmentation.fewCosts');
    expect((await kam.file(contract.exportKeyAccounts, {})).text.trim().split('\r\n')).toHaveLength(2);
  });

  test('published on every account', async () => {
    const list = await head.call(listAccounts, { sort: 'externalId' });
    const figures = Object.fromEntries(
      list.rows.map((row) => [row.externalId, [row.revenue?.amount, row.rank, row.tier]]),
    );
    expect(figures).toEqual({
      B: ['6000.00', 1, 'key'],
      C: ['240.00', 3, 'standard'],
      E: ['1800.00', 2, 'key'],
      G: ['4200.00', 2, 'key'],
      N: ['0.00', 4, 'prospect'],
      R: ['11880.00', null, 'prospect'],
      S: ['600.00', 2, 'key'],
      W: ['2400.00', 2, 'key'],
    });
    expect((await head.call(getAccount, { id: ids.east! })).share).toBeCloseTo(4200 / 10_440, 9);
  });
});

describe('somebody who sees only some accounts', () => {
  test('gets these, with what was published on them, and nothing of the company', async () => {
    const found = await kam.call(contract.getKeyAccounts, {});
    expect(found).toMatchObject({
      scope: 'visible',
      company: null,
      totals: {
        total: { amount: '1800.00' },
        accounts: 1,
        buying: 1,
        keyCount: 1,
        margin: { amount: '600.00' },
        coverage: 1,
      },
      excluded: { count: 0 },
      can: { seeAll: false, setTier: false, seeMargin: true },
    });
    expect(found.rows).toHaveLength(1);
    expect(found.rows[0]).toMatchObject({
      externalId: 'E',
      group: null,
      rank: 2,
      class: 'A',
      tier: null,
      countsAs: 'key',
    });
    expect(found.rows[0]).not.toHaveProperty('cumulativeShare');
    expect(found.rows[0]).not.toHaveProperty('proposal');
    const outlets = await kam.call(contract.getKeyAccounts, { level: 'outlet' });
    expect(outlets.rows.map((row) => [row.externalId, row.amount.amount])).toEqual([
      ['E', '1200.00'],
      ['S', '600.00'],
    ]);
    expect(outlets.rows[1]!.group).toBeNull();
  });

  test('may not ask by what he may not read', async () => {
    expect((await kam.ask(contract.getKeyAccounts, { asking: true })).status).toBe(403);
    expect((await accountManager.ask(contract.getKeyAccounts, { basis: 'margin' })).status).toBe(403);
    const found = await accountManager.call(contract.getKeyAccounts, {});
    expect(found.totals).not.toHaveProperty('margin');
    expect(found.totals).not.toHaveProperty('coverage');
    expect(found.rows[0]).not.toHaveProperty('margin');
    for (const [operation, input] of [
      [contract.runReview, {}],
      [contract.listTierProposals, {}],
      [contract.acceptTiers, { reviewId: ids.big! }],
      [contract.setTier, { id: ids.east!, tier: 'key', reasonCode: 'growth', reviewOn: null, current: null }],
    ] as const) {
      expect((await kam.ask(operation as typeof contract.runReview, input as never)).status, operation.name).toBe(403);
    }
    expect((await kam.ask(contract.getStanding, { id: ids.west! })).status).toBe(404);
    expect((await kam.ask(contract.listTierHistory, { id: ids.group! })).status).toBe(404);
  });

  test('support sees every account, but no concentration', async () => {
    const found = await support.call(contract.getKeyAccounts, {});
    expect(found).toMatchObject({ scope: 'visible', company: null, totals: { accounts: 4 } });
    expect(found.rows[0]).not.toHaveProperty('cumulativeShare');
    expect(found.rows[0]).not.toHaveProperty('margin');
    expect(found.rows[0]).toMatchObject({ externalId: 'B', rank: 1, class: 'A' });
  });

  test('another organisation sees nothing of it', async () => {
    const other = await t.anotherOrganisation('other');
    const stranger = await t.person(['head'], { org: other });
    const found = await stranger.call(contract.getKeyAccounts, {});
    expect(found).toMatchObject({ rows: [], asOf: null, totals: { accounts: 0, total: { amount: '0.00' } } });
    expect((await stranger.ask(contract.getStanding, { id: ids.big! })).status).toBe(404);
    expect((await stranger.ask(contract.getWhatIf, { ids: [ids.big!] })).status).toBe(404);
    const admin = await t.person(['admin']);
    expect((await admin.ask(contract.getKeyAccounts, {})).status).toBe(403);
  });
});
