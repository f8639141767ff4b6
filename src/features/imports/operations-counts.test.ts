import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { ask, bring, disagreements, type ImportView } from '../../../test/imports.ts';
import { patience, runs } from '../../../test/runs.ts';
import type { Report } from './perform.ts';

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
});
afterAll(() => t.close());

type Kind = NonNullable<ImportView['mapping'][number]['kind']>;
interface Drawn {
  name: string;
  content: string;
  kind: Kind;
  fields: Record<string, string>;
  options: Record<string, unknown>;
}

const pick = (...values: string[]) => fc.constantFrom(...values);
const key = pick('A', 'B', 'C', 'D', '');
const day = pick('2025-01-05', '2025-01-06', '2025-01-07', '2025-04-09', 'never', '');
const amount = pick('10.00', '20.50', '-3.00', '0', 'much', '');
const month = pick('2025-01', '2025-02', 'soon');

const table = (
  kind: Kind,
  columns: Record<string, fc.Arbitrary<string>>,
  options: Record<string, unknown> = {},
): fc.Arbitrary<Drawn> => {
  const names = Object.keys(columns);
  const fields = Object.fromEntries(
    names.filter((name) => !/\d/.test(name) && name !== 'USD' && name !== 'CHF').map((name) => [name, name]),
  );
  return fc.array(fc.tuple(...Object.values(columns)), { minLength: 2, maxLength: 9 }).map((rows) => ({
    name: `${kind}.csv`,
    content: [names, ...rows].map((cells) => `${cells.join(';')}\n`).join(''),
    kind,
    fields,
    options,
  }));
};

const drawn = fc.oneof(
  table('customers', { key, name: key, parent: key, city: pick('Ulm', 'Bonn', '') }),
  table('products', { key, name: key, price: amount, unit: pick('pcs', '') }),
  table('salespeople', { key, name: key }),
  table('prices', { product: key, price_type: pick('list', 'net'), price: amount }),
  table('flat_sales', { number: key, date: day, customer: key, product: key, quantity: amount, net: amount }),
  table('flat_sales', { number: key, date: day, customer: key, line_no: pick('1', '2'), net: amount }),
  table('flat_sales', { customer: key, product: key, '2025-01': amount, '2025-02': amount }, { wide: true }),
  table('invoices', { number: key, date: day, customer: key, net: amount, tax: amount }),
  table('credit_notes', { number: key, date: day, customer: key, net: amount }),
  table('invoice_lines', { number: key, product: key, net: amount }),
  table('orders', { number: key, date: day, customer: key }),
  table('order_lines', { number: key, product: key, quantity: amount, price: amount }),
  table('open_items', { number: key, date: day, customer: key, open_amount: amount }),
  table('payments', { number: key, date: day, customer: key, amount, document_number: key }),
  table('allocations', { payment: key, document_number: key, amount }),
  table('transactions', { number: key, payment_number: key, date: day, customer: key, gross: amount }),
  table('targets', { salesperson: key, period: month, amount }),
  table('targets', { salesperson: key, '2025-01': amount, '2025-02': amount }, { wide: true }),
  table('rates', { date: day, USD: pick('1.1', '1.2', ''), CHF: pick('0.9', '-', 'much') }, { wide: true }),
);

function expectSums(report: Report): void {
  for (const { table, rows, inserted, updated, unchanged, duplicates, rejected } of report.files) {
    const counts = [inserted, updated, unchanged, duplicates, rejected];
    expect({ table, rows, counts }).toEqual({ table, rows: counts.reduce((sum, one) => sum + one), counts });
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
  }
}

