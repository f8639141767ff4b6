import { type RawBuilder, sql } from 'kysely';
import {
  coveredAccounts,
  isSeated,
  mayReadAccount,
  mayReadKept,
  onBehalf,
  seenBy,
  standsInFor,
} from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { type Kept, keptColumns } from '../../kernel/kept.ts';
import { readersOf } from '../../kernel/readers.ts';
import { readsAs } from '../../kernel/secrecy.ts';
import { loadStandIns } from '../../kernel/stand-ins.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { Hold } from './rules.ts';
import type { Body } from './rules-body.ts';

/** A note as it stands in its table. */
export interface NoteRow {
  id: string;
  account_id: string;
  author_id: string | null;
  body: Body;
  text: string;
  is_pinned: boolean;
  /** Of a confidential note: its author and those it names. */
  readers: string[] | null;
  team_reads: boolean;
  on_behalf_of: string | null;
  created_at: Date;
  changed_at: Date;
  changed_by: string | null;
  removed_at: Date | null;
  version: number;
}

/** `created_at` to the microsecond, for the next page. */
type Listed = NoteRow & { cursor: string };

const open = (ctx: Ctx, verb: string): RawBuilder<boolean> =>
  sql`(n.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, verb, 'n.account_id')} and ${mayReadKept(ctx, 'n')})`;

/** Those of the notes that are there and that the reader may see. */
export async function openNotes(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (!ctx.can('notes.read')) return new Set();
  const found = await sql<{ id: string }>`
    select n.id from notes n where n.id = any (${[...ids]}::uuid[]) and n.removed_at is null and ${open(ctx, 'notes.read')}`.execute(
    ctx.db,
  );
  return new Set(found.rows.map(({ id }) => id));
}

export interface NoteFilter {
  accountId: string;
  group: boolean;
  pinned: boolean;
  ids: readonly string[] | null;
  after: { at: string; id: string } | null;
  limit: number;
}

