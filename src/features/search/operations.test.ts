import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { fold } from '../../pure/fold.ts';
import type { InputOf } from '../../pure/operation.ts';
import { addIdentifier } from '../accounts/contract-identifiers.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import * as contacts from '../contacts/contract.ts';
import * as dossiers from '../dossiers/contract.ts';
import { flatSale, makeLedger } from '../ledger/make.ts';
import * as notes from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { makeProduct } from '../products/make.ts';
import * as tasks from '../tasks/contract.ts';
import { type Kind, searchEverything } from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
let admin: Person;
const ids = { metro: '', shop: '', cafe: '', ivanov: '', note: '' };

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna Head' });
  kam = await t.person(['kam'], { name: 'Karl Kam', reportsTo: head.id });
  other = await t.person(['kam'], { name: 'Olga Other' });
  admin = await t.person(['admin']);
  await t.inside(async (ctx) => {
    ids.metro = await makeAccount(ctx, {
      name: 'Метро Кэш энд Керри',
      taxId: '7704218694',
      country: 'RU',
      externalId: 'M-77',
      source: 'ledger',
    });
    ids.shop = await makeAccount(ctx, { name: 'Metro Shop 12', kind: 'outlet', parentId: ids.metro, country: 'RU' });
    ids.cafe = await makeAccount(ctx, { name: 'Café Brûlé Zürich', country: 'CH' });
    await makeAccount(ctx, { name: 'Metropolis', country: 'DE' });
    await makeTeamMember(ctx, { accountId: ids.metro, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.cafe, userId: other.id });
    await makeProduct(ctx, { name: 'Brie de Meaux', code: 'BR-7' });
    await makeLedger(
      ctx,
      { lines: [flatSale('INV-2026-001', 'M-77', '2026-03-01', 'P1', '2')] },
      { unknownCustomers: 'create' },
    );
  });
  const post = (accountId: string, title: string) => ({ accountId, title, isMain: true });
  ids.ivanov = (
    await kam.call(contacts.createContact, {
      ...{ name: 'Пётр Щербаков', position: post(ids.metro, 'Head of logistics') },
      emails: [{ label: 'work', value: 'petr@metro.example', preferred: true }],
      phones: [{ label: 'mobile', value: '+7 (495) 123-45-67', preferred: true }],
    })
  ).id;
  await other.call(contacts.createContact, { name: 'Renée Lefèvre', position: post(ids.cafe, 'Owner') });
  ids.note = (await kam.call(notes.addNote, { id: ids.metro, body: bodyOf('The cold chain broke in <b>May</b>.') })).id;
  const kept = { readers: [], team: false };
  await kam.call(notes.addNote, { id: ids.metro, body: bodyOf('Cold chain: confidential words'), kept });
  const due = { on: '2026-03-01', time: null, zone: null };
  await kam.call(tasks.createTask, { title: 'Check the cold chain', accountId: ids.metro, due });
  await kam.call(tasks.createTask, { title: 'My private cold things', isPrivate: true });
  const written = { source: 'customer' as const, knownAsOf: '2026-01-01' };
  await kam.call(dossiers.saveSection, {
    id: ids.metro,
    section: 'needs',
    version: 0,
    text: 'Needs a colder warehouse',
    ...written,
  });
  const change = { kind: 'newShop' as const, happenedOn: '2026-02-01', source: 'press' as const };
  await kam.call(dossiers.addChange, { id: ids.metro, text: 'Opens in Казань', ...change });
  await kam.call(addIdentifier, { id: ids.metro, kind: 'iban', value: 'DE89370400440532013000' });
});
afterAll(() => t.close());

const find = (who: Person, q: string, more: Partial<InputOf<typeof searchEverything>> = {}) =>
  who.call(searchEverything, { q, ...more });
const plain = (pieces: { text: string }[]) => pieces.map((piece) => piece.text).join('');
/** The titles of what was found of a kind. */
const titles = async (who: Person, q: string, kind: Kind) =>
  ((await find(who, q, { kind })).groups[0]?.rows ?? []).map((row) => plain(row.title));

test('the key is the same in the database and here', async () => {
  const samples = fc.sample(
    fc.string({ unit: fc.constantFrom(...'abchkstzxyie ABCéñčšßæłабгхцчшщъыюяёЙЩ-’"0129αφΣ.ʼ№') }),
    300,
  );
  // Beyond the first plane, letters that one version of Unicode takes apart are unknown to another.
  const any = fc
    .sample(fc.string({ unit: 'grapheme' }), 100)
    .map((text) => text.replaceAll(/[\0\u{10000}-\u{10ffff}]/gu, ''));
  const texts = [...samples, ...any];
  const found = await t.inside((ctx) =>
    ctx.client.query<{ key: string }>(
      'select search_fold(s) as key from unnest($1::text[]) with ordinality u (s, n) order by n',
      [texts],
    ),
  );
  expect(found.rows.map((row) => row.key)).toEqual(texts.map(fold));
});

