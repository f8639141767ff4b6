import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { prepare } from '../../../test/imports.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
});
afterAll(() => t.close());

test('another kind for a table gets columns of its own, and nothing is saved', async () => {
  const content = 'Invoice no;Invoice date;Customer no;Amount\nR1;2025-01-05;C1;20.00\nR2;2025-01-06;C2;30.00\n';
  const view = await prepare(head, [{ name: 'list.csv', content }]);
  const [{ table, kind }] = view.mapping as [(typeof view.mapping)[number]];
  expect(kind).toBe('invoices');
  const found = await head.call(contract.proposeImportMapping, { id: view.id, table, kind: 'payments' });
  expect(found).toMatchObject({
    mapping: { table, kind: 'payments', fields: { date: 'Invoice date', customer: 'Customer no', amount: 'Amount' } },
    reasons: ['you said so'],
  });
  const { mapping } = await head.call(contract.proposeImportMapping, { id: view.id, table, kind: 'products' });
  expect(mapping).toMatchObject({ kind: 'products' });
  expect(await head.call(contract.getImport, { id: view.id })).toEqual(view);
  expect((await head.ask(contract.proposeImportMapping, { id: view.id, table: 'none', kind: 'orders' })).status).toBe(
    404,
  );
});
