import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { ask, type Bringing, bring, disagreements, reportOf, tables, type Upload } from '../../../test/imports.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import * as accounts from '../accounts/contract.ts';
import { addNote } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let org: Organisation;
let head: Person;
let count = 0;
beforeAll(async () => {
  t = await testHouse();
});
beforeEach(async () => {
  org = await t.anotherOrganisation(`o${count++}`);
  head = await t.person(['head'], { org });
});
afterAll(() => t.close());

const sales = (rows: string, name = 'sales.csv') => ({
  name,
  content: `Invoice;Date;Customer no;Customer;Product no;Product;Quantity;Price;Currency\n${rows.trim()}\n`,
});
const FIRST = sales(`
R1;2025-01-05;C1;Alder;P1;Tea;2;10.00;EUR
R1;2025-01-05;C1;Alder;P2;Jam;1;5.50;EUR
R2;2025-02-06;C2;Birch;P1;Tea;3;10.00;EUR
R3;2025-02-07;C2;Birch;P1;Tea;-1;10.00;EUR`);
const payments = (rows: string) => ({
  name: 'payments.csv',
  content: `Payment no;Payment date;Customer no;Amount paid;Invoice\n${rows.trim()}\n`,
});

/** Imports and gives the id; fails when it did not come in. */
async function take(files: Upload[], how: Bringing = {}): Promise<string> {
  const run = await bring(t, head, files, { org, ...how });
  reportOf(run);
  return run.view.id;
}
const undo = (id: string) => head.call(contract.undoImport, { id });

/** What an import writes is gone after its undo, in every table, and the roll-ups agree. */
async function comesAndGoes(files: Upload[], how: Bringing = {}): Promise<void> {
  const before = await tables(t, org);
  const id = await take(files, how);
  expect(await tables(t, org)).not.toEqual(before);
  expect(await disagreements(t, org)).toEqual([]);
  expect(await undo(id)).toMatchObject({ state: 'undone' });
  expect(await disagreements(t, org)).toEqual([]);
  expect(await tables(t, org)).toEqual(before);
}

