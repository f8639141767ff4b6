import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { pageOf } from '../../kernel/cursor.ts';
import type { Box, State } from './contract-words.ts';
import { columns, type RequestRecord } from './store.ts';
import { mayReadRequest } from './store-visible.ts';

/** Waiting requests are counted up to this many. */
const COUNTED = 100;

interface Filter {
  box: Box;
  kind?: string;
  state?: readonly State[];
  accountId?: string;
  q?: string;
}

const mySeat = (ctx: Ctx) =>
  sql<boolean>`exists (select from approval_seats s where s.org_id = r.org_id and s.request_id = r.id and s.user_id = ${ctx.actor.userId}::uuid)`;

/** One page of a box: what waits for the actor oldest first, all else newest first. */
export async function loadPage(ctx: Ctx, filter: Filter, after: string | null, limit: number) {
  const isWaiting = filter.box === 'waiting';
  const box = {
    waiting: sql<boolean>`r.closed_at is null and ${mySeat(ctx)}`,
    asked: sql<boolean>`r.requester_id = ${ctx.actor.userId}::uuid`,
    running: sql<boolean>`r.closed_at is null`,
    decided: sql<boolean>`r.closed_at is not null`,
  }[filter.box];
  const parts = [box, mayReadRequest(ctx)];
  if (filter.kind) parts.push(sql<boolean>`r.kind = ${filter.kind}`);
  if (filter.state) parts.push(sql<boolean>`r.state = any (${[...filter.state]}::text[])`);
  if (filter.accountId)
    parts.push(
      sql<boolean>`r.account_id in (select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = ${filter.accountId}::uuid)`,
    );
  if (filter.q) parts.push(sql<boolean>`position(lower(${filter.q}) in lower(r.title)) > 0`);
  if (after) parts.push(isWaiting ? sql<boolean>`r.id > ${after}::uuid` : sql<boolean>`r.id < ${after}::uuid`);
  const found = await sql<RequestRecord>`
    select ${columns} from approval_requests r where r.org_id = ${ctx.org.id} and ${sql.join(parts, sql` and `)}
     order by r.id ${isWaiting ? sql`asc` : sql`desc`} limit ${limit + 1}`.execute(ctx.db);
  return pageOf(found.rows, limit, (row) => [row.id]);
}

/** How many requests wait for the actor, up to a hundred. */
export async function countWaiting(ctx: Ctx): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from approval_requests r
     where r.org_id = ${ctx.org.id} and r.closed_at is null and ${mySeat(ctx)} and ${mayReadRequest(ctx)} limit ${COUNTED}) x`.execute(
    ctx.db,
  );
  return found.rows[0]!.count;
}

/** The titles of those of the requests that the actor may see, by id. */
export async function loadTitles(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; title: string }>`
    select r.id, r.title from approval_requests r where r.org_id = ${ctx.org.id} and r.id = any (${[...ids]}::uuid[]) and ${mayReadRequest(ctx)}`.execute(
    ctx.db,
  );
  return new Map(found.rows.map(({ id, title }) => [id, title]));
}
