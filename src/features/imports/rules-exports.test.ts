import { describe, expect, test } from 'vitest';
import { tableOf } from './make-table.ts';
import { compileMapping } from './rules-compile.ts';
import { checkMapping, type Mapping, shapeOf, type TableShape } from './rules-mapping.ts';
import { proposeMapping } from './rules-propose.ts';

const context = { today: '2026-11-21', baseCurrency: 'EUR' };

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
