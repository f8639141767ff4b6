import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount, readerNames } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { classInUse } from '../../kernel/secrecy.ts';
import { Refusal, StaleVersion } from '../../pure/refusal.ts';
import type { Classes } from './contract.ts';

/** The ladder, for how long the logs are kept, and the version of the settings. */
export async function loadClasses(ctx: Ctx) {
  const row = await ctx.db
    .selectFrom('organisation_settings')
    .select(['classes', 'logs_days', 'version'])
    .where('org_id', '=', ctx.org.id)
    .executeTakeFirstOrThrow();
  return { classes: row.classes as Classes['classes'], logsDays: row.logs_days, version: row.version };
}

/** Saves the ladder. Throws StaleVersion; refuses to drop a class that accounts, records or fields have. */
export async function saveClassesRow(
  ctx: Ctx,
  version: number,
  { classes, logsDays }: Pick<Classes, 'classes' | 'logsDays'>,
): Promise<void> {
  await tracked(
    ctx,
    'organisation_settings',
    {},
    version,
    { classes: json(classes), logs_days: logsDays },
    {
      recordKind: 'classes',
      show: (row) => ({
        logsDays: row.logs_days,
        ...Object.fromEntries((row.classes as Classes['classes']).map((one) => [one.id, one])),
      }),
    },
  );
  const kept = new Set(classes.map(({ id }) => id));
  const gone = ctx.org.classes.filter(({ id }) => !kept.has(id));
  const held = await classInUse(
    ctx,
    gone.map(({ id }) => id),
  );
  if (held === undefined) return;
  const { name } = gone.find(({ id }) => id === held)!;
  throw new Refusal('secrets.classHeld', `Something still is in the class "${name}". Give it another one first.`, {
    ...{ class: name, id: held },
  });
}

/** The class of one account: its own, or that of the top of its structure; undefined: it has none. Whether it may be read was asked before. */
export async function loadAccountClass(ctx: Ctx, accountId: string) {
  const found = await sql<{ class: string; readers: string[]; set_by: string | null; set_at: Date; version: number }>`
    select x.class, x.readers, x.set_by, x.set_at, x.version from account_secrets x join account_ancestors y on y.org_id = x.org_id and y.ancestor_id = x.account_id
     where x.org_id = ${ctx.org.id} and y.account_id = ${accountId}::uuid limit 1`.execute(ctx.db);
  return found.rows[0];
}

/** Whether an account has none above it: only there a class stands. */
export async function isTop(ctx: Ctx, accountId: string): Promise<boolean> {
  const found =
    await sql`select from account_ancestors where org_id = ${ctx.org.id} and account_id = ${accountId}::uuid and ancestor_id <> account_id`.execute(
      ctx.db,
    );
  return found.rows.length === 0;
}

/** Classes that stand below the top of a structure: none may, after a move. */
export async function hasClassBelowTop(ctx: Ctx): Promise<boolean> {
  const found = await sql`
    select from account_secrets x join account_ancestors y on y.org_id = x.org_id and y.account_id = x.account_id and y.ancestor_id <> y.account_id
     where x.org_id = ${ctx.org.id} limit 1`.execute(ctx.db);
  return found.rows.length > 0;
}

/** Puts an account into a class, or out of every one. Throws StaleVersion where somebody did before. */
export async function saveAccountClass(
  ctx: Ctx,
  accountId: string,
  wanted: { class: string | null; readers: readonly string[]; version: number },
): Promise<void> {
  const before = await sql<{ class: string; readers: string[]; version: number }>`
    select class, readers, version from account_secrets where org_id = ${ctx.org.id} and account_id = ${accountId}::uuid for update`.execute(
    ctx.db,
  );
  const old = before.rows[0];
  if ((old?.version ?? 0) !== wanted.version)
    throw new StaleVersion(wanted, old ?? { class: null, readers: [], version: 0 });
  if (wanted.class === null) {
    await sql`delete from account_secrets where org_id = ${ctx.org.id} and account_id = ${accountId}::uuid`.execute(
      ctx.db,
    );
  } else {
    await sql`
      insert into account_secrets (org_id, account_id, class, readers, set_by, set_at)
      values (${ctx.org.id}, ${accountId}::uuid, ${wanted.class}::uuid, ${[...wanted.readers]}::uuid[], ${ctx.actor.userId}::uuid, ${ctx.now}::timestamptz)
      on conflict (org_id, account_id) do update set class = excluded.class, readers = excluded.readers, set_by = excluded.set_by, set_at = excluded.set_at,
        version = account_secrets.version + 1`.execute(ctx.db);
  }
  const shown = (state?: { class: string | null; readers: readonly string[] }) => ({
    class: state?.class ?? null,
    readers: [...(state?.readers ?? [])],
  });
  ctx.note({ recordKind: 'account', recordId: accountId, accountId, before: shown(old), after: shown(wanted) });
}

