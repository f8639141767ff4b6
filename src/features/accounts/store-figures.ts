import { type RawBuilder, sql } from 'kysely';
import { inBulk } from '../../kernel/bulk.ts';
import type { Ctx } from '../../kernel/ctx.ts';

/** Some accounts: their ids, a subquery of one column with ids, or null for all of the organisation. */
export type AccountSet = readonly string[] | RawBuilder<unknown> | null;

/** The condition that the column's account is in the set. */
export function inSet(column: string, set: AccountSet): RawBuilder<boolean> {
  if (set === null) return sql<boolean>`true`;
  if (Array.isArray(set)) return sql<boolean>`${sql.ref(column)} = any (${set}::uuid[])`;
  return sql<boolean>`${sql.ref(column)} in ${set as RawBuilder<unknown>}`;
}

/**
 * One writer of an organisation's figures at a time: two that take the same rows in another order would stop each other. Also who writes one row takes it, as an act may
 * write one after the other. Rows of accounts are locked before it, never after.
 */
async function holdFigures(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`figures:${ctx.org.id}`}, 0))`.execute(ctx.db);
}

/**
 * Brings the identity columns of the list (name, number, kind, country, category, lead, excluded) to what accounts, teams and exclusions say
 * today; adds the rows of new accounts. Figures of other rooms stay; `published` gives those that new rows begin with. Call it in the transaction that changed any of
 * these.
 */
export async function refreshFigures(ctx: Ctx, set: AccountSet, published?: Published): Promise<void> {
  const columns = published ? sql.join([sql``, ...published.columns.map((column) => sql.ref(column))]) : sql``;
  const values = published ? sql.join([sql``, ...published.columns.map((column) => sql.ref(`s.${column}`))]) : sql``;
  const query = sql`
    insert into account_figures (org_id, account_id, name, name_key, external_id, kind, country, category, lead_id, lead_name, excluded ${columns})
    select a.org_id, a.id, a.name, lower(a.name), a.external_id, a.kind, a.country, a.category, l.user_id, coalesce(l.name, ''),
           exists (select from account_exclusions x join account_ancestors d on d.org_id = x.org_id and d.ancestor_id = x.account_id
                    where d.org_id = a.org_id and d.account_id = a.id) ${values}
      from accounts a
      ${published ? sql`left join ${published.source} s on s.account_id = a.id` : sql``}
      left join lateral (
        select t.user_id, u.name from account_team t join colleagues u on u.org_id = t.org_id and u.id = t.user_id
         where t.org_id = a.org_id and t.account_id = a.id and t.duty = 'lead'
           and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)
         order by t.since desc, t.id limit 1) l on true
     where a.org_id = ${ctx.org.id} and ${inSet('a.id', set)}
    on conflict (org_id, account_id) do update
       set name = excluded.name, name_key = excluded.name_key, external_id = excluded.external_id, kind = excluded.kind,
           country = excluded.country, category = excluded.category, lead_id = excluded.lead_id, lead_name = excluded.lead_name,
           excluded = excluded.excluded
     where (account_figures.name, account_figures.name_key, account_figures.external_id, account_figures.kind, account_figures.country,
            account_figures.category, account_figures.lead_id, account_figures.lead_name, account_figures.excluded)
           is distinct from (excluded.name, excluded.name_key, excluded.external_id, excluded.kind, excluded.country, excluded.category,
            excluded.lead_id, excluded.lead_name, excluded.excluded)`;
  await holdFigures(ctx);
  await (Array.isArray(set) ? query.execute(ctx.db) : inBulk(ctx.client, () => query.execute(ctx.db)));
}

/** The accounts that somebody leads, as the list says. */
export function ledBy(ctx: Ctx, userId: string): AccountSet {
  return sql`(select account_id from account_figures where org_id = ${ctx.org.id} and lead_id = ${userId})`;
}

/** The columns that later rooms publish, with what stands there for an account of which they say nothing. */
const PUBLISHED = {
  revenue: '0::bigint',
  prior_revenue: '0::bigint',
  basis: "'revenue'::text",
  growth: 'null::float8',
  last_document: 'null::date',
  open_balance: 'null::bigint',
  share: 'null::float8',
  rank: 'null::int',
  class: 'null::text',
  xyz: 'null::text',
  tier: "'prospect'::text",
  tier_is_set: 'false',
  completeness: '0::float8',
  freshness: 'null::float8',
  stage: 'null::text',
} as const;
export type PublishedFigure = keyof typeof PUBLISHED;

/** Figures of a later room: a subquery in parentheses whose columns are `account_id` and `columns`, amounts in minor units of the base currency. */
export interface Published {
  columns: readonly PublishedFigure[];
  source: RawBuilder<unknown>;
}

/**
 * Writes figures into the accounts list, set-based and only where they differ. `source` is a subquery in parentheses whose columns are `account_id` and those of
 * `columns`, amounts in minor units of the base currency. With `others` the accounts of that set which the source leaves out get
 * the columns' defaults (no revenue, no rank, tier prospect). Returns how many rows changed.
 */
export async function publishFigures(
  ctx: Ctx,
  columns: readonly PublishedFigure[],
  source: RawBuilder<unknown>,
  options: { others?: { resetIn: AccountSet } } = {},
): Promise<number> {
  const list = (prefix: string) => sql.join(columns.map((column) => sql.ref(`${prefix}.${column}`)));
  const set = (value: (column: PublishedFigure) => RawBuilder<unknown>) =>
    sql.join(columns.map((column) => sql`${sql.ref(column)} = ${value(column)}`));
  await holdFigures(ctx);
  const written = await sql`
    update account_figures f set ${set((column) => sql.ref(`s.${column}`))}
      from ${source} s
     where f.org_id = ${ctx.org.id} and f.account_id = s.account_id and (${list('f')}) is distinct from (${list('s')})`.execute(
    ctx.db,
  );
  let changed = Number(written.numAffectedRows ?? 0n);
  if (options.others) {
    const defaults = (column: PublishedFigure) => sql.raw(PUBLISHED[column]);
    const reset = await sql`
      update account_figures f set ${set(defaults)}
       where f.org_id = ${ctx.org.id} and ${inSet('f.account_id', options.others.resetIn)}
         and (${list('f')}) is distinct from (${sql.join(columns.map(defaults))})
         and not exists (select from ${source} s where s.account_id = f.account_id)`.execute(ctx.db);
    changed += Number(reset.numAffectedRows ?? 0n);
  }
  return changed;
}
