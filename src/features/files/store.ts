import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount, mayReadKept, readerNames, seatedAccounts, visibleAccounts } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import type { Loose } from '../../kernel/shelf.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { FileKind, RecordKind, TextProblem } from './contract-words.ts';
import { keepers, type WantedFiles } from './keepers.ts';

/** A file as it stands in its table, without its text. */
export interface FileRow {
  id: string;
  /** Null only of a file of a task. */
  account_id: string | null;
  account_name: string | null;
  record_kind: RecordKind;
  record_id: string | null;
  name: string;
  kind: FileKind;
  size: bigint;
  number: number;
  author_id: string | null;
  created_at: Date;
  changed_at: Date;
  changed_by: string | null;
  /** Of a confidential file: its author and those it names. Of a file of a task nobody: the task says who. */
  readers: string[] | null;
  team_reads: boolean;
  removed_at: Date | null;
  removed_by: string | null;
  text_state: 'none' | 'waiting' | 'read' | 'cut' | 'failed';
  text_problem: TextProblem | null;
  version: number;
  /** `changed_at` to the microsecond, for the next page. */
  cursor: string;
}

const SHOWN = sql`f.id, f.account_id, a.name as account_name, f.record_kind, f.record_id, f.name, f.kind, f.size, f.number, f.author_id, f.created_at, f.changed_at,
  f.changed_by, f.readers, f.team_reads, f.removed_at, f.removed_by, f.text_state, f.text_problem, f.version,
  to_char(f.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor`;

const from = sql`files f left join accounts a on a.org_id = f.org_id and a.id = f.account_id`;

/** SQL over a row `f` of files: true where the actor may read it under the verb; what belongs to a record with a rule of its own by that rule alone. */
export function open(ctx: Ctx, verb: string): RawBuilder<boolean> {
  const arms = [sql<boolean>`(${mayReadAccount(ctx, verb, 'f.account_id')} and ${mayReadKept(ctx, 'f')})`];
  for (const { kind, opens } of keepers())
    if (opens) arms.push(sql<boolean>`(f.record_kind = ${kind} and ${opens(ctx, sql`f.record_id`)})`);
  return sql`(f.org_id = ${ctx.org.id} and (${sql.join(arms, sql` or `)}))`;
}

/** SQL over a row `f` of files: it was found, by the rule of its account (`plain`, a subquery of ids) or by that of its record. */
export function foundBy(ctx: Ctx, plain: RawBuilder<unknown>, wanted: WantedFiles): RawBuilder<boolean> {
  const sources = [plain, ...keepers().flatMap((one) => one.finds?.(ctx, wanted) ?? [])];
  // An array, so that the files are fetched by their ids: with alternatives the planner reads the whole table.
  return sql`f.id = any (array(${sql.join(sources, sql` union all `)}))`;
}

export interface FileFilter {
  accountId: string;
  group: boolean;
  /** Patterns of LIKE; empty: no search. */
  patterns: readonly string[];
  kinds: readonly FileKind[] | null;
  record: string | null;
  after: { at: string; id: string } | null;
  limit: number;
}

const NEWEST = sql`order by f.changed_at desc, f.id desc`;

