import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { HandedLead } from '../accounts/public.ts';
import { mayReadPerson } from './store.ts';

export interface MoveRow {
  id: string;
  to_id: string;
  since: string;
  reason: string;
  moved_by: string | null;
  moved_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
  version: number;
  accounts: { id: string; name: string; from: string | null }[];
}

/** Keeps what was moved. Gives the id of the move. */
export async function addMove(
  ctx: Ctx,
  move: { toId: string; since: string; reason: string },
  handed: readonly HandedLead[],
): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('portfolio_moves')
    .values({
      ...{ org_id: ctx.org.id, id, to_id: move.toId, since: move.since, reason: move.reason },
      ...{ moved_by: ctx.actor.userId, moved_at: ctx.now },
    })
    .execute();
  await ctx.db
    .insertInto('portfolio_move_accounts')
    .values(
      handed.map((one) => ({
        ...{ org_id: ctx.org.id, move_id: id, account_id: one.accountId, from_id: one.fromId, seat_id: one.seatId },
        ...{ ended_id: one.endedId, ended_version: one.endedVersion },
        ...{ ended_since: one.endedSince, ended_until: one.endedUntil },
      })),
    )
    .execute();
  return id;
}

/** Moves that the reader may know of: of people whose portfolio they may see, with an account that they may see; of the accounts only those. */
async function loadSet(ctx: Ctx, which: RawBuilder<unknown>, limit: number): Promise<MoveRow[]> {
  const found = await sql<MoveRow>`
    select m.id, m.to_id, m.since, m.reason, m.moved_by, m.moved_at, m.undone_by, m.undone_at, m.version, x.accounts
      from portfolio_moves m
      join lateral (
        select jsonb_agg(jsonb_build_object('id', p.account_id, 'name', a.name, 'from', p.from_id) order by a.name, a.id) as accounts
          from portfolio_move_accounts p join accounts a on a.org_id = p.org_id and a.id = p.account_id
         where p.org_id = m.org_id and p.move_id = m.id and ${mayReadAccount(ctx, 'accounts.read', 'p.account_id')}
           and (${mayReadPerson(ctx, 'm.to_id')} or ${mayReadPerson(ctx, 'p.from_id')})) x on x.accounts is not null
     where m.org_id = ${ctx.org.id} ${which} order by m.id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}

export const loadMoves = (ctx: Ctx, before: string | null, limit: number): Promise<MoveRow[]> =>
  loadSet(ctx, before === null ? sql`` : sql`and m.id < ${before}::uuid`, limit);

export async function loadMove(ctx: Ctx, id: string): Promise<MoveRow> {
  const [row] = await loadSet(ctx, sql`and m.id = ${id}::uuid`, 1);
  if (!row) throw new NotFound();
  return row;
}

/** Those of the ids that are moves the reader may know of. */
export const loadNamed = (ctx: Ctx, ids: readonly string[]): Promise<MoveRow[]> =>
  loadSet(ctx, sql`and m.id = any (${[...ids]}::uuid[])`, ids.length);

/** What a move did to the teams, for its undo. */
export async function loadHanded(ctx: Ctx, moveId: string): Promise<HandedLead[]> {
  const rows = await ctx.db
    .selectFrom('portfolio_move_accounts')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('move_id', '=', moveId)
    .orderBy('account_id')
    .execute();
  return rows.map((row) => ({
    ...{ accountId: row.account_id, fromId: row.from_id, seatId: row.seat_id, endedId: row.ended_id },
    ...{ endedVersion: row.ended_version, endedSince: row.ended_since, endedUntil: row.ended_until },
  }));
}

/** Marks a move as undone; refuses a stale one. */
export async function markUndone(ctx: Ctx, id: string, version: number): Promise<void> {
  await tracked(
    ctx,
    'portfolio_moves',
    { id },
    version,
    { undone_by: ctx.actor.userId, undone_at: ctx.now },
    { recordKind: 'portfolioMove', recordId: id },
  );
}

/** The accounts of a move, as a subquery of one column. */
export const accountsOf = (ctx: Ctx, moveId: string) =>
  sql`(select account_id from portfolio_move_accounts where org_id = ${ctx.org.id} and move_id = ${moveId}::uuid)`;
