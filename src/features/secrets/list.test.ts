import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { listAccountChoices, listAccounts } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let director: Person;
let head: Person;
let kam: Person;
let strict: string;
const ids: Record<'group' | 'entity' | 'other', string> = { group: '', entity: '', other: '' };

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T10:00:00Z') });
  director = await t.person(['director']);
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { kind: 'group', name: 'Alba Group' });
    ids.entity = await makeAccount(ctx, { kind: 'entity', name: 'Alba Entity', parentId: ids.group });
    ids.other = await makeAccount(ctx, { kind: 'entity', name: 'Bora' });
    await makeTeamMember(ctx, { accountId: ids.entity, userId: kam.id, duty: 'lead', since: '2026-03-01' });
  });
  const saved = await director.call(contract.saveClasses, {
    ...{ version: 1, logsDays: 1095 },
    classes: [{ name: 'Strict', roles: ['director'], people: [], mark: true }],
  });
  strict = saved.classes[0]!.id;
  t.house.identity.forget();
  await director.call(contract.setAccountClass, { id: ids.group, class: strict, version: 0 });
});
afterAll(() => t.close());

const list = async (who: Person, secrecy?: string[]) =>
  (await who.call(listAccounts, { columns: ['secrecy'], ...(secrecy ? { secrecy } : {}) })).rows.map(
    (row) => `${row.name}: ${row.secrecy?.name ?? '-'}`,
  );

test('the list says the class of an account, its own or that of the top, and filters by it', async () => {
  expect(await list(director)).toEqual(['Alba Entity: Strict', 'Alba Group: Strict', 'Bora: -']);
  expect(await list(director, [strict])).toEqual(['Alba Entity: Strict', 'Alba Group: Strict']);
  expect(await list(director, ['none'])).toEqual(['Bora: -']);
  expect(await list(director, ['none', strict])).toHaveLength(3);
  expect(await list(kam, [strict])).toEqual(['Alba Entity: Strict']);
  expect((await kam.call(listAccountChoices, {})).classes).toEqual([{ id: strict, name: 'Strict' }]);
});

test('whoever is not cleared sees of a class what they see without the accounts in it', async () => {
  expect(await list(head)).toEqual(['Bora: -']);
  expect(await list(head, [strict])).toEqual([]);
  expect(await list(head, ['none', strict])).toEqual(['Bora: -']);
});

test('a filter that names no class is refused with its field', async () => {
  await expect(list(director, ['secret'])).rejects.toThrow(/"field":"secrecy"/);
});
