import { explains } from '../../kernel/access-why.ts';
import { readersOf } from '../../kernel/readers.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import { noteReading } from '../../kernel/secret-logs.ts';
import { sheetAnswer } from '../../kernel/sheet-answer.ts';
import { discard, trashes } from '../../kernel/trash.ts';
import { NotFound, Refusal, StaleVersion } from '../../pure/refusal.ts';
import { checkAccountVisible, keepsAccounts } from '../accounts/public.ts';
import { namesRecords } from '../audit/public.ts';
import { keepsPersonalData } from '../contacts/public.ts';
import { keepsFiles } from '../files/public.ts';
import { guardsNotices } from '../notices/public.ts';
import { memberNames } from '../people/public.ts';
import { takeBackEntries } from '../timeline/public.ts';
import { answer, rowAnswers } from './answers.ts';
import * as contract from './contract.ts';
import { checkContacts, checkMembers, checkPlan, resourceColumns } from './plans.ts';
import { checkMove, isClosed } from './rules.ts';
import {
  asJson,
  insertProject,
  loadContacts,
  loadEditable,
  loadNames,
  loadProject,
  loadProjectsOf,
  setContacts,
  setMembers,
  updateProject,
} from './store.ts';
import { foundProjects } from './store-found.ts';
import { allPages, loadPage, type Order } from './store-list.ts';
import { deleteForGood, hide } from './store-removed.ts';
import { tellMembers, tellTimeline } from './told.ts';
import './store-moving.ts';
import './store-texts.ts';

finds(foundProjects);
keepsAccounts('projects');
keepsPersonalData('projects', loadProjectsOf);
namesRecords(async (ctx, ids) => {
  const found = await loadNames(ctx, ids);
  return new Map([...found].map(([id, { name }]) => [id, { name, path: `/projects/${id}` }]));
});
guardsNotices('projects', loadNames);
keepsFiles({
  kind: 'project',
  accountOf: async (ctx, id) => (await loadProject(ctx, id, 'projects.read')).account_id,
  writable: (ctx, ids) => loadEditable(ctx, ids),
  names: async (ctx, ids) => new Map([...(await loadNames(ctx, ids))].map(([id, { name }]) => [id, name])),
});
trashes({
  kind: 'project',
  verb: 'projects.edit',
  async restored(ctx, { recordId }) {
    const project = await loadProject(ctx, recordId, 'projects.edit', { removed: true });
    await hide(ctx, project, false);
    await tellTimeline(ctx, 'projects.restored', project);
  },
  async purge(ctx, ids) {
    await deleteForGood(ctx, ids);
    for (const id of ids) await takeBackEntries(ctx, id);
  },
});

const orderOf = (input: { sort?: Order['sort']; direction?: Order['direction'] }): Order => ({
  sort: input.sort ?? 'due',
  direction: input.direction ?? 'asc',
});

const HEADS = [
  ...['account', 'project', 'state', 'begins', 'deadline', 'closed', 'progress', 'tasks done', 'tasks'],
  ...['milestones reached', 'milestones', 'at risk', 'members'],
];

explains(
  'project',
  (ctx, id) => loadProject(ctx, id, 'projects.read'),
  async (_, project) => ({ accounts: [{ id: project.account_id, verb: 'projects.read' }], needs: 'both', own: null }),
);

