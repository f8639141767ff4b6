import { describe, expect, test } from 'vitest';
import { tableOf } from './make-table.ts';
import { compileMapping } from './rules-compile.ts';
import type { Mapping, TableShape } from './rules-mapping.ts';
import { proposeMapping } from './rules-propose.ts';
import { shapeOfStage } from './rules-staged.ts';

const context = { today: '2026-03-15', baseCurrency: 'EUR' };
const one = (table: TableShape, more = {}) => proposeMapping([table], { ...context, ...more })[0]!;
type Maker = (row: TableShape['sample'][number]) => { stage: string; values: (string | null)[] }[];
const rowsOf = (mapping: unknown, table: TableShape) => {
  const run = compileMapping(mapping as Mapping, table, context) as Maker;
  return table.sample.flatMap(run);
};

describe('names of columns that nobody has written down', () => {
  test.each([
    ['Auftraggeber;Name 1;Fakturanummer;Fakturadatum;Material;Fakturierte Menge;Nettowert', 'customer', 'Auftraggeber'],
    ['Code tiers;Intitulé tiers;N° pièce;Date pièce;Réf. article;Qté;Montant HT', 'customer_name', 'Intitulé tiers'],
    ['Cód. Cliente;Razón Social;Nº Factura;Fecha;Cód. Artículo;Unidades;Base Imponible', 'product', 'Cód. Artículo'],
    ['KUNAG;NAME1;VBELN;FKDAT;MATNR;FKIMG;NETWR', 'net', 'NETWR'],
    ['Sold-to;Name 1;Bill.Doc.;Bill. Date;Material;Billed Qty;Net Value in Doc. Curr', 'quantity', 'Billed Qty'],
    ['Client;Client name;Invoice #;Invoice date;Item;Qty;Ext. Amount', 'amount', 'Ext. Amount'],
  ])('%s', (headers, field, header) => {
    const table = tableOf(
      'x.csv',
      `${headers}\n101;Acme;5001;31.01.2025;A7;3;10.50\n102;Beta;5002;02.02.2025;A8;4;99.00`,
    );
    const mapping = one(table);
    expect(mapping.kind).toBe('flat_sales');
    expect(mapping.fields[field]).toBe(header);
  });

  test('a discount code is no discount', () => {
    const table = tableOf('x.csv', 'Invoice;Date;Customer;Item;Qty;Price;Discount code\nI1;31.01.2025;Acme;A7;3;1.5;7');
    expect(one(table).fields).not.toHaveProperty('discount');
  });

  test('a running balance is nothing that is open', () => {
    const table = tableOf(
      'x.csv',
      'Контрагент;Документ движения;Начальный остаток;Приход;Расход\nМир;Реализация 5 от 31.01.2025;7;10;\nМир;Поступление на счет 6 от 01.02.2025;17;;10',
    );
    const mapping = one(table);
    expect(mapping).toMatchObject({ kind: 'transactions', fields: { debit: 'Приход', credit: 'Расход' } });
    expect(mapping.fields).not.toHaveProperty('open_amount');
    expect(rowsOf(mapping, table).map(({ stage }) => stage)).toEqual(['documents', 'payments']);
  });

  test('invoices and payments of one list are told apart although a reference stands beside', () => {
    const table = tableOf(
      'audit trail.csv',
      'No;Type;Date;A/C;N/C;Ref;Details;Net;Tax\n1;SI;31.01.2025;C1;4000;77;Goods sold;10.00;2.00\n2;SR;01.02.2025;C1;1200;78;Sales receipt;12.00;0.00',
    );
    expect(one(table)).toMatchObject({ kind: 'transactions', fields: { customer: 'A/C', net: 'Net', mark: 'Type' } });
  });

  test('receipts and what is applied of them', () => {
    const receipts = tableOf(
      'receipts.csv',
      'Receipt No;Receipt Date;Customer No;Amount Received\nR1;31.01.2025;K1;10',
    );
    const applied = tableOf('applied.csv', 'Receipt No;Invoice No;Applied Amount\nR1;I1;10');
    expect(proposeMapping([receipts, applied], context).map(({ kind }) => kind)).toEqual(['payments', 'allocations']);
  });

  test('a bank statement holds payments', () => {
    const table = tableOf(
      'umsaetze.csv',
      'Buchungstag;Auftraggeber / Zahlungspflichtiger;Verwendungszweck;IBAN;Betrag\n01.02.2025;Müller;RE1;DE02;10,50\n02.02.2025;Groß;RE2;DE03;7,00',
      ',',
    );
    expect(one(table)).toMatchObject({ kind: 'payments', fields: { amount: 'Betrag', date: 'Buchungstag' } });
  });

  test('items of orders without a quantity are one piece each', () => {
    const items = tableOf(
      'order_items.csv',
      'order_id;order_item_id;product_id;price\n7a1;1;p9b;10.50\n7a1;2;p9c;11.50',
    );
    const orders = tableOf('orders.csv', 'order_id;customer_id;order_purchase_timestamp\n7a1;c1;2025-02-01 10:56:33');
    expect(proposeMapping([items, orders], context)).toMatchObject([
      { kind: 'order_lines', constants: { quantity: '1' } },
      { kind: 'orders', fields: { date: 'order_purchase_timestamp' } },
    ]);
  });

  test('who is called a customer comes before an account number', () => {
    const table = tableOf(
      'SalesOrderHeader.csv',
      'SalesOrderID;OrderDate;AccountNumber;CustomerID;SubTotal\n43;2025-02-01;10-4020;29825;10',
    );
    expect(one(table).fields.customer).toBe('CustomerID');
  });

  test('one word in all rows tells no kinds of documents apart', () => {
    const rows = ['Д1;01.02.2025;Мир;10;Товары', 'Д2;02.02.2025;Вектор;20;Товары'];
    expect(one(tableOf('Реестр.csv', `Номер;Дата;Контрагент;Сумма;Вид операции\n${rows.join('\n')}`)).kind).toBe(
      'invoices',
    );
  });

  test('balances by age are no invoices, and the reason says what is needed', () => {
    const table = tableOf(
      'aged.csv',
      'Contact;Current;1 - 30;31 - 60;> 60;Total\nAcme;1.00;2.00;0.00;0.00;3.00\nBeta;1.00;2.00;0.00;0.00;3.00',
    );
    expect(one(table)).toMatchObject({ kind: null, reasons: [expect.stringContaining('a list of the open invoices')] });
  });

  test('lines without documents say so', () => {
    const table = tableOf('x.csv', 'Invoice No;Item;Qty;Amount\n5001;A7;3;10.50\n5002;A8;4;99.00');
    expect(one(table)).toMatchObject({ kind: 'invoice_lines', confidence: 0.7 });
    expect(one(table).warnings.join()).toContain('no table of this import holds their documents');
  });
});

