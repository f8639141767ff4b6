import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { beginDay, lookAfter } from '../../app/new-day.ts';
import { createAccount } from '../accounts/contract.ts';
import { listAudit } from '../audit/contract.ts';
import { listNotices } from '../notices/contract.ts';
import { listTrash } from '../trash/contract.ts';
import * as contract from './contract.ts';

const due = (on: string, time: string | null = null) => ({ on, time, zone: null });

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
let support: Person;

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Kim', reportsTo: head.id });
  other = await t.person(['kam'], { name: 'Otto', reportsTo: head.id });
  support = await t.person(['sales_support'], { name: 'Sam' });
});
afterAll(() => t.close());

type Input = Parameters<Person['call']>[1];
const make = async (who: Person, input: Input) => (await who.call(contract.createTask, input as never)).id;
const titles = async (who: Person, input: Input) =>
  (await who.call(contract.listTasks, input as never)).rows.map((row) => row.title);
const heard = async (who: Person) => (await who.call(listNotices, { unread: true })).rows.map((row) => row.kind);

describe('lists', () => {
  test('come by deadline or priority, page by page, filtered; what is open and what is closed', async () => {
    const who = await t.person(['account_manager'], { reportsTo: other.id });
    const wishes = [
      ['d', '2026-03-12', 'urgent'],
      ['a', '2026-03-09', 'low'],
      ['e', null, 'normal'],
      ['b', '2026-03-10', 'high'],
      ['c', '2026-03-10', 'normal'],
    ] as const;
    for (const [title, on, priority] of wishes) await make(who, { title, priority, ...(on ? { due: due(on) } : {}) });
    const walk = async (input: object) => {
      const found: string[] = [];
      let after: string | null | undefined;
      do {
        const page = await who.call(contract.listTasks, { ...input, limit: 2, ...(after ? { after } : {}) } as never);
        found.push(...page.rows.map((row) => row.title));
        after = page.next;
      } while (after);
      return found.join('');
    };
    expect(await walk({})).toBe('abcde');
    expect(await walk({ direction: 'desc' })).toBe('edcba');
    expect(await walk({ sort: 'priority' })).toBe('dbcea');
    expect(await walk({ sort: 'created', direction: 'desc' })).toBe('cbead');
    expect(await walk({ due: 'overdue' })).toBe('a');
    expect(await walk({ due: 'today' })).toBe('abc');
    expect(await walk({ due: 'none' })).toBe('e');
    expect(await walk({ priority: ['high', 'urgent'] })).toBe('bd');
    expect(await walk({ q: 'C' })).toBe('c');
    expect(await titles(other, { box: 'team' })).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await titles(head, { box: 'team' })).toEqual(['a', 'b', 'c', 'd', 'e']);
    const page = await who.call(contract.listTasks, { limit: 1 });
    expect((await who.ask(contract.listTasks, { after: page.next!, sort: 'priority' })).status).toBe(400);
    expect((await who.ask(contract.listTasks, { after: 'rubbish' })).status).toBe(400);

    const rows = (await who.call(contract.listTasks, {})).rows;
    const ids = rows.map((row) => row.id);
    const preview = await who.call(contract.previewBulkTasks, { ids, newPriority: 'low' });
    expect(preview).toEqual({
      ...{ matching: 5, changing: 4, same: 1, refused: 0, some: [] },
      was: [
        { value: 'normal', count: 2 },
        { value: 'high', count: 1 },
        { value: 'urgent', count: 1 },
      ],
    });
    const done = await who.call(contract.bulkTasks, { ids: ids.slice(0, 3), done: true });
    expect(done.changed).toBe(3);
    expect(await walk({ closed: true, sort: 'closed' })).toHaveLength(3);
    await who.call(contract.actOnTask, { id: ids[0]!, act: 'reopen' });
    expect(await who.call(contract.undoBulkTasks, { before: done.before })).toEqual({ changed: 2, left: 1 });
    expect(await walk({})).toBe('abcde');
    const given = await who.call(contract.bulkTasks, { ids, newOwnerId: kam.id });
    expect(await walk({})).toBe('');
    expect(await heard(kam)).toContain('tasks.givenMany');
    expect((await who.call(contract.undoBulkTasks, { before: given.before })).changed).toBe(5);
    const moved = await who.call(contract.bulkTasks, { ids: [ids[0]!], newDueOn: '2026-04-01' });
    expect(moved.before[0]!.due).toEqual(due('2026-03-09'));
    await who.call(contract.undoBulkTasks, { before: moved.before });
    expect(await walk({})).toBe('abcde');
    // What is not theirs to change is named and left; what they may not see is not there.
    const theirs = await make(head, { title: 'Of Hanna', watcherIds: [who.id] });
    const hidden = await make(kam, { title: 'Of Kim' });
    const mixed = await who.call(contract.previewBulkTasks, { ids: [theirs, hidden], newDueOn: '2026-04-01' });
    expect(mixed).toEqual({
      ...{ matching: 1, changing: 0, same: 0, was: [], refused: 1 },
      some: [{ id: theirs, title: 'Of Hanna', code: 'tasks.notYours' }],
    });
    expect((await who.ask(contract.bulkTasks, { ids, done: true, newPriority: 'low' })).status).toBe(400);
  });
});

