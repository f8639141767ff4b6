import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { sum } from '../../pure/money.ts';
import type { InputOf } from '../../pure/operation.ts';
import { Forbidden } from '../../pure/refusal.ts';
import { companyShape, moneyIn, rowShape } from './answers.ts';
import type { getKeyAccounts } from './contract.ts';
import type { KeyAccountRow, KeyAccounts } from './contract-shapes.ts';
import { type Asked, type Question, resolveQuestion } from './facts.ts';
import { reviewFor } from './reviews.ts';
import { loadVisible } from './store-accounts.ts';
import { type Filter, loadKeyCount, loadStandings, type StandingRow } from './store-page.ts';
import { loadPublished, type StoredReview } from './store-reviews.ts';
import { answerVisible, publishedOf, rowWithoutCompany } from './visible.ts';

export type KeyAccountsInput = Omit<InputOf<typeof getKeyAccounts>, 'after' | 'limit'>;

/** Whether margins of every account in the answer may be read. */
export function seesMargins(ctx: Ctx): boolean {
  const scope = ctx.scope('ledger.seeMargin');
  return scope !== null && (scope === 'all' || scope === ctx.scope('segmentation.read'));
}

/** Refuses to be asked for, or narrowed by, what the person may not read. */
export function checkMayAsk(ctx: Ctx, input: KeyAccountsInput): void {
  if (input.basis === 'margin' && !seesMargins(ctx)) throw new Forbidden('You may not see margins.');
  if (input.asking !== undefined && !(seesCompany(ctx) && ctx.can('segmentation.setTier'))) {
    throw new Forbidden('You may not see tier proposals.');
  }
}

/** Whether the answer is about the whole company. */
export const seesCompany = (ctx: Ctx) => ctx.scope('segmentation.seeAll') === 'all';

