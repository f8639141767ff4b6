import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { addAddress, listAddresses, removeAddress } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import {
  addContactNote,
  createContact,
  eraseContact,
  getContact,
  removeContactNote,
  removePosition,
} from '../contacts/contract.ts';
import { addChange, getDossier, listChanges, removeChange, removeYear, saveYear } from '../dossiers/contract.ts';
import { addFile, getFile, listFiles, removeFile } from '../files/contract.ts';
import { addNote, keepNote, listNotes, removeNote } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { createProject, getProject, listProjects, removeProject } from '../projects/contract.ts';
import * as map from '../relationships/contract.ts';
import { createTask, getTask, removeTask } from '../tasks/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';
import { purgeTrash } from './public.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let mate: Person;
let other: Person;
let director: Person;
const ids = { north: '', south: '' };

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  director = await t.person(['director'], { name: 'Dora' });
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Kim' });
  mate = await t.person(['kam'], { name: 'Mia' });
  other = await t.person(['kam'], { name: 'Otto' });
  await t.inside(async (ctx) => {
    ids.north = await makeAccount(ctx, { name: 'North' });
    ids.south = await makeAccount(ctx, { name: 'South' });
    await makeTeamMember(ctx, { accountId: ids.north, userId: kam.id, duty: 'lead' });
    await makeTeamMember(ctx, { accountId: ids.north, userId: mate.id, duty: 'deputy' });
    await makeTeamMember(ctx, { accountId: ids.south, userId: other.id, duty: 'lead' });
  });
});
afterAll(() => t.close());
beforeEach(() => t.inside((ctx) => ctx.client.query('delete from trash_records')));

const rows = async (who: Person, input: Record<string, unknown> = {}) =>
  (await who.call(contract.listTrash, input as never)).rows;
