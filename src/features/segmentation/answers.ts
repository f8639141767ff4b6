import type { Ctx } from '../../kernel/ctx.ts';
import { formatMinor } from '../../pure/money.ts';
import type { Money } from '../../pure/shapes.ts';
import type { Company, KeyAccountRow, Proposal as ProposalShape } from './contract-shapes.ts';
import type { Question } from './facts.ts';
import { type Showing, shownAmount } from './rules-showing.ts';
import { asksForDecision, type Proposal } from './rules-tiers.ts';
import { loadKeyCount, loadNames, loadPareto, type StandingRow } from './store-page.ts';
import type { StoredReview } from './store-reviews.ts';

/** So many accounts stand in the chart one by one; the rest is one number beside it. */
const POINTS = 200;

/** Minor units of the base currency (or their text in a summary) as money of the answer. */
export function moneyIn(showing: Showing) {
  const { currency } = showing;
  return (minor: bigint | string): Money => ({
    amount: formatMinor(shownAmount(BigInt(minor), showing), currency),
    currency,
  });
}

/** A proposal as the answer shows it. */
export function proposalShape({ tier, act, reasons }: Proposal): ProposalShape {
  return { tier, act, reasons, isAsking: asksForDecision({ tier, act }) };
}

/** A row of a stored review as the answer shows it; the caller leaves out what the reader may not know. */
export function rowShape(row: StandingRow, showing: Showing): KeyAccountRow {
  const money = moneyIn(showing);
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    group: row.rootId === row.id ? null : { id: row.rootId, name: row.rootName },
    amount: money(row.amount),
    priorAmount: money(row.priorAmount),
    margin: row.margin === null ? null : money(row.margin),
    growth: {
      value: row.growth,
      reason: row.growthReason === null ? null : { code: row.growthReason, params: {} },
    },
    months: row.months.map((month) => money(month).amount),
    rank: row.rank,
    share: row.share,
    cumulativeShare: row.cumulativeShare,
    class: row.class,
    xyz: row.xyz,
    rules: row.rules,
    tier: row.tier,
    countsAs: row.countsAs,
    proposal: proposalShape(row.proposal),
  };
}

/** Totals in minor units of the currency that is shown. */
export interface Sums {
  total: bigint;
  base: bigint;
}

/** The part of the answer that tells about the whole company. */
export async function companyShape(ctx: Ctx, review: StoredReview, question: Question, sums: Sums): Promise<Company> {
  const { summary } = review;
  const money = moneyIn(question.showing);
  const base = BigInt(summary.base);
  const { showing } = question;
  const plain = (minor: bigint): Money => ({
    amount: formatMinor(minor, showing.currency),
    currency: showing.currency,
  });
  const points = await loadPareto(ctx, review.id, POINTS);
  const shown = points.reduce((all, point) => all + shownAmount(point.amount, showing), 0n);
  const key = await loadKeyCount(ctx, review.id);
  const named = [
    ...summary.disagreements.flatMap(({ ids }) => ids.slice(0, 10)),
    ...(summary.largest ? [summary.largest.id] : []),
  ];
  const names = await loadNames(ctx, named);
  const { rules } = question;
  return {
    headline: {
      keyCount: key.count,
      keyShare: base > 0n ? Number(key.amount) / Number(base) : null,
      largest: summary.largest && { ...summary.largest, name: names.get(summary.largest.id) ?? '' },
    },
    base: plain(sums.base),
    hasMargin: summary.margin !== null,
    concentration: summary.concentration,
    previous: summary.previous && {
      period: summary.previousPeriod,
      total: money(summary.previous.total),
      growth: summary.previous.growth,
      concentration: summary.previous.concentration,
    },
    rules: summary.rules,
    thresholds: {
      tenPercent: rules.tenPercent,
      eighty: rules.eighty,
      topFifth: rules.topFifth,
      a: rules.abc.a,
      b: rules.abc.b,
      programmeSize: rules.programmeSize,
    },
    disagreements: summary.disagreements.map(({ ids, ...rest }) => ({
      ...rest,
      accounts: ids.slice(0, 10).flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : [])),
    })),
    pareto: {
      points: points.map((point) => ({ ...point, amount: money(point.amount).amount })),
      tail:
        summary.buying > points.length
          ? { count: summary.buying - points.length, amount: plain(sums.base - shown) }
          : null,
      classes: summary.classes,
    },
  };
}
