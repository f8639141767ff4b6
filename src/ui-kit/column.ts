import type { ReactNode } from 'react';

/** One column of a `DataTable`. */
export interface Column<Row> {
  /** Stable: kept in the reader's choice of columns, and the `by` of a server's sort. */
  id: string;
  title: string;
  show: (row: Row) => ReactNode;
  /** What is compared when the table sorts by itself (all rows are here). */
  value?: (row: Row) => string | number | null | undefined;
  /** Numbers stand at the end. */
  align?: 'end';
  /** Pixels; left out: 104 for numbers, 150 for texts. */
  width?: number;
  /** Takes the room that is left. One column at least should. */
  grow?: boolean;
  /** The header sorts. */
  sort?: boolean;
  /** Not shown until it is chosen. */
  hidden?: boolean;
  /** Cannot be taken away. */
  fixed?: boolean;
  /** On a phone: the first line at the left or right, a labelled line below, one without its label (buttons), or not at all. Default: `line`. */
  phone?: 'title' | 'figure' | 'line' | 'bare' | 'none';
  /** Entry of the guide, as a mark beside the title. */
  help?: string;
  /** In the last line: the total. */
  total?: ReactNode;
}

export interface Sort {
  by: string;
  desc: boolean;
}

export const widthOf = <Row>(column: Column<Row>): number => column.width ?? (column.align === 'end' ? 104 : 150);

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: 'base' });
}

/** The rows in the order of one column's values; empty values last, whatever the direction. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const value = columns.find((column) => column.id === sort?.by)?.value;
  if (sort === undefined || value === undefined) return rows;
  const filled: { row: Row; at: string | number }[] = [];
  const empty: Row[] = [];
  for (const row of rows) {
    const at = value(row);
    if (at === null || at === undefined) empty.push(row);
    else filled.push({ row, at });
  }
  filled.sort((a, b) => (sort.desc ? compareValues(b.at, a.at) : compareValues(a.at, b.at)));
  return [...filled.map(({ row }) => row), ...empty];
}