test(
  'every row is counted once; a dry run says what the run does; the same again changes nothing',
  async () => {
    let round = 0;
    let through = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 4 }), async (given) => {
        const uploads = given.map((file, at) => ({ ...file, name: `${at}-${file.name}` }));
        const source = `round ${round++}`;
        const map = (view: ImportView) =>
          view.mapping.map(({ table }) => {
            const { kind, fields, options } = uploads.find(({ name }) => table.startsWith(name))!;
            return { table, kind, fields, constants: {}, options };
          });
        const go = async (dryRun: boolean): Promise<Report | null> => {
          const { end } = await bring(t, head, uploads, { source, dryRun, map });
          return 'report' in end ? end.report : null;
        };
        const dry = await go(true);
        if (dry === null) return;
        expectSums(dry);
        const run = await go(false);
        expectSums(run!);
        expect({ ...run, seconds: 0 }).toEqual({ ...dry, seconds: 0 });
        if (run!.files.every((file) => file.rows === file.rejected)) return;
        through++;
        const again = await go(false);
        expectSums(again!);
        expect(again!.files.map(({ table, inserted, updated }) => ({ table, inserted, updated }))).toEqual(
          again!.files.map(({ table }) => ({ table, inserted: 0, updated: 0 })),
        );
      }),
      { numRuns: runs(8) },
    );
    expect(through).toBeGreaterThan(round / 3);
    expect(await disagreements(t)).toEqual([]);
  },
  patience(600_000),
);

test('a customer whose parent would close a circle is rejected, and counted as that only', async () => {
  const content = 'Customer no;Name;Parent customer no\nA;Alder;B\nB;Birch;A\nC;Cedar;A\n';
  const { end } = await bring(t, head, [{ name: 'customers.csv', content }], { source: 'circle' });
  expect('report' in end ? end.report!.files : end).toMatchObject([
    { rows: 3, inserted: 1, rejected: 2, duplicates: 0 },
  ]);
});

test('figures in columns named by periods are counted each', async () => {
  const content = 'Salesperson;Jan 2026;Feb 2026;Mar 2026\nAnn;10;20;30\nBob;;much;5\nCyd;;7;\n';
  const { end } = await bring(t, head, [{ name: 'targets.csv', content }], { source: 'wide' });
  expect('report' in end ? end.report!.files : end).toMatchObject([{ rows: 5, inserted: 4, rejected: 1 }]);
});

test('files of one import that overlap do not double', async () => {
  const header = 'Invoice;Date;Customer;Product;Quantity;Net\n';
  const lines = [
    'R1;2025-01-05;Alder;P1;1;10.00\n',
    'R1;2025-01-05;Alder;P1;1;10.00\n',
    'R2;2025-01-31;Birch;P2;1;20.00\n',
  ];
  const more = ['R2;2025-01-31;Birch;P3;1;5.00\n', 'R3;2025-02-05;Alder;P1;1;40.00\n'];
  const uploads = [
    { name: 'january.csv', content: header + lines.join('') },
    { name: 'february.csv', content: header + lines[2] + more.join('') },
    { name: 'corrected.csv', content: `${header}R3;2025-02-05;Alder;P1;1;41.00\n` },
  ];
  const { end } = await bring(t, head, uploads, { source: 'overlap' });
  expect('report' in end ? end.report : end).toMatchObject({
    files: [
      { rows: 3, inserted: 3 },
      { rows: 3, inserted: 2, duplicates: 1 },
      { rows: 1, rejected: 1 },
    ],
    totals: { net: '85.00' },
    reasons: [{ code: 'duplicate' }],
  });
});

test('keys that differ by case or blanks mean one customer, cased ids do not', async () => {
  const customers = 'Customer no;Name\nC-01;Alder\nC-02;Birch Ltd\n';
  const sales = [
    'C-01;10',
    'c-01;20',
    ' C-01 ;30',
    'birch  ltd;5',
    'new one;1',
    'NEW ONE;2',
    '0015g00000AbCdE;7',
    '0015g00000abcdE;8',
  ];
  const content = `Customer no;Invoice;Date;Net\n${sales.map((row, at) => `${row.split(';')[0]};R${at};2025-02-01;${row.split(';')[1]}\n`).join('')}`;
  const uploads = [
    { name: 'customers.csv', content: customers },
    { name: 'invoices.csv', content },
  ];
  await bring(t, head, uploads, { source: 'case' });
  const found = await ask<{ key: string; net: string }>(
    t,
    `select a.external_id as key, (sum(d.base_net) / 100)::int::text as net from ledger_documents d join accounts a on a.org_id = d.org_id and a.id = d.account_id
      where a.source = 'case' group by 1`,
  );
  expect(Object.fromEntries(found.map(({ key, net }) => [key, Number(net)]))).toEqual({
    'C-01': 60,
    'C-02': 5,
    'NEW ONE': 3,
    '0015g00000AbCdE': 7,
    '0015g00000abcdE': 8,
  });
});

