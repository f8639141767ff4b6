import { type SheetRow, totalWords } from './header.ts';
import { runningColumns } from './report-running.ts';
import { Sums } from './sums.ts';
import { type Dialect, isBlank } from './table.ts';

/** How the rows below a header become the rows of a table. */
export interface Plan {
  headers: string[];
  describes: string;
  /** The whole sheet has to be looked at before the plan can be trusted. */
  wholeNeeded: boolean;
  /** Depth of a row, from 0; rows of `leafDepth` are always details. */
  depthOf: ((row: SheetRow) => number) | null;
  leafDepth: number;
  /** Whether the row of a group stands before (true) or behind its details. */
  groupsAbove: boolean;
  /** `nested`: all levels in one column; `banner`: groups in columns of their own before the others; `columns`: every level in its own column; `fill`: blanks repeat the value above. */
  shape: 'flat' | 'nested' | 'banner' | 'columns' | 'fill';
  /** Column with the labels of groups (nested, banner). */
  lead: number;
  /** Columns of the levels (columns, fill). */
  keys: number[];
  /** Columns with numbers, and those of them that add up. */
  numeric: number[];
  additive: number[];
  /** Cells of words that a usual detail row has. */
  usualWords: number;
  dialect: Dialect;
  /** On trial every group is noted, whether its sums agree or not. */
  trial?: boolean;
}

const priceLike =
  /цена|курс|скидк.*%|%|наценк|рентаб|доля|price|rate|discount|percent|share|preis|rabatt|prix|precio|код|номер|\bid\b|№|code|number|год|year|месяц|month/i;

/** The columns of numbers that can be added: neither prices nor codes by their names, nor running balances by their values. */
function additiveColumns(
  body: readonly SheetRow[],
  headers: readonly string[],
  numeric: readonly number[],
  dialect: Dialect,
): number[] {
  const named = numeric.filter((at) => !priceLike.test(headers[at]!));
  const running = runningColumns(
    body.filter((row) => !row.problem && totalLabel(row, 0) === null),
    headers,
    named,
    dialect,
  );
  return named.filter((at) => !running.has(at));
}

const figure = /^[\d\s.,\-()%\p{Sc}]+$/u;
const ofGroup = /^\s*[:(]?\s*(?:по|за|for|by|für|pour|général|general|del?)\s/i;

/** Whether the label of a printed total names a group: "Total Acme", "Total for Acme" below the rows of Acme. */
export function namesGroup(label: string, group: string): boolean {
  const rest = label.replace(totalWords, '');
  return rest !== label && (rest.trim() === group || rest.replace(ofGroup, '').trim() === group);
}

/** Whether a row is a printed total by its words alone: nothing but "Итого", "Total:", "Всего по ..." and no other words. */
export function totalLabel(row: SheetRow, usualWords: number): { label: string; exact: boolean } | null {
  const cells = row.cells;
  let at = 0;
  while (at < cells.length && isBlank(cells[at])) at++;
  const cell = cells[at];
  if (typeof cell !== 'string') return null;
  const label = cell.trim();
  const front = totalWords.exec(label);
  const behind = front ? null : /\S\s+(?:total|итоги?|всего|ergebnis|summe)\s*:?$/i.exec(label);
  if (!front && !behind) return null;
  const rest = front ? label.slice(front[0].length).replace(/[\s:.,;\-–—]+/g, '') : label;
  const exact = rest === '' || (front !== null && ofGroup.test(label.slice(front[0].length)));
  if (exact && rest === '') return { label, exact: true };
  let words = 0;
  for (const each of cells) if (typeof each === 'string' && !isBlank(each) && !figure.test(each)) words++;
  return { label, exact: exact && words < Math.max(2, usualWords) };
}

/** A plan for an ordinary table: rows stay as they are, printed totals are left out. */
export function flatPlan(headers: string[], body: SheetRow[], dialect: Dialect, sums: boolean): Plan {
  const numeric = sums ? numericColumns(body, headers.length, dialect) : [];
  return {
    headers,
    describes: 'flat',
    wholeNeeded: false,
    depthOf: null,
    leafDepth: 0,
    groupsAbove: false,
    shape: 'flat',
    lead: 0,
    keys: [],
    numeric,
    additive: additiveColumns(body, headers, numeric, dialect),
    usualWords: usualWords(body),
    dialect,
  };
}

/** Columns in which most filled cells of the sample are numbers. */
function numericColumns(body: readonly SheetRow[], columns: number, dialect: Dialect): number[] {
  const found: number[] = [];
  const sums = new Sums([], dialect);
  for (let at = 0; at < columns; at++) {
    let filled = 0;
    let numbers = 0;
    for (const row of body) {
      if (row.problem || isBlank(row.cells[at])) continue;
      filled++;
      if (sums.value(row.cells[at]!) !== null) numbers++;
    }
    if (filled > 0 && numbers >= filled * 0.7) found.push(at);
  }
  return found;
}

/** How many cells of words most rows have. */
function usualWords(body: readonly SheetRow[]): number {
  const counts = body
    .slice(0, 500)
    .map((row) => row.cells.filter((cell) => typeof cell === 'string' && !isBlank(cell) && !figure.test(cell)).length);
  counts.sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}

/** Names of nested levels: the header's parts ("Customer / Document / Product"), else Group 1, Group 2, ... and the header for the last. */
export function levelNames(header: string, levels: number): string[] {
  const parts = header
    .split(/\s*[/\n;|]\s*|,\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === levels) return parts;
  if (parts.length > levels) return [...parts.slice(0, levels - 1), parts.at(-1)!];
  return [...Array.from({ length: levels - parts.length }, (_, at) => `Group ${at + 1}`), ...parts];
}

/** Names made distinct by a number behind them. */
export function uniqueNames(names: string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
