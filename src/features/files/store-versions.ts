import { sql } from 'kysely';
import { onBehalf } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { FileKind, TextProblem } from './contract-words.ts';

/** The versions of a file, newest first. Whether the reader may read it was asked before. */
export async function loadVersions(ctx: Ctx, fileId: string, before: number | null, limit: number) {
  let query = ctx.db
    .selectFrom('file_versions')
    .select(['number', 'name', 'kind', 'size', 'added_at', 'added_by'])
    .where('org_id', '=', ctx.org.id)
    .where('file_id', '=', fileId);
  if (before !== null) query = query.where('number', '<', before);
  return query.orderBy('number', 'desc').limit(limit).execute();
}

/** Where the content of a version is kept. */
export async function loadContent(ctx: Ctx, fileId: string, number: number) {
  const found = await ctx.db
    .selectFrom('file_versions as v')
    .innerJoin('stored_files as s', (join) => join.onRef('s.org_id', '=', 'v.org_id').onRef('s.id', '=', 'v.stored_id'))
    .select(['v.name', 'v.kind', 'v.size', 's.sha256'])
    .where('v.org_id', '=', ctx.org.id)
    .where('v.file_id', '=', fileId)
    .where('v.number', '=', number)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return { ...found, kind: found.kind as FileKind };
}

/** What was read of a version, where that is still the newest. */
export async function saveText(
  ctx: Ctx,
  fileId: string,
  number: number,
  found: { text: string; isCut: boolean } | { problem: TextProblem },
): Promise<void> {
  const columns =
    'text' in found
      ? { text: found.text, text_state: found.isCut ? 'cut' : 'read', text_problem: null }
      : { text: null, text_state: 'failed', text_problem: found.problem };
  await ctx.db
    .updateTable('files')
    .set(columns)
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', fileId)
    .where('number', '=', number)
    .execute();
}

/** Keeps who opened or saved a confidential file. */
export async function insertReading(
  ctx: Ctx,
  { fileId, accountId }: { fileId: string; accountId: string | null },
  number: number,
  how: 'opened' | 'saved',
): Promise<void> {
  await ctx.db
    .insertInto('file_readings')
    .values({
      ...{ org_id: ctx.org.id, id: newId(ctx.now.getTime()), file_id: fileId, number, how },
      ...{ user_id: ctx.actor.userId, on_behalf_of: onBehalf(ctx, sql`${accountId}::uuid`), at: ctx.now },
    })
    .execute();
}

/** Who opened or saved a file, newest first. */
export async function loadReadings(ctx: Ctx, fileId: string, before: string | null, limit: number) {
  let query = ctx.db
    .selectFrom('file_readings')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('file_id', '=', fileId);
  if (before !== null) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** Brings the files of a record to its account. */
export async function moveWith(ctx: Ctx, recordId: string, accountId: string | null): Promise<void> {
  await sql`
    update files set account_id = ${accountId}::uuid, version = version + 1
     where org_id = ${ctx.org.id} and record_id = ${recordId}::uuid and account_id is distinct from ${accountId}::uuid`.execute(
    ctx.db,
  );
}

/** Brings the files of a record to its readers. */
export async function keepWith(
  ctx: Ctx,
  recordId: string,
  kept: { readers: readonly string[] | null; teamReads: boolean },
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    update files set readers = ${kept.readers}::uuid[], team_reads = ${kept.teamReads}, version = version + 1
     where org_id = ${ctx.org.id} and record_id = ${recordId}::uuid returning id`.execute(ctx.db);
  return found.rows.map((row) => row.id);
}

/** Removes the files of a record with it, or brings back those that went with it. */
export async function removeWith(ctx: Ctx, recordId: string, removed: boolean): Promise<void> {
  const [at, by, record] = removed ? [ctx.now, ctx.actor.userId, recordId] : [null, null, null];
  await sql`
    update files set removed_at = ${at}, removed_by = ${by}::uuid, removed_with = ${record}::uuid, version = version + 1
     where org_id = ${ctx.org.id} and record_id = ${recordId}::uuid
       and ${removed ? sql`removed_at is null` : sql`removed_with = ${recordId}::uuid`}`.execute(ctx.db);
}

/** The files of a record, in the trash too. */
export async function filesOf(ctx: Ctx, recordId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('files')
    .select('id')
    .where('org_id', '=', ctx.org.id)
    .where('record_id', '=', recordId)
    .execute();
  return rows.map((row) => row.id);
}

/** Deletes files for good with their versions; gives the hashes of their contents. */
export async function deleteWhole(ctx: Ctx, fileIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ sha256: string }>`
    select distinct s.sha256 from file_versions v join stored_files s on s.org_id = v.org_id and s.id = v.stored_id
     where v.org_id = ${ctx.org.id} and v.file_id = any (${[...fileIds]}::uuid[])`.execute(ctx.db);
  await deleteWhere(ctx, sql`f.id = any (${[...fileIds]}::uuid[])`);
  return found.rows.map((row) => row.sha256);
}

/** Deletes files for good with their versions, and gives their ids: their contents are swept when nobody else names them. */
async function deleteWhere(ctx: Ctx, which: ReturnType<typeof sql>): Promise<string[]> {
  const found = await sql<{ id: string; stored: string[] }>`
    select f.id, array(select v.stored_id from file_versions v where v.org_id = f.org_id and v.file_id = f.id) as stored
      from files f where f.org_id = ${ctx.org.id} and ${which}`.execute(ctx.db);
  const fileIds = found.rows.map((row) => row.id);
  if (fileIds.length === 0) return [];
  await sql`delete from files where org_id = ${ctx.org.id} and id = any (${fileIds}::uuid[])`.execute(ctx.db);
  const stored = found.rows.flatMap((row) => row.stored);
  await sql`delete from stored_files where org_id = ${ctx.org.id} and id = any (${stored}::uuid[])`.execute(ctx.db);
  return fileIds;
}

/** Deletes some of the files that were removed. */
export const deleteRemoved = (ctx: Ctx, fileIds: readonly string[]) =>
  deleteWhere(ctx, sql`f.id = any (${[...fileIds]}::uuid[]) and f.removed_at is not null`);

/** Deletes every file of a record. */
export const deleteOf = (ctx: Ctx, recordId: string) => deleteWhere(ctx, sql`f.record_id = ${recordId}::uuid`);
