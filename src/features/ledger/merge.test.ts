import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import { makeLedger, type StagedRows } from './make.ts';

let t: TestHouse;
let org: Organisation;
let count = 0;
beforeAll(async () => {
  t = await testHouse();
});
beforeEach(async () => {
  org = await t.anotherOrganisation(`o${count++}`);
});
afterAll(() => t.close());

const merge = (rows: StagedRows, options?: Parameters<typeof makeLedger>[2]) =>
  t.inside((ctx) => makeLedger(ctx, rows, options), org);
const query = <T>(sql: string) => t.inside(async (ctx) => (await ctx.client.query(sql)).rows as T[], org);
const total = async () =>
  (
    await query<{ docs: string; months: string; products: string }>(
      `select (select sum(base_net) from ledger_documents) as docs, (select sum(revenue + ordered) from ledger_account_months) as months,
            (select sum(revenue + ordered) from ledger_product_months) as products`,
    )
  )[0]!;

const flat = (number: string, customer: string, date: string, product: string, quantity: string, price: string) => ({
  series: 'sale',
  number,
  account_external_id: customer,
  doc_date: date,
  currency: 'EUR',
  product_external_id: product,
  quantity,
  unit_price: price,
});

describe('flat sales', () => {
  const rows = [
    flat('1', 'C1', '2024-01-05', 'P1', '2', '10.005'),
    flat('1', 'C1', '2024-01-05', 'P1', '1', '5'),
    flat('1', 'C1', '2024-01-05', 'P2', '3', '1.10'),
    flat('2', 'C2', '2024-02-01', 'P1', '-1', '10'),
    flat('3', 'C2', '2024-02-02', 'P1', '4', '10'),
  ];

  test('make documents, lines, customers, products and roll-ups that agree', async () => {
    const merged = await merge({ lines: rows });
    expect(merged.documents).toEqual({ inserted: 3, updated: 0, unchanged: 0 });
    expect(merged.lines).toMatchObject({ inserted: 5 });
    expect(await total()).toEqual({ docs: '5831', months: '5831', products: '5831' });
    const documents = await query<{ number: string; kind: string; net: bigint }>(
      'select number, kind, net from ledger_documents order by number',
    );
    expect(documents).toEqual([
      { number: '1', kind: 'invoice', net: 2831n },
      { number: '2', kind: 'credit_note', net: -1000n },
      { number: '3', kind: 'invoice', net: 4000n },
    ]);
  });

  test('again change nothing', async () => {
    await merge({ lines: rows });
    const before = await query('select * from ledger_lines order by document_id, line_key');
    const again = await merge({ lines: rows });
    expect(again.documents).toEqual({ inserted: 0, updated: 0, unchanged: 3 });
    expect(again.lines).toEqual({ inserted: 0, updated: 0, unchanged: 5, removed: 0 });
    expect(await query('select * from ledger_lines order by document_id, line_key')).toEqual(before);
  });

  test('overlapping files do not double, even when cut in the middle of a document', async () => {
    await merge({ lines: rows.slice(0, 3) });
    await merge({ lines: rows.slice(2) });
    expect((await total()).docs).toBe('5831');
  });

  test('a corrected file updates, and removes what it no longer has inside', async () => {
    await merge({ lines: [rows[3]!, ...rows.slice(0, 3), rows[4]!] });
    const corrected = await merge({ lines: [rows[3]!, { ...rows[0]!, quantity: '1' }, rows[1]!, rows[4]!] });
    expect(corrected.lines).toEqual({ inserted: 0, updated: 1, unchanged: 3, removed: 1 });
    expect((await total()).docs).toBe(String(1001 + 500 - 1000 + 4000));
    expect(await total()).toEqual({ docs: '4501', months: '4501', products: '4501' });
  });

  test('a document that names two customers keeps the first and rejects the rest with the row', async () => {
    const merged = await merge({ lines: [rows[0]!, { ...rows[2]!, account_external_id: 'C9' }] });
    expect(merged.rejects).toMatchObject([{ tbl: 1, row: 3n, field: 'customer', value: 'C9', code: 'otherCustomer' }]);
    expect((await total()).docs).toBe('2001');
  });
});

