import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { TIERS } from './contract-shapes.ts';
import type { Order, Sort } from './rules-order.ts';
import type { AbcClass, KeyRule, Tier, XyzClass } from './rules-settings.ts';
import { fractionOf, type Showing } from './rules-showing.ts';
import type { Proposal } from './rules-tiers.ts';

/** A row of a stored review, with the account's name. */
export interface StandingRow {
  id: string;
  externalId: string;
  name: string;
  rootId: string;
  rootName: string;
  rank: number;
  amount: bigint;
  margin: bigint | null;
  priorAmount: bigint;
  share: number | null;
  cumulativeShare: number | null;
  class: AbcClass;
  xyz: XyzClass;
  growth: number | null;
  growthReason: string | null;
  rules: KeyRule[];
  months: bigint[];
  tier: Tier | null;
  countsAs: Tier;
  proposal: Proposal;
}

/** What the list is narrowed to. */
export interface Filter {
  class?: readonly string[];
  tier?: readonly string[];
  rule?: KeyRule;
  asking?: boolean;
  act?: string;
}

const standing = sql`
  s.account_id as id, a.external_id as "externalId", a.name, a.root_id as "rootId", r.name as "rootName", s.rank, s.amount, s.margin,
  s.prior_amount as "priorAmount", s.share, s.cumulative_share as "cumulativeShare", s.class, s.xyz, s.growth, s.growth_reason as "growthReason",
  s.rules, s.months, s.tier, s.counts_as as "countsAs", s.proposal`;

function narrowed(filter: Filter): RawBuilder<unknown> {
  const parts = [sql`true`];
  if (filter.class) parts.push(sql`s.class = any (${filter.class}::text[])`);
  if (filter.tier) parts.push(sql`s.counts_as = any (${filter.tier}::text[])`);
  if (filter.rule) parts.push(sql`${filter.rule} = any (s.rules)`);
  if (filter.asking) parts.push(sql`s.is_proposed`);
  if (filter.act) parts.push(sql`s.proposal ->> 'act' = ${filter.act}`);
  return sql.join(parts, sql` and `);
}

/** Where a page ended: the value that the list is sorted by, and the rank in the review. */
export interface Place {
  value: string | number | null;
  rank: number;
}

export interface Asking {
  filter: Filter;
  /** Left out: by the rank in the review, which is by amount. */
  order?: Order | undefined;
  /** The review whose share, rank, class, rules and tier are read, by the group; left out: the same one. */
  publishedId?: string | null;
  after: Place | null;
  limit: number;
}

/** What stands for one value in SQL; `p` is the standing whose share, rank, class, rules and tier the reader is shown. */
const sortValue: Record<Sort, { value: RawBuilder<unknown>; type: RawBuilder<unknown> }> = {
  rank: { value: sql`p.rank`, type: sql`int` },
  name: { value: sql`lower(a.name)`, type: sql`text` },
  tier: { value: sql`array_position(${[...TIERS]}::text[], p.counts_as)`, type: sql`int` },
  amount: { value: sql`s.amount`, type: sql`bigint` },
  share: { value: sql`p.share`, type: sql`float8` },
  cumulativeShare: { value: sql`p.cumulative_share`, type: sql`float8` },
  class: { value: sql`p.class`, type: sql`text` },
  growth: { value: sql`s.growth`, type: sql`float8` },
  margin: { value: sql`s.margin`, type: sql`bigint` },
  rules: { value: sql`cardinality(p.rules)`, type: sql`int` },
  proposal: { value: sql`(not s.is_proposed)::int`, type: sql`int` },
};

/** Rows of a review after one place, at most `limit`; empty values last, what is equal by rank. */
export async function loadStandings(
  ctx: Ctx,
  reviewId: string,
  { filter, order, publishedId = reviewId, after, limit }: Asking,
): Promise<(StandingRow & { sortedBy: string | number | null })[]> {
  const { value, type } = sortValue[order?.by ?? 'rank'];
  const [way, beyond] = order?.direction !== 'desc' ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  // By the rank of the review itself the index gives the page.
  const isOwnRank = order === undefined || (order.by === 'rank' && publishedId === reviewId);
  const place =
    after === null
      ? sql`true`
      : isOwnRank
        ? sql`s.rank ${beyond} ${after.rank}`
        : after.value === null
          ? sql`${value} is null and s.rank > ${after.rank}`
          : sql`(${value} ${beyond} ${after.value}::${type} or (${value} = ${after.value}::${type} and s.rank > ${after.rank}) or ${value} is null)`;
  const found = await sql<StandingRow & { sortedBy: string | number | null }>`
    select ${standing}, case when ${value} is null then null else to_jsonb(${value}) end as "sortedBy" from segmentation_standings s
      join accounts a on a.org_id = s.org_id and a.id = s.account_id
      join accounts r on r.org_id = a.org_id and r.id = a.root_id
      ${
        publishedId === reviewId
          ? sql`join lateral (select s.*) p on true`
          : sql`left join segmentation_standings p on p.org_id = a.org_id and p.account_id = a.root_id and p.review_id = ${publishedId}`
      }
     where s.org_id = ${ctx.org.id} and s.review_id = ${reviewId} and ${place} and ${narrowed(filter)}
     order by ${isOwnRank ? sql`s.rank ${way}` : sql`${value} ${way} nulls last, s.rank`} limit ${limit}`.execute(
    ctx.db,
  );
  return found.rows;
}

