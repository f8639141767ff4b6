import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { partsOf } from '../../../test/zip-parts.ts';
import { rights } from '../../app/roles.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { listNotices } from '../notices/contract.ts';
import * as contract from './contract.ts';
import { READERS } from './rules.ts';

let t: TestHouse;
let kam: Person;
let other: Person;
let both: Person;
let head: Person;
let support: Person;
let admin: Person;
const ids = { north: '', shop: '', south: '' };

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-05-10T09:00:00Z') });
  [kam, other, both, head, support, admin] = [
    await t.person(['kam'], { name: 'Kim' }),
    await t.person(['kam'], { name: 'Olga' }),
    await t.person(['account_manager'], { name: 'Bob' }),
    await t.person(['head'], { name: 'Hanna' }),
    await t.person(['sales_support']),
    await t.person(['admin']),
  ];
  await t.inside(async (ctx) => {
    ids.north = await makeAccount(ctx, { name: 'North' });
    ids.shop = await makeAccount(ctx, { name: 'North shop', kind: 'outlet', parentId: ids.north });
    ids.south = await makeAccount(ctx, { name: 'South' });
    await makeTeamMember(ctx, { accountId: ids.north, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.south, userId: other.id });
    for (const accountId of [ids.north, ids.south])
      await makeTeamMember(ctx, { accountId, userId: both.id, duty: 'deputy' });
  });
});
afterAll(() => t.close());

const mail = (value: string) => [{ label: 'work' as const, value, preferred: true }];
const phone = (value: string) => [{ label: 'mobile' as const, value, preferred: true }];
const add = (who: Person, name: string, accountId: string | null, more = {}) =>
  who.call(contract.createContact, { name, ...more, ...(accountId ? { position: { accountId, isMain: true } } : {}) });
const names = async (who: Person, input = {}) =>
  (await who.call(contract.listContacts, input)).rows.map((row) => row.name);

/** Every text in the database that names somebody, wherever it stands. */
async function placesOf(text: string): Promise<string[]> {
  const client = await t.house.pool.connect();
  try {
    await client.query("select set_config('vitalfew.gate', 'on', false), set_config('vitalfew.org', $1, false)", [
      t.org.id,
    ]);
    const { rows } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations'",
    );
    const found: string[] = [];
    for (const { name } of rows)
      if ((await client.query(`select 1 from ${name} x where x::text ilike $1 limit 1`, [`%${text}%`])).rows.length > 0)
        found.push(name);
    return found;
  } finally {
    client.release(true);
  }
}

test('who hears of moves is who may read contacts', () => {
  const row = rights['contacts.read'] as Record<string, string | undefined>;
  const of = (scope: string) => Object.keys(row).filter((role) => row[role] === scope);
  expect([of('own').sort(), of('all').sort()]).toEqual([[...READERS.own].sort(), [...READERS.all].sort()]);
});