describe('each kind is found by who may read it, and by nobody else', () => {
  test.each<[Kind, string, string]>([
    ['account', 'metro kesh', 'Метро Кэш энд Керри'],
    ['account', 'кафе', ''],
    ['account', '7704218694', 'Метро Кэш энд Керри'],
    ['account', 'DE89 3704 0044 0532 0130 00', 'Метро Кэш энд Керри'],
    ['contact', 'Shcherbakov', 'Пётр Щербаков'],
    ['contact', 'scherbakov petr', 'Пётр Щербаков'],
    ['contact', 'щербаков logistics', 'Пётр Щербаков'],
    ['contact', '8 495 123-45-67', 'Пётр Щербаков'],
    ['contact', 'petr@metro.example', 'Пётр Щербаков'],
    ['note', '"cold chain"', 'The cold chain broke in <b>May</b>.'],
    ['task', 'cold chain', 'Check the cold chain'],
    ['section', 'warehouse', 'Метро Кэш энд Керри'],
    ['change', 'kazan', 'Opens in Казань'],
    ['document', 'inv-2026', 'INV-2026-001'],
  ])('%s: %s', async (kind, q, title) => {
    if (title === '') return expect(await titles(kam, q, kind)).toEqual([]);
    expect(await titles(kam, q, kind)).toContain(title);
    expect(await titles(head, q, kind)).toContain(title);
    expect(await titles(other, q, kind)).toEqual([]);
    expect(await titles(admin, q, kind)).toEqual([]);
  });

  test('products are everybody’s but the administrator’s; without accents and with', async () => {
    expect([await titles(other, 'brie meaux', 'product'), await titles(admin, 'brie', 'product')]).toEqual([
      ['Brie de Meaux'],
      [],
    ]);
    expect((await find(kam, 'BR-7')).groups[0]).toMatchObject({ kind: 'product', rows: [{ fit: 'number' }] });
    expect(await titles(other, 'cafe brule zurich', 'account')).toEqual(['Café Brûlé Zürich']);
    expect(await titles(other, 'lefevre', 'contact')).toEqual(['Renée Lefèvre']);
  });

  test('confidential notes and private tasks are their author’s; the count says nothing of them', async () => {
    expect((await find(kam, 'cold', { kind: 'note' })).groups[0]!.count).toBe(2);
    expect((await find(head, 'cold', { kind: 'note' })).groups[0]!.count).toBe(1);
    expect((await find(head, 'confidential', { kind: 'note' })).groups).toEqual([]);
    expect(await titles(kam, 'private cold', 'task')).toEqual(['My private cold things']);
    expect(await titles(head, 'private cold', 'task')).toEqual([]);
  });

  test('another organisation finds nothing, and a function refuses to look there', async () => {
    const stranger = await t.person(['head'], { org: await t.anotherOrganisation('rival') });
    expect((await find(stranger, 'metro')).groups).toEqual([]);
    const look = t.inside((ctx) =>
      ctx.client.query("select search_accounts($1, null, '{}', ' m%', '{%m%}', '{}', 5)", [randomUUID()]),
    );
    await expect(look).rejects.toThrow(/not the organisation/);
  });
});

test('what is nearly right, and what was typed on the other layout', async () => {
  const near = await find(head, 'Metroplis');
  expect(near.groups[0]!.rows[0]).toMatchObject({ fit: 'similar', kind: 'account' });
  expect(plain(near.groups[0]!.rows[0]!.title)).toBe('Metropolis');
  // One slip of the hand: two letters turned round, one too many, wrong, missing; for who sees all and for who sees few.
  const names = async (who: Person, q: string) =>
    (await find(who, q)).groups.flatMap((group) => group.rows.map((row) => plain(row.title)));
  for (const slip of ['Metorpolis', 'Metropollis', 'Mitropolis', 'Metropols', 'etropolis'])
    expect(await names(head, slip), slip).toContain('Metropolis');
  for (const slip of ['Щербаокв', 'Shcherrbakkov Petr', 'Scherpakov'])
    for (const who of [head, kam]) expect((await names(who, slip)).length, slip).toBeGreaterThan(0);
  const typed = await find(kam, 'oth,frjd');
  expect([typed.instead, typed.groups[0]?.kind]).toEqual(['щербаков', 'contact']);
  const other = await find(kam, 'ьуекщ');
  expect([other.instead, other.groups[0]?.kind]).toEqual(['metro', 'account']);
});

