import { type RawBuilder, sql } from 'kysely';
import {
  isSeated,
  mayReadAccount,
  mayReadKept,
  onBehalf,
  readerNames,
  seatedAccounts,
  seenBy,
} from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { loadStandIns } from '../../kernel/stand-ins.ts';
import type { AccountName } from '../accounts/contract.ts';
import type { EntryKind } from './rules.ts';

/** An entry as it stands, with the account it stands on. */
export interface EntryRow {
  id: string;
  at: Date;
  /** `at` to the microsecond, for the next page. */
  cursor: string;
  kind: EntryKind;
  record_id: string | null;
  contact_id: string | null;
  user_id: string | null;
  on_behalf_of: string | null;
  params: Record<string, unknown>;
  text: string | null;
  account_id: string;
  account_name: string;
  account_kind: AccountName['kind'];
}

export interface Wanted {
  /** The account, or the person at customers, whose timeline it is. */
  accountId: string;
  /** Of a person: what they are called, and the accounts on which a note may speak of them. */
  mentions?: { names: readonly string[]; accountIds: readonly string[] };
  of: 'account' | 'contact';
  group: boolean;
  /** The kinds that the reader may read, of those asked for; `every`: nothing was left out. */
  kinds: readonly EntryKind[];
  every: boolean;
  person: string | null;
  from: string | null;
  to: string | null;
  /** Patterns of LIKE; empty: no search. */
  patterns: readonly string[];
}

/** Beyond this entry: older ones, or with `newer` those above it. */
export interface Beyond {
  at: string;
  id: string;
  newer?: boolean;
}

export const SHOWN = sql`e.id, e.at, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor, e.kind, e.record_id, e.contact_id, e.user_id,
  e.on_behalf_of, e.params, left(e.text, 500) as text, e.account_id`;

export const named = (ctx: Ctx, rows: RawBuilder<unknown>) => sql<EntryRow>`
  select r.*, a.name as account_name, a.kind as account_kind from (${rows}) r
    join accounts a on a.org_id = ${ctx.org.id} and a.id = r.account_id`;

export const newestFirst = (rows: EntryRow[]): EntryRow[] =>
  rows.sort((a, b) => (a.cursor === b.cursor ? (a.id < b.id ? 1 : -1) : a.cursor < b.cursor ? 1 : -1));

/** The accounts that are read: a subquery of one column `account_id`. */
function members(ctx: Ctx, wanted: Wanted): RawBuilder<unknown> {
  if (!wanted.group) return sql`(select ${wanted.accountId}::uuid as account_id)`;
  return sql`(select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = ${wanted.accountId}::uuid
    and ${mayReadAccount(ctx, 'accounts.read', 'd.account_id')})`;
}

/** The first moment of a day in the organisation's zone; null where no day is given. */
export const startOf = (ctx: Ctx, day: string | null, after = 0) =>
  sql`((${day}::date + ${after}::int)::timestamp at time zone ${ctx.org.timezone}::text)`;

/**
 * One page of entries, newest first. Each account is read along an index of its own (by kind where some kinds are left out), so that neither a hundred thousand
 * entries nor a group of hundreds of accounts are gathered to be sorted.
 */
export async function loadEntries(ctx: Ctx, wanted: Wanted, beyond: Beyond | null, limit: number): Promise<EntryRow[]> {
  if (wanted.kinds.length === 0) return [];
  if (wanted.patterns.length > 0) return searchEntries(ctx, wanted, beyond, limit);
  const conditions = [sql`e.org_id = ${ctx.org.id}`, sql`e.account_id = m.account_id`, mayReadKept(ctx, 'e')];
  if (!wanted.every) conditions.push(sql`e.kind = k.kind`);
  if (wanted.person !== null) conditions.push(sql`e.user_id = ${wanted.person}::uuid`);
  if (wanted.from !== null) conditions.push(sql`e.at >= ${startOf(ctx, wanted.from)}`);
  if (wanted.to !== null) conditions.push(sql`e.at < ${startOf(ctx, wanted.to, 1)}`);
  if (beyond !== null) {
    const mark = sql`(${beyond.at}::timestamptz, ${beyond.id}::uuid)`;
    conditions.push(beyond.newer ? sql`(e.at, e.id) > ${mark}` : sql`(e.at, e.id) < ${mark}`);
  }
  const kinds = wanted.every ? sql`` : sql`cross join unnest(${wanted.kinds}::text[]) k (kind)`;
  const order = (alias: string) => {
    const [at, id] = [sql.ref(`${alias}.at`), sql.ref(`${alias}.id`)];
    return beyond?.newer ? sql`${at}, ${id}` : sql`${at} desc, ${id} desc`;
  };
  const found = await named(
    ctx,
    // Only ids are gathered; the rest is read of those that are shown.
    sql`select ${SHOWN} from timeline_entries e where e.org_id = ${ctx.org.id} and e.id in (
          select x.id from ${members(ctx, wanted)} m ${kinds} cross join lateral (
            select e.id, e.at from timeline_entries e where ${sql.join(conditions, sql` and `)} order by ${order('e')} limit ${limit}) x
           order by ${order('x')} limit ${limit})`,
  ).execute(ctx.db);
  return newestFirst(found.rows);
}

