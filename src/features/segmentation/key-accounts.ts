import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { coversReach } from '../../kernel/stand-ins.ts';
import { formatMinor, sum } from '../../pure/money.ts';
import type { InputOf } from '../../pure/operation.ts';
import { Forbidden } from '../../pure/refusal.ts';
import { companyShape, moneyIn, rowShape, type Sums } from './answers.ts';
import type { getKeyAccounts } from './contract.ts';
import type { KeyAccountRow, KeyAccounts } from './contract-shapes.ts';
import { type Asked, type Question, resolveQuestion } from './facts.ts';
import { reviewFor } from './reviews.ts';
import { type Order, ordered, type Sort } from './rules-order.ts';
import { shownAmount } from './rules-showing.ts';
import { coverageOf } from './rules-summary.ts';
import { loadVisible } from './store-accounts.ts';
import { type Filter, loadKeyCount, loadShownSums, loadStandings, type Place, type StandingRow } from './store-page.ts';
import { loadPublished, type StoredReview } from './store-reviews.ts';
import { answerVisible, publishedOf, rowWithoutCompany } from './visible.ts';

export type KeyAccountsInput = Omit<InputOf<typeof getKeyAccounts>, 'after' | 'limit'>;

/** Whether margins of every account in the answer may be read. */
export function seesMargins(ctx: Ctx): boolean {
  return coversReach(ctx, 'ledger.seeMargin', 'segmentation.read');
}

/** Refuses to be asked for, or narrowed by, what the person may not read. */
export function checkMayAsk(ctx: Ctx, input: KeyAccountsInput): void {
  if (input.basis === 'margin' && !seesMargins(ctx)) throw new Forbidden('You may not see margins.');
  if (input.asking !== undefined && !(seesCompany(ctx) && ctx.can('segmentation.setTier'))) {
    throw new Forbidden('You may not see tier proposals.');
  }
  const may = {
    margin: seesMargins(ctx),
    cumulativeShare: seesCompany(ctx),
    proposal: seesCompany(ctx) && ctx.can('segmentation.setTier'),
  };
  if (input.sort !== undefined && may[input.sort as keyof typeof may] === false)
    throw new Forbidden('You may not sort by what you may not see.');
}

/** Whether the answer is about the whole company. */
export const seesCompany = (ctx: Ctx) => ctx.scope('segmentation.seeAll') === 'all';

/** The question in an input. */
export function askedIn({ basis, level, from, to, currency }: Asked): Asked {
  return { basis, level, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), currency };
}

const orderIn = ({ sort, direction = 'asc' }: KeyAccountsInput): Order | undefined =>
  sort === undefined ? undefined : { by: sort, direction };

const filterIn = ({ class: classes, tier, rule, asking }: KeyAccountsInput): Filter => ({
  class: classes,
  tier,
  rule,
  asking,
});