test('best first: the number, the beginning, words; one’s own before others', async () => {
  expect((await titles(head, 'metro', 'account'))[0]).toBe('Метро Кэш энд Керри');
  expect((await find(head, 'm-77')).groups[0]!.rows[0]).toMatchObject({ fit: 'number', kind: 'account' });
  const mine = await find(kam, 'metro', { kind: 'account' });
  expect(mine.groups[0]!.rows.every((row) => row.isMine)).toBe(true);
});

test('a hit says why, in words without markup, and leads to its record', async () => {
  const { groups } = await find(kam, 'broke');
  const row = groups[0]!.rows[0]!;
  expect(row.path).toBe(`/accounts/${ids.metro}?tab=timeline&entry=${ids.note}`);
  expect(row.title).toEqual([
    { text: 'The cold chain ', hit: false },
    { text: 'broke', hit: true },
    { text: ' in <b>May</b>.', hit: false },
  ]);
  expect(row.account).toEqual({ id: ids.metro, name: 'Метро Кэш энд Керри' });
  const mail = (await find(kam, 'petr@metro.example', { kind: 'contact' })).groups[0]!.rows[0]!;
  expect(plain(mail.excerpt!)).toBe('petr@metro.example');
});

describe('fields', () => {
  test('narrow what is found; in both languages; without words they list', async () => {
    expect(await titles(kam, 'manager:me type:task', 'task')).toEqual(['Check the cold chain']);
    expect(await titles(head, 'менеджер:karl тип:клиент', 'account')).toEqual(['Метро Кэш энд Керри']);
    expect((await titles(head, 'country:ru', 'account')).length).toBe(2);
    expect(await titles(head, 'metro -country:ru', 'account')).toEqual(['Metropolis']);
    expect(await titles(head, 'metro -shop -politan', 'account')).not.toContain('Metro Shop 12');
    expect(await titles(head, 'account:"метро кэш" cold', 'note')).toEqual(['The cold chain broke in <b>May</b>.']);
    expect(await titles(kam, 'due:overdue', 'task')).toEqual(['Check the cold chain']);
    expect((await find(kam, 'due:overdue')).groups.map((group) => group.kind)).toEqual(['task']);
    expect(await titles(head, 'owner:karl cold', 'task')).toEqual(['Check the cold chain']);
  });

  test('what is no field, no value or not for the reader is a hint, never an error and never everything', async () => {
    expect((await find(kam, 'colour:red')).hints).toEqual([{ word: 'colour', why: 'field' }]);
    expect(await find(kam, 'manager:nobodyknows')).toMatchObject({ groups: [], hints: [{ why: 'value' }] });
    expect(await find(kam, 'type:boat')).toMatchObject({ groups: [], hints: [{ why: 'value' }] });
    expect((await find(await t.person(['contributor']), 'tier:key')).hints).toEqual([
      { word: 'tier:key', why: 'right' },
    ]);
    for (const q of ['', ' ', '"', '-', ':', '%', '\\', '"" ""', 'a'.repeat(300), '_ % \\', "'; drop"])
      expect((await head.ask(searchEverything, { q })).status, q).toBe(200);
    expect((await head.ask(searchEverything, { q: 'x', kind: 'note', after: 'rubbish' })).status).toBe(400);
  });
});

test('one kind page by page: everything once, in the same order', async () => {
  const made = await t.inside(async (ctx) => {
    const all: string[] = [];
    for (let n = 0; n < 7; n++) all.push(await makeAccount(ctx, { name: `Paged ${n}` }));
    return all;
  });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await find(head, 'paged', { kind: 'account', limit: 3, ...(after ? { after } : {}) });
    seen.push(...page.groups[0]!.rows.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(seen).toEqual(made);
});

test('an erased person is found by nothing any more', async () => {
  const { id } = await kam.call(contacts.createContact, { name: 'Erasmus Gone', position: { accountId: ids.metro } });
  expect(await titles(head, 'erasmus', 'contact')).toEqual(['Erasmus Gone']);
  await head.call(contacts.eraseContact, { id, version: 1 });
  for (const q of ['erasmus', 'Erasmus Gone', 'erasmuss']) expect((await find(head, q)).groups, q).toEqual([]);
  const left = await t.inside((ctx) => ctx.client.query("select from contacts where found_by like '%erasmus%'"));
  expect(left.rows).toEqual([]);
});