describe('a contact', () => {
  test('is found in both scripts, by digits and mail, filtered, page by page, and exported', async () => {
    const { id } = await add(kam, 'Жанна Щербань', ids.north, {
      latinName: 'Zhanna Sherban',
      phones: phone('+7 916 123-45-67'),
      emails: mail('zhanna@north.example'),
      languages: ['ru'],
      consentBasis: 'contract',
    });
    await add(kam, 'Jörg Weiß', ids.shop);
    for (const q of ['щербань', 'SHERBAN', 'shcherban', '8 916 123 45 67', 'zhanna@nor'])
      expect(await names(kam, { q }), q).toEqual(['Жанна Щербань']);
    expect(await names(head, { q: 'jorg weiss' })).toEqual(['Jörg Weiß']);
    expect(await names(head, { q: 'sherban' })).toEqual(['Жанна Щербань']);
    expect(await names(kam, { language: ['ru'] })).toEqual(['Жанна Щербань']);
    expect(await names(kam, { consent: false })).toEqual(['Jörg Weiß']);
    expect(await names(kam, { account: ids.shop })).toEqual(['Jörg Weiß']);
    const first = await kam.call(contract.listContacts, { limit: 1 });
    const second = await kam.call(contract.listContacts, { limit: 1, after: first.next! });
    expect([first.rows[0]!.name, second.rows[0]!.name, second.next]).toEqual(['Jörg Weiß', 'Жанна Щербань', null]);
    const { body } = await kam.file(contract.exportContacts, { q: 'sherban' });
    expect(body).toContain('Жанна Щербань,Zhanna Sherban,North');
    const [entry] = (await head.call(listAudit, { operation: 'exportContacts' })).rows;
    expect(JSON.stringify(entry)).not.toContain('sherban');
    const group = await kam.call(contract.listAccountContacts, { id: ids.north, group: true });
    expect(group.rows.map((row) => [row.name, row.position.account.name])).toEqual([
      ['Jörg Weiß', 'North shop'],
      ['Жанна Щербань', 'North'],
    ]);
    expect((await kam.call(contract.getContact, { id })).can).toEqual({ edit: true, export: true, erase: false });
  });

  test('is saved with its version; what cannot be is refused', async () => {
    const { id } = await add(kam, 'Vera Version', ids.north);
    expect(
      await kam.call(contract.saveContact, { id, version: 1, birthday: '--02-29', timezone: 'Europe/Paris' }),
    ).toEqual({ version: 2 });
    expect((await kam.ask(contract.saveContact, { id, version: 1, dos: 'X' })).body.code).toBe('stale');
    for (const wrong of [{ birthday: '1999-02-29' }, { timezone: 'Mars/Base' }, { consentGivenOn: '2026-02-30' }])
      expect((await kam.ask(contract.saveContact, { id, version: 2, ...wrong })).status, JSON.stringify(wrong)).toBe(
        400,
      );
    const consent = { consentGivenOn: '2026-02-01', consentWithdrawnOn: '2026-01-01' };
    expect((await kam.ask(contract.saveContact, { id, version: 2, ...consent })).body.code).toBe(
      'contacts.withdrawnBefore',
    );
  });

  test('is open to who may see an account of its positions; without any to its author and leaders', async () => {
    const { id } = await add(kam, 'Norbert North', ids.north);
    const loose = (await add(kam, 'Luisa Loose', null)).id;
    for (const who of [kam, both, head, support]) expect((await who.ask(contract.getContact, { id })).status).toBe(200);
    expect((await other.ask(contract.getContact, { id })).status).toBe(404);
    expect((await admin.ask(contract.getContact, { id })).status).toBe(403);
    for (const who of [kam, head]) expect((await who.ask(contract.getContact, { id: loose })).status).toBe(200);
    for (const who of [other, both, support]) {
      expect((await who.ask(contract.getContact, { id: loose })).status).toBe(404);
      expect(await names(who, { q: 'loose' })).toEqual([]);
    }
    expect((await other.ask(contract.addPosition, { id, accountId: ids.south })).status).toBe(404);
    expect((await kam.ask(contract.createContact, { name: 'X', position: { accountId: ids.south } })).status).toBe(404);
  });

  test('that moves keeps the history, and each team learns what it may know', async () => {
    const { id } = await add(both, 'Max Mover', ids.north);
    const [position] = (await both.call(contract.getContact, { id })).positions;
    const ends = [{ id: position!.id, version: position!.version }];
    await both.call(contract.addPosition, {
      id,
      accountId: ids.south,
      title: 'Buyer',
      since: '2026-05-01',
      role: 'champion',
      ends,
    });
    const seen = async (who: Person) =>
      (await who.call(contract.getContact, { id })).positions.map((one) => [one.account.name, one.until, one.isNow]);
    expect(await seen(both)).toEqual([
      ['South', null, true],
      ['North', '2026-04-30', false],
    ]);
    expect(await seen(kam)).toEqual([['North', '2026-04-30', false]]);
    expect(await seen(other)).toEqual([['South', null, true]]);
    const told = async (who: Person) =>
      (await who.call(listNotices, {})).rows.map(({ kind, params }) => ({ kind, ...params }));
    expect(await told(kam)).toEqual([{ kind: 'contacts.left', contactId: id, name: 'Max Mover', from: 'North' }]);
    expect(await told(other)).toEqual([{ kind: 'contacts.came', contactId: id, name: 'Max Mover', to: 'South' }]);
    expect(await told(both)).toEqual([]);
    expect(await names(kam, { ended: true })).toEqual(['Max Mover']);
    expect(await names(head, { ended: true })).toEqual([]);
    expect(await names(kam, { role: ['champion'] })).toEqual([]);
    const past = await kam.call(contract.listAccountContacts, { id: ids.north, past: true });
    expect(past.rows.map((row) => row.name)).toEqual(['Max Mover']);
  });
});

