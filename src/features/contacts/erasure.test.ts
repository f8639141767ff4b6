import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { MASK } from '../../pure/person-words.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { addNote, listNotes } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { actOnTask, createTask, getTask } from '../tasks/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let accountId = '';
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Karin' });
  await t.inside(async (ctx) => {
    accountId = await makeAccount(ctx, { name: 'North' });
    await makeTeamMember(ctx, { accountId, userId: kam.id });
  });
});
afterAll(() => t?.close());

test('what others wrote is shown as far as the eraser may read it, and hidden everywhere; a namesake is spared', async () => {
  const { id } = await kam.call(contract.createContact, {
    name: 'Vera Vogel',
    position: { accountId, title: 'Buyer' },
  });
  const note = (text: string, kept: object | null) =>
    kam.call(addNote, { id: accountId, body: bodyOf(text), kept } as never);
  await note('Open: VOGEL, Vera agreed', null);
  await note('Secret: Vera Vogel leaves', { readers: [], team: false });
  const task = async (title: string) => (await kam.call(createTask, { title, accountId })).id;
  const [meant, other] = [await task('Call V. Vogel'), await task('Vera Vogel of the bank')];
  await kam.call(actOnTask, { id: other, act: 'done', words: 'Vera Vogel was paid' });

  expect((await kam.ask(contract.previewErasure, { id })).status).toBe(403);
  const { texts, version, proposed } = await head.call(contract.previewErasure, { id });
  expect(texts.map((one) => `${one.kind}: ${one.before}|${one.hit}|${one.after}`).sort()).toEqual([
    'note: Open: |VOGEL, Vera| agreed',
    'task: Call |V. Vogel|',
    'task: |Vera Vogel| of the bank',
  ]);
  expect(proposed).toEqual(['Vera', 'Vogel']);
  expect((await head.call(contract.previewErasure, { id, words: ['agreed'] })).texts).toHaveLength(3);
  expect((await head.ask(contract.eraseContact, { id, version: version + 1 })).status).toBe(409);

  await head.call(contract.eraseContact, { id, version, spare: [other] });
  const said = (await kam.call(listNotes, { id: accountId })).rows.map((row) => JSON.stringify(row.body));
  expect(said.join()).toContain('Open: […] agreed');
  expect(said.join()).toContain('Secret: […] leaves');
  expect((await kam.call(getTask, { id: meant })).title).toBe('Call […]');
  expect((await kam.call(getTask, { id: other })).title).toBe('Vera Vogel of the bank');
  expect(JSON.stringify(await kam.call(getTask, { id: other }))).toContain('Vera Vogel was paid');
  const { rows } = await kam.call(listTimeline, { id: accountId });
  const told = rows.map((row) => `${row.recordId === other} ${JSON.stringify([row.text, row.params])}`);
  expect(told.filter((text) => text.startsWith('false') && /Vogel/.test(text))).toEqual([]);
  expect(told.filter((text) => text.startsWith('true') && text.includes(MASK))).toEqual([]);
});
