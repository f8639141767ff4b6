import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { getAccount, saveAccount } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { createContact, getContact } from '../contacts/contract.ts';
import * as dossiers from '../dossiers/contract.ts';
import { addDefinition, listFields } from '../fields/contract.ts';
import * as files from '../files/contract.ts';
import * as notes from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { listNotices } from '../notices/contract.ts';
import { searchEverything } from '../search/contract.ts';
import { createTask, getTask } from '../tasks/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import { listTrash, restoreFromTrash } from '../trash/contract.ts';
import { explainRecord, getClasses, listReadings, type RecordKind, saveClasses } from './contract.ts';

let t: TestHouse;
let director: Person;
let head: Person;
let kam: Person;
let deputy: Person;
let outside: Person;
const ids = { account: '', strict: '', internal: '', spare: '' };

beforeAll(async () => {
  t = await testHouse();
  director = await t.person(['director'], { name: 'Dora' });
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Karin' });
  deputy = await t.person(['kam'], { name: 'Lena' });
  outside = await t.person(['kam'], { name: 'Olga' });
  await t.inside(async (ctx) => {
    ids.account = await makeAccount(ctx, { name: 'Globex' });
    await makeTeamMember(ctx, { accountId: ids.account, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.account, userId: deputy.id, duty: 'deputy' });
  });
  const classes = [
    { name: 'Spare', roles: ['director' as const, 'head' as const, 'kam' as const], people: [kam.id], mark: false },
    { name: 'Internal', roles: ['director' as const, 'head' as const, 'kam' as const], people: [kam.id], mark: false },
    { name: 'Strict', roles: ['director' as const], people: [kam.id], mark: false },
  ];
  const saved = await director.call(saveClasses, { version: 1, logsDays: 365, classes });
  t.house.identity.forget();
  [ids.spare, ids.internal, ids.strict] = saved.classes.map(({ id }) => id) as [string, string, string];
});
afterAll(() => t.close());

const found = async (who: Person, q: string) =>
  (await who.call(searchEverything, { q })).groups.flatMap((group) => group.rows.map((row) => row.kind));
const entries = async (who: Person, kind: 'notes.written' | 'files.added' | 'dossiers.changed') =>
  (await who.call(listTimeline, { id: ids.account, kind: [kind] })).rows.length;

describe('a class on a note', () => {
  test('opens it to its author and to those who are cleared, on every road; to nobody else on the team', async () => {
    const note = await kam.call(notes.addNote, {
      ...{ id: ids.account, body: bodyOf('They will sell the zebra works') },
      kept: { readers: [], team: false, class: ids.strict },
    });
    expect(note.kept).toEqual({ readers: [], team: false, class: { id: ids.strict, name: 'Strict' } });
    for (const [who, sees] of [
      [kam, true],
      [director, true],
      [head, false],
      [deputy, false],
    ] as const) {
      expect((await who.ask(notes.getNote, { id: note.id })).status).toBe(sees ? 200 : 404);
      expect((await who.call(notes.listNotes, { id: ids.account })).rows).toHaveLength(sees ? 1 : 0);
      expect(await entries(who, 'notes.written')).toBe(sees ? 1 : 0);
      expect(await found(who, 'zebra')).toEqual(sees ? ['note'] : []);
      expect((await who.call(listTimeline, { id: ids.account, q: 'zebra' })).rows).toHaveLength(sees ? 1 : 0);
    }
    // To whom the class does not say it, a name does.
    const named = await kam.call(notes.keepNote, {
      ...{ id: note.id, version: note.version },
      kept: { readers: [deputy.id], team: false, class: ids.strict },
    });
    expect((await deputy.ask(notes.getNote, { id: note.id })).status).toBe(200);
    expect(named.kept?.readers.map(({ name }) => name)).toEqual(['Lena']);
    await kam.call(notes.removeNote, { id: note.id, version: named.version });
    const trash = async (who: Person) => (await who.call(listTrash, {})).rows;
    const [[row], others] = [await trash(director), await trash(head)];
    expect([row?.kind, others]).toEqual(['note', []]);
    await director.call(restoreFromTrash, { id: row!.id });
    expect((await head.ask(notes.getNote, { id: note.id })).status).toBe(404);
  });

  test('a class that there is not is refused', async () => {
    const input = { id: ids.account, body: bodyOf('x'), kept: { readers: [], team: false, class: kam.id } };
    const answer = await kam.ask(notes.addNote, input);
    expect([answer.status, answer.body.problems?.[0]?.field]).toEqual([400, 'class']);
  });

  test('only who may read it is told that it mentions them', async () => {
    const mention = (id: string) => ({ type: 'mention' as const, attrs: { id } });
    const body = {
      type: 'doc' as const,
      content: [{ type: 'paragraph' as const, content: [mention(director.id), mention(deputy.id), mention(head.id)] }],
    };
    await kam.call(notes.addNote, { id: ids.account, body, kept: { readers: [], team: false, class: ids.strict } });
    const told = async (who: Person) =>
      (await who.call(listNotices, {})).rows.filter(({ kind }) => kind === 'notes.mentioned').length;
    expect([await told(director), await told(head), await told(deputy)]).toEqual([1, 0, 0]);
  });
});

