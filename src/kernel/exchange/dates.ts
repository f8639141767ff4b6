import type { Cell, DateOrder } from './table.ts';
import { isNothing, type ValueProblem } from './values.ts';

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the day exists in the calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1 || year > 9999) return false;
  if (month === 2 && day === 29) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= lengths[month - 1]!;
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

/** `YYYY-MM-DD`, or a problem when there is no such day. */
function day(year: number, month: number, date: number): string | ValueProblem {
  if (!isDay(year, month, date)) return { problem: 'no-such-day' };
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

// First letters of the months; the longest forms that differ (juin/juil, mars/mai) decide.
const months: [RegExp, number][] = [
  [/^(?:jan|янв|ene|gen)/, 1],
  [/^(?:feb|fév|fev|фев)/, 2],
  [/^(?:mar|mär|maer|mrz|мар)/, 3],
  [/^(?:apr|avr|abr|апр)/, 4],
  [/^(?:may|mai|ма[йя])/, 5],
  [/^(?:jun|juin|июн)/, 6],
  [/^(?:jul|juil|июл)/, 7],
  [/^(?:aug|aoû|aou|ago|авг)/, 8],
  [/^(?:sep|сен)/, 9],
  [/^(?:oct|okt|окт)/, 10],
  [/^(?:nov|ноя)/, 11],
  [/^(?:dec|déc|dic|dez|дек)/, 12],
];

/** The month that a word names in en, ru, fr, es or de; 0 when none. */
export function monthOf(word: string): number {
  const lower = word.toLowerCase();
  for (const [form, month] of months) if (form.test(lower)) return month;
  return 0;
}

function fullYear(text: string, pivot: number): number {
  const year = Number(text);
  if (text.length > 2) return year;
  const century = Math.floor(pivot / 100) * 100;
  return century + year > pivot ? century - 100 + year : century + year;
}

// The part behind the date: a time, or nothing; anything else is a problem.
const clock = String.raw`(?:[T\s,]+(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const iso = new RegExp(String.raw`^(\d{4})[-./](\d{1,2})[-./](\d{1,2})${clock}$`, 'i');
const parts = new RegExp(String.raw`^(\d{1,2})[-./\s](\d{1,2})[-./\s](\d{4}|\d{2})(?:\s*г\.?)?${clock}$`, 'i');
const compact = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})(?:T?\d{6}|${clock})$`, 'i');
const named = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s\-./]*(?:de\s+)?(\p{L}{3,})\.?,?[\s\-./]*(?:de\s+)?(\d{4}|\d{2})(?:\s*г(?:ода|\.)?)?${clock}$`,
  'iu',
);
const namedFirst = new RegExp(
  String.raw`^(?:\p{L}+\.?,\s+)?(\p{L}{3,})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\-]+(\d{4})${clock}$`,
  'iu',
);

/**
 * Reads a date in the order given and gives `YYYY-MM-DD`; a time behind it is dropped, nothing passes through a time zone.
 * A year of two digits is the latest one not after `pivot` (default: 2049, as spreadsheets do).
 * Typed dates of a workbook pass through; a bare number is refused (a serial number only counts where the workbook says so).
 */
export function parseDate(cell: Cell | undefined, order: DateOrder, pivot = 2049): string | null | ValueProblem {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'object') return 'date' in cell ? cell.date : cell.dateTime.slice(0, 10);
  if (typeof cell === 'number') return numberDay(cell);
  if (typeof cell !== 'string') return { problem: 'date' };
  if (cell.length >= 10 && cell.charCodeAt(4) === 45 && cell.charCodeAt(7) === 45) {
    const read = fastIso(cell);
    if (read !== null) return read;
  }
  const text = cell.trim();
  if (isNothing(text) || /^0000-00-00/.test(text)) return null;
  if (text.length > 60) return { problem: 'date' };
  let found = iso.exec(text);
  if (found) return day(Number(found[1]), Number(found[2]), Number(found[3]));
  found = parts.exec(text);
  if (found) return numeric(found[1]!, found[2]!, found[3]!, order, pivot);
  found = compact.exec(text);
  if (found) return day(Number(found[1]), Number(found[2]), Number(found[3]));
  found = named.exec(text);
  if (found) {
    const month = monthOf(found[2]!);
    return month === 0 ? { problem: 'date' } : day(fullYear(found[3]!, pivot), month, Number(found[1]));
  }
  found = namedFirst.exec(text);
  if (found) {
    const month = monthOf(found[1]!);
    return month === 0 ? { problem: 'date' } : day(Number(found[3]), month, Number(found[2]));
  }
  return { problem: 'date' };
}

function numeric(a: string, b: string, c: string, order: DateOrder, pivot: number): string | ValueProblem {
  if (order === 'dmy') return day(fullYear(c, pivot), Number(b), Number(a));
  if (order === 'mdy') return day(fullYear(c, pivot), Number(a), Number(b));
  return c.length === 2 ? day(fullYear(a, pivot), Number(b), Number(c)) : { problem: 'date' };
}

// The form that most machine-made files have, read without a regular expression.
function fastIso(text: string): string | ValueProblem | null {
  for (let at = 0; at < 10; at++) {
    if (at === 4 || at === 7) continue;
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return null;
  }
  if (text.length > 10) {
    const next = text.charCodeAt(10);
    if (next !== 32 && next !== 84) return null;
    if (!/^[T ]\d\d:\d\d/.test(text.slice(10, 16))) return null;
  }
  const year = Number(text.slice(0, 4));
  const month = (text.charCodeAt(5) - 48) * 10 + text.charCodeAt(6) - 48;
  const date = (text.charCodeAt(8) - 48) * 10 + text.charCodeAt(9) - 48;
  if (year === 0 && month === 0) return null;
  if (!isDay(year, month, date)) return { problem: 'no-such-day' };
  return text.length === 10 ? text : text.slice(0, 10);
}

// 20240131 as a number is a date in the compact form; serial numbers are typed by the workbook, so they never come here.
function numberDay(value: number): string | ValueProblem {
  if (!Number.isInteger(value) || value < 10000101 || value > 99991231) return { problem: 'date' };
  return day(Math.floor(value / 10000), Math.floor(value / 100) % 100, value % 100);
}

/**
 * The day of a serial number of a spreadsheet that stands in a column of dates as a bare number (45689, 45689.5), from 1954 to 2119; null for others. Only for columns that are known
 * to hold dates.
 */
export function serialDay(cell: Cell | undefined): string | null {
  if (typeof cell === 'object' || cell === undefined) return null;
  const text = typeof cell === 'string' ? cell.trim() : cell;
  const serial =
    typeof text === 'number'
      ? text
      : /^\d{5}(?:[.,]\d+)?$/.test(text as string)
        ? Number.parseFloat(String(text))
        : Number.NaN;
  if (!(serial >= 20_000 && serial <= 80_000)) return null;
  const day = fromSerial(Math.floor(serial), false, true);
  return typeof day === 'object' && day !== null && 'date' in day ? day.date : null;
}

/** The day and time of a serial number of a workbook; null below 0 or past the year 9999. 1900-02-29, which never was, is null too. */
export function fromSerial(serial: number, epoch1904: boolean, dateOnly: boolean): Cell {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null;
  // Whole seconds: 45000.999999999 is the next midnight, not 23:59:59.99.
  let seconds = Math.round(serial * 86_400);
  if (epoch1904) seconds += 1_462 * 86_400;
  let days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  if (!epoch1904) {
    if (days === 60) return null;
    if (days < 60) days += 1;
  }
  const moment = new Date((days - 25_569) * 86_400_000);
  if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > 9999) return null;
  const date = moment.toISOString().slice(0, 10);
  if (dateOnly && rest === 0) return { date };
  if (rest === 0 && !dateOnly) return { date };
  return { dateTime: `${date}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}` };
}
