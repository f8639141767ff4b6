import { explains } from '../../kernel/access-why.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { noteOpened } from '../../kernel/opened.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import { noteReading } from '../../kernel/secret-logs.ts';
import type { InputOf } from '../../pure/operation.ts';
import { NotFound } from '../../pure/refusal.ts';
import { keepsAccounts } from '../accounts/public.ts';
import { guardsRecords, namesRecords } from '../audit/public.ts';
import { keepsFields, fieldsOf as ownFieldsOf, withFields, writeFields } from '../fields/public.ts';
import { filesNamed } from '../files/public.ts';
import { guardsNotices } from '../notices/public.ts';
import { dueOf, namesFor, personOf, readerOf, rowAnswer, standingOf } from './answers.ts';
import * as contract from './contract.ts';
import { type Field, PRIORITIES } from './contract-words.ts';
import { handlers as bulkHandlers } from './operations-bulk.ts';
import { handlers as decisionHandlers } from './operations-decisions.ts';
import { handlers as listHandlers } from './operations-lists.ts';
import { handlers as removalHandlers } from './operations-removal.ts';
import { handlers as viewHandlers } from './operations-views.ts';
import { handlers as watchingHandlers } from './operations-watching.ts';
import { accountWith, checkAccount, withProject } from './placing.ts';
import { checkFields } from './rules.ts';
import { checkTask, dueColumns, repeatColumns, takeStep } from './steps.ts';
import {
  addAct,
  addTask,
  asJson,
  type Evidence,
  loadActs,
  loadTask,
  loadTasks,
  saveColumns,
  type TaskRecord,
} from './store.ts';
import { foundByFields, foundTasks } from './store-found.ts';
import { mayReadEntry, mayReadExport, mayReadTaskOf, reportsAmong } from './store-visible.ts';
import { loadSelfWatchers, loadWatchers, setWatchers } from './store-watchers.ts';
import { tellChanged, tellGiven, tellWatchers } from './tell.ts';
import './store-moving.ts';
import './store-texts.ts';

keepsFields({ kind: 'task', guards: mayReadTaskOf });
finds(withFields(foundTasks, foundByFields));
keepsAccounts('tasks');
namesRecords(async (ctx, ids) => {
  const found = await loadTasks(ctx, ids, false);
  return new Map(found.map((task) => [task.id, { name: task.title, path: `/tasks/${task.id}` }]));
});
guardsRecords('task', mayReadEntry);
guardsNotices('tasks', async (ctx, ids) => new Set((await loadTasks(ctx, ids, false)).map(({ id }) => id)));
guardsRecords('tasks', mayReadExport);

type Saved = InputOf<typeof contract.saveTask>;
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What a save would change, by field; what is said as it is already is no change. */
function changedFields(task: TaskRecord, watchers: readonly string[], input: Saved): Field[] {
  const pairs: [Field, unknown, unknown][] = [
    ['title', input.title?.trim(), task.title],
    ['text', input.text, task.text],
    ['topic', input.topic, task.topic],
    ['account', input.accountId, task.account_id],
    ['project', input.projectId, task.project_id],
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
    ...(has('project') ? { project_id: input.projectId } : {}),
    ...(has('private') ? { is_private: input.isPrivate } : {}),
    ...(has('priority') ? { priority: PRIORITIES.indexOf(input.priority!) + 1 } : {}),
    ...(has('owner') ? { owner_id: input.ownerId } : {}),
    ...(has('due') ? dueColumns(ctx, input.due ?? null) : {}),
    ...(has('repeat') ? repeatColumns(input.repeat ?? null, dueOn) : {}),
    ...(has('checklist') ? { checklist: asJson(input.checklist) } : {}),
  };
}

explains(
  'task',
  (ctx, id) => loadTask(ctx, id),
  async (as, task) => {
    const me = as.actor.userId;
    const isWatcher = (await loadWatchers(as, task.id)).some((id) => id === me);
    const own = [
      ...(task.owner_id === me ? [{ kind: 'owner' as const }] : []),
      ...(task.giver_id === me ? [{ kind: 'giver' as const }] : []),
      ...(isWatcher ? [{ kind: 'watcher' as const }] : []),
    ];
    // A private one is for these three alone.
    if (task.is_private) return { accounts: [], own, needs: 'either' };
    const reports = as.scope('tasks.read') === 'own' ? [] : await reportsAmong(as, [task.owner_id, task.giver_id]);
    const isPut = task.department !== null && as.actor.roles.includes(task.department);
    const isSent = (task.kind === 'proposal' || task.kind === 'shortcoming') && as.can('tasks.decide');
    return {
      accounts: task.account_id === null ? [] : [{ id: task.account_id, verb: 'accounts.read' }],
      own: [
        ...own,
        ...(reports.length > 0 ? [{ kind: 'superior' as const }] : []),
        ...(isPut ? [{ kind: 'department' as const }] : []),
        ...(isSent ? [{ kind: 'decides' as const }] : []),
      ],
      needs: 'either',
    };
  },
);

