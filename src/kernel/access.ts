import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from './ctx.ts';

/** How far a right reaches. `team`: accounts of oneself and of everybody who reports to one, at any depth. */
export type Scope = 'own' | 'team' | 'all';

/** The team seats of today that open accounts under a scope narrower than all: `from account_team t join account_ancestors d ... where ...`. */
function seats(ctx: Ctx, scope: 'own' | 'team'): RawBuilder<unknown> {
  const people =
    scope === 'own'
      ? sql`(${ctx.actor.userId}::uuid)`
      : sql`(with recursive below as (
            select ${ctx.actor.userId}::uuid as user_id
            union select m.user_id from memberships m join below b on m.reports_to = b.user_id
             where m.org_id = ${ctx.org.id} and m.ended_at is null)
          select user_id from below)`;
  return sql`from account_team t
      join account_ancestors d on d.org_id = t.org_id and d.ancestor_id = t.account_id
     where t.org_id = ${ctx.org.id} and t.user_id in ${people}
       and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)`;
}

/**
 * The ids of the accounts that the actor may see under `verb`, as a subquery of one column `account_id`; null when the right covers
 * every account of the organisation. The one rule: a person sees the accounts on whose team they stand today, and all accounts below those.
 * Own scopes are small (tens to thousands), so that callers may start from the subquery and join outwards.
 */
export function visibleAccounts(ctx: Ctx, verb: string): RawBuilder<{ account_id: string }> | null {
  const scope = ctx.scope(verb);
  if (scope === 'all') return null;
  if (scope === null) return sql`(select null::uuid as account_id where false)`;
  return sql`(select distinct d.account_id ${seats(ctx, scope)})`;
}

/** A condition on the column that holds an account's id: true where the actor may see that account under `verb`. */
export function mayReadAccount(ctx: Ctx, verb: string, column: string): RawBuilder<boolean> {
  const visible = visibleAccounts(ctx, verb);
  return visible === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} in ${visible}`;
}

/** True when the actor may see one account, and with it everything below it, under `verb`: reads its ancestors only, however many accounts the actor has. */
export function mayReadOne(ctx: Ctx, verb: string, accountId: string): RawBuilder<boolean> {
  const scope = ctx.scope(verb);
  if (scope === 'all') return sql<boolean>`true`;
  if (scope === null) return sql<boolean>`false`;
  return sql<boolean>`exists (select ${seats(ctx, scope)} and d.account_id = ${accountId}::uuid)`;
}
