import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('rows that orders number', () => {
  const orders = {
    name: 'orders.csv',
    content:
      'Order no;Order date;Customer no;Item;Quantity;Net\nA1;2025-01-05;C1;P1;2;20.00\nA2;2025-01-06;C2;P1;3;30.00\n',
  };
  const invoices = {
    name: 'invoices.csv',
    content: 'Invoice no;Invoice date;Customer no;Amount\nR1;2025-01-09;C1;20.00\nR2;2025-01-10;C2;30.00\n',
  };
  const tableOf = (view: Awaited<ReturnType<typeof prepare>>, file: string) => {
    const at = view.files.find((each) => each.name === file)!;
    const table = at.tables[0]!;
    return { table, mapping: view.mapping.find((each) => each.table === table.id)! };
  };

  test('come in as sales, and it is said', async () => {
    const { table, mapping } = tableOf(await prepare(head, [orders]), 'orders.csv');
    expect(mapping).toMatchObject({ kind: 'flat_sales', fields: { number: 'Order no' } });
    expect(mapping.options.series).toBeUndefined();
    expect(table.warnings).toEqual([expect.stringMatching(/^"Order no" numbers orders: they come in as sales\./)]);
  });

  test('are orders beside the invoices of the same import', async () => {
    const { table, mapping } = tableOf(await prepare(head, [orders, invoices]), 'orders.csv');
    expect(mapping).toMatchObject({ kind: 'flat_sales', options: { series: 'order' } });
    expect(table.warnings).toEqual([expect.stringMatching(/^"Order no" numbers orders: they come in as orders,/)]);
  });

  test('are orders beside flat sales that invoices number, and sales beside a list of what is open', async () => {
    const sales = {
      name: 'sales.csv',
      content: orders.content.replace('Order no', 'Invoice no').replace('Order date', 'Date').replaceAll('A', 'R'),
    };
    const both = await prepare(head, [orders, sales]);
    expect(tableOf(both, 'orders.csv').mapping.options.series).toBe('order');
    expect(tableOf(both, 'sales.csv').mapping).toMatchObject({ kind: 'flat_sales', fields: { number: 'Invoice no' } });
    expect(tableOf(both, 'sales.csv').mapping.options.series).toBeUndefined();
    const open = {
      name: 'open.csv',
      content:
        'Invoice no;Invoice date;Due date;Customer no;Open amount\nR1;2025-01-09;2025-02-09;C1;20.00\nR2;2025-01-10;2025-02-10;C2;3.00\n',
    };
    const beside = await prepare(head, [orders, open]);
    expect(tableOf(beside, 'open.csv').mapping.kind).toBe('open_items');
    expect(tableOf(beside, 'orders.csv').mapping.options.series).toBeUndefined();
    expect(tableOf(beside, 'orders.csv').table.warnings[0]).toMatch(/they come in as sales/);
  });
});
