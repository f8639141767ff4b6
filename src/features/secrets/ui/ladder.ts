import { ROLES, type Role } from '../../people/contract.ts';
import type { Classes, NewClass } from '../contract.ts';

/** A class while it is edited; `key` tells it apart before it has an id. */
export interface Step {
  key: string;
  id: string | null;
  name: string;
  roles: readonly Role[];
  people: readonly string[];
  mark: boolean;
}

export const stepsOf = (classes: Classes['classes']): Step[] =>
  classes.map(({ id, name, roles, people, mark }) => ({ key: id, id, name, roles: inOrder(roles), people, mark }));

export const sentSteps = (steps: readonly Step[]): NewClass[] =>
  steps.map(({ id, name, roles, people, mark }) => ({
    ...(id === null ? {} : { id }),
    name: name.trim(),
    roles: [...roles],
    people: [...people],
    mark,
  }));

const inOrder = (roles: readonly Role[]): Role[] => ROLES.filter((role) => roles.includes(role));

/** A class more, the most secret one: open to directors only until somebody is cleared. */
export function withStep(steps: readonly Step[], name = ''): Step[] {
  let count = steps.length + 1;
  while (steps.some(({ key }) => key === `new-${count}`)) count++;
  return [...steps, { key: `new-${count}`, id: null, name, roles: ['director'], people: [], mark: true }];
}

export const changed = (steps: readonly Step[], at: number, part: Partial<Step>): Step[] =>
  steps.map((step, index) => (index === at ? { ...step, ...part } : step));

export function moved(steps: readonly Step[], at: number, by: -1 | 1): Step[] {
  const next = [...steps];
  [next[at], next[at + by]] = [next[at + by]!, next[at]!];
  return next;
}

/**
 * Clears a role, or a person, for a class or no longer. Whoever is cleared for a class is cleared for all below it: to clear them clears them below too, to take it back takes it
 * back above too.
 */
export function cleared<P extends 'roles' | 'people'>(
  steps: readonly Step[],
  at: number,
  part: P,
  value: Step[P][number],
  on: boolean,
): Step[] {
  return steps.map((step, index) => {
    const list = step[part] as readonly Step[P][number][];
    if (on ? index > at : index < at) return step;
    const without = list.filter((one) => one !== value);
    const next = !on ? without : list.includes(value) ? list : [...list, value];
    return { ...step, [part]: part === 'roles' ? inOrder(next as Role[]) : next };
  });
}

/** The people of a class as a field of many gives them: who came and who went. */
export function withPeople(steps: readonly Step[], at: number, people: readonly string[]): Step[] {
  const before = steps[at]!.people;
  const came = people.filter((id) => !before.includes(id));
  const went = before.filter((id) => !people.includes(id));
  const more = came.reduce<Step[]>((now, id) => cleared(now, at, 'people', id, true), [...steps]);
  return went.reduce((now, id) => cleared(now, at, 'people', id, false), more);
}

/** Ladders to start from: the least secret class first, each with the roles that it is open to. */
export const PROPOSALS = {
  two: [
    { word: 'confidential', roles: ['head', 'credit_controller', 'director'], mark: false },
    { word: 'strict', roles: ['head', 'director'], mark: true },
  ],
  three: [
    { word: 'inner', roles: ['head', 'sales_support', 'credit_controller', 'director'], mark: false },
    { word: 'confidential', roles: ['head', 'director'], mark: true },
    { word: 'strict', roles: ['director'], mark: true },
  ],
} as const satisfies Record<string, readonly { word: string; roles: readonly Role[]; mark: boolean }[]>;
export type Proposal = keyof typeof PROPOSALS;

/** A proposed ladder, to be looked over and saved. */
export const proposed = (which: Proposal, name: (word: 'inner' | 'confidential' | 'strict') => string): Step[] =>
  PROPOSALS[which].map(({ word, roles, mark }, at) => ({
    ...{ key: `new-${at + 1}`, id: null, name: name(word), people: [], mark },
    roles: inOrder(roles),
  }));
