import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { listNotices } from '../notices/contract.ts';
import * as contract from './contract.ts';

const NOW = '2026-03-10T09:00:00Z';
const due = (on: string, time: string | null = null, zone: string | null = null) => ({ on, time, zone });

let t: TestHouse;
let director: Person;
let head: Person;
let kam: Person;
let other: Person;
let support: Person;
let admin: Person;
const accounts = { kams: '', others: '' };

beforeAll(async () => {
  t = await testHouse({ now: new Date(NOW) });
  director = await t.person(['director'], { name: 'Dora' });
  head = await t.person(['head'], { name: 'Hanna', reportsTo: director.id });
  kam = await t.person(['kam'], { name: 'Kim', reportsTo: head.id });
  other = await t.person(['kam'], { name: 'Otto', reportsTo: head.id });
  support = await t.person(['sales_support'], { name: 'Sam' });
  admin = await t.person(['admin'], { name: 'Ada' });
  await t.inside(async (ctx) => {
    accounts.kams = await makeAccount(ctx, { name: 'Acme' });
    accounts.others = await makeAccount(ctx, { name: 'Globex' });
    await makeTeamMember(ctx, { accountId: accounts.kams, userId: kam.id, duty: 'lead' });
    await makeTeamMember(ctx, { accountId: accounts.others, userId: other.id, duty: 'lead' });
  });
});
afterAll(() => t.close());

type Input = Parameters<Person['call']>[1];
const make = async (who: Person, input: Input) => (await who.call(contract.createTask, input as never)).id;
const get = (who: Person, id: string) => who.call(contract.getTask, { id });
const status = async (who: Person, id: string) => (await who.ask(contract.getTask, { id })).status;
const act = (who: Person, id: string, one: contract.Act, words?: string) =>
  who.ask(contract.actOnTask, { id, act: one, ...(words === undefined ? {} : { words }) });
const titles = async (who: Person, input: Input) =>
  (await who.call(contract.listTasks, input as never)).rows.map((row) => row.title);
const heard = async (who: Person) => (await who.call(listNotices, { unread: true })).rows.map((row) => row.kind);

describe('who sees a task', () => {
  test('giver, owner, watchers, superiors of either, and whoever may read the account; nobody else', async () => {
    const id = await make(kam, { title: 'Call Acme', accountId: accounts.kams, watcherIds: [support.id] });
    for (const who of [kam, head, director, support]) expect(await status(who, id)).toBe(200);
    for (const who of [other, admin]) expect(await status(who, id)).toBe(404);
    const bare = await make(kam, { title: 'Own business' });
    for (const who of [kam, head, director]) expect(await status(who, bare)).toBe(200);
    for (const who of [other, support]) expect(await status(who, bare)).toBe(404);
    expect(await heard(support)).toContain('tasks.watching');
  });

  test('of a private one only the three, also in lists and in the audit', async () => {
    const id = await make(kam, {
      title: 'Secret plan',
      accountId: accounts.kams,
      isPrivate: true,
      watcherIds: [other.id],
    });
    expect(await status(other, id)).toBe(200);
    for (const who of [head, director, support]) expect(await status(who, id)).toBe(404);
    expect(await titles(head, { box: 'team' })).not.toContain('Secret plan');
    expect(await titles(head, { box: 'account', accountId: accounts.kams })).not.toContain('Secret plan');
    expect(await titles(kam, { box: 'account', accountId: accounts.kams })).toContain('Secret plan');
    for (const who of [head, admin]) {
      const entries = JSON.stringify(await who.call(listAudit, { limit: 200 }));
      expect(entries).not.toContain('Secret plan');
      expect(entries).not.toContain(id);
    }
    const shown = JSON.stringify(await head.call(listAudit, { limit: 200 }));
    expect(shown).toContain('Own business');
    expect(JSON.stringify(await admin.call(listAudit, { limit: 200 }))).not.toContain('Own business');
  });

  test('an account that the owner may not read has no name', async () => {
    const id = await make(head, { title: 'Ask around', accountId: accounts.others, ownerId: kam.id });
    expect(await get(kam, id)).toMatchObject({ account: null, accountHidden: true });
    expect(await get(other, id)).toMatchObject({ account: { name: 'Globex' }, accountHidden: false });
    const text = JSON.stringify([await get(kam, id), await kam.call(contract.listTasks, {})]);
    expect(text).not.toMatch(new RegExp(`Globex|${accounts.others}`));
    const file = await kam.file(contract.exportTasks, { format: 'csv' });
    expect(file.body).toContain('Ask around');
    expect(file.body).not.toContain('Globex');
    const { version } = await get(kam, id);
    const refused = await kam.ask(contract.saveTask, { id, version, accountId: accounts.kams });
    expect(refused.body.code).toBe('tasks.accountHidden');
    expect((await kam.ask(contract.saveTask, { id, version: 99, title: 'x' })).text).not.toContain(accounts.others);
    expect((await kam.ask(contract.createTask, { title: 'x', accountId: accounts.others })).status).toBe(404);
    expect((await kam.ask(contract.listTasks, { box: 'account', accountId: accounts.others })).status).toBe(404);
  });
});