describe('what the values tell', () => {
  const lines = (header: string, row: (document: number, line: number) => string) =>
    tableOf('x.csv', [header, ...[0, 1, 2, 3, 4].flatMap((d) => [0, 1, 2].map((l) => row(d, l)))].join('\n'));

  test('totals of the whole document in every row are no amounts of lines', () => {
    const table = lines(
      'InvoiceNumber;InvoiceDate;ContactName;Total;Item;Quantity;LineAmount',
      (d, l) => `I${d};0${d + 1}.02.2025;Customer ${d % 3};${d + 60}.00;P${l};${l + 1};${10 * l + d}.00`,
    );
    const mapping = one(table);
    expect(mapping.fields).toMatchObject({ amount: 'LineAmount', customer_name: 'ContactName' });
    expect(Object.values(mapping.fields)).not.toContain('Total');
  });

  test('what says the same twice in a document does not number its lines', () => {
    const table = lines(
      'SalesOrderID;SalesOrderDetailID;OrderQty;ProductID;UnitPrice;rowguid',
      (d, l) => `${d + 43659};${3 * d + l};${l + 1};${700 + l};1${d}.50;{B207}`,
    );
    expect(one(table).fields).toMatchObject({ number: 'SalesOrderID', line_no: 'SalesOrderDetailID' });
    const unique = lines(
      'SalesOrderID;LineNumber;OrderQty;ProductID;UnitPrice',
      (d, l) => `${d + 43659};1;${l + 1};${700 + l};1${d}.50`,
    );
    expect(Object.values(one(unique).fields)).not.toContain('LineNumber');
  });

  test('an account of the books is not the customer', () => {
    const table = lines(
      'InvoiceNumber;InvoiceDate;AccountCode;ContactName;Item;Quantity;LineAmount',
      (d, l) => `I${d};0${d + 1}.02.2025;200;Customer ${d};P${l};${l + 1};${10 * l + d}.00`,
    );
    expect(one(table).fields).toMatchObject({ customer_name: 'ContactName' });
    expect(one(table).fields).not.toHaveProperty('customer');
  });

  test('the customer is who each document has one of, when no column is named so', () => {
    const table = lines(
      'Num;Date;Whom;Item;Qty;Amount',
      (d, l) => `I${d};0${d + 1}.02.2025;House ${d % 3};P${l};${l + 1};${10 * l + d}.00`,
    );
    const mapping = one(table);
    expect(mapping).toMatchObject({ kind: 'flat_sales', confidence: 0.6, fields: { customer_name: 'Whom' } });
    expect(mapping.warnings.join()).toContain('"Whom" is taken');
  });

  test('a document that stands in its first row only goes on below', () => {
    const table = lines(
      'Order Reference;Order Date;Customer;Order Lines/Product;Order Lines/Quantity;Order Lines/Subtotal',
      (d, l) => `${l === 0 ? `S${d};0${d + 1}.02.2025;Customer ${d % 3}` : ';;'};P${l};${l + 1};${10 * l + d}.00`,
    );
    const mapping = one(table);
    expect(mapping).toMatchObject({ kind: 'flat_sales', options: { continued: true } });
    const { at } = shapeOfStage('lines');
    const rows = rowsOf(mapping, table);
    expect(rows).toHaveLength(15);
    expect(rows[5]!.values[at.number]).toBe('S1');
    expect(rows[5]!.values[at.account_external_id]).toBe('Customer 1');
    expect(rows[5]!.values[at.doc_date]).toBe('2025-02-02');
  });

  test('a row without customer under another number, and a row of totals, do not go on', () => {
    const table = tableOf(
      'x.csv',
      'Number;Date;Customer;Product;Amount\nS1;01.02.2025;Acme;P1;10\n;;;P2;5\n;;;P3;6\nS9;01.02.2025;;P2;5\n;;;;21',
    );
    const mapping = { ...one(table), options: { continued: true, amount: 'net' } };
    const run = compileMapping(mapping as unknown as Mapping, table, context);
    expect(table.sample.map((row) => Array.isArray(run(row)))).toEqual([true, true, true, false, false]);
  });

  test('serial numbers of a spreadsheet are days where a date must stand', () => {
    const table = tableOf('x.csv', 'Invoice;Invoice Date;Customer;Amount\nI1;45689;Acme;10\nI2;45690.5;Beta;20');
    const mapping = one(table);
    expect(mapping.fields.date).toBe('Invoice Date');
    const { at } = shapeOfStage('documents');
    expect(rowsOf(mapping, table).map(({ values }) => values[at.doc_date])).toEqual(['2025-02-01', '2025-02-02']);
  });

  test('a day in the column of cancelled ones means yes', () => {
    const table = tableOf(
      'x.csv',
      'Invoice;Date;Customer;Amount;Cancelled at\nI1;01.02.2025;Acme;10;\nI2;01.02.2025;Beta;20;03.02.2025',
    );
    const run = compileMapping(one(table) as Mapping, table, context);
    expect(table.sample.map(run)).toMatchObject([[{ stage: 'documents' }], { code: 'cancelled' }]);
  });

  test('the day of open items stands in the title', () => {
    const table = {
      ...tableOf('x.csv', 'Konto;Rechnungs-Nr.;Rechnungsdatum;Offener Betrag\n10000;RE1;01.12.2025;10,00', ','),
      titles: ['OPOS-Liste Stichtag 31.12.2025'],
    };
    expect(one(table)).toMatchObject({ kind: 'open_items', constants: { as_of: '2025-12-31' } });
  });

  test('a hidden sheet is left out', () => {
    const table = { ...tableOf('x.csv', 'Invoice;Date;Customer;Amount\nI1;01.02.2025;Acme;10'), hidden: true };
    expect(one(table)).toMatchObject({ kind: null, reasons: ['the sheet is hidden'] });
  });
});

