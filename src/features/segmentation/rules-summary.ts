import { sum } from '../../pure/money.ts';
import { addMonths } from '../../pure/period.ts';
import type { Review } from './rules.ts';
import type { Concentration, RuleResults } from './rules-pareto.ts';
import type { Basis, Figure, KeyRule } from './rules-settings.ts';

/** Which part of the costs is known: lines with a cost, of all lines of invoices and credit notes in the period. */
export interface Coverage {
  lines: number;
  costedLines: number;
}

/** How many ids a list of the summary names; the count beside it is always of all. */
const NAMED = 50;
const EXCLUDED_NAMED = 200;

/** What the head of the page says about a review; amounts are minor units as decimal strings, so that it can be kept as JSON. */
export interface ReviewSummary {
  basis: Basis;
  asOf: string;
  isPartial: boolean;
  comparedWith: { from: string; to: string };
  /** The ledger reaches back to the period that it is compared with. */
  hasPrior: boolean;
  previousPeriod: { from: string; to: string };
  /** The first of the months that each row gives one by one, and how many. */
  months: { first: string; count: number };
  total: string;
  base: string;
  margin: string | null;
  /** Costed lines of all lines, 0 to 1; null without lines. */
  coverage: number | null;
  customers: number;
  buying: number;
  activeBase: number;
  classes: { a: number; b: number; c: number; n: number };
  largest: { id: string; share: number | null } | null;
  concentration: Concentration;
  previous: { total: string; growth: Figure; concentration: Concentration } | null;
  rules: Omit<RuleResults, 'tenPercent'> & { tenPercent: { count: number; share: number | null; ids: string[] } };
  disagreements: { in: KeyRule; notIn: KeyRule; count: number; ids: string[] }[];
  excluded: {
    count: number;
    amount: string;
    rows: { id: string; externalId: string; name: string; amount: string; reason: string }[];
  };
}

/** Which part of the lines has a known cost; null without lines. */
export function coverageOf({ lines, costedLines }: Coverage): number | null {
  return lines > 0 ? costedLines / lines : null;
}

/** Margins are only stated when costs cover this part of the lines (product.md). */
export const ENOUGH_COSTS = 0.8;

/** Whether the margin may be stated. */
export function hasEnoughCosts(coverage: Coverage): boolean {
  return coverage.lines > 0 && coverage.costedLines >= coverage.lines * ENOUGH_COSTS;
}

/** What of a review is kept for the head of the page. */
export function summarize(
  review: Review,
  previousPeriod: { from: string; to: string },
  coverage: Coverage,
): ReviewSummary {
  const { headline, rules, excluded } = review;
  const ten = new Set(rules.tenPercent);
  const tenShare = review.accounts.filter((one) => ten.has(one.id)).reduce((all, one) => all + (one.share ?? 0), 0);
  const ofClass = (wanted: string) => review.accounts.filter((one) => one.class === wanted).length;
  return {
    basis: review.basis,
    asOf: review.asOf,
    isPartial: review.isPartial,
    comparedWith: review.comparedWith,
    hasPrior: review.hasPrior,
    previousPeriod,
    months: {
      first: addMonths(review.months.last, 1 - Math.min(24, review.months.count)),
      count: Math.min(24, review.months.count),
    },
    total: review.total.toString(),
    base: review.base.toString(),
    margin: review.margin?.toString() ?? null,
    coverage: coverageOf(coverage),
    customers: review.accounts.length,
    buying: review.buying,
    activeBase: review.activeBase,
    classes: { a: ofClass('A'), b: ofClass('B'), c: ofClass('C'), n: ofClass('N') },
    largest: headline.largest && { id: headline.largest.id, share: headline.largest.share },
    concentration: review.concentration,
    previous: review.previous && {
      total: review.previous.total.toString(),
      growth: review.previous.growth,
      concentration: review.previous.concentration,
    },
    rules: {
      ...rules,
      tenPercent: {
        count: rules.tenPercent.length,
        share: review.base > 0n ? tenShare : null,
        ids: rules.tenPercent.slice(0, NAMED),
      },
    },
    disagreements: review.disagreements.map(({ ids, ...rest }) => ({
      ...rest,
      count: ids.length,
      ids: ids.slice(0, NAMED),
    })),
    excluded: {
      count: excluded.length,
      amount: sum(excluded.map((one) => one.amount)).toString(),
      rows: [...excluded]
        .sort((a, b) => (a.amount === b.amount ? (a.id < b.id ? -1 : 1) : a.amount > b.amount ? -1 : 1))
        .slice(0, EXCLUDED_NAMED)
        .map((one) => ({ ...one, amount: one.amount.toString() })),
    },
  };
}
