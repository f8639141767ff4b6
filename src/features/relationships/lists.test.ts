import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { countAccountStages, createAccount, listAccounts } from '../accounts/contract.ts';
import { createContact } from '../contacts/contract.ts';
import { addNote } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-05-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna' });
});
afterAll(() => t.close());

test('accounts with which nobody was in touch: days on the map and notes that the reader may read count', async () => {
  const names = async (who: Person, days: number) =>
    (await who.call(listAccounts, { notMetDays: days, q: 'Touch' })).rows.map((row) => row.name);
  const touched: string[] = [];
  for (const name of ['Touch met', 'Touch noted', 'Touch never'])
    touched.push((await head.call(createAccount, { name })).id);
  const [met, noted] = touched;
  const { id: contactId } = await head.call(createContact, { name: 'Tilda Touch', position: { accountId: met! } });
  const { id: personId } = await head.call(contract.addMapPerson, { id: met!, contactId });
  const day = new Date(t.house.now().getTime() - 20 * 86_400_000).toISOString().slice(0, 10);
  await head.call(contract.saveTie, {
    ...{ id: met!, personId, userId: head.id, version: 0, level: 'brief', wanted: 'brief', lastMet: day },
  });
  await head.call(addNote, {
    id: noted!,
    body: bodyOf('Kept for myself'),
    kept: { readers: [], team: false },
  });
  expect(await names(head, 20)).toEqual(['Touch never']);
  expect(await names(head, 19)).toEqual(['Touch met', 'Touch never']);
  const second = await t.person(['director']);
  expect(await names(second, 20)).toEqual(['Touch never', 'Touch noted']);
  const { rows } = await head.call(countAccountStages, { q: 'Touch', notMetDays: 20 });
  expect(rows).toEqual([{ stage: 'none', count: 1 }]);
});
