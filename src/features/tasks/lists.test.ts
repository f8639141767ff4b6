import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { beginDay, lookAfter } from '../../app/new-day.ts';
import { listNotices } from '../notices/contract.ts';
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
    const preview = await who.call(contract.previewBulkTasks, { ids, priority: 'low' });
    expect(preview).toEqual({ changing: 4, same: 1, refused: [] });
    const done = await who.call(contract.bulkTasks, { ids: ids.slice(0, 3), done: true });
    expect(done.changed).toBe(3);
    expect(await walk({ closed: true, sort: 'closed' })).toHaveLength(3);
    await who.call(contract.actOnTask, { id: ids[0]!, act: 'reopen' });
    expect(await who.call(contract.undoBulkTasks, { before: done.before })).toEqual({ changed: 2, left: 1 });
    expect(await walk({})).toBe('abcde');
    const given = await who.call(contract.bulkTasks, { ids, ownerId: kam.id });
    expect(await walk({})).toBe('');
    expect(await heard(kam)).toContain('tasks.givenMany');
    expect((await who.call(contract.undoBulkTasks, { before: given.before })).changed).toBe(5);
    const moved = await who.call(contract.bulkTasks, { ids: [ids[0]!], dueOn: '2026-04-01' });
    expect(moved.before[0]!.due).toEqual(due('2026-03-09'));
    await who.call(contract.undoBulkTasks, { before: moved.before });
    expect(await walk({})).toBe('abcde');
    // What is not theirs to change is named and left; what they may not see is not there.
    const theirs = await make(head, { title: 'Of Hanna', watcherIds: [who.id] });
    const hidden = await make(kam, { title: 'Of Kim' });
    const mixed = await who.call(contract.previewBulkTasks, { ids: [theirs, hidden], dueOn: '2026-04-01' });
    expect(mixed).toEqual({
      changing: 0,
      same: 0,
      refused: [{ id: theirs, title: 'Of Hanna', code: 'tasks.notYours' }],
    });
    expect((await who.ask(contract.bulkTasks, { ids, done: true, priority: 'low' })).status).toBe(400);
  });
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
