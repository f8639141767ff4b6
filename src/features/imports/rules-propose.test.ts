import { afterAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import { makeSample } from '../../app/sample/sample.ts';
import { sampleContents } from '../../app/sample/write.ts';
import { openSource, type Source } from '../../kernel/exchange/source.ts';
import type { Table } from '../../kernel/exchange/table.ts';
import { compileMapping, isFault } from './rules-compile.ts';
import type { Mapping } from './rules-mapping.ts';
import { type ProposedMapping, proposeMapping } from './rules-propose.ts';

const context = { today: '2026-11-21', baseCurrency: 'EUR' };
const opened: Source[] = [];
afterAll(async () => {
  for (const source of opened) await source.close();
});

async function tablesOf(paths: (string | undefined)[]): Promise<Table[]> {
  const tables: Table[] = [];
  for (const path of paths) {
    const source = await openSource({ path: path!, name: path!.split('/').at(-1)! });
    opened.push(source);
    tables.push(...source.tables);
  }
  return tables;
}

const byName = (tables: readonly { name: string }[], proposals: ProposedMapping[]) =>
  new Map(tables.map((table, index) => [table.name, proposals[index]!]));

async function counted(table: Table, mapping: ProposedMapping) {
  const run = compileMapping(mapping as Mapping, table, context);
  const stages: Record<string, number> = {};
  const rejected: { row: number; code: string; message: string }[] = [];
  for await (const rows of table.rows()) {
    for (const row of rows) {
      const output = run(row);
      if (isFault(output)) rejected.push({ row: row.number, code: output.code, message: output.message });
      else
        for (const { stage, values } of output) {
          const key = stage === 'documents' || stage === 'lines' ? `${stage} ${values[0]}` : stage;
          stages[key] = (stages[key] ?? 0) + 1;
        }
    }
  }
  return { stages, rejected };
}

describe('Northwind', () => {
  const names = [
    'categories',
    'customers',
    'employees',
    'employeeterritories',
    'order_details',
    'orders',
    'products',
    'region',
    'shippers',
    'suppliers',
    'territories',
  ];
  const paths = names.map((name) => sharedData(`northwind/csv/${name}.csv`));

  test.skipIf(paths.includes(undefined))('every table is what it is, without help', async () => {
    const tables = await tablesOf(paths);
    const found = byName(tables, proposeMapping(tables, context));
    expect(Object.fromEntries([...found].map(([name, each]) => [name, each.kind]))).toEqual({
      categories: null,
      customers: 'customers',
      employees: 'salespeople',
      employeeterritories: null,
      order_details: 'order_lines',
      orders: 'orders',
      products: 'products',
      region: null,
      shippers: null,
      suppliers: null,
      territories: null,
    });
    expect(found.get('orders')!.fields).toMatchObject({
      number: 'OrderID',
      date: 'OrderDate',
      customer: 'CustomerID',
      salesperson: 'EmployeeID',
      required_on: 'RequiredDate',
      shipped_on: 'ShippedDate',
    });
    expect(found.get('order_details')).toMatchObject({
      fields: {
        number: 'OrderID',
        product: 'ProductID',
        quantity: 'Quantity',
        price: 'UnitPrice',
        discount: 'Discount',
      },
      options: { discount: 'fraction' },
    });
    expect(found.get('employees')!.fields).toMatchObject({
      key: 'EmployeeID',
      first_name: 'FirstName',
      last_name: 'LastName',
    });
    expect(found.get('employees')!.fields.name).toBeUndefined();
    expect(found.get('products')!.fields).toMatchObject({ key: 'ProductID', name: 'ProductName', price: 'UnitPrice' });
    for (const table of tables) {
      const mapping = found.get(table.name)!;
      if (mapping.kind === null) continue;
      const { rejected } = await counted(table, mapping);
      expect(rejected).toEqual([]);
    }
  });

  const broken = ['customers', 'orders', 'suppliers'].map((name) => sharedData(`northwind/raw-csv-broken/${name}.csv`));
  test.skipIf(broken.includes(undefined))(
    'exactly the shifted rows of the broken files are rejected, with row number and reason',
    async () => {
      const tables = await tablesOf(broken);
      const found = byName(tables, proposeMapping(tables, context));
      expect(found.get('suppliers')!.kind).toBeNull();
      const customers = await counted(tables[0]!, found.get('customers')!);
      const orders = await counted(tables[1]!, found.get('orders')!);
      expect([customers.rejected.length, orders.rejected.length]).toEqual([24, 176]);
      expect([customers.stages, orders.stages]).toEqual([{ customers: 67 }, { 'documents order': 654 }]);
      expect(customers.rejected[0]).toMatchObject({ row: 8, code: 'columns' });
      expect(orders.rejected.every((each) => each.row > 1 && each.message !== '')).toBe(true);
    },
  );
});

describe('Wide World Importers', () => {
  const folder = 'wideworldimporters';
  const names = [
    'Application.PaymentMethods',
    'Application.People',
    'Application.TransactionTypes',
    'Sales.BuyingGroups',
    'Sales.CustomerCategories',
    'Sales.CustomerTransactions',
    'Sales.Customers',
    'Sales.InvoiceLines',
    'Sales.OrderLines',
    'Sales.Orders',
    'Sales.SpecialDeals',
    'Warehouse.StockGroups',
    'Warehouse.StockItemStockGroups',
    'Warehouse.StockItems',
  ];
  const paths = names.map((name) => sharedData(`${folder}/${name}.csv.gz`));

  test.skipIf(paths.includes(undefined))('every table is what it is, without help', async () => {
    const tables = await tablesOf(paths);
    const found = byName(tables, proposeMapping(tables, context));
    const kinds = Object.fromEntries(
      [...found].filter(([, each]) => each.kind !== null).map(([name, each]) => [name, each.kind]),
    );
    expect(kinds).toEqual({
      'Application.People': 'salespeople',
      'Sales.CustomerTransactions': 'transactions',
      'Sales.Customers': 'customers',
      'Sales.InvoiceLines': 'invoice_lines',
      'Sales.OrderLines': 'order_lines',
      'Sales.Orders': 'orders',
      'Warehouse.StockItems': 'products',
    });
    expect(found.get('Sales.Customers')!.fields).toMatchObject({
      key: 'CustomerID',
      parent: 'BillToCustomerID',
      credit_limit: 'CreditLimit',
      payment_days: 'PaymentDays',
    });
    expect(found.get('Sales.InvoiceLines')).toMatchObject({
      fields: { number: 'InvoiceID', amount: 'ExtendedPrice', tax: 'TaxAmount', profit: 'LineProfit' },
      options: { amount: 'gross' },
    });
    expect(found.get('Application.People')!.fields.only_if).toBe('IsSalesperson');
  });

  test.skipIf(paths.includes(undefined))(
    'transactions alone: invoices and payments without a table of types',
    async () => {
      const tables = await tablesOf([paths[5]]);
      const [mapping] = proposeMapping(tables, context);
      expect(mapping).toMatchObject({
        kind: 'transactions',
        fields: { number: 'InvoiceID', payment_number: 'CustomerTransactionID', mark: 'TransactionTypeID' },
      });
      const { stages, rejected } = await counted(tables[0]!, mapping!);
      expect(rejected).toEqual([]);
      expect(stages).toEqual({ 'documents sale': 70510, payments: 26637 });
    },
  );
});

describe('other files of the shared data', () => {
  const ibm = sharedData('receivables/ibm-accounts-receivable.csv');
  test.skipIf(!ibm)('IBM receivables are invoices with due and settled days', async () => {
    const tables = await tablesOf([ibm]);
    const [mapping] = proposeMapping(tables, context);
    expect(mapping).toMatchObject({
      kind: 'invoices',
      fields: {
        number: 'invoiceNumber',
        due_date: 'DueDate',
        settled_on: 'SettledDate',
        disputed: 'Disputed',
        amount: 'InvoiceAmount',
      },
      options: { amount: 'gross' },
    });
    const { stages, rejected } = await counted(tables[0]!, mapping!);
    expect([stages, rejected]).toEqual([{ 'documents sale': 2466 }, []]);
  });

  const commerce = ['import0_1.xml', 'offers0_1.xml', 'bitrix-query-response-full.xml'].map((name) =>
    sharedData(`commerceml/${name}`),
  );
  test.skipIf(commerce.includes(undefined))('CommerceML: catalogue, prices, documents', async () => {
    const tables = await tablesOf(commerce);
    const proposals = proposeMapping(tables, context);
    expect(proposals.map((each) => each.kind)).toEqual([
      'products',
      'prices',
      'customers',
      'transactions',
      'flat_sales',
    ]);
    const results = await Promise.all(tables.map((table, index) => counted(table, proposals[index]!)));
    expect(results.map((each) => each.stages)).toEqual([
      { products: 35 },
      { prices: 44 },
      { customers: 2 },
      { 'documents order': 2 },
      { 'lines order': 8 },
    ]);
    expect(results[0]!.rejected).toMatchObject([{ code: 'cancelled' }]);
  });
});

test('the files of the sample company are read without help and without a rejected row', () => {
  const contents = sampleContents(makeSample({ seed: 'test', today: '2026-11-21' }));
  const tables = contents.map(({ name, text }) => {
    const rows = text
      .trim()
      .split('\r\n')
      .map((line) =>
        [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((found) =>
          found[1]!.replace(/^"|"$/g, '').replaceAll('""', '"'),
        ),
      );
    const headers = rows[0]!.slice(0, -1);
    const all = rows.slice(1).map((cells, index) => ({ number: index + 2, cells: cells.slice(0, headers.length) }));
    return {
      shape: {
        id: name,
        file: name,
        name: name.replace('.csv', ''),
        headers,
        sample: all.slice(0, 200),
        dialect: { decimal: '.' as const, thousands: null, dateOrder: 'ymd' as const, dateOrders: {} },
      },
      all,
    };
  });
  const proposals = proposeMapping(
    tables.map((each) => each.shape),
    context,
  );
  expect(proposals.map((each) => each.kind)).toEqual([
    'salespeople',
    'customers',
    'products',
    'rates',
    'orders',
    'order_lines',
    'invoices',
    'invoice_lines',
    'payments',
    'allocations',
    'targets',
  ]);
  tables.forEach(({ shape, all }, index) => {
    expect(proposals[index]!.unmapped.filter((header) => header !== 'fax')).toEqual([]);
    const run = compileMapping(proposals[index] as Mapping, shape, context);
    const faults = all.map(run).filter(isFault);
    expect(faults.slice(0, 3)).toEqual([]);
  });
  expect(proposals[7]!.fields).toMatchObject({ number: 'invoice number', cost: 'cost amount' });
});
