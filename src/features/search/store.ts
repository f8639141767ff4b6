import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount, seatedAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Found } from '../../kernel/search.ts';
import { fold } from '../../pure/fold.ts';

/** Acts of one's own that count as "lately". */
const LATELY = 300;

/** Of what was found, the ids of those that the reader works with: on own accounts, or on accounts and records that the reader did something with, or opened, lately. */
export async function worksWith(ctx: Ctx, found: readonly Found[]): Promise<ReadonlySet<string>> {
  const accounts = [...new Set(found.flatMap((one) => one.accountId ?? []))];
  const { rows } = await sql<{ id: string }>`
    with acts as materialized (
      select record_id, account_id from audit_entries where org_id = ${ctx.org.id} and user_id = ${ctx.actor.userId}::uuid order by id desc limit ${LATELY})
    select account_id as id from ${seatedAccounts(ctx)} s where account_id = any (${accounts}::uuid[])
    union select account_id from acts where account_id is not null
    union select record_id from acts where record_id is not null
    union select record_id from recent_openings where org_id = ${ctx.org.id} and user_id = ${ctx.actor.userId}::uuid`.execute(
    ctx.db,
  );
  const known = new Set(rows.map((row) => row.id));
  return new Set(found.filter((one) => known.has(one.id) || known.has(one.accountId ?? '')).map((one) => one.id));
}

/** The colleagues whose name or mail has the words in it. */
export async function colleaguesNamed(ctx: Ctx, text: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, c.name from colleagues c where c.org_id = ${ctx.org.id}`.execute(ctx.db);
  const key = fold(text);
  return key === '' ? [] : rows.filter((row) => ` ${fold(row.name)}`.includes(` ${key}`)).map((row) => row.id);
}

/**
 * An array of ids in SQL for the statements of this transaction: carried along where it is short, else kept inside the database under a name, so that it is neither carried back and
 * forth nor made anew for every kind; gives the SQL that reads it. Null in SQL: all of the organisation.
 */
export async function heldArray(
  ctx: Ctx,
  array: RawBuilder<unknown>,
  most: number,
  at: number,
): Promise<RawBuilder<unknown>> {
  const name = `vitalfew.open_${at}`;
  const { rows } = await sql<{ ids: string[] | null; held: boolean | null }>`
    with a as materialized (select ${array} as ids)
    select case when cardinality(ids) <= ${most} then ids end as ids,
           case when cardinality(ids) > ${most} then set_config(${name}, ids::text, true) is not null end as held from a`.execute(
    ctx.db,
  );
  return rows[0]!.held ? sql`current_setting(${name})::uuid[]` : sql`${rows[0]!.ids}::uuid[]`;
}

/** Some of the accounts that the reader works with: on whose team they stand, or that they opened lately, as far as they are open to them today. */
export async function nearAccounts(ctx: Ctx, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select account_id as id from (
      select record_id as account_id, 0 as place from recent_openings where org_id = ${ctx.org.id} and user_id = ${ctx.actor.userId}::uuid and kind = 'account'
      union all select account_id, 1 from ${seatedAccounts(ctx)} s) n
     where ${mayReadAccount(ctx, 'accounts.read', 'n.account_id')}
     group by account_id order by min(place), account_id limit ${most}`.execute(ctx.db);
  return rows.map((row) => row.id);
}
