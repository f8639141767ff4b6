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

/** A record that an answer shows. */
export interface Shown {
  kind: 'note' | 'file' | 'dossier' | 'contact' | 'task' | 'project' | 'document';
  id: string;
  accountId: string | null;
  /** Of a confidential record: who may read it; null: whoever sees the account. */
  readers: readonly string[] | null;
}

const shown = new WeakMap<Ctx, Shown[]>();

/** A handler says here what its answer shows beyond the account that its path names: of confidential records, and of records on accounts that have a class, it is kept who read them. */
export function noteReading(ctx: Ctx, ...records: readonly Shown[]): void {
  if (ctx.actor.userId === null) return;
  shown.set(ctx, [...(shown.get(ctx) ?? []), ...records]);
}

/** Who reads the same again within so many seconds says nothing new. */
const LATELY = 10;

/**
 * Keeps who read what is confidential: once for a person, a record and an hour. Queries are READ ONLY, so it is written aside, and commits before the answer goes out: nothing
 * confidential is answered without it. What somebody writes, they read too, but that stands in the audit.
 */
export async function keepReading(ctx: Ctx, operation: AnyOperation, input: Record<string, unknown>): Promise<void> {
  if (operation.method !== 'GET' || ctx.actor.userId === null) return;
  const isOfAccount = operation.path.startsWith('/accounts/{id}');
  const all = [
    ...(isOfAccount ? [{ kind: 'account', id: String(input.id), accountId: String(input.id), readers: null }] : []),
    ...(shown.get(ctx) ?? []),
  ].filter(({ readers, accountId }) => accountId !== null && (readers !== null || ctx.org.classes.length > 0));
  const records = [...new Map(all.map((one) => [`${one.kind} ${one.id} ${one.accountId}`, one])).values()];
  if (records.length === 0) return;
  const hour = sql`date_trunc('hour', ${ctx.now}::timestamptz)`;
  const found = await sql<{ at: number; absent_id: string | null }>`
    select w.at::int - 1 as at, ${onBehalf(ctx, sql`w.account_id`)} as absent_id
      from unnest(${records.map(({ kind }) => kind)}::text[], ${records.map(({ id }) => id)}::uuid[], ${records.map((one) => one.accountId)}::uuid[],
                  ${records.map(({ readers }) => readers !== null)}::boolean[]) with ordinality w (kind, id, account_id, is_kept, at)
     where (w.is_kept or exists (select from account_secrets s join account_ancestors y on y.org_id = s.org_id and y.ancestor_id = s.account_id
                                  where s.org_id = ${ctx.org.id} and y.account_id = w.account_id))
       and not exists (select from secret_readings r where r.org_id = ${ctx.org.id} and r.record_kind = w.kind and r.record_id = w.id and r.account_id = w.account_id
                         and r.user_id = ${ctx.actor.userId}::uuid and r.hour = ${hour} and r.last_at > ${ctx.now}::timestamptz - ${LATELY} * interval '1 second')`.execute(
    ctx.db,
  );
  if (found.rows.length === 0) return;
  const rows = found.rows.map(({ at, absent_id }) => ({
    ...{ org_id: ctx.org.id, id: newId(ctx.now.getTime()), user_id: ctx.actor.userId!, on_behalf_of: absent_id },
    ...{ record_kind: records[at]!.kind, record_id: records[at]!.id, account_id: records[at]!.accountId! },
    ...{ readers: records[at]!.readers && [...records[at]!.readers], hour: sql<Date>`${hour}` },
    ...{ first_at: ctx.now, last_at: ctx.now },
  }));
  await ctx.aside((system) =>
    system.db
      .insertInto('secret_readings')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['org_id', 'record_kind', 'record_id', 'account_id', 'user_id', 'hour']).doUpdateSet({
          times: sql`secret_readings.times + 1`,
          last_at: sql`greatest(secret_readings.last_at, excluded.last_at)`,
          readers: sql`excluded.readers`,
        }),
      )
      .execute(),
  );
}

/** The account that a question is about, as far as it says so. */
const accountIn = (operation: AnyOperation, input: Record<string, unknown>): string | null => {
  const named = operation.path.startsWith('/accounts/{id}') ? input.id : (input.accountId ?? input.account);
  return typeof named === 'string' ? named : null;
};

/** Keeps that something of an account left the house which the screens themselves make a file of: how large it was, only they know. */
export async function keepTakenOut(
  ctx: Ctx,
  operation: string,
  taken: { accountId: string; name: string; lines: number; filter: Record<string, unknown> },
): Promise<void> {
  const { accountId, name, lines, filter } = taken;
  await ctx.aside((system) =>
    sql`
      insert into file_exports (org_id, id, operation, name, filter, account_id, user_id, on_behalf_of, at, lines, is_whole)
      values (${ctx.org.id}, ${newId(ctx.now.getTime())}::uuid, ${operation}, ${name}, ${json(filter)}::jsonb, ${accountId}::uuid, ${ctx.actor.userId}::uuid,
              ${onBehalf(ctx, sql`${accountId}::uuid`)}, ${ctx.now}::timestamptz, ${lines}, true)`.execute(system.db),
  );
}

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