test('lines may write the key of a product in other case, with other blanks, or as its name', async () => {
  const products = 'Product code;Product name\nP-7;Chai Tea\nP-8;Chang\nA1;One\na1;Another\n';
  const keys = ['P-7', 'p-7', ' P-7 ', 'chai  tea', 'Chang', 'A1', 'a1', 'X9'];
  const sales = keys.map((key, at) => `R${at};C1;2025-02-01;${key};1;${2 ** at}\n`).join('');
  const uploads = [
    { name: 'products.csv', content: products },
    { name: 'sales.csv', content: `Invoice;Customer;Date;Product;Quantity;Net\n${sales}` },
  ];
  await bring(t, head, uploads, { source: 'product case' });
  const found = await ask<{ key: string; net: number }>(
    t,
    `select p.external_id as key, (sum(l.base_net) / 100)::int as net from ledger_lines l join products p on p.org_id = l.org_id and p.id = l.product_id
      where p.source = 'product case' group by 1`,
  );
  expect(Object.fromEntries(found.map(({ key, net }) => [key, net]))).toEqual({
    'P-7': 15,
    'P-8': 16,
    A1: 32,
    a1: 64,
    X9: 128,
  });
});

test('rows that move their document, or say at last what a payment pays, are changed, though line and payment are the same', async () => {
  const source = 'moved';
  const report = async (name: string, content: string) => {
    const { end } = await bring(t, head, [{ name, content }], { source });
    return (end as { report: Report }).report.files[0]!;
  };
  const sales = (customer: string, day: string) =>
    `Invoice no;Date;Customer no;Item;Quantity;Net\nM1;${day};${customer};P1;1;10\nM1;${day};${customer};P2;1;5\nM2;2025-03-01;C9;P1;1;7\n`;
  expect(await report('sales.csv', sales('C1', '2025-03-01'))).toMatchObject({ inserted: 3 });
  expect(await report('sales.csv', sales('C2', '2025-03-01'))).toMatchObject({ updated: 2, unchanged: 1 });
  expect(await report('sales.csv', sales('C2', '2025-03-04'))).toMatchObject({ updated: 2, unchanged: 1 });
  expect(await report('sales.csv', sales('C2', '2025-03-04'))).toMatchObject({ updated: 0, unchanged: 3 });
  const paid = 'Payment no;Date;Customer no;Amount';
  expect(await report('paid.csv', `${paid}\nZ1;2025-04-01;C2;4\nZ2;2025-04-02;C2;3\n`)).toMatchObject({ inserted: 2 });
  const says = `${paid};Invoice no\nZ1;2025-04-01;C2;4;M1\nZ2;2025-04-02;C2;3;\n`;
  expect(await report('paid.csv', says)).toMatchObject({ kind: 'payments', updated: 1, unchanged: 1 });
  expect(await report('paid.csv', says)).toMatchObject({ updated: 0, unchanged: 2 });
});

test('lines of a number that flat sales and a credit note share belong to the sale, each time', async () => {
  const upload = (kind: string, content: string) => ({ name: `${kind}.csv`, content });
  const files = [
    upload(
      'flat_sales',
      'Invoice no;Date;Customer no;Product no;Quantity;Net\nA;2025-01-05;C;R;1;10.00\nB;2025-01-06;C;R;1;12.00\n',
    ),
    upload('credit_notes', 'Credit note no;Date;Customer no;Net\nD;2025-01-05;C;10.00\nA;2025-01-05;C;10.00\n'),
    upload('invoice_lines', 'Invoice no;Product no;Net\nA;P;10.00\nA;Q;11.00\n'),
  ];
  const kinds = (view: ImportView) => view.mapping.map((one) => one.kind);
  const first = await bring(t, head, files, { source: 'shared number' });
  expect(kinds(first.view)).toEqual(['flat_sales', 'credit_notes', 'invoice_lines']);
  const again = await bring(t, head, files, { source: 'shared number' });
  expect(
    'report' in again.end ? again.end.report!.files.map(({ inserted, updated }) => [inserted, updated]) : again.end,
  ).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
  expect(await disagreements(t)).toEqual([]);
});