/** One page of the files of an account, the one changed last first. */
export async function loadFiles(ctx: Ctx, filter: FileFilter): Promise<FileRow[]> {
  const { accountId, group, patterns, kinds, record, after, limit } = filter;
  const below = sql`(select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = ${accountId}::uuid
    and ${mayReadAccount(ctx, 'files.read', 'd.account_id')})`;
  const accounts = group ? below : sql`(select ${accountId}::uuid as account_id)`;
  // A search is told everything that narrows it; the few files of one record are looked through as a whole.
  const most = record === null ? limit : 10_000;
  const found = foundBy(
    ctx,
    sql`select find_files(${ctx.org.id}, ${ids(accounts)}, ${readerNames(ctx)}, ${ids(seatedAccounts(ctx))},
    ${patterns}::text[], ${kinds}::text[], ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${most})`,
    { patterns: [], nots: [], words: patterns, within: ids(accounts), kinds, before: after, most },
  );
  const plain = sql`f.account_id in ${accounts} ${kinds === null ? sql`` : sql`and f.kind = any (${kinds}::text[])`}
    ${after === null ? sql`` : sql`and (f.changed_at, f.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}`;
  const rows = await sql<FileRow>`
    select ${SHOWN} from ${from}
     where ${open(ctx, 'files.read')} and f.removed_at is null and ${patterns.length > 0 ? found : plain}
       ${record === null ? sql`` : sql`and f.record_id = ${record}::uuid`}
     ${NEWEST} limit ${limit}`.execute(ctx.db);
  return rows.rows;
}

/** One page of the files of a task or a project, the one changed last first. That the actor may see the record is asked before. */
export async function loadFilesOf(
  ctx: Ctx,
  record: { kind: RecordKind; id: string },
  after: { at: string; id: string } | null,
  limit: number,
): Promise<FileRow[]> {
  const rows = await sql<FileRow>`
    select ${SHOWN} from ${from}
     where ${open(ctx, 'files.read')} and f.removed_at is null and f.record_id = ${record.id}::uuid and f.record_kind = ${record.kind}
       ${after === null ? sql`` : sql`and (f.changed_at, f.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
     ${NEWEST} limit ${limit}`.execute(ctx.db);
  return rows.rows;
}

const ids = (of: RawBuilder<unknown>) => sql`(select coalesce(array_agg(account_id), '{}') from ${of} v)`;

/** A file that a search found. */
export interface FoundFile {
  id: string;
  name: string;
  kind: FileKind;
  account_id: string | null;
  account_name: string | null;
  changed_at: Date;
  /** Some words around the first that was looked for; null where they stand in the name. */
  part: string | null;
}

/** Files anywhere that the reader may read and that hold every one of the patterns, the one changed last first. */
export async function searchFiles(ctx: Ctx, patterns: readonly string[], limit: number): Promise<FoundFile[]> {
  const visible = visibleAccounts(ctx, 'files.read');
  const word = patterns[0]!.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  const at = sql`position(${word} in lower(f.text))`;
  const found = await sql<FoundFile>`
    select f.id, f.name, f.kind, f.account_id, a.name as account_name, f.changed_at,
           case when ${at} > 0 then substring(f.text from greatest(1, ${at} - 60) for 160) end as part
      from ${from}
     where ${open(ctx, 'files.read')} and f.removed_at is null
       and ${foundBy(
         ctx,
         sql`select find_files(${ctx.org.id}, ${visible === null ? sql`null` : ids(visible)}, ${readerNames(ctx)}, ${ids(seatedAccounts(ctx))},
             ${patterns}::text[], null, null, null, ${limit})`,
         {
           ...{ patterns: [], nots: [], words: patterns, within: sql`null::uuid[]` },
           ...{ kinds: null, before: null, most: limit },
         },
       )}
     ${NEWEST} limit ${limit}`.execute(ctx.db);
  return found.rows;
}

/** One file that the actor may read under the verb; NotFound otherwise, and for one that was removed unless that is wanted. */
export async function loadFile(ctx: Ctx, fileId: string, verb: string, removed = false): Promise<FileRow> {
  const found = await sql<FileRow>`
    select ${SHOWN} from ${from} where f.id = ${fileId}::uuid and ${open(ctx, verb)} and f.removed_at is ${removed ? sql`not null` : sql`null`}`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** The names of those of the files that the actor may read, removed ones too. */
export async function loadNames(ctx: Ctx, fileIds: readonly string[]) {
  type Named = Pick<FileRow, 'id' | 'name' | 'number' | 'account_id' | 'record_kind' | 'record_id'> & {
    is_removed: boolean;
  };
  const found = await sql<Named>`
    select f.id, f.name, f.number, f.account_id, f.record_kind, f.record_id, f.removed_at is not null as is_removed from files f where f.id = any (${fileIds}::uuid[]) and ${open(ctx, 'files.read')}`.execute(
    ctx.db,
  );
  return found.rows;
}

type Placed = Pick<FileRow, 'id' | 'account_id' | 'record_kind' | 'readers'>;

/** What the audit says of a file; of a confidential one neither where it is nor what it is called. What it says of a file of a task only those hear who may see the task. */
export function about(file: Placed) {
  if (file.record_kind === 'task') return { recordKind: 'taskFile', recordId: file.id, accountId: file.account_id };
  const isOpen = file.readers === null;
  return { recordKind: 'file', recordId: isOpen ? file.id : null, accountId: isOpen ? file.account_id : null };
}

/** SQL over a row of audit_entries: true where the actor may read the file that it is about. */
export const mayReadEntry = (ctx: Ctx): RawBuilder<boolean> =>
  sql<boolean>`exists (select from files f where f.id = audit_entries.record_id and ${open(ctx, 'files.read')})`;

/** Whether it has readers of its own. */
export const isKept = (file: { readers: unknown; record_kind: unknown }): boolean =>
  file.readers !== null && file.record_kind !== 'task';

/** What of a file the audit shows. */
export const shown = (row: Record<string, unknown>): Record<string, unknown> => ({
  ...(!isKept({ readers: row.readers ?? null, record_kind: row.record_kind })
    ? { name: row.name, number: row.number, size: Number(row.size) }
    : { number: row.number }),
  confidential: isKept({ readers: row.readers ?? null, record_kind: row.record_kind }),
  removed: row.removed_at !== null,
});

/** Content that has been looked into and put on the shelf. */
export interface Content extends Pick<Loose, 'sha256' | 'size'> {
  name: string;
  kind: FileKind;
}

/** Adds a version: its content as a stored file, and what it is called. */
async function insertVersion(ctx: Ctx, fileId: string, number: number, content: Content): Promise<void> {
  const stored = newId();
  const { name, kind, sha256 } = content;
  const size = BigInt(content.size);
  const who = { created_by: ctx.actor.userId, created_at: ctx.now };
  await ctx.db
    .insertInto('stored_files')
    .values({ org_id: ctx.org.id, id: stored, sha256, name, size, purpose: 'document', ...who })
    .execute();
  const added = { added_at: ctx.now, added_by: ctx.actor.userId };
  await ctx.db
    .insertInto('file_versions')
    .values({ org_id: ctx.org.id, file_id: fileId, number, stored_id: stored, name, kind, size, ...added })
    .execute();
}

/** What becomes of the columns that follow the newest version. */
const newest = (ctx: Ctx, content: Content, hasText: boolean) => ({
  name: content.name,
  kind: content.kind,
  size: BigInt(content.size),
  changed_at: ctx.now,
  changed_by: ctx.actor.userId,
  text_state: hasText ? 'waiting' : 'none',
  text_problem: null,
  text: null,
});

/** Adds a file with its first version. */
export async function insertFile(
  ctx: Ctx,
  file: {
    accountId: string | null;
    record: { kind: RecordKind; id: string | null };
    content: Content;
    hasText: boolean;
    readers: readonly string[] | null;
    teamReads: boolean;
  },
): Promise<FileRow> {
  const id = newId(ctx.now.getTime());
  const { accountId, record, content, readers } = file;
  await ctx.db
    .insertInto('files')
    .values({
      ...{ org_id: ctx.org.id, id, account_id: accountId, record_kind: record.kind, record_id: record.id },
      ...{ author_id: ctx.actor.userId, created_at: ctx.now, readers: readers && [...readers] },
      ...{ team_reads: file.teamReads, ...newest(ctx, content, file.hasText) },
    })
    .execute();
  await insertVersion(ctx, id, 1, content);
  const row = await loadFile(ctx, id, 'files.write');
  ctx.note({ ...about(row), after: shown({ ...row }) });
  return row;
}

/** Saves columns of a file: a stale version is refused with both states. */
export async function updateFile(
  ctx: Ctx,
  file: FileRow,
  version: number,
  changes: Record<string, unknown>,
): Promise<FileRow> {
  const readers = (changes.readers as string[] | null | undefined) ?? file.readers;
  const saved = await tracked(ctx, 'files', { id: file.id }, version, changes, {
    ...about({ ...file, readers }),
    show: (row) => shown(readers === null ? row : { ...row, readers }),
  });
  const { text: _, ...row } = saved;
  return { ...file, ...row } as unknown as FileRow;
}

/** Saves new content as the next version. */
export async function saveContent(
  ctx: Ctx,
  file: FileRow,
  version: number,
  content: Content,
  hasText: boolean,
): Promise<FileRow> {
  const number = file.number + 1;
  const saved = await updateFile(ctx, file, version, { ...newest(ctx, content, hasText), number });
  await insertVersion(ctx, file.id, number, content);
  return saved;
}

/** The files of a contact that the reader may read, for the complete export of the person's data. */
export async function personalRows(ctx: Ctx, contactId: string) {
  const found = await sql<{ id: string; name: string; number: number; changedAt: Date }>`
    select f.id, f.name, f.number, f.changed_at as "changedAt" from files f
     where ${open(ctx, 'files.read')} and f.record_kind = 'contact' and f.record_id = ${contactId}::uuid order by f.id`.execute(
    ctx.db,
  );
  return found.rows;
}