/** Rows without what the person may not read. */
function allowed(ctx: Ctx, rows: KeyAccountRow[]): KeyAccountRow[] {
  const [margins, proposals] = [seesMargins(ctx), ctx.scope('segmentation.setTier') === 'all'];
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
    currency: question.showing.currency,
    conversion:
      question.showing.currency === question.currency
        ? null
        : { base: question.currency, rate: question.showing.rate, day: question.showing.day },
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
  const visible = seesCompany(ctx) ? null : await loadVisible(ctx, 'segmentation.read');
  if (visible !== null) return visiblePage(ctx, input, visible, after, limit);
  const question = await resolveQuestion(ctx, askedIn(input));
  const review = await reviewFor(ctx, question);
  const { summary } = review;
  const money = moneyIn(question.showing);
  const isCompany = seesCompany(ctx);
  const published = review.isPublished ? review : isCompany ? null : await loadPublished(ctx);
  const order = orderIn(input);
  const found = await loadStandings(ctx, review.id, {
    filter: filterIn(input),
    order,
    publishedId: isCompany ? review.id : (published?.id ?? null),
    after: placeIn(after, order?.by ?? 'rank'),
    limit: limit + 1,
  });
  const page = pageOf(found, limit, (row) => [row.sortedBy, row.rank]);
  const rows = await shapesOf(ctx, page.rows, question, published);
  const sums = await sumsOf(ctx, review, question);
  return {
    ...common(ctx, question),
    scope: isCompany ? 'company' : 'visible',
    comparedWith: summary.comparedWith,
    isPartial: summary.isPartial,
    computedAt: review.computedAt.toISOString(),
    publishedPeriod: published?.period ?? null,
    monthsFrom: summary.months.first,
    totals: {
      total: { amount: formatMinor(sums.total, question.showing.currency), currency: question.showing.currency },
      margin: !seesMargins(ctx) ? undefined : summary.margin === null ? null : money(summary.margin),
      coverage: summary.coverage,
      accounts: summary.customers,
      buying: summary.buying,
      activeBase: summary.activeBase,
      keyCount: (await loadKeyCount(ctx, isCompany ? review.id : (published?.id ?? review.id))).count,
    },
    company: isCompany && after === undefined ? await companyShape(ctx, review, question, sums) : null,
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
  published: StoredReview | null,
): Promise<KeyAccountRow[]> {
  const { showing } = question;
  if (seesCompany(ctx)) return found.map((row) => rowShape(row, showing));
  const { standings } = await publishedOf(
    ctx,
    published,
    found.map((row) => row.id),
  );
  return found.map((row) => rowWithoutCompany(row, showing, standings.get(row.id)));
}

/** The totals as they are shown: those of the review, or the converted amounts added up, so that the rows make the total. */
async function sumsOf(ctx: Ctx, review: StoredReview, { showing, currency }: Question): Promise<Sums> {
  if (showing.currency !== currency) return loadShownSums(ctx, review.id, showing);
  return { total: BigInt(review.summary.total), base: BigInt(review.summary.base) };
}

/** What stands at the first place of a cursor. */
const sortKinds = {
  rank: 'int?',
  name: 'text?',
  tier: 'int?',
  amount: 'bigint?',
  share: 'number?',
  cumulativeShare: 'number?',
  class: 'text?',
  growth: 'number?',
  margin: 'bigint?',
  rules: 'int?',
  proposal: 'int?',
} as const satisfies Record<Sort, string>;

/** Where the page before ended. */
function placeIn(after: string | undefined, sort: Sort): Place | null {
  const found = fromCursor(after, [sortKinds[sort], 'int']);
  return found && { value: found[0]!, rank: Number(found[1]) };
}

async function visiblePage(
  ctx: Ctx,
  input: KeyAccountsInput,
  visible: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<KeyAccounts> {
  const from = Number(fromCursor(after, ['int'])?.[0] ?? 0);
  const found = await answerVisible(ctx, askedIn(input), visible, filterIn(input));
  const { question, review } = found;
  const money = moneyIn(question.showing);
  const shown = sum(review.accounts.map((one) => shownAmount(one.amount, question.showing)));
  const page = pageOf(
    ordered(found.rows, orderIn(input))
      .map((row, index) => ({ row, at: index + 1 }))
      .slice(from, from + limit + 1),
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
      total: { amount: formatMinor(shown, question.showing.currency), currency: question.showing.currency },
      margin: !seesMargins(ctx) ? undefined : review.margin === null ? null : money(review.margin),
      coverage: coverageOf(found.coverage),
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
    const { rows } = await answerVisible(ctx, askedIn(input), visible, filterIn(input));
    yield allowed(ctx, ordered(rows, orderIn(input)));
    return;
  }
  const question = await resolveQuestion(ctx, askedIn(input));
  const review = await reviewFor(ctx, question);
  const isCompany = seesCompany(ctx);
  const published = review.isPublished || isCompany ? review : await loadPublished(ctx);
  const asking = {
    filter: filterIn(input),
    order: orderIn(input),
    publishedId: isCompany ? review.id : (published?.id ?? null),
    limit: 1000,
  };
  for (let after: Place | null = null; ; ) {
    const found: Awaited<ReturnType<typeof loadStandings>> = await loadStandings(ctx, review.id, { ...asking, after });
    const last = found.at(-1);
    if (last === undefined) return;
    yield allowed(ctx, await shapesOf(ctx, found, question, published));
    after = { value: last.sortedBy, rank: last.rank };
  }
}
