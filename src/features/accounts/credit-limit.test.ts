import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { carryOut, prepare } from '../../../test/imports.ts';
import { mergeRecords, previewMerge, undoMerge } from '../duplicates/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head', 'director', 'admin'], { name: 'Hanna' });
});
afterAll(() => t.close());

const limitOf = async (id: string) => (await head.call(contract.getAccount, { id })).creditLimit;
const make = async (name: string, currency: string | null, creditLimit: string | null) =>
  (await head.call(contract.createAccount, { name, currency, creditLimit })).id;
const save = async (id: string, more: object) =>
  head.ask(contract.saveAccount, { id, version: (await head.call(contract.getAccount, { id })).version, ...more });

test('a credit limit is told in the currency of the account, and stays as many units where that changes alone', async () => {
  const id = await make('Kyoto Foods', 'JPY', '700000');
  expect(await limitOf(id)).toEqual({ amount: '700000', currency: 'JPY' });
  expect((await save(id, { creditLimit: '1.5' })).body.code).toBe('money.digits');
  await save(id, { currency: 'KWD' });
  expect(await limitOf(id)).toEqual({ amount: '700000.000', currency: 'KWD' });
  await save(id, { currency: null });
  expect(await limitOf(id)).toEqual({ amount: '700000.00', currency: 'EUR' });
  await save(id, { currency: 'JPY', creditLimit: '5' });
  expect(await limitOf(id)).toEqual({ amount: '5', currency: 'JPY' });
  await save(id, { creditLimit: null });
  expect(await limitOf(id)).toBeNull();
});

test('an import brings it in the currency of the customer; a later file that names another currency keeps the units', async () => {
  const bring = async (name: string, content: string) => {
    const view = await prepare(head, [{ name, content }]);
    expect((await carryOut(t, head, view.id)).view.state).toBe('done');
  };
  await bring(
    'customers.csv',
    'Customer ID;Name;Currency;Credit limit\nK1;Osaka Trading;JPY;900000\nK2;Bonn Handel;;1500,50\n',
  );
  const found = async (q: string) => (await head.call(contract.listAccounts, { q })).rows[0]!.id;
  const [osaka, bonn] = [await found('osaka'), await found('bonn')];
  expect([await limitOf(osaka), await limitOf(bonn)]).toEqual([
    { amount: '900000', currency: 'JPY' },
    { amount: '1500.50', currency: 'EUR' },
  ]);
  await bring('currencies.csv', 'Customer ID;Name;Currency\nK1;Osaka Trading;USD\nK2;Bonn Handel;JPY\n');
  expect([await limitOf(osaka), await limitOf(bonn)]).toEqual([
    { amount: '900000.00', currency: 'USD' },
    { amount: '1501', currency: 'JPY' },
  ]);
});

test.each([
  [{ creditLimit: 'absorbed' }, { amount: '800.00', currency: 'EUR' }],
  [{ currency: 'absorbed' }, { amount: '100', currency: 'JPY' }],
  [
    { currency: 'absorbed', creditLimit: 'absorbed' },
    { amount: '800', currency: 'JPY' },
  ],
  [{}, { amount: '100.00', currency: 'EUR' }],
] as const)('a merge that chooses %j', async (fields, expected) => {
  const survivorId = await make('Twin One', 'EUR', '100');
  const absorbedId = await make('Twin Two', 'JPY', '800');
  const pair = { kind: 'account', survivorId, absorbedId } as const;
  const beside = (await head.call(previewMerge, pair)).fields.find(({ field }) => field === 'creditLimit');
  expect(beside).toMatchObject({ survivor: '100.00 EUR', absorbed: '800 JPY' });
  const done = await head.call(mergeRecords, { ...pair, survivorVersion: 1, absorbedVersion: 1, fields });
  expect(await limitOf(survivorId)).toEqual(expected);
  await head.call(undoMerge, { id: done.id, version: done.version, reason: 'They are two.' });
  expect([await limitOf(survivorId), await limitOf(absorbedId)]).toEqual([
    { amount: '100.00', currency: 'EUR' },
    { amount: '800', currency: 'JPY' },
  ]);
});
