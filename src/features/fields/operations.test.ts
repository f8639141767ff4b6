import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import * as accounts from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import * as contacts from '../contacts/contract.ts';
import { searchEverything } from '../search/contract.ts';
import * as tasks from '../tasks/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let kam: Person;
let other: Person;
let head: Person;
let director: Person;
let admin: Person;
const ids = { north: '', south: '', third: '', anna: '', call: '' };

const label = (en: string, ru = en) => ({ en, ru });
const define = (
  input: Omit<Parameters<typeof admin.call<typeof contract.addDefinition>>[1], 'recordKind'> & {
    recordKind?: contract.RecordKind;
  },
) => admin.call(contract.addDefinition, { recordKind: 'account', ...input });
const choices = [
  { id: 'gold', labels: label('Gold', 'Золото'), isRetired: false },
  { id: 'silver', labels: label('Silver', 'Серебро'), isRetired: false },
];

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-05-10T09:00:00Z') });
  kam = await t.person(['kam'], { name: 'Kim' });
  other = await t.person(['kam'], { name: 'Olga' });
  head = await t.person(['head'], { name: 'Hanna' });
  director = await t.person(['director'], { name: 'Dora' });
  admin = await t.person(['admin'], { name: 'Ada' });
  await t.inside(async (ctx) => {
    ids.north = await makeAccount(ctx, { name: 'North' });
    ids.south = await makeAccount(ctx, { name: 'South' });
    ids.third = await makeAccount(ctx, { name: 'Third' });
    await makeTeamMember(ctx, { accountId: ids.north, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.third, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.south, userId: other.id });
  });
  await define({ key: 'slogan', type: 'text', labels: label('Slogan', 'Девиз') });
  await define({ key: 'score', type: 'number', labels: label('Score') });
  await define({ key: 'budget', type: 'money', labels: label('Budget') });
  await define({ key: 'visited', type: 'date', labels: label('Visited') });
  await define({ key: 'medal', type: 'choice', labels: label('Medal', 'Медаль'), choices });
  await define({ key: 'interests', type: 'choices', labels: label('Interests'), choices });
  await define({ key: 'buddy', type: 'person', labels: label('Buddy') });
  await define({ key: 'portal', type: 'link', labels: label('Portal') });
  await define({ key: 'secret', type: 'text', labels: label('Secret'), readers: ['head'] });
  await define({ recordKind: 'contact', key: 'nickname', type: 'text', labels: label('Nickname') });
  ids.anna = (await head.call(contacts.createContact, { name: 'Anna Meyer', position: { accountId: ids.north } })).id;
  ids.call = (await kam.call(tasks.createTask, { title: 'Call', accountId: ids.north })).id;
});
afterAll(() => t.close());

const account = (who: Person, id = ids.north) => who.call(accounts.getAccount, { id });
const values = async (who: Person, id = ids.north) =>
  Object.fromEntries((await account(who, id)).fields.map(({ key, value }) => [key, value]));
/** Saves fields of an account as a form does: with the versions that were read. */
async function put(who: Person, said: Record<string, contract.FieldValue | null>, id = ids.north) {
  const now = await account(who, id);
  const version = (key: string) => now.fields.find((one) => one.key === key)?.version;
  const fields = Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key, { value, version: version(key) }]),
  );
  return who.ask(accounts.saveAccount, { id, version: now.version, fields });
}
const WHOLE = {
  slogan: 'Always fresh',
  score: '7.5',
  budget: { amount: '1200.00', currency: 'EUR' },
  visited: '2026-04-01',
  medal: 'gold',
  interests: ['gold', 'silver'],
  portal: 'https://example.com/portal',
};