test('everything that the filter matches changes at once, and comes back', async () => {
  const boss = await t.person(['head'], { name: 'Berta' });
  const who = await t.person(['kam'], { name: 'Willi', reportsTo: boss.id });
  const due3 = { due: due('2026-03-20') };
  for (let at = 0; at < 230; at += 1) await make(who, { title: `Many ${at}`, ...(at % 2 ? due3 : {}) });
  await make(who, { title: 'Another' });
  const assigned = await make(boss, { kind: 'assignment', title: 'Many by the head', ownerId: who.id });
  await make(boss, { title: 'Many, only mine', isPrivate: true });
  const filter = { box: 'ours' as const, q: 'many' };
  const asked = { newOwnerId: boss.id, ...filter };
  const preview = await who.call(contract.previewBulkTasks, asked);
  expect(preview).toMatchObject({ matching: 231, changing: 230, refused: 1 });
  expect(preview.was).toEqual([{ value: who.id, name: 'Willi', count: 230 }]);
  expect(preview.some).toEqual([{ id: assigned, title: 'Many by the head', code: 'tasks.notYours' }]);
  const done = await who.call(contract.bulkTasks, { filter, newOwnerId: boss.id });
  expect(done.changed).toBe(230);
  expect(done.before).toHaveLength(1);
  expect((await who.call(contract.listTasks, { ...filter, limit: 200 })).rows).toHaveLength(1);
  const audit = (await boss.call(listAudit, { operation: 'bulkTasks' })).rows;
  expect(audit).toHaveLength(1);
  const [one] = (await boss.call(contract.listTasks, { box: 'mine', q: 'many 7', limit: 1 })).rows;
  await boss.call(contract.saveTask, { id: one!.id, version: one!.version, priority: 'low' });
  expect(await who.call(contract.undoBulkTasks, { before: done.before })).toEqual({ changed: 229, left: 1 });
  const moved = await who.call(contract.bulkTasks, { filter, newDueOn: '2026-05-01' });
  expect(moved.before.map(({ due, tasks }) => [due?.on ?? null, tasks.length])).toEqual(
    expect.arrayContaining([
      ['2026-03-20', expect.any(Number)],
      [null, expect.any(Number)],
    ]),
  );
  await who.call(contract.undoBulkTasks, { before: moved.before });
  expect((await who.call(contract.listTasks, { ...filter, due: 'none', limit: 200 })).rows.length).toBeGreaterThan(100);
  const wrong = { before: [...done.before, ...moved.before] };
  expect((await who.ask(contract.undoBulkTasks, wrong)).status).toBe(400);
  expect((await who.ask(contract.bulkTasks, { newPriority: 'low' })).status).toBe(400);
  expect((await who.ask(contract.bulkTasks, { ids: [assigned], filter, newPriority: 'low' })).status).toBe(400);
});

