import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { bring, reportOf } from '../../../test/imports.ts';

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
});
afterAll(() => t.close());

const numbers = [1001, 1002, 1003, 1004, 1005, 1006];
const file = (name: string, header: string, row: (number: number, at: number) => string) => ({
  name,
  content: `${header}\n${numbers.map(row).join('\n')}\n`,
});
const erp = file('erp.csv', 'Invoice;Date;Customer;Product;Net', (n, at) => `${n};2025-01-05;Alder ${at};Tea;20.00`);
const corrected = file(
  'erp.csv',
  'Invoice;Date;Customer;Product;Net',
  (n, at) => `${n};2025-01-06;Birch ${at};Tea;20.00`,
);
const shop = file(
  'shop.csv',
  'Order number;Order date;Client;Article;Amount net',
  (n) => `${n};2025-03-09;Web;Jam;7.00`,
);

test('another system under the same source is told of before it overwrites documents', async () => {
  reportOf(await bring(t, head, [erp]));
  const warned = reportOf(await bring(t, head, [shop], { dryRun: true }));
  expect(warned.files[0]!.warnings.join()).toContain(
    '6 documents that are there change their customer or their date (1001, 1002, 1003, 1004, 1005 ...)',
  );
  expect(warned.files[0]!.warnings.join()).toContain('under "ledger" before');
  expect(
    reportOf(await bring(t, head, [shop], { dryRun: true, source: 'shop' })).files[0]!.warnings.join(),
  ).not.toContain('that are there');
});

test('a corrected file with the columns of the one before is none', async () => {
  expect(reportOf(await bring(t, head, [corrected], { dryRun: true })).files[0]).toMatchObject({
    rejected: 0,
    warnings: [],
  });
});

test('customers that would get other names are told of, those known by their key only are not', async () => {
  const keys = ['Customer no;Invoice;Date;Net', ...numbers.map((n) => `K${n};F${n};2025-01-05;1.00`)].join('\n');
  const named = (last: string) => ['Customer no;Name', ...numbers.map((n) => `K${n};Name ${n}${last}`)].join('\n');
  const others = ['Number;Customer name;City', ...numbers.map((n) => `K${n};Somebody ${n};Ulm`)].join('\n');
  reportOf(await bring(t, head, [{ name: 'invoices.csv', content: `${keys}\n` }], { source: 'two' }));
  const first = reportOf(
    await bring(t, head, [{ name: 'customers.csv', content: `${named('')}\n` }], { source: 'two' }),
  );
  expect(first.files[0]).toMatchObject({ updated: 6, warnings: [] });
  const again = reportOf(
    await bring(t, head, [{ name: 'customers.csv', content: `${named('!')}\n` }], { source: 'two' }),
  );
  expect(again.files[0]).toMatchObject({ updated: 6, warnings: [] });
  const other = reportOf(
    await bring(t, head, [{ name: 'customers.csv', content: `${others}\n` }], { source: 'two', dryRun: true }),
  );
  expect(other.files[0]!.warnings.join()).toContain('6 customers that are there change their name (K1001');
});
