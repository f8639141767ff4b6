import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { addDays, daysBetween, firstOfMonth } from '../../pure/period.ts';
import { type MonthDays, usualInterval } from './rules-interval.ts';

/** Days as the months keep them. */
function monthsOf(days: readonly string[]): MonthDays[] {
  const months = new Map<string, number>();
  for (const day of days) {
    const month = firstOfMonth(day);
    months.set(month, (months.get(month) ?? 0) | (1 << daysBetween(month, day)));
  }
  return [...months].map(([month, bits]) => ({ month, days: bits }));
}

const always = { from: '2024-01-01', to: '2026-12-31' };

test('needs three days', () => {
  expect(usualInterval(monthsOf([]), always)).toBeNull();
  expect(usualInterval(monthsOf(['2025-01-31', '2025-02-28']), always)).toBeNull();
  expect(usualInterval(monthsOf(['2025-01-31', '2025-02-28', '2025-03-31']), always)).toBe(28);
});

test('counts the days of the period only', () => {
  const months = monthsOf(['2025-01-01', '2025-01-02', '2025-01-12', '2025-01-31', '2025-02-01']);
  expect(usualInterval(months, always)).toBe(1);
  expect(usualInterval(months, { from: '2025-01-02', to: '2025-01-31' })).toBe(10);
  expect(usualInterval(months, { from: '2025-01-02', to: '2025-01-30' })).toBeNull();
});

test('is the median of the gaps, in whatever order the months come', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 3, maxLength: 60 }), (offsets) => {
      const days = offsets.map((offset) => addDays('2024-02-10', offset));
      const sorted = offsets.toSorted((one, other) => one - other);
      const gaps = sorted.slice(1).map((offset, at) => offset - sorted[at]!);
      const found = usualInterval(monthsOf(days), always)!;
      expect(gaps).toContain(found);
      expect(gaps.filter((gap) => gap < found).length).toBeLessThan(gaps.length / 2);
      expect(gaps.filter((gap) => gap <= found).length).toBeGreaterThanOrEqual(gaps.length / 2);
    }),
    { numRuns: runs(200) },
  );
});