describe('a class on a file', () => {
  test('opens its words and its bytes to those who are cleared', async () => {
    const input = { id: ids.account, name: 'okapi.txt', confidential: true, class: ids.strict };
    const file = (await kam.ask(files.addFile, input, { payload: 'okapi prices' })).body;
    expect(file.kept).toMatchObject({ class: { name: 'Strict' } });
    for (const [who, sees] of [
      [director, true],
      [head, false],
      [deputy, false],
    ] as const) {
      expect((await who.ask(files.getFile, { id: file.id })).status).toBe(sees ? 200 : 404);
      expect((await who.ask(files.downloadFile, { id: file.id })).status).toBe(sees ? 200 : 404);
      expect(await found(who, 'okapi')).toEqual(sees ? ['file'] : []);
      expect(await entries(who, 'files.added')).toBe(sees ? 1 : 0);
    }
  });
});

describe('a text of a dossier for a class', () => {
  const write = (who: Person, text: string, more: Record<string, unknown> = {}) =>
    who.ask(dossiers.saveSection, {
      ...{ id: ids.account, section: 'strategy', version: 0, text, source: 'customer' },
      ...more,
    });
  test('stands beside the open one, which others write as if there were no other', async () => {
    expect((await write(kam, 'Quokka is for sale', { class: ids.strict })).status).toBe(200);
    const before = await head.call(dossiers.getDossier, { id: ids.account });
    expect([before.sections, before.confidential]).toEqual([[], []]);
    expect(before.standing.gaps.some(({ item, what }) => item === 'strategy' && what === 'missing')).toBe(true);
    expect((await write(deputy, 'They grow in the north')).status).toBe(200);
    const seen = await director.call(dossiers.getDossier, { id: ids.account });
    expect(seen.sections.map(({ text }) => text)).toEqual(['They grow in the north']);
    expect(seen.confidential).toMatchObject([{ text: 'Quokka is for sale', class: { name: 'Strict' }, version: 1 }]);
    expect([await found(director, 'quokka'), await found(head, 'quokka')]).toEqual([['section'], []]);
    // The open text was written once, the other one too: the timeline tells each to whom it may.
    expect([await entries(director, 'dossiers.changed'), await entries(head, 'dossiers.changed')]).toEqual([2, 1]);
  });

  test('of two who write it at once the later is shown both; who is not cleared neither reads nor writes', async () => {
    const stale = await write(director, 'Quokka was sold', { class: ids.strict, version: 7 });
    expect(stale.status).toBe(409);
    expect(stale.body.params).toMatchObject({
      current: { text: 'Quokka is for sale' },
      yours: { text: 'Quokka was sold' },
    });
    for (const who of [head, deputy]) {
      expect((await write(who, 'mine', { class: ids.strict })).status).toBe(400);
      const versions = { id: ids.account, section: 'strategy' as const, class: ids.strict };
      expect((await who.ask(dossiers.listSectionVersions, versions)).status).toBe(400);
    }
    const { rows } = await head.call(listAudit, { operation: 'saveSection' });
    expect(JSON.stringify(rows)).not.toContain('Quokka');
    expect(rows.filter((row) => row.accountId === ids.account)).toHaveLength(1);
  });
});

describe('a class on a field', () => {
  test('its values are read and written by those who are cleared', async () => {
    const labels = { en: 'Floor price' };
    await director.call(addDefinition, {
      recordKind: 'account',
      key: 'floor',
      type: 'text',
      labels,
      class: ids.strict,
    });
    const save = (who: Person) =>
      who.ask(saveAccount, { id: ids.account, version: 1, fields: { floor: { value: '17' } } });
    expect((await save(head)).status).toBe(400);
    expect((await save(kam)).status).toBe(200);
    const read = async (who: Person) => JSON.stringify((await who.call(getAccount, { id: ids.account })).fields);
    expect([(await read(director)).includes('17'), (await read(head)).includes('17')]).toEqual([true, false]);
    const keys = async (who: Person) => (await who.call(listFields, {})).rows.map(({ key }) => key);
    expect([await keys(director), await keys(head)]).toEqual([['floor'], []]);
  });
});

