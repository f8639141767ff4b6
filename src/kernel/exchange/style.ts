import type { Confidence, DateOrder, Dialect, Row } from './table.ts';

const slashed = /^\s*(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[\sT,].*)?$/;
const looksNumeric = /^[(\-−+]?\s*[\p{Sc}]?\s*\d[\d\s\u00a0\u202f\u2009.,'’]*\s*[\p{Sc}%]?\s*\)?-?$/u;

interface NumberMarks {
  decimal: '.' | ',';
  thousands: string | null;
  confidence: Confidence;
}

/** Finds the decimal mark and the mark between thousands from the values of a sample. */
export function detectNumbers(rows: readonly Row[], delimiter: string | null): NumberMarks {
  const strong = { '.': 0, ',': 0 };
  const groups = new Map<string, number>();
  let three: Record<'.' | ',', number> = { '.': 0, ',': 0 };
  for (const row of rows) {
    if (row.problem) continue;
    for (const cell of row.cells) {
      if (
        typeof cell !== 'string' ||
        cell.length > 30 ||
        cell.length < 3 ||
        !looksNumeric.test(cell) ||
        slashed.test(cell)
      )
        continue;
      const text = cell.replace(/[^\d.,'’\s\u00a0\u202f\u2009]/g, '').trim();
      const spaced = /\d[\s\u00a0\u202f\u2009]\d{3}(?:\D|$)/.test(text);
      if (spaced) count(groups, ' ');
      if (/\d['’]\d{3}/.test(text)) count(groups, "'");
      const dots = text.split('.').length - 1;
      const commas = text.split(',').length - 1;
      if (dots > 0 && commas > 0) {
        const decimal = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
        strong[decimal] += 2;
        count(groups, decimal === '.' ? ',' : '.');
      } else if (dots > 1) regular(text, '.') && count(groups, '.');
      else if (commas > 1) regular(text, ',') && count(groups, ',');
      else if (dots + commas === 1) {
        const mark = dots === 1 ? '.' : ',';
        const [before = '', after = ''] = text.split(mark);
        if (after.length === 3 && /^[1-9]\d{0,2}$/.test(before)) three[mark]++;
        else if (after.length > 0) strong[mark]++;
      }
    }
  }
  // A mark seen several times in one number can only stand between thousands.
  if (strong['.'] + strong[','] === 0 && ((groups.get('.') ?? 0) > 0 || (groups.get(',') ?? 0) > 0)) {
    const thousands = (groups.get('.') ?? 0) > (groups.get(',') ?? 0) ? '.' : ',';
    return { decimal: thousands === '.' ? ',' : '.', thousands, confidence: 'likely' };
  }
  const fallback = delimiter === ';' ? ',' : '.';
  if (strong['.'] + strong[','] === 0) {
    if (three['.'] + three[','] === 0)
      return { decimal: fallback, thousands: pick(groups, fallback), confidence: 'likely' };
    return { decimal: fallback, thousands: pick(groups, fallback), confidence: 'ambiguous' };
  }
  const decimal = strong['.'] >= strong[','] ? '.' : ',';
  const other = decimal === '.' ? ',' : '.';
  if (three[other] > 0 && strong[other] === 0) count(groups, other);
  three = { '.': 0, ',': 0 };
  return { decimal, thousands: pick(groups, decimal), confidence: strong[other] === 0 ? 'sure' : 'ambiguous' };
}

const count = (map: Map<string, number>, key: string) => void map.set(key, (map.get(key) ?? 0) + 1);
const regular = (text: string, mark: string) =>
  text
    .split(mark)
    .slice(1)
    .every((group) => group.length === 3);

function pick(groups: Map<string, number>, decimal: string): string | null {
  let best: string | null = null;
  for (const [mark, seen] of groups) if (mark !== decimal && (best === null || seen > groups.get(best)!)) best = mark;
  return best;
}

/** What the dates of one column say about their order; grows row by row. */
export interface DateEvidence {
  dates: number;
  firstOver12: number;
  secondOver12: number;
  yearFirst: number;
  dotted: number;
  /** First and last numbers of dates of three short ones (25-01-31). */
  short: { first: Set<number>; last: Set<number> };
}

/** Adds the dates written as text in these rows to the evidence by column. */
export function gatherDates(rows: readonly Row[], evidence: Map<number, DateEvidence>): void {
  for (const row of rows) {
    if (row.problem) continue;
    for (let column = 0; column < row.cells.length; column++) {
      const cell = row.cells[column];
      if (typeof cell !== 'string' || cell.length < 6 || cell.length > 32) continue;
      const found = slashed.exec(cell);
      if (!found) continue;
      const [, a = '', mark, b = '', c = ''] = found;
      let seen = evidence.get(column);
      if (!seen) {
        seen = {
          dates: 0,
          firstOver12: 0,
          secondOver12: 0,
          yearFirst: 0,
          dotted: 0,
          short: { first: new Set(), last: new Set() },
        };
        evidence.set(column, seen);
      }
      if (a.length === 4) seen.yearFirst++;
      else if (c.length !== 4 && c.length !== 2) continue;
      else if (Number(a) > 12) seen.firstOver12++;
      else if (Number(b) > 12) seen.secondOver12++;
      if (a.length === 2 && c.length === 2) {
        seen.short.first.add(Number(a));
        seen.short.last.add(Number(c));
      }
      if (mark === '.') seen.dotted++;
      seen.dates++;
    }
  }
}

/** The order of the dates of a file and of each column, and how sure that is. */
export function decideDates(
  evidence: Map<number, DateEvidence>,
  decimal: '.' | ',',
): Pick<Dialect, 'dateOrder' | 'dateOrders'> & { confidence: Confidence } {
  const dateOrders: Record<number, DateOrder> = {};
  const open: number[] = [];
  const votes = { dmy: 0, mdy: 0, ymd: 0 };
  let conflict = false;
  let dotted = 0;
  for (const [column, seen] of evidence) {
    if (seen.dates === 0) continue;
    if (seen.yearFirst > seen.dates / 2 || isShortYearFirst(seen)) dateOrders[column] = 'ymd';
    else if (seen.firstOver12 > 0 || seen.secondOver12 > 0) {
      if (seen.firstOver12 > 0 && seen.secondOver12 > 0) conflict = true;
      dateOrders[column] = seen.firstOver12 >= seen.secondOver12 ? 'dmy' : 'mdy';
    } else {
      open.push(column);
      dotted += seen.dotted;
      continue;
    }
    votes[dateOrders[column]] += seen.dates;
  }
  // Columns that nothing decides follow the others of the file; dots are written day first; a slash beside a decimal point may be either.
  const decided = votes.dmy + votes.mdy > 0 ? (votes.dmy >= votes.mdy ? 'dmy' : 'mdy') : null;
  const guess: DateOrder = decided ?? (dotted > 0 || decimal === ',' ? 'dmy' : 'mdy');
  for (const column of open) dateOrders[column] = guess;
  const dateOrder = open.length === 0 && decided === null && votes.ymd > 0 ? 'ymd' : guess;
  let confidence: Confidence = 'sure';
  if (conflict || (votes.dmy > 0 && votes.mdy > 0)) confidence = 'ambiguous';
  else if (open.length > 0) confidence = decided !== null || dotted > 0 ? 'likely' : 'ambiguous';
  return { dateOrder, dateOrders, confidence };
}

// 25-01-31: the first number hardly changes and the last one runs through the days of a month.
function isShortYearFirst({ short, secondOver12 }: DateEvidence): boolean {
  const { first, last } = short;
  if (secondOver12 > 0 || last.size < 4 || last.size <= first.size * 2) return false;
  const least = Math.min(...first);
  return Math.max(...first) - least <= 6 && Math.max(...last) <= 31 && !last.has(0);
}
