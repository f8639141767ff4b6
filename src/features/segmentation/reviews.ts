import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../pure/refusal.ts';
import { REVIEW_JOB } from '../settings/public.ts';
import { type Asked, fingerprintOf, loadReviewInput, type Question, resolveQuestion } from './facts.ts';
import { type Review, review } from './rules.ts';
import { periodBefore } from './rules-periods.ts';
import { type Coverage, coverageOf, ENOUGH_COSTS, hasEnoughCosts, summarize } from './rules-summary.ts';
import { publishStandings } from './store-publish.ts';
import {
  findReview,
  loadPublished,
  lockReviews,
  markPublished,
  pruneReviews,
  type StoredReview,
  saveReview,
} from './store-reviews.ts';

/** How many unpublished reviews are kept: those that somebody looked at lately. */
const KEPT = 12;

/** Reads the facts and answers, without keeping anything. Refuses (`segmentation.fewCosts`) a margin of which too little is known. */
export async function reviewNow(ctx: Ctx, question: Question): Promise<{ review: Review; coverage: Coverage }> {
  const { coverage, ...input } = await loadReviewInput(ctx, question);
  if (!hasEnoughCosts(coverage)) {
    if (question.basis === 'margin') throw tooFewCosts(coverage);
    for (const row of input.rows) row.margin = null;
  }
  return { review: review(input), coverage };
}

/** Why a margin is not stated. */
export function tooFewCosts(coverage: Coverage): Refusal {
  const found = coverageOf(coverage);
  const words =
    found === null ? 'There is no invoice line' : `Only ${Math.floor(found * 100)} % of the lines have a cost`;
  return new Refusal('segmentation.fewCosts', `${words}: the margin is stated from ${ENOUGH_COSTS * 100} % on.`, {
    coverage: found,
    needed: ENOUGH_COSTS,
  });
}

/** A computed review of the whole company: the stored one while nothing changed that it depends on, else a new one. Writes. */
export async function computeReview(
  ctx: Ctx,
  asked: Asked,
  options: { publish?: boolean; isForced?: boolean } = {},
): Promise<StoredReview> {
  await lockReviews(ctx);
  let question = await resolveQuestion(ctx, asked);
  let fingerprint = await fingerprintOf(ctx, question);
  const known = options.isForced ? null : await findReview(ctx, question, fingerprint);
  let stored = known;
  for (let tries = 0; stored === null; tries++) {
    const { review: found, coverage } = await reviewNow(ctx, question);
    const after = await resolveQuestion(ctx, asked);
    const fingerprintAfter = await fingerprintOf(ctx, after);
    if (fingerprintAfter !== fingerprint && tries < 3) {
      // An import came in between the statements: what was read may be of two states.
      question = after;
      fingerprint = fingerprintAfter;
      continue;
    }
    const summary = summarize(found, periodBefore(question.period, question.asOf), coverage);
    stored = await saveReview(ctx, question, fingerprint, { summary, accounts: found.accounts });
  }
  const publishes = options.publish === true && !stored.isPublished;
  if (publishes) await markPublished(ctx, stored.id);
  // Before the list is written, as with a tier that is set: first the standings, then the list.
  if (known === null) await pruneReviews(ctx, KEPT);
  if (!publishes) return stored;
  stored = { ...stored, isPublished: true };
  await publishStandings(ctx, stored, question);
  return stored;
}

/** The review that answers a question, for queries: computed aside and kept when there is none. */
export async function reviewFor(ctx: Ctx, question: Question): Promise<StoredReview> {
  const stored = await findReview(ctx, question, await fingerprintOf(ctx, question));
  if (stored) return stored;
  const { basis, level, period, isDefaultPeriod } = question;
  const asked: Asked = { basis, level, ...(isDefaultPeriod ? {} : period) };
  return ctx.aside((inner) => computeReview(inner, asked));
}

/** The review that stands on the accounts: basis revenue, level group, the last twelve full months. */
export function publishReview(ctx: Ctx, options: { isForced?: boolean } = {}): Promise<StoredReview> {
  return computeReview(ctx, {}, { publish: true, ...options });
}

/**
 * Queues the company-wide review when the published one no longer answers its own question: the calendar has moved on (a document that was dated in the
 * future, the review date of a tier), or this version computes otherwise. Whoever looks at the page meanwhile sees the new answer; tiers are accepted
 * from the published one only.
 */
export async function queueReviewWhenMoved(ctx: Ctx): Promise<void> {
  if ((await loadPublished(ctx)) === null) return;
  const question = await resolveQuestion(ctx, {});
  const answer = await findReview(ctx, question, await fingerprintOf(ctx, question));
  if (answer?.isPublished) return;
  await ctx.enqueue(REVIEW_JOB, { cause: 'calendar' }, { key: `${REVIEW_JOB}:${ctx.org.id}` });
}
