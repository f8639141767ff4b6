import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { saveAccount } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { saveSection } from '../dossiers/contract.ts';
import { addNote } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { listTimeline } from '../timeline/contract.ts';
import { listTrash, restoreFromTrash } from '../trash/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
let contributor: Person;
const ids = { group: '', mine: '', theirs: '', anna: '' };

beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Karl' });
  other = await t.person(['kam'], { name: 'Olga' });
  contributor = await t.person(['contributor'], { name: 'Conny' });
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Globex Group', kind: 'group' });
    ids.mine = await makeAccount(ctx, { name: 'Globex Berlin', parentId: ids.group });
    ids.theirs = await makeAccount(ctx, { name: 'Initech' });
    await makeTeamMember(ctx, { accountId: ids.mine, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.theirs, userId: other.id });
    await makeTeamMember(ctx, { accountId: ids.mine, userId: contributor.id, duty: 'support' });
  });
  const position = { accountId: ids.mine, title: 'Buyer' };
  ids.anna = (await kam.call(contract.createContact, { name: 'Anna Adler', position })).id;
  await head.call(contract.addPosition, { id: ids.anna, accountId: ids.theirs, title: 'Adviser' });
  const { version } = await kam.call(contract.getContact, { id: ids.anna });
  const phones = [{ label: 'work' as const, value: '+49 30 1234567', preferred: true }];
  await kam.call(contract.saveContact, { id: ids.anna, version, phones, dos: 'Call in the morning' });
});
afterAll(() => t?.close());

const of = async (who: Person, input = {}) =>
  (await who.call(contract.listContactTimeline, { id: ids.anna, ...input })).rows;
const kinds = (rows: readonly { kind: string; account: { name: string } }[]) =>
  rows.map((row) => `${row.kind} ${row.account.name}`);

test('a person’s timeline tells joins and changed fields once, on the accounts that one may see', async () => {
  const mine = await of(kam);
  expect(kinds(mine)).toEqual(['contacts.changed Globex Berlin', 'contacts.joined Globex Berlin']);
  expect(mine[0]).toMatchObject({
    by: { name: 'Karl' },
    contactId: ids.anna,
    params: {
      changes: [
        { field: 'phones', before: null, after: '+49 30 1234567' },
        { field: 'dos', before: null, after: 'Call in the morning' },
      ],
    },
  });
  expect(kinds(await of(other))).toEqual(['contacts.changed Initech', 'contacts.joined Initech']);
  const all = await of(head);
  expect(all.map((row) => row.kind)).toEqual(['contacts.changed', 'contacts.joined', 'contacts.joined']);
  // Filtered, searched, linked, paged.
  expect(await of(head, { kind: ['contacts.joined'] })).toHaveLength(2);
  expect(await of(head, { q: 'anna' })).toHaveLength(3);
  expect(await of(head, { q: 'zzz' })).toEqual([]);
  expect((await of(head, { around: all[1]!.id })).map((row) => row.id)).toEqual(all.map((row) => row.id));
  expect(
    (
      await kam.ask(contract.listContactTimeline, {
        id: ids.anna,
        around: all.find((row) => row.account.name === 'Initech')!.id,
      })
    ).status,
  ).toBe(404);
  const first = await head.call(contract.listContactTimeline, { id: ids.anna, limit: 2 });
  const rest = await head.call(contract.listContactTimeline, { id: ids.anna, limit: 2, after: first.next! });
  expect([...first.rows, ...rest.rows].map((row) => row.id)).toEqual(all.map((row) => row.id));
  const stranger = await t.person(['kam']);
  expect((await stranger.ask(contract.listContactTimeline, { id: ids.anna })).status).toBe(404);
});

