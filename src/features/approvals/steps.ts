import type { Ctx } from '../../kernel/ctx.ts';
import { addDays } from '../../pure/period.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import type { State } from './contract-words.ts';
import { kindOf } from './kinds.ts';
import { type Chart, isWithinOwnLimit, type Procedure, planStep, type Question, type StepPlan } from './rules.ts';
import { afterStep, type Decision, isAgreed, seatToDecide } from './rules-decide.ts';
import { procedureOf } from './rules-procedure.ts';
import {
  addAct,
  addRequest,
  agreementsOf,
  loadActs,
  loadSeats,
  type RequestRecord,
  saveRequest,
  setSeats,
} from './store.ts';
import { loadChart } from './store-chart.ts';
import { loadProcedure } from './store-procedures.ts';
import { tell, tellStuck } from './tell.ts';

/** What somebody asks for, as the room of its kind says it. */
export interface Wish {
  kind: string;
  title: string;
  reason: string;
  accountId: string | null;
  /** The page of what it is about. */
  path: string | null;
  /** Given back to the kind when it has ended. */
  payload: Record<string, unknown>;
  /** Minor units of the base currency, or ten-thousandths of a per cent; null: nothing to measure. */
  asked: bigint | null;
}

/** The request as the rules see it. */
export function readRequest(request: RequestRecord): { procedure: Procedure; question: Question } {
  return {
    procedure: procedureOf(request.procedure, kindOf(request.kind).measure),
    question: {
      requesterId: request.requester_id,
      asked: { value: request.asked, currency: request.currency },
    },
  };
}

const standingOf = (request: RequestRecord) => ({
  ...{ state: request.state, round: request.round, step: request.step },
  steps: request.procedure.steps.length,
});

/** Everybody who has had a say in the steps before. Who was stood in for has decided too. */
const decidedBefore = (agreed: readonly Decision[], step: number): Set<string> =>
  new Set(agreed.filter((one) => one.step < step).flatMap((one) => [one.userId, one.forId]));

/** Who decides a step of a request, as the organisation stands now. */
export function planOf(request: RequestRecord, chart: Chart, agreed: readonly Decision[], step: number): StepPlan {
  const { procedure, question } = readRequest(request);
  const isEscalated = step === request.step && request.is_escalated;
  return planStep(procedure.steps[step - 1]!, procedure, question, chart, decidedBefore(agreed, step), isEscalated);
}

/** Files a request: approved at once where it is within the requester's own limit and the procedure says so, else it waits for its first step. */
export async function fileRequest(ctx: Ctx, wish: Wish): Promise<{ id: string; state: State }> {
  const kind = kindOf(wish.kind);
  const { procedure } = await loadProcedure(ctx, wish.kind);
  const { accountId, ...rest } = wish;
  const request = await addRequest(ctx, {
    ...{ ...rest, procedure, account_id: accountId, requester_id: ctx.actor.userId! },
    currency: kind.measure === 'amount' && wish.asked !== null ? ctx.org.baseCurrency : null,
    expires_on: procedure.expireDays === null ? null : addDays(ctx.today, procedure.expireDays),
  });
  await addAct(ctx, request, 'filed');
  return { id: request.id, state: (await begin(ctx, request)).state };
}

/** Begins a round: within the own limit it ends at once, else its first deciders are asked. */
async function begin(ctx: Ctx, request: RequestRecord): Promise<RequestRecord> {
  const chart = await loadChart(ctx, request.account_id);
  const { procedure, question } = readRequest(request);
  const requester = chart.members.get(request.requester_id);
  if (requester && isWithinOwnLimit(procedure, requester, question.asked)) {
    await addAct(ctx, request, 'own');
    return close(ctx, request, 'approved');
  }
  return seat(ctx, request, chart, []);
}

/** Changes what is asked while it is open: a new round by the procedure of today, and those who had agreed or were asked are told. */
export async function changeRequest(
  ctx: Ctx,
  request: RequestRecord,
  changes: Pick<RequestRecord, 'title' | 'reason' | 'asked' | 'currency'>,
  words: string,
): Promise<RequestRecord> {
  const seats = (await loadSeats(ctx, [request.id])).get(request.id)!;
  const agreed = agreementsOf(await loadActs(ctx, request.id), request.round);
  const { procedure } = await loadProcedure(ctx, request.kind);
  const restart = { round: request.round + 1, step: 1, step_since: ctx.now, reminded_at: null, is_escalated: false };
  const changed = await saveRequest(ctx, request, { ...changes, ...restart, procedure });
  await addAct(ctx, changed, 'changed', { words });
  const told = [...seats, ...agreed].map(({ userId }) => userId);
  await setSeats(ctx, request.id, []);
  const after = await begin(ctx, changed);
  const again = (await loadSeats(ctx, [request.id])).get(request.id)!.map(({ userId }) => userId);
  await tell(
    ctx,
    changed,
    told.filter((id) => !again.includes(id)),
    'changed',
  );
  return after;
}

