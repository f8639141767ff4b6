import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import * as contract from './contract.ts';
import { makeAccount } from './make.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
const ids = { plain: '', imported: '' };

beforeAll(async () => {
  // A Monday, 12:00 in Berlin.
  t = await testHouse({ now: new Date('2026-06-15T10:00:00Z') });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  await t.inside(async (ctx) => {
    ids.plain = await makeAccount(ctx, { name: 'Plain', country: 'DE' });
    ids.imported = await makeAccount(ctx, { name: 'Imported', country: 'Россия', taxId: '7709442669', source: 'file' });
  });
}, 120_000);
afterAll(() => t.close());

test('the first VAT number becomes the tax id; a wrong one is refused with the reason; the same twice as well', async () => {
  const add = (input: object) => head.ask(contract.addIdentifier, { id: ids.plain, kind: 'vat', ...input } as never);
  expect((await add({ value: 'DE 136 695 978' })).body.code).toBe('accounts.identifierCheckDigit');
  expect((await add({ value: 'DE13669597' })).body).toMatchObject({
    code: 'accounts.identifierLength',
    params: { found: 10 },
  });
  expect((await add({ kind: 'inn', value: '77094426O8' })).body.code).toBe('accounts.identifierForm');
  expect((await add({ kind: 'iban', value: 'QQ93 1234 5678' })).body.code).toBe('accounts.identifierCountry');
  expect((await add({ country: 'DE', value: '136 695 976' })).body).toEqual({ id: null });
  expect(await head.call(contract.getAccount, { id: ids.plain })).toMatchObject({ taxId: 'DE136695976' });
  const iban = { kind: 'iban', value: 'DE89 3704 0044 0532 0130 00' };
  expect((await add(iban)).status).toBe(200);
  expect((await add(iban)).body.code).toBe('accounts.identifierTwice');
  const { rows, can } = await head.call(contract.listIdentifiers, { id: ids.plain });
  expect(can.edit).toBe(true);
  expect(rows).toMatchObject([
    { id: null, kind: 'vat', country: 'DE', value: 'DE136695976', fault: null },
    { kind: 'iban', country: 'DE', value: 'DE89370400440532013000', shown: 'DE89 3704 0044 0532 0130 00' },
  ]);
  const at = { id: ids.plain, identifierId: rows[1]!.id! };
  const changed = { kind: 'iban', value: 'AT611904300234573201', note: 'Vienna' } as const;
  expect((await head.call(contract.saveIdentifier, { ...at, ...changed, version: 1 })).version).toBe(2);
  expect((await head.ask(contract.saveIdentifier, { ...at, ...changed, version: 1 })).body.code).toBe('stale');
  expect((await head.ask(contract.removeIdentifier, { ...at, version: 1 })).body.code).toBe('stale');
  await head.call(contract.removeIdentifier, { ...at, version: 2 });
  expect((await head.call(contract.listIdentifiers, { id: ids.plain })).rows).toHaveLength(1);
  expect((await kam.ask(contract.listIdentifiers, { id: ids.plain })).status).toBe(404);
});

test('what an import brought in wrong stays and says so; who types another must type a right one', async () => {
  const { rows } = await head.call(contract.listIdentifiers, { id: ids.imported });
  expect(rows).toMatchObject([
    { id: null, kind: 'inn', value: '7709442669', shown: '7709442669', fault: 'checkDigit' },
  ]);
  const kept = await head.call(contract.saveAccount, {
    id: ids.imported,
    version: 1,
    taxId: '7709442669',
    web: 'x.example',
  });
  const wrong = await head.ask(contract.saveAccount, { id: ids.imported, version: kept.version, taxId: '7709442660' });
  expect(wrong.body.code).toBe('accounts.identifierCheckDigit');
  await head.call(contract.saveAccount, { id: ids.imported, version: kept.version, taxId: '7709 442 668' });
  const fixed = await head.call(contract.listIdentifiers, { id: ids.imported });
  expect(fixed.rows).toMatchObject([{ value: '7709442668', fault: null }]);
  expect((await head.ask(contract.createAccount, { name: 'New', taxId: 'DE136695978' })).body.code).toBe(
    'accounts.identifierCheckDigit',
  );
});

test('languages are kept in their order', async () => {
  const { version } = await head.call(contract.getAccount, { id: ids.plain });
  await head.call(contract.saveAccount, { id: ids.plain, version, languages: ['de', 'en-GB'] });
  expect((await head.call(contract.getAccount, { id: ids.plain })).languages).toEqual(['de', 'en-GB']);
  expect(
    (await head.ask(contract.saveAccount, { id: ids.plain, version: version + 1, languages: ['German!'] })).status,
  ).toBe(400);
});

test('addresses say whether somebody is there now, by their own clock', async () => {
  const hours = [{ day: 1, from: '08:00', to: '13:00' }];
  const add = (input: object) => head.ask(contract.addAddress, { id: ids.plain, kind: 'delivery', ...input } as never);
  expect((await add({ hours })).status).toBe(400);
  expect((await add({ hours, timezone: 'Mars/Base' })).status).toBe(400);
  expect((await add({ hours: [{ day: 1, from: '8', to: '13:00' }], timezone: 'UTC' })).status).toBe(400);
  await add({ name: 'Berlin', hours, timezone: 'Europe/Berlin' });
  await add({ name: 'Vladivostok', hours, timezone: 'Asia/Vladivostok' });
  await add({ kind: 'legal', name: 'Register', street: 'Hauptstr. 1' });
  const { rows } = await head.call(contract.listAddresses, { id: ids.plain });
  expect(rows.map(({ name, isOpen }) => [name, isOpen])).toEqual([
    ['Register', null],
    ['Berlin', true],
    ['Vladivostok', false],
  ]);
  const at = { id: ids.plain, addressId: rows[0]!.id };
  await head.call(contract.saveAddress, { ...at, kind: 'legal', city: 'Bonn', version: 1 });
  expect((await head.ask(contract.saveAddress, { ...at, kind: 'legal', version: 1 })).body.code).toBe('stale');
  await head.call(contract.removeAddress, { ...at, version: 2 });
  expect((await kam.ask(contract.listAddresses, { id: ids.plain })).status).toBe(404);
});
