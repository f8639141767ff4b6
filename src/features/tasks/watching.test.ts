import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { listNotices } from '../notices/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
let support: Person;
let account = '';
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Kim', reportsTo: head.id });
  other = await t.person(['kam'], { name: 'Otto' });
  support = await t.person(['sales_support'], { name: 'Sam' });
  await t.inside(async (ctx) => {
    account = await makeAccount(ctx, { name: 'Acme' });
    await makeTeamMember(ctx, { accountId: account, userId: kam.id, duty: 'lead' });
  });
});
afterAll(() => t.close());

const heard = async (who: Person) => (await who.call(listNotices, {})).rows.map((row) => row.kind);
const watched = async (who: Person) =>
  (await who.call(contract.listTasks, { box: 'watching' })).rows.map((row) => row.title);

describe('watching by oneself', () => {
  test('whoever sees a task watches it, hears of its steps, finds it among what they watch, and stops', async () => {
    const { id } = await kam.call(contract.createTask, { title: 'Call', accountId: account });
    expect((await other.ask(contract.watchTask, { id })).status).toBe(404);
    expect((await other.ask(contract.unwatchTask, { id })).status).toBe(404);
    await support.call(contract.watchTask, { id });
    await support.call(contract.watchTask, { id });
    const seen = await support.call(contract.getTask, { id });
    expect([seen.isWatched, seen.watchers, seen.selfWatchers.map(({ name }) => name)]).toEqual([true, [], ['Sam']]);
    expect(await watched(support)).toEqual(['Call']);
    const due = { on: '2030-01-10', time: null, zone: null };
    await kam.call(contract.saveTask, { id, version: 1, due });
    await kam.call(contract.actOnTask, { id, act: 'done' });
    expect(await heard(support)).toEqual(['tasks.done', 'tasks.changed']);
    expect(await support.call(contract.unwatchTask, { id })).toEqual({ sees: true });
    expect((await support.call(contract.getTask, { id })).isWatched).toBe(false);
    await kam.call(contract.actOnTask, { id, act: 'reopen' });
    expect(await heard(support)).toHaveLength(2);
  });

  test('opens nothing: a task that becomes private is gone from lists and notices; being named opens it', async () => {
    const { id } = await kam.call(contract.createTask, { title: 'Turns private', accountId: account });
    await support.call(contract.watchTask, { id });
    await kam.call(contract.actOnTask, { id, act: 'done' });
    await kam.call(contract.actOnTask, { id, act: 'reopen' });
    const { version } = await kam.call(contract.getTask, { id });
    await kam.call(contract.saveTask, { id, version, isPrivate: true });
    expect((await support.ask(contract.getTask, { id })).status).toBe(404);
    expect(await watched(support)).not.toContain('Turns private');
    expect(JSON.stringify(await support.call(listNotices, {}))).not.toContain('Turns private');
    const now = await kam.call(contract.getTask, { id });
    await kam.call(contract.saveTask, { id, version: now.version, watcherIds: [support.id] });
    expect(await watched(support)).toEqual(['Turns private']);
    expect(await support.call(contract.unwatchTask, { id })).toEqual({ sees: false });
    expect((await support.ask(contract.getTask, { id })).status).toBe(404);
  });
});

describe('a decision that is corrected', () => {
  const said = { title: 'Discounts', text: 'At most 5 per cent', inForceFrom: '2030-01-01' };
  test('keeps what it was, asks to be read again, and says who has read which version', async () => {
    const { id } = await head.call(contract.publishDecision, { ...said, roles: ['kam'] });
    await kam.call(contract.readDecision, { id, number: 1 });
    const input = { id, ...said, number: 1, text: 'At most 7 per cent', correction: 'Seven, not five' };
    expect((await kam.ask(contract.correctDecision, input)).status).toBe(403);
    expect((await head.ask(contract.correctDecision, { ...input, inForceFrom: '2030-02-30' })).status).toBe(400);
    expect((await head.ask(contract.correctDecision, { ...input, correction: ' ' })).status).toBe(400);
    expect(await head.call(contract.correctDecision, input)).toEqual({ number: 2 });
    const stale = await head.ask(contract.correctDecision, { ...input, text: 'At most 6 per cent' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('At most 7 per cent');
    expect(stale.text).toContain('At most 6 per cent');

    expect(await heard(kam)).toContain('tasks.decisionCorrected');
    const [now] = (await kam.call(contract.listDecisions, { unread: true })).rows;
    expect([now!.text, now!.number, now!.readNumber, now!.readAt]).toEqual(['At most 7 per cent', 2, 1, null]);
    expect([now!.correction?.words, now!.correction?.by?.name]).toEqual(['Seven, not five', 'Hanna']);
    const { rows: versions } = await kam.call(contract.listDecisionVersions, { id });
    expect(versions.map((one) => [one.number, one.text, one.readAt !== null])).toEqual([
      [1, 'At most 5 per cent', true],
    ]);

    expect((await kam.ask(contract.readDecision, { id, number: 1 })).body.code).toBe('tasks.corrected');
    const readers = async () =>
      (await head.call(contract.listDecisionReaders, { id })).rows
        .map((one) => [one.name, one.readAt !== null, one.earlier?.number ?? null])
        .sort();
    expect(await readers()).toEqual([
      ['Kim', false, 1],
      ['Otto', false, null],
    ]);
    await kam.call(contract.readDecision, { id, number: 2 });
    expect(await readers()).toEqual([
      ['Kim', true, 1],
      ['Otto', false, null],
    ]);
    const entries = (await head.call(listAudit, { limit: 50 })).rows.map((row) => row.operation);
    expect(entries).toContain('correctDecision');
    // Whom it is not for sees neither.
    expect((await support.ask(contract.listDecisionVersions, { id })).status).toBe(404);
  });
});
