import { sql } from 'kysely';
import { inBulk } from '../../kernel/bulk.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { publishFigures } from '../accounts/public.ts';
import { subtreeSums } from '../ledger/public.ts';
import type { Question } from './facts.ts';
import type { StoredReview } from './store-reviews.ts';

/**
 * Puts a published review on every account of the list: revenue, the year before and growth of the account with everything below it; share, rank, class, XYZ and tier
 * of the group that it belongs to. Excluded accounts keep their revenue and have no standing.
 */
export async function publishStandings(ctx: Ctx, review: StoredReview, question: Question): Promise<void> {
  const { comparedWith } = review.summary;
  const sums = subtreeSums(ctx, question.basis, question.period, comparedWith);
  const source = sql`(
    select a.id as account_id, coalesce(m.amount, 0)::bigint as revenue, coalesce(m.prior, 0)::bigint as prior_revenue,
           case when ${review.summary.hasPrior}::boolean and m.prior > 0 then (m.amount - m.prior)::float8 / m.prior end as growth,
           s.share, s.rank, s.class, s.xyz, coalesce(s.counts_as, 'prospect') as tier, s.tier is not null as tier_is_set,
           ${question.basis === 'ordered' ? 'ordered' : 'revenue'}::text as basis
      from accounts a
      left join ${sums} m on m.account_id = a.id
      left join segmentation_standings s on s.org_id = a.org_id and s.review_id = ${review.id} and s.account_id = a.root_id
       and not exists (select from account_ancestors d join account_exclusions x on x.org_id = d.org_id and x.account_id = d.ancestor_id
                        where d.org_id = a.org_id and d.account_id = a.id)
     where a.org_id = ${ctx.org.id})`;
  const columns = [
    'revenue',
    'prior_revenue',
    'growth',
    'share',
    'rank',
    'class',
    'xyz',
    'tier',
    'tier_is_set',
    'basis',
  ] as const;
  await inBulk(ctx.client, () => publishFigures(ctx, columns, source));
}

/** Puts one account's tier, and with it that of everything below it, on the list. */
export async function publishTiers(ctx: Ctx, accountIds: readonly string[]): Promise<void> {
  await publishFigures(
    ctx,
    ['tier', 'tier_is_set'],
    sql`(select d.account_id, t.tier, true as tier_is_set from account_tiers t
           join account_ancestors d on d.org_id = t.org_id and d.ancestor_id = t.account_id
           join accounts a on a.org_id = d.org_id and a.id = d.account_id and a.root_id = t.account_id
          where t.org_id = ${ctx.org.id} and t.until is null and t.account_id = any (${accountIds}::uuid[]))`,
  );
}
