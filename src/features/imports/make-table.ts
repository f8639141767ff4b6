import type { TableShape } from './rules-mapping.ts';

/** A table as a reader gives it, from text of CSV with semicolons; numbers with a decimal comma or point as told. */
export function tableOf(
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
