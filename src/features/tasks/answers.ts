import type { Ctx } from '../../kernel/ctx.ts';
import { loadAccountNames, type NamedAccount } from '../accounts/public.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import { projectNames } from '../projects/public.ts';
import type { Due, TaskRow } from './contract-shapes.ts';
import { PRIORITIES } from './contract-words.ts';
import { awaitsOwner, fieldsOf, movesOf, type Reader, type Standing } from './rules.ts';
import { clockOf } from './rules-due.ts';
import type { TaskRecord } from './store.ts';

/** Who asks, as the rules see it. */
export const readerOf = (ctx: Ctx): Reader => ({
  id: ctx.actor.userId ?? '',
  roles: ctx.actor.roles,
  decides: ctx.can('tasks.decide'),
});

/** What the rules must know of a task. */
export const standingOf = (task: TaskRecord): Standing => ({
  kind: task.kind,
  state: task.state,
  giverId: task.giver_id,
  ownerId: task.owner_id,
  department: task.department,
  inPlace: task.in_place,
});

/** The names that rows of tasks speak of: people, and those of the accounts and projects that the reader may see. */
export interface Names {
  people: ReadonlyMap<string, string>;
  accounts: ReadonlyMap<string, NamedAccount>;
  projects: ReadonlyMap<string, { id: string; name: string }>;
}

/** The names for some tasks, and for more people that stand beside them. */
export async function namesFor(
  ctx: Ctx,
  tasks: readonly TaskRecord[],
  morePeople: readonly (string | null)[] = [],
): Promise<Names> {
  const people = [...tasks.flatMap((task) => [task.giver_id, task.owner_id, task.closed_by]), ...morePeople];
  const accounts = tasks.flatMap((task) => task.account_id ?? []);
  return {
    people: await memberNames(
      ctx,
      people.filter((id) => id !== null),
    ),
    accounts: ctx.can('accounts.read') ? await loadAccountNames(ctx, [...new Set(accounts)]) : new Map(),
    projects: await projectNames(ctx, [...new Set(tasks.flatMap((task) => task.project_id ?? []))]),
  };
}

/** A person as answers name one. Whoever was erased has no name any more. */
export const personOf = (ctx: Ctx, names: Names, id: string) => ({
  id,
  name: names.people.get(id) ?? formerColleague(ctx.org.language),
});

/** The deadline as people said it. */
export function dueOf(task: TaskRecord): Due | null {
  if (task.due_on === null) return null;
  return { on: task.due_on, time: task.due_minute === null ? null : clockOf(task.due_minute), zone: task.timezone };
}

/** A task as lists and the page say it. */
export function rowAnswer(ctx: Ctx, task: TaskRecord, names: Names, items: { done: number; all: number }): TaskRow {
  const account = task.account_id === null ? undefined : names.accounts.get(task.account_id);
  return {
    id: task.id,
    kind: task.kind,
    state: task.state,
    title: task.title,
    topic: task.topic,
    account: account ? { id: account.id, name: account.name } : null,
    project: names.projects.get(task.project_id ?? '') ?? null,
    accountHidden: task.account_id !== null && account === undefined,
    isPrivate: task.is_private,
    priority: PRIORITIES[task.priority - 1]!,
    giver: personOf(ctx, names, task.giver_id),
    owner: task.owner_id === null ? null : personOf(ctx, names, task.owner_id),
    department: task.department,
    due: dueOf(task),
    dueAt: task.due_ms === null ? null : new Date(task.due_ms).toISOString(),
    isOverdue: awaitsOwner(task.state) && task.due_ms !== null && task.due_ms <= ctx.now.getTime(),
    items,
    repeats: task.repeat !== null,
    createdAt: task.created_at.toISOString(),
    changedAt: task.changed_at.toISOString(),
    closedAt: task.closed_at?.toISOString() ?? null,
    version: task.version,
    can: { change: [...fieldsOf(standingOf(task), readerOf(ctx))] },
    acts: [...new Set(movesOf(standingOf(task), readerOf(ctx)).map((move) => move.act))],
  };
}
