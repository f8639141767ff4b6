import { describe, expect, test } from 'vitest';
import { tableOf } from './make-table.ts';
import { compileMapping } from './rules-compile.ts';
import { checkMapping, type Mapping } from './rules-mapping.ts';
import { proposeMapping } from './rules-propose.ts';

const context = { today: '2026-11-21', baseCurrency: 'EUR' };

describe('what programs of the world write', () => {
  test.each<[string, string, Record<string, string>, ('.' | ',')?]>([
    [
      'SAP',
      'Billing Document;Billing Date;Sold-To Party;Name of Sold-To Party;Material;Item Description;Billed Quantity;Net Value;Tax Amount;Document Currency;Cost\n90001;12.03.2024;1000123;Muller AG;MAT1;Pump big;2;200,00;38,00;EUR;120,00',
      {
        kind: 'flat_sales',
        number: 'Billing Document',
        date: 'Billing Date',
        customer: 'Sold-To Party',
        product: 'Material',
        quantity: 'Billed Quantity',
        net: 'Net Value',
        cost: 'Cost',
      },
      ',',
    ],
    [
      'Navision',
      'Document No.;Posting Date;Sell-to Customer No.;Type;No.;Description;Quantity;Unit Price;Line Discount %;Amount;Amount Including VAT;Salesperson Code\nSI001;12/03/24;C1;Item;P1;Pump big;2;10;5;19;22.8;JR',
      {
        kind: 'flat_sales',
        number: 'Document No.',
        product: 'No.',
        net: 'Amount',
        gross: 'Amount Including VAT',
        discount: 'Line Discount %',
      },
    ],
    [
      'Odoo',
      'Invoice Date;Number;Partner;Salesperson;Due Date;Untaxed Amount;Tax;Total;Amount Due;Status\n12.03.2024;INV/2024/0001;Azure Interior;Mitchell Admin;12.04.2024;100.00;15.00;115.00;115.00;Posted',
      {
        kind: 'invoices',
        number: 'Number',
        customer_name: 'Partner',
        net: 'Untaxed Amount',
        gross: 'Total',
        open_amount: 'Amount Due',
      },
    ],
    [
      'QuickBooks',
      'Type;Date;Num;Name;Memo;Item;Qty;Sales Price;Amount;Balance\nInvoice;12.03.2024;1001;Acme Corp;Widget;W1;2;10.00;20.00;20.00',
      { kind: 'flat_sales', mark: 'Type', number: 'Num', customer_name: 'Name', product: 'Item', amount: 'Amount' },
    ],
    [
      'Sage 50',
      'Tran Number;Type;Account;Nominal Code;Date;Reference;Details;Net Amount;Tax Amount;Gross\n1;SI;ABC001;4000;12/03/2024;INV1;Goods;100.00;20.00;120.00\n2;SR;ABC001;1200;20/03/2024;;Payment;120.00;0.00;120.00',
      { kind: 'transactions', mark: 'Type', customer: 'Account', number: 'Reference', gross: 'Gross' },
    ],
    [
      'DATEV',
      'Konto;Kontobezeichnung;Rechnungsnr;Datum;Fälligkeit;Betrag;Offener Betrag\n10001;Feinkost Müller;R1;12.03.2024;12.04.2024;119,00;119,00',
      {
        kind: 'open_items',
        customer: 'Konto',
        customer_name: 'Kontobezeichnung',
        due_date: 'Fälligkeit',
        open_amount: 'Offener Betrag',
      },
      ',',
    ],
    [
      'Дебиторка',
      'Контрагент;Документ;Срок оплаты;Сумма документа;Остаток долга\nООО Ромашка;Реализация товаров и услуг 00БП-000123 от 12.03.2024 10:15:00;12.04.2024;1000,00;500,00',
      { kind: 'open_items', document: 'Документ', due_date: 'Срок оплаты', open_amount: 'Остаток долга' },
      ',',
    ],
    [
      'Акт сверки',
      'Дата;Документ;Контрагент;Дебет;Кредит\n12.03.2024;Реализация 5 от 12.03.2024;ООО Ромашка;1000,00;\n20.03.2024;Поступление на расчетный счет 7 от 20.03.2024;ООО Ромашка;;1000,00',
      { kind: 'transactions', debit: 'Дебет', credit: 'Кредит' },
      ',',
    ],
    [
      'Поступления',
      'Дата;Номер;Контрагент;Сумма;Назначение платежа\n12.03.2024;15;ООО Ромашка;1000,00;Оплата по счету 5',
      { kind: 'payments', amount: 'Сумма', customer_name: 'Контрагент' },
      ',',
    ],
    [
      'Контрагенты',
      'Код;Наименование;Полное наименование;ИНН;КПП;Головной контрагент;Основной менеджер\n000001;Ромашка;ООО "Ромашка";7701234567;770101001;;Иванов',
      {
        kind: 'customers',
        name: 'Наименование',
        legal_name: 'Полное наименование',
        tax_id: 'ИНН',
        parent: 'Головной контрагент',
        manager: 'Основной менеджер',
      },
    ],
    [
      'clients',
      'Code client;Raison sociale;Adresse;CP;Ville;Pays;N° TVA;Encours autorisé;Commercial\nC1;Épicerie;1 rue;75001;Paris;France;FR123;1000;Dupont',
      {
        kind: 'customers',
        key: 'Code client',
        name: 'Raison sociale',
        postal_code: 'CP',
        credit_limit: 'Encours autorisé',
        manager: 'Commercial',
      },
    ],
    [
      'Artikel',
      'Artikelnummer;Bezeichnung;Warengruppe;Mengeneinheit;EK;VK-Preis;EAN\nA1;Mehl;Backwaren;kg;1,00;2,00;400123',
      {
        kind: 'products',
        key: 'Artikelnummer',
        name: 'Bezeichnung',
        group: 'Warengruppe',
        cost: 'EK',
        price: 'VK-Preis',
        barcode: 'EAN',
      },
      ',',
    ],
    [
      'commandes',
      'N° commande;Date commande;Client;Date de livraison;Montant HT;Montant TTC\nCMD1;12/03/2024;Épicerie du Coin;15/03/2024;100,00;120,00',
      { kind: 'orders', number: 'N° commande', net: 'Montant HT', gross: 'Montant TTC' },
      ',',
    ],
    [
      'pagos',
      'Fecha de pago;Nº recibo;Cliente;Importe;Factura\n12/03/2024;R1;Tienda Sol;120,00;F001',
      { kind: 'payments', number: 'Nº recibo', document_number: 'Factura', amount: 'Importe' },
      ',',
    ],
    [
      'quota',
      'Sales Rep;Quarter;Quota\nJohn Smith;Q1 2024;100000',
      { kind: 'targets', salesperson_name: 'Sales Rep', period: 'Quarter', amount: 'Quota' },
    ],
    [
      'Umsatz',
      'Kunde;Monat;Umsatz\nFeinkost Müller;März 2024;1000,00',
      { kind: 'flat_sales', customer_name: 'Kunde', period: 'Monat', amount: 'Umsatz' },
      ',',
    ],
    [
      'gutschriften',
      'Gutschrift-Nr.;Datum;Kunden-Nr.;Nettobetrag;MwSt\nG1;12.03.2024;C1;10,00;1,90',
      { kind: 'credit_notes', number: 'Gutschrift-Nr.', net: 'Nettobetrag' },
      ',',
    ],
    [
      'price list',
      'SKU;Price List;Price;Currency\nA1;Retail;10.00;EUR',
      { kind: 'prices', product: 'SKU', price_type: 'Price List' },
    ],
  ])('%s', (name, csv, { kind, ...fields }, decimal = '.') => {
    const table = tableOf(`${name}.csv`, csv, decimal);
    const mapping = proposeMapping([table], context)[0]!;
    expect(mapping.kind).toBe(kind);
    expect(mapping.fields).toMatchObject(fields);
    expect(checkMapping(mapping, table)).toEqual([]);
    const run = compileMapping(mapping as Mapping, table, context);
    for (const row of table.sample) expect(run(row)).toEqual([expect.objectContaining({ stage: expect.any(String) })]);
  });

  test('codes get the words of a small table of the same import', () => {
    const products = tableOf('products.csv', 'ProductID;ProductName;CategoryID\n1;Chai;1.0');
    const categories = tableOf('categories.csv', 'CategoryID;CategoryName\n1;Beverages\n2;Condiments');
    const [mapping, none] = proposeMapping([products, categories], context);
    expect(none!.kind).toBeNull();
    const output = compileMapping(mapping as Mapping, products, context)(products.sample[0]!);
    expect(output).toMatchObject([{ values: expect.arrayContaining(['Beverages']) }]);
  });

  test('the key of products is what the sales name them by', () => {
    const products = tableOf('Номенклатура.csv', 'Код;Артикул;Наименование;Цена\n0001;A1;Мука;5\n0002;A2;Соль;6');
    const sales = (code: string) =>
      tableOf('Продажи.csv', `Дата;Номер;Контрагент;Товар;Количество;Сумма\n12.03.2024;1;ООО Ромашка;${code};2;10`);
    expect(proposeMapping([products, sales('0001')], context)[0]!.fields).toMatchObject({
      key: 'Код',
      code: 'Артикул',
    });
    expect(proposeMapping([products, sales('A2')], context)[0]!.fields).toMatchObject({ key: 'Артикул', code: 'Код' });
    expect(proposeMapping([products, sales('Соль')], context)[0]!.fields).toMatchObject({
      key: 'Наименование',
      name: 'Наименование',
    });
  });
});