describe('undo', () => {
  test('of the first import leaves nothing', async () => {
    const empty = await tables(t, org);
    const id = await take([FIRST, payments('Z1;2025-03-01;C1;12.00;R1')]);
    const undone = await undo(id);
    expect(undone.undoneAt).not.toBeNull();
    expect({ ...(await tables(t, org)), ledger_state: '' }).toEqual({ ...empty, ledger_state: '' });
    expect((await head.ask(contract.undoImport, { id })).body.code).toBe('imports.notDone');
  });

  test('of later imports puts back every table: changed, added and removed lines, headers, payments, masters', async () => {
    await take([FIRST, payments('Z1;2025-03-01;C1;12.00;R1')]);
    await comesAndGoes([
      sales(`
R1;2025-01-05;C1;Alder;P1;Tea;2;11.00;EUR
R1;2025-01-05;C1;Alder;P9;New;2;1.00;EUR
R2;2025-02-06;C2;Birch;P1;Tea;3;10.00;EUR
R9;2025-04-07;C9;Maple;P1;Tea;4;10.00;EUR`),
    ]);
    await comesAndGoes([
      sales(
        'R5;2025-05-05;C5;Elder;P1;Tea;1;1;EUR\nR1;2025-01-05;C1;Alder;P1;Tea;2;10.00;EUR\nR2;2025-02-06;C2;Birch;P1;Tea;3;10.00;EUR',
      ),
    ]);
    await comesAndGoes([payments('Z1;2025-03-02;C1;13.00;R1\nZ2;2025-04-01;C2;5.00;R2')]);
    await comesAndGoes([
      {
        name: 'customers.csv',
        content:
          'Customer no;Customer name;Country;Parent customer\nC1;Alder & Sons;DE;C2\nC2;Birch;DE;G1\nC7;Yew;FR;C1\n',
      },
    ]);
    await comesAndGoes([
      { name: 'products.csv', content: 'Product no;Product name;Unit price\nP1;Green tea;9.90\nP8;Oats;1.10\n' },
    ]);
    await comesAndGoes([
      {
        name: 'invoices.csv',
        content: 'InvoiceNo;Date;Customer no;Total net\nR1;2025-01-09;C2;26.00\nR2;2025-02-06;C2;30.00\n',
      },
    ]);
  });

  test('of headers that came later lets the lines wait again', async () => {
    await take([
      { name: 'lines.csv', content: 'InvoiceNo;Line;Product no;Quantity;Price\nA1;1;P1;2;10\nA1;2;P2;1;5\n' },
    ]);
    await comesAndGoes([
      { name: 'invoices.csv', content: 'InvoiceNo;Date;Customer no;Total net\nA1;2025-03-10;C1;25.00\n' },
    ]);
  });

  test('is refused while a later import that changed the same facts stands, and names it; undone first, it works', async () => {
    const empty = await tables(t, org);
    const first = await take([FIRST]);
    const later = await take([
      { ...FIRST, name: 'corrected.csv', content: FIRST.content.replace('3;10.00', '3;12.00') },
    ]);
    expect(await head.call(contract.getUndo, { id: first })).toEqual({ later: [{ id: later, name: 'corrected.csv' }] });
    expect(await head.call(contract.getUndo, { id: later })).toEqual({ later: [] });
    const refused = await head.ask(contract.undoImport, { id: first });
    expect([refused.status, refused.body.code]).toEqual([409, 'imports.changedLater']);
    expect(refused.body.params).toMatchObject({ imports: [later], names: ['corrected.csv'] });
    expect(refused.body.detail).toContain('corrected.csv');
    await undo(later);
    await undo(first);
    expect({ ...(await tables(t, org)), ledger_state: '' }).toEqual({ ...empty, ledger_state: '' });
  });

  test('leaves accounts that carry work of people, and those that other facts need', async () => {
    const first = await take([FIRST]);
    await take([sales('R7;2025-06-01;C2;Birch;P1;Tea;1;1;EUR', 'more.csv')]);
    await t.inside(async ({ client }) => {
      await client.query(
        "insert into account_addresses (org_id, id, account_id, kind, city) select org_id, new_id(), id, 'delivery', 'Delft' from accounts where external_id = 'C1' and org_id = current_org()",
      );
    }, org);
    await undo(first);
    expect(await ask(t, 'select external_id from accounts order by 1', org)).toEqual([
      { external_id: 'C1' },
      { external_id: 'C2' },
    ]);
    expect(await ask(t, 'select external_id from products order by 1', org)).toEqual([{ external_id: 'P1' }]);
    expect(await ask(t, 'select number from ledger_documents', org)).toEqual([{ number: 'R7' }]);
    expect(await disagreements(t, org)).toEqual([]);
  });

  test('does not take back what people changed since', async () => {
    const customers = (name: string) => ({
      name: 'customers.csv',
      content: `Customer no;Customer name\nC1;${name}\nC2;${name}\n`,
    });
    await take([customers('Old')]);
    const second = await take([customers('New')]);
    const account = async () =>
      (
        await ask<{ id: string; version: number }>(t, "select id, version from accounts where external_id = 'C1'", org)
      )[0]!;
    const { id, version } = await account();
    await head.call(accounts.saveAccount, { id, city: 'Delft', version });
    await undo(second);
    const rows = await ask(t, 'select external_id, name, city from accounts order by 1', org);
    expect(rows).toEqual([
      { external_id: 'C1', name: 'New', city: 'Delft' },
      { external_id: 'C2', name: 'Old', city: null },
    ]);
  });

  test('leaves a customer on whom somebody wrote a note, and takes its own entries out of the timeline', async () => {
    const id = await take([FIRST]);
    const [noted, plain] = await ask<{ id: string }>(t, 'select id from accounts order by external_id', org);
    const kept = { readers: [], team: false };
    await head.call(addNote, { id: noted!.id, body: bodyOf('Calls on Mondays'), kept });
    const [entry] = (await head.call(listTimeline, { id: plain!.id })).rows;
    expect(entry).toMatchObject({
      kind: 'ledger.imported',
      recordId: id,
      params: { invoices: 1, creditNotes: 1, net: '20.00' },
    });
    expect((await head.call(listTimeline, { id: noted!.id })).rows.map((row) => row.kind)).toEqual([
      'notes.written',
      'ledger.imported',
    ]);
    await undo(id);
    expect(await ask(t, 'select id from accounts', org)).toEqual([{ id: noted!.id }]);
    expect((await head.call(listTimeline, { id: noted!.id })).rows.map((row) => row.kind)).toEqual(['notes.written']);
  });

  test('of exchange rates puts the old ones back, and the base amounts with them', async () => {
    const rates = (rows: string) => ({ name: 'rates.csv', content: `Currency;Valid from;Rate\n${rows}\n` });
    await take([rates('USD;2025-01-01;0.90')]);
    await take([sales('U1;2025-01-05;C1;Alder;P1;Tea;1;10.00;USD\nU2;2025-02-05;C1;Alder;P1;Tea;1;10.00;USD')]);
    const base = () => ask<{ base_net: bigint }>(t, 'select base_net from ledger_documents order by number', org);
    expect(await base()).toEqual([{ base_net: 900n }, { base_net: 900n }]);
    const before = await tables(t, org);
    const id = await take([rates('USD;2025-01-01;0.95\nUSD;2025-02-01;0.80')]);
    expect(await base()).toEqual([{ base_net: 950n }, { base_net: 800n }]);
    expect(await disagreements(t, org)).toEqual([]);
    await undo(id);
    expect(await base()).toEqual([{ base_net: 900n }, { base_net: 900n }]);
    expect(await disagreements(t, org)).toEqual([]);
    expect(await tables(t, org)).toEqual(before);
  });

  test('of rates and sales that came together', async () => {
    const before = await tables(t, org);
    const id = await take([
      { name: 'rates.csv', content: 'Currency;Valid from;Rate\nUSD;2025-01-01;0.90\n' },
      sales('U1;2025-01-05;C1;Alder;P1;Tea;1;10.00;USD'),
    ]);
    expect(await ask(t, 'select base_net from ledger_documents', org)).toEqual([{ base_net: 900n }]);
    await undo(id);
    expect({ ...(await tables(t, org)), ledger_state: '' }).toEqual({ ...before, ledger_state: '' });
  });

  test('is refused while a later payment settles what it brought, and names that import', async () => {
    const first = await take([FIRST]);
    const later = await take([payments('Z1;2025-03-01;C1;12.00;R1')]);
    expect((await head.call(contract.getUndo, { id: first })).later.map(({ id }) => id)).toEqual([later]);
    const refused = await head.ask(contract.undoImport, { id: first });
    expect(refused.body).toMatchObject({ code: 'imports.changedLater', params: { imports: [later] } });
    await undo(later);
    await undo(first);
    expect(await disagreements(t, org)).toEqual([]);
  });

  test('leaves products that later prices name', async () => {
    const products = await take([{ name: 'products.csv', content: 'Product no;Product name\nP7;Honey\nP8;Salt\n' }]);
    await take([{ name: 'prices.csv', content: 'Product no;Price list;Price;Currency\nP7;Retail;2.50;EUR\n' }]);
    const prices = await ask(t, 'select price_type, price from product_prices', org);
    expect(prices).toHaveLength(1);
    await undo(products);
    expect(await ask(t, 'select external_id from products', org)).toEqual([{ external_id: 'P7' }]);
    expect(await ask(t, 'select price_type, price from product_prices', org)).toEqual(prices);
  });
});
