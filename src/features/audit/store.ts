import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { personKeys, unseal } from '../../kernel/personal.ts';
import { addDays } from '../../pure/period.ts';
import { memberNames } from '../people/public.ts';
import { guardedRecords, recordNames } from './public.ts';
import { idsIn, type StoredChange, shown } from './rules.ts';

export interface AuditFilter {
  userId?: string;
  operation?: string;
  recordKind?: string;
  recordId?: string;
  accountId?: string;
  from?: string;
  to?: string;
  text?: string;
}

/**
 * The smallest id that an entry of a day can have, in any time zone: ids begin with the moment of the entry, so that a range of days is a
 * range of the primary key.
 */
function idFrom(day: string): string {
  const hex = Math.max(0, Date.parse(`${day}T00:00:00Z`))
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}

/**
 * True for entries that the actor may read: all, or with scope `own` those on accounts that they see, and those on no account of acts that they might do for the whole organisation, or did
 * themselves: what somebody may do on some accounts only is done by others on accounts that are hidden from them. An export of accounts, or a review, says something of accounts too. What a room guards is left out for whoever may not see the record.
 */
function readable(ctx: Ctx) {
  const guarded = guardedRecords(ctx).map(
    ([kind, open]) => sql<boolean>`(record_kind is distinct from ${kind} or ${open})`,
  );
  return sql<boolean>`(${sql.join([reached(ctx), ...guarded], sql` and `)})`;
}

function reached(ctx: Ctx) {
  if (ctx.scope('audit.read') === 'all') return sql<boolean>`org_id = ${ctx.org.id}`;
  const onAccount = mayReadAccount(ctx, 'accounts.read', 'account_id');
  const held = ['public', 'session', ...ctx.verbs()];
  const open = ['public', 'session', ...ctx.verbs().filter((verb) => ctx.scope(verb) === 'all')];
  const onNone = sql`permission is null or permission = any (${open}) or user_id = ${ctx.actor.userId}::uuid and permission = any (${held})`;
  return sql<boolean>`(org_id = ${ctx.org.id} and (${onAccount} or account_id is null and (${onNone})))`;
}

const likely = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Entries newest first, below an id, at most `limit`. */
async function loadRaw(ctx: Ctx, filter: AuditFilter, before: string | null, limit: number) {
  let query = ctx.db.selectFrom('audit_entries').selectAll().where(readable(ctx));
  if (filter.userId) query = query.where('user_id', '=', filter.userId);
  if (filter.operation) query = query.where('operation', '=', filter.operation);
  if (filter.recordKind) query = query.where('record_kind', '=', filter.recordKind);
  if (filter.recordId) query = query.where('record_id', '=', filter.recordId);
  if (filter.accountId) query = query.where('account_id', '=', filter.accountId);
  if (filter.text) query = query.where('reason', 'ilike', likely(filter.text));
  if (filter.from) {
    query = query
      .where('id', '>=', idFrom(addDays(filter.from, -1)))
      .where(sql<boolean>`at >= ${filter.from}::date::timestamp at time zone ${ctx.org.timezone}`);
  }
  if (filter.to) {
    query = query
      .where('id', '<', idFrom(addDays(filter.to, 3)))
      .where(sql<boolean>`at < (${filter.to}::date + 1)::timestamp at time zone ${ctx.org.timezone}`);
  }
  if (before) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** Entries as the actor may see them: with names, values opened or withheld. */
export async function loadEntries(ctx: Ctx, filter: AuditFilter, before: string | null, limit: number) {
  const rows = await loadRaw(ctx, filter, before, limit);
  const ids = rows.flatMap((row) => [row.user_id, row.on_behalf_of].filter((id) => id !== null));
  const names = await memberNames(ctx, ids);
  const changes = rows.map((row) => row.changes as StoredChange[]);
  const keys = await personKeys(
    ctx,
    changes.flat().flatMap((change) => change.person ?? []),
  );
  const open = (change: StoredChange & { person: string }) => {
    const key = keys.get(change.person);
    if (!key) return undefined;
    try {
      const value = (sealed: unknown) => unseal(ctx, key, change.person, change.field, sealed as string | null);
      return { before: value(change.before), after: value(change.after) };
    } catch {
      // Sealed with a key that was erased and made anew since.
      return undefined;
    }
  };
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? null });
  const seen = changes.map((each) => each.map((change) => shown(change, ctx.can, open)));
  const mentioned = rows.map((row, index) =>
    idsIn([row.record_id, row.account_id, ...seen[index]!.flatMap(({ before, after }) => [before, after])]),
  );
  const records = await recordNames(ctx, mentioned.flat());
  return rows.map((row, index) => ({
    id: row.id,
    at: row.at.toISOString(),
    user: person(row.user_id),
    onBehalfOf: person(row.on_behalf_of),
    operation: row.operation,
    word: row.word,
    recordKind: row.record_kind,
    recordId: row.record_id,
    accountId: row.account_id,
    reason: row.reason,
    requestId: row.request_id,
    changes: seen[index]!,
    names: mentioned[index]!.flatMap((id) => {
      const named = records.get(id);
      return named ? [{ id, ...named }] : [];
    }),
  }));
}

/** The operations that stand in the audit, by steps through its index instead of reading it all. */
export async function loadWords(ctx: Ctx): Promise<{ operation: string; word: string }[]> {
  const found = await sql<{ operation: string; word: string }>`
    with recursive step as (
      (select operation, word from audit_entries where ${readable(ctx)} order by operation limit 1)
      union all
      select n.operation, n.word from step s cross join lateral (
        select operation, word from audit_entries where ${readable(ctx)} and operation > s.operation order by operation limit 1) n)
    select operation, word from step order by word, operation`.execute(ctx.db);
  return found.rows;
}
