import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  contains,
  dayNumber,
  daysBetween,
  daysIn,
  fiscalQuarter,
  fiscalYear,
  isDay,
  isFullMonth,
  isWholeMonths,
  lastFullMonths,
  lastOfMonth,
  lastQuarters,
  monthsBetween,
  monthsOf,
  type Period,
  previousPeriod,
  sameYearBefore,
  splitPeriod,
  windowOf,
} from './period.ts';

const day = fc.integer({ min: -100_000, max: 100_000 }).map((offset) => addDays('2000-01-01', offset));
const period = fc
  .tuple(day, fc.integer({ min: 0, max: 2000 }))
  .map(([from, days]): Period => ({ from, to: addDays(from, days) }));

describe('days', () => {
  test('are real', () => {
    expect(['2024-02-29', '2023-02-29', '2023-13-01', '2023-1-01', '2023-04-31', '0000-01-01'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('property: arithmetic agrees with Temporal', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, offset) => {
        const plain = Temporal.PlainDate.from(from);
        expect(addDays(from, offset)).toBe(plain.add({ days: offset }).toString());
        expect(addMonths(from, offset % 600)).toBe(plain.add({ months: offset % 600 }).toString());
        expect(lastOfMonth(from)).toBe(plain.with({ day: plain.daysInMonth }).toString());
        expect(daysBetween(from, addDays(from, offset))).toBe(offset);
        expect(dayNumber(from)).toBe(Temporal.PlainDate.from('1970-01-01').until(plain).days);
      }),
    );
  });

  test('months clamp to the end', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-03-31', -13)).toBe('2023-02-28');
    expect(monthsBetween('2024-01-31', '2024-02-01')).toBe(1);
  });
});

describe('periods', () => {
  test('the last full months end with a month that is over', () => {
    expect(lastFullMonths('1998-05-06', 12)).toEqual({ from: '1997-05-01', to: '1998-04-30' });
    expect(lastFullMonths('1998-05-31', 12)).toEqual({ from: '1997-06-01', to: '1998-05-31' });
    expect(lastFullMonths('2024-02-28', 1)).toEqual({ from: '2024-01-01', to: '2024-01-31' });
    expect(lastFullMonths('2024-01-01', 1)).toEqual({ from: '2023-12-01', to: '2023-12-31' });
  });

  test('know the one before and the one a year before', () => {
    const year = { from: '1997-05-01', to: '1998-04-30' };
    expect(previousPeriod(year)).toEqual({ from: '1996-05-01', to: '1997-04-30' });
    expect(sameYearBefore(year)).toEqual({ from: '1996-05-01', to: '1997-04-30' });
    expect(previousPeriod({ from: '2024-03-01', to: '2024-03-31' })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(previousPeriod({ from: '2024-03-02', to: '2024-03-11' })).toEqual({ from: '2024-02-21', to: '2024-03-01' });
    expect(sameYearBefore({ from: '2025-02-01', to: '2025-02-28' })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(sameYearBefore({ from: '2024-02-10', to: '2024-02-29' })).toEqual({ from: '2023-02-10', to: '2023-02-28' });
  });

  test('are split into full months and edges', () => {
    expect(splitPeriod({ from: '2024-01-15', to: '2024-04-10' })).toEqual({
      months: ['2024-02-01', '2024-03-01'],
      edges: [
        { from: '2024-01-15', to: '2024-01-31' },
        { from: '2024-04-01', to: '2024-04-10' },
      ],
    });
    expect(splitPeriod({ from: '2024-01-05', to: '2024-01-31' }).edges).toEqual([
      { from: '2024-01-05', to: '2024-01-31' },
    ]);
    expect(splitPeriod({ from: '2024-01-20', to: '2024-02-10' })).toEqual({
      months: [],
      edges: [{ from: '2024-01-20', to: '2024-02-10' }],
    });
    expect(splitPeriod({ from: '2024-01-02', to: '2024-01-01' })).toEqual({ months: [], edges: [] });
  });

  test('property: a split covers every day once', () => {
    fc.assert(
      fc.property(period, (whole) => {
        const { months, edges } = splitPeriod(whole);
        const pieces = [...months.map((month) => ({ from: month, to: lastOfMonth(month) })), ...edges];
        pieces.sort((a, b) => (a.from < b.from ? -1 : 1));
        expect(pieces[0]!.from).toBe(whole.from);
        expect(pieces.at(-1)!.to).toBe(whole.to);
        for (const [index, piece] of pieces.slice(1).entries()) expect(piece.from).toBe(addDays(pieces[index]!.to, 1));
        expect(edges.every((edge) => !isFullMonth(edge))).toBe(true);
      }),
    );
  });

  test('property: the period before touches and has the same length', () => {
    fc.assert(
      fc.property(period, (whole) => {
        const before = previousPeriod(whole);
        expect(addDays(before.to, 1)).toBe(whole.from);
        if (isWholeMonths(whole)) expect(monthsOf(before).length).toBe(monthsOf(whole).length);
        else expect(daysIn(before)).toBe(daysIn(whole));
        expect(isWholeMonths(sameYearBefore(whole)) || !isWholeMonths(whole)).toBe(true);
      }),
    );
  });

  test('windows include both ends', () => {
    expect(windowOf('2013-06-30', 90)).toEqual({ from: '2013-04-02', to: '2013-06-30' });
    expect(daysIn(windowOf('2024-03-01', 90))).toBe(90);
  });
});

describe('fiscal years', () => {
  test('begin with their month and are named after their end', () => {
    expect(fiscalYear('2024-03-31')).toEqual({ from: '2024-01-01', to: '2024-12-31', year: 2024 });
    expect(fiscalYear('2024-03-31', 4)).toEqual({ from: '2023-04-01', to: '2024-03-31', year: 2024 });
    expect(fiscalYear('2024-04-01', 4)).toEqual({ from: '2024-04-01', to: '2025-03-31', year: 2025 });
    expect(fiscalQuarter('2024-03-31', 4)).toEqual({ from: '2024-01-01', to: '2024-03-31', year: 2024, quarter: 4 });
    expect(fiscalQuarter('2024-08-15')).toEqual({ from: '2024-07-01', to: '2024-09-30', year: 2024, quarter: 3 });
    expect(lastQuarters('1998-04-01', 2)).toEqual([
      { from: '1997-11-01', to: '1998-01-31' },
      { from: '1998-02-01', to: '1998-04-30' },
    ]);
  });

  test('property: every day lies in its year and quarter', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (date, start) => {
        expect(contains(fiscalYear(date, start), date)).toBe(true);
        expect(contains(fiscalQuarter(date, start), date)).toBe(true);
        expect(monthsOf(fiscalQuarter(date, start)).length).toBe(3);
      }),
    );
  });
});
