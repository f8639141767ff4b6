import { formatMinor, share } from '../../pure/money.ts';
import {
  addMonths,
  type DayString,
  firstOfMonth,
  isBusinessDay,
  lastFullMonths,
  lastOfMonth,
  monthsBetween,
  type Period,
} from '../../pure/period.ts';
import { Invalid } from '../../pure/refusal.ts';
import type { Bucket, Reason } from './contract-shapes.ts';

/** A number, or why there is none. */
export interface Stated {
  value: number | null;
  reason: Reason | null;
}

const none = (code: string, params: Reason['params'] = {}): Stated => ({ value: null, reason: { code, params } });

/**
 * Growth against the same period of the year before: (now - before) / before. n/a where the base is zero or less, and where the ledger begins after the
 * compared period did. `history`: the oldest document that counts, null for an empty ledger.
 */
export function growthOf(now: bigint, before: bigint, priorFrom: DayString, history: DayString | null): Stated {
  if (history === null) return none('noDocuments');
  if (firstOfMonth(history) > priorFrom) return none('shortHistory', { from: history });
  if (before <= 0n) return none(now > 0n && before === 0n ? 'newBusiness' : 'noBase');
  return { value: share(now - before, before), reason: null };
}

/** Share of the lines whose cost must be known before a margin is stated (product.md, "Profit and turnover"). */
export const COST_COVERAGE = 0.8;

/** The margin of the costed lines, once costs cover 80 % of the lines; else the reason. `costedShare`: of which part of the revenue it is the margin, null without revenue. */
export function marginOf(sums: {
  revenue: bigint;
  costedRevenue: bigint;
  cost: bigint;
  lines: number;
  costedLines: number;
}): {
  margin: bigint | null;
  share: number | null;
  coverage: number | null;
  costedShare: number | null;
  reason: Reason | null;
} {
  const nothing = { margin: null, share: null, coverage: null, costedShare: null };
  if (sums.lines === 0) return { ...nothing, reason: { code: 'noLines', params: {} } };
  const coverage = sums.costedLines / sums.lines;
  if (coverage < COST_COVERAGE) {
    const reason = {
      code: sums.costedLines === 0 ? 'noCosts' : 'fewCosts',
      params: { coverage, needed: COST_COVERAGE },
    };
    return { ...nothing, coverage, reason };
  }
  const margin = sums.costedRevenue - sums.cost;
  const costedShare = share(sums.costedRevenue, sums.revenue);
  return { margin, share: share(margin, sums.costedRevenue), coverage, costedShare, reason: null };
}

/** The age of an open amount by days past due; both ends included (formulas.md, "Ageing"). Without a due date: `undated`. */
export function bucketOf(daysOverdue: number | null): Bucket {
  if (daysOverdue === null) return 'undated';
  if (daysOverdue <= 0) return 'notDue';
  if (daysOverdue <= 30) return 'days1to30';
  if (daysOverdue <= 60) return 'days31to60';
  return daysOverdue <= 90 ? 'days61to90' : 'days91';
}

/** The days overdue of a bucket, both ends included; null: no bound. */
export const BUCKET_DAYS: Record<Exclude<Bucket, 'undated'>, [number | null, number | null]> = {
  notDue: [null, 0],
  days1to30: [1, 30],
  days31to60: [31, 60],
  days61to90: [61, 90],
  days91: [91, null],
};

const LONGEST_YEARS = 50;

/** The period asked for; what is left out comes from the last twelve full months before the newest document. Throws Invalid. */
export function periodOf(asked: { from?: string; to?: string }, newest: DayString): Period {
  const usual = lastFullMonths(newest, 12);
  const to = asked.to ?? usual.to;
  const from =
    asked.from ?? (asked.to === undefined || !isBusinessDay(to) ? usual.from : addMonths(firstOfMonth(to), -11));
  checkDays({ from, to });
  if (from > to) throw new Invalid([{ field: 'to', expected: `not before ${from}`, found: to }]);
  if (monthsBetween(from, to) >= LONGEST_YEARS * 12) {
    throw new Invalid([{ field: 'from', expected: `a period of at most ${LONGEST_YEARS} years`, found: from }]);
  }
  return { from, to };
}

/** Throws Invalid for texts that are no calendar days; what is undefined passes. */
export function checkDays(days: Readonly<Record<string, string | undefined>>): void {
  const problems = Object.entries(days).flatMap(([field, found]) =>
    found === undefined || isBusinessDay(found)
      ? []
      : [{ field, expected: 'a calendar day from 1900 to 2999, YYYY-MM-DD', found }],
  );
  if (problems.length > 0) throw new Invalid(problems);
}

/** The whole months that a period touches. */
export function wholeMonths(period: Period): Period {
  return { from: firstOfMonth(period.from), to: lastOfMonth(period.to) };
}

/** Days without buying after which a product counts as no longer bought: 90, or twice its usual interval when that is longer. */
export const STOPPED_AFTER = 90;

/** Minor units of a currency as Money. */
export const moneyIn = (currency: string) => (minor: bigint) => ({ amount: formatMinor(minor, currency), currency });
