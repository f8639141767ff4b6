import { expect, test } from 'vitest';
import { marginOf } from './rules.ts';

test('a margin says of which part of the revenue it is', () => {
  const sums = { revenue: 10_000n, costedRevenue: 6_200n, cost: 3_100n, lines: 10, costedLines: 8 };
  expect(marginOf(sums)).toEqual({ margin: 3_100n, share: 0.5, coverage: 0.8, costedShare: 0.62, reason: null });
  const few = marginOf({ ...sums, costedLines: 7 });
  expect(few).toMatchObject({ margin: null, share: null, costedShare: null, reason: { code: 'fewCosts' } });
  expect(marginOf({ ...sums, revenue: 0n })).toMatchObject({ margin: 3_100n, costedShare: null });
});
