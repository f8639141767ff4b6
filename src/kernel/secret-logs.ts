import { sql } from 'kysely';
import type { TObject, TSchema } from 'typebox';
import type { Operation } from '../pure/operation.ts';
import { onBehalf } from './access.ts';
import type { AuditNote } from './audit.ts';
import type { Ctx } from './ctx.ts';
import { json } from './db.ts';
import type { FileAnswer, Given } from './file-answer.ts';
import { newId } from './id.ts';

type AnyOperation = Operation<TObject, TSchema>;

/**
 * Keeps that somebody read an account that has a class: once for a person, an account and an hour. Queries are READ ONLY, so it is written aside, and commits before the
 * answer goes out: nothing confidential is answered without it.
 */
export async function keepReading(ctx: Ctx, operation: AnyOperation, input: Record<string, unknown>): Promise<void> {
  if (ctx.org.classes.length === 0 || ctx.actor.userId === null) return;
  if (operation.method !== 'GET' || !operation.path.startsWith('/accounts/{id}')) return;
  const found = await sql<{ absent_id: string | null }>`
    select ${onBehalf(ctx, sql`y.account_id`)} as absent_id
      from account_secrets s join account_ancestors y on y.org_id = s.org_id and y.ancestor_id = s.account_id
     where s.org_id = ${ctx.org.id} and y.account_id = ${String(input.id)}::uuid
       and not exists (select from secret_readings r where r.org_id = s.org_id and r.record_id = y.account_id
                         and r.user_id = ${ctx.actor.userId}::uuid and r.last_at > ${ctx.now}::timestamptz - interval '10 seconds'
                         and r.hour = date_trunc('hour', ${ctx.now}::timestamptz))`.execute(ctx.db);
  if (found.rows.length === 0) return;
  const values = sql`${ctx.org.id}, ${newId(ctx.now.getTime())}::uuid, 'account', ${String(input.id)}::uuid, ${String(input.id)}::uuid,
    ${ctx.actor.userId}::uuid, date_trunc('hour', ${ctx.now}::timestamptz), ${found.rows[0]!.absent_id}::uuid, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz`;
  await ctx.aside((system) =>
    sql`
      insert into secret_readings as r (org_id, id, record_kind, record_id, account_id, user_id, hour, on_behalf_of, first_at, last_at)
      values (${values})
      on conflict (org_id, record_id, user_id, hour) do update
        set times = r.times + 1, last_at = greatest(r.last_at, excluded.last_at)`.execute(system.db),
  );
}

/** The account that a question is about, as far as it says so. */
const accountIn = (operation: AnyOperation, input: Record<string, unknown>): string | null => {
  const named = operation.path.startsWith('/accounts/{id}') ? input.id : (input.accountId ?? input.account);
  return typeof named === 'string' ? named : null;
};

/**
 * Keeps that a file left the house: written aside and committed before its first byte, so that none goes out unrecorded, and brought up to what was really given when it ends. Gives
 * the function that does so. Pictures and documents that the screens only show are no exports.
 */
export async function keepExport(
  ctx: Ctx,
  operation: AnyOperation,
  { input, file, notes }: { input: Record<string, unknown>; file: FileAnswer; notes: readonly AuditNote[] },
): Promise<(given: Given) => Promise<void>> {
  if (file.inline || operation.audit === null) return async () => {};
  const note = notes[0];
  // A confidential file is noted without its id: where it is, and what it is called, is not told here either.
  const isPrivate = note?.recordKind === 'file' && note.recordId === null;
  const accountId = note?.accountId ?? (isPrivate ? null : accountIn(operation, input));
  const id = newId(ctx.now.getTime());
  const behalf = accountId === null ? null : onBehalf(ctx, sql`${accountId}::uuid`);
  await ctx.aside((system) =>
    sql`
      insert into file_exports (org_id, id, operation, name, filter, is_private, account_id, user_id, on_behalf_of, at)
      values (${ctx.org.id}, ${id}::uuid, ${operation.name}, ${file.name}, ${json(input)}::jsonb, ${isPrivate}, ${accountId}::uuid, ${ctx.actor.userId}::uuid,
              ${behalf}, ${ctx.now}::timestamptz)`.execute(system.db),
  );
  return async ({ bytes, rows, isWhole }) => {
    await ctx.aside((system) =>
      sql`
        update file_exports set bytes = ${bytes}, lines = ${rows}, is_whole = ${isWhole}
         where org_id = ${ctx.org.id} and id = ${id}::uuid`.execute(system.db),
    );
  };
}