const only = async (who: Person) => {
  const found = await rows(who);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const restore = (who: Person, id: string) => who.ask(contract.restoreFromTrash, { id });
const contact = async (name: string, accountId = ids.north) =>
  (await head.call(createContact, { name, position: { accountId, title: 'Buyer' } })).id;
const count = (table: string) =>
  t.inside(async (ctx) => Number((await ctx.client.query(`select count(*) from ${table}`)).rows[0].count));

describe('what is deleted comes back as it was', () => {
  test('an address, also from a colleague of the team; nobody else knows of it', async () => {
    const { id } = await kam.call(addAddress, {
      id: ids.north,
      kind: 'delivery',
      name: 'Ramp 3',
      city: 'Bonn',
    } as never);
    const before = await kam.call(listAddresses, { id: ids.north });
    await kam.call(removeAddress, { id: ids.north, addressId: id, version: 1 });
    const found = await only(mate);
    expect(found).toMatchObject({ kind: 'address', title: 'Ramp 3, Bonn', account: { name: 'North' }, daysLeft: 30 });
    expect(found.removedBy).toEqual({ id: kam.id, name: 'Kim' });
    expect(await rows(other)).toEqual([]);
    expect((await restore(other, found.id)).status).toBe(404);
    expect((await other.ask(contract.purgeFromTrash, { id: found.id })).status).toBe(404);
    expect((await restore(mate, found.id)).body).toMatchObject({ leftOut: 0 });
    expect(await kam.call(listAddresses, { id: ids.north })).toEqual(before);
    expect(await rows(kam)).toEqual([]);
    expect((await restore(mate, found.id)).status).toBe(404);
  });

  test('a card of the map with its lines, ties and place; a line whose other end is gone stays away and is counted', async () => {
    const [boss, buyer, clerk] = [await contact('Boss'), await contact('Buyer'), await contact('Clerk')];
    const card = async (contactId: string) => (await kam.call(map.addMapPerson, { id: ids.north, contactId })).id;
    const [top, middle, low] = [await card(boss), await card(buyer), await card(clerk)];
    const line = (from: string, to: string) => kam.call(map.addMapLine, { id: ids.north, kind: 'reports', from, to });
    await line(middle, top);
    await line(low, middle);
    await kam.call(map.saveTie, {
      ...{ id: ids.north, personId: middle, userId: kam.id, version: 0 },
      ...{ level: 'brief', wanted: 'multiple' },
    } as never);
    await kam.call(map.placeMapPerson, { id: ids.north, personId: middle, version: 0, x: 5, y: 6 });
    const whole = await kam.call(map.getRelationshipMap, { id: ids.north });
    const remove = (personId: string) => kam.call(map.removeMapPerson, { id: ids.north, personId, version: 1 });
    await remove(middle);
    const found = await only(kam);
    expect(found).toMatchObject({ kind: 'mapPerson', title: 'Buyer', hanging: 4 });
    expect((await restore(kam, found.id)).body).toMatchObject({ leftOut: 0 });
    expect(await kam.call(map.getRelationshipMap, { id: ids.north })).toEqual(whole);
    await remove(middle);
    await remove(low);
    const gone = (await rows(kam)).find((row) => row.title === 'Buyer')!;
    expect((await restore(kam, gone.id)).body.leftOut).toBe(1);
    // The clerk brings the line to the buyer along no more: it stood with the buyer.
    const back = (await rows(kam)).find((row) => row.title === 'Clerk')!;
    expect((await restore(kam, back.id)).body.leftOut).toBe(0);
  });

  test('somebody who was put on the map anew meanwhile: refused with the reason, and nothing is done by half', async () => {
    const contactId = await contact('Twice');
    const { id } = await kam.call(map.addMapPerson, { id: ids.north, contactId });
    await kam.call(map.removeMapPerson, { id: ids.north, personId: id, version: 1 });
    await kam.call(map.addMapPerson, { id: ids.north, contactId });
    const refused = await restore(kam, (await only(kam)).id);
    expect([refused.status, refused.body.code]).toEqual([409, 'trash.clash']);
    await only(kam);
  });

  test('figures of a year, a change in the business and a position', async () => {
    const year = {
      revenue: '100',
      profit: null,
      employees: 5,
      currency: 'EUR',
      source: 'web',
      knownAsOf: '2025-12-31',
    };
    await kam.call(saveYear, { id: ids.north, year: 2024, version: 0, ...year } as never);
    const { years, standing } = await kam.call(getDossier, { id: ids.north });
    await kam.call(removeYear, { id: ids.north, year: 2024, version: 1 });
    await restore(kam, (await only(kam)).id);
    expect(await kam.call(getDossier, { id: ids.north })).toMatchObject({ years, standing });

    const change = { kind: 'newShop', happenedOn: '2026-01-01', text: 'A shop\nin Bonn', source: 'web' } as const;
    const { id } = await kam.call(addChange, { id: ids.north, ...change });
    const changes = await kam.call(listChanges, { id: ids.north });
    await kam.call(removeChange, { id: ids.north, changeId: id, version: 1 });
    const found = await only(kam);
    expect(found.title).toBe('A shop');
    await restore(kam, found.id);
    expect(await kam.call(listChanges, { id: ids.north })).toEqual(changes);

    const contactId = await contact('Paul');
    const { positions } = await kam.call(getContact, { id: contactId });
    await kam.call(removePosition, { id: contactId, positionId: positions[0]!.id, version: 1 });
    const out = await only(kam);
    expect(out.title).toBe('Paul, Buyer');
    await restore(kam, out.id);
    expect((await kam.call(getContact, { id: contactId })).positions).toEqual(positions);
  });

  test('a note with its files and its place in the timeline; a file of it only after the note', async () => {
    const note = await kam.call(addNote, { id: ids.north, body: bodyOf('Remember the ramp') });
    const on = { id: ids.north, recordKind: 'note', recordId: note.id };
    const put = (name: string) => kam.ask(addFile, { ...on, name } as never, { payload: `Content of ${name}` });
    const [first, second] = [(await put('one.txt')).body, (await put('two.txt')).body];
    await kam.call(removeFile, { id: first.id, version: 1 });
    await kam.call(removeNote, { id: note.id, version: note.version });
    expect((await rows(kam)).map((row) => row.kind)).toEqual(['note', 'file']);
    const [noteRow, fileRow] = await rows(kam);
    expect((await restore(kam, fileRow!.id)).body.code).toBe('trash.gone');
    expect((await restore(kam, noteRow!.id)).status).toBe(200);
    expect((await kam.call(listNotes, { id: ids.north })).rows.map((row) => row.id)).toContain(note.id);
    expect((await kam.ask(getFile, { id: second.id })).status).toBe(200);
    expect((await kam.ask(getFile, { id: first.id })).status).toBe(404);
    expect((await restore(kam, fileRow!.id)).status).toBe(200);
    expect((await kam.ask(getFile, { id: first.id })).status).toBe(200);
    const entries = (await kam.call(listTimeline, { id: ids.north })).rows;
    expect(entries.some((entry) => entry.recordId === note.id)).toBe(true);
  });

  test('a project with its people and tasks', async () => {
    const { id } = await kam.call(createProject, {
      ...{ accountId: ids.north, name: 'Shelf', members: [{ userId: mate.id, role: 'Plans' }] },
    });
    const task = (await kam.call(createTask, { title: 'Draw', projectId: id })).id;
    const before = await kam.call(getProject, { id });
    await kam.call(removeProject, { id, version: 1 });
    expect((await kam.ask(getProject, { id })).status).toBe(404);
    expect((await kam.call(listProjects, {})).rows).toEqual([]);
    expect((await kam.call(getTask, { id: task })).project).toBeNull();
    expect((await restore(mate, (await only(mate)).id)).body.path).toBe(`/projects/${id}`);
    expect(await kam.call(getProject, { id })).toMatchObject({ ...before, version: 3, changedAt: expect.any(String) });
    expect((await kam.call(getTask, { id: task })).project).toEqual({ id, name: 'Shelf' });
    await kam.call(removeProject, { id, version: 3 });
    await kam.call(contract.purgeFromTrash, { id: (await only(kam)).id });
    expect(await kam.call(getTask, { id: task })).toMatchObject({ project: null, account: { id: ids.north } });
  });

  test('a task, by who gave it and nobody else', async () => {
    const { id } = await head.call(createTask, { title: 'Call', ownerId: kam.id, watcherIds: [mate.id] } as never);
    const before = await kam.call(getTask, { id });
    expect((await kam.ask(removeTask, { id, version: 1 })).body.code).toBe('tasks.notGiver');
    await head.call(removeTask, { id, version: 1 });
    expect((await kam.ask(getTask, { id })).status).toBe(404);
    expect(await rows(kam)).toEqual([]);
    expect(await rows(director)).toEqual([]);
    const found = await only(head);
    expect(found.hanging).toBe(2);
    await restore(head, found.id);
    expect(await kam.call(getTask, { id })).toEqual(before);
  });
});

describe('what only some may know', () => {
  test('confidential notes and files stay so in the trash, also where their note becomes so later', async () => {
    const secret = await kam.call(addNote, {
      ...{ id: ids.north, body: bodyOf('They want to leave'), kept: { readers: [], team: false } },
    } as never);
    await kam.call(removeNote, { id: secret.id, version: secret.version });
    for (const who of [mate, head, director]) expect(await rows(who)).toEqual([]);
    const found = await only(kam);
    expect((await restore(head, found.id)).status).toBe(404);
    await restore(kam, found.id);

    const note = await kam.call(addNote, { id: ids.north, body: bodyOf('Plain') });
    const on = { id: ids.north, recordKind: 'note', recordId: note.id, name: 'plan.txt' };
    const file = (await kam.ask(addFile, on as never, { payload: 'Plan' })).body;
    await kam.call(removeFile, { id: file.id, version: 1 });
    await only(mate);
    await kam.call(keepNote, { id: note.id, version: note.version, kept: { readers: [], team: false } } as never);
    expect(await rows(mate)).toEqual([]);
    expect((await rows(kam)).map((row) => row.title)).toEqual(['plan.txt']);
  });

  test('a personal note on a contact is its author’s alone; the erasure of the contact leaves nothing in the trash', async () => {
    const id = await contact('Vera Vanishing');
    const note = await kam.call(addContactNote, { id, text: 'Vera likes tea' });
    await kam.call(removeContactNote, { id, noteId: note.id, version: 1 });
    expect(await rows(head)).toEqual([]);
    await restore(kam, (await only(kam)).id);
    await kam.call(removeContactNote, { id, noteId: note.id, version: 1 });
    const { id: card } = await kam.call(map.addMapPerson, { id: ids.north, contactId: id });
    await kam.call(map.removeMapPerson, { id: ids.north, personId: card, version: 1 });
    const { id: again } = await kam.call(map.addMapPerson, { id: ids.north, contactId: id });
    const { id: wanted } = await kam.call(map.addMapPerson, { id: ids.north, wanted: 'A head' });
    const line = { id: ids.north, kind: 'influence', from: again, to: wanted } as const;
    const { id: lineId } = await kam.call(map.addMapLine, line);
    await kam.call(map.removeMapLine, { id: ids.north, lineId, version: 1 });
    expect((await rows(kam))[0]!.title).toBe('Vera Vanishing → A head');
    const on = { id: ids.north, recordKind: 'contact', recordId: id, name: 'vera.txt' };
    const file = (await kam.ask(addFile, on as never, { payload: 'Vera' })).body;
    await kam.call(removeFile, { id: file.id, version: 1 });
    expect(await count('trash_records')).toBe(4);
    await head.call(eraseContact, { id, version: (await head.call(getContact, { id })).version });
    expect(await count('trash_records')).toBe(0);
    expect((await kam.call(listFiles, { id: ids.north })).rows.some((row) => row.id === file.id)).toBe(false);
  });
});

describe('the days', () => {
  test('are a setting; after them what was deleted is shown no more and goes for good with its content', async () => {
    const { keepDays, version } = await director.call(contract.listTrash, {});
    expect(keepDays).toBe(30);
    expect((await head.ask(contract.setTrashDays, { keepDays: 7, version })).status).toBe(403);
    await director.call(contract.setTrashDays, { keepDays: 7, version });
    expect((await director.ask(contract.setTrashDays, { keepDays: 9, version })).status).toBe(409);
    const file = (await kam.ask(addFile, { id: ids.north, name: 'old.txt' }, { payload: 'Old' })).body;
    await kam.call(removeFile, { id: file.id, version: 1 });
    expect((await only(kam)).daysLeft).toBe(7);
    const later = (days: number) => new Date(t.house.now().getTime() + days * 24 * 60 * 60_000);
    await t.inside((ctx) => purgeTrash({ ...ctx, now: later(6) }));
    await only(kam);
    await t.inside((ctx) => purgeTrash({ ...ctx, now: later(8) }));
    expect(await rows(kam)).toEqual([]);
    const left = await t.inside((ctx) => ctx.client.query('select from files where id = $1', [file.id]));
    expect(left.rows).toHaveLength(0);
  });

  test('filters by kind, who, account and words; paged without a row twice', async () => {
    for (const city of ['Aachen', 'Bonn', 'Celle', 'Dresden']) {
      const { id } = await kam.call(addAddress, { id: ids.north, kind: 'delivery', city } as never);
      await (city === 'Bonn' ? mate : kam).call(removeAddress, { id: ids.north, addressId: id, version: 1 });
    }
    const titles = async (input: Record<string, unknown>) => (await rows(head, input)).map((row) => row.title);
    expect(await titles({ by: mate.id })).toEqual(['Bonn']);
    expect(await titles({ q: 'ell' })).toEqual(['Celle']);
    expect(await titles({ kind: ['note'] })).toEqual([]);
    expect(await titles({ accountId: ids.south })).toEqual([]);
    expect((await kam.ask(contract.listTrash, { accountId: ids.south })).status).toBe(404);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await head.call(contract.listTrash, { limit: 1, ...(after ? { after } : {}) });
      seen.push(...page.rows.map((row) => row.title));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen.sort()).toEqual(['Aachen', 'Bonn', 'Celle', 'Dresden']);
  });
});