describe('steps', () => {
  test('an assignment goes to one’s reports, comes back with a report, is returned and accepted', async () => {
    const wrong = await kam.ask(contract.createTask, { kind: 'assignment', title: 'x', ownerId: other.id });
    expect(wrong.body.code).toBe('tasks.notSuperior');
    const id = await make(director, {
      kind: 'assignment',
      title: 'Visit all',
      ownerId: kam.id,
      due: due('2026-03-20'),
    });
    expect(await heard(kam)).toContain('tasks.assigned');
    expect((await act(kam, id, 'report')).body.code).toBe('tasks.words');
    expect((await act(kam, id, 'report', 'Two of three visited')).status).toBe(200);
    expect((await act(kam, id, 'accept')).body.code).toBe('tasks.notNow');
    expect((await act(director, id, 'return', 'The third too')).status).toBe(200);
    expect(await heard(kam)).toContain('tasks.returned');
    await act(kam, id, 'report', 'All visited');
    expect((await act(director, id, 'accept')).body.state).toBe('done');
    const task = await get(kam, id);
    expect(task.history.map((one) => [one.by?.name, one.act, one.words])).toEqual([
      ['Dora', 'created', ''],
      ['Kim', 'report', 'Two of three visited'],
      ['Dora', 'return', 'The third too'],
      ['Kim', 'report', 'All visited'],
      ['Dora', 'accept', ''],
    ]);
    expect(task).toMatchObject({ closedBy: { name: 'Dora' }, acts: [], can: { change: [] } });
  });

  test('a request waits in a department, is taken and answered; a proposal is decided by the management, not by who made it', async () => {
    const id = await make(kam, {
      kind: 'request',
      title: 'Price list',
      topic: 'price',
      department: 'sales_support',
      due: due('2026-03-12'),
    });
    expect(await titles(support, { box: 'inbox' })).toEqual(['Price list']);
    expect(await status(other, id)).toBe(404);
    expect((await act(support, id, 'take')).status).toBe(200);
    expect(await titles(support, { box: 'inbox' })).toEqual([]);
    expect((await act(support, id, 'answer', 'Attached')).body.state).toBe('answered');
    expect((await act(kam, id, 'accept')).body.state).toBe('done');
    const idea = await make(head, { kind: 'proposal', title: 'Buy a van' });
    expect(await titles(head, { box: 'inbox' })).toEqual([]);
    expect((await act(head, idea, 'accept', 'Because')).body.code).toBe('tasks.notNow');
    expect(await titles(director, { box: 'inbox' })).toEqual(['Buy a van']);
    expect((await act(director, idea, 'later', 'Next year')).body.state).toBe('later');
    expect((await act(director, idea, 'accept', 'Now')).body.state).toBe('accepted');
    expect(await heard(head)).toContain('tasks.decided');
  });

  test('a repeated task makes its next one once, and takes it back when it is opened again untouched', async () => {
    const id = await make(kam, {
      title: 'Month end',
      due: due('2026-01-31', '17:00', 'Asia/Kolkata'),
      repeat: { unit: 'month', every: 1, monthDay: -1, count: 3 },
      checklist: [{ id: 'a', text: 'Count', done: false }],
      watcherIds: [support.id],
    });
    await kam.call(contract.tickItem, { id, itemId: 'a', done: true });
    const next = (await act(kam, id, 'done')).body.nextId!;
    const second = await get(kam, next);
    expect(second).toMatchObject({
      title: 'Month end',
      due: due('2026-03-31', '17:00', 'Asia/Kolkata'),
      checklist: [{ done: false }],
      watchers: [{ name: 'Sam' }],
    });
    expect(second.dueAt).toBe('2026-03-31T11:30:00.000Z');
    await act(kam, id, 'reopen');
    expect(await status(kam, next)).toBe(404);
    const again = (await act(kam, id, 'done')).body.nextId!;
    await kam.call(contract.saveTask, { id: again, version: 1, text: 'Worked on' });
    await act(kam, id, 'reopen');
    expect((await act(kam, id, 'done')).body.nextId).toBe(again);
    const third = (await act(kam, again, 'done')).body.nextId!;
    expect((await get(kam, third)).due?.on).toBe('2026-04-30');
    expect((await act(kam, third, 'done')).body.nextId).toBeNull();
  });
});

