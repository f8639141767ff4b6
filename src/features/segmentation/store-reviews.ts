import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import type { Question } from './facts.ts';
import type { ReviewedAccount } from './rules.ts';
import type { ReviewSummary } from './rules-summary.ts';
import { asksForDecision } from './rules-tiers.ts';

/** A stored review. */
export interface StoredReview {
  id: string;
  isPublished: boolean;
  fingerprint: string;
  period: { from: string; to: string };
  computedAt: Date;
  summary: ReviewSummary;
}

const columns = [
  'id',
  'is_published as isPublished',
  'fingerprint',
  'period_from',
  'period_to',
  'computed_at as computedAt',
  'summary',
] as const;

interface RawReview {
  id: string;
  isPublished: boolean;
  fingerprint: string;
  period_from: string;
  period_to: string;
  computedAt: Date;
  summary: unknown;
}

function asReview({ period_from, period_to, summary, ...row }: RawReview): StoredReview {
  return { ...row, period: { from: period_from, to: period_to }, summary: summary as ReviewSummary };
}

/** The newest review that answers the question from the same facts, or null. */
export async function findReview(ctx: Ctx, question: Question, fingerprint: string): Promise<StoredReview | null> {
  const row = await ctx.db
    .selectFrom('segmentation_reviews')
    .select(columns)
    .where('org_id', '=', ctx.org.id)
    .where('basis', '=', question.basis)
    .where('level', '=', question.level)
    .where('currency', '=', question.currency)
    .where('period_from', '=', question.period.from)
    .where('period_to', '=', question.period.to)
    .where('fingerprint', '=', fingerprint)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? asReview(row) : null;
}

/** The review whose figures stand on the accounts, or null before the first. */
export async function loadPublished(ctx: Ctx): Promise<StoredReview | null> {
  const row = await ctx.db
    .selectFrom('segmentation_reviews')
    .select(columns)
    .where('org_id', '=', ctx.org.id)
    .where('is_published', '=', true)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? asReview(row) : null;
}

/** Keeps a review with its rows. Returns its id. */
export async function saveReview(
  ctx: Ctx,
  question: Question,
  fingerprint: string,
  found: { summary: ReviewSummary; accounts: readonly ReviewedAccount[] },
): Promise<StoredReview> {
  const id = newId();
  await ctx.db
    .insertInto('segmentation_reviews')
    .values({
      org_id: ctx.org.id,
      id,
      basis: question.basis,
      level: question.level,
      currency: question.currency,
      period_from: question.period.from,
      period_to: question.period.to,
      fingerprint,
      is_published: false,
      summary: json(found.summary),
      computed_at: ctx.now,
      computed_by: ctx.actor.userId,
    })
    .execute();
  for (let from = 0; from < found.accounts.length; from += 5000) {
    await saveStandings(ctx, id, found.accounts.slice(from, from + 5000));
  }
  return {
    id,
    isPublished: false,
    fingerprint,
    period: question.period,
    computedAt: ctx.now,
    summary: JSON.parse(json(found.summary)),
  };
}

async function saveStandings(ctx: Ctx, reviewId: string, accounts: readonly ReviewedAccount[]): Promise<void> {
  const all = <T>(of: (account: ReviewedAccount) => T) => accounts.map(of);
  await ctx.client.query(
    `insert into segmentation_standings (org_id, review_id, account_id, rank, amount, margin, prior_amount, share, cumulative_share, class, xyz,
            variation, growth, growth_reason, rules, is_active, months, tier, counts_as, is_proposed, proposal)
     select $1::uuid, $2::uuid, account_id, rank, amount, margin, prior_amount, share, cumulative_share, class, xyz, variation, growth, growth_reason,
            rules::text[], is_active, months::bigint[], tier, coalesce(tier, proposal ->> 'tier'), is_proposed, proposal
       from unnest($3::uuid[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[], $8::float8[], $9::float8[], $10::text[], $11::text[], $12::float8[],
              $13::float8[], $14::text[], $15::text[], $16::boolean[], $17::text[], $18::text[], $19::boolean[], $20::jsonb[])
         as t (account_id, rank, amount, margin, prior_amount, share, cumulative_share, class, xyz, variation, growth, growth_reason, rules,
               is_active, months, tier, is_proposed, proposal)`,
    [
      ctx.org.id,
      reviewId,
      all((one) => one.id),
      all((one) => one.rank),
      all((one) => one.amount),
      all((one) => one.margin),
      all((one) => one.priorAmount),
      all((one) => one.share),
      all((one) => one.cumulativeShare),
      all((one) => one.class),
      all((one) => one.xyz),
      all((one) => one.variation.value),
      all((one) => one.growth.value),
      all((one) => one.growth.reason?.code ?? null),
      all((one) => `{${one.rules.join(',')}}`),
      all((one) => one.isActive),
      all((one) => `{${one.months.join(',')}}`),
      all((one) => one.tier),
      all((one) => asksForDecision(one.proposal)),
      all((one) => json(one.proposal)),
    ],
  );
}