/** The same for a text: find_entries (0040) looks for the words, and is told what the reader may see. */
async function searchEntries(ctx: Ctx, wanted: Wanted, beyond: Beyond | null, limit: number): Promise<EntryRow[]> {
  const ids = (of: RawBuilder<unknown>) => sql`(select coalesce(array_agg(account_id), '{}') from ${of} v)`;
  const found = await named(
    ctx,
    sql`select ${SHOWN} from timeline_entries e where e.org_id = ${ctx.org.id} and e.id in (
          select find_entries(${ctx.org.id}, ${ids(members(ctx, wanted))}, ${wanted.kinds}::text[], ${readerNames(ctx)}, ${ids(seatedAccounts(ctx))},
            ${wanted.patterns}::text[], ${wanted.person}::uuid, ${startOf(ctx, wanted.from)}, ${startOf(ctx, wanted.to, 1)},
            ${beyond?.at ?? null}::timestamptz, ${beyond?.id ?? null}::uuid, ${limit}))
         order by e.at desc, e.id desc`,
  ).execute(ctx.db);
  return newestFirst(found.rows);
}

/** SQL over a row `e`: it stands on the account, or on one below it where that is wanted. */
export const onAccount = (ctx: Ctx, wanted: Wanted): RawBuilder<boolean> =>
  sql`e.account_id in ${members(ctx, wanted)}`;

/** One entry of those that `where` leaves; null where there is none that the reader may read. */
export async function loadEntry(
  ctx: Ctx,
  wanted: Wanted,
  entryId: string,
  where: RawBuilder<boolean>,
): Promise<EntryRow | null> {
  const found = await named(
    ctx,
    sql`select ${SHOWN} from timeline_entries e where e.org_id = ${ctx.org.id} and e.id = ${entryId}::uuid and e.kind = any (${wanted.kinds}::text[])
          and ${where} and ${mayReadKept(ctx, 'e')}`,
  ).execute(ctx.db);
  return found.rows[0] ?? null;
}

/**
 * Members whose right under the verb does not cover every account, and who stand on the team of the account today or of one above it, by themselves or in somebody's place; `withNamed`: or
 * whom it names as readers.
 */
export async function teamUnder(ctx: Ctx, accountId: string, verb: string, withNamed: boolean): Promise<string[]> {
  const standIns = await loadStandIns(ctx);
  const found = await sql<{ user_id: string; roles: string[]; on_team: boolean }>`
    with team as (
      select distinct t.user_id from account_ancestors d
        join account_team t on t.org_id = d.org_id and t.account_id = d.ancestor_id
       where d.org_id = ${ctx.org.id} and d.account_id = ${accountId}::uuid
         and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)
      union select unnest(x.readers) from account_secrets x join account_ancestors d on d.org_id = x.org_id and d.ancestor_id = x.account_id
       where x.org_id = ${ctx.org.id} and d.account_id = ${accountId}::uuid and ${withNamed})
    select m.user_id, m.roles, m.user_id in (select user_id from team) as on_team from memberships m
     where m.org_id = ${ctx.org.id} and m.ended_at is null
       and (m.user_id in (select user_id from team) or m.user_id = any (${[...standIns.keys()]}::uuid[]))`.execute(
    ctx.db,
  );
  const team: string[] = [];
  for (const { user_id: userId, roles, on_team } of found.rows) {
    if (['all', null].includes(ctx.scopeOf(roles, verb))) continue;
    const as = seenBy(ctx, { userId, roles, standsIn: standIns.get(userId) ?? [] });
    const reaches = async () => as.handed(verb).length > 0 && (await isSeated(as, accountId));
    if (on_team || (await reaches())) team.push(userId);
  }
  return team;
}

/** What stands in an entry that is written. */
export interface NewEntry {
  accountId: string;
  /** Given where the entry must be found again under it (a note's own id); else a new one. */
  id?: string;
  at?: Date;
  recordId?: string | null;
  /** The person at customers whom it is about: it stands on their timeline too. */
  contactId?: string | null;
  params?: Record<string, unknown>;
  text?: string | null;
  readers?: readonly string[] | null;
  teamReads?: boolean;
  /** Who did it, where that is not who acts now. */
  by?: string | null;
  /** With `by`: in whose name. */
  inNameOf?: string | null;
}

/** Open screens hear of each account up to so many; of more, that much has happened. */
export const ANNOUNCED = 20;

/** Writes one entry per row of a subquery with `account_id`, `record_id`, `params` and `text`; how many, and on which accounts (the first few). */
export async function insertSet(ctx: Ctx, kind: EntryKind, source: RawBuilder<unknown>): Promise<string[]> {
  const { userId } = ctx.actor;
  const found = await sql<{ account_id: string }>`
    with written as (
      insert into timeline_entries (org_id, id, account_id, at, kind, record_id, user_id, on_behalf_of, params, text)
      select ${ctx.org.id}::uuid, new_id(), s.account_id, ${ctx.now}::timestamptz, ${kind}, s.record_id, ${userId}::uuid, ${onBehalf(ctx, sql`s.account_id`)},
             jsonb_strip_nulls(s.params), s.text
        from ${source} s
      returning account_id)
    select account_id from written limit ${ANNOUNCED + 1}`.execute(ctx.db);
  return found.rows.map((row) => row.account_id);
}

