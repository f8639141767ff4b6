import { describe, expect, test } from 'vitest';
import { defaultRules } from '../settings/public.ts';
import { type ReviewInput, type ReviewRow, review } from './rules.ts';
import { answerOf } from './rules-answer.ts';
import { comparisonPeriod, monthsOfReview, periodBefore } from './rules-periods.ts';

describe('a review', () => {
  const row = (id: string, amount: bigint, change: Partial<ReviewRow> = {}): ReviewRow => ({
    id,
    externalId: id.toUpperCase(),
    name: `Account ${id}`,
    amount,
    priorAmount: amount,
    months: Array.from({ length: 24 }, () => amount / 12n),
    firstPurchase: '2020-01-15',
    lastPurchase: '2024-12-20',
    recentOrders: 1,
    currentTier: null,
    ...change,
  });
  const input = (some: ReviewRow[], change: Partial<ReviewInput> = {}): ReviewInput => ({
    basis: 'revenue',
    level: 'group',
    currency: 'EUR',
    period: { from: '2024-01-01', to: '2024-12-31' },
    asOf: '2024-12-31',
    today: '2025-01-10',
    historyFrom: '2020-01-15',
    rows: some,
    rules: defaultRules,
    ...change,
  });

  test('answers everything, excluded accounts apart', () => {
    const found = review(input([row('b', 1200n), row('a', 12_000n), row('shop', 99_999n, { excluded: 'retail' })]));
    expect(found).toMatchObject({ total: 13_200n, buying: 2, activeBase: 2, isPartial: false, previous: null });
    expect(found.accounts.map(({ id, rank, class: c, xyz: x }) => [id, rank, c, x])).toEqual([
      ['a', 1, 'A', 'X'],
      ['b', 2, 'B', 'X'],
    ]);
    expect(found.excluded).toEqual([
      { id: 'shop', externalId: 'SHOP', name: 'Account shop', amount: 99_999n, reason: 'retail' },
    ]);
    expect(found.headline).toMatchObject({ keyCount: 1, largest: { externalId: 'A' } });
  });

  test('is printed with decimal strings', () => {
    const answer = answerOf(review(input([row('a', 12_000n), row('b', -50n)])));
    expect(JSON.parse(JSON.stringify(answer))).toMatchObject({
      basis: 'revenue',
      period: { from: '2024-01-01', to: '2024-12-31' },
      total: '119.50',
      base: '120.00',
      accounts: [
        {
          externalId: 'A',
          amount: '120.00',
          share: 1,
          class: 'A',
          tier: 'key',
          proposal: { tier: 'key', act: 'assign' },
        },
        { externalId: 'B', amount: '-0.50', share: null, class: 'N' },
      ],
      rules: { tenPercent: ['A'], eighty: { count: 1, share: 1 }, topFifth: { count: 1, of: 1, share: 1 } },
    });
  });

  test('does not compare with months before the ledger begins', () => {
    const short = review(input([row('a', 100n)], { historyFrom: '2023-02-03' })).accounts[0]!;
    expect(short.growth.reason?.code).toBe('growth.shortHistory');
    expect(short.quartersUp).toBeNull();
    const before = review(input([{ ...row('a', 100n), previousAmount: 80n }], { historyFrom: '2023-02-03' })).previous;
    expect(before).toMatchObject({
      growth: { reason: { code: 'growth.shortHistory' } },
      concentration: { cr1: null, hhi: null, reason: { code: 'growth.shortHistory' } },
    });
    expect(review(input([row('a', 100n)], { historyFrom: '2023-01-31' })).accounts[0]!.growth.value).toBe(0);
  });

  test('a period that is not over compares with the same elapsed days', () => {
    const period = { from: '2024-01-01', to: '2024-12-31' };
    expect(comparisonPeriod(period, '2024-05-06')).toEqual({ from: '2023-01-01', to: '2023-05-06' });
    expect(monthsOfReview(period, '2024-05-06')).toEqual({ first: '2022-05-01', last: '2024-04-01', count: 24 });
    const found = review(input([row('a', 100n)], { asOf: '2024-05-06' }));
    expect(found.isPartial).toBe(true);
    expect(found.accounts[0]!.variation.reason).toEqual({ code: 'xyz.shortHistory', params: { months: 4, needed: 6 } });
  });

  test('zeros count from the first purchase on', () => {
    const months = [...Array.from({ length: 18 }, () => 0n), 10n, 10n, 10n, 10n, 10n, 10n];
    expect(review(input([row('a', 60n, { months, firstPurchase: '2024-07-03' })])).accounts[0]!.xyz).toBe('X');
    expect(review(input([row('a', 60n, { months, firstPurchase: '2024-01-03' })])).accounts[0]!.xyz).toBe('Z');
    expect(review(input([row('a', 60n, { months, firstPurchase: '2024-08-03' })])).accounts[0]!.xyz).toBe('N');
  });

  test('compares the concentration with the period before', () => {
    const found = review(input([row('a', 100n, { previousAmount: 50n }), row('b', 100n)]));
    expect(found.previous).toMatchObject({ total: 50n, growth: { value: 3 }, concentration: { hhi: 10_000 } });
  });

  test('the total is not compared with a period before that the ledger holds only in part', () => {
    const rows = [row('a', 100n, { previousAmount: 50n })];
    const period = { from: '2024-07-01', to: '2024-12-31' };
    expect(review(input(rows, { period, historyFrom: '2024-02-01' })).previous!.growth).toEqual({
      value: null,
      reason: { code: 'growth.shortHistory', params: {} },
    });
    expect(review(input(rows, { period, historyFrom: '2024-01-31' })).previous!.growth.value).toBe(1);
  });

  test('the period before one that is not over has the same elapsed days', () => {
    const november = { from: '2024-11-01', to: '2024-11-30' };
    expect(periodBefore(november, '2024-11-30')).toEqual({ from: '2024-10-01', to: '2024-10-31' });
    expect(periodBefore(november, '2024-11-10')).toEqual({ from: '2024-10-01', to: '2024-10-10' });
    expect(periodBefore(november, '2024-10-10')).toEqual({ from: '2024-10-01', to: '2024-10-31' });
    expect(periodBefore({ from: '2024-01-01', to: '2024-12-31' }, '2024-03-05')).toEqual({
      from: '2023-01-01',
      to: '2023-03-05',
    });
    expect(periodBefore({ from: '2024-11-05', to: '2024-11-14' }, '2024-11-07')).toEqual({
      from: '2024-10-26',
      to: '2024-10-28',
    });
  });
});
