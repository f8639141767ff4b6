import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount, mayReadKept } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { trashables } from '../../kernel/trash.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { Kind } from './contract.ts';
import { KEPT_DAYS } from './rules.ts';

export interface TrashRecord {
  id: string;
  kind: Kind;
  recordId: string;
  accountId: string | null;
  account_name: string | null;
  title: string;
  readers: string[] | null;
  removed_at: Date;
  removed_by: string | null;
  parts: { table: string; rows: unknown[] }[];
  hanging: number;
  /** `removed_at` to the microsecond, for the next page. */
  cursor: string;
}

/** SQL over a row `t` of the trash: true where the actor could have deleted it: under the right of its kind on its account, and where readers are named by those. */
function mayRestore(ctx: Ctx): RawBuilder<boolean> {
  const all = trashables(ctx);
  const arms = [...new Set(all.map((one) => one.verb))].map((verb) => {
    const kinds = all.filter((one) => one.verb === verb).map((one) => one.kind);
    return sql<boolean>`(t.kind = any (${kinds}::text[]) and (t.account_id is null or ${mayReadAccount(ctx, verb, 't.account_id')}))`;
  });
  const one = arms.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(arms, sql` or `)})`;
  return sql<boolean>`(t.org_id = ${ctx.org.id} and ${one} and ${mayReadKept(ctx, 't')})`;
}

const SHOWN = sql`t.id, t.kind, t.record_id as "recordId", t.account_id as "accountId", a.name as account_name, t.title, t.readers, t.removed_at, t.removed_by,
  (select greatest(0, coalesce(sum(jsonb_array_length(p->'rows')), 0) - 1)::int from jsonb_array_elements(t.parts) p) as hanging,
  to_char(t.removed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor`;
const from = sql`trash_records t left join accounts a on a.org_id = t.org_id and a.id = t.account_id`;

export interface Wanted {
  kinds: readonly string[] | null;
  by: string | null;
  accountId: string | null;
  since: Date;
  q: string;
  after: { at: string; id: string } | null;
  limit: number;
}

/** One page of the trash, the newest first. */
export async function loadTrash(ctx: Ctx, wanted: Wanted): Promise<TrashRecord[]> {
  const all = [mayRestore(ctx), sql<boolean>`t.removed_at >= ${wanted.since}`];
  if (wanted.kinds !== null) all.push(sql<boolean>`t.kind = any (${[...wanted.kinds]}::text[])`);
  if (wanted.by !== null) all.push(sql<boolean>`t.removed_by = ${wanted.by}::uuid`);
  if (wanted.accountId !== null) all.push(sql<boolean>`t.account_id = ${wanted.accountId}::uuid`);
  if (wanted.q !== '') all.push(sql<boolean>`t.title ilike ${`%${wanted.q.replaceAll(/[\\%_]/g, '\\$&')}%`}`);
  if (wanted.after !== null)
    all.push(sql<boolean>`(t.removed_at, t.id) < (${wanted.after.at}::timestamptz, ${wanted.after.id}::uuid)`);
  const found = await sql<TrashRecord>`
    select ${SHOWN} from ${from} where ${sql.join(all, sql` and `)} order by t.removed_at desc, t.id desc limit ${wanted.limit}`.execute(
    ctx.db,
  );
  return found.rows;
}

/** One record of the trash that the actor could have deleted, held until the end of the transaction; NotFound otherwise. */
export async function loadRecord(ctx: Ctx, id: string): Promise<TrashRecord> {
  const found = await sql<TrashRecord>`
    select ${SHOWN}, t.parts from ${from} where t.id = ${id}::uuid and ${mayRestore(ctx)} for update of t`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** How long what is deleted is kept; version 0: nobody has set it. */
export async function loadKeepDays(ctx: Ctx): Promise<{ keepDays: number; version: number }> {
  const row = await ctx.db
    .selectFrom('trash_settings')
    .select(['keep_days', 'version'])
    .where('org_id', '=', ctx.org.id)
    .executeTakeFirst();
  return { keepDays: row?.keep_days ?? KEPT_DAYS, version: row?.version ?? 0 };
}

/** Saves how long what is deleted is kept. Throws StaleVersion. */
export async function saveKeepDays(ctx: Ctx, version: number, keepDays: number): Promise<number> {
  const note = { recordKind: 'trashDays', recordId: null };
  if (version > 0) {
    const saved = await tracked(ctx, 'trash_settings', {}, version, { keep_days: keepDays }, note);
    return saved.version as number;
  }
  const added = await ctx.db
    .insertInto('trash_settings')
    .values({ org_id: ctx.org.id, keep_days: keepDays })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!added) throw new StaleVersion(await loadKeepDays(ctx), { keepDays, version });
  ctx.note({ ...note, before: { keep_days: KEPT_DAYS }, after: { keep_days: keepDays } });
  return added.version;
}

/** What of a contact lies in the trash, as far as the reader may see it, for the complete export of the person's data. */
export async function loadTrashOf(ctx: Ctx, contactId: string): Promise<unknown[]> {
  const found = await sql`
    select t.kind, t.title, t.removed_at as "removedAt", a.name as account, t.parts as rows from ${from}
     where ${mayRestore(ctx)} and t.person_ids @> array[${contactId}::uuid] order by t.removed_at, t.id`.execute(
    ctx.db,
  );
  return found.rows;
}