describe('two who edit', () => {
  test('the later one is refused with both states; what is not theirs is refused', async () => {
    const id = await make(head, { title: 'Shared', text: 'First', ownerId: kam.id });
    const { version } = await get(kam, id);
    await head.call(contract.saveTask, { id, version, text: 'From Hanna' });
    const late = await kam.ask(contract.saveTask, { id, version, text: 'From Kim' });
    expect(late.body).toMatchObject({
      status: 409,
      code: 'stale',
      params: { current: { text: 'From Hanna' }, yours: { text: 'From Kim' } },
    });
    expect((await kam.ask(contract.saveTask, { id, version: version + 1, ownerId: other.id })).body.code).toBe(
      'tasks.notYours',
    );
    expect(
      (await director.ask(contract.saveTask, { id, version: version + 1, due: due('2026-05-01') })).body.code,
    ).toBe('tasks.notYours');
    expect((await kam.ask(contract.saveTask, { id, version: version + 1, due: due('2026-02-30') })).status).toBe(400);
    // What is said as it is already is no change.
    await kam.call(contract.saveTask, {
      id,
      version: version + 1,
      title: 'Shared',
      ownerId: kam.id,
      due: due('2026-05-01'),
    });
  });
});

test('a decision reaches whom it is for; leaders know who has not read it, and remind them', async () => {
  expect(
    (await head.ask(contract.publishDecision, { title: 'x', text: 'x', inForceFrom: '2026-04-01' })).body.code,
  ).toBe('tasks.toWhom');
  const wish = {
    title: 'No rebates by word of mouth',
    text: 'In writing only.',
    inForceFrom: '2026-04-01',
    roles: ['kam' as const],
  };
  expect((await kam.ask(contract.publishDecision, wish)).status).toBe(403);
  const { id } = await director.call(contract.publishDecision, wish);
  expect(await heard(kam)).toContain('tasks.decision');
  expect(await heard(support)).not.toContain('tasks.decision');
  for (const who of [support, admin]) {
    expect((await who.call(contract.listDecisions, {})).rows).toEqual([]);
    for (const one of [contract.readDecision, contract.listDecisionReaders, contract.remindReaders])
      expect((await who.ask(one, { id })).status).toBe(404);
  }
  expect((await kam.call(contract.listDecisions, { unread: true })).rows).toMatchObject([
    { isForMe: true, readAt: null, readers: null },
  ]);
  await kam.call(contract.readDecision, { id });
  await kam.call(contract.readDecision, { id });
  expect((await kam.call(contract.listDecisions, { unread: true })).rows).toEqual([]);
  expect((await kam.call(contract.listDecisions, {})).rows[0]!.readAt).toBe(new Date(NOW).toISOString());
  expect((await head.ask(contract.readDecision, { id })).body.code).toBe('tasks.notForYou');
  expect((await director.call(contract.listDecisions, {})).rows[0]).toMatchObject({
    isForMe: false,
    readers: { read: 1, all: 2 },
  });
  const readers = await director.call(contract.listDecisionReaders, { id });
  expect(readers.rows.map((one) => [one.name, one.readAt !== null])).toEqual([
    ['Otto', false],
    ['Kim', true],
  ]);
  expect(await director.call(contract.remindReaders, { id })).toEqual({ reminded: 1 });
  expect(await heard(other)).toContain('tasks.decisionReminder');
  // Somebody who leads, without belonging to the management, answers for their own people only.
  const lead = await t.person(['sales_support']);
  const junior = await t.person(['kam'], { reportsTo: lead.id, name: 'Jo' });
  expect((await lead.call(contract.listDecisions, {})).rows).toMatchObject([
    { isForMe: false, readers: { read: 0, all: 1 } },
  ]);
  expect((await lead.call(contract.listDecisionReaders, { id })).rows).toEqual([
    { id: junior.id, name: 'Jo', readAt: null, earlier: null },
  ]);
});