/** Somebody of the organisation with their roles and their superiors' right to ask; undefined: nobody. */
export async function loadMember(ctx: Ctx, userId: string, team: RawBuilder<unknown>) {
  const found = await sql<{ roles: string[]; reports: boolean }>`
    select m.roles, m.user_id in (select user_id from ${team} b) as reports from memberships m
     where m.org_id = ${ctx.org.id} and m.user_id = ${userId}::uuid and m.ended_at is null and m.invited_name is null`.execute(
    ctx.db,
  );
  return found.rows[0];
}

export interface LogFilter {
  userId?: string;
  accountId?: string;
  from?: string;
  to?: string;
}

const within = (ctx: Ctx, column: string, { from, to }: LogFilter): RawBuilder<boolean> => {
  const start = (day: string, more: number) =>
    sql`(${day}::date + ${more}::int)::timestamp at time zone ${ctx.org.timezone}::text`;
  return sql<boolean>`(true ${from === undefined ? sql`` : sql`and ${sql.ref(column)} >= ${start(from, 0)}`}
    ${to === undefined ? sql`` : sql`and ${sql.ref(column)} < ${start(to, 1)}`})`;
};

export interface ReadingRow {
  id: string;
  record_kind: string;
  record_id: string;
  readers: string[] | null;
  account_id: string;
  account_name: string;
  class: string | null;
  user_id: string;
  on_behalf_of: string | null;
  first_at: Date;
  last_at: Date;
  times: number;
}

/** Readings on accounts that the actor sees, and of confidential records that they might read themselves, the latest begun first. */
export async function loadReadings(
  ctx: Ctx,
  filter: LogFilter,
  before: string | null,
  limit: number,
): Promise<ReadingRow[]> {
  const found = await sql<ReadingRow>`
    select r.id, r.record_kind, r.record_id, r.readers, r.account_id, a.name as account_name, s.class, r.user_id, r.on_behalf_of, r.first_at, r.last_at, r.times
      from secret_readings r join accounts a on a.org_id = r.org_id and a.id = r.account_id
      left join lateral (select x.class from account_secrets x join account_ancestors y on y.org_id = x.org_id and y.ancestor_id = x.account_id
                          where x.org_id = r.org_id and y.account_id = r.account_id limit 1) s on true
     where r.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, 'accounts.read', 'r.account_id')} and (r.readers is null or r.readers && ${readerNames(ctx)}) and ${within(ctx, 'r.first_at', filter)}
       ${filter.userId === undefined ? sql`` : sql`and r.user_id = ${filter.userId}::uuid`}
       ${filter.accountId === undefined ? sql`` : sql`and r.account_id = ${filter.accountId}::uuid`}
       ${before === null ? sql`` : sql`and r.id < ${before}::uuid`}
     order by r.id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}

export interface ExportRow {
  id: string;
  at: Date;
  user_id: string | null;
  on_behalf_of: string | null;
  operation: string;
  name: string;
  filter: unknown;
  account_id: string | null;
  account_name: string | null;
  lines: string | null;
  bytes: string;
  is_whole: boolean;
}

/**
 * Exports, newest first: one's own; others' about accounts that one sees, and about no one account (a list names what its exporter saw) only with the right to all accounts. Of a
 * confidential file nobody but its reader sees the entry here: its author has the file's own log.
 */
export async function loadExports(
  ctx: Ctx,
  filter: LogFilter,
  before: string | null,
  limit: number,
): Promise<ExportRow[]> {
  const isOwn = sql<boolean>`e.user_id is not distinct from ${ctx.actor.userId}::uuid`;
  const ofAll = sql.lit(ctx.scope('accounts.read') === 'all');
  const found = await sql<ExportRow>`
    select e.id, e.at, e.user_id, e.on_behalf_of, e.operation, e.name, e.filter, a.id as account_id, a.name as account_name, e.lines, e.bytes, e.is_whole
      from file_exports e left join accounts a on a.org_id = e.org_id and a.id = e.account_id and ${mayReadAccount(ctx, 'accounts.read', 'a.id')}
     where e.org_id = ${ctx.org.id} and (${isOwn} or not e.is_private and (a.id is not null or e.account_id is null and ${ofAll})) and ${within(ctx, 'e.at', filter)}
       ${filter.userId === undefined ? sql`` : sql`and e.user_id = ${filter.userId}::uuid`}
       ${filter.accountId === undefined ? sql`` : sql`and a.id = ${filter.accountId}::uuid`}
       ${before === null ? sql`` : sql`and e.id < ${before}::uuid`}
     order by e.id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}

/** Deletes what is older than the organisation keeps. */
export async function deleteOldLogs(ctx: Ctx): Promise<void> {
  const { logsDays } = await loadClasses(ctx);
  const before = new Date(ctx.now.getTime() - logsDays * 24 * 60 * 60_000);
  await sql`delete from secret_readings where org_id = ${ctx.org.id} and last_at < ${before}`.execute(ctx.db);
  await sql`delete from file_exports where org_id = ${ctx.org.id} and at < ${before}`.execute(ctx.db);
}
