import type { Ctx } from '../../kernel/ctx.ts';
import type { InputOf } from '../../pure/operation.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { dueOf, readerOf, standingOf } from './answers.ts';
import type { Before, bulkTasks } from './contract-bulk.ts';
import type { Filter } from './contract-shapes.ts';
import { PRIORITIES } from './contract-words.ts';
import { checkFilter } from './list-filter.ts';
import { checkFields, checkWish, step } from './rules.ts';
import { dueColumns } from './steps.ts';
import { loadTasks, reportsToActor, type TaskRecord } from './store.ts';
import { type Columns, membersAmong } from './store-bulk.ts';
import { matchingIds } from './store-list.ts';

export type Wish = Pick<InputOf<typeof bulkTasks>, 'newOwnerId' | 'newDueOn' | 'newPriority' | 'done'>;
/** What a task was before, as an undo takes it. */
export type Was = Omit<Before, 'tasks'>;

/** So many tasks change at once, so that the undo fits into one answer; and of those that are done, with history and notices each, so many. */
const MOST_AT_ONCE = 10_000;
const MOST_DONE = 1000;
/** Tasks are read and changed by so many. */
export const BATCH = 500;

/** The tasks that were chosen, or that the filter matches, by their ids. Refuses (`tasks.tooMany`) more than change at once. */
export async function chosenIds(
  ctx: Ctx,
  choice: { ids?: readonly string[] | undefined; filter?: Filter | undefined },
  wish: Wish,
): Promise<string[]> {
  const { ids, filter } = choice;
  if ((ids === undefined) === (filter === undefined))
    throw new Invalid([{ field: 'ids', expected: 'either ids or filter' }]);
  if (ids !== undefined) return [...ids].sort();
  await checkFilter(ctx, filter!);
  const most = wish.done ? MOST_DONE : MOST_AT_ONCE;
  const found = await matchingIds(ctx, filter!, most + 1);
  if (found.length > most)
    throw new Refusal('tasks.tooMany', `At most ${most} tasks at once: narrow the filter.`, { most });
  return found.sort();
}

/** What is asked once for all of them. */
export interface Terms {
  wish: Wish;
  isMember: boolean;
  reports: boolean;
}

/** Refuses (Invalid) anything but one change, and a day that does not exist. */
export async function termsOf(ctx: Ctx, wish: Wish): Promise<Terms> {
  const { newOwnerId, newDueOn, newPriority, done } = wish;
  const named = [newOwnerId, newDueOn, newPriority, done || undefined].filter((one) => one !== undefined);
  if (named.length !== 1)
    throw new Invalid([{ field: 'newOwnerId', expected: 'exactly one of newOwnerId, newDueOn, newPriority and done' }]);
  if (newDueOn !== undefined) dueColumns(ctx, { on: newDueOn, time: null, zone: null });
  if (newOwnerId === undefined) return { wish, isMember: true, reports: true };
  const isMember = (await membersAmong(ctx, [newOwnerId])).has(newOwnerId);
  return { wish, isMember, reports: await reportsToActor(ctx, newOwnerId) };
}

/** The columns that the change means; of `done` there are none: it is a step. */
export function columnsOf(ctx: Ctx, wish: Wish): Columns | null {
  if (wish.newPriority !== undefined) return { priority: PRIORITIES.indexOf(wish.newPriority) + 1 };
  if (wish.newDueOn !== undefined) return dueColumns(ctx, { on: wish.newDueOn, time: null, zone: null });
  return wish.newOwnerId === undefined ? null : { owner_id: wish.newOwnerId };
}

/** What one task was before the change; null where it is like that already. Throws a Refusal where it may not be changed. */
function planned(ctx: Ctx, task: TaskRecord, { wish, isMember, reports }: Terms): Was | null {
  const [standing, reader] = [standingOf(task), readerOf(ctx)];
  if (wish.done) {
    if (task.state === 'done') return null;
    step(standing, reader, 'done', '');
    return { done: true };
  }
  if (wish.newPriority !== undefined) {
    const now = PRIORITIES[task.priority - 1]!;
    if (now === wish.newPriority) return null;
    checkFields(standing, reader, ['priority']);
    return { priority: now };
  }
  if (wish.newDueOn !== undefined) {
    const now = dueOf(task);
    if (now?.on === wish.newDueOn && now.time === null) return null;
    checkFields(standing, reader, ['due']);
    return { due: now };
  }
  if (task.owner_id === wish.newOwnerId) return null;
  checkFields(standing, reader, ['owner']);
  if (!isMember)
    throw new Refusal('tasks.unknownPerson', 'Somebody whom you named is not a member of this organisation.');
  checkWish(wishOf(task, wish.newOwnerId!), reports);
  if (task.owner_id === null) throw new Refusal('tasks.notNow', 'A department has not taken it yet.');
  return { ownerId: task.owner_id };
}

/** A task as it would be with another owner. */
export const wishOf = (task: TaskRecord, ownerId: string | null) => ({
  ...{ kind: task.kind, giverId: task.giver_id, department: task.department, topic: task.topic, ownerId },
  ...{ isPrivate: task.is_private, hasDue: task.due_on !== null, repeats: task.repeat !== null },
});

export interface Planned {
  changing: { task: TaskRecord; was: Was }[];
  refused: { id: string; title: string; code: string }[];
  /** How many of them the actor may see: others are as good as none. */
  seen: number;
}

/** What becomes of each task, batch by batch. `lock`: nobody else changes those of the batch until the end of the transaction. */
export async function* plans(ctx: Ctx, ids: readonly string[], terms: Terms, lock: boolean): AsyncGenerator<Planned> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const tasks = await loadTasks(ctx, ids.slice(from, from + BATCH), lock);
    const plan: Planned = { changing: [], refused: [], seen: tasks.length };
    for (const task of tasks) {
      try {
        const was = planned(ctx, task, terms);
        if (was !== null) plan.changing.push({ task, was });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        plan.refused.push({ id: task.id, title: task.title, code: error.code });
      }
    }
    yield plan;
  }
}
