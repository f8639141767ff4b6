import { sql } from 'kysely';
import { NotFound, StaleVersion } from '../pure/refusal.ts';
import type { Ctx } from './ctx.ts';
import { json } from './db.ts';
import { newId } from './id.ts';
import type { DB } from './schema.ts';

/** What one record looked like before and after; fields that did not change are left out. */
export interface AuditNote {
  recordKind: string;
  recordId: string | null;
  /** The account that the record hangs on: readers of the audit see only what they may see. */
  accountId?: string | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

/** The entry that the runner writes when the handler is through: intent and changes, in the same transaction. */
export async function writeAudit(
  ctx: Ctx,
  intent: { operation: string; word: string; reason: string | null },
  notes: AuditNote[],
): Promise<void> {
  const entries = notes.length > 0 ? notes : [{ recordKind: null, recordId: null }];
  await ctx.db
    .insertInto('audit_entries')
    .values(
      entries.map((note) => ({
        org_id: ctx.org.id,
        id: newId(),
        at: ctx.now,
        user_id: ctx.actor.userId,
        on_behalf_of: ctx.actor.onBehalfOf,
        operation: intent.operation,
        word: intent.word,
        account_id: 'accountId' in note ? (note.accountId ?? null) : null,
        record_kind: note.recordKind,
        record_id: note.recordId,
        reason: intent.reason,
        request_id: ctx.requestId,
        changes: json('before' in note || 'after' in note ? differences(note.before ?? null, note.after ?? null) : []),
      })),
    )
    .execute();
}

/** One changed field, as the audit shows it. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** The fields in which two states of a record differ. */
export function differences(before: Record<string, unknown> | null, after: Record<string, unknown> | null): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes: Change[] = [];
  for (const field of fields) {
    if (field === 'version' || field === 'org_id') continue;
    const was = before?.[field] ?? null;
    const is = after?.[field] ?? null;
    if (json(was) !== json(is)) changes.push({ field, before: was, after: is });
  }
  return changes;
}

type Versioned = {
  [T in keyof DB]: 'version' extends keyof DB[T] ? ('org_id' extends keyof DB[T] ? T : never) : never;
}[keyof DB];

/**
 * Saves one editable row: bumps its version, refuses a stale one (StaleVersion with both states), records before and after.
 * `key` names the row within the organisation. Throws NotFound when it does not exist.
 */
export async function tracked(
  ctx: Ctx,
  table: Versioned,
  key: Record<string, string>,
  version: number,
  changes: Record<string, unknown>,
  about: { recordKind: string; recordId?: string | null; accountId?: string | null },
): Promise<Record<string, unknown>> {
  const where = sql.join(
    Object.entries({ org_id: ctx.org.id, ...key }).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  );
  const found = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where ${where} for update`.execute(
    ctx.db,
  );
  const before = found.rows[0];
  if (!before) throw new NotFound();
  if (before.version !== version) throw new StaleVersion(before, { ...before, ...changes, version });
  const set = sql.join([
    ...Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql`version = version + 1`,
  ]);
  const saved = await sql<
    Record<string, unknown>
  >`update ${sql.table(table)} set ${set} where ${where} returning *`.execute(ctx.db);
  const after = saved.rows[0]!;
  ctx.note({ recordId: key.id ?? null, ...about, before, after });
  return after;
}
