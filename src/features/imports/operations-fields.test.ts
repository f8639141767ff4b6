import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { bring, prepare, reportOf } from '../../../test/imports.ts';
import * as accounts from '../accounts/contract.ts';
import { addDefinition, archiveDefinition, listDefinitions } from '../fields/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
let director: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head'], { name: 'Hanna' });
  director = await t.person(['director'], { name: 'Dora' });
  const define = (
    key: string,
    type: 'text' | 'number' | 'money' | 'date' | 'choice' | 'choices' | 'person',
    more: object = {},
  ) =>
    director.call(addDefinition, {
      recordKind: 'account',
      key,
      type,
      labels: { en: `The ${key}`, ru: `Поле ${key}` },
      ...more,
    });
  const choices = ['gold', 'silver'].map((id) => ({ id, labels: { en: id, ru: `${id}-ру` }, isRetired: false }));
  await define('slogan', 'text');
  await define('score', 'number');
  await define('budget', 'money');
  await define('visited', 'date');
  await define('medal', 'choice', { choices });
  await define('interests', 'choices', { choices });
  await define('buddy', 'person');
  await define('secret', 'text', { readers: ['head'] });
});
afterAll(() => t.close());

const file = (rows: string, name = 'customers.csv') => ({
  name,
  content: `Customer no;Customer;City;The slogan;The score;The budget;The visited;Поле medal;The interests;The buddy;The secret\n${rows.trim()}\n`,
});
const FIRST = file(`
C1;Alder;Bonn;Fresh;7,5;1.200,50;31.12.2025;gold-ру;gold, silver;Hanna;Falcon
C2;Birch;Ulm;;;;;;;;Owl`);

async function values(name: string): Promise<Record<string, string>> {
  const { rows } = await head.call(accounts.listAccounts, { q: name });
  if (rows.length === 0) return {};
  const { fields } = await head.call(accounts.getAccount, { id: rows[0]!.id });
  return Object.fromEntries(fields.map(({ key, text }) => [key, text]));
}
const WHOLE = {
  ...{
    slogan: 'Fresh',
    score: '7.5',
    budget: '1200.50 EUR',
    visited: '2025-12-31',
    medal: 'gold',
    interests: 'gold, silver',
  },
  buddy: 'Hanna',
};

test('columns called as fields are proposed, but for confidential ones, which never come by file', async () => {
  const view = await prepare(head, [FIRST]);
  const { fields } = view.mapping[0]!;
  expect(fields).toMatchObject({
    'field.slogan': 'The slogan',
    'field.medal': 'Поле medal',
    'field.buddy': 'The buddy',
  });
  expect(Object.keys(fields)).not.toContain('field.secret');
  const mapping = view.mapping.map((each) => ({ ...each, fields: { ...each.fields, 'field.secret': 'The secret' } }));
  const said = await head.call(contract.saveImportMapping, { id: view.id, version: view.version, mapping });
  expect(said.mappingProblems).toMatchObject([{ field: 'fields.field.secret', expected: 'a field of customers' }]);
  expect((await head.ask(contract.runImport, { id: view.id })).status).toBe(409);
  await head.call(contract.discardImport, { id: view.id });
});

test('values come in by type, again without change, and go with the undo', async () => {
  const first = await bring(t, head, [FIRST]);
  expect(reportOf(first).files[0]).toMatchObject({ inserted: 2, rejected: 0 });
  expect(await values('Alder')).toEqual(WHOLE);
  expect(await values('Birch')).toEqual({});
  expect(reportOf(await bring(t, head, [FIRST])).files[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
  const second = await bring(t, head, [file('C1;Alder;Bonn;Fresher;8;;;;;;\nC2;Birch;Ulm;Green;1;;;;;;')]);
  expect(reportOf(second).files[0]).toMatchObject({ updated: 2 });
  expect(await values('Alder')).toEqual({ ...WHOLE, slogan: 'Fresher', score: '8' });
  expect((await head.call(contract.getUndo, { id: first.view.id })).later).toHaveLength(1);
  // What somebody wrote since stays; the rest is as it was.
  const [birch] = (await head.call(accounts.listAccounts, { q: 'Birch' })).rows;
  const { version, fields } = await head.call(accounts.getAccount, { id: birch!.id });
  const slogan = fields.find(({ key }) => key === 'slogan')!;
  await head.call(accounts.saveAccount, {
    id: birch!.id,
    version,
    fields: { slogan: { value: 'Mine', version: slogan.version } },
  });
  await head.call(contract.undoImport, { id: second.view.id });
  expect(await values('Alder')).toEqual(WHOLE);
  expect(await values('Birch')).toEqual({ slogan: 'Mine' });
  await head.call(contract.undoImport, { id: first.view.id });
  expect(await values('Alder')).toEqual({});
  expect(await values('Birch')).toEqual({ slogan: 'Mine' });
  const left = await t.inside(({ client }) => client.query("select 1 from field_values where text like 'Fresh%'"));
  expect(left.rows).toEqual([]);
});

test('a value that does not fit rejects its row, and says the field', async () => {
  const { view } = await bring(t, head, [
    file('C8;Cedar;Bonn;Good;;;;bronze;;;\nC9;Elm;Bonn;Good;many;;;;;;\nC7;Fir;Bonn;Good;;;;;;Nobody;'),
  ]);
  const { rows } = await head.call(contract.listRejects, { id: view.id });
  expect(rows.map(({ field, message }) => [field, message])).toEqual([
    ['field.medal', '"bronze" does not fit the field "The medal".'],
    ['field.score', expect.stringContaining('is not a number')],
    ['field.buddy', '"Nobody" does not fit the field "The buddy".'],
  ]);
});

test('a field that was archived since is not asked for again by a remembered mapping', async () => {
  const medal = (await director.call(listDefinitions, {})).rows.find(({ key }) => key === 'medal')!;
  await director.call(archiveDefinition, { id: medal.id, version: medal.version, archived: true });
  const view = await prepare(head, [FIRST], { map: ({ mapping }) => mapping });
  expect(Object.keys(view.mapping[0]!.fields)).not.toContain('field.medal');
  expect(view.mappingProblems).toEqual([]);
});
