import { type Cell, cellText, isBlank, type Row } from './table.ts';

/** A row of a sheet with what the page shows about its depth. */
export interface SheetRow extends Row {
  /** Outline level of the row. */
  level?: number;
  /** Indentation of the first filled cell. */
  indent?: number;
  /** Whether the first filled cell is bold. */
  bold?: boolean;
}

export interface Header {
  /** Index into the rows given. */
  first: number;
  last: number;
  /** Names as they stand, blank where there is none; as long as the widest of header rows and rows below. */
  names: string[];
}

const numeric = /^[(\-−+]?[\s\p{Sc}]*\d[\d\s\u00a0\u202f.,'’]*[\s\p{Sc}%]*\)?-?$/u;
const dated = /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|^\d{4}-\d\d-\d\d/;
const levelWords =
  /^(?:контрагент|покупатель|клиент|партн[её]р|организация|договор|документ|регистратор|номенклатура|товар|продукция|менеджер|склад|регион|группа|заказ|customer|client|account|document|invoice|order|product|item|article|salesperson|region|group|kunde|beleg|artikel|rechnung|cliente|documento|producto|facture|produit)/i;

export const totalWords =
  /^(?:(?:общий\s+)?итоги?|итого|всего|общее|(?:grand\s+|sub\s*-?)?totals?|sum|gesamt(?:summe|ergebnis)?|(?:zwischen|end)?summe|sous-total|total\s+g[ée]n[ée]ral|total\s+general|subtotal|sum[ae])(?=$|[\s:.,;\-–—(])/i;

/** Whether text can be the name of a column: words, not a number and not a date. */
function isName(cell: Cell): boolean {
  if (typeof cell !== 'string') return false;
  const text = cell.trim();
  return text !== '' && !numeric.test(text) && !dated.test(text);
}

const isYear = (cell: Cell) => /^(?:19|20)\d\d(?:-\d\d)?$/.test(cellText(cell).trim());

// Columns named by days one month or more apart, each on the same day of its month: 2026-01-01, 2026-02-01 ...
function isCalendar(row: Row, columns: number[]): boolean {
  if (columns.length < 2) return false;
  const days = columns.map((at) => /^(\d{4})-(\d\d)-(\d\d)/.exec(isoOf(row.cells[at]!)));
  if (!days.every((day) => day !== null)) return false;
  const months = days.map((day) => Number(day[1]) * 12 + Number(day[2]));
  return (
    months.every((month, at) => at === 0 || month > months[at - 1]!) &&
    new Set(days.map((day) => (Number(day[3]) > 27 ? 31 : day[3]))).size === 1
  );
}

const isoOf = (cell: Cell): string => {
  const text = cellText(cell).trim();
  return text.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1');
};

function filled(row: Row): number[] {
  const found: number[] = [];
  for (let at = 0; at < row.cells.length; at++) if (!isBlank(row.cells[at])) found.push(at);
  return isRuler(row) ? [] : found;
}

/** Whether a row is a line of dashes, which printed lists draw between header, rows and totals. */
export const isRuler = ({ cells }: Row): boolean =>
  cells.some((cell) => !isBlank(cell)) &&
  cells.every((cell) => isBlank(cell) || (typeof cell === 'string' && /^[-=_+*]{4,}$/.test(cell.trim())));

// A line above the table: one value, or "Period: ..." beside "Parameters:".
function isTitle(row: Row, columns: number[]): boolean {
  if (columns.length <= 1) return true;
  if (columns.length > 3) return false;
  return columns.some((at) => /:\s|:$/.test(cellText(row.cells[at]!)) || dated.test(cellText(row.cells[at]!)));
}

/**
 * Finds the header below title lines: the first row that is about as full as the rows below it and holds names, not values.
 * Rows of names right above (merged groups) and below (sub-headers, stacked names of the first column) belong to it.
 * null when no row of the first 60 can be one. `fixed` (a row number) overrides the search.
 */
export function findHeader(rows: readonly SheetRow[], fixed?: number): Header | null {
  const usable = rows.map(filled);
  const counts = usable.map((columns) => columns.length).filter((count) => count > 0);
  if (counts.length === 0) return null;
  counts.sort((a, b) => a - b);
  const width = counts[Math.min(counts.length - 1, Math.floor(counts.length * 0.7))]!;
  let at = -1;
  if (fixed !== undefined) {
    at = rows.findIndex((row) => row.number >= fixed);
    if (at < 0 || rows[at]!.number !== fixed) return null;
    return { first: at, last: at, names: combine(rows, at, at) };
  }
  // Of the rows of names above the first values the fullest is the header: titles in several cells are less full.
  let earliest = -1;
  for (let index = 0; index < Math.min(rows.length, 60); index++) {
    const columns = usable[index]!;
    if (
      at >= 0 &&
      columns.some((column) => !isName(rows[index]!.cells[column]!) && !isYear(rows[index]!.cells[column]!))
    ) {
      if (index - at > 3) at = earliest;
      break;
    }
    if (!looksLikeHeader(rows[index]!, columns, width)) continue;
    if (earliest < 0) earliest = index;
    if (at < 0 || columns.length > usable[at]!.length) at = index;
    if (index === Math.min(rows.length, 60) - 1) at = earliest;
  }
  if (at < 0) return null;
  let first = at;
  while (first > 0 && rows[first - 1]!.number === rows[first]!.number - 1 && completes(rows[first - 1]!, rows[first]!))
    first--;
  let last = at;
  while (last + 1 < rows.length - 1 && last - first < 4 && continues(rows, first, last)) last++;
  return { first, last, names: combine(rows, first, last) };
}

function looksLikeHeader(row: Row, columns: number[], width: number): boolean {
  if (row.problem && row.problem.code !== 'columns') return false;
  if (columns.length < Math.min(width, 2) || columns.length < width * 0.5) return false;
  if (width > 1 && columns.length < width * 0.8 && isTitle(row, columns)) return false;
  const names = columns.filter((at) => isName(row.cells[at]!));
  const years = columns.filter((at) => isYear(row.cells[at]!));
  if (names.length > 0 && names[0] === columns[0] && isCalendar(row, columns.slice(names.length))) return true;
  if (names.length === 0 || names.length + years.length < columns.length * 0.8) return false;
  return !(
    totalWords.test(cellText(row.cells[columns[0]!]!).trim()) &&
    columns.length > 1 &&
    names.length < columns.length
  );
}

// Whether the row above names groups of columns of this one, or columns that it leaves blank.
function completes(above: Row, row: Row): boolean {
  const columns = filled(above);
  if (
    columns.length < 2 ||
    isTitle(above, columns) ||
    columns.some((at) => !isName(above.cells[at]!) && !isYear(above.cells[at]!))
  )
    return false;
  return columns.some((at) => isBlank(row.cells[at])) || groups(columns, filled(row));
}

// Names of groups over a full row of names: "Document,,Customer,,Amounts" over "No,Date,Code,Name,Net". Each stands over the first of its columns.
function groups(above: number[], below: number[]): boolean {
  return (
    above.length >= 3 &&
    above.length <= below.length * 0.75 &&
    above[0] === below[0] &&
    above.every((at, index) => below.includes(at) && (index === 0 || at - above[index - 1]! > 1))
  );
}

// Whether the row below is still header: sub-headers of merged cells, or one more stacked name in the first column.
function continues(rows: readonly Row[], first: number, last: number): boolean {
  const next = rows[last + 1]!;
  const columns = filled(next);
  if (columns.length === 0 || columns.some((at) => !isName(next.cells[at]!) && !isYear(next.cells[at]!))) return false;
  const above = (at: number) => rows.slice(first, last + 1).some((row) => !isBlank(row.cells[at]));
  const lead = filled(rows[first]!)[0];
  if (columns.length === 1) {
    const names = [next, rows[first]!].map((row) => cellText(row.cells[lead!]).trim());
    return (
      columns[0] === lead &&
      names.every((name) => levelWords.test(name) && name.length < 60) &&
      !/[:\d"«]/.test(names[0]!)
    );
  }
  const fresh = columns.filter((at) => !above(at));
  if (fresh.length === 0) return false;
  // Values must come below, else this is an ordinary table of words with an unnamed column.
  const below = rows.slice(last + 2, last + 12);
  return (
    fresh.every((at) => {
      let left = at;
      while (left > 0 && !above(left)) left--;
      return above(left) && !isBlank(next.cells[left]);
    }) &&
    below.some((row) =>
      columns.some((at) => typeof row.cells[at] === 'number' || numeric.test(cellText(row.cells[at]).trim())),
    )
  );
}

function combine(rows: readonly Row[], first: number, last: number): string[] {
  let width = 0;
  for (let at = first; at <= last; at++) width = Math.max(width, rows[at]!.cells.length);
  const names: string[] = [];
  for (let column = 0; column < width; column++) {
    const parts: string[] = [];
    for (let at = first; at <= last; at++) {
      let text = clean(rows[at]!.cells[column]);
      if (text === '' && at < last && clean(rows[at + 1]!.cells[column]) !== '') {
        let left = column;
        while (left > 0 && clean(rows[at]!.cells[left]) === '') left--;
        if (left < column && clean(rows[at + 1]!.cells[left]) !== '') text = clean(rows[at]!.cells[left]);
      }
      if (text !== '' && parts.at(-1) !== text) parts.push(text);
    }
    names.push(parts.join(' / '));
  }
  return names;
}

const clean = (cell: Cell | undefined) =>
  cellText(cell)
    .replace(/[\r\n]+/g, ' / ')
    .replace(/\s+/g, ' ')
    .trim();

/** `A`, `B`, ... `AA` for a column index from 0. */
export function columnLetters(index: number): string {
  let text = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

/** Gives every column a name of its own: unnamed ones by their letters, repeated ones with a number. */
export function distinctNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, index) => {
    const base = name === '' ? `Column ${columnLetters(index)}` : name;
    let unique = base;
    for (let turn = 2; seen.has(unique.toLowerCase()); turn++) unique = `${base} (${turn})`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}