/** The question in an input. */
export function askedIn({ basis, level, from, to }: Asked): Asked {
  return { basis, level, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

const filterIn = ({ class: classes, tier, rule, asking }: KeyAccountsInput): Filter => ({
  class: classes,
  tier,
  rule,
  asking,
});

/** Rows without what the person may not read. */
function allowed(ctx: Ctx, rows: KeyAccountRow[]): KeyAccountRow[] {
  const [margins, proposals] = [seesMargins(ctx), ctx.can('segmentation.setTier')];
  return rows.map((row) => ({
    ...row,
    margin: margins ? row.margin : undefined,
    proposal: proposals ? row.proposal : undefined,
  }));
}

function common(ctx: Ctx, question: Question) {
  return {
    basis: question.basis,
    fallback: question.isFallback,
    level: question.level,
    currency: question.currency,
    period: question.period,
    isDefaultPeriod: question.isDefaultPeriod,
    asOf: question.hasDocuments ? question.asOf : null,
    can: {
      seeAll: seesCompany(ctx),
      review: ctx.can('segmentation.review'),
      setTier: ctx.can('segmentation.setTier'),
      seeMargin: seesMargins(ctx),
      export: ctx.can('segmentation.export'),
    },
  };
}

/** Who reads what: a stored review by rank, or the visible accounts, which are few, by position. */
export async function keyAccounts(
  ctx: Ctx,
  input: KeyAccountsInput,
  after: string | undefined,
  limit: number,
): Promise<KeyAccounts> {
  checkMayAsk(ctx, input);
  const from = Number(fromCursor(after, ['number'])?.[0] ?? 0);
  const visible = seesCompany(ctx) ? null : await loadVisible(ctx, 'segmentation.read');
  if (visible !== null) return visiblePage(ctx, input, visible, from, limit);
  const question = await resolveQuestion(ctx, askedIn(input));
  const review = await reviewFor(ctx, question);
  const { summary } = review;
  const money = moneyIn(question.currency);
  const found = await loadStandings(ctx, review.id, filterIn(input), from, limit + 1);
  const page = pageOf(found, limit, (row) => [row.rank]);
  const isCompany = seesCompany(ctx);
  const { rows, published } = await shapesOf(ctx, page.rows, question, review);
  return {
    ...common(ctx, question),
    scope: isCompany ? 'company' : 'visible',
    comparedWith: summary.comparedWith,
    isPartial: summary.isPartial,
    computedAt: review.computedAt.toISOString(),
    publishedPeriod: published?.period ?? null,
    monthsFrom: summary.months.first,
    totals: {
      total: money(summary.total),
      margin: !seesMargins(ctx) ? undefined : summary.margin === null ? null : money(summary.margin),
      accounts: summary.customers,
      buying: summary.buying,
      activeBase: summary.activeBase,
      keyCount: (await loadKeyCount(ctx, isCompany ? review.id : (published?.id ?? review.id))).count,
    },
    company: isCompany && after === undefined ? await companyShape(ctx, review, question) : null,
    excluded: {
      count: summary.excluded.count,
      amount: money(summary.excluded.amount),
      rows: summary.excluded.rows.map((row) => ({ ...row, amount: money(row.amount) })),
    },
    rows: allowed(ctx, rows),
    next: page.next,
  };
}

/** The rows as the answer shows them; who may not see the company gets the published standings in their place. */
async function shapesOf(
  ctx: Ctx,
  found: readonly StandingRow[],
  question: Question,
  review: StoredReview,
): Promise<{ rows: KeyAccountRow[]; published: StoredReview | null }> {
  if (seesCompany(ctx)) {
    return {
      rows: found.map((row) => rowShape(row, question.currency)),
      published: review.isPublished ? review : null,
    };
  }
  const published = review.isPublished ? review : await loadPublished(ctx);
  const ids = found.map((row) => row.id);
  const { standings } = await publishedOf(ctx, published, ids);
  return {
    rows: found.map((row) => rowWithoutCompany(row, question.currency, standings.get(row.id))),
    published,
  };
}

async function visiblePage(
  ctx: Ctx,
  input: KeyAccountsInput,
  visible: readonly string[],
  from: number,
  limit: number,
): Promise<KeyAccounts> {
  const found = await answerVisible(ctx, askedIn(input), visible, filterIn(input));
  const { question, review } = found;
  const money = moneyIn(question.currency);
  const page = pageOf(
    found.rows.map((row, index) => ({ row, at: index + 1 })).slice(from, from + limit + 1),
    limit,
    ({ at }) => [at],
  );
  return {
    ...common(ctx, question),
    scope: 'visible',
    comparedWith: review.comparedWith,
    isPartial: review.isPartial,
    computedAt: null,
    publishedPeriod: found.published?.period ?? null,
    monthsFrom: found.monthsFrom,
    totals: {
      total: money(review.total),
      margin: !seesMargins(ctx) ? undefined : review.margin === null ? null : money(review.margin),
      accounts: review.accounts.length,
      buying: review.buying,
      activeBase: review.activeBase,
      keyCount: found.keyCount,
    },
    company: null,
    excluded: {
      count: review.excluded.length,
      amount: money(sum(review.excluded.map((one) => one.amount))),
      rows: review.excluded.slice(0, 200).map((row) => ({ ...row, amount: money(row.amount) })),
    },
    rows: allowed(
      ctx,
      page.rows.map(({ row }) => row),
    ),
    next: page.next,
  };
}

/** Every row that the list shows, in batches, for the export. */
export async function* everyRow(ctx: Ctx, input: KeyAccountsInput): AsyncGenerator<KeyAccountRow[]> {
  checkMayAsk(ctx, input);
  const visible = seesCompany(ctx) ? null : await loadVisible(ctx, 'segmentation.read');
  if (visible !== null) {
    yield allowed(ctx, (await answerVisible(ctx, askedIn(input), visible, filterIn(input))).rows);
    return;
  }
  const question = await resolveQuestion(ctx, askedIn(input));
  const review = await reviewFor(ctx, question);
  for (let after = 0; ; ) {
    const found = await loadStandings(ctx, review.id, filterIn(input), after, 1000);
    if (found.length === 0) return;
    yield allowed(ctx, (await shapesOf(ctx, found, question, review)).rows);
    after = found.at(-1)!.rank;
  }
}
