import { type RawBuilder, sql } from 'kysely';
import { visibleAccounts } from '../../kernel/access.ts';
import { inBulk } from '../../kernel/bulk.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { AccountName } from './contract-shapes.ts';
import { checkPlace } from './rules.ts';
import { type AccountSet, inSet, refreshFigures } from './store-figures.ts';
import { tell } from './told.ts';

/** The subquery of the ids of an account and all below it. */
export function accountsBelow(ctx: Ctx, accountId: string): RawBuilder<{ account_id: string }> {
  return sql`(select account_id from account_ancestors where org_id = ${ctx.org.id} and ancestor_id = ${accountId})`;
}

/**
 * Recomputes root, entity and the closure (account_ancestors) of the given accounts and of everything below them from `parent_id`; null: of
 * the whole organisation. For new accounts it makes the first rows. parent_id must be free of circles (placeUnder sees to that).
 */
export async function rebuildStructure(ctx: Ctx, set: AccountSet): Promise<void> {
  await (Array.isArray(set) ? rebuild(ctx, set) : inBulk(ctx.client, () => rebuild(ctx, set)));
}

async function rebuild(ctx: Ctx, set: AccountSet): Promise<void> {
  const org = ctx.org.id;
  await sql`
    with recursive touched as (
      select id from accounts where org_id = ${org} and ${inSet('id', set)}
      union select a.id from touched t join accounts a on a.org_id = ${org} and a.parent_id = t.id),
    up as (
      select a.id as account_id, a.id as ancestor_id, 0 as depth, a.parent_id as next from accounts a
       where a.org_id = ${org} and a.id in (select id from touched)
      union all
      select u.account_id, a.id, u.depth + 1, a.parent_id from up u join accounts a on a.org_id = ${org} and a.id = u.next
       where u.depth < 64),
    gone as (
      delete from account_ancestors d
       where d.org_id = ${org} and d.account_id in (select id from touched)
         and not exists (select from up u where u.account_id = d.account_id and u.ancestor_id = d.ancestor_id))
    insert into account_ancestors (org_id, account_id, ancestor_id, depth)
    select ${org}::uuid, account_id, ancestor_id, min(depth) from up group by account_id, ancestor_id
    on conflict (org_id, account_id, ancestor_id) do update set depth = excluded.depth
     where account_ancestors.depth <> excluded.depth`.execute(ctx.db);
  const below =
    set === null
      ? sql`true`
      : sql`d.account_id in (select b.account_id from account_ancestors b where b.org_id = ${org} and ${inSet('b.ancestor_id', set)})`;
  await sql`
    update accounts a set root_id = r.root_id, entity_id = r.entity_id
      from (select d.account_id, (array_agg(d.ancestor_id order by d.depth desc))[1] as root_id,
                   coalesce((array_agg(d.ancestor_id order by d.depth) filter (where k.kind <> 'outlet'))[1], d.account_id) as entity_id
              from account_ancestors d join accounts k on k.org_id = d.org_id and k.id = d.ancestor_id
             where d.org_id = ${org} and ${below} group by d.account_id) r
     where a.org_id = ${org} and a.id = r.account_id and (a.root_id, a.entity_id) is distinct from (r.root_id, r.entity_id)`.execute(
    ctx.db,
  );
}

/** Who places accounts, for the history. `import` never moves what a person placed by hand or by accepting a proposal. */
export interface Placing {
  origin: 'import' | 'proposal' | 'hand' | 'undo';
  reason?: string | null;
  importId?: string | null;
}

/**
 * Places accounts under others, set-based. `source` is a subquery in parentheses with `account_id` and `parent_id` (null: to the top).
 * Placings that would close a circle are left out and returned in `circles`; those that a person decided otherwise in `kept`. Keeps the
 * history, rebuilds structure and list.
 */