/** The amounts of a review as they are shown one by one, added up: of all accounts, and of those above zero. */
export async function loadShownSums(
  ctx: Ctx,
  reviewId: string,
  showing: Showing,
): Promise<{ total: bigint; base: bigint }> {
  const { times, over } = fractionOf(showing);
  const found = await sql<{ total: bigint; base: bigint }>`
    select coalesce(sum(shown), 0)::bigint as total, coalesce(sum(shown) filter (where shown > 0), 0)::bigint as base from (
      select sign(amount) * div(2 * abs(amount) * ${times}::numeric + ${over}::numeric, 2 * ${over}::numeric) as shown
        from segmentation_standings where org_id = ${ctx.org.id} and review_id = ${reviewId}) s`.execute(ctx.db);
  return found.rows[0]!;
}

/** The rows of some accounts in a review. */
export async function loadStandingsOf(
  ctx: Ctx,
  reviewId: string,
  accountIds: readonly string[],
): Promise<Map<string, StandingRow>> {
  const found = await sql<StandingRow>`
    select ${standing} from segmentation_standings s
      join accounts a on a.org_id = s.org_id and a.id = s.account_id
      join accounts r on r.org_id = a.org_id and r.id = a.root_id
     where s.org_id = ${ctx.org.id} and s.review_id = ${reviewId} and s.account_id = any (${accountIds}::uuid[])`.execute(
    ctx.db,
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** The group of each account: the top of its structure. */
export async function loadRoots(
  ctx: Ctx,
  accountIds: readonly string[],
): Promise<Map<string, { rootId: string; rootName: string }>> {
  const found = await sql<{ id: string; rootId: string; rootName: string }>`
    select a.id, r.id as "rootId", r.name as "rootName" from accounts a join accounts r on r.org_id = a.org_id and r.id = a.root_id
     where a.org_id = ${ctx.org.id} and a.id = any (${accountIds}::uuid[])`.execute(ctx.db);
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** How many rows of a review count as key, and what they make. */
export async function loadKeyCount(ctx: Ctx, reviewId: string): Promise<{ count: number; amount: bigint }> {
  const found = await sql<{ count: number; amount: bigint }>`
    select count(*)::int as count, coalesce(sum(greatest(amount, 0)), 0)::bigint as amount from segmentation_standings
     where org_id = ${ctx.org.id} and review_id = ${reviewId} and counts_as = 'key'`.execute(ctx.db);
  return found.rows[0]!;
}

/** How many proposals of a review ask for a decision. */
export async function countAsking(ctx: Ctx, reviewId: string, act: string | undefined): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from segmentation_standings s
     where s.org_id = ${ctx.org.id} and s.review_id = ${reviewId} and ${narrowed({ asking: true, act })}`.execute(
    ctx.db,
  );
  return found.rows[0]!.count;
}

export interface ParetoRow {
  id: string;
  name: string;
  amount: bigint;
  cumulativeShare: number;
  class: AbcClass;
}

/** The largest buying accounts in order. */
export async function loadPareto(ctx: Ctx, reviewId: string, limit: number): Promise<ParetoRow[]> {
  const found = await sql<ParetoRow>`
    select s.account_id as id, a.name, s.amount, s.cumulative_share as "cumulativeShare", s.class
      from segmentation_standings s join accounts a on a.org_id = s.org_id and a.id = s.account_id
     where s.org_id = ${ctx.org.id} and s.review_id = ${reviewId} and s.rank <= ${limit} and s.amount > 0 order by s.rank`.execute(
    ctx.db,
  );
  return found.rows;
}

/** Amounts and margins of every row, for what-if. */
export async function loadAmounts(
  ctx: Ctx,
  reviewId: string,
): Promise<{ id: string; amount: bigint; margin: bigint | null }[]> {
  const found = await sql<{ id: string; amount: bigint; margin: bigint | null }>`
    select account_id as id, amount, margin from segmentation_standings where org_id = ${ctx.org.id} and review_id = ${reviewId}`.execute(
    ctx.db,
  );
  return found.rows;
}

/** The names of accounts, whoever may see them: the caller has checked that. */
export async function loadNames(ctx: Ctx, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const found = await sql<{ id: string; name: string }>`
    select id, name from accounts where org_id = ${ctx.org.id} and id = any (${accountIds}::uuid[])`.execute(ctx.db);
  return new Map(found.rows.map((row) => [row.id, row.name]));
}

/** What every stored review says about an account's tier and proposal, after the tier changed. */
export async function saveProposals(
  ctx: Ctx,
  rows: readonly { reviewId: string; accountId: string; tier: Tier; proposal: Proposal; isAsking: boolean }[],
): Promise<void> {
  await sql`
    update segmentation_standings s set tier = t.tier, counts_as = t.tier, proposal = t.proposal, is_proposed = t.is_asking
      from unnest(${rows.map((row) => row.reviewId)}::uuid[], ${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => row.tier)}::text[],
             ${rows.map((row) => json(row.proposal))}::jsonb[], ${rows.map((row) => row.isAsking)}::boolean[])
        as t (review_id, account_id, tier, proposal, is_asking)
     where s.org_id = ${ctx.org.id} and s.review_id = t.review_id and s.account_id = t.account_id`.execute(ctx.db);
}

/** The proposals of every stored review about some accounts. */
export async function loadProposals(
  ctx: Ctx,
  accountIds: readonly string[],
): Promise<{ reviewId: string; accountId: string; proposal: Proposal }[]> {
  const found = await sql<{ reviewId: string; accountId: string; proposal: Proposal }>`
    select s.review_id as "reviewId", s.account_id as "accountId", s.proposal
      from segmentation_reviews r join segmentation_standings s on s.org_id = r.org_id and s.review_id = r.id and s.account_id = any (${accountIds}::uuid[])
     where r.org_id = ${ctx.org.id}`.execute(ctx.db);
  return found.rows;
}
