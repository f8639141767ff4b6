import { parseDate, serialDay } from '../../kernel/exchange/dates.ts';
import type { Cell, DateOrder } from '../../kernel/exchange/table.ts';
import { isNothing, type NumberStyle, normalizeKey, parseDecimal, textOf } from '../../kernel/exchange/values.ts';
import type { Faults } from './rules-faults.ts';
import { yesOrNo } from './rules-marks.ts';
import { currencyOf } from './rules-words.ts';

/** Reads one field of a row; null for nothing, and for a fault. */
export type Reader = (cells: readonly Cell[]) => string | null;

/** Where a field stands. */
export interface Source {
  field: string;
  column: number;
  header: string;
  faults: Faults;
}

const cached = 20_000;

/** Values that come again and again are read once; forgets everything when it is full. */
export class Memory<T> {
  #known = new Map<string, T>();

  get(key: string): T | undefined {
    return this.#known.get(key);
  }

  keep(key: string, value: T): T {
    if (this.#known.size >= cached) this.#known = new Map();
    this.#known.set(key, value);
    return value;
  }
}

const shown = (cell: Cell | undefined): string => {
  const text = typeof cell === 'string' ? cell.trim() : (textOf(cell) ?? '');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** Text of a cell, trimmed; null for nothing. */
function clean(cell: Cell | undefined): string | null {
  if (typeof cell !== 'string') return textOf(cell);
  const length = cell.length;
  if (length === 0) return null;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(length - 1);
  if (length <= 8 || first <= 32 || first === 160 || first === 0xfeff || last <= 32 || last === 160) {
    if (length <= 8 && isPlain(first) && last > 32 && last !== 160) return cell;
    return isNothing(cell) ? null : cell.trim();
  }
  return cell;
}

// Letters and digits that no literal for nothing begins with (null, n/a, #, -, parentheses, \N).
const isPlain = (code: number) =>
  (code >= 48 && code <= 57) ||
  (code > 64 && code <= 122 && code !== 78 && code !== 110 && code !== 92) ||
  code > 0x400;

/** Text of at most so many characters. */
export function textReader(at: Source, most: number): Reader {
  const { column, faults } = at;
  return (cells) => {
    const text = clean(cells[column]);
    if (text === null) return null;
    if (text.length > most)
      return faults.set(
        at.field,
        shown(text),
        'tooLong',
        `The text in "${at.header}" has ${text.length} characters; at most ${most} are allowed.`,
      );
    if (text.includes('\0'))
      return faults.set(
        at.field,
        shown(text.replaceAll('\0', '?')),
        'characters',
        `The text in "${at.header}" holds characters that cannot be stored.`,
      );
    return text;
  };
}

/** A key in its one form. `before`: the key ends before this sign. */
export function keyReader(at: Source, before?: string): Reader {
  const text = textReader(at, 200);
  return (cells) => {
    const found = text(cells);
    if (found === null) return null;
    let key = found;
    if (before !== undefined) {
      const end = key.indexOf(before);
      if (end > 0) key = key.slice(0, end);
    }
    // Only texts with a point and a final zero have another form.
    return key.charCodeAt(key.length - 1) === 48 && key.includes('.') ? normalizeKey(key) : key;
  };
}

/** An exact decimal number. */
export function decimalReader(at: Source, style: NumberStyle): Reader {
  const { column, faults } = at;
  const mark = style.decimal.charCodeAt(0);
  return (cells) => {
    const cell = cells[column];
    if (typeof cell === 'string' && isPlainNumber(cell, mark)) return mark === 46 ? cell : cell.replace(',', '.');
    if (cell === null || cell === undefined) return null;
    return slowDecimal(cell, style, at, faults);
  };
}

// Digits with at most one decimal mark, no leading zeros, no sign but minus, at most 15 digits before the mark.
function isPlainNumber(text: string, mark: number): boolean {
  const length = text.length;
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  const start = at;
  if (length - at < 1 || length > 32) return false;
  if (text.charCodeAt(at) === 48 && length > at + 1 && text.charCodeAt(at + 1) !== mark) return false;
  let point = -1;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (code !== mark || point >= 0 || at === start || at === length - 1) return false;
    point = at;
  }
  return (point < 0 ? length : point) - start <= 15 && !(start === 1 && text.charCodeAt(1) === 48);
}

function slowDecimal(cell: Cell, style: NumberStyle, at: Source, faults: Faults): string | null {
  const read = parseDecimal(cell, style);
  if (read === null) return null;
  if (typeof read !== 'string') {
    const why =
      read.problem === 'thousands'
        ? `could be read in two ways: say which sign stands between thousands and which before decimals.`
        : `is not a number.`;
    return faults.set(at.field, shown(cell), 'number', `"${shown(cell)}" in "${at.header}" ${why}`);
  }
  const point = read.indexOf('.');
  const whole = (point < 0 ? read.length : point) - (read.startsWith('-') ? 1 : 0);
  if (whole > 15)
    return faults.set(
      at.field,
      shown(cell),
      'range',
      `"${shown(cell)}" in "${at.header}" has more than 15 digits before the decimal mark.`,
    );
  return read;
}

/** A whole number of at most `most`, also out of words ("30 days"). */
export function intReader(at: Source, style: NumberStyle, most: number): Reader {
  const { column, faults } = at;
  return (cells) => {
    const text = clean(cells[column]);
    if (text === null) return null;
    const read = parseDecimal(cells[column] as Cell, style);
    const found =
      typeof read === 'string' ? /^(\d+)(?:\.0*)?$/.exec(read)?.[1] : /^\D{0,20}(\d{1,4})\D{0,20}$/.exec(text)?.[1];
    if (found === undefined)
      return faults.set(at.field, shown(text), 'number', `"${shown(text)}" in "${at.header}" is not a whole number.`);
    if (Number(found) > most)
      return faults.set(at.field, shown(text), 'range', `"${shown(text)}" in "${at.header}" is more than ${most}.`);
    return String(Number(found));
  };
}

/** A day from 1970 on, up to `latest`. */
export function dateReader(at: Source, order: DateOrder, latest: string): Reader {
  const memory = new Memory<string | null>();
  const { column, faults } = at;
  const read = (cell: Cell, key: string | null): string | null => {
    const day = serialDay(cell) ?? parseDate(cell, order);
    if (day === null) return key === null ? null : memory.keep(key, null);
    if (typeof day !== 'string') {
      const why =
        day.problem === 'no-such-day' ? `is a day that does not exist (read as ${WORDS[order]})` : 'is not a date';
      return faults.set(at.field, shown(cell), 'date', `"${shown(cell)}" in "${at.header}" ${why}.`);
    }
    if (day < '1970-01-01' || day > latest)
      return faults.set(
        at.field,
        shown(cell),
        'range',
        `"${shown(cell)}" in "${at.header}" is outside 1970-01-01 to ${latest}.`,
      );
    return key === null ? day : memory.keep(key, day);
  };
  return (cells) => {
    const cell = cells[column];
    if (cell === null || cell === undefined) return null;
    if (typeof cell !== 'string') return read(cell, null);
    const known = memory.get(cell);
    return known !== undefined ? known : read(cell, cell.length <= 40 ? cell : null);
  };
}

const WORDS: Record<DateOrder, string> = { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' };

/** A discount as a fraction. `amount` gives the number as it stands. */
export function fractionReader(
  at: Source,
  style: NumberStyle,
  how: 'percent' | 'fraction' | 'amount' | 'auto',
): Reader {
  const decimal = decimalReader(at, style);
  const memory = new Memory<string>();
  return (cells) => {
    const cell = cells[at.column];
    const found = decimal(cells);
    if (found === null || found === '0' || how === 'amount') return found;
    // A percent sign in the cell speaks for itself; a workbook types 15 % as 0.15.
    const percent = typeof cell === 'string' && cell.includes('%');
    const key = percent ? `${found}%` : found;
    const known = memory.get(key);
    if (known !== undefined) return known;
    const size = Math.abs(Number(found));
    const divided = percent || how === 'percent' || (how === 'auto' && size > 1);
    if (size > (divided ? 100 : 1))
      return at.faults.set(
        at.field,
        shown(cell),
        'range',
        `"${shown(cell)}" in "${at.header}" is more than the whole price: a discount is at most ${divided ? '100 %' : '1'}.`,
      );
    return memory.keep(key, divided ? hundredth(found) : found);
  };
}

/** A decimal divided by 100, exactly: 12.5 -> 0.125. */
export function hundredth(text: string): string {
  const negative = text.startsWith('-');
  const [whole = '0', part = ''] = (negative ? text.slice(1) : text).split('.');
  const digits = whole.padStart(3, '0');
  const tail = (digits.slice(-2) + part).replace(/0+$/, '');
  const head = digits.slice(0, -2).replace(/^0+(?=\d)/, '');
  return `${negative && /[1-9]/.test(text) ? '-' : ''}${head}${tail === '' ? '' : `.${tail}`}`;
}

// The day on which it was.
const mayBeDay = /^(?:cancelled|deleted)$/;

/** A yes or no as `true` or `false`. */
export function boolReader(at: Source): Reader {
  return (cells) => {
    const text = clean(cells[at.column]);
    if (text === null) return null;
    const said = yesOrNo(text) ?? (mayBeDay.test(at.field) && typeof parseDate(text, 'dmy') === 'string' ? true : null);
    if (said === null)
      return at.faults.set(at.field, shown(text), 'bool', `"${shown(text)}" in "${at.header}" is neither yes nor no.`);
    return said ? 'true' : 'false';
  };
}

/** A currency code. */
export function currencyReader(at: Source): Reader {
  const memory = new Memory<string>();
  return (cells) => {
    const text = clean(cells[at.column]);
    if (text === null) return null;
    const known = memory.get(text);
    if (known !== undefined) return known;
    const code = currencyOf(text);
    if (code === null)
      return at.faults.set(
        at.field,
        shown(text),
        'currency',
        `"${shown(text)}" in "${at.header}" is not a currency of ISO 4217.`,
      );
    return memory.keep(text, code);
  };
}

/** A reader that gives one value where the other gives none. */
export function withDefault(reader: Reader | null, value: string | undefined): Reader | null {
  if (value === undefined) return reader;
  if (reader === null) return () => value;
  return (cells) => reader(cells) ?? value;
}