/** Makes a review the published one. */
export async function markPublished(ctx: Ctx, reviewId: string): Promise<void> {
  await ctx.db
    .updateTable('segmentation_reviews')
    .set({ is_published: true })
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', reviewId)
    .execute();
}

/**
 * Forgets what is no longer asked for: unpublished reviews of the same question or beyond the newest `keep`; of the published ones all but the
 * newest of each of the last three periods.
 */
export async function pruneReviews(ctx: Ctx, keep: number): Promise<void> {
  await sql`
    delete from segmentation_reviews where org_id = ${ctx.org.id} and id in (
      select id from (
        select id, row_number() over (partition by basis, level, currency, period_from, period_to order by id desc) as of_question,
               row_number() over (order by id desc) as place
          from segmentation_reviews where org_id = ${ctx.org.id} and not is_published) r
       where of_question > 1 or place > ${keep}::int)`.execute(ctx.db);
  await sql`
    delete from segmentation_reviews where org_id = ${ctx.org.id} and id in (
      select id from (
        select id, row_number() over (partition by period_from, period_to order by id desc) as of_period,
               dense_rank() over (order by period_to desc, period_from) as period
          from segmentation_reviews where org_id = ${ctx.org.id} and is_published) r
       where of_period > 1 or period > 3)
      and id <> (select id from segmentation_reviews where org_id = ${ctx.org.id} and is_published order by id desc limit 1)`.execute(
    ctx.db,
  );
}

/** In how many published reviews of earlier periods, running, the key accounts missed the key rules. */
export async function loadMissed(ctx: Ctx, question: Question): Promise<Map<string, number>> {
  const found = await sql<{ account_id: string; missed: number }>`
    select s.account_id, (s.proposal ->> 'missed')::int as missed
      from account_tiers t
      join segmentation_standings s on s.org_id = t.org_id and s.account_id = t.account_id and s.review_id = (
        select id from segmentation_reviews where org_id = ${ctx.org.id} and is_published and level = ${question.level}
           and period_to < ${question.period.to}::date order by period_to desc, id desc limit 1)
     where t.org_id = ${ctx.org.id} and t.until is null and t.tier = 'key'`.execute(ctx.db);
  return new Map(found.rows.map((row) => [row.account_id, row.missed]));
}

/**
 * The newest review date of a tier that has come: from that day on its proposal asks again. Dates of tiers that have ended since count too, so that deciding
 * what is asked moves nothing.
 */
export async function loadReviewDayCome(ctx: Ctx): Promise<string | null> {
  const found = await sql<{ day: string | null }>`
    select max(review_on) as day from account_tiers where org_id = ${ctx.org.id} and review_on <= ${ctx.today}::date`.execute(
    ctx.db,
  );
  return found.rows[0]!.day;
}

/** One computation of an organisation at a time: a second one waits, and then finds what the first has kept. */
export async function lockReviews(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`segmentation:${ctx.org.id}`}, 0))`.execute(ctx.db);
}

/** Forgets every unpublished review: something changed that fingerprints do not see. */
export async function dropUnpublished(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('segmentation_reviews')
    .where('org_id', '=', ctx.org.id)
    .where('is_published', '=', false)
    .execute();
}