/** Notes of an account that the reader may read, newest first. */
export async function loadNotes(ctx: Ctx, filter: NoteFilter): Promise<Listed[]> {
  const { accountId, group, pinned, ids, after } = filter;
  const below = sql`n.account_id in (select account_id from account_ancestors where org_id = ${ctx.org.id} and ancestor_id = ${accountId}::uuid)`;
  const found = await sql<Listed>`
    select n.*, to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor from notes n
     where ${open(ctx, 'notes.read')} and n.removed_at is null and ${group ? below : sql`n.account_id = ${accountId}::uuid`}
       ${pinned ? sql`and n.is_pinned` : sql``} ${ids === null ? sql`` : sql`and n.id = any (${ids}::uuid[])`}
       ${after === null ? sql`` : sql`and (n.created_at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
     order by n.created_at desc, n.id desc limit ${filter.limit}`.execute(ctx.db);
  return found.rows;
}

/** One note that the actor may read under the verb; NotFound otherwise, and for one that was removed unless that is wanted. */
export async function loadNote(ctx: Ctx, noteId: string, verb: string, removed = false): Promise<NoteRow> {
  const found = await sql<NoteRow>`
    select n.* from notes n where n.id = ${noteId}::uuid and ${open(ctx, verb)} and n.removed_at is ${removed ? sql`not null` : sql`null`}`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** How the actor stands to notes that they read, by id: by themselves, and in the place of whom they stand in for. */
export async function loadHolds(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Hold>> {
  if (ids.length === 0) return new Map();
  const isPerson = (person: string) =>
    sql<boolean>`(${sql.ref(person)} = ${ctx.actor.userId}::uuid or ${standsInFor(ctx, 'notes', person, 'n.account_id')})`;
  const far = ctx.handed('notes.write').filter(({ scope }) => scope !== 'own');
  const covered = far.map(({ standIn }) => sql`n.account_id in ${coveredAccounts(ctx, standIn)}`);
  const found = await sql<{ id: string; is_author: boolean; is_lead: boolean; is_covered: boolean }>`
    select n.id, coalesce(${isPerson('n.author_id')}, false) as is_author,
           exists (select from account_ancestors d join account_team t on t.org_id = d.org_id and t.account_id = d.ancestor_id
                    where d.org_id = n.org_id and d.account_id = n.account_id and t.duty = 'lead' and ${isPerson('t.user_id')}
                      and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)) as is_lead,
           ${covered.length === 0 ? sql`false` : sql`(${sql.join(covered, sql` or `)})`} as is_covered
      from notes n where n.org_id = ${ctx.org.id} and n.id = any (${ids}::uuid[])`.execute(ctx.db);
  const own = ctx.ownScope('notes.write') ?? 'own';
  return new Map(
    found.rows.map(({ id, is_author, is_lead, is_covered }) => [
      id,
      { isAuthor: is_author, isLead: is_lead, reach: is_covered ? 'all' : own },
    ]),
  );
}

/** What the audit says of a note: that it was written and what was done with it. Its text stands in its versions; of a confidential one not even where it is. */
const about = (note: { id: string; account_id: string; readers: readonly string[] | null }) => ({
  recordKind: 'note',
  recordId: note.readers === null ? note.id : null,
  accountId: note.readers === null ? note.account_id : null,
});

const shown = (row: Record<string, unknown>) => ({
  is_pinned: row.is_pinned,
  confidential: row.readers !== null,
  removed: row.removed_at !== null,
});

async function addVersion(ctx: Ctx, noteId: string, version: number, body: Body): Promise<void> {
  await ctx.db
    .insertInto('note_versions')
    .values({
      org_id: ctx.org.id,
      note_id: noteId,
      version,
      body: json(body),
      saved_at: ctx.now,
      saved_by: ctx.actor.userId,
    })
    .execute();
}

/** Adds a note with its first version. */
export async function insertNote(
  ctx: Ctx,
  accountId: string,
  note: { body: Body; text: string; pinned: boolean; kept: Kept | null },
): Promise<NoteRow> {
  const id = newId(ctx.now.getTime());
  const columns = keptColumns(ctx, ctx.actor.userId, note.kept);
  const { userId } = ctx.actor;
  const on_behalf_of = onBehalf(ctx, sql`${accountId}::uuid`);
  await ctx.db
    .insertInto('notes')
    .values({
      ...{
        org_id: ctx.org.id,
        id,
        account_id: accountId,
        author_id: userId,
        on_behalf_of,
        body: json(note.body),
        text: note.text,
      },
      ...{ is_pinned: note.pinned, created_at: ctx.now, changed_at: ctx.now, changed_by: userId, ...columns },
    })
    .execute();
  await addVersion(ctx, id, 1, note.body);
  ctx.note({
    ...about({ id, account_id: accountId, readers: columns.readers }),
    after: { is_pinned: note.pinned, confidential: note.kept !== null },
  });
  return loadNote(ctx, id, 'notes.write');
}

/** Saves columns of a note: a stale version is refused with both states. */
export async function updateNote(
  ctx: Ctx,
  note: NoteRow,
  version: number,
  changes: Record<string, unknown>,
): Promise<NoteRow> {
  const row = await tracked(ctx, 'notes', { id: note.id }, version, changes, {
    ...about({ ...note, readers: (changes.readers as string[] | null | undefined) ?? note.readers }),
    show: shown,
  });
  return row as unknown as NoteRow;
}

/** Saves what a note says, as its next version. */
export async function saveBody(ctx: Ctx, note: NoteRow, version: number, body: Body, text: string): Promise<NoteRow> {
  const changes = { body: json(body), text, changed_at: ctx.now, changed_by: ctx.actor.userId };
  const row = await updateNote(ctx, note, version, changes);
  await addVersion(ctx, note.id, row.version, body);
  return row;
}

/** What a note said, newest first. */
export async function loadVersions(ctx: Ctx, noteId: string, before: number | null, limit: number) {
  let query = ctx.db
    .selectFrom('note_versions')
    .select(['version', 'body', 'saved_at', 'saved_by'])
    .where('org_id', '=', ctx.org.id)
    .where('note_id', '=', noteId);
  if (before !== null) query = query.where('version', '<', before);
  return query.orderBy('version', 'desc').limit(limit).execute();
}

/** A colleague, and whether they may read notes of the account. */
export interface Colleague {
  id: string;
  name: string;
  sees: boolean;
  isTeam: boolean;
  /** The classes of confidentiality that they are cleared for. */
  classes: string[];
}

/** The members who are there, by name, with what they may read of notes on the account. */
export async function loadColleagues(ctx: Ctx, accountId: string): Promise<Colleague[]> {
  const members = await sql<{ id: string; name: string; roles: string[]; on_team: boolean }>`
    select c.id, c.name, m.roles,
           exists (select from account_ancestors d join account_team t on t.org_id = d.org_id and t.account_id = d.ancestor_id
                    where d.org_id = m.org_id and d.account_id = ${accountId}::uuid and t.user_id = m.user_id
                      and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)) as on_team
      from memberships m join colleagues c on c.org_id = m.org_id and c.id = m.user_id
     where m.org_id = ${ctx.org.id} and m.ended_at is null and m.invited_name is null
     order by lower(c.name), c.id`.execute(ctx.db);
  const rows: Colleague[] = [];
  const readers = new Set((await readersOf(ctx, 'notes.read', accountId)).map(({ userId }) => userId));
  const standIns = await loadStandIns(ctx);
  for (const { id, name, roles, on_team } of members.rows) {
    const standsIn = standIns.get(id) ?? [];
    const as = seenBy(ctx, { userId: id, roles, standsIn });
    const sees = readers.has(id);
    const isTeam = on_team || (standsIn.length > 0 && (await isSeated(as, accountId)));
    const classes = readsAs(ctx.org.classes, { userId: id, roles }).filter((name) => name !== id);
    rows.push({ id, name, sees, isTeam, classes });
  }
  return rows;
}

/** The beginning of a note. */
export interface NewestNote {
  id: string;
  accountId: string;
  at: Date;
  by: string | null;
  text: string;
}

/** The newest notes on each of some accounts that the reader may read. */
export async function loadNewest(ctx: Ctx, accountIds: readonly string[], each: number): Promise<NewestNote[]> {
  const found = await sql<NewestNote>`
    select x.id, a.id as "accountId", x.created_at as at, c.name as by, left(x.text, 300) as text
      from unnest(${[...accountIds]}::uuid[]) a (id)
     cross join lateral (
       select n.* from notes n where n.account_id = a.id and ${open(ctx, 'notes.read')} and n.removed_at is null
        order by n.created_at desc, n.id desc limit ${each}) x
      left join colleagues c on c.org_id = x.org_id and c.id = x.author_id
     order by x.created_at desc, x.id desc`.execute(ctx.db);
  return found.rows;
}

/** Deletes removed notes for good, with their versions. */
export async function deleteNotes(ctx: Ctx, noteIds: readonly string[]): Promise<void> {
  await sql`delete from notes where org_id = ${ctx.org.id} and id = any (${[...noteIds]}::uuid[]) and removed_at is not null`.execute(
    ctx.db,
  );
}
