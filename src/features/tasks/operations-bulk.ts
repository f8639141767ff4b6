import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { notify } from '../notices/public.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import { dueOf, readerOf, standingOf } from './answers.ts';
import { BATCH, chosenIds, columnsOf, type Planned, plans, termsOf, type Was, wishOf } from './bulk-plan.ts';
import type { Before } from './contract-bulk.ts';
import * as contract from './contract-bulk.ts';
import { PRIORITIES } from './contract-words.ts';
import { checkFields, checkWish } from './rules.ts';
import { dueColumns, takeStep } from './steps.ts';
import { loadTasks, type TaskRecord } from './store.ts';
import { type Columns, changeMany, membersAmong, noteChange } from './store-bulk.ts';

/** Up to so many, the audit names each task. */
const NAMED_IN_AUDIT = 200;
/** A preview names so many of what may not be changed, and tells so many different values. */
const NAMED = 20;

/** What a task says now of what is to change. */
const saysNow = (was: Was, task: TaskRecord): string | null =>
  was.done ? task.state : (was.ownerId ?? was.priority ?? was.due?.on ?? null);

async function preview(ctx: Ctx, found: AsyncIterable<Planned>, isOwner: boolean) {
  const answer = { matching: 0, changing: 0, refused: 0, some: [] as Planned['refused'] };
  const counts = new Map<string | null, number>();
  for await (const { changing, refused, seen } of found) {
    answer.matching += seen;
    answer.changing += changing.length;
    answer.refused += refused.length;
    answer.some.push(...refused.slice(0, NAMED - answer.some.length));
    for (const { was, task } of changing) {
      const value = saysNow(was, task);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const most = [...counts].sort(([a, m], [b, n]) => n - m || String(a).localeCompare(String(b))).slice(0, NAMED);
  const names = isOwner
    ? await memberNames(
        ctx,
        most.flatMap(([id]) => id ?? []),
      )
    : null;
  const nameOf = (id: string | null) => names?.get(id ?? '') ?? formerColleague(ctx.org.language);
  return {
    ...answer,
    same: answer.matching - answer.changing - answer.refused,
    was: most.map(([value, count]) => ({ value, count, ...(isOwner ? { name: nameOf(value) } : {}) })),
  };
}

/** Keeps what tasks were and what version they have now, those that were alike together. */
function keeper() {
  const groups = new Map<string, Before>();
  return {
    add(was: Was, id: string, version: number): void {
      const key = JSON.stringify(was);
      const group = groups.get(key);
      if (group) group.tasks.push({ id, version });
      else groups.set(key, { ...was, tasks: [{ id, version }] });
    },
    all: () => [...groups.values()],
  };
}

/** What putting a task back means; null: a step back. Throws a Refusal where it may not be put back any more. */
function columnsBack(ctx: Ctx, task: TaskRecord, before: Was, members: ReadonlySet<string>): Columns | null {
  if (before.done) return null;
  const field = before.ownerId !== undefined ? 'owner' : before.due !== undefined ? 'due' : 'priority';
  checkFields(standingOf(task), readerOf(ctx), [field]);
  if (before.ownerId !== undefined && !members.has(before.ownerId))
    throw new Refusal('tasks.unknownPerson', 'Somebody whom you named is not a member of this organisation.');
  const due = before.due === undefined ? dueOf(task) : before.due;
  // An owner who was, may be again: who reports to whom is not asked.
  checkWish({ ...wishOf(task, before.ownerId ?? task.owner_id), hasDue: due !== null }, true);
  if (before.ownerId !== undefined) return { owner_id: before.ownerId };
  if (before.due !== undefined) return dueColumns(ctx, before.due);
  return { priority: PRIORITIES.indexOf(before.priority ?? 'normal') + 1 };
}

/** Puts one batch back, where nobody worked on the tasks since and they may be put back; how many. */
async function putBack(
  ctx: Ctx,
  wanted: ReadonlyMap<string, { version: number; was: Was }>,
  members: ReadonlySet<string>,
  isNamed: boolean,
): Promise<number> {
  const changed: { task: TaskRecord; columns: Columns }[] = [];
  let steps = 0;
  for (const task of await loadTasks(ctx, [...wanted.keys()], true)) {
    const { version, was } = wanted.get(task.id)!;
    if (task.version !== version) continue;
    try {
      const columns = columnsBack(ctx, task, was, members);
      if (columns === null) await takeStep(ctx, task, { act: 'reopen', words: '', version });
      if (columns === null) steps += 1;
      else changed.push({ task, columns });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  await changeAll(ctx, changed, isNamed);
  return steps + changed.length;
}

/** Changes a batch; each task by itself in the audit where they are few. */
async function changeAll(
  ctx: Ctx,
  rows: readonly { task: TaskRecord; columns: Columns }[],
  isNamed: boolean,
): Promise<void> {
  await changeMany(ctx, rows);
  if (isNamed) for (const { task, columns } of rows) noteChange(ctx, task, columns);
}

const noteMany = (ctx: Ctx, said: Record<string, unknown>): void =>
  ctx.note({ recordKind: 'tasks', recordId: null, after: said });

/** Refuses (Invalid) what is not the answer of one change. */
function checkOneChange(before: readonly Before[]): void {
  const kinds = new Set(before.map(({ tasks: _, ...was }) => Object.keys(was).join()));
  if (kinds.size === 1 && !/^$|,/.test([...kinds][0]!)) return;
  throw new Invalid([{ field: 'before', expected: 'the `before` of one answer of bulkTasks' }]);
}

export const handlers = [
  handle(contract.previewBulkTasks, async (ctx, input) => {
    const { ids, newOwnerId, newDueOn, newPriority, done, ...filter } = input;
    const terms = await termsOf(ctx, { newOwnerId, newDueOn, newPriority, done });
    const chosen = await chosenIds(ctx, ids === undefined ? { filter } : { ids }, terms.wish);
    return preview(ctx, plans(ctx, chosen, terms, false), newOwnerId !== undefined);
  }),

  handle(contract.bulkTasks, async (ctx, { ids, filter, ...wish }) => {
    const terms = await termsOf(ctx, wish);
    const columns = columnsOf(ctx, wish);
    const chosen = await chosenIds(ctx, { ids, filter }, wish);
    const isNamed = chosen.length <= NAMED_IN_AUDIT;
    const kept = keeper();
    let changed = 0;
    for await (const { changing } of plans(ctx, chosen, terms, true)) {
      changed += changing.length;
      if (columns !== null) {
        const rows = changing.map(({ task }) => ({ task, columns }));
        await changeAll(ctx, rows, isNamed);
      }
      for (const { task, was } of changing) {
        const step = { act: 'done' as const, words: '', version: task.version };
        kept.add(was, task.id, columns === null ? (await takeStep(ctx, task, step)).version : task.version + 1);
      }
    }
    if (columns !== null && !isNamed) noteMany(ctx, { ...wish, changed });
    if (wish.newOwnerId !== undefined && wish.newOwnerId !== ctx.actor.userId && changed > 0)
      await notify(ctx, wish.newOwnerId, { kind: 'tasks.givenMany', params: { count: changed }, path: '/tasks' });
    return { changed, before: kept.all() };
  }),

  handle(contract.undoBulkTasks, async (ctx, input) => {
    checkOneChange(input.before);
    const wanted = input.before.flatMap(({ tasks, ...was }) => tasks.map(({ id, version }) => ({ id, version, was })));
    wanted.sort((a, b) => (a.id < b.id ? -1 : 1));
    const members = await membersAmong(
      ctx,
      input.before.flatMap(({ ownerId }) => ownerId ?? []),
    );
    const isNamed = wanted.length <= NAMED_IN_AUDIT;
    let changed = 0;
    for (let from = 0; from < wanted.length; from += BATCH) {
      const batch = new Map(wanted.slice(from, from + BATCH).map((one) => [one.id, one]));
      changed += await putBack(ctx, batch, members, isNamed);
    }
    if (!isNamed) noteMany(ctx, { changed });
    return { changed, left: wanted.length - changed };
  }),
] as const;