test('lists ask what nobody has touched for long, mine and my team’s, and sort by title and change', async () => {
  const boss = await t.person(['head']);
  const who = await t.person(['kam'], { reportsTo: boss.id });
  const now = t.house.now;
  t.house.now = () => new Date('2026-01-05T09:00:00Z');
  const old = await make(who, { title: 'b old' });
  const touched = await make(who, { title: 'C old' });
  t.house.now = now;
  await who.call(contract.saveTask, { id: touched, version: 1, priority: 'high' });
  await make(who, { title: 'a new' });
  await make(boss, { title: 'd of the head' });
  const all = { box: 'ours' };
  expect(await titles(boss, { ...all, sort: 'title' })).toEqual(['a new', 'b old', 'C old', 'd of the head']);
  expect(await titles(who, { ...all, sort: 'title', direction: 'desc' })).toEqual(['C old', 'b old', 'a new']);
  expect(await titles(boss, { ...all, unchangedDays: 30 })).toEqual(['b old']);
  expect(await titles(boss, { ...all, olderDays: 30, sort: 'title' })).toEqual(['b old', 'C old']);
  const first = await boss.call(contract.listTasks, { box: 'ours', sort: 'changed', limit: 1 });
  expect(first.rows[0]!.id).toBe(old);
  const rest = await boss.call(contract.listTasks, { box: 'ours', sort: 'changed', after: first.next! });
  expect(rest.rows).toHaveLength(3);
  expect((await boss.file(contract.exportTasks, { box: 'ours', unchangedDays: 30 })).text).not.toContain('C old');
});

test('saved views of the tasks: kept, shared, closed for whom their account is hidden', async () => {
  const look = {
    filter: { box: 'team' as const, unchangedDays: 14 },
    sort: 'changed' as const,
    direction: 'asc' as const,
    columns: ['owner' as const, 'changed' as const],
  };
  const made = await head.call(contract.addTaskView, { name: 'Lain for long', isShared: true, ...look });
  expect((await kam.call(contract.listTaskViews, {})).rows).toMatchObject([{ ...look, can: { edit: false } }]);
  const hidden = await head.call(createAccount, { name: 'Not for Kim' });
  const about = { ...look, filter: { box: 'account' as const, accountId: hidden.id } };
  await head.call(contract.addTaskView, { name: 'Of that one', isShared: true, ...about });
  expect((await kam.call(contract.listTaskViews, {})).rows).toHaveLength(1);
  expect((await kam.ask(contract.addTaskView, { name: 'X', isShared: false, ...about })).status).toBe(404);
  const change = { id: made.id, version: 1, name: 'Lain', isShared: false, ...look };
  expect((await kam.ask(contract.saveTaskView, change)).status).toBe(403);
  await head.call(contract.saveTaskView, change);
  expect((await kam.ask(contract.removeTaskView, { id: made.id, version: 2 })).status).toBe(404);
  await head.call(contract.removeTaskView, { id: made.id, version: 2 });
  expect((await head.call(listTrash, {})).rows).toMatchObject([{ kind: 'taskView', title: 'Lain' }]);
});

test('what the calendar brings: due today in the morning, late requests to the superiors, once', async () => {
  const who = await t.person(['kam'], { reportsTo: head.id });
  await make(who, { title: 'Today', due: due('2026-03-11') });
  const id = await make(who, {
    kind: 'request',
    title: 'Late one',
    ownerId: support.id,
    due: due('2026-03-11', '12:00'),
  });
  await beginDay(t.house, t.org);
  t.house.now = () => new Date('2026-03-11T06:00:00Z');
  await beginDay(t.house, t.org);
  expect(await heard(who)).toContain('tasks.dueToday');
  await lookAfter(t.house, t.org);
  const told = async () => (await heard(head)).filter((kind) => kind === 'tasks.late').length;
  expect(await told()).toBe(0);
  t.house.now = () => new Date('2026-03-11T11:30:00Z');
  await lookAfter(t.house, t.org);
  await lookAfter(t.house, t.org);
  expect(await told()).toBe(1);
  await support.call(contract.actOnTask, { id, act: 'answer', words: 'Sorry, late' });
  const task = await who.call(contract.getTask, { id });
  expect(task.history.at(-1)).toMatchObject({ act: 'answer', isLate: true });
  expect(task.isOverdue).toBe(false);
});
