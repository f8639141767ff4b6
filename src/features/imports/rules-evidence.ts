import { parseDate, serialDay } from '../../kernel/exchange/dates.ts';
import { type Cell, isBlank, ownColumns } from '../../kernel/exchange/table.ts';
import { isNothing, keyOf, parseDecimal, textOf } from '../../kernel/exchange/values.ts';
import type { TableShape } from './rules-mapping.ts';
import { readTitle, yesOrNo } from './rules-marks.ts';
import { currencyOf, type HeaderWords, wordsOf } from './rules-words.ts';

/** What name and sample say about a column. Shares are of the filled cells, 0 to 1. */
export interface Column {
  index: number;
  header: string;
  words: HeaderWords;
  filled: number;
  numbers: number;
  dates: number;
  titles: number;
  yesNo: number;
  currencies: number;
  /** Texts like codes: short, no spaces. */
  codes: number;
  /** Distinct values for each filled cell; 1: all differ. */
  distinct: number;
  negative: number;
  /** Numbers of the column by row of the sample; null where there is none. */
  values: (number | null)[];
  /** Keys of the column by row of the sample. */
  keys: (string | null)[];
}

/** A table of the import with what its columns say. */
export interface Evidence {
  table: TableShape;
  columns: Column[];
  rows: number;
  /** Words of sheet and file name. */
  named: HeaderWords;
}

const compact = (name: string) =>
  name.replace(/\.(?:csv|tsv|txt|xlsx?|xlsm|gz|zip|xml|dat)\b/gi, '').replace(/^(?:.*\.)(?=\w)/, '');

/** Gathers what names and sample say. Rows with a problem do not count, nor do reason and row number of a file of rejected rows. */
export function gather(table: TableShape): Evidence {
  const rows = table.sample.filter((row) => !row.problem);
  const columns = table.headers
    .map((header, index) =>
      profile(
        header,
        index,
        rows.map((row) => row.cells[index] ?? null),
        table,
      ),
    )
    .slice(ownColumns(table.headers));
  const name = /^(?:sheet|лист|tabelle|feuil|hoja)\s*\d*$/i.test(table.name) ? table.file : table.name;
  return { table, columns, rows: rows.length, named: wordsOf(compact(name)) };
}

function profile(header: string, index: number, cells: Cell[], table: TableShape): Column {
  const order = table.dialect.dateOrders[index] ?? table.dialect.dateOrder;
  const words = wordsOf(header);
  const maySerial = /\b(?:date|due)\b/.test(words.bag) && !/\bday\b/.test(words.bag);
  const count = { filled: 0, numbers: 0, dates: 0, titles: 0, yesNo: 0, currencies: 0, codes: 0, negative: 0 };
  const seen = new Set<string>();
  const values: (number | null)[] = [];
  const keys: (string | null)[] = [];
  for (const cell of cells) {
    const nothing = isBlank(cell) || (typeof cell === 'string' && isNothing(cell));
    const key = nothing ? null : keyOf(cell);
    keys.push(key);
    if (key === null) {
      values.push(null);
      continue;
    }
    count.filled++;
    seen.add(key);
    const number = typeof cell === 'object' ? null : parseDecimal(cell, table.dialect);
    const value = typeof number === 'string' ? Number(number) : null;
    values.push(value);
    if (value !== null) count.numbers++;
    if (value !== null && value < 0) count.negative++;
    if ((isDated(cell) && typeof parseDate(cell, order) === 'string') || (maySerial && serialDay(cell) !== null))
      count.dates++;
    const text = textOf(cell) ?? '';
    if (text.length > 10 && readTitle(text) !== null) count.titles++;
    if (yesOrNo(text) !== null) count.yesNo++;
    if (currencyOf(text) !== null) count.currencies++;
    if (text.length <= 24 && !/\s/.test(text) && (/\d/.test(text) || text === text.toUpperCase())) count.codes++;
  }
  const share = (part: number) => (count.filled === 0 ? 0 : part / count.filled);
  return {
    index,
    header,
    words,
    filled: count.filled,
    numbers: share(count.numbers),
    dates: share(count.dates),
    titles: share(count.titles),
    yesNo: share(count.yesNo),
    currencies: share(count.currencies),
    codes: share(count.codes),
    distinct: share(seen.size),
    negative: share(count.negative),
    values,
    keys,
  };
}

const isDated = (cell: Cell) =>
  typeof cell === 'object' ||
  (typeof cell === 'string' && cell.length >= 6) ||
  (typeof cell === 'number' && cell > 19000101 && cell < 21001231);