test('personal notes are read by their author and the colleagues named, by nobody else', async () => {
  const { id } = await add(kam, 'Nora Noted', ids.north);
  const note = await kam.call(contract.addContactNote, { id, text: 'Likes sailing', readers: [both.id] });
  const texts = async (who: Person) => (await who.call(contract.listContactNotes, { id })).rows.map((row) => row.text);
  expect([await texts(kam), await texts(both), await texts(head), await texts(support)]).toEqual([
    ['Likes sailing'],
    ['Likes sailing'],
    [],
    [],
  ]);
  for (const who of [both, head])
    expect((await who.ask(contract.saveContactNote, { id, noteId: note.id, version: 1, text: 'X' })).status).toBe(404);
  await kam.call(contract.saveContactNote, {
    id,
    noteId: note.id,
    version: 1,
    text: 'Likes sailing a lot',
    readers: [],
  });
  expect(await texts(both)).toEqual([]);
  const audit = JSON.stringify(await head.call(listAudit, { recordId: id }));
  expect(audit).toContain('wrote a personal note');
  const kept = partsOf((await head.file(contract.exportPersonalData, { id })).bytes)
    .get('data.json')!
    .toString();
  expect(audit + kept).not.toMatch(/sailing/);
  expect(kept).toContain('"Kim"');
  expect(await names(head, { q: 'sailing' })).toEqual([]);
});