export const handlers = [
  ...listHandlers,
  handle(contract.getTask, async (ctx, input) => {
    const task = await loadTask(ctx, input.id);
    noteOpened(ctx, 'task', task.id);
    // Of a private one nobody else hears, whoever sees its account.
    if (!task.is_private) noteReading(ctx, { kind: 'task', id: task.id, accountId: task.account_id, readers: null });
    const [watchers, acts] = [await loadWatchers(ctx, task.id), await loadActs(ctx, task.id)];
    const selfWatchers = (await loadSelfWatchers(ctx, task.id)).filter((one) => !watchers.includes(one));
    const names = await namesFor(
      ctx,
      [task],
      [...watchers, ...selfWatchers, ...acts.flatMap((act) => [act.user_id, act.on_behalf_of])],
    );
    const given = acts.map((act) => act.evidence as unknown as Evidence[]);
    const files = new Map(
      (
        await filesNamed(
          ctx,
          given.flat().map((one) => one.id),
        )
      ).map((file) => [file.id, file]),
    );
    const { checklist } = task;
    const isSaid = (act: string) => act === 'report' || act === 'answer';
    return {
      ...rowAnswer(ctx, task, names, { done: checklist.filter((item) => item.done).length, all: checklist.length }),
      text: task.text,
      checklist,
      repeat: task.repeat,
      watchers: watchers.map((id) => personOf(ctx, names, id)),
      selfWatchers: selfWatchers.map((id) => personOf(ctx, names, id)),
      isWatched: [...watchers, ...selfWatchers].includes(ctx.actor.userId ?? ''),
      closedBy: task.closed_by === null ? null : personOf(ctx, names, task.closed_by),
      nextId: task.next_id,
      history: acts.map((act, at) => ({
        id: act.id,
        act: act.act,
        at: act.at.toISOString(),
        by: act.user_id === null ? null : personOf(ctx, names, act.user_id),
        onBehalfOf: act.on_behalf_of === null ? null : personOf(ctx, names, act.on_behalf_of),
        words: act.words,
        files: given[at]!.flatMap(({ id, number }) => {
          const file = files.get(id);
          return file ? [{ id, name: file.name, number, isRemoved: file.is_removed }] : [];
        }),
        isLate: isSaid(act.act) && task.due_ms !== null && act.at.getTime() > task.due_ms,
      })),
      fields: await ownFieldsOf(ctx, 'task', task.id),
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
    const projectId = input.projectId ?? null;
    const accountId = (await accountWith(ctx, projectId, input.accountId)) ?? null;
    await checkAccount(ctx, null, accountId);
    const values = {
      ...{ kind, state: 'open' as const, topic, department, is_private: isPrivate, text: input.text ?? '' },
      title: input.title.trim(),
      account_id: accountId,
      project_id: projectId,
      priority: PRIORITIES.indexOf(input.priority ?? 'normal') + 1,
      giver_id: me,
      owner_id: ownerId,
      checklist: asJson(input.checklist ?? []),
      ...dueColumns(ctx, due),
      ...repeatColumns(repeat, due?.on ?? null),
    };
    const id = await addTask(ctx, values);
    await writeFields(ctx, { kind: 'task', recordId: id, accountId: values.account_id, isNew: true }, input.fields);
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

  handle(contract.saveTask, async (ctx, said) => {
    const task = await loadTask(ctx, said.id, true);
    const input = await withProject(ctx, task, said);
    const watchers = await loadWatchers(ctx, task.id);
    if (input.fields !== undefined && Object.keys(input.fields).length > 0) {
      checkFields(standingOf(task), readerOf(ctx), ['text']);
      await writeFields(ctx, { kind: 'task', recordId: task.id, accountId: task.account_id }, input.fields);
    }
    const fields = changedFields(task, watchers, input);
    if (fields.length === 0 && input.version === task.version) return { version: task.version };
    if (input.version === task.version) checkFields(standingOf(task), readerOf(ctx), fields);
    if (fields.includes('account') || fields.includes('project'))
      await checkAccount(ctx, task, fields.includes('account') ? (input.accountId ?? null) : null);
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
    if (fields.includes('due') || fields.includes('owner')) await tellChanged(ctx, task);
    if (fields.includes('watchers'))
      await tellWatchers(ctx, task, await setWatchers(ctx, task.id, input.watcherIds ?? []));
    return { version };
  }),

  handle(contract.actOnTask, async (ctx, input) => {
    const task = await loadTask(ctx, input.id, true);
    const { act, words = '', fileIds = [], version = task.version } = input;
    return takeStep(ctx, task, { act, words, version, fileIds });
  }),

  handle(contract.tickItem, async (ctx, input) => {
    const task = await loadTask(ctx, input.id, true);
    if (!task.checklist.some((item) => item.id === input.itemId)) throw new NotFound();
    checkFields(standingOf(task), readerOf(ctx), ['checklist']);
    const checklist = task.checklist.map((item) => (item.id === input.itemId ? { ...item, done: input.done } : item));
    if (!same(checklist, task.checklist)) await saveColumns(ctx, task, task.version, { checklist: asJson(checklist) });
    return { done: true as const };
  }),

  ...removalHandlers,
  ...viewHandlers,
  ...watchingHandlers,
  ...bulkHandlers,
  ...decisionHandlers,
] as const;
