import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { State } from './contract-words.ts';
import type { Seat } from './rules.ts';
import type { Decision } from './rules-decide.ts';
import type { StoredProcedure } from './rules-procedure.ts';
import { mayReadRequest } from './store-visible.ts';

/** A row of approval_requests. */
export interface RequestRecord {
  id: string;
  kind: string;
  title: string;
  reason: string;
  account_id: string | null;
  path: string | null;
  payload: Record<string, unknown>;
  asked: bigint | null;
  currency: string | null;
  requester_id: string;
  state: State;
  procedure: StoredProcedure;
  round: number;
  step: number;
  step_since: Date;
  reminded_at: Date | null;
  is_escalated: boolean;
  is_stuck: boolean;
  expires_on: string | null;
  filed_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
}

export const columns = sql`r.id, r.kind, r.title, r.reason, r.account_id, r.path, r.payload, r.asked, r.currency, r.requester_id, r.state, r.procedure, r.round, r.step,
  r.step_since, r.reminded_at, r.is_escalated, r.is_stuck, r.expires_on, r.filed_at, r.closed_at, r.closed_by`;

/** One request; NotFound unless it exists and the actor may see it. `lock`: nobody else decides it until the end of the transaction. */
export async function loadRequest(ctx: Ctx, id: string, lock = false): Promise<RequestRecord> {
  const found = await sql<RequestRecord>`
    select ${columns} from approval_requests r where r.org_id = ${ctx.org.id} and r.id = ${id}::uuid and ${mayReadRequest(ctx)}
    ${lock ? sql`for update of r` : sql``}`.execute(ctx.db);
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** Every open request of the organisation, locked, whoever asks: for what time and changes of the organisation bring. Those that somebody decides just now are left to the next round. */
export async function loadOpen(ctx: Ctx): Promise<RequestRecord[]> {
  const found = await sql<RequestRecord>`
    select ${columns} from approval_requests r where r.org_id = ${ctx.org.id} and r.closed_at is null order by r.id for update of r skip locked`.execute(
    ctx.db,
  );
  return found.rows;
}

/** What the audit shows of a request. */
function shown(row: Record<string, unknown>): Record<string, unknown> {
  const { procedure: _procedure, payload: _payload, step_since: _since, reminded_at: _reminded, ...rest } = row;
  return { ...rest, asked: row.asked === null || row.asked === undefined ? null : String(row.asked) };
}

export type NewRequest = Pick<
  RequestRecord,
  | 'kind'
  | 'title'
  | 'reason'
  | 'account_id'
  | 'path'
  | 'payload'
  | 'asked'
  | 'currency'
  | 'requester_id'
  | 'procedure'
  | 'expires_on'
>;

/** Adds an open request, at the first step of its first round. */
export async function addRequest(ctx: Ctx, wish: NewRequest): Promise<RequestRecord> {
  const id = newId();
  const { payload, procedure, ...values } = wish;
  await ctx.db
    .insertInto('approval_requests')
    .values({
      ...values,
      ...{ org_id: ctx.org.id, id, state: 'open', payload: json(payload), procedure: json(procedure) },
      ...{ step_since: ctx.now, filed_at: ctx.now },
    } as never)
    .execute();
  ctx.note({ recordKind: 'approval', recordId: id, accountId: wish.account_id, after: shown(values) });
  const added = await sql<RequestRecord>`
    select ${columns} from approval_requests r where r.org_id = ${ctx.org.id} and r.id = ${id}`.execute(ctx.db);
  return added.rows[0]!;
}

/** Saves columns of a request that is locked, with a record in the audit. Gives the request as it is now. */
export async function saveRequest(
  ctx: Ctx,
  request: RequestRecord,
  changes: Partial<Omit<RequestRecord, 'id' | 'payload'>>,
): Promise<RequestRecord> {
  const { procedure, ...plain } = changes;
  const values = { ...plain, ...(procedure ? { procedure: json(procedure) } : {}) };
  await ctx.db
    .updateTable('approval_requests')
    .set(values as never)
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', request.id)
    .execute();
  const after = { ...request, ...changes };
  ctx.note({
    ...{ recordKind: 'approval', recordId: request.id, accountId: request.account_id },
    before: shown({ ...request }),
    after: shown({ ...after }),
  });
  return after;
}

/** Notes in the history of a request who did what. Gives the id of the line. */
export async function addAct(
  ctx: Ctx,
  request: Pick<RequestRecord, 'id' | 'round' | 'step'>,
  act: string,
  more: { words?: string; userId?: string | null; forId?: string | null } = {},
): Promise<string> {
  const id = newId();
  const { words = '', userId = ctx.actor.userId, forId = null } = more;
  await ctx.db
    .insertInto('approval_acts')
    .values({
      ...{ org_id: ctx.org.id, id, request_id: request.id, at: ctx.now, user_id: userId, for_id: forId },
      ...{ round: request.round, step: request.step, act, words },
    })
    .execute();
  return id;
}

/** What became of a request, oldest first. */
export async function loadActs(ctx: Ctx, requestId: string) {
  return ctx.db
    .selectFrom('approval_acts')
    .select(['id', 'at', 'user_id', 'for_id', 'round', 'step', 'act', 'words'])
    .where('org_id', '=', ctx.org.id)
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
}

/** The agreements among the acts of a request's present round. */
export function agreementsOf(acts: Awaited<ReturnType<typeof loadActs>>, round: number): Decision[] {
  return acts
    .filter((one) => one.act === 'approve' && one.round === round && one.user_id !== null)
    .map((one) => ({ round, step: one.step, userId: one.user_id!, forId: one.for_id ?? one.user_id! }));
}

/** Who may decide the present step of some requests, by their ids. */
export async function loadSeats(ctx: Ctx, requestIds: readonly string[]): Promise<Map<string, Seat[]>> {
  const rows = await ctx.db
    .selectFrom('approval_seats')
    .select(['request_id', 'user_id as userId', 'for_id as forId'])
    .where('org_id', '=', ctx.org.id)
    .where(sql<boolean>`request_id = any (${[...requestIds]}::uuid[])`)
    .orderBy('user_id')
    .execute();
  const seats = new Map<string, Seat[]>(requestIds.map((id) => [id, []]));
  for (const { request_id, ...seat } of rows) seats.get(request_id)?.push(seat);
  return seats;
}

/** Makes these the seats of a request, and no others. */
export async function setSeats(ctx: Ctx, requestId: string, seats: readonly Seat[]): Promise<void> {
  await ctx.db
    .deleteFrom('approval_seats')
    .where('org_id', '=', ctx.org.id)
    .where('request_id', '=', requestId)
    .execute();
  if (seats.length === 0) return;
  await ctx.db
    .insertInto('approval_seats')
    .values(
      seats.map(({ userId, forId }) => ({ org_id: ctx.org.id, request_id: requestId, user_id: userId, for_id: forId })),
    )
    .execute();
}
