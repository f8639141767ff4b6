/**
 * One value of a file. CSV and XML give strings as they stand there (not trimmed); XLSX gives what the workbook typed.
 * A date never passes through a time zone: `{date: '2024-02-29'}`, `{dateTime: '2024-02-29T13:45:00'}`.
 */
export type Cell = string | number | boolean | { date: string } | { dateTime: string } | null;

/** Why a row is not to be used. `quote`: a quote that never closes; `columns`: another number of columns than the header. */
export interface RowProblem {
  code: 'columns' | 'quote' | 'field-too-long';
  message: string;
}

export interface Row {
  /** As the user finds it in the file, from 1: line (CSV, XML) or row (XLSX). */
  number: number;
  /** As long as the headers, except in a row with a problem, whose cells are what was found. */
  cells: Cell[];
  problem?: RowProblem;
}

export type DateOrder = 'dmy' | 'mdy' | 'ymd';
export type Confidence = 'sure' | 'likely' | 'ambiguous';

/** How numbers, dates and (CSV only) characters are written. Everything was detected or given as an override. */
export interface Dialect {
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1251`, `windows-1252`, `cp866`, `koi8-r`; null in a workbook. */
  encoding: string | null;
  bom: boolean;
  compression: 'gzip' | 'zip' | null;
  /** null in a workbook and in XML. */
  delimiter: string | null;
  quote: string | null;
  /** `\n` also stands for `\r\n`. */
  newline: '\n' | '\r';
  decimal: '.' | ',';
  /** The mark between thousands that was seen; null: none seen. A space stands for every kind of space. */
  thousands: string | null;
  dateOrder: DateOrder;
  /** Column index -> order, for the columns that hold dates as text. */
  dateOrders: Record<number, DateOrder>;
  confidence: { encoding: Confidence; delimiter: Confidence; decimal: Confidence; dateOrder: Confidence };
}

/** A printed total that was left out of the rows, beside what the rows add up to. */
export interface PrintedTotal {
  /** Row number in the file. */
  number: number;
  label: string;
  /** `grand` covers the whole table, `group` the rows of one group. */
  scope: 'grand' | 'group';
  values: { column: number; printed: string; summed: string; agrees: boolean }[];
}

export type TableFormat = 'csv' | 'xlsx' | 'commerceml';

/** What ends the reading of a table before its end; an AbortSignal is one. */
export interface Stop {
  readonly aborted: boolean;
  throwIfAborted(): void;
}

/** One table of a file. `rows()` can be called several times, each reads the file again. */
export interface Table {
  /** Stable for the same file: name, and sheet or part. */
  id: string;
  file: string;
  sheet: string | null;
  format: TableFormat;
  /** For people: sheet name, or the file's name without its ending. */
  name: string;
  headers: string[];
  /** Row number of the (last) header row; 0 when there is none in the file (CommerceML). */
  headerRow: number;
  dialect: Dialect;
  /** The first rows (at most 200), problem rows included. */
  sample: Row[];
  /** CommerceML: `products`, `prices`, `customers`, `documents`, `documentLines`. */
  kindHint?: string;
  /** A printed report: which layout was recognised, in words. */
  report?: string;
  /** Lines above the header, as they stand there. */
  titles?: string[];
  /** The sheet is hidden in its workbook. */
  hidden?: boolean;
  /** In words; more can come while rows are read. */
  warnings: string[];
  /** Printed totals that were left out; complete once `rows()` has come to its end. */
  totals: PrintedTotal[];
  rows(signal?: Stop): AsyncIterable<Row[]>;
}

export const sampleRows = 200;
export const batchRows = 2_000;

/** Whether nothing stands in a cell. */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** A cell as text, as a person would read it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return 'date' in cell ? cell.date : cell.dateTime;
  return String(cell);
}

/** The first two columns of a file of rejected rows that we made. */
export const rejectHeaders = ['Reason', 'Row'] as const;

/** How many columns of a table are ours, at its left: those of a file of rejected rows, else none. */
export function ownColumns(headers: readonly string[]): number {
  return rejectHeaders.every((header, index) => headers[index] === header) ? rejectHeaders.length : 0;
}
