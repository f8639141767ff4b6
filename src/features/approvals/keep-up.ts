import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../pure/refusal.ts';
import type { Chart } from './rules.ts';
import { isAgreed, isDue } from './rules-decide.ts';
import { advance, close, planOf, seat } from './steps.ts';
import { addAct, agreementsOf, loadActs, loadOpen, loadSeats, type RequestRecord, saveRequest } from './store.ts';
import { loadChart } from './store-chart.ts';
import { tell } from './tell.ts';

/**
 * Every few minutes: requests follow the organisation (whoever is gone, away or may no longer read is replaced by the next), those that wait too long are put to the superior,
 * deciders are reminded, and what is past its day expires.
 */
export async function keepUpApprovals(ctx: Ctx): Promise<void> {
  const charts = new Map<string | null, Chart>();
  for (const request of await loadOpen(ctx)) {
    const chart = charts.get(request.account_id) ?? (await loadChart(ctx, request.account_id));
    charts.set(request.account_id, chart);
    await keepUp(ctx, request, chart);
  }
}

async function keepUp(ctx: Ctx, found: RequestRecord, chart: Chart): Promise<void> {
  let request = found;
  if (request.expires_on !== null && request.expires_on < ctx.today) {
    await addAct(ctx, request, 'expired');
    await close(ctx, request, 'expired');
    return;
  }
  const [now, since] = [ctx.now.getTime(), request.step_since.getTime()];
  const { remindDays, escalateDays, steps } = request.procedure;
  const escalates = !request.is_escalated && isDue(since, escalateDays, now);
  if (escalates) {
    request = await saveRequest(ctx, request, { is_escalated: true });
    await addAct(ctx, request, 'escalated');
  }
  const agreed = agreementsOf(await loadActs(ctx, request.id), request.round);
  const plan = planOf(request, chart, agreed, request.step);
  const here = agreed.filter((one) => one.step === request.step);
  if (here.length > 0 && isAgreed(plan, here, steps[request.step - 1]!.needs === 0)) {
    await advanceAlone(ctx, request, () => advance(ctx, request, chart, plan, agreed));
    return;
  }
  request = await seat(ctx, request, chart, agreed, escalates ? 'escalated' : 'asked');
  if (!isDue((request.reminded_at ?? request.step_since).getTime(), remindDays, now)) return;
  const seats = (await loadSeats(ctx, [request.id])).get(request.id)!;
  await saveRequest(ctx, request, { reminded_at: ctx.now });
  await tell(
    ctx,
    request,
    seats.map(({ userId }) => userId),
    'reminder',
  );
}

/** Whoever was waited for is gone, and the others had agreed. Where what was asked can no longer be done, that is the end of it. */
async function advanceAlone(ctx: Ctx, request: RequestRecord, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await addAct(ctx, request, 'refuse', { words: error.message });
    await close(ctx, request, 'refused');
  }
}