describe('a column for each period', () => {
  const { at } = shapeOfStage('targets');
  const targets = (table: TableShape, more = {}) =>
    rowsOf(one(table, more), table).map(({ values }) => [
      values[at.salesperson_external_id],
      values[at.period_from],
      values[at.period_to],
      values[at.amount],
    ]);

  test('targets by month, quarters and totals beside them left alone', () => {
    const table = tableOf(
      'Targets.csv',
      'Salesperson;Jan 2026;Feb 2026;Q1 2026;Total\nAnn;1.000,50;2;9;9\nBob;;3;9;9',
      ',',
    );
    expect(one(table)).toMatchObject({ kind: 'targets', options: { wide: true }, unmapped: ['Q1 2026', 'Total'] });
    expect(targets(table)).toEqual([
      ['Ann', '2026-01-01', '2026-01-31', '1000.50'],
      ['Ann', '2026-02-01', '2026-02-28', '2'],
      ['Bob', '2026-02-01', '2026-02-28', '3'],
    ]);
  });

  test.each([
    ['Менеджер;Январь;Февраль', ['План продаж на 2027 год'], '2027-01-01'],
    ['Менеджер;Янв.26;Фев.26', [], '2026-01-01'],
    ['Vertreter;Q1 2026;Q2 2026', [], '2026-01-01'],
    ['Commercial;01/2026;02/2026', [], '2026-01-01'],
    ['Salesperson;2026-01-01;2026-02-01', [], '2026-01-01'],
    ['Salesperson;Target Jan 2026;Target Feb 2026', [], '2026-01-01'],
    ['Salesperson;Jan-26 / Plan;Feb-26 / Plan', [], '2026-01-01'],
    ['Salesperson;2026;2027', [], '2026-01-01'],
  ])('%s', (headers, titles, from) => {
    const table = { ...tableOf('x.csv', `${headers}\nAnn;10;20`), titles };
    expect(one(table).kind).toBe('targets');
    expect(targets(table)[0]).toEqual(['Ann', from, expect.any(String), '10']);
    expect(targets(table)).toHaveLength(2);
  });

  test('the year of the months may stand in the row', () => {
    const table = tableOf('x.csv', 'Salesperson;Year;Jan;Feb\nAnn;2025;10;20\nAnn;2026;30;40');
    expect(targets(table).map((row) => row[1])).toEqual(['2025-01-01', '2025-02-01', '2026-01-01', '2026-02-01']);
  });

  test('a column of pieces per month is no target', () => {
    expect(one(tableOf('x.csv', 'Salesperson;Jan 2026 qty;Feb 2026 qty\nAnn;10;20')).kind).not.toBe('targets');
  });

  test('sales by customer and month', () => {
    const table = tableOf('Sales.csv', 'Customer;Product;Jan-25;Feb-25;Total\nAcme;P1;10;;10\nAcme;P2;5;7;12');
    expect(one(table)).toMatchObject({ kind: 'flat_sales', options: { wide: true }, unmapped: ['Total'] });
    const lines = shapeOfStage('lines').at;
    expect(
      rowsOf(one(table), table).map(({ values }) => [values[lines.number], values[lines.doc_date], values[lines.net]]),
    ).toEqual([
      ['report:2025-01:Acme', '2025-01-31', '10'],
      ['report:2025-01:Acme', '2025-01-31', '5'],
      ['report:2025-02:Acme', '2025-02-28', '7'],
    ]);
  });
});
