import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import * as contract from './contract.ts';
import { makeAccount, makeTeamMember } from './make.ts';
import { refreshFigures } from './public.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let admin: Person;

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  admin = await t.person(['admin']);
  await t.inside(async (ctx) => {
    const group = await makeAccount(ctx, { name: 'Globex Group', kind: 'group' });
    const mine = await makeAccount(ctx, { name: 'Globex Berlin GmbH', parentId: group, taxId: 'DE811111111' });
    await makeAccount(ctx, { name: 'Globex Shop 7', kind: 'outlet', parentId: mine });
    await makeAccount(ctx, { name: 'Globex Wien', parentId: group });
    await makeAccount(ctx, { name: 'Initech' });
    await makeTeamMember(ctx, { accountId: mine, userId: kam.id });
  });
});
afterAll(() => t.close());

test('best first: number, beginning, word, anywhere; groups before entities before outlets', async () => {
  const titles = async (who: Person, q: string) =>
    (await who.call(contract.searchAccounts, { q })).rows.map((row) => row.title);
  expect(await titles(head, 'globex')).toEqual(['Globex Group', 'Globex Berlin GmbH', 'Globex Wien', 'Globex Shop 7']);
  expect((await titles(head, 'wien'))[0]).toBe('Globex Wien');
  expect((await titles(head, 'DE811111111'))[0]).toBe('Globex Berlin GmbH');
  expect(await titles(kam, 'globex')).toEqual(['Globex Berlin GmbH', 'Globex Shop 7']);
  expect(await titles(kam, 'initech')).toEqual([]);
  expect(await titles(head, 'инитех')).toEqual([]);
  expect((await admin.ask(contract.searchAccounts, { q: 'x' })).status).toBe(403);
});

test('who stands above comes before its branches, also when they are many, of its kind and before it in the alphabet', async () => {
  const ids = await t.inside(async (ctx) => {
    const top = await makeAccount(ctx, { name: 'Holding Zentrale Brummbär' });
    const middle = await makeAccount(ctx, { name: 'Brummbär West', parentId: top });
    const alone = await makeAccount(ctx, { name: 'Brummbär Café' });
    const branches: string[] = [];
    for (let n = 10; n < 35; n++)
      branches.push(await makeAccount(ctx, { name: `Brummbär ${n}`, parentId: n === 10 ? middle : top }));
    return [...branches, alone, middle, top];
  });
  const { rows } = await head.call(contract.searchAccounts, { q: 'brummbär' });
  expect(rows.slice(0, 4).map((row) => row.title)).toEqual([
    'Holding Zentrale Brummbär',
    'Brummbär Café',
    'Brummbär West',
    'Brummbär 10',
  ]);
  expect(rows).toHaveLength(20);
  await t.inside(async (ctx) => {
    for (const id of ids) await ctx.db.deleteFrom('accounts').where('id', '=', id).execute();
  });
});

test('a number of one or two letters finds its account, and only for those who see it', async () => {
  const id = await t.inside((ctx) => makeAccount(ctx, { externalId: '7', name: 'Numbered Seven' }));
  const titles = async (who: Person) =>
    (await who.call(contract.searchAccounts, { q: '7' })).rows.map((row) => row.title);
  expect(await titles(head)).toEqual(['Numbered Seven']);
  expect(await titles(kam)).toEqual([]);
  await t.inside((ctx) => ctx.db.deleteFrom('accounts').where('id', '=', id).execute());
});

test('search says when others match too, and what fits best comes first however many there are', async () => {
  const ids = await t.inside(async (ctx) => {
    const { rows } = await ctx.client.query<{ id: string }>(
      `insert into accounts (org_id, id, source, external_id, name, kind, root_id, entity_id, created_at)
       select current_org(), i.id, 'many', 'M' || i.n, case when i.n = 3500 then 'Crowd' else 'In the crowd ' || i.n end, 'entity', i.id, i.id, now()
         from (select n, new_id() as id from generate_series(1, 3500) n) i returning id`,
    );
    await refreshFigures(ctx, null);
    return rows.map((row) => row.id);
  });
  const crowd = await head.call(contract.searchAccounts, { q: 'crowd' });
  expect(crowd.rows[0]?.title).toBe('Crowd');
  expect(crowd.rows).toHaveLength(20);
  expect(crowd.more).toBe(true);
  expect(await head.call(contract.searchAccounts, { q: 'in the crowd 1234' })).toMatchObject({
    more: false,
    rows: [{}],
  });
  expect((await head.call(contract.searchAccounts, { q: 'crowds' })).more).toBe(true);
  expect((await head.call(contract.searchAccounts, { q: 'globex' })).more).toBe(false);
  expect(await kam.call(contract.searchAccounts, { q: 'crowd' })).toEqual({ rows: [], more: false });
  await t.inside((ctx) => ctx.db.deleteFrom('accounts').where('id', 'in', ids).execute());
});