describe('vCards', () => {
  const card = (name: string, email: string) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${email}\r\nORG:North;Buying\r\nTITLE:Buyer\r\nX-FAVOURITE:tea\r\nEND:VCARD\r\n`;
  const file = Buffer.from(
    `${card('Clara Card', 'clara@cards.example')}${card('New Ned', 'ned@cards.example')}BEGIN:VCARD\r\nbroken\r\n`,
  );
  const send = async <T>(
    who: Person,
    operation: typeof contract.previewContactCards | typeof contract.importContactCards,
    input: object,
    bytes = file,
  ) => {
    const answer = await who.ask(operation, input, { payload: bytes });
    return { status: answer.status, body: answer.body as T };
  };
  type Preview = {
    cards: { name: string; same: { id: string; by: string } | null; kept: string[] }[];
    broken: { line: number; fault: string }[];
    state: string;
  };

  test('show who is there already, write what was decided, keep what has no field, and go out again', async () => {
    const { id } = await add(kam, 'Clara C.', ids.north, { emails: mail('clara@cards.example') });
    await add(other, 'Ned hidden', ids.south, { emails: mail('ned@cards.example') });
    const place = { accountId: ids.north };
    const { body: seen } = await send<Preview>(kam, contract.previewContactCards, place);
    expect(seen.cards.map((one) => [one.name, one.same?.by ?? null])).toEqual([
      ['Clara Card', 'mail'],
      // The one of the same address is at an account that is closed to the reader.
      ['New Ned', null],
    ]);
    expect(seen.broken).toMatchObject([{ line: 17, fault: 'unended' }]);
    expect(await names(kam, { q: 'ned' })).toEqual([]);
    const input = { ...place, decisions: 'uc' };
    expect((await send(kam, contract.importContactCards, { ...input, state: 'stale' })).status).toBe(409);
    const { body: done } = await send(kam, contract.importContactCards, { ...input, state: seen.state });
    expect(done).toMatchObject({ created: 1, updated: 1, skipped: 0 });
    const clara = await kam.call(contract.getContact, { id });
    expect(clara.name).toBe('Clara C.');
    expect(clara.kept.map((line) => `${line.name}:${line.value}`)).toContain('X-FAVOURITE:tea');
    const [ned] = (await kam.call(contract.listContacts, { q: 'new ned' })).rows;
    expect(ned!.position).toMatchObject({ account: { name: 'North' }, title: 'Buyer' });
    for (const version of ['4.0', '3.0'] as const) {
      const { body } = await kam.file(contract.exportContactCards, { contactId: ned!.id, version });
      for (const line of [
        'FN:New Ned',
        'ORG:North;Buying',
        'TITLE:Buyer',
        'X-FAVOURITE:tea',
        `UID:urn:uuid:${ned!.id}`,
      ])
        expect(body).toContain(line);
    }
    const all = (await kam.file(contract.exportContactCards, { account: ids.north })).body;
    expect(all).toContain('FN:New Ned');
    expect((await other.file(contract.exportContactCards, {})).body).not.toContain('New Ned');
    const back = await send<Preview>(kam, contract.previewContactCards, {}, Buffer.from(all));
    expect(back.body.cards.every((one) => one.same?.by === 'id')).toBe(true);
  });
});

describe('an erased person', () => {
  test('is complete in the export, and leaves no trace but the business facts', async () => {
    const { id } = await add(kam, 'Wilhelmina Erasable', ids.north, {
      emails: mail('w@erasable.example'),
      dos: 'Erasable habits',
    });
    await kam.call(contract.saveContact, { id, version: 1, salutation: 'Frau Erasable' });
    await kam.call(contract.addContactNote, { id, text: 'Erasable secret', readers: [head.id] });
    const [position] = (await kam.call(contract.getContact, { id })).positions;
    const ends = [{ id: position!.id, version: position!.version }];
    await head.call(contract.addPosition, { id, accountId: ids.south, title: 'Chief', ends });
    const { bytes } = await head.file(contract.exportPersonalData, { id });
    const data = JSON.parse(partsOf(bytes).get('data.json')!.toString());
    expect(data).toMatchObject({
      contact: { name: 'Wilhelmina Erasable' },
      personalNotes: [{ author: 'Kim', text: 'Erasable secret' }],
    });
    expect(
      data.history.flatMap((entry: { changes: { after: unknown }[] }) => entry.changes.map((one) => one.after)),
    ).toContain('Frau Erasable');
    expect((await kam.ask(contract.eraseContact, { id, version: 2 })).status).toBe(403);
    expect((await head.ask(contract.eraseContact, { id, version: 1 })).body.code).toBe('stale');
    expect((await placesOf('erasable')).sort()).toContain('contacts');
    expect((await head.call(contract.eraseContact, { id, version: 2 })).done).toBe(true);
    expect(await placesOf('erasable')).toEqual([]);
    for (const who of [kam, head]) expect((await who.ask(contract.getContact, { id })).status).toBe(404);
    expect(await names(head, { q: 'erasable' })).toEqual([]);
    const south = await head.call(contract.listAccountContacts, { id: ids.south });
    expect(south.rows.find((row) => row.contactId === id)).toMatchObject({
      name: null,
      email: null,
      position: { title: 'Chief' },
    });
    const entries = (await head.call(listAudit, { recordId: id })).rows;
    expect(entries.flatMap((entry) => entry.changes).every((change) => change.withheld === 'erased')).toBe(true);
  });
});
