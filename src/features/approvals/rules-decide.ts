import { Refusal } from '../../pure/refusal.ts';
import type { State } from './contract-words.ts';
import type { Seat, StepPlan } from './rules.ts';

/** A decision that was taken. */
export interface Decision {
  round: number;
  step: number;
  userId: string;
  forId: string;
}

/** Where a request stands. */
export interface Standing {
  state: State;
  round: number;
  step: number;
  /** How many steps there are. */
  steps: number;
}

/** Whether a step has the agreement that it needs: of so many, of all who decide it now, or of somebody above whom it was put to since it waited too long. */
export function isAgreed(plan: StepPlan, agreed: readonly Decision[], needsAll: boolean): boolean {
  if (agreed.some(({ forId }) => plan.escalated.includes(forId))) return true;
  if (!needsAll) return new Set(agreed.map(({ forId }) => forId)).size >= plan.needs;
  const deciders = plan.seats.filter(({ userId, forId }) => userId === forId && !plan.escalated.includes(forId));
  return deciders.length > 0 && deciders.every(({ userId }) => agreed.some(({ forId }) => forId === userId));
}

/**
 * The seat on which somebody decides. Refuses when it is closed, when something else is asked by now, when it is not theirs to decide, and when they have decided already.
 * `earlier`: the agreements of this round, `readRound`: the round that the person has read.
 */
export function seatToDecide(
  standing: Standing,
  plan: StepPlan,
  earlier: readonly Decision[],
  who: { userId: string; readRound: number },
): Seat {
  if (standing.state !== 'open') {
    throw new Refusal('approvals.closed', `It is ${standing.state} already.`, { state: standing.state });
  }
  if (who.readRound !== standing.round) {
    throw new Refusal('approvals.changed', 'What is asked has changed in the meantime. Read it again.');
  }
  const own = earlier.filter((one) => one.round === standing.round && one.userId === who.userId);
  const here = earlier.filter((one) => one.round === standing.round && one.step === standing.step);
  if (own.some((one) => one.step === standing.step)) {
    throw new Refusal('approvals.decidedAlready', 'You have agreed to this step; the others decide now.');
  }
  const free = plan.seats.filter(
    ({ userId, forId }) => userId === who.userId && !here.some((one) => one.forId === forId),
  );
  const seat = free.find(({ userId, forId }) => userId === forId) ?? free[0];
  if (!seat) throw new Refusal('approvals.notYours', 'This step is not, or no longer, yours to decide.');
  return seat;
}

/** Where a request stands after its present step was agreed to. */
export function afterStep(standing: Standing): Pick<Standing, 'state' | 'step'> {
  return standing.step >= standing.steps
    ? { state: 'approved', step: standing.step }
    : { state: 'open', step: standing.step + 1 };
}

/** What a calendar brings to an open step: n days after it began or was last told. */
export function isDue(sinceMs: number, days: number | null, nowMs: number): boolean {
  return days !== null && nowMs >= sinceMs + days * 86_400_000;
}
