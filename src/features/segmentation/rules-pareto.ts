import { partsPerMillion, reaches, share } from '../../pure/money.ts';
import type { SegmentationRules } from '../settings/contract.ts';
import { type AbcClass, type KeyRule, type Reason, unknown } from './rules-settings.ts';

export interface Ranked {
  id: string;
  amount: bigint;
}

/** Largest amount first, ties by id in code unit order, so that the same rows give the same order whatever order they came in. */
export function byAmount(a: Ranked, b: Ranked): number {
  if (a.amount !== b.amount) return a.amount > b.amount ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export interface Standing<T extends Ranked> {
  row: T;
  rank: number;
  class: AbcClass;
  /** Of the base; 0 for an account that bought nothing, null for a negative amount or an empty base. */
  share: number | null;
  /** Of the base, with this account; 1 for zero, null for a negative amount or an empty base. */
  cumulativeShare: number | null;
  rules: KeyRule[];
}

export interface RuleResults {
  /** Ids of the accounts with at least 10 % of the base. */
  tenPercent: string[];
  eighty: { count: number; share: number | null };
  topFifth: { count: number; of: number; share: number | null };
}

export interface Pareto<T extends Ranked> {
  /** Sum of the positive amounts: what shares are shares of. */
  base: bigint;
  /** Sum of all amounts, credit balances included. */
  total: bigint;
  /** Accounts with a positive amount. */
  buying: number;
  standings: Standing<T>[];
  rules: RuleResults;
}

/**
 * Pareto and ABC in one pass. An account's class comes from the cumulative share of the base *before* it: A < 80 %, B < 95 %, else C
 * (40/40/20 -> A, A, B), so the account that crosses 80 % is an A. Zero and negative amounts are class N and outside the base.
 * The rules: `tenPercent`, share of the base >= 10 %, inclusive (as ASC 280-10-50-42 and IFRS 8.34 disclose major customers; meant at group
 * level); `eighty`, the smallest number of accounts that make >= 80 % of the base; `topFifth`, ceil(20 % of the buying accounts).
 * All boundaries are compared in whole numbers. Source: formulas.md, "Who is key"; Juran's vital few.
 */
export function pareto<T extends Ranked>(rows: readonly T[], rules: SegmentationRules): Pareto<T> {
  const sorted = [...rows].sort(byAmount);
  let base = 0n;
  let total = 0n;
  let buying = 0;
  for (const row of sorted) {
    total += row.amount;
    if (row.amount > 0n) {
      base += row.amount;
      buying += 1;
    }
  }
  const fifth = topCount(buying, rules.topFifth);
  const a = base * partsPerMillion(rules.abc.a);
  const b = base * partsPerMillion(rules.abc.b);
  const eighty = base * partsPerMillion(rules.eighty);
  const result: RuleResults = {
    tenPercent: [],
    eighty: { count: 0, share: base > 0n ? 0 : null },
    topFifth: { count: fifth, of: buying, share: base > 0n ? 0 : null },
  };
  let before = 0n;
  const standings = sorted.map((row, index): Standing<T> => {
    if (row.amount <= 0n) {
      const outside = base > 0n && row.amount === 0n;
      return {
        row,
        rank: index + 1,
        class: 'N',
        share: outside ? 0 : null,
        cumulativeShare: outside ? 1 : null,
        rules: [],
      };
    }
    const scaled = before * 1_000_000n;
    const met: KeyRule[] = [];
    if (reaches(row.amount, base, rules.tenPercent)) {
      met.push('tenPercent');
      result.tenPercent.push(row.id);
    }
    const after = before + row.amount;
    const cumulativeShare = share(after, base);
    if (scaled < eighty) {
      met.push('eighty');
      result.eighty = { count: index + 1, share: cumulativeShare };
    }
    if (index < fifth) {
      met.push('topFifth');
      result.topFifth.share = cumulativeShare;
    }
    before = after;
    return {
      row,
      rank: index + 1,
      class: scaled < a ? 'A' : scaled < b ? 'B' : 'C',
      share: share(row.amount, base),
      cumulativeShare,
      rules: met,
    };
  });
  return { base, total, buying, standings, rules: result };
}

/** ceil(fraction of the count) without a floating point surprise: 20 % of 89 -> 18, of 90 -> 18. */
export function topCount(count: number, fraction: number): number {
  return Number((BigInt(count) * partsPerMillion(fraction) + 999_999n) / 1_000_000n);
}

export interface Disagreement {
  in: KeyRule;
  notIn: KeyRule;
  ids: string[];
}

/** Which accounts meet one rule and miss another: one entry for each ordered pair of rules that disagree. */
export function disagreements<T extends Ranked>(standings: readonly Standing<T>[]): Disagreement[] {
  const names: KeyRule[] = ['tenPercent', 'eighty', 'topFifth'];
  const some = standings.filter((standing) => standing.rules.length > 0 && standing.rules.length < names.length);
  return names
    .flatMap((one) => names.filter((other) => other !== one).map((other) => [one, other] as const))
    .map(([one, other]) => ({
      in: one,
      notIn: other,
      ids: some.filter(({ rules }) => rules.includes(one) && !rules.includes(other)).map(({ row }) => row.id),
    }))
    .filter(({ ids }) => ids.length > 0);
}

export interface Concentration {
  cr1: number | null;
  cr3: number | null;
  cr5: number | null;
  cr10: number | null;
  /** 0 to 10,000. */
  hhi: number | null;
  effectiveNumber: number | null;
  /** Why there is none: `concentration.emptyBase`, or `growth.shortHistory` for a period that the ledger holds only in part. */
  reason: Reason | null;
}

/**
 * CR-n: the share of the base that the n largest accounts make (all of them when there are fewer). HHI: the sum of the squared percentage
 * shares, 10,000 for one account, 10,000 / n for n equal ones; 30/30/20/20 -> 2600. Effective number = 10,000 / HHI: so many equal accounts would be as
 * concentrated. Only positive amounts count; an empty base gives null with the reason. Source: Herfindahl-Hirschman; formulas.md.
 */
export function concentration(rows: readonly Ranked[]): Concentration {
  return concentrationOfSorted(
    rows
      .filter((row) => row.amount > 0n)
      .sort(byAmount)
      .map((row) => row.amount),
  );
}

/** No concentration, and why. */
export function noConcentration(code: 'concentration.emptyBase' | 'growth.shortHistory'): Concentration {
  const { reason } = unknown(code);
  return { cr1: null, cr3: null, cr5: null, cr10: null, hhi: null, effectiveNumber: null, reason };
}

/** The same for positive amounts that are already sorted, largest first. */
export function concentrationOfSorted(amounts: readonly bigint[]): Concentration {
  let base = 0n;
  let squares = 0n;
  for (const amount of amounts) {
    base += amount;
    squares += amount * amount;
  }
  if (base <= 0n) return noConcentration('concentration.emptyBase');
  const first = (n: number) =>
    share(
      amounts.slice(0, n).reduce((sum, amount) => sum + amount, 0n),
      base,
    );
  const hhi = 10_000 * share(squares, base * base)!;
  return {
    cr1: first(1),
    cr3: first(3),
    cr5: first(5),
    cr10: first(10),
    hhi,
    effectiveNumber: 10_000 / hhi,
    reason: null,
  };
}
