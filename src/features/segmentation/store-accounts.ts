import { type RawBuilder, sql } from 'kysely';
import { visibleAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Level } from './rules-settings.ts';

/** An account of the structure and where a review counts it. */
export interface Member {
  id: string;
  externalId: string;
  name: string;
  /** The row that its facts belong to: the level's account, or the excluded account below it. */
  rowId: string;
  excluded: string | null;
  /** Nothing stands below it: it is a customer even when it never bought. */
  isLeaf: boolean;
}

/** The accounts that the person may see under `verb`, as ids; null: every one. */
export async function loadVisible(ctx: Ctx, verb: string): Promise<string[] | null> {
  const visible = visibleAccounts(ctx, verb);
  if (visible === null) return null;
  const found = await sql<{ account_id: string }>`select v.account_id from ${visible} v order by 1`.execute(ctx.db);
  return found.rows.map((row) => row.account_id);
}

/** Whether the account exists and the person may see it under `verb`. */
export async function isVisible(ctx: Ctx, verb: string, accountId: string): Promise<boolean> {
  const visible = visibleAccounts(ctx, verb);
  const found = await sql`select 1 from accounts where org_id = ${ctx.org.id} and id = ${accountId}
    ${visible === null ? sql`` : sql`and id in ${visible}`}`.execute(ctx.db);
  return found.rows.length > 0;
}

/**
 * Every account with the row of the level where it counts, by today's structure. With `only`, just those, each under the topmost of them that the level
 * allows: what stands above is not known to somebody who sees only these.
 */
export async function loadMembers(ctx: Ctx, level: Level, only: readonly string[] | null): Promise<Member[]> {
  const found = await sql<Omit<Member, 'rowId'> & { key: string; below: string | null; reason: string | null }>`
    with out as (
      select d.account_id, (array_agg(x.account_id order by d.depth desc))[1] as by_id, (array_agg(x.reason order by d.depth desc))[1] as reason
        from account_exclusions x join account_ancestors d on d.org_id = x.org_id and d.ancestor_id = x.account_id
       where x.org_id = ${ctx.org.id} group by d.account_id),
    parents as (select distinct parent_id from accounts where org_id = ${ctx.org.id} and parent_id is not null)
    select a.id, a.external_id as "externalId", a.name, ${levelKey(level, only)} as key, o.by_id as below, o.reason, p.parent_id is null as "isLeaf"
      from accounts a left join out o on o.account_id = a.id left join parents p on p.parent_id = a.id
     where a.org_id = ${ctx.org.id} ${only === null ? sql`` : sql`and a.id = any (${only}::uuid[])`}`.execute(ctx.db);
  const excludedRows = new Map(found.rows.filter((row) => row.reason !== null).map((row) => [row.id, row.reason]));
  return found.rows.map(({ key, below, reason, ...member }) => ({
    ...member,
    rowId: reason === null || excludedRows.has(key) ? key : below!,
    excluded: reason,
  }));
}

function levelKey(level: Level, only: readonly string[] | null): RawBuilder<unknown> {
  if (level === 'outlet') return sql`a.id`;
  if (only === null) return level === 'group' ? sql`a.root_id` : sql`a.entity_id`;
  const top = sql`(select d.ancestor_id from account_ancestors d
    where d.org_id = a.org_id and d.account_id = a.id and d.ancestor_id = any (${only}::uuid[]) order by d.depth desc limit 1)`;
  return level === 'group' ? top : sql`case when a.entity_id = any (${only}::uuid[]) then a.entity_id else ${top} end`;
}

/**
 * What of the structure a review depends on, cheap to ask: the newest account, the newest placing, and the exclusions. Changes of the kind of an account
 * queue a review, which forgets all others.
 */
export async function structureMark(ctx: Ctx): Promise<string> {
  const found = await sql<{ mark: string }>`
    select concat_ws('/',
      (select id from accounts where org_id = ${ctx.org.id} order by id desc limit 1),
      (select id from account_parents where org_id = ${ctx.org.id} order by id desc limit 1),
      (select md5(string_agg(account_id::text || reason, ',' order by account_id)) from account_exclusions where org_id = ${ctx.org.id})) as mark`.execute(
    ctx.db,
  );
  return found.rows[0]!.mark;
}

/** Why an account stays outside of reviews, by itself or by one above; null: it does not. */
export async function loadExclusionReason(ctx: Ctx, accountId: string): Promise<string | null> {
  const found = await sql<{ reason: string }>`
    select x.reason from account_ancestors d join account_exclusions x on x.org_id = d.org_id and x.account_id = d.ancestor_id
     where d.org_id = ${ctx.org.id} and d.account_id = ${accountId} order by d.depth desc limit 1`.execute(ctx.db);
  return found.rows[0]?.reason ?? null;
}
