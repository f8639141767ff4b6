import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, complete, only, rows } from './report-checks.ts';
import { type Line, workbook } from './report-fixtures.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exchange-report-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const titles: Line[] = [
  { cells: ['Продажи по контрагентам'], bold: true },
  { cells: [] },
  { cells: ['Параметры:', 'Период: 01.02.2024 - 29.02.2024'] },
  { cells: [null, 'Показатели: Количество; Сумма'] },
  { cells: [] },
];

function nested(style: (depth: number) => Partial<Line>, withTotal = true): Line[] {
  const lines: Line[] = [];
  for (const customer of all.customers) {
    lines.push({ cells: [customer.customer, null, customer.quantity, customer.amount], ...style(0) });
    for (const document of customer.documents) {
      lines.push({ cells: [document.document, null, document.quantity, document.amount], ...style(1) });
      for (const line of document.lines)
        lines.push({ cells: [line.product, line.unit, line.quantity, line.amount], ...style(2) });
    }
  }
  if (withTotal) lines.push({ cells: ['Итого', null, all.quantity, all.amount], bold: true });
  return lines;
}

describe('reports of 1C', () => {
  test('outline levels, one column, header over two rows with merged cells', async () => {
    const path = join(folder, 'outline.xlsx');
    const header: Line[] = [
      { cells: ['Контрагент / Документ / Номенклатура', 'Ед.', 'Реализация', null] },
      { cells: [null, null, 'Количество', 'Сумма'] },
    ];
    await workbook(path, [...titles, ...header, ...nested((level) => ({ level }))], (sheet) => {
      sheet.mergeCells('A1:D1');
      sheet.mergeCells('C6:D6');
      sheet.mergeCells('A6:A7');
    });
    const { table, found } = await only(path);
    expect(table.headers).toEqual([
      'Контрагент',
      'Документ',
      'Номенклатура',
      'Ед.',
      'Реализация / Количество',
      'Реализация / Сумма',
    ]);
    expect(table.headerRow).toBe(7);
    complete(table, found, {
      customer: 'Контрагент',
      document: 'Документ',
      product: 'Номенклатура',
      amount: 'Реализация / Сумма',
    });
  });

  test('names stacked over three header rows, indentation instead of outline', async () => {
    const path = join(folder, 'stacked.xlsx');
    const header: Line[] = [
      { cells: ['Контрагент', 'Ед.', 'Количество', 'Сумма'] },
      { cells: ['Документ'] },
      { cells: ['Номенклатура'] },
    ];
    await workbook(path, [...titles, ...header, ...nested((depth) => ({ indent: depth * 2 }))]);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Контрагент', document: 'Документ', product: 'Номенклатура', amount: 'Сумма' });
  });

  test('the grand total stands first', async () => {
    const path = join(folder, 'first.xlsx');
    const header: Line = { cells: ['Контрагент\nДокумент\nНоменклатура', 'Ед.', 'Количество', 'Сумма'] };
    await workbook(path, [
      ...titles,
      header,
      { cells: ['Итог', null, all.quantity, all.amount] },
      ...nested((depth) => ({ level: depth + 1 }), false),
    ]);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Контрагент', document: 'Документ', product: 'Номенклатура', amount: 'Сумма' });
  });

  test('no style at all: levels follow from the sums', async () => {
    const path = join(folder, 'arithmetic.xlsx');
    const header: Line = { cells: ['Контрагент, Документ, Номенклатура', 'Ед.', 'Количество', 'Сумма'] };
    await workbook(path, [...titles, header, ...nested(() => ({}))]);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Контрагент', document: 'Документ', product: 'Номенклатура', amount: 'Сумма' });
  });

  test('bold groups, two levels', async () => {
    const path = join(folder, 'bold.xlsx');
    const lines: Line[] = [
      { cells: ['Продажи за февраль 2024 г.'] },
      { cells: ['Номенклатура', 'Ед.', 'Кол-во', 'Сумма'], bold: true },
    ];
    for (const customer of all.customers) {
      lines.push({ cells: [customer.customer, null, customer.quantity, customer.amount], bold: true });
      for (const line of customer.documents.flatMap((document) => document.lines))
        lines.push({ cells: [line.product, line.unit, line.quantity, line.amount] });
    }
    lines.push({ cells: ['Всего:', null, all.quantity, all.amount], bold: true });
    const path2 = path;
    await workbook(path2, lines);
    const { table, found } = await only(path2);
    complete(table, found, { customer: 'Group 1', product: 'Номенклатура', amount: 'Сумма' });
  });

  test('CSV with leading spaces, decimal comma, spaces between thousands', async () => {
    const path = join(folder, 'spaces.csv');
    const number = (value: number) =>
      value
        .toFixed(2)
        .replace('.', ',')
        .replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0');
    const quoted = (text: string) => (/[";]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const lines = [
      'Продажи по контрагентам;;',
      'Период: февраль 2024;;',
      ';;',
      'Контрагент / Документ / Номенклатура;Количество;Сумма',
    ];
    for (const customer of all.customers) {
      lines.push([quoted(customer.customer), customer.quantity, number(customer.amount)].join(';'));
      for (const document of customer.documents) {
        lines.push([quoted(`    ${document.document}`), document.quantity, number(document.amount)].join(';'));
        for (const line of document.lines)
          lines.push([quoted(`        ${line.product}`), line.quantity, number(line.amount)].join(';'));
      }
    }
    lines.push(`Итого;${all.quantity};${number(all.amount)}`);
    await writeFile(path, lines.join('\r\n'));
    const { table, found } = await only(path);
    expect(table.dialect).toMatchObject({ decimal: ',', thousands: ' ', delimiter: ';' });
    complete(table, found, { customer: 'Контрагент', document: 'Документ', product: 'Номенклатура', amount: 'Сумма' });
  });
});

describe('reports of other programs', () => {
  test('every level in a column of its own', async () => {
    const path = join(folder, 'staggered.xlsx');
    const lines: Line[] = [
      { cells: ['Sales report'] },
      { cells: ['Period: 01/02/2024 - 29/02/2024'] },
      { cells: ['Customer', 'Invoice', 'Product', 'Unit', 'Quantity', 'Amount'] },
    ];
    for (const customer of all.customers) {
      lines.push({ cells: [customer.customer, null, null, null, customer.quantity, customer.amount] });
      for (const document of customer.documents) {
        lines.push({ cells: [null, document.document, null, null, document.quantity, document.amount] });
        for (const line of document.lines)
          lines.push({ cells: [null, null, line.product, line.unit, line.quantity, line.amount] });
      }
    }
    lines.push({ cells: ['Grand total', null, null, null, all.quantity, all.amount] });
    await workbook(path, lines);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Customer', document: 'Invoice', product: 'Product', amount: 'Amount' });
  });

  test('label lines above, subtotals below', async () => {
    const path = join(folder, 'banner.xlsx');
    const lines: Line[] = [
      { cells: ['Sales by customer'] },
      { cells: ['Invoice', 'Product', 'Quantity', 'Price', 'Amount'] },
    ];
    for (const customer of all.customers) {
      lines.push({ cells: [`Customer: ${customer.customer}`] });
      for (const document of customer.documents)
        for (const line of document.lines)
          lines.push({
            cells: [
              document.document,
              line.product,
              line.quantity,
              Math.round((line.amount / line.quantity) * 100) / 100,
              line.amount,
            ],
          });
      lines.push({ cells: [`Total for ${customer.customer}`, null, customer.quantity, null, customer.amount] });
    }
    lines.push({ cells: ['Grand Total', null, all.quantity, null, all.amount] });
    await workbook(path, lines);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Customer', document: 'Invoice', product: 'Product', amount: 'Amount' });
  });

  test('two levels of label lines', async () => {
    const path = join(folder, 'banners.xlsx');
    const lines: Line[] = [{ cells: ['Umsatzliste'] }, { cells: ['Artikel', 'Einheit', 'Menge', 'Betrag'] }];
    for (const customer of all.customers) {
      lines.push({ cells: [customer.customer] });
      for (const document of customer.documents) {
        lines.push({ cells: [document.document] });
        for (const line of document.lines) lines.push({ cells: [line.product, line.unit, line.quantity, line.amount] });
        lines.push({ cells: ['Zwischensumme', null, document.quantity, document.amount] });
      }
    }
    lines.push({ cells: ['Gesamtsumme', null, all.quantity, all.amount] });
    await workbook(path, lines);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Group 1', document: 'Group 2', product: 'Artikel', amount: 'Betrag' });
  });

  test('flat rows with subtotals behind each customer', async () => {
    const path = join(folder, 'flat.xlsx');
    const lines: Line[] = [{ cells: ['Контрагент', 'Документ', 'Номенклатура', 'Количество', 'Сумма'] }];
    for (const customer of all.customers) {
      for (const document of customer.documents)
        for (const line of document.lines)
          lines.push({ cells: [customer.customer, document.document, line.product, line.quantity, line.amount] });
      lines.push({ cells: [`Итого по ${customer.customer}`, null, null, customer.quantity, customer.amount] });
    }
    lines.push({ cells: ['Итого', null, null, all.quantity, all.amount] });
    await workbook(path, lines);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Контрагент', document: 'Документ', product: 'Номенклатура', amount: 'Сумма' });
  });

  test('subtotals of a spreadsheet: outline, "ACME Total" below', async () => {
    const path = join(folder, 'subtotal.xlsx');
    const lines: Line[] = [{ cells: ['Customer', 'Invoice', 'Product', 'Quantity', 'Amount'] }];
    for (const customer of all.customers) {
      for (const document of customer.documents)
        for (const line of document.lines)
          lines.push({
            cells: [customer.customer, document.document, line.product, line.quantity, line.amount],
            level: 2,
          });
      lines.push({ cells: [`${customer.customer} Total`, null, null, customer.quantity, customer.amount], level: 1 });
    }
    lines.push({ cells: ['Grand Total', null, null, all.quantity, all.amount] });
    await workbook(path, lines);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Customer', document: 'Invoice', product: 'Product', amount: 'Amount' });
  });

  test('groups named on their first row only', async () => {
    const path = join(folder, 'sparse.xlsx');
    const lines: Line[] = [
      { cells: ['Ventes par client'] },
      { cells: ['Client', 'Facture', 'Produit', 'Quantité', 'Montant'] },
    ];
    for (const customer of all.customers) {
      customer.documents.forEach((document, d) => {
        document.lines.forEach(
          (line, l) =>
            void lines.push({
              cells: [
                d + l === 0 ? customer.customer : null,
                l === 0 ? document.document : null,
                line.product,
                line.quantity,
                line.amount,
              ],
            }),
        );
      });
      lines.push({ cells: [`Total ${customer.customer}`, null, null, customer.quantity, customer.amount] });
    }
    lines.push({ cells: ['Total général', null, null, all.quantity, all.amount] });
    await workbook(path, lines);
    const { table, found } = await only(path);
    complete(table, found, { customer: 'Client', document: 'Facture', product: 'Produit', amount: 'Montant' });
  });

  test('an ordinary table stays as it is, whatever its customers are called', async () => {
    const path = join(folder, 'ordinary.xlsx');
    await workbook(path, [
      { cells: ['Customer', 'Product', 'Amount'] },
      ...rows.map((row, at) => ({ cells: [row.customer, row.product, row.amount], bold: at % 3 === 0 })),
    ]);
    const { table, found } = await only(path);
    expect(found).toHaveLength(rows.length);
    expect(table.report).toBeUndefined();
    expect(table.totals).toEqual([]);
  });

  test('a printed total that does not fit is told', async () => {
    const path = join(folder, 'wrong.xlsx');
    await workbook(path, [
      { cells: ['Sales'] },
      { cells: ['Customer', 'Product', 'Amount'] },
      ...rows.map((row) => ({ cells: [row.customer, row.product, row.amount] })),
      { cells: ['Total', null, all.amount + 10] },
    ]);
    const { table, found } = await only(path);
    expect(found).toHaveLength(rows.length);
    expect(table.totals).toMatchObject([{ scope: 'grand', label: 'Total', values: [{ column: 2, agrees: false }] }]);
  });
});
