import { type RawBuilder, sql } from 'kysely';
import { NotFound, Refusal } from '../pure/refusal.ts';
import type { Ctx } from './ctx.ts';
import { json } from './db.ts';
import { newId } from './id.ts';

/** One table of which rows go with a record: those in which each of these columns is the record's id. */
interface Part {
  table: string;
  columns: readonly string[];
}

/** A kind of record that can be deleted and brought back. Rows of `parts` are taken out of their tables; a kind without parts hides in its own table, and says how it comes back and goes for good. */
export interface Trashable {
  kind: string;
  /** The right by which it is deleted, and so seen in the trash and brought back. */
  verb: string;
  /** What hangs on it, the nearest first; the record's own table is not among them. */
  parts?: { table: string; hanging: readonly Part[] };
  /** What follows when it is there again: counts and open screens. A kind that hides comes back here. */
  restored?(ctx: Ctx, record: InTrash): Promise<void>;
  /** Deletes for good what hides. */
  purge?(ctx: Ctx, recordIds: readonly string[]): Promise<void>;
}

/** What stands in the trash. */
export interface InTrash {
  id: string;
  kind: string;
  recordId: string;
  accountId: string | null;
}

const kinds = new Map<string, Trashable>();

/** A room says here what of it goes to the trash. Call it once, when the module loads. */
export function trashes(...some: Trashable[]): void {
  for (const one of some) kinds.set(one.kind, one);
}

/** Every kind that the reader may bring back. */
export const trashables = (ctx: Ctx): Trashable[] => [...kinds.values()].filter((one) => ctx.can(one.verb));

type Purged = (ctx: Ctx, recordIds: readonly string[]) => Promise<void>;
const listeners: [string, Purged][] = [];

/** A later room says here what of its own goes for good with records of a kind. Call it once, when the module loads. */
export function hearsPurged(kind: string, listener: Purged): void {
  listeners.push([kind, listener]);
}

/** What is deleted, and who may know of it: those who may read its account under the kind's right, and of these only `readers` where they are named (kernel/access.ts, mayReadKept). */
export interface Discarded {
  recordId: string;
  accountId: string | null;
  /** What people know it by. */
  title: string;
  readers?: readonly string[] | null;
  teamReads?: boolean;
  /** The contacts with whose erasure it goes for good. */
  personIds?: readonly (string | null)[];
  /** Names the row where the record has no id of its own. */
  key?: Readonly<Record<string, string | number>>;
  /** Rows of other tables that go with this one record, and come back with it. `where`: SQL over `taken_row`. */
  along?: readonly { table: string; where: RawBuilder<unknown> }[];
}

interface Taken {
  table: string;
  rows: Record<string, unknown>[];
}

/** Puts a record into the trash, in the transaction of its deletion: takes out its rows with all that hangs on them, or notes only that it hides. */
export async function discard(ctx: Ctx, kind: string, what: Discarded): Promise<void> {
  const { parts } = kinds.get(kind)!;
  const taken: Taken[] = [];
  if (parts) {
    for (const { table, columns } of [...parts.hanging].reverse()) {
      const hangs = sql.join(
        columns.map((column) => sql`${sql.ref(column)} = ${what.recordId}::uuid`),
        sql` or `,
      );
      taken.unshift(await takeOut(ctx, table, sql`(${hangs})`));
    }
    const key = Object.entries(what.key ?? { id: what.recordId });
    const own = sql.join(
      key.map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
      sql` and `,
    );
    taken.unshift(await takeOut(ctx, parts.table, own));
    if (taken[0]!.rows.length === 0) throw new NotFound();
    for (const { table, where } of what.along ?? []) taken.push(await takeOut(ctx, table, where));
  }
  await ctx.db
    .insertInto('trash_records')
    .values({
      ...{
        org_id: ctx.org.id,
        id: newId(ctx.now.getTime()),
        kind,
        record_id: what.recordId,
        account_id: what.accountId,
      },
      ...{ title: what.title.slice(0, 300), readers: what.readers ? [...what.readers] : null },
      ...{ team_reads: what.teamReads ?? false, person_ids: (what.personIds ?? []).filter((id) => id !== null) },
      ...{ removed_at: ctx.now, removed_by: ctx.actor.userId, parts: json(taken.filter((one) => one.rows.length > 0)) },
    })
    .execute();
}

