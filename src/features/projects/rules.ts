import { daysBetween } from '../../pure/period.ts';
import { type FieldProblem, Refusal } from '../../pure/refusal.ts';
import type { Milestone } from './contract.ts';
import type { Risk, State } from './contract-words.ts';

const CLOSED: readonly State[] = ['done', 'cancelled'];

/** Whether a project is over. */
export const isClosed = (state: State): boolean => CLOSED.includes(state);

/** What the rules must know of a project. Budgets in minor units, days in hundredths of a day. */
export interface Standing {
  state: State;
  beginsOn: string | null;
  dueOn: string | null;
  milestones: readonly Pick<Milestone, 'dueOn' | 'doneOn'>[];
  tasks: { done: number; all: number };
  /** A task that waits for its owner is past its deadline. */
  tasksLate: boolean;
  budget: { planned: bigint | null; used: bigint | null };
  days: { planned: bigint | null; used: bigint | null };
}

/** How much of a project is done, in whole per cent: milestones and tasks count alike, rounded down so that only what is whole is 100. Null: there is nothing to count; what is done is 100. */
export function progressOf(project: Pick<Standing, 'state' | 'milestones' | 'tasks'>): number | null {
  if (project.state === 'done') return 100;
  const all = project.milestones.length + project.tasks.all;
  if (all === 0) return null;
  const done = project.milestones.filter((one) => one.doneOn !== null).length + project.tasks.done;
  return Math.floor((100 * done) / all);
}

/** Of which share of its time a project may lag behind before it is at risk, in per cent. */
const LAG = 25;

/** The share of its time that is over, in whole per cent, 0 to 100; null without both days. */
export function elapsedOf(beginsOn: string | null, dueOn: string | null, today: string): number | null {
  if (beginsOn === null || dueOn === null) return null;
  const all = daysBetween(beginsOn, dueOn) + 1;
  return Math.max(0, Math.min(100, Math.floor((100 * daysBetween(beginsOn, today)) / all)));
}

const isOver = ({ planned, used }: { planned: bigint | null; used: bigint | null }) =>
  planned !== null && used !== null && used > planned;

/** Why a project is late (`deadline`) or at risk, in the order in which it is said; nothing once it is closed. `behind`: running, and more than a quarter of its time behind. */
export function risksOf(project: Standing, today: string): Risk[] {
  if (isClosed(project.state)) return [];
  const progress = progressOf(project);
  const elapsed = elapsedOf(project.beginsOn, project.dueOn, today);
  const isBehind = project.state === 'running' && progress !== null && elapsed !== null && elapsed - progress > LAG;
  const said: [Risk, boolean][] = [
    ['deadline', project.dueOn !== null && project.dueOn < today],
    ['milestones', project.milestones.some((one) => one.doneOn === null && one.dueOn !== null && one.dueOn < today)],
    ['tasks', project.tasksLate],
    ['budget', isOver(project.budget)],
    ['days', isOver(project.days)],
    ['behind', isBehind],
  ];
  return said.filter(([, is]) => is).map(([risk]) => risk);
}

/** Refuses a change of state that says nothing, or that needs a reason and has none. */
export function checkMove(from: State, to: State, reason: string): void {
  if (from === to) throw new Refusal('projects.sameState', 'The project is in this state already.');
  if ((to === 'cancelled' || isClosed(from)) && reason.trim() === '')
    throw new Refusal('projects.reason', 'Say why it is cancelled, or opened again.');
}

/** What is wrong with the days and milestones of a project. */
export function problemsOf(
  plan: { beginsOn: string | null; dueOn: string | null; milestones: readonly Milestone[] },
  today: string,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (plan.beginsOn !== null && plan.dueOn !== null && plan.dueOn < plan.beginsOn)
    problems.push({ field: 'dueOn', expected: 'not before it begins', found: plan.dueOn });
  if (new Set(plan.milestones.map((one) => one.id)).size < plan.milestones.length)
    problems.push({ field: 'milestones', expected: 'each with an id of its own', rule: 'uniqueItems' });
  const early = plan.milestones.find((one) => one.doneOn !== null && one.doneOn > today);
  if (early !== undefined)
    problems.push({ field: 'milestones', expected: 'reached today or before', found: early.doneOn!, rule: 'past' });
  return problems;
}
