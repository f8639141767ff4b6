import {
  addDays,
  addMonths,
  daysBetween,
  firstOfMonth,
  isWholeMonths,
  lastOfMonth,
  monthsBetween,
  type Period,
  previousPeriod,
  sameYearBefore,
  splitPeriod,
} from '../../pure/period.ts';

export interface MonthSpan {
  /** First days of the first and the last month. */
  first: string;
  last: string;
  count: number;
}

/** Months that end within the period and not after the newest document: a month that has just begun would look like a slump. */
function fullMonths(period: Period, asOf: string): string[] {
  return splitPeriod(period).months.filter((month) => lastOfMonth(month) <= asOf);
}

/**
 * The months of history that a review of the period reads for each account: they end with its last full month and reach back 24 months, or as
 * far as the period when it is longer.
 */
export function monthsOfReview(period: Period, asOf: string): MonthSpan {
  const full = fullMonths(period, asOf);
  const last = full.at(-1) ?? addMonths(firstOfMonth(period.to < asOf ? period.to : asOf), -1);
  const count = Math.max(24, monthsBetween(period.from, last) + 1);
  return { first: addMonths(last, 1 - count), last, count };
}

/** How many of the months at the end of `monthsOfReview` lie in the period. */
export function monthsInPeriod(period: Period, asOf: string): number {
  return fullMonths(period, asOf).length;
}

/** The same period a year earlier; a period that is not over compares with the same elapsed days. */
export function comparisonPeriod(period: Period, asOf: string): Period {
  return sameYearBefore(
    period.to <= asOf ? period : { from: period.from, to: asOf < period.from ? period.from : asOf },
  );
}

/** The period just before, for the concentration and the total; a period that is not over compares with the same elapsed days. */
export function periodBefore(period: Period, asOf: string): Period {
  const whole = previousPeriod(period);
  if (period.to <= asOf || asOf < period.from) return whole;
  if (!isWholeMonths(period)) return { from: whole.from, to: addDays(whole.from, daysBetween(period.from, asOf)) };
  return { from: whole.from, to: addMonths(asOf, -monthsBetween(period.from, period.to) - 1) };
}
