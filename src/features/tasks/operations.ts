import type { Ctx } from '../../kernel/ctx.ts';
import { csvBytes, xlsxBytes } from '../../kernel/exchange/writers.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import type { InputOf } from '../../pure/operation.ts';
import { Invalid, NotFound, Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible, keepsAccounts, loadAccountNames } from '../accounts/public.ts';
import { guardsRecords, namesRecords } from '../audit/public.ts';
import { dueOf, namesFor, personOf, readerOf, rowAnswer, standingOf } from './answers.ts';
import * as contract from './contract.ts';
import type { Filter } from './contract-shapes.ts';
import { type Field, PRIORITIES } from './contract-words.ts';
import { handlers as bulkHandlers } from './operations-bulk.ts';
import { handlers as decisionHandlers } from './operations-decisions.ts';
import { checkFields, fieldsOf } from './rules.ts';
import { checkTask, dueColumns, repeatColumns, takeStep } from './steps.ts';
import {
  addAct,
  addTask,
  asJson,
  loadActs,
  loadTask,
  loadTasks,
  loadWatchers,
  saveColumns,
  setWatchers,
  type TaskRecord,
} from './store.ts';
import { foundTasks } from './store-found.ts';
import { allPages, loadPage, type Order } from './store-list.ts';
import { mayReadEntry, mayReadExport } from './store-visible.ts';
import { tellGiven, tellWatchers } from './tell.ts';
import './store-moving.ts';

finds(foundTasks);
keepsAccounts('tasks');
namesRecords(async (ctx, ids) => {
  const found = await loadTasks(ctx, ids, false);
  return new Map(found.map((task) => [task.id, { name: task.title, path: `/tasks/${task.id}` }]));
});
guardsRecords('task', mayReadEntry);
guardsRecords('tasks', mayReadExport);

const orderOf = (input: { sort?: Order['sort']; direction?: Order['direction'] }): Order => ({
  sort: input.sort ?? 'due',
  direction: input.direction ?? 'asc',
});

/** Refuses accounts that the reader may not see: a list must not tell whether there is one. */
async function checkFilter(ctx: Ctx, filter: Filter): Promise<void> {
  if (filter.accountId !== undefined) await checkAccountVisible(ctx, filter.accountId, 'accounts.read');
  else if (filter.box === 'account')
    throw new Invalid([{ field: 'accountId', expected: 'is required', rule: 'required' }]);
}

/** Refuses to put a task on an account that one may not see, and to touch one that is hidden. */
async function checkAccount(ctx: Ctx, task: TaskRecord | null, accountId: string | null): Promise<void> {
  if (task?.account_id && !(await loadAccountNames(ctx, [task.account_id])).has(task.account_id))
    throw new Refusal('tasks.accountHidden', 'It belongs to an account that you cannot see: leave that as it is.');
  if (accountId !== null) await checkAccountVisible(ctx, accountId, 'accounts.read');
}

type Saved = InputOf<typeof contract.saveTask>;
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What a save would change, by field; what is said as it is already is no change. */
function changedFields(task: TaskRecord, watchers: readonly string[], input: Saved): Field[] {
  const pairs: [Field, unknown, unknown][] = [
    ['title', input.title?.trim(), task.title],
    ['text', input.text, task.text],
    ['topic', input.topic, task.topic],
    ['account', input.accountId, task.account_id],
    ['private', input.isPrivate, task.is_private],
    ['priority', input.priority, PRIORITIES[task.priority - 1]],
    ['owner', input.ownerId, task.owner_id],
    ['due', input.due, dueOf(task)],
    ['repeat', input.repeat, task.repeat],
    ['checklist', input.checklist, task.checklist],
    ['watchers', input.watcherIds && [...input.watcherIds].sort(), [...watchers].sort()],
  ];
  return pairs.filter(([, wish, now]) => wish !== undefined && !same(wish, now)).map(([field]) => field);
}

