import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import * as contract from './contract.ts';
import { makeProduct } from './make.ts';

let t: TestHouse;
let chai: string;
beforeAll(async () => {
  t = await testHouse();
  chai = await t.inside(async (ctx) => {
    await makeProduct(ctx, { name: 'Tofu', groupName: 'Produce', code: 'T-1' });
    await makeProduct(ctx, { name: 'Aniseed 50%', groupName: 'Condiments' });
    return makeProduct(ctx, { name: 'Chai', groupName: 'Beverages', cost: '12.5', price: '18' });
  });
});
afterAll(() => t.close());

const names = (answer: { rows: { name: string }[] }) => answer.rows.map((row) => row.name);

test('the catalogue comes by name, page by page, searched and by group', async () => {
  const kam = await t.person(['kam']);
  const first = await kam.call(contract.listProducts, { limit: 2 });
  expect(names(first)).toEqual(['Aniseed 50%', 'Chai']);
  const second = await kam.call(contract.listProducts, { limit: 2, after: first.next! });
  expect([names(second), second.next]).toEqual([['Tofu'], null]);
  expect(names(await kam.call(contract.listProducts, { q: '0%' }))).toEqual(['Aniseed 50%']);
  expect(names(await kam.call(contract.listProducts, { q: 't-' }))).toEqual(['Tofu']);
  expect(names(await kam.call(contract.listProducts, { group: 'Beverages' }))).toEqual(['Chai']);
  expect((await kam.call(contract.listProductGroups, {})).groups).toEqual(['Beverages', 'Condiments', 'Produce']);
  expect((await kam.ask(contract.listProducts, { after: 'rubbish' })).status).toBe(400);
});

test('cost is for those who may see it', async () => {
  const [kam, head] = [await t.person(['kam']), await t.person(['head'])];
  expect(await head.call(contract.getProduct, { id: chai })).toMatchObject({ cost: '12.5', price: '18' });
  for (const answer of [
    await kam.ask(contract.getProduct, { id: chai }),
    await kam.ask(contract.listProducts, { q: 'chai' }),
  ]) {
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('cost');
  }
});

test('an administrator reads no products, another organisation has none of these', async () => {
  const admin = await t.person(['admin']);
  expect((await admin.ask(contract.listProducts, {})).status).toBe(403);
  const org = await t.anotherOrganisation('rival');
  const stranger = await t.person(['head'], { org });
  expect((await stranger.call(contract.listProducts, {})).rows).toEqual([]);
  expect((await stranger.ask(contract.getProduct, { id: chai })).status).toBe(404);
});
