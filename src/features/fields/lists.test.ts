import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { partsOf } from '../../../test/zip-parts.ts';
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
  await define({ recordKind: 'task', key: 'effort', type: 'number', labels: label('Effort') });
  ids.anna = (await head.call(contacts.createContact, { name: 'Anna Meyer', position: { accountId: ids.north } })).id;
  ids.call = (await kam.call(tasks.createTask, { title: 'Call', accountId: ids.north })).id;
});
afterAll(() => t.close());

const account = (who: Person, id = ids.north) => who.call(accounts.getAccount, { id });
/** Saves fields of an account as a form does: with the versions that were read. */
async function put(who: Person, said: Record<string, contract.FieldValue | null>, id = ids.north) {
  const now = await account(who, id);
  const version = (key: string) => now.fields.find((one) => one.key === key)?.version;
  const fields = Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key, { value, version: version(key) }]),
  );
  return who.ask(accounts.saveAccount, { id, version: now.version, fields });
}
const names = async (who: Person, input: object) =>
  (await who.call(accounts.listAccounts, input)).rows.map((row) => row.name);

beforeAll(async () => {
  const buddy = { ...WHOLE, slogan: 'First', score: '9', buddy: other.id };
  expect((await put(kam, buddy)).status).toBe(200);
  const person = await kam.call(contacts.getContact, { id: ids.anna });
  const fields = { nickname: { value: 'Annie Quicksilver' } };
  await kam.call(contacts.saveContact, { id: ids.anna, version: person.version, fields });
});

const WHOLE = {
  slogan: 'Always fresh',
  score: '7.5',
  budget: { amount: '1200.00', currency: 'EUR' },
  visited: '2026-04-01',
  medal: 'gold',
  interests: ['gold', 'silver'],
  portal: 'https://example.com/portal',
};

describe('lists', () => {
  test('of contacts and tasks', async () => {
    expect((await kam.call(contacts.getContact, { id: ids.anna })).fields).toMatchObject([
      { key: 'nickname', value: 'Annie Quicksilver' },
    ]);
    const task = await kam.call(tasks.getTask, { id: ids.call });
    await kam.call(tasks.saveTask, { id: ids.call, version: task.version, fields: { effort: { value: '3' } } });
    expect((await kam.call(tasks.getTask, { id: ids.call })).fields).toMatchObject([{ key: 'effort', value: '3' }]);
    const listed = await kam.call(contacts.listContacts, { where: ['nickname:has:quick'], fields: ['nickname'] });
    expect(listed.rows).toMatchObject([{ name: 'Anna Meyer', fields: [{ text: 'Annie Quicksilver' }] }]);
    expect((await kam.call(tasks.listTasks, { where: ['effort:from:4'] })).rows).toEqual([]);
    expect((await kam.call(tasks.listTasks, { where: ['effort:to:4'], fields: ['effort'] })).rows).toMatchObject([
      { fields: [{ value: '3' }] },
    ]);
    const made = await kam.call(tasks.createTask, { title: 'With effort', fields: { effort: { value: '5' } } });
    expect((await kam.call(tasks.getTask, { id: made.id })).fields).toMatchObject([{ value: '5' }]);
    expect((await kam.file(contacts.exportContacts, { fields: ['nickname'] })).text).toContain('Annie Quicksilver');
    expect((await kam.file(tasks.exportTasks, { fields: ['effort'] })).text).toContain('Effort');
  });

  test('filter by each type, sort, and bring columns', async () => {
    await put(
      head,
      {
        slogan: 'Zest',
        score: '-2',
        budget: { amount: '90.00', currency: 'EUR' },
        visited: '2026-01-01',
        medal: 'silver',
      },
      ids.south,
    );
    const only = (where: string[]) => names(head, { where });
    expect(await only(['slogan:has:FIR'])).toEqual(['North']);
    expect(await only(['slogan:is:zest'])).toEqual(['South']);
    expect(await only(['score:from:0'])).toEqual(['North']);
    expect(await only(['score:to:0'])).toEqual(['South']);
    expect(await only(['budget:from:90'])).toEqual(['North', 'South']);
    expect(await only(['visited:to:2026-02-01'])).toEqual(['South']);
    expect(await only(['medal:is:gold,silver'])).toEqual(['North', 'South']);
    expect(await only(['medal:is:gold'])).toEqual(['North']);
    expect(await only(['interests:is:silver'])).toEqual(['North']);
    expect(await only([`buddy:is:${other.id}`])).toEqual(['North']);
    expect(await only(['medal:set:no'])).toEqual(['Third']);
    expect(await only(['medal:set:yes', 'score:to:0'])).toEqual(['South']);
    for (const sort of ['slogan', 'score', 'budget', 'visited', 'medal'].map((key) => `field:${key}` as const))
      for (const direction of ['asc', 'desc'] as const) {
        const all = await names(head, { sort, direction });
        const paged: string[] = [];
        for (let after: string | undefined; ; ) {
          const page = await head.call(accounts.listAccounts, { sort, direction, limit: 1, after });
          paged.push(...page.rows.map((row) => row.name));
          if (page.next === null) break;
          after = page.next;
        }
        expect([sort, paged]).toEqual([sort, all]);
      }
    expect(await names(head, { sort: 'field:score', direction: 'desc' })).toEqual(['North', 'South', 'Third']);
    expect(await names(kam, { sort: 'field:score', direction: 'asc' })).toEqual(['Third', 'North']);
    const { rows } = await head.call(accounts.listAccounts, { fields: ['medal', 'budget'], columns: [] });
    expect(rows.map((row) => row.fields!.map((one) => one.text))).toEqual([
      ['Gold', '1200.00 EUR'],
      ['Silver', '90.00 EUR'],
      [],
    ]);
  });

  test('refuse what is no condition', async () => {
    for (const where of ['medal', 'medal:is:tin', 'medal:has:x', 'score:from:x', 'nothing:is:x', 'interests:set:maybe'])
      expect([where, (await head.ask(accounts.listAccounts, { where: [where] })).status]).toEqual([where, 400]);
    for (const sort of ['field:nothing', 'field:interests', 'field:buddy'])
      expect([sort, (await head.ask(accounts.listAccounts, { sort })).status]).toEqual([sort, 400]);
  });

  test('are exported with the fields that were chosen, as numbers and dates', async () => {
    const csv = await head.file(accounts.exportAccounts, {
      columns: ['country'],
      fields: ['score', 'medal', 'visited', 'budget'],
      where: ['medal:set:yes'],
    });
    expect(csv.text.replace('\uFEFF', '').trim().split('\r\n')).toEqual([
      'name,kind,country,Score,Medal,Visited,Budget (EUR)',
      'North,entity,,9,Gold,2026-04-01,1200',
      'South,entity,,-2,Silver,2026-01-01,90',
    ]);
  });

  test('keep fields in saved views', async () => {
    const look = {
      filter: { where: ['medal:is:gold'] },
      sort: 'field:score' as const,
      direction: 'asc' as const,
      columns: ['field:medal' as const, 'country' as const],
    };
    const view = await head.call(accounts.addAccountView, { name: 'Gold', isShared: true, ...look });
    expect(view).toMatchObject(look);
    const hidden = {
      filter: {},
      sort: 'name' as const,
      direction: 'asc' as const,
      columns: ['field:secret' as const, 'field:medal' as const],
    };
    await head.call(accounts.addAccountView, { name: 'With a secret column', isShared: true, ...hidden });
    await head.call(accounts.addAccountView, {
      name: 'By a secret',
      isShared: true,
      ...look,
      filter: { where: ['secret:set:yes'] },
    });
    const seen = (await kam.call(accounts.listAccountViews, {})).rows;
    expect(seen.map(({ name, columns }) => [name, columns])).toEqual([
      ['Gold', ['field:medal', 'country']],
      ['With a secret column', ['field:medal']],
    ]);
    expect(
      (await kam.ask(accounts.addAccountView, { name: 'Mine', isShared: false, ...look, sort: 'field:secret' })).status,
    ).toBe(400);
  });
});

