import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import type { InputOf } from '../../pure/operation.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { notify } from '../notices/public.ts';
import { dueOf, readerOf, standingOf } from './answers.ts';
import type { Before } from './contract-bulk.ts';
import * as contract from './contract-bulk.ts';
import { PRIORITIES } from './contract-words.ts';
import { checkFields, step } from './rules.ts';
import { checkTask, dueColumns, takeStep } from './steps.ts';
import { loadTasks, saveColumns, type TaskRecord } from './store.ts';

type Wish = Omit<InputOf<typeof contract.bulkTasks>, 'ids'>;

function checkOne(wish: Wish): void {
  const named = [wish.ownerId, wish.dueOn, wish.priority, wish.done || undefined].filter((one) => one !== undefined);
  if (named.length !== 1)
    throw new Invalid([{ field: 'ownerId', expected: 'exactly one of ownerId, dueOn, priority and done' }]);
}

/** What one task was before the change, as `undoBulkTasks` takes it; null where it is like that already. Throws a Refusal where it may not be changed. */
async function planned(ctx: Ctx, task: TaskRecord, wish: Wish): Promise<Omit<Before, 'id' | 'version'> | null> {
  const [standing, reader] = [standingOf(task), readerOf(ctx)];
  if (wish.done) {
    if (task.state === 'done') return null;
    step(standing, reader, 'done', '');
    return { done: true };
  }
  if (wish.priority !== undefined) {
    const now = PRIORITIES[task.priority - 1]!;
    if (now === wish.priority) return null;
    checkFields(standing, reader, ['priority']);
    return { priority: now };
  }
  if (wish.dueOn !== undefined) {
    const now = dueOf(task);
    if (now?.on === wish.dueOn && now.time === null) return null;
    checkFields(standing, reader, ['due']);
    return { due: now };
  }
  if (task.owner_id === wish.ownerId) return null;
  checkFields(standing, reader, ['owner']);
  const { kind, giver_id: giverId, department, topic, is_private: isPrivate } = task;
  const rest = { hasDue: task.due_on !== null, repeats: task.repeat !== null };
  await checkTask(ctx, { kind, giverId, ownerId: wish.ownerId!, department, topic, isPrivate, ...rest }, []);
  if (task.owner_id === null) throw new Refusal('tasks.notNow', 'A department has not taken it yet.');
  return { ownerId: task.owner_id };
}

/** The tasks that would change, with what they were, and those that may not. Tasks that the actor may not see are as good as none. */
async function plan(ctx: Ctx, ids: readonly string[], wish: Wish, lock: boolean) {
  checkOne(wish);
  if (wish.dueOn !== undefined) dueColumns(ctx, { on: wish.dueOn, time: null, zone: null });
  const tasks = await loadTasks(ctx, ids, lock);
  const changing: { task: TaskRecord; before: Omit<Before, 'id' | 'version'> }[] = [];
  const refused: { id: string; title: string; code: string }[] = [];
  for (const task of tasks) {
    try {
      const before = await planned(ctx, task, wish);
      if (before !== null) changing.push({ task, before });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ id: task.id, title: task.title, code: error.code });
    }
  }
  return { changing, refused, same: tasks.length - changing.length - refused.length };
}

/** Makes the change of one task; gives its version. */
async function change(ctx: Ctx, task: TaskRecord, wish: Wish): Promise<number> {
  if (wish.done) return (await takeStep(ctx, task, { act: 'done', words: '', version: task.version })).version;
  const columns =
    wish.priority !== undefined
      ? { priority: PRIORITIES.indexOf(wish.priority) + 1 }
      : wish.dueOn !== undefined
        ? dueColumns(ctx, { on: wish.dueOn, time: null, zone: null })
        : { owner_id: wish.ownerId };
  return saveColumns(ctx, task, task.version, columns);
}

/** Puts one task back; false where it may not be any more. */
async function putBack(ctx: Ctx, task: TaskRecord, before: Before): Promise<boolean> {
  try {
    if (before.done) {
      await takeStep(ctx, task, { act: 'reopen', words: '', version: task.version });
      return true;
    }
    const field = before.ownerId !== undefined ? 'owner' : before.due !== undefined ? 'due' : 'priority';
    checkFields(standingOf(task), readerOf(ctx), [field]);
    const { kind, giver_id: giverId, department, topic, is_private: isPrivate } = task;
    const wish = { kind, giverId, department, topic, isPrivate, ownerId: before.ownerId ?? task.owner_id };
    const due = before.due === undefined ? dueOf(task) : before.due;
    // An owner who was, may be again: who reports to whom is not asked.
    const asked = { ...wish, kind: kind === 'assignment' ? ('task' as const) : kind };
    await checkTask(ctx, { ...asked, hasDue: due !== null, repeats: task.repeat !== null }, []);
    const columns =
      before.ownerId !== undefined
        ? { owner_id: before.ownerId }
        : before.due !== undefined
          ? dueColumns(ctx, before.due)
          : { priority: PRIORITIES.indexOf(before.priority ?? 'normal') + 1 };
    await saveColumns(ctx, task, task.version, columns);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

export const handlers = [
  handle(contract.previewBulkTasks, async (ctx, { ids, ...wish }) => {
    const { changing, same, refused } = await plan(ctx, ids, wish, false);
    return { changing: changing.length, same, refused };
  }),

  handle(contract.bulkTasks, async (ctx, { ids, ...wish }) => {
    const { changing } = await plan(ctx, ids, wish, true);
    const before: Before[] = [];
    for (const { task, before: was } of changing)
      before.push({ id: task.id, version: await change(ctx, task, wish), ...was });
    const isGiven = wish.ownerId !== undefined && wish.ownerId !== ctx.actor.userId && before.length > 0;
    if (isGiven)
      await notify(ctx, wish.ownerId!, { kind: 'tasks.givenMany', params: { count: before.length }, path: '/tasks' });
    return { changed: before.length, before };
  }),

  handle(contract.undoBulkTasks, async (ctx, input) => {
    const wanted = new Map(input.before.map((one) => [one.id, one]));
    let changed = 0;
    for (const task of await loadTasks(ctx, [...wanted.keys()], true)) {
      const before = wanted.get(task.id)!;
      if (task.version === before.version && (await putBack(ctx, task, before))) changed += 1;
    }
    return { changed, left: input.before.length - changed };
  }),
] as const;