describe('values', () => {
  test('of every type are written and read with the record', async () => {
    expect((await put(kam, { ...WHOLE, buddy: other.id })).status).toBe(200);
    expect(await values(kam)).toEqual({ ...WHOLE, buddy: other.id });
    const texts = Object.fromEntries((await account(kam)).fields.map(({ key, text }) => [key, text]));
    expect(texts).toMatchObject({ medal: 'Gold', interests: 'Gold, Silver', buddy: 'Olga', budget: '1200.00 EUR' });
  });

  test('that cannot be are refused by label, all at once, and nothing is kept', async () => {
    const before = await account(kam);
    const answer = await put(kam, {
      score: 'many',
      visited: '2026-02-30',
      portal: 'javascript:alert(1)',
      medal: 'tin',
      buddy: '01900000-0000-7000-8000-000000000000',
      slogan: 'kept?',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.problems!.map(({ field }) => field).sort()).toEqual([
      'fields.buddy',
      'fields.medal',
      'fields.portal',
      'fields.score',
      'fields.visited',
    ]);
    expect(answer.body.problems!.find(({ field }) => field === 'fields.medal')!.expected).toBe(
      'Medal: one of gold, silver',
    );
    expect(await account(kam)).toEqual(before);
    expect((await put(kam, { nothing: 'x' })).body.problems).toMatchObject([
      { field: 'fields.nothing', expected: 'is not known' },
    ]);
  });

  test('are saved by two people: the later is told of the same field, and not of another', async () => {
    const now = await account(kam);
    const version = (key: string) => now.fields.find((one) => one.key === key)!.version;
    const save = (who: Person, key: string, value: string) =>
      who.ask(accounts.saveAccount, {
        id: ids.north,
        version: now.version,
        fields: { [key]: { value, version: version(key) } },
      });
    expect((await save(kam, 'slogan', 'First')).status).toBe(200);
    expect((await save(head, 'score', '8')).status).toBe(200);
    const late = await save(head, 'slogan', 'Second');
    expect(late).toMatchObject({ status: 409, body: { code: 'stale' } });
    expect(late.body.params).toMatchObject({
      current: { fields: { slogan: 'First' } },
      yours: { fields: { slogan: 'Second' } },
    });
    expect(await values(kam)).toMatchObject({ slogan: 'First', score: '8' });
  });

  test('are cleared, and go on with their version', async () => {
    await put(kam, { score: null });
    expect((await values(kam)).score).toBeNull();
    const stale = await kam.ask(accounts.saveAccount, { id: ids.north, version: 1, fields: { score: { value: '1' } } });
    expect(stale.status).toBe(409);
    expect((await put(kam, { score: '9' })).status).toBe(200);
  });
});

describe('what is confidential', () => {
  test('is written and read by its readers only', async () => {
    expect((await put(head, { secret: 'Falcon' })).status).toBe(200);
    expect(await values(head)).toMatchObject({ secret: 'Falcon' });
    for (const who of [kam, director]) expect(await values(who)).not.toHaveProperty('secret');
    expect((await put(kam, { secret: 'x' })).body.problems).toMatchObject([
      { field: 'fields.secret', expected: 'is not known' },
    ]);
    expect((await kam.call(contract.listFields, {})).rows.map(({ key }) => key)).not.toContain('secret');
    expect((await admin.call(contract.listFields, {})).rows.map(({ key }) => key)).not.toContain('secret');
    expect((await head.call(contract.listFields, {})).rows.find(({ key }) => key === 'secret')).toMatchObject({
      isConfidential: true,
    });
  });

  test('is as unknown as what never was, to filter, sort, columns, export and search', async () => {
    const same = async (ask: (key: string) => Promise<{ status: number; text: string }>) => {
      const plain = ({ status, text }: { status: number; text: string }, key: string) => [
        status,
        text.replaceAll(key, '?').replace(/"requestId":"[^"]*"/, ''),
      ];
      expect(plain(await ask('secret'), 'secret')).toEqual(plain(await ask('secrex'), 'secrex'));
    };
    for (const who of [kam, director]) {
      await same((key) => who.ask(accounts.listAccounts, { where: [`${key}:is:Falcon`] }));
      await same((key) => who.ask(accounts.listAccounts, { sort: `field:${key}` }));
      await same((key) => who.ask(accounts.listAccounts, { fields: [key] }));
      await same((key) => who.ask(accounts.exportAccounts, { fields: [key] }));
      await same((key) => who.ask(searchEverything, { q: `${key}:Falcon` }));
      expect((await who.call(searchEverything, { q: 'falcon' })).groups).toEqual([]);
    }
    expect((await head.call(searchEverything, { q: 'falcon' })).groups).toHaveLength(1);
  });

  test('stands in the audit for its readers only', async () => {
    const said = async (who: Person) => JSON.stringify((await who.call(listAudit, {})).rows);
    expect(await said(head)).toContain('Falcon');
    for (const who of [director, admin]) expect(await said(who)).not.toContain('Falcon');
    expect(await said(director)).toContain('Always fresh');
  });

  test('can become so later, for what was said before too', async () => {
    const field = (await admin.call(contract.listDefinitions, {})).rows.find(({ key }) => key === 'slogan')!;
    await admin.call(contract.saveDefinition, { id: field.id, version: field.version, readers: ['kam'] });
    expect(JSON.stringify((await director.call(listAudit, {})).rows)).not.toContain('Always fresh');
    expect(await values(head)).not.toHaveProperty('slogan');
    const now = (await admin.call(contract.listDefinitions, {})).rows.find(({ key }) => key === 'slogan')!;
    await admin.call(contract.saveDefinition, { id: field.id, version: now.version, readers: null });
    expect(await values(head)).toHaveProperty('slogan');
  });
});

describe('a definition', () => {
  const find = async (key: string) =>
    (await admin.call(contract.listDefinitions, {})).rows.find((one) => one.key === key)!;

  test('is administered by those who may, and its values are not read by that', async () => {
    expect((await kam.ask(contract.listDefinitions, {})).status).toBe(403);
    expect(
      (await head.ask(contract.addDefinition, { recordKind: 'account', key: 'x', type: 'text', labels: label('X') }))
        .status,
    ).toBe(403);
    expect((await admin.ask(accounts.getAccount, { id: ids.north })).status).toBe(403);
    expect(JSON.stringify(await admin.call(contract.listDefinitions, {}))).not.toContain('Falcon');
  });

  test('keeps its key, refuses another of the same, a stale version, and choices that stand somewhere', async () => {
    const medal = await find('medal');
    await put(head, { medal: 'silver' }, ids.south);
    expect(
      (
        await admin.ask(contract.addDefinition, {
          recordKind: 'account',
          key: 'medal',
          type: 'text',
          labels: label('Again'),
        })
      ).body.code,
    ).toBe('fields.keyTaken');
    const without = { id: medal.id, version: medal.version, choices: [choices[0]!] };
    expect((await admin.ask(contract.saveDefinition, without)).body.code).toBe('fields.choiceGone');
    const retired = [choices[0]!, { ...choices[1]!, isRetired: true }];
    expect((await admin.call(contract.saveDefinition, { ...without, choices: retired })).choices[1]).toMatchObject({
      isRetired: true,
    });
    expect((await admin.ask(contract.saveDefinition, without)).status).toBe(409);
    expect((await put(head, { medal: 'silver' }, ids.third)).status).toBe(400);
    expect(await values(head, ids.south)).toMatchObject({ medal: 'silver' });
  });

  test('is asked for where it is required, and presets what is new', async () => {
    await define({ key: 'must', type: 'text', labels: label('Must') });
    const must = await find('must');
    await admin.call(contract.saveDefinition, { id: must.id, version: must.version, isRequired: true });
    await define({ key: 'level', type: 'choice', labels: label('Level'), choices, preset: 'gold' });
    const lacking = await head.ask(accounts.createAccount, { name: 'New' });
    expect(lacking.body.problems).toMatchObject([{ field: 'fields.must', expected: 'Must: is required' }]);
    const { id } = await head.call(accounts.createAccount, { name: 'New', fields: { must: { value: 'yes' } } });
    expect(await values(head, id)).toMatchObject({ must: 'yes', level: 'gold' });
    expect((await put(head, { must: null }, id)).body.problems).toMatchObject([{ field: 'fields.must' }]);
    expect((await put(head, { score: '1' })).status).toBe(200);
    const later = await find('must');
    await admin.call(contract.saveDefinition, { id: must.id, version: later.version, isRequired: false });
  });

  test('is archived with its values, and comes back with them', async () => {
    const medal = await find('medal');
    const gone = await admin.call(contract.archiveDefinition, { id: medal.id, version: medal.version, archived: true });
    expect(await values(head)).not.toHaveProperty('medal');
    expect((await head.ask(accounts.listAccounts, { where: ['medal:is:gold'] })).status).toBe(400);
    expect((await head.call(accounts.listAccountViews, {})).rows.map(({ name }) => name)).not.toContain('Gold');
    await admin.call(contract.archiveDefinition, { id: medal.id, version: gone.version, archived: false });
    expect(await values(head)).toMatchObject({ medal: 'gold' });
  });

  test('stands where it was put', async () => {
    const { rows } = await admin.call(contract.listDefinitions, {});
    const own = rows.filter(({ recordKind }) => recordKind === 'account').map(({ id }) => id);
    const turned = await admin.call(contract.orderDefinitions, { recordKind: 'account', ids: [own[2]!, own[0]!] });
    expect(turned.rows.map(({ id }) => id)).toEqual([own[2], own[0], own[1], ...own.slice(3)]);
  });

  test('is text, whatever stands in it', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'&{{x}}';
    await define({ key: 'evil', type: 'text', labels: label(evil), helps: label(evil) });
    expect((await kam.call(contract.listFields, { recordKind: 'account' })).rows.at(-1)).toMatchObject({ label: evil });
    await put(kam, { evil: '=1+1' });
    const csv = await kam.file(accounts.exportAccounts, { columns: [], fields: ['evil'] });
    expect(csv.text).not.toMatch(/,=1\+1/);
  });
});