test('changed fields of an account and of its dossier are told; its terms need the right to its figures', async () => {
  await head.call(saveAccount, { id: ids.mine, version: 2, city: 'Hamburg', creditLimit: '5000' });
  const section = {
    id: ids.mine,
    section: 'needs' as const,
    version: 0,
    text: 'Fewer pallets',
    source: 'ownWords' as const,
  };
  await kam.call(saveSection, section);
  const read = async (who: Person, input = {}) => (await who.call(listTimeline, { id: ids.mine, ...input })).rows;
  const [written, terms, fields] = await read(kam);
  expect(written).toMatchObject({ kind: 'dossiers.changed', params: { section: 'needs' } });
  expect(JSON.stringify(written)).not.toContain('pallets');
  expect([terms, fields].map((row) => row!.kind).sort()).toEqual(['accounts.changed', 'accounts.termsChanged']);
  const changed = [terms, fields].find((row) => row!.kind === 'accounts.changed');
  expect(changed?.params).toEqual({ changes: [{ field: 'city', after: 'Hamburg' }] });
  const kindsOf = async (who: Person) => (await read(who)).map((row) => row.kind);
  expect(await kindsOf(contributor)).not.toContain('accounts.termsChanged');
  // The group above has it too.
  expect((await head.call(listTimeline, { id: ids.group, group: true, kind: ['accounts.changed'] })).rows).toHaveLength(
    1,
  );
});

test('notes that name the person in full stand there too, for those who may read them', async () => {
  const note = (who: Person, id: string, text: string, more = {}) =>
    who.call(addNote, { id, body: bodyOf(text), ...more });
  await note(kam, ids.mine, 'Ms ADLER, Anna, wants fewer pallets');
  await note(head, ids.mine, 'Anna Adler is leaving', { kept: { readers: [], team: false } });
  await note(other, ids.theirs, 'Met Anna Adler at the fair');
  await note(kam, ids.mine, 'Anna Bauer called');
  await note(head, ids.group, 'Anna Adler on the group');
  const notes = async (who: Person, input = {}) =>
    (await of(who, { kind: ['notes.written'], ...input })).map((row) => row.text);
  expect(await notes(kam)).toEqual(['Ms ADLER, Anna, wants fewer pallets']);
  expect(await notes(other)).toEqual(['Met Anna Adler at the fair']);
  expect(await notes(head)).toEqual([
    'Met Anna Adler at the fair',
    'Anna Adler is leaving',
    'Ms ADLER, Anna, wants fewer pallets',
  ]);
  expect(await notes(head, { q: 'pallets' })).toEqual(['Ms ADLER, Anna, wants fewer pallets']);
  // Page by page the same as at once, in one order with everything else.
  const whole = (await of(head)).map((row) => row.id);
  const paged: string[] = [];
  let after: string | undefined;
  do {
    const page = await head.call(contract.listContactTimeline, { id: ids.anna, limit: 2, ...(after ? { after } : {}) });
    paged.push(...page.rows.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(paged).toEqual(whole);
});

test('a position that never was takes its entries along; whoever is erased stands nowhere', async () => {
  const positions = (await head.call(contract.getContact, { id: ids.anna })).positions;
  const wrong = positions.find((one) => one.account.id === ids.theirs)!;
  await head.call(contract.removePosition, { id: ids.anna, positionId: wrong.id, version: wrong.version });
  const theirs = (await other.call(listTimeline, { id: ids.theirs })).rows;
  expect(theirs.filter((row) => row.kind.startsWith('contacts.'))).toEqual([]);
  const { version } = await head.call(contract.getContact, { id: ids.anna });
  await head.call(contract.eraseContact, { id: ids.anna, version });
  const left = (await kam.call(listTimeline, { id: ids.mine })).rows.filter((row) => row.kind.startsWith('contacts.'));
  expect(left.map((row) => row.kind)).toEqual(['contacts.changed', 'contacts.joined']);
  expect(JSON.stringify(left)).not.toMatch(/Anna|1234567|morning/);
  expect(left.every((row) => row.contactId === null)).toBe(true);
});

test('what was told of a position goes to the trash with it, and comes back with it', async () => {
  const { id } = await head.call(contract.createContact, {
    name: 'Berta Bauer',
    position: { accountId: ids.theirs, title: 'Buyer' },
  });
  await head.call(contract.saveContact, { id, version: 1, dos: 'Write first' });
  const told = async () => kinds((await head.call(contract.listContactTimeline, { id })).rows);
  const before = await told();
  expect(before).toEqual(['contacts.changed Initech', 'contacts.joined Initech']);
  const [position] = (await head.call(contract.getContact, { id })).positions;
  await head.call(contract.removePosition, { id, positionId: position!.id, version: position!.version });
  expect(await told()).toEqual([]);
  const { rows } = await head.call(listTrash, {});
  await head.call(restoreFromTrash, { id: rows.find((row) => row.title === 'Berta Bauer, Buyer')!.id });
  expect(await told()).toEqual(before);
});
