import type { FieldProblem } from '../../pure/refusal.ts';

export type Basis = 'revenue' | 'margin' | 'received' | 'ordered';
export type Level = 'group' | 'entity' | 'outlet';
export type AbcClass = 'A' | 'B' | 'C' | 'N';
export type XyzClass = 'X' | 'Y' | 'Z' | 'N';
export type Tier = 'key' | 'emerging' | 'standard' | 'prospect' | 'dormant';
/** The rules of who is key, side by side. */
export type KeyRule = 'tenPercent' | 'eighty' | 'topFifth';

/** Why a figure or a proposal is what it is: screens translate the code and fill in the params. */
export interface Reason {
  code: string;
  params: Record<string, string | number>;
}

/** A number, or null with the reason why there is none ("n/a with a reason, never a wrong number"). */
export interface Figure {
  value: number | null;
  reason: Reason | null;
}

export const known = (value: number): Figure => ({ value, reason: null });
export const unknown = (code: string, params: Reason['params'] = {}): Figure => ({
  value: null,
  reason: { code, params },
});

/** Everything that an organisation may set. Shares are fractions (0.8 = 80 %), compared to a millionth. */
export interface SegmentationRules {
  /** Class A while the cumulative share before the account is below `a`, B below `b`, else C. */
  abc: { a: number; b: number };
  /** X while the coefficient of variation is below `x`, Y below `y`, else Z; N with fewer than `minimumMonths`. */
  xyz: { x: number; y: number; minimumMonths: number };
  /** An account with at least this share of the base is key (inclusive). */
  tenPercent: number;
  /** The smallest number of accounts that make at least this share of the base. */
  eighty: number;
  /** This part of the buying accounts, rounded up. */
  topFifth: number;
  /** How many accounts a key programme can look after: those in the 80 % set must also be among the first so many. */
  programmeSize: number;
  emerging: { growth: number; quartersUp: number; quarters: number; minimumShare: number };
  /** A key account steps down when the key rules are missed in so many reviews running. */
  missedReviews: number;
  /** Active: at least `orders` orders in the last `days` days. Dormant: nothing in `dormantTimes` times those days. */
  active: { days: number; orders: number; dormantTimes: number };
}

/** The defaults of the product; each is a setting of the organisation. */
export const defaultRules: SegmentationRules = {
  abc: { a: 0.8, b: 0.95 },
  xyz: { x: 0.1, y: 0.25, minimumMonths: 6 },
  tenPercent: 0.1,
  eighty: 0.8,
  topFifth: 0.2,
  programmeSize: 25,
  emerging: { growth: 0.2, quartersUp: 3, quarters: 4, minimumShare: 0.002 },
  missedReviews: 2,
  active: { days: 90, orders: 1, dormantTimes: 2 },
};

/** What is wrong with the settings; empty when they may be saved. */
export function checkRules(rules: SegmentationRules): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const demand = (holds: boolean, field: string, expected: string, found: number) => {
    if (!holds) problems.push({ field, expected, found: String(found) });
  };
  const fraction = (value: number) => value > 0 && value <= 1;
  const whole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  demand(fraction(rules.abc.a), 'abc.a', 'above 0, up to 1', rules.abc.a);
  demand(
    fraction(rules.abc.b) && rules.abc.b >= rules.abc.a,
    'abc.b',
    'not below the threshold of A, up to 1',
    rules.abc.b,
  );
  demand(rules.xyz.x > 0 && rules.xyz.x <= 100, 'xyz.x', 'above 0', rules.xyz.x);
  demand(rules.xyz.y >= rules.xyz.x && rules.xyz.y <= 100, 'xyz.y', 'not below the threshold of X', rules.xyz.y);
  demand(
    whole(rules.xyz.minimumMonths, 2, 60),
    'xyz.minimumMonths',
    'a whole number from 2 to 60',
    rules.xyz.minimumMonths,
  );
  demand(fraction(rules.tenPercent), 'tenPercent', 'above 0, up to 1', rules.tenPercent);
  demand(fraction(rules.eighty), 'eighty', 'above 0, up to 1', rules.eighty);
  demand(fraction(rules.topFifth), 'topFifth', 'above 0, up to 1', rules.topFifth);
  demand(whole(rules.programmeSize, 1, 100_000), 'programmeSize', 'a whole number from 1', rules.programmeSize);
  const { growth, quartersUp, quarters, minimumShare } = rules.emerging;
  demand(growth >= 0 && growth <= 100, 'emerging.growth', 'from 0 to 100', growth);
  demand(whole(quarters, 1, 4), 'emerging.quarters', 'a whole number from 1 to 4', quarters);
  demand(whole(quartersUp, 0, quarters), 'emerging.quartersUp', 'a whole number, not above the quarters', quartersUp);
  demand(minimumShare >= 0 && minimumShare <= 1, 'emerging.minimumShare', 'from 0 to 1', minimumShare);
  demand(whole(rules.missedReviews, 1, 12), 'missedReviews', 'a whole number from 1 to 12', rules.missedReviews);
  demand(whole(rules.active.days, 1, 3660), 'active.days', 'a whole number from 1 to 3660', rules.active.days);
  demand(whole(rules.active.orders, 1, 1000), 'active.orders', 'a whole number from 1 to 1000', rules.active.orders);
  demand(
    whole(rules.active.dormantTimes, 1, 20),
    'active.dormantTimes',
    'a whole number from 1 to 20',
    rules.active.dormantTimes,
  );
  return problems;
}
