import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import * as files from '../files/contract.ts';
import { jobs } from '../files/jobs.ts';
import { listNotices } from '../notices/contract.ts';
import { createProject, removeProject } from '../projects/contract.ts';
import { searchEverything } from '../search/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import { listTrash, restoreFromTrash } from '../trash/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
let support: Person;
let admin: Person;
const accounts = { kams: '', others: '' };
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head'], { name: 'Hanna' });
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

type Kind = 'task' | 'project';
const add = (who: Person, recordKind: Kind, recordId: string, name = 'terms.txt', payload = 'Chilled cabinets') =>
  who.ask(files.addRecordFile, { recordKind, recordId, name }, { payload });
const put = async (who: Person, recordKind: Kind, recordId: string, name?: string, payload?: string) => {
  const answer = await add(who, recordKind, recordId, name, payload);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const list = async (who: Person, recordKind: Kind, recordId: string) =>
  (await who.call(files.listRecordFiles, { recordKind, recordId })).rows.map(({ name }) => name);
const make = async (who: Person, input: Record<string, unknown>) =>
  (await who.call(contract.createTask, input as never)).id;
const found = async (who: Person, q: string) =>
  (await who.call(searchEverything, { q, kind: 'file' })).groups.flatMap((group) =>
    group.rows.map((row) => row.title.map((part) => part.text).join('')),
  );
const read = async () => {
  const { rows } = await t.inside((ctx) =>
    ctx.client.query("select id, number from files where text_state = 'waiting'"),
  );
  for (const { id, number } of rows)
    await jobs[0]!.run(t.house, { orgId: t.org.id, fileId: id, number }, new AbortController().signal);
};

describe('files of a task', () => {
  test('are read by whoever may see the task, and brought by those who have to do with it', async () => {
    const id = await make(kam, { title: 'Draw up the terms', accountId: accounts.kams, watcherIds: [other.id] });
    const file = await put(kam, 'task', id);
    expect(file.record).toEqual({ kind: 'task', id, name: 'Draw up the terms' });
    expect(file.accountName).toBe('Acme');
    for (const who of [kam, other, head, support]) expect(await list(who, 'task', id)).toEqual(['terms.txt']);
    // A watcher without the account sees the file and not the account; superiors and colleagues on the account read only.
    const seen = await other.call(files.getFile, { id: file.id });
    expect([seen.accountId, seen.accountName, seen.can.edit]).toEqual([null, null, true]);
    expect((await head.call(files.getFile, { id: file.id })).can.edit).toBe(false);
    expect((await add(head, 'task', id)).status).toBe(403);
    expect((await head.ask(files.renameFile, { id: file.id, version: 1, name: 'a.txt' })).status).toBe(403);
    expect((await head.ask(files.removeFile, { id: file.id, version: 1 })).status).toBe(403);
    expect((await other.file(files.downloadFile, { id: file.id })).bytes.toString()).toBe('Chilled cabinets');
    expect((await admin.ask(files.listRecordFiles, { recordKind: 'task', recordId: id })).status).toBe(403);
    const heard = (await other.call(listNotices, {})).rows.map((row) => [row.kind, row.params]);
    expect(heard).toContainEqual(['tasks.file', { title: 'Draw up the terms', file: 'terms.txt' }]);
    expect((await kam.call(listTimeline, { id: accounts.kams })).rows.map((row) => row.kind)).not.toContain(
      'files.added',
    );
    expect((await kam.call(files.listFiles, { id: accounts.kams })).rows.map(({ name }) => name)).toContain(
      'terms.txt',
    );
  });

  test('of a private task nobody else knows of: lists, search, audit, trash', async () => {
    const id = await make(kam, { title: 'Quiet', isPrivate: true, accountId: accounts.kams });
    const file = await put(kam, 'task', id, 'quiet-words.txt', 'Zanzibar vanilla');
    await read();
    expect(await found(kam, 'zanzibar')).toEqual(['quiet-words.txt']);
    expect((await kam.call(files.listFiles, { id: accounts.kams, q: 'zanzibar' })).rows).toHaveLength(1);
    for (const who of [head, support]) {
      expect((await who.ask(files.getFile, { id: file.id })).status).toBe(404);
      expect((await who.ask(files.downloadFile, { id: file.id })).status).toBe(404);
      expect((await who.ask(files.listRecordFiles, { recordKind: 'task', recordId: id })).status).toBe(404);
      expect((await add(who, 'task', id)).status).toBe(404);
      expect((await who.call(files.listFiles, { id: accounts.kams, q: 'zanzibar' })).rows).toEqual([]);
      expect(await found(who, 'zanzibar')).toEqual([]);
    }
    const entries = JSON.stringify(await head.call(listAudit, { limit: 100 }));
    expect(entries).not.toContain('quiet-words');
    await kam.call(files.removeFile, { id: file.id, version: 1 });
    expect(JSON.stringify(await head.call(listTrash, {}))).not.toContain('quiet-words');
    const [gone] = (await kam.call(listTrash, { q: 'quiet-words' })).rows;
    await kam.call(restoreFromTrash, { id: gone!.id });
    expect(await list(kam, 'task', id)).toEqual(['quiet-words.txt']);
  });

  test('follow it to another account, stay when it is closed, go with it and come back', async () => {
    const id = await make(head, { title: 'Moves', ownerId: kam.id, accountId: accounts.kams });
    const file = await put(kam, 'task', id, 'moved.txt', 'Muskoka timber');
    await head.call(contract.saveTask, { id, version: 1, accountId: accounts.others });
    expect((await head.call(files.getFile, { id: file.id })).accountName).toBe('Globex');
    await read();
    expect(await found(other, 'muskoka')).toEqual(['moved.txt']);
    expect((await kam.call(files.getFile, { id: file.id })).accountName).toBe(null);
    await kam.call(contract.actOnTask, { id, act: 'done' });
    const closed = await kam.call(files.getFile, { id: file.id });
    expect(closed.can.edit).toBe(false);
    expect((await kam.ask(files.removeFile, { id: file.id, version: closed.version })).status).toBe(403);
    expect((await add(kam, 'task', id)).status).toBe(403);
    const { version } = await head.call(contract.getTask, { id });
    await head.call(contract.removeTask, { id, version });
    expect((await head.ask(files.getFile, { id: file.id })).status).toBe(404);
    expect(await found(head, 'muskoka')).toEqual([]);
    const [gone] = (await head.call(listTrash, { q: 'Moves' })).rows;
    await head.call(restoreFromTrash, { id: gone!.id });
    expect(await list(kam, 'task', id)).toEqual(['moved.txt']);
  });

  test('are the evidence of an answer: which version it was given with is kept', async () => {
    const due = { on: '2030-01-10', time: null, zone: null };
    const id = await make(kam, { kind: 'request', title: 'Price?', topic: 'price', ownerId: support.id, due });
    const another = await make(kam, { title: 'Another' });
    const file = await put(support, 'task', id, 'prices.csv', 'a;b\n1;2');
    const strange = await put(kam, 'task', another, 'x.txt');
    const answer = (fileIds: string[], act: contract.Act = 'answer') =>
      support.ask(contract.actOnTask, { id, act, words: 'Here', fileIds });
    expect((await answer([strange.id])).body.code).toBe('tasks.notItsFile');
    expect(
      (await support.ask(contract.actOnTask, { id, act: 'decline', words: 'No', fileIds: [file.id] })).status,
    ).toBe(400);
    expect((await answer([file.id])).status).toBe(200);
    const payload = 'a;b\n1;3';
    await support.ask(files.addFileVersion, { id: file.id, name: 'prices.csv', version: 1 }, { payload });
    const task = await kam.call(contract.getTask, { id });
    const given = task.history.find((one) => one.act === 'answer')!;
    expect(given.files).toEqual([{ id: file.id, name: 'prices.csv', number: 1, isRemoved: false }]);
    expect((await kam.file(files.downloadFile, { id: file.id, number: 1 })).bytes.toString()).toBe('a;b\n1;2');
  });
});

describe('files of a project', () => {
  test('have the rights of the project, stand in the timeline of its account, go and come back with it', async () => {
    const { id } = await kam.call(createProject, { accountId: accounts.kams, name: 'New shelf' });
    const file = await put(kam, 'project', id, 'plan.txt', 'Kilimanjaro shelf');
    await read();
    expect(await found(kam, 'kilimanjaro')).toEqual(['plan.txt']);
    expect(await found(other, 'kilimanjaro')).toEqual([]);
    expect((await other.ask(files.listRecordFiles, { recordKind: 'project', recordId: id })).status).toBe(404);
    expect((await kam.call(listTimeline, { id: accounts.kams })).rows.map((row) => row.text)).toContain('plan.txt');
    await kam.call(removeProject, { id, version: 1 });
    expect((await kam.ask(files.getFile, { id: file.id })).status).toBe(404);
    const [gone] = (await kam.call(listTrash, { q: 'New shelf' })).rows;
    await kam.call(restoreFromTrash, { id: gone!.id });
    expect(await list(kam, 'project', id)).toEqual(['plan.txt']);
  });
});