describe('search', () => {
  const hits = async (who: Person, q: string) =>
    (await who.call(searchEverything, { q })).groups.flatMap((group) =>
      group.rows.map((row) => row.title.map(({ text }) => text).join('')),
    );

  test('finds texts of fields, with the rule of the record', async () => {
    expect(await hits(kam, 'quicksilver')).toEqual(['Anna Meyer']);
    expect(await hits(other, 'quicksilver')).toEqual([]);
    expect(await hits(head, 'zest')).toEqual(['South']);
    expect(await hits(kam, 'zest')).toEqual([]);
  });

  test('takes key:value', async () => {
    expect(await hits(head, 'medal:gold type:account')).toEqual(['North']);
    expect(await hits(head, 'medal:Серебро')).toEqual(['South']);
    expect(await hits(head, '-medal:gold medal:gold')).toEqual([]);
    expect((await head.call(searchEverything, { q: 'medal:tin' })).hints).toEqual([
      { word: 'medal:tin', why: 'value' },
    ]);
    expect((await kam.call(searchEverything, { q: 'secret:x' })).hints).toEqual(
      (await kam.call(searchEverything, { q: 'secrex:x' })).hints.map((hint) => ({ ...hint, word: 'secret' })),
    );
  });
});

describe('a person', () => {
  test('goes with what fields said, and takes away what may be read', async () => {
    const now = await head.call(contacts.getContact, { id: ids.anna });
    const file = JSON.parse(
      String(partsOf((await head.file(contacts.exportPersonalData, { id: ids.anna })).bytes).get('data.json')),
    );
    expect(file).toMatchObject({
      fields: [{ key: 'nickname', text: 'Annie Quicksilver' }],
      fieldHistory: [{ after: 'Annie Quicksilver' }],
    });
    await head.call(contacts.eraseContact, { id: ids.anna, version: now.version });
    expect(JSON.stringify((await director.call(listAudit, {})).rows)).not.toContain('Quicksilver');
    const left = await t.inside(({ client }) =>
      client.query("select to_jsonb(v)::text from field_values v where v.text ilike '%quicksilver%'"),
    );
    expect(left.rows).toEqual([]);
    expect((await head.call(searchEverything, { q: 'quicksilver' })).groups).toEqual([]);
  });
});
