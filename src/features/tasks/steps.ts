import type { Ctx } from '../../kernel/ctx.ts';
import { isTimezone } from '../../kernel/organisations.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { readerOf, standingOf } from './answers.ts';
import type { Due, Repeat } from './contract-shapes.ts';
import type { Act } from './contract-words.ts';
import { evidenceOf } from './kept-files.ts';
import { checkWish, isClosed, step } from './rules.ts';
import { dueMoment, minuteOf } from './rules-due.ts';
import { nextDue } from './rules-repeat.ts';
import {
  addAct,
  addTask,
  areMembers,
  asJson,
  removeUntouched,
  reportsToActor,
  saveColumns,
  type TaskRecord,
} from './store.ts';
import { loadWatchers, setWatchers } from './store-watchers.ts';
import { tellStep } from './tell.ts';

/** The columns of a deadline. Throws Invalid for a day or a zone that does not exist. */
export function dueColumns(ctx: Ctx, due: Due | null) {
  if (due === null) return { due_on: null, due_minute: null, timezone: null, due_at: 'infinity' };
  if (!isBusinessDay(due.on))
    throw new Invalid([{ field: 'due', expected: 'a day of the calendar', found: due.on, rule: 'day' }]);
  if (due.zone !== null && !isTimezone(due.zone))
    throw new Invalid([{ field: 'due', expected: 'the IANA name of a time zone', found: due.zone, rule: 'timezone' }]);
  const minute = due.time === null ? null : minuteOf(due.time);
  const zone = minute === null ? null : due.zone;
  const moment = dueMoment({ on: due.on, minute, zone }, ctx.org.timezone);
  return { due_on: due.on, due_minute: minute, timezone: zone, due_at: new Date(moment) };
}

/** The columns of a repeat, which begins with the deadline. Throws Invalid for an end that is no day. */
export function repeatColumns(repeat: Repeat | null, dueOn: string | null) {
  if (repeat?.until !== undefined && !isBusinessDay(repeat.until))
    throw new Invalid([{ field: 'repeat', expected: 'a day of the calendar', found: repeat.until, rule: 'day' }]);
  if (repeat?.monthDay === 0) throw new Invalid([{ field: 'repeat', expected: '1 to 31, or -1 for the last' }]);
  return { repeat: asJson(repeat), repeat_from: repeat === null ? null : dueOn, repeat_number: 1 };
}

/** Refuses what does not fit its kind, and people who are not there. */
export async function checkTask(
  ctx: Ctx,
  wish: Parameters<typeof checkWish>[0],
  people: readonly string[],
): Promise<void> {
  const { ownerId } = wish;
  if (!(await areMembers(ctx, ownerId === null ? people : [...people, ownerId])))
    throw new Refusal('tasks.unknownPerson', 'Somebody whom you named is not a member of this organisation.');
  const needsLine = wish.kind === 'assignment' && ownerId !== null;
  checkWish(wish, needsLine && (await reportsToActor(ctx, ownerId)));
}

/** Makes the next one of a repeated task that is done, where the series goes on; gives its id. */
async function makeNext(ctx: Ctx, task: TaskRecord): Promise<string | null> {
  if (task.repeat === null || task.due_on === null || task.next_id !== null) return null;
  const series = { first: task.repeat_from ?? task.due_on, number: task.repeat_number };
  const on = nextDue(task.repeat, series, { dueOn: task.due_on, today: ctx.today });
  if (on === null) return null;
  const { kind, title, text, topic, account_id, project_id, is_private, priority, giver_id, owner_id, department } =
    task;
  const moment = dueMoment({ on, minute: task.due_minute, zone: task.timezone }, ctx.org.timezone);
  const id = await addTask(ctx, {
    ...{ kind, title, text, topic, account_id, project_id, is_private, priority, giver_id, owner_id, department },
    state: 'open',
    due_on: on,
    due_minute: task.due_minute,
    timezone: task.timezone,
    due_at: new Date(moment),
    checklist: asJson(task.checklist.map((item) => ({ ...item, done: false }))),
    repeat: asJson(task.repeat),
    repeat_from: series.first,
    repeat_number: series.number + 1,
  });
  await setWatchers(ctx, id, await loadWatchers(ctx, task.id));
  return id;
}

/**
 * Takes a step with a task that is locked: state, history, notices, and the next one of a repeated task; a step back takes that one away again where nobody has touched it.
 */
export async function takeStep(
  ctx: Ctx,
  task: TaskRecord,
  wish: { act: Act; words: string; version: number; fileIds?: readonly string[] },
): Promise<{ state: TaskRecord['state']; version: number; nextId: string | null }> {
  const move = step(standingOf(task), readerOf(ctx), wish.act, wish.words);
  const evidence = await evidenceOf(ctx, task, wish.act, wish.fileIds ?? []);
  const state = move.to === 'stays' ? task.state : move.to;
  const changes: Record<string, unknown> = { state };
  if (isClosed(state) !== isClosed(task.state)) {
    changes.closed_at = isClosed(state) ? ctx.now : null;
    changes.closed_by = isClosed(state) ? ctx.actor.userId : null;
  }
  const takes = task.owner_id === null && task.department !== null && ['take', 'answer', 'decline'].includes(wish.act);
  if (takes) changes.owner_id = ctx.actor.userId;
  let nextId = task.next_id;
  if (state === 'done') nextId ??= await makeNext(ctx, task);
  else if (nextId !== null && (await removeUntouched(ctx, nextId))) nextId = null;
  if (nextId !== task.next_id) changes.next_id = nextId;
  const version = await saveColumns(ctx, task, wish.version, changes);
  await addAct(ctx, task.id, wish.act, wish.words.trim(), evidence);
  await tellStep(ctx, task, wish.act);
  return { state, version, nextId };
}
