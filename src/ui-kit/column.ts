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
  /** On a phone: the first line at the left or right, a labelled line below, or not at all. Default: `line`. */
  phone?: 'title' | 'figure' | 'line' | 'none';
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

/** Empty values last, whatever the direction is turned to. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: 'base' });
}
