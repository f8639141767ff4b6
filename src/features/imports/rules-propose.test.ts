import { afterAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import { makeSample } from '../../app/sample/sample.ts';
import { sampleContents } from '../../app/sample/write.ts';
import { openSource, type Source } from '../../kernel/exchange/source.ts';
import type { Table } from '../../kernel/exchange/table.ts';
import { compileMapping, isFault } from './rules-compile.ts';
import { checkMapping, type Mapping, shapeOf, type TableShape } from './rules-mapping.ts';
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

/** A table as a reader gives it, from text of CSV with semicolons; numbers with a decimal comma or point as told. */
function tableOf(
  name: string,
  csv: string,
  decimal: '.' | ',' = '.',
  dateOrder: 'dmy' | 'mdy' | 'ymd' = 'dmy',
): TableShape {
  const [header = '', ...lines] = csv.trim().split('\n');
  return {
    id: name,
    file: name,
    name: name.replace(/\.\w+$/, ''),
    headers: header.split(';').map((cell) => cell.trim()),
    sample: lines.map((line, index) => ({ number: index + 2, cells: line.split(';').map((cell) => cell.trim()) })),
    dialect: { decimal, thousands: null, dateOrder, dateOrders: {} },
  };
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

describe('files as people export them', () => {
  const one = (table: TableShape, more = {}) => proposeMapping([table], { ...context, ...more })[0]!;

  test('1C: flat sales', () => {
    const table = tableOf(
      'Продажи.csv',
      `Дата;Номер;Контрагент;Номенклатура;Количество;Цена;Сумма;Сумма НДС;Менеджер;Себестоимость
12.03.2024;00БП-000123;ООО Ромашка;Мука пшеничная;10;100,00;1000,00;166,67;Иванов И.;650,00
13.03.2024;00БП-000124;ИП Петров;Масло;5;200,00;1000,00;166,67;Иванов И.;600,00`,
      ',',
    );
    const mapping = one(table);
    expect(mapping).toMatchObject({
      kind: 'flat_sales',
      fields: {
        date: 'Дата',
        number: 'Номер',
        customer_name: 'Контрагент',
        product_name: 'Номенклатура',
        quantity: 'Количество',
        price: 'Цена',
        amount: 'Сумма',
        tax: 'Сумма НДС',
        salesperson_name: 'Менеджер',
        cost: 'Себестоимость',
      },
      options: { amount: 'gross' },
    });
    expect(checkMapping(mapping, table)).toEqual([]);
  });

  test('1C: printed document titles in one column', () => {
    const table = tableOf(
      'Выручка.csv',
      `Документ;Контрагент;Номенклатура;Количество;Сумма, руб.
Реализация товаров и услуг 00БП-000123 от 12.03.2024 10:15:00;ООО Ромашка;Мука;10;1 000,00
Возврат товаров от покупателя 00БП-000007 от 15.03.2024 9:00:00;ООО Ромашка;Мука;2;200,00`,
      ',',
    );
    const mapping = one(table);
    expect(mapping).toMatchObject({
      kind: 'flat_sales',
      fields: { document: 'Документ', amount: 'Сумма, руб.' },
      constants: { currency: 'RUB' },
    });
    const run = compileMapping(mapping as Mapping, table, context);
    const [sale, back] = table.sample.map(run) as { values: (string | null)[] }[][];
    expect(sale![0]!.values.slice(0, 2)).toEqual(['sale', '00БП-000123']);
    expect(back![0]!.values.slice(0, 2)).toEqual(['credit', '00БП-000007']);
    expect(back![0]!.values).toContain('-200.00');
    expect(back![0]!.values).toContain('2024-03-15');
  });

  test.each([
    [
      'fr',
      `Date facture;N° facture;Code client;Nom client;Code article;Désignation;Quantité;Prix unitaire HT;Remise %;Montant HT;TVA;Montant TTC;Vendeur
12/03/2024;F001;C01;Épicerie du Coin;A1;Farine;10;2,00;10;18,00;3,60;21,60;Dupont`,
    ],
    [
      'es',
      `Fecha factura;Nº factura;Código cliente;Cliente;Código artículo;Artículo;Cantidad;Precio;Dto. %;Base imponible;IVA;Total factura;Vendedor
12/03/2024;F001;C01;Tienda Sol;A1;Harina;10;2,00;10;18,00;3,60;21,60;García López`,
    ],
    [
      'de',
      `Rechnungsdatum;Rechnungsnr.;Kundennr.;Kundenname;Artikelnr.;Bezeichnung;Menge;Einzelpreis;Rabatt %;Nettobetrag;MwSt;Bruttobetrag;Verkäufer
12.03.2024;F001;C01;Feinkost Müller;A1;Mehl;10;2,00;10;18,00;3,60;21,60;Hans Meier`,
    ],
    [
      'ru',
      `Дата накладной;Номер накладной;Код контрагента;Контрагент;Артикул;Номенклатура;Кол-во;Цена;Скидка, %;Сумма без НДС;Сумма НДС;Сумма с НДС;Менеджер
12.03.2024;F001;C01;ООО Ромашка и Ко;A1;Мука пшеничная;10;2,00;10;18,00;3,60;21,60;Иванов Иван`,
    ],
    [
      'en',
      `Invoice Date;Invoice No.;Customer No.;Customer Name;Item No.;Item Description;Qty;Unit Price;Discount %;Net Amount;VAT Amount;Gross Amount;Salesperson Name
12/03/2024;F001;C01;Corner Shop;A1;Flour;10;2,00;10;18,00;3,60;21,60;John Smith`,
    ],
  ])('flat sales in %s', (_, csv) => {
    const table = tableOf('export.csv', csv, ',');
    const mapping = one(table);
    const headers = table.headers;
    expect(mapping.kind).toBe('flat_sales');
    expect(mapping.fields).toEqual({
      date: headers[0],
      number: headers[1],
      customer: headers[2],
      customer_name: headers[3],
      product: headers[4],
      product_name: headers[5],
      quantity: headers[6],
      price: headers[7],
      discount: headers[8],
      net: headers[9],
      tax: headers[10],
      gross: headers[11],
      [mapping.fields.salesperson ? 'salesperson' : 'salesperson_name']: headers[12],
    });
    expect(mapping.options.discount).toBe('percent');
  });

  test('UCI Online Retail: numbers with C are credit notes', () => {
    const table = tableOf(
      'OnlineRetail.csv',
      `InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country
536365;85123A;WHITE HANGING HEART T-LIGHT HOLDER;6;12/1/2010 8:26;2.55;17850;United Kingdom
C536379;D;Discount;-1;12/1/2010 9:41;27.50;14527;United Kingdom
536366;22633;HAND WARMER UNION JACK;6;12/1/2010 8:28;1.85;17850;United Kingdom`,
      '.',
      'mdy',
    );
    const mapping = one(table);
    expect(mapping).toMatchObject({
      kind: 'flat_sales',
      fields: { number: 'InvoiceNo', product: 'StockCode', product_name: 'Description', customer: 'CustomerID' },
      options: { prefixes: { C: 'credit' } },
    });
    const run = compileMapping(mapping as Mapping, table, context);
    expect((run(table.sample[1]!) as { values: (string | null)[] }[])[0]!.values.slice(0, 2)).toEqual([
      'credit',
      'C536379',
    ]);
  });

  test('rates: one row per currency, and wide', () => {
    const cbr = tableOf(
      'rates.csv',
      'Дата;Букв. код;Единиц;Курс\n12.03.2024;USD;1;90,50\n12.03.2024;JPY;100;61,20',
      ',',
    );
    const long = proposeMapping([cbr], { today: '2026-11-21', baseCurrency: 'RUB' })[0]!;
    expect(long.kind).toBe('rates');
    const run = compileMapping(long as Mapping, cbr, { today: '2026-11-21', baseCurrency: 'RUB' });
    expect(run(cbr.sample[1]!)).toEqual([{ stage: 'rates', values: ['JPY', '2024-03-12', '0.612'] }]);
    const ecb = tableOf('eurofxref.csv', 'Date;USD;JPY;GBP\n2024-03-12;1.25;160;0.8', '.', 'ymd');
    const wide = one(ecb);
    expect(wide).toMatchObject({ kind: 'rates', options: { wide: true, rate: 'ofBase' } });
    expect(compileMapping(wide as Mapping, ecb, context)(ecb.sample[0]!)).toEqual([
      { stage: 'rates', values: ['USD', '2024-03-12', '0.8'] },
      { stage: 'rates', values: ['JPY', '2024-03-12', '0.00625'] },
      { stage: 'rates', values: ['GBP', '2024-03-12', '1.25'] },
    ]);
  });

  test('targets with month and year in two columns', () => {
    const table = tableOf('План.csv', 'Менеджер;Год;Месяц;План\nИванов;2024;3;1000000');
    const mapping = one(table);
    expect(mapping.kind).toBe('targets');
    const output = compileMapping(mapping as Mapping, table, context)(table.sample[0]!);
    expect(output).toMatchObject([{ values: expect.arrayContaining(['2024-03-01', '2024-03-31', '1000000']) }]);
  });

  test('a report without dates needs one, unless its name tells the period', () => {
    const csv = 'Контрагент;Номенклатура;Количество;Сумма\nООО Ромашка;Мука;10;1000';
    const undated = one({ ...tableOf('report.csv', csv), report: 'nested' });
    expect(undated.kind).toBe('flat_sales');
    expect(undated.warnings.join(' ')).toMatch(/date/);
    expect(checkMapping(undated, tableOf('report.csv', csv)).map((problem) => problem.field)).toEqual(['date']);
    const table = tableOf('Продажи за март 2024.csv', csv);
    const dated = one(table);
    expect(dated).toMatchObject({ kind: 'flat_sales', constants: { date: '2024-03-31' } });
    const output = compileMapping(dated as Mapping, table, context)(table.sample[0]!);
    expect(output).toMatchObject([{ values: expect.arrayContaining(['report:2024-03:ООО Ромашка', '2024-03-31']) }]);
    expect(
      one(tableOf('x.csv', csv), { set: { date: '2024-01-31', currency: 'rub', nonsense: '1' } }).constants,
    ).toEqual({ date: '2024-01-31', currency: 'RUB' });
  });

  test('a remembered mapping wins, unless its columns are gone', () => {
    const table = tableOf('a.csv', 'code;name\nC1;Acme\nC2;Beta');
    const mapping = { kind: 'products' as const, fields: { key: 'code', name: 'name' }, constants: {}, options: {} };
    expect(one(table, { remembered: (shape: string) => (shape === shapeOf(table) ? mapping : null) })).toMatchObject({
      kind: 'products',
      remembered: true,
    });
    expect(one(table, { remembered: () => ({ ...mapping, fields: { key: 'other' } }) }).remembered).toBe(false);
  });

  test('lines follow the headers of the same import', () => {
    const lines = tableOf('positions.csv', 'Document;Item;Qty;Price\nA-1;P1;2;3\nA-2;P2;2;3');
    const orders = tableOf('orders.csv', 'Document;Customer;Date\nA-1;C1;12.03.2024\nA-2;C2;12.03.2024');
    expect(proposeMapping([lines, orders], context).map((each) => each.kind)).toEqual(['order_lines', 'orders']);
    expect(proposeMapping([lines], context)[0]!.kind).toBe('invoice_lines');
  });
});
