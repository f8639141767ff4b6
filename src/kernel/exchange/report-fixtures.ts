import ExcelJS from 'exceljs';

/** Sales by customer, document and product, from which every report of the tests is printed. */
export interface Sale {
  customer: string;
  document: string;
  product: string;
  unit: string;
  quantity: number;
  amount: number;
}

const customers = ['ООО "Ромашка"', 'Total Energies SE', 'АО «Север»', 'Summer & Sons Ltd.', 'ИП Иванов И.И.'];
const products = ['Чай чёрный 100 г', 'Coffee 250 g', 'Сахар, 1 кг', 'Mineral water'];

/** Always the same sales: returns are among them. */
export function sales(): Sale[] {
  const found: Sale[] = [];
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return (seed >> 8) % below;
  };
  customers.forEach((customer, c) => {
    const documents = 1 + next(3);
    for (let d = 0; d < documents; d++) {
      const lines = 1 + next(4);
      for (let l = 0; l < lines; l++) {
        const quantity = next(12) === 0 ? -2 : 1 + next(40);
        found.push({
          customer,
          document: `Реализация товаров и услуг 0000-0000${c}${d} от 1${d}.02.2024 12:00:0${d}`,
          product: products[(l + c + d) % products.length]!,
          unit: 'шт',
          quantity,
          amount: Math.round(quantity * (1000 + next(90000))) / 100,
        });
      }
    }
  });
  return found;
}

export interface Tree {
  customer: string;
  quantity: number;
  amount: number;
  documents: { document: string; quantity: number; amount: number; lines: Sale[] }[];
}

const round = (value: number) => Math.round(value * 100) / 100;
const total = (rows: { quantity: number; amount: number }[]) => ({
  quantity: rows.reduce((sum, row) => sum + row.quantity, 0),
  amount: round(rows.reduce((sum, row) => sum + row.amount, 0)),
});

/** The sales as customers with documents with lines, each with its subtotal. */
export function tree(rows: Sale[]): { customers: Tree[]; quantity: number; amount: number } {
  const found = [...new Set(rows.map((row) => row.customer))].map((customer) => {
    const own = rows.filter((row) => row.customer === customer);
    const documents = [...new Set(own.map((row) => row.document))].map((document) => {
      const lines = own.filter((row) => row.document === document);
      return { document, lines, ...total(lines) };
    });
    return { customer, documents, ...total(own) };
  });
  return { customers: found, ...total(rows) };
}

type Value = string | number | null;

export interface Line {
  cells: Value[];
  level?: number;
  indent?: number;
  bold?: boolean;
}

/** Writes lines into a workbook of one sheet. */
export async function workbook(
  path: string,
  lines: Line[],
  prepare: (sheet: ExcelJS.Worksheet) => void = () => {},
): Promise<void> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('TDSheet');
  lines.forEach((line, at) => {
    const row = sheet.getRow(at + 1);
    line.cells.forEach((value, column) => {
      if (value === null) return;
      const cell = row.getCell(column + 1);
      cell.value = value;
      if (line.bold) cell.font = { bold: true };
      if (column === 0 && line.indent) cell.alignment = { indent: line.indent };
    });
    if (line.level) row.outlineLevel = line.level;
    row.commit();
  });
  prepare(sheet);
  await book.xlsx.writeFile(path);
}