async function takeOut(ctx: Ctx, table: string, where: ReturnType<typeof sql>): Promise<Taken> {
  const found = await sql<{ row: Record<string, unknown> }>`
    delete from ${sql.table(table)} taken_row where taken_row.org_id = ${ctx.org.id} and ${where} returning to_jsonb(taken_row) as row`.execute(
    ctx.db,
  );
  return { table, rows: found.rows.map(({ row }) => row) };
}

/** Brings a record of the trash to who may read it now, where what it belongs to has other readers. */
export async function keepInTrash(
  ctx: Ctx,
  kind: string,
  recordId: string,
  kept: { readers: readonly string[] | null; teamReads: boolean },
): Promise<void> {
  await sql`
    update trash_records set readers = ${kept.readers}::uuid[], team_reads = ${kept.teamReads}
     where org_id = ${ctx.org.id} and kind = ${kind} and record_id = ${recordId}::uuid`.execute(ctx.db);
}

/** Takes a record out of the trash that came back by another way. */
export async function takenBack(ctx: Ctx, kind: string, recordId: string): Promise<void> {
  await ctx.db
    .deleteFrom('trash_records')
    .where('org_id', '=', ctx.org.id)
    .where('kind', '=', kind)
    .where('record_id', '=', recordId)
    .execute();
}

/** The keys by which rows of a table hang on others: the columns on both sides. */
async function anchorsOf(ctx: Ctx, table: string) {
  const found = await sql<{ target: string; own: string[]; far: string[] }>`
    select c.confrelid::regclass::text as target,
           array(select a.attname::text from unnest(c.conkey) with ordinality k (num, at) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num order by k.at) as own,
           array(select a.attname::text from unnest(c.confkey) with ordinality k (num, at) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num order by k.at) as far
      from pg_constraint c where c.contype = 'f' and c.conrelid = ${table}::regclass`.execute(ctx.db);
  return found.rows.filter((one) => one.target !== 'organisations');
}

/** Rows that hang on something which is gone. */
async function orphans(ctx: Ctx, { table, rows }: Taken): Promise<{ gone: Set<number>; missing: string[] }> {
  const gone = new Set<number>();
  const missing: string[] = [];
  for (const { target, own, far } of await anchorsOf(ctx, table)) {
    const same = sql.join(
      own.map((column, at) => sql`f.${sql.ref(far[at]!)} = r.${sql.ref(column)}`),
      sql` and `,
    );
    const given = sql.join(
      own.map((column) => sql`r.${sql.ref(column)} is not null`),
      sql` and `,
    );
    const found = await sql<{ at: number }>`
      select (t.at - 1)::int as at from jsonb_array_elements(${json(rows)}::jsonb) with ordinality t (row, at)
       cross join lateral jsonb_populate_record(null::${sql.table(table)}, t.row) r
       where ${given} and not exists (select from ${sql.table(target)} f where ${same})`.execute(ctx.db);
    if (found.rows.length > 0) missing.push(target);
    for (const { at } of found.rows) gone.add(at);
  }
  return { gone, missing };
}

