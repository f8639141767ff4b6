import { sql } from 'kysely';
import { NotFound, StaleVersion } from '../pure/refusal.ts';
import { onBehalf } from './access.ts';
import type { Ctx } from './ctx.ts';
import { type Db, json } from './db.ts';
import { newId } from './id.ts';
import { personKey, seal } from './personal.ts';
import type { DB } from './schema.ts';

/** What one record looked like before and after; fields that did not change are left out. */
export interface AuditNote {
  recordKind: string;
  recordId: string | null;
  /** The account that the record hangs on: readers of the audit see only what they may see. */
  accountId?: string | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  /** Fields that name the record: kept in the entry even when they did not change. */
  always?: readonly string[];
  /** Fields with personal data, and whose: kept so that they can be erased (kernel/personal.ts). */
  person?: { id: string; fields: readonly string[] };
  /** Fields that only holders of a verb may read: `{ 'products.seeCost': ['cost'] }`. */
  confidential?: Readonly<Record<string, readonly string[]>>;
}

/** The entry that the runner writes when the handler is through: intent and changes, in the same transaction. */
export async function writeAudit(
  ctx: Ctx,
  intent: { operation: string; word: string; permission: string | null; reason: string | null },
  notes: AuditNote[],
): Promise<void> {
  const entries: (Omit<AuditNote, 'recordKind'> & { recordKind: string | null })[] =
    notes.length > 0 ? notes : [{ recordKind: null, recordId: null }];
  const changes = await Promise.all(entries.map((note) => changesOf(ctx, note)));
  const absent = await inWhoseName(ctx, entries);
  await ctx.db
    .insertInto('audit_entries')
    .values(
      entries.map((note, index) => ({
        org_id: ctx.org.id,
        id: newId(ctx.now.getTime()),
        at: ctx.now,
        user_id: ctx.actor.userId,
        on_behalf_of: absent.get(note.accountId ?? '') ?? null,
        operation: intent.operation,
        word: intent.word,
        permission: intent.permission,
        account_id: note.accountId ?? null,
        record_kind: note.recordKind,
        record_id: note.recordId,
        reason: intent.reason,
        request_id: ctx.requestId,
        changes: json(changes[index]),
      })),
    )
    .execute();
}

/** The entry of an act that somebody did without a session, by a link that only they were sent. */
export async function writeActByLink(
  db: Db,
  orgId: string,
  act: { userId: string; operation: string; word: string; at: Date },
): Promise<void> {
  const { at, userId: user_id, operation, word } = act;
  const about = { record_kind: null, record_id: null, account_id: null, reason: null, request_id: null };
  await db
    .insertInto('audit_entries')
    .values({ org_id: orgId, id: newId(at.getTime()), at, user_id, operation, word, ...about, changes: '[]' })
    .execute();
}

/** For each account of the notes that the actor reaches only in somebody's place: in whose. */
async function inWhoseName(
  ctx: Ctx,
  notes: readonly Pick<AuditNote, 'accountId'>[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(notes.flatMap(({ accountId }) => accountId ?? []))];
  if (ctx.actor.standsIn.length === 0 || ids.length === 0) return new Map();
  const found = await sql<{ id: string; absent_id: string | null }>`
    select a.id, ${onBehalf(ctx, sql`a.id`)} as absent_id from unnest(${ids}::uuid[]) a (id)`.execute(ctx.db);
  return new Map(found.rows.flatMap(({ id, absent_id }) => (absent_id === null ? [] : [[id, absent_id]])));
}

/** One changed field, as it is stored. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
  /** Whose personal data before and after are; both are sealed. */
  person?: string;
  /** The verb without which before and after may not be read. */
  verb?: string;
}

/** The changes of a note, personal values sealed, confidential ones marked. */
async function changesOf(ctx: Ctx, note: Omit<AuditNote, 'recordKind'>): Promise<Change[]> {
  const { person } = note;
  const verbOf = new Map(
    Object.entries(note.confidential ?? {}).flatMap(([verb, fields]) => fields.map((field) => [field, verb] as const)),
  );
  const found = differences(note.before ?? null, note.after ?? null, note.always);
  const personal = person ? found.filter((change) => person.fields.includes(change.field)) : [];
  const key = personal.length > 0 ? await personKey(ctx, person!.id) : null;
  return found.map((change) => {
    const verb = verbOf.get(change.field);
    const marked = verb ? { ...change, verb } : change;
    if (!key || !personal.includes(change)) return marked;
    const sealed = (value: unknown) => seal(ctx, key, person!.id, change.field, value);
    return { ...marked, person: person!.id, before: sealed(change.before), after: sealed(change.after) };
  });
}

/** The fields in which two states of a record differ, and those that are `always` kept. */
export function differences(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  always: readonly string[] = [],
): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes: Change[] = [];
  for (const field of fields) {
    if (field === 'version' || field === 'org_id') continue;
    const was = before?.[field] ?? null;
    const is = after?.[field] ?? null;
    if (always.includes(field) || json(was) !== json(is)) changes.push({ field, before: was, after: is });
  }
  return changes;
}

/** A row without the key that search finds it by: the database keeps it, nobody wrote it. */
export function withoutKey<R extends Record<string, unknown>>(row: R): Omit<R, 'found_by'> {
  const { found_by: _key, ...rest } = row;
  return rest;
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
  about: Pick<AuditNote, 'recordKind' | 'accountId' | 'always' | 'person' | 'confidential'> & {
    recordId?: string | null;
    /** The row as the audit shows it (a jsonb column spread out); left out: the columns as they are. */
    show?: (row: Record<string, unknown>) => Record<string, unknown>;
    /** Is told both states once the row is saved. */
    changed?: (before: Record<string, unknown>, after: Record<string, unknown>) => Promise<void>;
  },
): Promise<Record<string, unknown>> {
  const where = sql.join(
    Object.entries({ org_id: ctx.org.id, ...key }).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  );
  const found = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where ${where} for update`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  const before: Record<string, unknown> = withoutKey(found.rows[0]);
  if (before.version !== version) throw new StaleVersion(before, { ...before, ...changes, version });
  const set = sql.join([
    ...Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql`version = version + 1`,
  ]);
  const saved = await sql<
    Record<string, unknown>
  >`update ${sql.table(table)} set ${set} where ${where} returning *`.execute(ctx.db);
  const after: Record<string, unknown> = withoutKey(saved.rows[0]!);
  const { show = (row: Record<string, unknown>) => row, changed, ...note } = about;
  ctx.note({ recordId: key.id ?? null, ...note, before: show(before), after: show(after) });
  await changed?.(before, after);
  return after;
}
