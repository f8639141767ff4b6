import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { runs } from '../../../test/runs.ts';
import { addDays } from '../../pure/period.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { createContact, eraseContact } from '../contacts/contract.ts';
import { listNotices } from '../notices/contract.ts';
import { actOnTask, createTask, getTask, listTasks, saveTask } from '../tasks/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';
import { tellLateProjects } from './public.ts';

const TODAY = '2026-03-10';
let t: TestHouse;
let head: Person;
let kam: Person;
let rep: Person;
let other: Person;
let admin: Person;
const ids = { north: '', below: '', south: '', ida: '', sven: '' };

beforeAll(async () => {
  t = await testHouse({ now: new Date(`${TODAY}T09:00:00Z`) });
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Kim' });
  rep = await t.person(['contributor'], { name: 'Rea' });
  other = await t.person(['kam'], { name: 'Otto' });
  admin = await t.person(['admin'], { name: 'Ada' });
  await t.inside(async (ctx) => {
    ids.north = await makeAccount(ctx, { name: 'North' });
    ids.below = await makeAccount(ctx, { name: 'North outlet', kind: 'outlet', parentId: ids.north });
    ids.south = await makeAccount(ctx, { name: 'South' });
    await makeTeamMember(ctx, { accountId: ids.north, userId: kam.id, duty: 'lead' });
    await makeTeamMember(ctx, { accountId: ids.north, userId: rep.id, duty: 'rep' });
    await makeTeamMember(ctx, { accountId: ids.south, userId: other.id, duty: 'lead' });
  });
  const at = (accountId: string) => ({ position: { accountId, title: 'Buyer' } });
  ids.ida = (await kam.call(createContact, { name: 'Ida', ...at(ids.below) })).id;
  ids.sven = (await other.call(createContact, { name: 'Sven', ...at(ids.south) })).id;
});
afterAll(() => t.close());

const begin = async (who: Person, more: Record<string, unknown> = {}) =>
  (await who.call(contract.createProject, { accountId: ids.north, name: 'Shelf', state: 'running', ...more } as never))
    .id;
const get = (who: Person, id: string) => who.call(contract.getProject, { id });
const heard = async (who: Person) => (await who.call(listNotices, { unread: true })).rows.map((row) => row.kind);

describe('who sees a project', () => {
  test('whoever sees its account and may read projects; a member who does not see the account is refused by name', async () => {
    const id = await begin(kam, { members: [{ userId: rep.id, role: 'Measures' }] });
    for (const who of [kam, head, rep])
      expect((await get(who, id)).members[0]).toMatchObject({ name: 'Rea', role: 'Measures' });
    for (const who of [other, admin]) expect((await who.ask(contract.getProject, { id })).status).not.toBe(200);
    expect(await heard(rep)).toContain('projects.added');
    const refused = await kam.ask(contract.saveProject, { id, version: 1, members: [{ userId: other.id, role: '' }] });
    expect(refused.body).toMatchObject({ code: 'projects.memberCannotSee', params: { name: 'Otto' } });
    expect((await rep.ask(contract.saveProject, { id, version: 1, name: 'X' })).status).toBe(403);
    expect((await get(rep, id)).can.edit).toBe(false);
    const people = (await kam.call(contract.listProjectPeople, { id: ids.north })).rows.map((one) => one.name);
    expect(people).toEqual(['Kim', 'Rea', 'Hanna']);
  });

  test('people of the customer have a position on the account or below; those who were erased lose their name', async () => {
    const id = await begin(kam, { contacts: [{ contactId: ids.ida, role: 'Sponsor' }] });
    expect((await get(kam, id)).contacts).toEqual([{ id: ids.ida, name: 'Ida', role: 'Sponsor' }]);
    const wrong = { id, version: 1, contacts: [{ contactId: ids.sven, role: '' }] };
    expect((await head.ask(contract.saveProject, wrong)).body.problems![0]!.field).toBe('contacts');
    await head.call(eraseContact, { id: ids.ida, version: 1 });
    expect((await get(kam, id)).contacts).toEqual([{ id: ids.ida, name: null, role: 'Sponsor' }]);
  });
});