/** Puts rows into their table; how many. `loose`: those whose place is taken stay away. */
async function putIn(ctx: Ctx, { table, rows }: Taken, loose: boolean): Promise<number> {
  const found = await sql<{ name: string }>`
    select attname::text as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(
    ctx.db,
  );
  // A column that is newer than the deletion takes its default.
  const known = found.rows.filter(({ name }) => rows.some((row) => name in row)).map(({ name }) => sql.ref(name));
  const put = await sql`
    insert into ${sql.table(table)} (${sql.join(known)})
    select ${sql.join(known)} from jsonb_populate_recordset(null::${sql.table(table)}, ${json(rows)}::jsonb)
    ${loose ? sql`on conflict do nothing` : sql``}`.execute(ctx.db);
  return Number(put.numAffectedRows ?? 0n);
}

const codeOf = (error: unknown) => (error as { code?: string }).code;

/**
 * Brings a record back with all that hung on it; the caller has checked the right. Refuses where what it belongs to is gone (`trash.gone`) or its place is taken (`trash.clash`);
 * what hung on it and has lost its other end stays away. Gives how many rows that were.
 */
export async function bringBack(ctx: Ctx, record: InTrash & { parts: unknown }): Promise<{ leftOut: number }> {
  const kind = kinds.get(record.kind)!;
  let leftOut = 0;
  for (const [at, part] of (record.parts as Taken[]).entries()) {
    // What was deleted from an account that became another one since belongs to that one now.
    const rows = part.rows.map((row) =>
      'account_id' in row ? { ...row, account_id: record.accountId ?? row.account_id } : row,
    );
    const { gone, missing } = await orphans(ctx, { ...part, rows });
    if (at === 0 && gone.size > 0)
      throw new Refusal('trash.gone', 'What it belonged to is gone, so it cannot come back.', { what: missing[0] });
    const left = rows.filter((_, index) => !gone.has(index));
    try {
      const put = left.length === 0 ? 0 : await putIn(ctx, { table: part.table, rows: left }, at > 0);
      leftOut += rows.length - put;
    } catch (error) {
      if (codeOf(error) === '23505')
        throw new Refusal('trash.clash', 'Its place is taken by another record: remove or rename that one first.');
      throw error;
    }
  }
  await takenBack(ctx, record.kind, record.recordId);
  await kind.restored?.(ctx, record);
  return { leftOut };
}

/** Deletes records for good. */
async function purge(ctx: Ctx, gone: readonly { kind: string; record_id: string }[]): Promise<void> {
  for (const [name, kind] of kinds) {
    const ids = gone.filter((one) => one.kind === name).map((one) => one.record_id);
    if (ids.length === 0) continue;
    for (const [of, listener] of listeners) if (of === name) await listener(ctx, ids);
    await kind.purge?.(ctx, ids);
  }
}

/** Deletes for good what was deleted before a moment, at most so many. Gives how many. */
export async function purgeBefore(ctx: Ctx, before: Date, most: number): Promise<number> {
  const found = await sql<{ kind: string; record_id: string }>`
    delete from trash_records where org_id = ${ctx.org.id} and id in (
      select id from trash_records where org_id = ${ctx.org.id} and removed_at < ${before} order by removed_at limit ${most})
    returning kind, record_id`.execute(ctx.db);
  await purge(ctx, found.rows);
  return found.rows.length;
}

/** Deletes for good one record of the trash. */
export async function purgeOne(ctx: Ctx, record: InTrash): Promise<void> {
  await takenBack(ctx, record.kind, record.recordId);
  await purge(ctx, [{ kind: record.kind, record_id: record.recordId }]);
}

/** A contact was erased: nothing about that person stays in the trash. */
export async function purgePerson(ctx: Ctx, contactId: string): Promise<void> {
  const found = await sql<{ kind: string; record_id: string }>`
    delete from trash_records where org_id = ${ctx.org.id} and person_ids @> array[${contactId}::uuid] returning kind, record_id`.execute(
    ctx.db,
  );
  await purge(ctx, found.rows);
}

/** A colleague was erased: what only that person could see of the trash goes for good. */
export async function purgeOwn(ctx: Ctx, userId: string): Promise<void> {
  const found = await sql<{ kind: string; record_id: string }>`
    delete from trash_records where org_id = ${ctx.org.id} and account_id is null and readers = array[${userId}::uuid] returning kind, record_id`.execute(
    ctx.db,
  );
  await purge(ctx, found.rows);
}
