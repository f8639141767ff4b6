import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let otherKam: Person;
let contributor: Person;

beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  otherKam = await t.person(['kam']);
  contributor = await t.person(['contributor']);
});
afterAll(() => t.close());

const look = {
  filter: { country: ['DE'], q: 'gmbh' },
  sort: 'name' as const,
  direction: 'asc' as const,
  columns: ['country' as const, 'lead' as const],
};
const namesOf = async (person: Person) =>
  (await person.call(contract.listAccountViews, {})).rows.map((view) => view.name);

describe('saved views of the accounts list', () => {
  test('are one’s own until they are shared; are renamed, changed and deleted', async () => {
    const made = await kam.call(contract.addAccountView, { name: ' German ones ', isShared: false, ...look });
    expect(made).toMatchObject({
      name: 'German ones',
      ...look,
      owner: { id: kam.id },
      can: { edit: true },
      version: 1,
    });
    expect(await namesOf(kam)).toEqual(['German ones']);
    expect(await namesOf(otherKam)).toEqual([]);
    expect((await otherKam.ask(contract.removeAccountView, { id: made.id, version: 1 })).status).toBe(404);
    const changed = await kam.call(contract.saveAccountView, {
      id: made.id,
      version: 1,
      ...look,
      name: 'Austrian ones',
      isShared: true,
      filter: { country: ['AT'] },
    });
    expect(changed).toMatchObject({ name: 'Austrian ones', filter: { country: ['AT'] }, version: 2 });
    const [seen] = (await otherKam.call(contract.listAccountViews, {})).rows;
    expect(seen).toMatchObject({ name: 'Austrian ones', isShared: true, can: { edit: false } });
    await kam.call(contract.removeAccountView, { id: made.id, version: 2 });
    expect(await namesOf(otherKam)).toEqual([]);
  });

  test('a shared view is changed by its owner and by those who lead, a stale one by nobody', async () => {
    const { id } = await kam.call(contract.addAccountView, { name: 'Shared', isShared: true, ...look });
    const change = { id, version: 1, name: 'Mine now', isShared: true, ...look };
    expect((await otherKam.ask(contract.saveAccountView, change)).status).toBe(403);
    expect((await otherKam.ask(contract.removeAccountView, { id, version: 1 })).status).toBe(403);
    await head.call(contract.saveAccountView, change);
    const stale = await kam.ask(contract.saveAccountView, change);
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ code: 'stale', params: { current: { name: 'Mine now', version: 2 } } });
    expect((await kam.ask(contract.removeAccountView, { id, version: 1 })).status).toBe(409);
    await head.call(contract.removeAccountView, { id, version: 2 });
  });

  test('that select by what one may not read are neither shown nor saved', async () => {
    const byTier = { ...look, filter: { tier: ['key' as const] } };
    const bySales = { ...look, filter: {}, sort: 'revenue' as const };
    for (const [name, one] of Object.entries({ byTier, bySales }))
      await kam.call(contract.addAccountView, { name, isShared: true, ...one });
    expect(await namesOf(otherKam)).toEqual(['bySales', 'byTier']);
    expect(await namesOf(contributor)).toEqual([]);
    for (const one of [byTier, bySales]) {
      const answer = await contributor.ask(contract.addAccountView, { name: 'X', isShared: false, ...one });
      expect(answer.status).toBe(403);
    }
  });
});