describe('a project', () => {
  test('goes through its states; to cancel and to open again takes a reason; the timeline and the members hear of it', async () => {
    const id = await begin(kam, { state: 'idea', members: [{ userId: rep.id, role: '' }] });
    const move = (state: contract.State, version: number, reason?: string) =>
      kam.ask(contract.moveProject, { id, state, version, ...(reason ? { reason } : {}) });
    expect((await move('running', 1)).body.version).toBe(2);
    expect((await move('cancelled', 2)).body.code).toBe('projects.reason');
    expect((await move('running', 2)).body.code).toBe('projects.sameState');
    await move('cancelled', 2, 'No budget');
    expect(await get(kam, id)).toMatchObject({ state: 'cancelled', stateReason: 'No budget', closedOn: TODAY });
    expect((await move('running', 3)).body.code).toBe('projects.reason');
    expect((await move('running', 2, 'x')).status).toBe(409);
    await move('planned', 3, 'Money was found');
    expect((await get(kam, id)).closedOn).toBeNull();
    const kinds = (await kam.call(listTimeline, { id: ids.north })).rows.filter((one) => one.recordId === id);
    expect(kinds.map((one) => one.kind)).toEqual([...Array(3).fill('projects.moved'), 'projects.begun']);
    expect((await heard(rep)).filter((one) => one === 'projects.moved')).toHaveLength(3);
  });

  test('keeps money, days and milestones; what is no amount, no day or twice is named', async () => {
    const resources = {
      ...{ currency: 'EUR', budgetPlanned: '1000.50', budgetUsed: '1200', daysPlanned: '10', daysUsed: '2.5' },
      ...{ otherPlanned: 'A stand', otherUsed: '' },
    };
    const milestones = [{ id: 'a', name: 'Contract', dueOn: '2026-03-01', doneOn: null }];
    const id = await begin(kam, { resources, milestones, beginsOn: '2026-01-01', dueOn: '2026-03-05' });
    expect(await get(kam, id)).toMatchObject({
      resources: { ...resources, budgetUsed: '1200.00' },
      progress: 0,
      risks: ['deadline', 'milestones', 'budget', 'behind'],
    });
    const wrong: [Record<string, unknown>, string][] = [
      [{ resources: { ...resources, budgetUsed: '1.001' } }, 'resources.budgetUsed'],
      [{ resources: { ...resources, budgetUsed: '-1' } }, 'resources.budgetUsed'],
      [{ dueOn: '2025-12-31' }, 'dueOn'],
      [{ dueOn: '2026-02-30' }, 'dueOn'],
      [{ milestones: [milestones[0], milestones[0]] }, 'milestones'],
    ];
    for (const [change, field] of wrong) {
      const answer = await kam.ask(contract.saveProject, { id, version: 1, ...change } as never);
      expect([answer.status, answer.body.problems?.[0]?.field]).toEqual([400, field]);
    }
    await kam.call(contract.tickMilestone, { id, milestoneId: 'a', doneOn: TODAY });
    expect(await get(kam, id)).toMatchObject({ progress: 100, risks: ['deadline', 'budget'], version: 2 });
    const late = { id, version: 1, name: 'Another name' };
    expect((await kam.ask(contract.saveProject, late)).body).toMatchObject({
      code: 'stale',
      params: { current: { name: 'Shelf', version: 2 }, yours: { name: 'Another name' } },
    });
  });

  test('hears from its tasks, but never of private ones; the account of a task is the project’s', async () => {
    const id = await begin(kam);
    const make = async (more: Record<string, unknown>) =>
      (await kam.call(createTask, { title: 'One', projectId: id, ...more } as never)).id;
    const first = await make({ due: { on: '2026-03-09', time: null, zone: null } });
    const second = await make({});
    await make({ isPrivate: true });
    expect(await get(kam, id)).toMatchObject({ tasks: { done: 0, all: 2 }, progress: 0, risks: ['tasks'] });
    expect(await kam.call(getTask, { id: first })).toMatchObject({
      account: { id: ids.north },
      project: { id, name: 'Shelf' },
    });
    await kam.call(actOnTask, { id: first, act: 'done' });
    await kam.call(actOnTask, { id: second, act: 'cancel' });
    expect(await get(kam, id)).toMatchObject({ tasks: { done: 1, all: 1 }, progress: 100, risks: [] });
    const wrong = await head.ask(createTask, { title: 'X', projectId: id, accountId: ids.south });
    expect(wrong.body.code).toBe('tasks.projectAccount');
    expect((await other.ask(createTask, { title: 'X', projectId: id })).status).toBe(404);
    const open = await make({});
    await head.ask(saveTask, { id: open, version: 1, accountId: ids.south });
    await kam.call(saveTask, { id: open, version: 1, accountId: null });
    expect(await kam.call(getTask, { id: open })).toMatchObject({ account: null, project: null });
    expect((await get(kam, id)).tasks).toEqual({ done: 1, all: 1 });
    const rows = (await kam.call(listTasks, { box: 'project', projectId: id, closed: true })).rows;
    expect(rows.map((row) => row.id).sort()).toEqual([first, second].sort());
  });

  test('its members hear once that the deadline is past, and again for another deadline', async () => {
    const id = await begin(kam, { dueOn: '2026-03-01', members: [{ userId: rep.id, role: '' }] });
    const late = async () => {
      await t.inside((ctx) => tellLateProjects(ctx));
      return (await heard(rep)).filter((one) => one === 'projects.late').length;
    };
    const first = await late();
    expect(first).toBeGreaterThanOrEqual(1);
    expect(await late()).toBe(first);
    await kam.call(contract.saveProject, { id, version: 1, dueOn: '2026-03-05' });
    expect(await late()).toBe(first + 1);
  });
});

