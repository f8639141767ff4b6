import type { Ctx } from '../../kernel/ctx.ts';
import { formatMinor } from '../../pure/money.ts';
import type { Money } from '../../pure/shapes.ts';
import type { Company, KeyAccountRow, Proposal as ProposalShape } from './contract-shapes.ts';
import type { Question } from './facts.ts';
import { asksForDecision, type Proposal } from './rules-tiers.ts';
import { loadKeyCount, loadNames, loadPareto, type StandingRow } from './store-page.ts';
import type { StoredReview } from './store-reviews.ts';

/** So many accounts stand in the chart one by one; the rest is one number beside it. */
const POINTS = 200;

/** Minor units (or their text in a summary) as money of the answer. */
export function moneyIn(currency: string) {
  return (minor: bigint | string): Money => ({ amount: formatMinor(BigInt(minor), currency), currency });
}

/** A proposal as the answer shows it. */
export function proposalShape({ tier, act, reasons }: Proposal): ProposalShape {
  return { tier, act, reasons, isAsking: asksForDecision({ tier, act }) };
}

/** A row of a stored review as the answer shows it; the caller leaves out what the reader may not know. */
export function rowShape(row: StandingRow, currency: string): KeyAccountRow {
  const money = moneyIn(currency);
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
    months: row.months.map((month) => formatMinor(month, currency)),
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

/** The part of the answer that tells about the whole company. */
export async function companyShape(ctx: Ctx, review: StoredReview, question: Question): Promise<Company> {
  const { summary } = review;
  const money = moneyIn(question.currency);
  const base = BigInt(summary.base);
  const points = await loadPareto(ctx, review.id, POINTS);
  const shown = points.reduce((all, point) => all + point.amount, 0n);
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
    base: money(base),
    coverage: summary.coverage,
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
      points: points.map((point) => ({ ...point, amount: formatMinor(point.amount, question.currency) })),
      tail:
        summary.buying > points.length ? { count: summary.buying - points.length, amount: money(base - shown) } : null,
      classes: summary.classes,
    },
  };
}
