import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import { mayReadContact } from '../contacts/public.ts';
import type { Kind, Reason } from './contract.ts';
import { LEAST } from './rules.ts';

export interface PairRow {
  id: string;
  kind: Kind;
  one_id: string;
  other_id: string;
  score: number;
  reasons: Reason[];
  state: 'open' | 'dismissed';
  found_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  reason: string;
  version: number;
}

/** True for pairs (`p`) of which the reader may see both under the verb. */
function mayReadPair(ctx: Ctx, verb: string) {
  const contact = (column: string) =>
    sql`exists (select from contacts c where c.org_id = p.org_id and c.id = ${sql.ref(column)} and ${mayReadContact(ctx, verb)})`;
  const there = (column: string) =>
    sql`exists (select from accounts a where a.org_id = p.org_id and a.id = ${sql.ref(column)}) and ${mayReadAccount(ctx, verb, column)}`;
  return sql<boolean>`case p.kind when 'account' then ${there('p.one_id')} and ${there('p.other_id')}
    else ${contact('p.one_id')} and ${contact('p.other_id')} end`;
}

/**
 * The pairs as a reader under the verb may know them: where they see none of the accounts that two people share, the score without these, and no word of them. A pair that
 * only a hidden account makes likely is not there.
 */
function pairsSeen(ctx: Ctx, verb: string) {
  const sharesOne = sql`(p.kind = 'account' or exists (select from unnest(p.shared) s (account_id) where ${mayReadAccount(ctx, verb, 's.account_id')}))`;
  return sql`(
    select q.org_id, q.id, q.kind, q.one_id, q.other_id, q.state, q.found_at, q.decided_by, q.decided_at, q.reason, q.version,
           case when q.shares_one then q.score else q.loose_score end as score,
           case when q.shares_one then q.reasons else jsonb_path_query_array(q.reasons, '$[*] ? (@.kind != "account")') end as reasons
      from (select p.*, ${sharesOne} as shares_one from duplicate_pairs p where p.org_id = ${ctx.org.id} and ${mayReadPair(ctx, verb)}) q
     where q.state <> 'open' or case when q.shares_one then q.score else q.loose_score end >= ${LEAST}::float8)`;
}

/** True for pairs (`p`) with a record that this import wrote. */
const cameWith = (ctx: Ctx, importId: string) => sql`
  (p.one_id in (select a.id from accounts a where a.org_id = ${ctx.org.id} and a.import_id = ${importId}::uuid)
    or p.other_id in (select a.id from accounts a where a.org_id = ${ctx.org.id} and a.import_id = ${importId}::uuid))`;

export async function loadPairs(
  ctx: Ctx,
  asked: { kind: Kind | null; state: string; recordId: string | null; importId: string | null },
  after: { score: number; id: string } | null,
  limit: number,
): Promise<PairRow[]> {
  const found = await sql<PairRow>`
    select p.* from ${pairsSeen(ctx, 'duplicates.read')} p where p.state = ${asked.state}
       ${asked.kind === null ? sql`` : sql`and p.kind = ${asked.kind}`}
       ${asked.importId === null ? sql`` : sql`and ${cameWith(ctx, asked.importId)}`}
       ${asked.recordId === null ? sql`` : sql`and ${asked.recordId}::uuid in (p.one_id, p.other_id)`}
       ${after === null ? sql`` : sql`and (p.score < ${after.score} or (p.score = ${after.score} and p.id > ${after.id}::uuid))`}
     order by p.score desc, p.id limit ${limit}`.execute(ctx.db);
  return found.rows;
}

export async function loadPair(ctx: Ctx, id: string, verb: string): Promise<PairRow> {
  const found = await sql<PairRow>`
    select p.* from ${pairsSeen(ctx, verb)} p where p.id = ${id}::uuid`.execute(ctx.db);
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

export async function savePair(
  ctx: Ctx,
  row: PairRow,
  version: number,
  changes: Record<string, unknown>,
): Promise<void> {
  const accountId = row.kind === 'account' ? row.one_id : null;
  await tracked(ctx, 'duplicate_pairs', { id: row.id }, version, changes, { recordKind: 'duplicate', accountId });
}

/** How often the person was told of hidden records within a day. */
export async function countHints(ctx: Ctx): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from duplicate_hints where org_id = ${ctx.org.id} and user_id = ${ctx.actor.userId}::uuid
       and at > ${ctx.now}::timestamptz - interval '1 day'`.execute(ctx.db);
  return found.rows[0]!.count;
}

/** Whether the person was told of this very record within a day. */
export async function wasTold(ctx: Ctx, recordId: string): Promise<boolean> {
  const found = await sql<{ id: string }>`
    select id from duplicate_hints where org_id = ${ctx.org.id} and user_id = ${ctx.actor.userId}::uuid and record_id = ${recordId}::uuid
       and at > ${ctx.now}::timestamptz - interval '1 day' limit 1`.execute(ctx.db);
  return found.rows.length > 0;
}

export async function addHint(ctx: Ctx, kind: Kind, recordId: string): Promise<void> {
  await ctx.db
    .insertInto('duplicate_hints')
    .values({ org_id: ctx.org.id, id: newId(), user_id: ctx.actor.userId!, at: ctx.now, kind, record_id: recordId })
    .execute();
}
