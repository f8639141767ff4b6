import type { Ctx } from '../../kernel/ctx.ts';
import { addMonths } from '../../pure/period.ts';
import { moneyIn, rowShape } from './answers.ts';
import type { KeyAccountRow } from './contract-shapes.ts';
import { type Asked, type Question, resolveQuestion } from './facts.ts';
import { reviewNow } from './reviews.ts';
import type { Review } from './rules.ts';
import type { Showing } from './rules-showing.ts';
import type { Coverage } from './rules-summary.ts';
import { type Filter, loadRoots, loadStandingsOf, type StandingRow } from './store-page.ts';
import { loadPublished, type StoredReview } from './store-reviews.ts';

/** What somebody who sees only some accounts is told. */
export interface VisibleAnswer {
  question: Question;
  published: StoredReview | null;
  review: Review;
  coverage: Coverage;
  rows: KeyAccountRow[];
  keyCount: number;
  monthsFrom: string;
}

/** Whether published figures pass the filter. */
function passes(row: KeyAccountRow, filter: Filter): boolean {
  if (filter.class && (row.class === null || !filter.class.includes(row.class))) return false;
  if (filter.tier && (row.countsAs === null || !filter.tier.includes(row.countsAs))) return false;
  return !filter.rule || row.rules.includes(filter.rule);
}

/** A row with the share, rank, class, rules and tier that the company-wide review published; nothing from which other accounts follow. */
export function publishedRow(row: KeyAccountRow, standing: StandingRow | undefined): KeyAccountRow {
  const { cumulativeShare: _, proposal: __, ...rest } = row;
  return {
    ...rest,
    rank: standing?.rank ?? null,
    share: standing?.share ?? null,
    class: standing?.class ?? null,
    xyz: standing?.xyz ?? null,
    rules: standing?.rules ?? [],
    tier: standing?.tier ?? null,
    countsAs: standing?.countsAs ?? null,
  };
}

/** The published standings of rows, which are those of their groups, by row. */
export async function publishedOf(
  ctx: Ctx,
  published: StoredReview | null,
  rowIds: readonly string[],
): Promise<{ roots: Map<string, { rootId: string; rootName: string }>; standings: Map<string, StandingRow> }> {
  const roots = await loadRoots(ctx, rowIds);
  if (!published) return { roots, standings: new Map() };
  const found = await loadStandingsOf(ctx, published.id, [...new Set([...roots.values()].map((root) => root.rootId))]);
  const standings = new Map<string, StandingRow>();
  for (const [id, { rootId }] of roots) {
    const standing = found.get(rootId);
    if (standing) standings.set(id, standing);
  }
  return { roots, standings };
}

/**
 * The key accounts among those that the person may see: amounts, periods, growth and totals from these accounts alone, and what the last review published on
 * them. Neither dates nor fallbacks depend on an account that is hidden; the default period is the published one.
 */
export async function answerVisible(
  ctx: Ctx,
  asked: Asked,
  visible: readonly string[],
  filter: Filter,
): Promise<VisibleAnswer> {
  const published = await loadPublished(ctx);
  const question = await resolveQuestion(ctx, asked, visible, published?.period ?? null);
  const { review, coverage } = await reviewNow(ctx, question);
  const seen = new Set(visible);
  const { roots, standings } = await publishedOf(
    ctx,
    published,
    review.accounts.map((account) => account.id),
  );
  const money = moneyIn(question.showing);
  const rows = review.accounts.map((account): KeyAccountRow => {
    const root = roots.get(account.id);
    const plain: KeyAccountRow = {
      id: account.id,
      externalId: account.externalId,
      name: account.name,
      group:
        root && root.rootId !== account.id && seen.has(root.rootId) ? { id: root.rootId, name: root.rootName } : null,
      amount: money(account.amount),
      priorAmount: money(account.priorAmount),
      margin: account.margin === null ? null : money(account.margin),
      growth: account.growth,
      months: account.months.map((month) => money(month).amount),
      rank: null,
      share: null,
      class: null,
      xyz: null,
      rules: [],
      tier: null,
      countsAs: null,
    };
    return publishedRow(plain, standings.get(account.id));
  });
  const keys = review.accounts.filter((account) => standings.get(account.id)?.countsAs === 'key');
  return {
    question,
    published,
    review,
    coverage,
    rows: rows.filter((row) => passes(row, filter)),
    keyCount: new Set(keys.map((account) => roots.get(account.id)!.rootId)).size,
    monthsFrom: addMonths(review.months.last, 1 - Math.min(24, review.months.count)),
  };
}

/** A row of a stored review for somebody who may see every account, but not what is the company's. */
export function rowWithoutCompany(
  row: StandingRow,
  showing: Showing,
  standing: StandingRow | undefined,
): KeyAccountRow {
  return publishedRow(rowShape(row, showing), standing);
}
