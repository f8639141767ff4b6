import type { Ctx } from '../../kernel/ctx.ts';
import { loadAccountNames } from '../accounts/public.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import type { Approval, ApprovalRow } from './contract.ts';
import { EXCEPTION } from './exceptions.ts';
import type { Chart, Seat } from './rules.ts';
import type { Decision } from './rules-decide.ts';
import { unmeasured } from './rules-procedure.ts';
import { planOf } from './steps.ts';
import { agreementsOf, loadActs, loadSeats, type RequestRecord } from './store.ts';
import { loadChart } from './store-chart.ts';

export type NameOf = (id: string) => { id: string; name: string };

/** Says people by name. Whoever was erased has no name any more. */
export async function namer(ctx: Ctx, ids: readonly (string | null)[]): Promise<NameOf> {
  const names = await memberNames(
    ctx,
    ids.filter((id) => id !== null),
  );
  return (id) => ({ id, name: names.get(id) ?? formerColleague(ctx.org.language) });
}

function rowAnswer(
  ctx: Ctx,
  request: RequestRecord,
  known: { name: NameOf; accounts: ReadonlyMap<string, { id: string; name: string }>; seats: readonly Seat[] },
): ApprovalRow {
  const { asked, currency } = request;
  const measured = asked === null ? null : unmeasured(asked, currency);
  const account = request.account_id === null ? undefined : known.accounts.get(request.account_id);
  const deciders = [...new Set(known.seats.map(({ forId }) => forId))];
  return {
    id: request.id,
    kind: request.kind,
    title: request.title,
    account: account ? { id: account.id, name: account.name } : null,
    amount: measured?.amount && currency ? { amount: measured.amount, currency } : null,
    share: measured?.share ?? null,
    requester: known.name(request.requester_id),
    state: request.state,
    step: request.step,
    steps: request.procedure.steps.length,
    waitingFor: deciders.map(known.name),
    isMine: known.seats.some(({ userId }) => userId === ctx.actor.userId),
    isStuck: request.is_stuck,
    filedAt: request.filed_at.toISOString(),
    expiresOn: request.state === 'open' ? request.expires_on : null,
    closedAt: request.closed_at?.toISOString() ?? null,
    closedBy: request.closed_by === null ? null : known.name(request.closed_by),
  };
}

/** What rows of requests speak of: people, accounts that the reader may see, seats. */
async function knownOf(ctx: Ctx, requests: readonly RequestRecord[], more: readonly (string | null)[] = []) {
  const seats = await loadSeats(
    ctx,
    requests.map(({ id }) => id),
  );
  const people = requests.flatMap((one) => [one.requester_id, one.closed_by]);
  const seated = [...seats.values()].flat().flatMap(({ userId, forId }) => [userId, forId]);
  const accountIds = [...new Set(requests.flatMap((one) => one.account_id ?? []))];
  return {
    seats,
    name: await namer(ctx, [...people, ...seated, ...more]),
    accounts: ctx.can('accounts.read') ? await loadAccountNames(ctx, accountIds) : new Map(),
  };
}

/** Requests as lists say them. */
export async function rowAnswers(ctx: Ctx, requests: readonly RequestRecord[]): Promise<ApprovalRow[]> {
  const { seats, ...known } = await knownOf(ctx, requests);
  return requests.map((one) => rowAnswer(ctx, one, { ...known, seats: seats.get(one.id)! }));
}

/** One request as its page says it. */
export async function approvalAnswer(ctx: Ctx, request: RequestRecord): Promise<Approval> {
  const acts = await loadActs(ctx, request.id);
  const chart = await loadChart(ctx, request.account_id);
  const everybody = [...chart.members.keys(), ...acts.flatMap((act) => [act.user_id, act.for_id])];
  const { seats, ...known } = await knownOf(ctx, [request], everybody);
  const row = rowAnswer(ctx, request, { ...known, seats: seats.get(request.id)! });
  const isOpenForMe = row.isMine;
  const isOwn = request.requester_id === ctx.actor.userId && request.state === 'open';
  const person = (id: string | null) => (id === null ? null : known.name(id));
  return {
    ...row,
    reason: request.reason,
    path: request.path,
    round: request.round,
    plan: plansOf(request, chart, acts, known.name),
    history: acts.map((act) => ({
      ...{ id: act.id, act: act.act, at: act.at.toISOString(), step: act.step, words: act.words },
      by: person(act.user_id),
      standsInFor: person(act.for_id),
    })),
    can: { decide: isOpenForMe, withdraw: isOwn, change: isOwn && request.kind === EXCEPTION },
  };
}

/** The steps of the present round: who has decided, who decides now, who would decide later. Of a closed request only what was decided. */
function plansOf(
  request: RequestRecord,
  chart: Chart,
  acts: Awaited<ReturnType<typeof loadActs>>,
  name: NameOf,
): Approval['plan'] {
  const agreed = agreementsOf(acts, request.round);
  const at = (one: Decision) =>
    acts
      .find((act) => act.user_id === one.userId && act.step === one.step && act.round === one.round)!
      .at.toISOString();
  const seatOf = ({ userId, forId }: Seat, decidedAt: string | null) => ({
    ...name(userId),
    standsInFor: forId === userId ? null : name(forId),
    decidedAt,
  });
  return request.procedure.steps.flatMap((_, index) => {
    const number = index + 1;
    const here = agreed.filter((one) => one.step === number);
    const decided = here.map((one) => seatOf(one, at(one)));
    if (request.state !== 'open' || number < request.step) {
      return decided.length === 0
        ? []
        : [{ number, needs: decided.length, canBeDecided: true, deciders: decided, passed: [] }];
    }
    const plan = planOf(request, chart, agreed, number);
    const waiting = plan.seats.filter(
      (seat) => !here.some(({ userId, forId }) => userId === seat.userId || forId === seat.forId),
    );
    return [
      {
        ...{ number, needs: plan.needs, canBeDecided: plan.canBeDecided },
        deciders: [...decided, ...waiting.map((seat) => seatOf(seat, null))],
        passed: plan.passed.map(({ userId, why }) => ({ ...name(userId), why })),
      },
    ];
  });
}
