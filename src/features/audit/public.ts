import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { memberNames } from '../people/public.ts';

/** What a record is called, and the page that shows it (null: there is none for this reader). */
export interface NamedRecord {
  name: string;
  path: string | null;
}

/** Names those of the records that are the room's own and that the reader may see; leaves all others out. */
type Namer = (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, NamedRecord>>;
const namers: Namer[] = [membersNamed];

/** A later room says here how its records are called in the audit. Call it once, when the module loads. */
export function namesRecords(namer: Namer): void {
  namers.push(namer);
}

/** The records among the ids that some room names for this reader. */
export async function recordNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, NamedRecord>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, NamedRecord>();
  if (wanted.length === 0) return found;
  for (const namer of namers) for (const [id, named] of await namer(ctx, wanted)) found.set(id, named);
  return found;
}

/** SQL over a row of `audit_entries`: whether the actor may read an entry about records of some kinds. */
type Guard = (ctx: Ctx) => RawBuilder<boolean>;
const guards = new Map<string, Guard>();

/**
 * A later room says here that not everybody with the right to the audit may read what became of its records of a kind: those that are private, or a person's own. It holds
 * whatever the reach of that right. Call it once, when the module loads.
 */
export function guardsRecords(recordKind: string, guard: Guard): void {
  guards.set(recordKind, guard);
}

/** The kinds of records that a room guards, each with its condition. */
export const guardedRecords = (ctx: Ctx): [string, RawBuilder<boolean>][] =>
  [...guards].map(([kind, guard]) => [kind, guard(ctx)]);

async function membersNamed(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, NamedRecord>> {
  const names = await memberNames(ctx, ids);
  const path = (name: string) => `/settings?tab=people&ended=true&member=${encodeURIComponent(name)}`;
  return new Map([...names].map(([id, name]) => [id, { name, path: path(name) }]));
}

/** One act in somebody's place, as the audit keeps it. */
export interface ActInPlace {
  id: string;
  at: Date;
  account_id: string;
  operation: string;
  word: string;
  record_id: string | null;
  reason: string | null;
}

/** What somebody did in the place of another from the one day to the other, on accounts that the reader may see; the latest first, below an id. */
export async function actsInPlace(
  ctx: Ctx,
  asked: { userId: string; absentId: string; since: string; until: string },
  before: string | null,
  limit: number,
): Promise<ActInPlace[]> {
  const moment = (day: string, days: number) =>
    sql`(${day}::date + ${days}::int)::timestamp at time zone ${ctx.org.timezone}::text`;
  const guarded = guardedRecords(ctx).map(
    ([kind, open]) => sql`(audit_entries.record_kind is distinct from ${kind} or ${open})`,
  );
  const found = await sql<ActInPlace>`
    select id, at, account_id, operation, word, record_id, reason from audit_entries
     where org_id = ${ctx.org.id} and on_behalf_of = ${asked.absentId}::uuid and user_id = ${asked.userId}::uuid
       and at >= ${moment(asked.since, 0)} and at < ${moment(asked.until, 1)} and ${mayReadAccount(ctx, 'accounts.read', 'audit_entries.account_id')}
       and ${sql.join([sql`true`, ...guarded], sql` and `)} ${before === null ? sql`` : sql`and id < ${before}::uuid`}
     order by id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}