/** Writes one entry. */
export async function insertOne(ctx: Ctx, kind: EntryKind, entry: NewEntry): Promise<void> {
  const { userId } = ctx.actor;
  const behalf =
    entry.by === undefined ? onBehalf(ctx, sql`${entry.accountId}::uuid`) : sql`${entry.inNameOf ?? null}::uuid`;
  const readers = entry.readers ?? null;
  await sql`
    insert into timeline_entries (org_id, id, account_id, at, kind, record_id, contact_id, user_id, on_behalf_of, params, text, readers, team_reads)
    values (${ctx.org.id}, coalesce(${entry.id ?? null}::uuid, new_id()), ${entry.accountId}, ${entry.at ?? ctx.now}, ${kind}, ${entry.recordId ?? null}, ${entry.contactId ?? null}::uuid, ${entry.by === undefined ? userId : entry.by},
            ${behalf}, ${JSON.stringify(entry.params ?? {})}::jsonb, ${entry.text ?? null}, ${readers}::uuid[], ${entry.teamReads ?? false})`.execute(
    ctx.db,
  );
}

/** Changes what an entry is found by and who reads it; what happened stays. */
export async function updateOne(
  ctx: Ctx,
  entryId: string,
  changes: { text: string; readers: readonly string[] | null; teamReads: boolean },
): Promise<void> {
  await sql`
    update timeline_entries set text = ${changes.text}, readers = ${changes.readers}::uuid[], team_reads = ${changes.teamReads}
     where org_id = ${ctx.org.id} and id = ${entryId}::uuid`.execute(ctx.db);
}

/** Changes who reads every entry about a record; gives who read them until now, each group once. */
export async function keepAllOf(
  ctx: Ctx,
  recordId: string,
  kept: { readers: readonly string[] | null; teamReads: boolean },
): Promise<{ readers: string[] | null; teamReads: boolean }[]> {
  const before = await sql<{ readers: string[] | null; team_reads: boolean }>`
    select distinct readers, team_reads from timeline_entries where org_id = ${ctx.org.id} and record_id = ${recordId}::uuid`.execute(
    ctx.db,
  );
  await sql`
    update timeline_entries set readers = ${kept.readers}::uuid[], team_reads = ${kept.teamReads}
     where org_id = ${ctx.org.id} and record_id = ${recordId}::uuid`.execute(ctx.db);
  return before.rows.map((row) => ({ readers: row.readers, teamReads: row.team_reads }));
}

export async function deleteOne(ctx: Ctx, entryId: string): Promise<void> {
  await sql`delete from timeline_entries where org_id = ${ctx.org.id} and id = ${entryId}::uuid`.execute(ctx.db);
}

/** Takes out of the entries about a person what says who that was: that something happened stays. */
export async function forgetOne(ctx: Ctx, contactId: string): Promise<void> {
  await sql`update timeline_entries set text = null, params = params - 'changes', contact_id = null where org_id = ${ctx.org.id} and contact_id = ${contactId}::uuid`.execute(
    ctx.db,
  );
}

/** The entries about a record; with `contactId` also what the account's timeline says of a person who, as it turned out, never was there. For the trash: they come back with the record. */
export const entriesAlong = (recordId: string, accountId: string, contactId: string | null) => ({
  table: 'timeline_entries',
  where:
    contactId === null
      ? sql`taken_row.record_id = ${recordId}::uuid`
      : sql`(taken_row.record_id = ${recordId}::uuid
          or taken_row.contact_id = ${contactId}::uuid and taken_row.account_id = ${accountId}::uuid and taken_row.kind like 'contacts.%')`,
});

/** Takes back every entry about a record. */
export async function deleteOf(ctx: Ctx, recordId: string): Promise<void> {
  await sql`delete from timeline_entries where org_id = ${ctx.org.id} and record_id = ${recordId}::uuid`.execute(
    ctx.db,
  );
}

/** The words of entries about some records that the reader may read, by record. */
export async function loadTexts(
  ctx: Ctx,
  recordIds: readonly string[],
  kinds: readonly EntryKind[],
): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ record_id: string; text: string }>`
    select distinct on (e.record_id) e.record_id, left(e.text, 500) as text from timeline_entries e
     where e.org_id = ${ctx.org.id} and e.record_id = any (${[...recordIds]}::uuid[]) and e.text is not null and e.kind = any (${[...kinds]}::text[])
       and ${mayReadAccount(ctx, 'accounts.read', 'e.account_id')} and ${mayReadKept(ctx, 'e')}
     order by e.record_id, e.at desc`.execute(ctx.db);
  return new Map(found.rows.map((row) => [row.record_id, row.text]));
}