describe('the list', () => {
  test('property: pages give every project once, in order, whatever the filter; the flag is the rule', async () => {
    const made = Array.from({ length: 24 }, (_, at) => ({
      name: `List ${String((at * 7) % 24).padStart(2, '0')}`,
      state: (['idea', 'planned', 'running'] as const)[at % 3],
      beginsOn: at % 4 === 0 ? null : addDays(TODAY, -40 + at),
      dueOn: at % 5 === 0 ? null : addDays(TODAY, at - 6 > -40 + at ? at - 6 : 0),
      accountId: at % 2 === 0 ? ids.below : ids.north,
      milestones: Array.from({ length: at % 4 }, (_one, index) => ({
        id: String(index),
        name: 'M',
        dueOn: addDays(TODAY, index - 1),
        doneOn: index < at % 3 ? TODAY : null,
      })),
    }));
    for (const one of made) await begin(kam, one);
    const every = async (filter: Record<string, unknown>, limit: number) => {
      const rows: contract.ProjectRow[] = [];
      let after: string | undefined;
      do {
        const page = await kam.call(contract.listProjects, { ...filter, limit, ...(after ? { after } : {}) } as never);
        rows.push(...page.rows);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return rows;
    };
    const all = await every({ q: 'List' }, 200);
    expect(all).toHaveLength(24);
    const filters = fc.record({
      sort: fc.constantFrom(...contract.SORTS),
      direction: fc.constantFrom('asc', 'desc'),
      flag: fc.constantFrom(undefined, ...contract.FLAGS),
      limit: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(filters, async ({ sort, direction, flag, limit }) => {
        const rows = await every({ q: 'List', sort, direction, ...(flag ? { flag } : {}) }, limit);
        const fits = (row: contract.ProjectRow) =>
          flag === undefined || (flag === 'late' ? row.risks.includes('deadline') : row.risks.length > 0);
        expect(rows.map((row) => row.id).sort()).toEqual(
          all
            .filter(fits)
            .map((row) => row.id)
            .sort(),
        );
        const key = (row: contract.ProjectRow) =>
          sort === 'due' ? (row.dueOn ?? '9999') : sort === 'name' ? row.name.toLowerCase() : row.changedAt;
        const keys = rows.map(key);
        expect(keys).toEqual(direction === 'asc' ? [...keys].sort() : [...keys].sort().reverse());
      }),
      { numRuns: runs(12) },
    );
    expect(await every({ q: 'List', accountId: ids.north }, 50)).toHaveLength(12);
    expect(await every({ q: 'List', accountId: ids.north, group: true }, 50)).toHaveLength(24);
    const csv = (await kam.file(contract.exportProjects, { q: 'List 0' })).text;
    expect(csv.trim().split('\r\n')).toHaveLength(11);
    expect((await other.call(contract.listProjects, {})).rows).toEqual([]);
    expect((await other.ask(contract.listProjects, { accountId: ids.north })).status).toBe(404);
    const strange = await kam.ask(contract.listProjects, { sort: 'name', after: 'WyJkdWUiLCJhc2MiLCJ4IiwieSJd' });
    expect(strange.status).toBe(400);
  });
});
