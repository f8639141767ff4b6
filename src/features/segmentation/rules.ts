import { sum } from '../../pure/money.ts';
import { addMonths, firstOfMonth, monthsBetween, type Period } from '../../pure/period.ts';
import type { SegmentationRules } from '../settings/contract.ts';
import {
  type Concentration,
  concentration,
  concentrationOfSorted,
  type Disagreement,
  disagreements,
  noConcentration,
  pareto,
  type RuleResults,
  type Standing,
} from './rules-pareto.ts';
import { comparisonPeriod, type MonthSpan, monthsInPeriod, monthsOfReview, periodBefore } from './rules-periods.ts';
import { dormantWindow, growth, isActive, type QuartersUp, quartersUp, type Xyz, xyz } from './rules-rhythm.ts';
import type { AbcClass, Basis, Figure, KeyRule, Level, Tier, XyzClass } from './rules-settings.ts';
import { type Proposal, proposeTier } from './rules-tiers.ts';

/** One account at the level of the review, with everything below it already summed. Amounts are minor units of the review's currency. */
export interface ReviewRow {
  id: string;
  externalId: string;
  name: string;
  /** In the period, on the basis. */
  amount: bigint;
  /** In the period; null or missing where the ledger has no costs. */
  margin?: bigint | null;
  /** In `comparisonPeriod(period, asOf)`. */
  priorAmount: bigint;
  /** In `periodBefore(period, asOf)`; when given on any row, the review compares the concentration. */
  previousAmount?: bigint;
  /** One amount per month of `monthsOfReview(period, asOf)`, oldest first. */
  months: readonly bigint[];
  /** First and last document of the basis, ever, up to `asOf`; null: never bought. */
  firstPurchase: string | null;
  lastPurchase: string | null;
  /** Orders (documents of the basis) in `activeWindow(asOf)`; 0 when missing. */
  recentOrders?: number;
  currentTier: Tier | null;
  isSetByHand?: boolean;
  reviewOn?: string | null;
  missedBefore?: number;
  /** Why the account stays outside (retail customer, own company); null or missing: it does not. */
  excluded?: string | null;
}

export interface ReviewInput {
  basis: Basis;
  level: Level;
  currency: string;
  period: Period;
  /** The newest document date of the basis that is not in the future. */
  asOf: string;
  /** The organisation's calendar day. */
  today: string;
  /** The oldest document date of the basis: nothing is compared with months before it. Null: no document at all. */
  historyFrom: string | null;
  rows: readonly ReviewRow[];
  rules: SegmentationRules;
}

export interface ReviewedAccount {
  id: string;
  externalId: string;
  name: string;
  rank: number;
  amount: bigint;
  margin: bigint | null;
  priorAmount: bigint;
  share: number | null;
  cumulativeShare: number | null;
  class: AbcClass;
  xyz: XyzClass;
  variation: Figure;
  growth: Figure;
  quartersUp: QuartersUp | null;
  rules: KeyRule[];
  isActive: boolean;
  /** The last 24 months, oldest first. */
  months: readonly bigint[];
  /** The tier in force; null: none was set yet. */
  tier: Tier | null;
  proposal: Proposal;
}

export interface Review {
  basis: Basis;
  level: Level;
  currency: string;
  period: Period;
  asOf: string;
  /** The period ends after the newest document. */
  isPartial: boolean;
  comparedWith: Period;
  /** The ledger reaches back to the period that it is compared with. */
  hasPrior: boolean;
  months: MonthSpan;
  /** All amounts; the base is the positive ones. Both without excluded accounts. */
  total: bigint;
  base: bigint;
  /** Of the accounts whose margin is known; null when none is. */
  margin: bigint | null;
  buying: number;
  activeBase: number;
  accounts: ReviewedAccount[];
  excluded: { id: string; externalId: string; name: string; amount: bigint; reason: string }[];
  concentration: Concentration;
  previous: { total: bigint; growth: Figure; concentration: Concentration } | null;
  rules: RuleResults;
  disagreements: Disagreement[];
  headline: Headline;
}

/** The first line of the page: "7 key accounts make 71 % of revenue; losing the largest costs 31 %". */
export interface Headline {
  /** Accounts that are key: by the tier in force, or by the proposal where none was set. */
  keyCount: number;
  keyShare: number | null;
  largest: { id: string; externalId: string; name: string; share: number | null } | null;
}

/** How much of the history may be compared: null-making decisions are taken once for all accounts. */
function reach(input: ReviewInput): {
  span: MonthSpan;
  inPeriod: number;
  hasPrior: boolean;
  hasPrevious: boolean;
  hasQuarters: boolean;
  comparedWith: Period;
} {
  const span = monthsOfReview(input.period, input.asOf);
  const comparedWith = comparisonPeriod(input.period, input.asOf);
  const begin = input.historyFrom === null ? null : firstOfMonth(input.historyFrom);
  const quartersFrom = addMonths(span.last, -11 - 3 * input.rules.emerging.quarters);
  return {
    span,
    inPeriod: monthsInPeriod(input.period, input.asOf),
    hasPrior: begin !== null && begin <= comparedWith.from,
    hasPrevious: begin !== null && begin <= periodBefore(input.period, input.asOf).from,
    hasQuarters: begin !== null && begin <= quartersFrom,
    comparedWith,
  };
}

