import type { Cell } from './table.ts';

/** A value that could not be read: the word is stable, screens translate it. */
export interface ValueProblem {
  problem: 'number' | 'date' | 'no-such-day' | 'thousands';
}

export interface NumberStyle {
  decimal: '.' | ',';
  thousands?: string | null;
}

const plain = /^-?\d+(?:\.\d+)?$/;
const empties = new Set([
  '',
  'null',
  '\\n',
  '#n/a',
  'n/a',
  '#n/d',
  '-',
  '–',
  '—',
  '(null)',
  '#знач!',
  '#н/д',
  '#value!',
  '#ref!',
  '#div/0!',
  '#name?',
]);

/** Whether the text stands for "nothing": blank, `NULL`, `\N`, `#N/A`, `n/a`, `-` in any case. */
export function isNothing(text: string): boolean {
  if (text.length > 8) return text.trim() === '';
  return empties.has(text.trim().toLowerCase());
}

/** Text of a cell, trimmed; null for nothing and for the NULL literals. */
export function textOf(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'string') return isNothing(cell) ? null : cell.trim();
  if (typeof cell === 'number') return decimalOfNumber(cell);
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return 'date' in cell ? cell.date : cell.dateTime;
}

/** The shortest decimal string of a number, never in exponent form: 1e21 -> '1000000000000000000000'. */
export function decimalOfNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const text = String(value === 0 ? 0 : value);
  const at = text.indexOf('e');
  if (at < 0) return text;
  return unfold(text.slice(0, at), Number(text.slice(at + 1)));
}

function unfold(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', part = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + part;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const wrapping =
  /^(?:[\p{Sc}]|руб(?:лей|\.)?|р\.|usd|eur|rub|rur|gbp|chf|cny|kzt|byn|uah|тг|тенге|kč|zł|zl|грн\.?|fr\.?|sfr\.?)\s*|\s*(?:[\p{Sc}%‰]|руб(?:лей|\.)?|р\.|р|usd|eur|rub|rur|gbp|chf|cny|kzt|byn|uah|тг|тенге|kč|zł|zl|грн\.?|fr\.?|sfr\.?|шт\.?|кг|kg|pcs|nos|ea|stk\.?|uds\.?|ед\.?)$/giu;
const spaces = /[\s\u00a0\u2009\u202f\u2007]/g;

/**
 * Reads a number as it is written and gives the exact decimal as a string ('-1234.5'), never by way of a float.
 * Parentheses and a trailing minus are negative; currency signs and a percent sign are dropped (12 % -> '12').
 * Numbers of a workbook give their shortest decimal string. Nothing and NULL literals give null.
 */
export function parseDecimal(cell: Cell | undefined, style: NumberStyle): string | null | ValueProblem {
  if (typeof cell === 'number') return Number.isFinite(cell) ? decimalOfNumber(cell) : { problem: 'number' };
  if (cell === null || cell === undefined) return null;
  if (typeof cell !== 'string') return { problem: 'number' };
  if (style.decimal === '.' && plain.test(cell)) return tidy(cell);
  let text = cell.trim();
  if (isNothing(text)) return null;
  if (text.length > 60) return { problem: 'number' };
  let negative = false;
  if (text.startsWith('(') && text.endsWith(')')) {
    negative = true;
    text = text.slice(1, -1).trim();
  }
  for (let turn = 0; turn < 3 && /[^\d.,'’+\-−\s]/.test(text); turn++) text = text.replace(wrapping, '').trim();
  text = text.replaceAll('−', '-').replaceAll('–', '-');
  if (text.endsWith('-')) {
    if (negative) return { problem: 'number' };
    negative = true;
    text = text.slice(0, -1).trim();
  } else if (text.startsWith('-')) {
    if (negative) return { problem: 'number' };
    negative = true;
    text = text.slice(1).trim().replace(wrapping, '');
  } else if (text.startsWith('+')) text = text.slice(1).trim();
  const read = digits(text, style);
  if (typeof read !== 'string') return read;
  return negative && /[1-9]/.test(read) ? `-${read}` : read;
}

function digits(text: string, style: NumberStyle): string | ValueProblem {
  const science = /^(\d+(?:[.,]\d+)?)[eе]([+-]?\d{1,3})$/iu.exec(text);
  if (science) {
    if (Math.abs(Number(science[2])) > 40) return { problem: 'number' };
    return tidy(unfold(science[1]!.replace(',', '.'), Number(science[2])));
  }
  const at = text.lastIndexOf(style.decimal);
  let whole = at < 0 ? text : text.slice(0, at);
  const part = at < 0 ? '' : text.slice(at + 1);
  if (part !== '' && !/^\d+$/.test(part)) return { problem: 'number' };
  if (whole.includes(style.decimal)) return { problem: 'number' };
  if (!/^\d*$/.test(whole)) {
    const marked = whole.replace(spaces, ' ').replaceAll('’', "'");
    const mark = /[^\d]/.exec(marked)![0];
    const groups = marked.split(mark);
    if (!/[ '.,]/.test(mark)) return { problem: 'number' };
    // A foreign mark between thousands is taken only in the regular form 1.234.567: anything else could be another number.
    if (groups[0] === '' || groups[0]!.length > 3 || groups.slice(1).some((group) => !/^\d{3}$/.test(group))) {
      if (!/^\d{1,2}(?:,\d\d)+,\d{3}$/.test(marked)) return { problem: 'thousands' };
    } else if ((mark === '.' || mark === ',') && style.thousands !== mark && groups.length === 2 && part === '') {
      return { problem: 'thousands' };
    }
    whole = groups.join('');
  }
  if (whole === '' && part === '') return { problem: 'number' };
  return tidy(part === '' ? whole || '0' : `${whole || '0'}.${part}`);
}

function tidy(text: string): string {
  const code = text.charCodeAt(0);
  if (code === 48 && text.length > 1 && text.charCodeAt(1) !== 46) return text.replace(/^0+(?=\d)/, '');
  if (code === 45) {
    const rest = tidy(text.slice(1));
    return /[1-9]/.test(rest) ? `-${rest}` : rest;
  }
  return text;
}

/** Gives a key its one form: numbers written as 1.0 in one file are 1 in the other. '0012' stays, '1.50' stays. */
export function normalizeKey(text: string): string {
  const trimmed = text.trim();
  const dot = trimmed.length - 2;
  if (dot > 0 && trimmed.charCodeAt(dot) === 46 && trimmed.charCodeAt(dot + 1) === 48 && /^-?\d+\.0$/.test(trimmed)) {
    return trimmed.slice(0, dot);
  }
  if (trimmed.endsWith('00') && /^-?\d+\.0+$/.test(trimmed)) return trimmed.slice(0, trimmed.indexOf('.'));
  return trimmed;
}

/** A key from any cell: numbers of a workbook as their digits, text through {@link normalizeKey}; null for nothing. */
export function keyOf(cell: Cell | undefined): string | null {
  const text = textOf(cell);
  return text === null ? null : normalizeKey(text);
}