/** Brings the seats of an open request to the organisation as it stands now, tells those who are new, and says it where nobody can decide. */
export async function seat(
  ctx: Ctx,
  request: RequestRecord,
  chart: Chart,
  agreed: readonly Decision[],
  word: 'asked' | 'escalated' = 'asked',
): Promise<RequestRecord> {
  const plan = planOf(request, chart, agreed, request.step);
  const here = agreed.filter((one) => one.step === request.step);
  const isFree = (userId: string, forId: string) => !here.some((one) => one.userId === userId || one.forId === forId);
  const seats = plan.seats.filter(({ userId, forId }) => isFree(userId, forId));
  const before = (await loadSeats(ctx, [request.id])).get(request.id)!;
  const isSame = (a: typeof seats, b: typeof seats) =>
    a.every((one) => b.some(({ userId, forId }) => userId === one.userId && forId === one.forId));
  if (!isSame(seats, before) || !isSame(before, seats)) await setSeats(ctx, request.id, seats);
  const added = seats.filter(({ userId }) => !before.some((one) => one.userId === userId));
  await tell(
    ctx,
    request,
    added.map(({ userId }) => userId),
    word,
  );
  const later = request.procedure.steps
    .slice(request.step)
    .map((_, at) => planOf(request, chart, [], request.step + 1 + at));
  const isStuck = [plan, ...later].some(({ canBeDecided }) => !canBeDecided);
  if (isStuck === request.is_stuck) return request;
  if (isStuck) await tellStuck(ctx, request);
  return saveRequest(ctx, request, { is_stuck: isStuck });
}

/** Somebody decides. Gives the request as it is after that. */
export async function decide(
  ctx: Ctx,
  request: RequestRecord,
  wish: { decision: 'approve' | 'refuse'; reason: string; round: number },
): Promise<RequestRecord> {
  const agreed = agreementsOf(await loadActs(ctx, request.id), request.round);
  const chart = await loadChart(ctx, request.account_id);
  const plan = planOf(request, chart, agreed, request.step);
  const who = { userId: ctx.actor.userId!, readRound: wish.round };
  const { userId, forId } = seatToDecide(standingOf(request), plan, agreed, who);
  if (wish.decision === 'refuse' && wish.reason === '')
    throw new Invalid([{ field: 'reason', expected: 'is needed with a refusal', rule: 'required' }]);
  await addAct(ctx, request, wish.decision, { words: wish.reason, forId: forId === userId ? null : forId });
  if (wish.decision === 'refuse') return close(ctx, request, 'refused');
  return advance(ctx, request, chart, plan, [...agreed, { round: request.round, step: request.step, userId, forId }]);
}

/** Takes a request on where its present step has the agreement that it needs; otherwise the others are waited for. */
export async function advance(
  ctx: Ctx,
  request: RequestRecord,
  chart: Chart,
  plan: StepPlan,
  agreed: readonly Decision[],
): Promise<RequestRecord> {
  const here = agreed.filter((one) => one.step === request.step);
  const needsAll = request.procedure.steps[request.step - 1]!.needs === 0;
  if (!isAgreed(plan, here, needsAll)) return seat(ctx, request, chart, agreed);
  const next = afterStep(standingOf(request));
  if (next.state === 'approved') return close(ctx, request, 'approved');
  const restart = { step: next.step, step_since: ctx.now, reminded_at: null, is_escalated: false };
  return seat(ctx, await saveRequest(ctx, request, restart), chart, agreed);
}

/** Ends a request: its kind hears of it first and may refuse, then everybody who has a part in it. */
export async function close(ctx: Ctx, request: RequestRecord, state: Exclude<State, 'open'>): Promise<RequestRecord> {
  const { id, payload, account_id: accountId, requester_id: requesterId } = request;
  await kindOf(request.kind).ended(ctx, { id, state, accountId, requesterId, payload });
  const waiting = (await loadSeats(ctx, [id])).get(id)!.map(({ userId }) => userId);
  await setSeats(ctx, id, []);
  const ended = { state, closed_at: ctx.now, closed_by: ctx.actor.userId, is_stuck: false };
  const closed = await saveRequest(ctx, request, ended);
  if (state === 'withdrawn') await tell(ctx, request, waiting, 'withdrawn');
  else {
    await tell(ctx, request, [requesterId], state);
    for (const userId of waiting) await ctx.announce({ kind: 'approvals', userId });
  }
  return closed;
}

/** Refuses to touch what has ended. */
export function checkOpen(request: RequestRecord): void {
  if (request.state !== 'open')
    throw new Refusal('approvals.closed', `It is ${request.state} already.`, { state: request.state });
}
