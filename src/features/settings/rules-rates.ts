import { isCurrency } from '../../pure/currencies.ts';
import { isDecimal } from '../../pure/money.ts';
import { isDay } from '../../pure/period.ts';

/** A rate that somebody wants to set: units of the base currency for one unit of `currency`, from `validFrom` on. */
export interface NewRate {
  currency: string;
  validFrom: string;
  rate: string;
}

export type RateWord = 'currency' | 'base' | 'date' | 'rate' | 'columns' | 'twice';

/** What each word expects, in English; screens translate the word. */
export const rateExpectations: Record<RateWord, string> = {
  currency: 'a currency code of ISO 4217, such as USD',
  base: 'another currency than the base currency, whose rate is always 1',
  date: 'a date that exists, YYYY-MM-DD or DD.MM.YYYY',
  rate: 'a decimal number above 0, with at most 15 digits before and 12 after the point',
  columns: 'three values: currency, date, rate',
  twice: 'one rate per currency and date in a file',
};

/** What is wrong in a row of a file; `row` counts from 1 as an editor shows it. */
export interface RateProblem {
  row: number;
  field: 'currency' | 'date' | 'rate' | 'row';
  word: RateWord;
  found: string;
}

const RATE = /^\d{1,15}(\.\d{1,12})?$/;

/** What is wrong with a rate; null when it may be saved. */
export function checkRate(
  rate: NewRate,
  baseCurrency: string,
): { field: 'currency' | 'date' | 'rate'; word: RateWord } | null {
  if (!isCurrency(rate.currency)) return { field: 'currency', word: 'currency' };
  if (rate.currency === baseCurrency) return { field: 'currency', word: 'base' };
  if (!isDay(rate.validFrom)) return { field: 'date', word: 'date' };
  if (!isDecimal(rate.rate) || !RATE.test(rate.rate) || !/[1-9]/.test(rate.rate))
    return { field: 'rate', word: 'rate' };
  return null;
}

/** A decimal without zeros that say nothing: `1.50` -> `1.5`, `2.000` -> `2`. */
export function plainRate(rate: string): string {
  const [whole = '0', part = ''] = rate.split('.');
  const kept = part.replace(/0+$/, '');
  const front = whole.replace(/^0+(?=\d)/, '');
  return kept === '' ? front : `${front}.${kept}`;
}

const HEADERS: Record<'currency' | 'date' | 'rate', RegExp> = {
  currency: /^(currency|code|iso|valuta|waehrung|währung|валюта|код)/i,
  date: /^(date|day|from|valid|datum|ab|дата|с$)/i,
  rate: /^(rate|kurs|value|курс|значение)/i,
};

/**
 * Reads rates from CSV text: comma, semicolon or tab, quotes allowed, decimal comma unless the comma separates. A first row without a date
 * is a header, which may order the columns. Gives every problem; use the rows only when there is none.
 */
export function readRates(text: string, baseCurrency: string): { rates: NewRate[]; problems: RateProblem[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const delimiter = ['\t', ';', ','].find((mark) => first.includes(mark)) ?? ',';
  const problems: RateProblem[] = [];
  const rates: NewRate[] = [];
  const seen = new Map<string, number>();
  let columns = { currency: 0, date: 1, rate: 2 };
  let isFirst = true;
  const complain = (row: number, field: RateProblem['field'], word: RateWord, found: string) =>
    problems.push({ row, field, word, found: found.slice(0, 80) });
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const row = index + 1;
    const cells = cellsOf(line, delimiter);
    const header = isFirst ? headerOf(cells) : null;
    isFirst = false;
    if (header) {
      columns = header;
      continue;
    }
    if (cells.length < 3) {
      complain(row, 'row', 'columns', line);
      continue;
    }
    const found = { currency: cells[columns.currency]!, date: cells[columns.date]!, rate: cells[columns.rate]! };
    const rate = { currency: found.currency.toUpperCase(), validFrom: dayOf(found.date), rate: decimalOf(found.rate) };
    const wrong = checkRate(rate, baseCurrency);
    const key = `${rate.currency} ${rate.validFrom}`;
    if (wrong) complain(row, wrong.field, wrong.word, found[wrong.field]);
    else if (seen.has(key)) complain(row, 'row', 'twice', `${key} (row ${seen.get(key)})`);
    else {
      seen.set(key, row);
      rates.push({ ...rate, rate: plainRate(rate.rate) });
    }
  }
  if (rates.length === 0 && problems.length === 0) problems.push({ row: 1, field: 'row', word: 'columns', found: '' });
  return { rates, problems };
}

function headerOf(cells: string[]): { currency: number; date: number; rate: number } | null {
  if (cells.some((cell) => /\d/.test(cell))) return null;
  const at = (field: 'currency' | 'date' | 'rate') => cells.findIndex((cell) => HEADERS[field].test(cell));
  const found = { currency: at('currency'), date: at('date'), rate: at('rate') };
  return Object.values(found).includes(-1) ? { currency: 0, date: 1, rate: 2 } : found;
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  cells.push(cell.trim());
  return cells;
}

function dayOf(text: string): string {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (!dotted) return text.slice(0, 10) === text || /^\d{4}-\d\d-\d\d[T ]/.test(text) ? text.slice(0, 10) : text;
  return `${dotted[3]}-${dotted[2]!.padStart(2, '0')}-${dotted[1]!.padStart(2, '0')}`;
}

function decimalOf(text: string): string {
  const tight = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  return /^\d+,\d+$/.test(tight) ? tight.replace(',', '.') : tight;
}
