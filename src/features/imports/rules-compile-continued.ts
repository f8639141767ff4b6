import { isBlank, type Row } from '../../kernel/exchange/table.ts';
import { keyOf, textOf } from '../../kernel/exchange/values.ts';
import { columnOf, type Mapping, type TableShape } from './rules-mapping.ts';

/** What belongs to the document and not to its line. */
const OF_DOCUMENT = [
  'number',
  'document',
  'date',
  'period',
  'year',
  'month',
  'customer',
  'customer_name',
  'salesperson',
  'salesperson_name',
  'currency',
  'mark',
  'due_date',
  'payment_days',
  'status',
  'posted',
  'cancelled',
  'deleted',
];

/**
 * Gives rows below the first one of a document what stands only there: number, date, customer. A row goes on with the document above when it names no customer (and no
 * date), no other number, and has something of a line; a row of totals has nothing of one.
 */
export function continuing(mapping: Mapping, table: Pick<TableShape, 'headers'>): (row: Row) => Row {
  const columnsOf = (...names: string[]) =>
    names.flatMap((name) =>
      mapping.fields[name] === undefined ? [] : [columnOf(table.headers, mapping.fields[name])],
    );
  const shared = columnsOf(...OF_DOCUMENT);
  const named = columnsOf('customer', 'customer_name');
  const whose = named.length > 0 ? named : columnsOf('number', 'document');
  const [number = -1] = columnsOf('number', 'document');
  const items = columnsOf('product', 'product_name');
  const line = items.length > 0 ? items : columnsOf('quantity', 'price');
  let above: Row['cells'] | null = null;
  return (row) => {
    const { cells } = row;
    const nothing = (column: number) => textOf(cells[column]) === null;
    if (!whose.every(nothing)) {
      above = cells;
      return row;
    }
    if (above === null || line.every(nothing)) return row;
    if (number >= 0 && !nothing(number) && keyOf(cells[number]) !== keyOf(above[number])) return row;
    const filled = cells.slice();
    for (const column of shared) if (isBlank(filled[column])) filled[column] = above[column] ?? null;
    return { ...row, cells: filled };
  };
}