describe('why a record is seen', () => {
  test('is answered for each, with a reason exactly where it is open', async () => {
    const note = { id: ids.account, body: bodyOf('plain') };
    const kept = (more: object) => ({ ...note, kept: { readers: [], team: false, class: null, ...more } });
    const made: [RecordKind, string, (who: Person, id: string) => Promise<{ status: number }>][] = [];
    for (const input of [
      ...[note, kept({}), kept({ team: true }), kept({ readers: [head.id] })],
      ...[kept({ class: ids.strict }), kept({ class: ids.internal })],
    ]) {
      const { id } = await kam.call(notes.addNote, input);
      made.push(['note', id, (who) => who.ask(notes.getNote, { id })]);
    }
    for (const more of [{}, { confidential: true, class: ids.internal }, { confidential: true, team: true }]) {
      const input = { id: ids.account, name: 'a.txt', ...more };
      const { id } = (await kam.ask(files.addFile, input, { payload: 'words' })).body;
      made.push(['file', id, (who) => who.ask(files.getFile, { id })]);
    }
    for (const position of [{ accountId: ids.account }, undefined]) {
      const { id } = await kam.call(createContact, { name: 'Ann', ...(position && { position }) });
      made.push(['contact', id, (who) => who.ask(getContact, { id })]);
    }
    for (const more of [
      ...[{ accountId: ids.account }, { accountId: ids.account, isPrivate: true }],
      ...[{ ownerId: outside.id }, { watcherIds: [outside.id] }, {}],
    ]) {
      const { id } = await kam.call(createTask, { kind: 'task', title: 'Ask', ...more } as never);
      made.push(['task', id, (who) => who.ask(getTask, { id })]);
    }
    for (const [kind, id, get] of made)
      for (const who of [kam, deputy, head, director, outside]) {
        const isOpen = (await get(who, id)).status === 200;
        const answer = await who.ask(explainRecord, { kind, id });
        expect(answer.status, `${kind} ${id}`).toBe(isOpen ? 200 : 404);
        if (isOpen)
          expect([answer.body.closed, answer.body.reasons.length + answer.body.own.length > 0]).toEqual([null, true]);
        const asked = await director.ask(explainRecord, { kind, id, userId: who.id });
        if (asked.status === 200) expect(asked.body.closed === null, `${kind} ${id} ${who.email}`).toBe(isOpen);
      }
    const [, id] = made[4]!;
    expect((await director.call(explainRecord, { kind: 'note', id })).own).toEqual([
      { kind: 'clearedFor', class: 'Strict' },
    ]);
    expect((await director.call(explainRecord, { kind: 'note', id, userId: head.id })).closed).toBe('record');
    expect((await deputy.ask(explainRecord, { kind: 'note', id: made[0]![1], userId: kam.id })).status).toBe(403);
  });
});

describe('the log of readings', () => {
  test('names who read what is confidential, to those only who might read it themselves', async () => {
    const rows = (await director.call(listReadings, { limit: 200 })).rows;
    const seen = new Set(rows.map(({ record, person, class: name }) => `${person.name} ${record.kind} ${name}`));
    for (const line of ['Dora note Strict', 'Dora file Strict', 'Dora dossier Strict', 'Karin note Strict'])
      expect(seen).toContain(line);
    const others = (await head.call(listReadings, { limit: 200 })).rows;
    expect(others.filter(({ class: name }) => name !== 'Internal' && name !== null)).toEqual([]);
  });
});

describe('the ladder', () => {
  test('keeps a class in which something is', async () => {
    const now = await director.call(getClasses, {});
    const without = { version: now.version, logsDays: 365, classes: now.classes.filter(({ id }) => id !== ids.strict) };
    const answer = await director.ask(saveClasses, without);
    expect(answer.body).toMatchObject({ code: 'secrets.classHeld', params: { class: 'Strict' } });
    const other = { ...without, classes: now.classes.filter(({ id }) => id !== ids.spare) };
    expect((await director.ask(saveClasses, other)).status).toBe(200);
  });
});