export const handlers = [
  handle(contract.listProjects, async (ctx, input) => {
    if (input.accountId !== undefined) await checkAccountVisible(ctx, input.accountId, 'projects.read');
    const slice = { after: input.after, limit: input.limit ?? 50 };
    const { rows, next } = await loadPage(ctx, input, orderOf(input), slice);
    return { rows: await rowAnswers(ctx, rows), next };
  }),

  handle(contract.exportProjects, async (ctx, input) => {
    const { accountId = null } = input;
    if (accountId !== null) await checkAccountVisible(ctx, accountId, 'projects.read');
    const { format = 'csv', ...what } = input;
    ctx.note({ recordKind: 'projects', recordId: null, accountId, after: { ...what, format } });
    const day = (date: string | null) => (date === null ? null : { date });
    async function* batches() {
      for await (const rows of allPages(ctx, input, orderOf(input)))
        yield (await rowAnswers(ctx, rows)).map((row) => [
          ...[row.account.name, row.name, row.state, day(row.beginsOn), day(row.dueOn), day(row.closedOn)],
          ...[row.progress, row.tasks.done, row.tasks.all],
          ...[row.milestones.filter((one) => one.doneOn !== null).length, row.milestones.length],
          ...[row.risks.join(', '), row.members.map((one) => one.name).join(', ')],
        ]);
    }
    return sheetAnswer(ctx, {
      name: `projects-${ctx.today}`,
      format,
      headers: HEADS,
      batches: batches(),
      sheet: 'Projects',
    });
  }),

  handle(contract.getProject, async (ctx, input) => {
    const project = await loadProject(ctx, input.id, 'projects.read');
    noteReading(ctx, { kind: 'project', id: project.id, accountId: project.account_id, readers: null });
    return answer(ctx, project);
  }),

  handle(contract.listProjectPeople, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'projects.edit');
    const readers = await readersOf(ctx, 'projects.read', input.id);
    const names = await memberNames(
      ctx,
      readers.map(({ userId }) => userId),
    );
    const rows = readers.map(({ userId, onTeam }) => ({ id: userId, name: names.get(userId) ?? '', onTeam }));
    return {
      rows: rows.sort(
        (a, b) => Number(b.onTeam) - Number(a.onTeam) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
      ),
    };
  }),

  handle(contract.createProject, async (ctx, input) => {
    const { accountId, state = 'idea', beginsOn = null, dueOn = null, milestones = [] } = input;
    await checkAccountVisible(ctx, accountId, 'projects.edit');
    checkPlan(ctx, { beginsOn, dueOn, milestones });
    const members = input.members ?? [];
    const added = await checkMembers(ctx, accountId, members);
    await checkContacts(ctx, accountId, input.contacts ?? []);
    const values = {
      ...{ account_id: accountId, name: input.name.trim(), goal: (input.goal ?? '').trim(), state },
      ...{ begins_on: beginsOn, due_on: dueOn, milestones: asJson(milestones), currency: ctx.org.baseCurrency },
      ...(input.resources ? resourceColumns(input.resources) : {}),
    };
    const id = await insertProject(ctx, values);
    await setMembers(ctx, id, members);
    await setContacts(ctx, id, input.contacts ?? []);
    const project = { id, account_id: accountId, name: values.name };
    await tellTimeline(ctx, 'projects.begun', project, { state });
    await tellMembers(ctx, project, added, 'added');
    return { id };
  }),

  handle(contract.saveProject, async (ctx, input) => {
    const project = await loadProject(ctx, input.id, 'projects.edit', { lock: true });
    const { beginsOn = project.begins_on, dueOn = project.due_on, milestones = project.milestones } = input;
    if (input.version === project.version) checkPlan(ctx, { beginsOn, dueOn, milestones });
    const before = input.contacts === undefined ? [] : await loadContacts(ctx, project);
    const added = input.members ? await checkMembers(ctx, project.account_id, input.members, project.members) : [];
    await checkContacts(
      ctx,
      project.account_id,
      input.contacts ?? [],
      before.map((one) => one.id),
    );
    const changes = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.goal === undefined ? {} : { goal: input.goal.trim() }),
      ...(input.resources === undefined ? {} : resourceColumns(input.resources)),
      ...(input.milestones === undefined ? {} : { milestones: asJson(milestones) }),
      ...{ begins_on: beginsOn, due_on: dueOn },
    };
    if (input.version !== project.version) throw new StaleVersion(await answer(ctx, project), { ...input });
    const version = await updateProject(ctx, project, input.version, changes);
    if (input.members) await setMembers(ctx, project.id, input.members);
    if (input.contacts) await setContacts(ctx, project.id, input.contacts);
    await tellMembers(ctx, { ...project, name: input.name?.trim() ?? project.name }, added, 'added');
    return { version };
  }),

  handle(contract.moveProject, async (ctx, input) => {
    const project = await loadProject(ctx, input.id, 'projects.edit', { lock: true });
    const { state, reason = '' } = input;
    if (input.version === project.version) checkMove(project.state, state, reason);
    const version = await updateProject(ctx, project, input.version, {
      state,
      state_reason: reason.trim(),
      closed_on: isClosed(state) ? ctx.today : null,
    });
    await tellTimeline(ctx, 'projects.moved', project, { from: project.state, state });
    const members = project.members.map((one) => one.userId);
    await tellMembers(ctx, project, members, 'moved', { state });
    return { version };
  }),

  handle(contract.tickMilestone, async (ctx, input) => {
    const project = await loadProject(ctx, input.id, 'projects.edit', { lock: true });
    const milestone = project.milestones.find((one) => one.id === input.milestoneId);
    if (!milestone) throw new NotFound();
    if (isClosed(project.state)) throw new Refusal('projects.closed', 'The project is over. Open it again first.');
    if (milestone.doneOn === input.doneOn) return { done: true as const };
    const milestones = project.milestones.map((one) => (one === milestone ? { ...one, doneOn: input.doneOn } : one));
    checkPlan(ctx, { beginsOn: project.begins_on, dueOn: project.due_on, milestones });
    await updateProject(ctx, project, project.version, { milestones: asJson(milestones) });
    if (input.doneOn !== null) await tellTimeline(ctx, 'projects.milestone', project, { milestone: milestone.name });
    return { done: true as const };
  }),

  handle(contract.removeProject, async (ctx, input) => {
    const project = await loadProject(ctx, input.id, 'projects.edit', { lock: true });
    await hide(ctx, project, true, input.version);
    await discard(ctx, 'project', { recordId: project.id, accountId: project.account_id, title: project.name });
    await tellTimeline(ctx, 'projects.removed', project);
    const members = project.members.map((one) => one.userId);
    await tellMembers(ctx, project, members, 'removed');
    return { done: true as const };
  }),
] as const;
