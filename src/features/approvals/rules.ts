import type { Role } from '../people/contract.ts';
import type { PassedOver, Way } from './contract-words.ts';

/** Who decides one step, and how many of them must agree: 0 stands for all. `height`: of superiors, 1 is the direct one, 0 the nearest who may decide it. */
export interface Step {
  by: Way;
  role: Role | null;
  userId: string | null;
  height: number;
  needs: number;
}

/** A limit of authority of a role or a person; `upTo` in minor units or ten-thousandths of a per cent, null: without limit. */
export interface Limit {
  role: Role | null;
  userId: string | null;
  upTo: bigint | null;
}

export interface Procedure {
  steps: readonly Step[];
  /** Empty: whoever a step names may decide whatever is asked. */
  limits: readonly Limit[];
  currency: string | null;
  /** A request within the requester's own limit is approved at once. */
  ownLimit: boolean;
  /** Whoever decided a step may decide a later one too. */
  repeats: boolean;
}

/** What is asked: minor units of the currency, or ten-thousandths of a per cent (currency null); value null: nothing to measure. */
export interface Asked {
  value: bigint | null;
  currency: string | null;
}

/** Somebody of the organisation, as the procedure sees them. */
export interface Member {
  id: string;
  roles: readonly string[];
  reportsTo: string | null;
  isHere: boolean;
  /** May read the account that the request hangs on (true where it hangs on none). */
  mayRead: boolean;
}

/** The people of the organisation, and who stands in today for whom. */
export interface Chart {
  members: ReadonlyMap<string, Member>;
  standIns: ReadonlyMap<string, readonly string[]>;
}

/** What is being decided, as the procedure sees it. */
export interface Question {
  requesterId: string;
  asked: Asked;
}

/** Somebody who may decide a step, for themselves or in the place of somebody who is away. */
export interface Seat {
  userId: string;
  forId: string;
}

export interface StepPlan {
  seats: Seat[];
  /** Superiors of the deciders, who may decide in their place since the step waits too long. */
  escalated: string[];
  passed: { userId: string; why: PassedOver }[];
  /** How many must agree. */
  needs: number;
  /** False: fewer than needed may decide it. */
  canBeDecided: boolean;
}

/** Whether a limit reaches as far as what is asked. Limits in another currency reach nowhere; what cannot be measured is within every limit. */
const reaches = (upTo: bigint | null, asked: Asked, currency: string | null): boolean =>
  upTo === null || asked.value === null || (asked.currency === currency && asked.value <= upTo);

const limitsOf = (procedure: Procedure, member: Member): Limit[] =>
  procedure.limits.filter(
    (limit) => limit.userId === member.id || (limit.role !== null && member.roles.includes(limit.role)),
  );

/** Whether somebody has the authority to decide what is asked: one of their limits reaches it. Without any limits in the procedure everybody has. */
export function hasAuthority(procedure: Procedure, member: Member, asked: Asked): boolean {
  if (procedure.limits.length === 0 || asked.value === null) return true;
  return limitsOf(procedure, member).some((limit) => reaches(limit.upTo, asked, procedure.currency));
}

/** Whether the requester may decide it without asking anybody: the procedure says so, and a limit of theirs reaches it; what cannot be measured only one without end. */
export function isWithinOwnLimit(procedure: Procedure, member: Member, asked: Asked): boolean {
  if (!procedure.ownLimit) return false;
  return limitsOf(procedure, member).some(
    ({ upTo }) => upTo === null || (asked.value !== null && reaches(upTo, asked, procedure.currency)),
  );
}

/** The superiors of somebody, the nearest first; circles end. */
function superiorsOf(chart: Chart, userId: string): string[] {
  const found: string[] = [];
  let next = chart.members.get(userId)?.reportsTo ?? null;
  while (next !== null && next !== userId && !found.includes(next)) {
    found.push(next);
    next = chart.members.get(next)?.reportsTo ?? null;
  }
  return found;
}

/**
 * Who decides a step. Never the requester, nobody who is gone, who may not read the account, whose limit ends below, or who decided an earlier step. Where the step's own people are
 * not enough their superiors follow, and then those of the requester; where nobody is left, `canBeDecided` is false.
 */
export function planStep(
  step: Step,
  procedure: Procedure,
  question: Question,
  chart: Chart,
  decidedBefore: ReadonlySet<string>,
  isEscalated = false,
): StepPlan {
  const passed = new Map<string, PassedOver>();
  const objection = (id: string): PassedOver | null => {
    const member = chart.members.get(id);
    if (id === question.requesterId) return 'requester';
    if (!member?.isHere) return 'gone';
    if (!member.mayRead) return 'hidden';
    if (!hasAuthority(procedure, member, question.asked)) return 'limit';
    return decidedBefore.has(id) && !procedure.repeats ? 'before' : null;
  };
  const qualifies = (id: string): boolean => {
    const why = objection(id);
    if (why !== null) passed.set(id, why);
    return why === null;
  };
  const chain = superiorsOf(chart, question.requesterId);
  const named = namedBy(step, chart, chain);
  const deciders = new Set<string>();
  for (const id of named) if (qualifies(id)) deciders.add(id);
  const wanted = Math.max(1, step.needs);
  const followers = [...named.flatMap((id) => superiorsOf(chart, id)), ...chain];
  for (const id of followers) if (deciders.size < wanted && !deciders.has(id) && qualifies(id)) deciders.add(id);
  const above = [...deciders].flatMap((id) => superiorsOf(chart, id).filter((one) => !deciders.has(one)));
  const escalated = isEscalated ? [...new Set(above)].filter((id) => objection(id) === null).slice(0, 1) : [];
  const all = [...deciders, ...escalated];
  const deputies = all.flatMap((forId) =>
    [...new Set(chart.standIns.get(forId))]
      .filter((id) => !all.includes(id) && mayStandIn(id, chart, question, decidedBefore, procedure))
      .map((userId) => ({ userId, forId })),
  );
  return {
    seats: [...all.map((id) => ({ userId: id, forId: id })), ...deputies],
    escalated,
    passed: [...passed].filter(([id]) => !deciders.has(id)).map(([userId, why]) => ({ userId, why })),
    needs: step.needs === 0 ? deciders.size : step.needs,
    canBeDecided: deciders.size >= wanted || escalated.length > 0,
  };
}

/** Whom a step names, whether or not they may decide it. Of superiors: the one at that height, or the highest there is; for the nearest who may decide, nobody yet. */
function namedBy(step: Step, chart: Chart, chain: readonly string[]): string[] {
  if (step.by === 'person') return step.userId === null ? [] : [step.userId];
  if (step.by === 'superior') {
    if (step.height === 0) return [];
    const at = chain[Math.min(step.height, chain.length) - 1];
    return at === undefined ? [] : [at];
  }
  const holders = [...chart.members.values()].filter(({ isHere, roles }) => isHere && roles.includes(step.role ?? ''));
  return holders.map(({ id }) => id).sort();
}

/** A deputy has the authority of whom they stand in for, but is not the requester, is here, may read the account, and decided no earlier step. */
function mayStandIn(
  id: string,
  chart: Chart,
  question: Question,
  decidedBefore: ReadonlySet<string>,
  procedure: Procedure,
): boolean {
  const member = chart.members.get(id);
  if (!member?.isHere || !member.mayRead || id === question.requesterId) return false;
  return procedure.repeats || !decidedBefore.has(id);
}