describe('headers and lines', () => {
  const header = {
    series: 'sale',
    number: 'A1',
    account_external_id: 'C1',
    doc_date: '2024-03-10',
    currency: 'EUR',
    net: '100.00',
    tax: '20.00',
    gross: '120.00',
  };
  const lines = [
    {
      series: 'sale',
      number: 'A1',
      line_no: '1',
      product_external_id: 'P1',
      gross: '72.00',
      tax: '12.00',
      profit: '25.00',
    },
    { series: 'sale', number: 'A1', line_no: '2', product_external_id: 'P2', quantity: '4', unit_price: '9.99' },
  ];

  test('a header that differs from its lines keeps the rounding', async () => {
    await merge({ documents: [header], lines });
    const [document] = await query(
      'select net, rounding, base_net, base_tax, line_count, base_cost from ledger_documents',
    );
    expect(document).toEqual({
      net: 10000n,
      rounding: 4n,
      base_net: 10000n,
      base_tax: 2000n,
      line_count: 2,
      base_cost: 3500n,
    });
    expect(await total()).toMatchObject({ docs: '10000', months: '10000', products: '9996' });
  });

  test('lines wait for a header that comes later, in another import', async () => {
    await merge({ lines });
    expect(await query('select account_id, doc_date, line_count from ledger_documents')).toEqual([
      { account_id: null, doc_date: null, line_count: 2 },
    ]);
    expect((await total()).months).toBeNull();
    await merge({ documents: [header] });
    expect(await total()).toEqual({ docs: '10000', months: '10000', products: '9996' });
    const [line] = await query<{ doc_date: string }>('select doc_date from ledger_lines limit 1');
    expect(line!.doc_date).toBe('2024-03-10');
  });

  test('a marked credit note that prints positive amounts is negative, its lines too', async () => {
    await merge({ documents: [{ ...header, series: 'credit' }], lines });
    const [document] = await query('select kind, net, header_gross from ledger_documents');
    expect(document).toEqual({ kind: 'credit_note', net: -10000n, header_gross: -12000n });
    expect((await query<{ sum: string }>('select sum(net) from ledger_lines'))[0]!.sum).toBe('-9996');
  });

  test('a changed header moves the sale to another account and month', async () => {
    await merge({ documents: [header], lines });
    const moved = await merge({ documents: [{ ...header, account_external_id: 'C2', doc_date: '2024-04-01' }] });
    expect(moved.documents).toEqual({ inserted: 0, updated: 1, unchanged: 0 });
    const months = await query(
      'select a.external_id, m.month, m.revenue from ledger_account_months m join accounts a on a.id = m.account_id',
    );
    expect(months).toEqual([{ external_id: 'C2', month: '2024-04-01', revenue: 10000n }]);
  });

  test('the same number twice with other values: the second row is rejected and names the first', async () => {
    const merged = await merge({ documents: [header, { ...header, net: '90.00' }, header] });
    expect(merged.rejects).toMatchObject([
      { row: 3n, code: 'duplicate', message: 'Row 2 has the same key and other values.' },
    ]);
    expect(merged.documents.inserted).toBe(1);
  });
});

describe('currencies', () => {
  test('a document converts at the rate of its date; without a rate it is rejected', async () => {
    await query(
      "insert into exchange_rates (org_id, currency, valid_from, rate, source) values (current_org(), 'USD', '2024-01-01', 0.9, 'hand'), (current_org(), 'USD', '2024-02-01', 0.8, 'hand')",
    );
    const merged = await merge({
      lines: [
        { ...flat('1', 'C1', '2024-01-31', 'P1', '1', '10'), currency: 'USD' },
        { ...flat('2', 'C1', '2024-02-01', 'P1', '1', '10'), currency: 'USD' },
        { ...flat('3', 'C1', '2023-12-31', 'P1', '1', '10'), currency: 'USD' },
        { ...flat('4', 'C1', '2024-02-01', 'P1', '1', '1000'), currency: 'JPY' },
      ],
    });
    expect(merged.rejects.map((reject) => [Number(reject.row), reject.code])).toEqual([
      [4, 'noRate'],
      [5, 'noRate'],
    ]);
    expect((await total()).docs).toBe('1700');
  });
});

describe('payments', () => {
  test('are kept, allocated, and received counts net of tax', async () => {
    await merge({
      documents: [
        {
          series: 'sale',
          number: 'A1',
          account_external_id: 'C1',
          doc_date: '2024-03-10',
          currency: 'EUR',
          net: '100',
          tax: '25',
          gross: '125',
        },
      ],
      payments: [
        {
          number: 'Z1',
          account_external_id: 'C1',
          paid_on: '2024-03-20',
          currency: 'EUR',
          amount: '62.50',
          document_number: 'A1',
        },
        { number: 'Z2', account_external_id: 'C1', paid_on: '2024-04-02', currency: 'EUR', amount: '12.50' },
      ],
    });
    const months = await query(
      'select month, received, received_net from ledger_account_months where payments > 0 order by month',
    );
    expect(months).toEqual([
      { month: '2024-03-01', received: 6250n, received_net: 5000n },
      { month: '2024-04-01', received: 1250n, received_net: 1000n },
    ]);
    expect(await query('select amount from ledger_allocations')).toEqual([{ amount: 6250n }]);
  });

  test('unknown customers are rejected when asked for', async () => {
    const merged = await merge(
      { lines: [flat('1', 'C1', '2024-01-05', 'P1', '1', '10')] },
      { unknownCustomers: 'reject' },
    );
    expect(merged.rejects).toMatchObject([{ code: 'unknownCustomer', value: 'C1' }]);
    expect(merged.documents.inserted).toBe(0);
  });
});