function columnsOf(ctx: Ctx, input: Saved, fields: readonly Field[], dueOn: string | null): Record<string, unknown> {
  const has = (field: Field) => fields.includes(field);
  return {
    ...(has('title') ? { title: input.title!.trim() } : {}),
    ...(has('text') ? { text: input.text } : {}),
    ...(has('topic') ? { topic: input.topic } : {}),
    ...(has('account') ? { account_id: input.accountId } : {}),
    ...(has('private') ? { is_private: input.isPrivate } : {}),
    ...(has('priority') ? { priority: PRIORITIES.indexOf(input.priority!) + 1 } : {}),
    ...(has('owner') ? { owner_id: input.ownerId } : {}),
    ...(has('due') ? dueColumns(ctx, input.due ?? null) : {}),
    ...(has('repeat') ? repeatColumns(input.repeat ?? null, dueOn) : {}),
    ...(has('checklist') ? { checklist: asJson(input.checklist) } : {}),
  };
}

const HEADS = [
  'kind',
  'state',
  'title',
  'subject',
  'account',
  'owner',
  'given by',
  'department',
  'due',
  'time',
  'zone',
  'overdue',
  'priority',
  'made',
  'closed',
];

export const handlers = [
  handle(contract.listTasks, async (ctx, input) => {
    await checkFilter(ctx, input);
    const { rows, next } = await loadPage(ctx, input, orderOf(input), { after: input.after, limit: input.limit ?? 50 });
    const names = await namesFor(ctx, rows);
    return {
      rows: rows.map((task) => rowAnswer(ctx, task, names, { done: task.items_done, all: task.items_all })),
      next,
    };
  }),

  handle(contract.exportTasks, async (ctx, input) => {
    await checkFilter(ctx, input);
    const { format = 'csv', ...what } = input;
    ctx.note({ recordKind: 'tasks', recordId: null, accountId: input.accountId ?? null, after: { ...what, format } });
    async function* batches() {
      for await (const tasks of allPages(ctx, input, orderOf(input))) {
        const names = await namesFor(ctx, tasks);
        yield tasks.map((task) => {
          const row = rowAnswer(ctx, task, names, { done: 0, all: 0 });
          const day = row.due === null ? null : { date: row.due.on };
          return [
            ...[row.kind, row.state, row.title, row.topic, row.account?.name ?? null, row.owner?.name ?? null],
            ...[row.giver.name, row.department, day, row.due?.time ?? null, row.due?.zone ?? null, row.isOverdue],
            ...[row.priority, { dateTime: row.createdAt.slice(0, 19) }],
            row.closedAt === null ? null : { dateTime: row.closedAt.slice(0, 19) },
          ];
        });
      }
    }
    const name = `tasks-${ctx.today}.${format}`;
    if (format === 'csv') return { name, type: 'text/csv; charset=utf-8', content: csvBytes(HEADS, batches()) };
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { name, type, content: xlsxBytes(HEADS, batches(), 'Tasks') };
  }),

  handle(contract.getTask, async (ctx, input) => {
    const task = await loadTask(ctx, input.id);
    const [watchers, acts] = [await loadWatchers(ctx, task.id), await loadActs(ctx, task.id)];
    const names = await namesFor(ctx, [task], [...watchers, ...acts.flatMap((act) => [act.user_id, act.on_behalf_of])]);
    const { checklist } = task;
    const isSaid = (act: string) => act === 'report' || act === 'answer';
    return {
      ...rowAnswer(ctx, task, names, { done: checklist.filter((item) => item.done).length, all: checklist.length }),
      text: task.text,
      checklist,
      repeat: task.repeat,
      watchers: watchers.map((id) => personOf(ctx, names, id)),
      closedBy: task.closed_by === null ? null : personOf(ctx, names, task.closed_by),
      nextId: task.next_id,
      history: acts.map((act) => ({
        id: act.id,
        act: act.act,
        at: act.at.toISOString(),
        by: act.user_id === null ? null : personOf(ctx, names, act.user_id),
        onBehalfOf: act.on_behalf_of === null ? null : personOf(ctx, names, act.on_behalf_of),
        words: act.words,
        isLate: isSaid(act.act) && task.due_ms !== null && act.at.getTime() > task.due_ms,
      })),
      can: { change: [...fieldsOf(standingOf(task), readerOf(ctx))] },
    };
  }),

  handle(contract.createTask, async (ctx, input) => {
    const { kind = 'task', department = null, topic = null, isPrivate = false, due = null, repeat = null } = input;
    const me = ctx.actor.userId!;
    const ownerId = input.ownerId ?? (kind === 'task' ? me : null);
    const watchers = [...new Set(input.watcherIds ?? [])];
    const wish = {
      kind,
      giverId: me,
      ownerId,
      department,
      topic,
      isPrivate,
      hasDue: due !== null,
      repeats: repeat !== null,
    };
    await checkTask(ctx, wish, watchers);
    await checkAccount(ctx, null, input.accountId ?? null);
    const values = {
      ...{ kind, state: 'open' as const, topic, department, is_private: isPrivate, text: input.text ?? '' },
      title: input.title.trim(),
      account_id: input.accountId ?? null,
      priority: PRIORITIES.indexOf(input.priority ?? 'normal') + 1,
      giver_id: me,
      owner_id: ownerId,
      checklist: asJson(input.checklist ?? []),
      ...dueColumns(ctx, due),
      ...repeatColumns(repeat, due?.on ?? null),
    };
    const id = await addTask(ctx, values);
    await setWatchers(ctx, id, watchers);
    await addAct(ctx, id, 'created');
    await tellGiven(ctx, { ...values, id });
    await tellWatchers(
      ctx,
      { ...values, id },
      watchers.filter((one) => one !== ownerId),
    );
    return { id };
  }),

  handle(contract.saveTask, async (ctx, input) => {
    const task = await loadTask(ctx, input.id, true);
    const watchers = await loadWatchers(ctx, task.id);
    const fields = changedFields(task, watchers, input);
    if (fields.length === 0 && input.version === task.version) return { version: task.version };
    if (input.version === task.version) checkFields(standingOf(task), readerOf(ctx), fields);
    if (fields.includes('account')) await checkAccount(ctx, task, input.accountId ?? null);
    const due = fields.includes('due') ? (input.due ?? null) : dueOf(task);
    const ownerId = fields.includes('owner') ? (input.ownerId ?? null) : task.owner_id;
    const { kind, giver_id: giverId, department } = task;
    const wish = {
      ...{ kind, giverId, department, ownerId, hasDue: due !== null },
      topic: fields.includes('topic') ? (input.topic ?? null) : task.topic,
      isPrivate: input.isPrivate ?? task.is_private,
      repeats: (fields.includes('repeat') ? (input.repeat ?? null) : task.repeat) !== null,
    };
    // Who reports to whom is asked again only where it is given to somebody else.
    await checkTask(
      ctx,
      fields.includes('owner') ? wish : { ...wish, kind: kind === 'assignment' ? 'task' : kind },
      input.watcherIds ?? [],
    );
    const version = await saveColumns(ctx, task, input.version, columnsOf(ctx, input, fields, due?.on ?? null));
    if (fields.includes('owner') && ownerId !== null) await tellGiven(ctx, { ...task, owner_id: ownerId });
    if (fields.includes('watchers'))
      await tellWatchers(ctx, task, await setWatchers(ctx, task.id, input.watcherIds ?? []));
    return { version };
  }),

  handle(contract.actOnTask, async (ctx, input) => {
    const task = await loadTask(ctx, input.id, true);
    const { act, words = '', version = task.version } = input;
    return takeStep(ctx, task, { act, words, version });
  }),

  handle(contract.tickItem, async (ctx, input) => {
    const task = await loadTask(ctx, input.id, true);
    if (!task.checklist.some((item) => item.id === input.itemId)) throw new NotFound();
    checkFields(standingOf(task), readerOf(ctx), ['checklist']);
    const checklist = task.checklist.map((item) => (item.id === input.itemId ? { ...item, done: input.done } : item));
    if (!same(checklist, task.checklist)) await saveColumns(ctx, task, task.version, { checklist: asJson(checklist) });
    return { done: true as const };
  }),

  ...bulkHandlers,
  ...decisionHandlers,
] as const;