function rhythm(row: ReviewRow, input: ReviewInput, inPeriod: number, span: MonthSpan): Xyz {
  const since = row.firstPurchase === null ? 0 : monthsBetween(firstOfMonth(row.firstPurchase), span.last) + 1;
  const counted = Math.max(0, Math.min(inPeriod, since, row.months.length));
  return xyz(row.months, input.rules.xyz, counted);
}

function headline(accounts: readonly ReviewedAccount[], base: bigint): Headline {
  const key = accounts.filter((account) => (account.tier ?? account.proposal.tier) === 'key');
  const largest = accounts.find((account) => account.amount > 0n);
  const made = sum(key.map((account) => (account.amount > 0n ? account.amount : 0n)));
  return {
    keyCount: key.length,
    keyShare: base > 0n ? Number(made) / Number(base) : null,
    largest: largest
      ? { id: largest.id, externalId: largest.externalId, name: largest.name, share: largest.share }
      : null,
  };
}

/**
 * The whole answer to "who is key", for one level, basis, currency and period: ranks, classes, rules side by side, concentration, growth and
 * tier proposals. Pure and independent of the order of the rows. Excluded accounts are outside of everything and listed apart.
 */
export function review(input: ReviewInput): Review {
  const { rules } = input;
  const included = input.rows.filter((row) => !row.excluded);
  const found = pareto(included, rules);
  const { span, inPeriod, hasPrior, hasPrevious, hasQuarters, comparedWith } = reach(input);
  const silentBefore = dormantWindow(input.asOf, rules.active).from;
  const account = (standing: Standing<ReviewRow>): ReviewedAccount => {
    const { row } = standing;
    const even = rhythm(row, input, inPeriod, span);
    const prior = hasPrior ? row.priorAmount : null;
    const quarters = hasQuarters ? quartersUp(row.months, rules.emerging.quarters) : null;
    const proposal = proposeTier(
      {
        amount: row.amount,
        prior,
        total: found.total,
        share: standing.share,
        rank: standing.rank,
        rules: standing.rules,
        quartersUp: quarters,
        lastPurchase: row.lastPurchase,
        silentBefore,
        today: input.today,
        currentTier: row.currentTier,
        isSetByHand: row.isSetByHand ?? false,
        reviewOn: row.reviewOn ?? null,
        missedBefore: row.missedBefore ?? 0,
      },
      rules,
    );
    return {
      id: row.id,
      externalId: row.externalId,
      name: row.name,
      rank: standing.rank,
      amount: row.amount,
      margin: row.margin ?? null,
      priorAmount: row.priorAmount,
      share: standing.share,
      cumulativeShare: standing.cumulativeShare,
      class: standing.class,
      xyz: even.class,
      variation: even.variation,
      growth: growth(row.amount, prior),
      quartersUp: quarters,
      rules: standing.rules,
      isActive: isActive(row.recentOrders ?? 0, rules.active),
      months: row.months.length > 24 ? row.months.slice(-24) : row.months,
      tier: row.currentTier,
      proposal,
    };
  };
  const accounts = found.standings.map(account);
  const margins = accounts.flatMap(({ margin }) => (margin === null ? [] : [margin]));
  return {
    basis: input.basis,
    level: input.level,
    currency: input.currency,
    period: input.period,
    asOf: input.asOf,
    isPartial: input.period.to > input.asOf,
    comparedWith,
    hasPrior,
    months: span,
    total: found.total,
    base: found.base,
    margin: margins.length > 0 ? sum(margins) : null,
    buying: found.buying,
    activeBase: accounts.filter((one) => one.isActive).length,
    accounts,
    excluded: input.rows.flatMap(({ id, externalId, name, amount, excluded }) =>
      excluded ? [{ id, externalId, name, amount, reason: excluded }] : [],
    ),
    concentration: concentrationOfSorted(accounts.slice(0, found.buying).map((one) => one.amount)),
    previous: previous(included, found.total, hasPrevious),
    rules: found.rules,
    disagreements: disagreements(found.standings),
    headline: headline(accounts, found.base),
  };
}

function previous(rows: readonly ReviewRow[], total: bigint, isReached: boolean): Review['previous'] {
  if (!rows.some((row) => row.previousAmount !== undefined)) return null;
  const before = rows.map((row) => ({ id: row.id, amount: row.previousAmount ?? 0n }));
  const sumBefore = sum(before.map((row) => row.amount));
  return {
    total: sumBefore,
    growth: growth(total, isReached ? sumBefore : null),
    concentration: isReached ? concentration(before) : noConcentration('growth.shortHistory'),
  };
}