export async function placeUnder(
  ctx: Ctx,
  source: RawBuilder<unknown>,
  how: Placing,
): Promise<{ moved: string[]; circles: string[]; kept: number }> {
  const org = ctx.org.id;
  await sql`create temporary table if not exists placings (account_id uuid primary key, parent_id uuid, was uuid, is_new boolean) on commit drop`.execute(
    ctx.db,
  );
  await sql`delete from placings`.execute(ctx.db);
  await sql`
    insert into placings
    select s.account_id, s.parent_id, a.parent_id, a.created_at >= ${ctx.now}::timestamptz from ${source} s join accounts a on a.org_id = ${org} and a.id = s.account_id
     where a.parent_id is distinct from s.parent_id
    on conflict (account_id) do nothing`.execute(ctx.db);
  let kept = 0;
  if (how.origin === 'import') {
    const decided = await sql`
      delete from placings p where (
        select h.origin from account_parents h where h.org_id = ${org} and h.account_id = p.account_id order by h.id desc limit 1
      ) in ('hand', 'proposal')`.execute(ctx.db);
    kept = Number(decided.numAffectedRows ?? 0n);
  }
  const circles: string[] = [];
  for (;;) {
    const found = await sql<{ account_id: string }>`
      with recursive walk as (
        select p.account_id as start, p.parent_id as at, 1 as depth from placings p where p.parent_id is not null
        union all
        select w.start, case when p.account_id is not null then p.parent_id else a.parent_id end, w.depth + 1
          from walk w join accounts a on a.org_id = ${org} and a.id = w.at left join placings p on p.account_id = w.at
         where w.at <> w.start and w.depth < 64)
      delete from placings where account_id in (
        select start from walk
         where at = start or (depth = 64 and at is not null and not exists (select from walk where at = start)))
      returning account_id`.execute(ctx.db);
    if (found.rows.length === 0) break;
    circles.push(...found.rows.map((row) => row.account_id));
  }
  const moved = await sql<{ id: string }>`
    update accounts a set parent_id = p.parent_id, version = version + 1 from placings p
     where a.org_id = ${org} and a.id = p.account_id returning a.id`.execute(ctx.db);
  if (moved.rows.length > 0) {
    await sql`
      insert into account_parents (org_id, id, account_id, parent_id, since, set_by, origin, reason, import_id)
      select ${org}::uuid, new_id(), account_id, parent_id, ${ctx.now}::timestamptz, ${ctx.actor.userId}::uuid, ${how.origin}, ${how.reason ?? null},
             ${how.importId ?? null}::uuid from placings`.execute(ctx.db);
    // Where a file places what it brings is no move.
    await tell(
      ctx,
      'moved',
      sql`(select account_id, ${how.importId ?? null}::uuid as record_id, ${how.reason ?? null}::text as text,
                  jsonb_build_object('origin', ${how.origin}::text, 'accounts', jsonb_build_object('from', was, 'to', parent_id)) as params
             from placings where ${how.origin !== 'import'} or not is_new)`,
    );
    const placed = sql`(select account_id from placings)`;
    await rebuildStructure(ctx, placed);
    await refreshFigures(
      ctx,
      sql`(select b.account_id from account_ancestors b where b.org_id = ${org} and b.ancestor_id in ${placed})`,
    );
  }
  return { moved: moved.rows.map((row) => row.id), circles, kept };
}

/** Places single accounts: see placeUnder. Refuses (`accounts.circle`) what would close a circle. */
export async function placeEach(
  ctx: Ctx,
  accountIds: readonly string[],
  parentId: string | null,
  how: Placing,
): Promise<void> {
  const source = sql`(select unnest(${accountIds}::uuid[]) as account_id, ${parentId}::uuid as parent_id)`;
  const { circles } = await placeUnder(ctx, source, how);
  for (const accountId of circles) checkPlace(accountId, circles);
}

/** The ids of an account and of everything above it, whoever may see it: for rules. */
export async function loadIdsUpwards(ctx: Ctx, accountId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('account_ancestors')
    .select('ancestor_id')
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId)
    .orderBy('depth')
    .execute();
  return rows.map((row) => row.ancestor_id);
}

/** The accounts above one, from its parent upwards, as far as the reader may see. */
export async function loadAncestors(ctx: Ctx, accountId: string): Promise<AccountName[]> {
  const visible = visibleAccounts(ctx, 'accounts.read');
  const rows = await sql<AccountName>`
    select a.id, a.name, a.kind from account_ancestors d join accounts a on a.org_id = d.org_id and a.id = d.ancestor_id
     where d.org_id = ${ctx.org.id} and d.account_id = ${accountId} and d.depth > 0
       ${visible === null ? sql`` : sql`and a.id in ${visible}`}
     order by d.depth`.execute(ctx.db);
  return rows.rows;
}

export const CHILDREN_SHOWN = 200;

/** The direct children of an account, largest first (by name without the right to figures); one more than are shown. */
export async function loadChildren(ctx: Ctx, accountId: string) {
  const visible = visibleAccounts(ctx, 'accounts.read');
  const order = ctx.can('ledger.read') ? sql`f.revenue desc, f.name_key, f.account_id` : sql`f.name_key, f.account_id`;
  const rows = await sql<AccountName & { revenue: bigint; below: number }>`
    select a.id, a.name, a.kind, f.revenue,
           (select count(*)::int - 1 from account_ancestors d where d.org_id = a.org_id and d.ancestor_id = a.id) as below
      from accounts a join account_figures f on f.org_id = a.org_id and f.account_id = a.id
     where a.org_id = ${ctx.org.id} and a.parent_id = ${accountId} ${visible === null ? sql`` : sql`and a.id in ${visible}`}
     order by ${order} limit ${CHILDREN_SHOWN + 1}`.execute(ctx.db);
  return rows.rows;
}

/** Every placing of an account, newest first; a parent that the reader may not see has no name. */
export async function loadPlacings(ctx: Ctx, accountId: string) {
  const visible = visibleAccounts(ctx, 'accounts.read');
  const rows = await sql<{
    id: string;
    parent_id: string | null;
    name: string | null;
    kind: AccountName['kind'] | null;
    since: Date;
    set_by: string | null;
    setter: string | null;
    origin: 'import' | 'proposal' | 'hand' | 'undo';
    reason: string | null;
  }>`
    select p.id, p.parent_id, a.name, a.kind, p.since, p.set_by, u.name as setter, p.origin, p.reason
      from account_parents p
      left join accounts a on a.org_id = p.org_id and a.id = p.parent_id ${visible === null ? sql`` : sql`and a.id in ${visible}`}
      left join users u on u.id = p.set_by
     where p.org_id = ${ctx.org.id} and p.account_id = ${accountId} order by p.id desc limit 500`.execute(ctx.db);
  return rows.rows;
}
