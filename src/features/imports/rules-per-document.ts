import type { Assignment } from './rules-assign.ts';
import type { Column, Evidence } from './rules-evidence.ts';
import { fieldOf, type Kind } from './rules-kinds.ts';

/** Rows of a sample that belong to one document. */
export type Documents = readonly (readonly number[])[];

/** The rows of the sample by document; rows that leave the number blank belong to the document above. */
export function documentsOf(evidence: Evidence, number: Column): Documents {
  const found = new Map<string, number[]>();
  let above: string | null = null;
  for (let row = 0; row < evidence.rows; row++) {
    const key: string | null = number.keys[row] ?? above;
    if (key === null) continue;
    above = key;
    const rows = found.get(key);
    if (rows) rows.push(row);
    else found.set(key, [row]);
  }
  return [...found.values()];
}

/** Whether a column says one thing for each document that has several rows; null when too few have. */
export function isPerDocument(column: Column, documents: Documents): boolean | null {
  const several = documents.filter((rows) => rows.length > 1);
  if (several.length < 3) return null;
  const one = several.filter(
    (rows) => new Set(rows.map((row) => column.keys[row]).filter((key) => key !== null)).size <= 1,
  );
  return one.length >= several.length * 0.95;
}

/** Whether a column can number the lines of documents: within one document it hardly ever says the same twice. */
export function tellsLines(column: Column, documents: Documents): boolean {
  const several = documents.filter((rows) => rows.length > 1);
  const twice = several.filter((rows) => {
    const keys = rows.map((row) => column.keys[row]).filter((key) => key !== null);
    return new Set(keys).size < keys.length;
  });
  return twice.length <= several.length * 0.05;
}

const UNKNOWN = /(?:^|\s)\?(?:\s|$)/;

/**
 * The column that seems to name the customer although nothing in its name says so: the first one with a strange name (or none, as groups of reports have) whose values
 * come again, and that says one thing for each document.
 */
export function likelyCustomer(
  evidence: Evidence,
  used: ReadonlySet<Column>,
  documents: Documents | null,
): Column | null {
  const repeats = (column: Column) => column.distinct < 0.95 || column.filled <= 12;
  for (const column of evidence.columns) {
    if (used.has(column) || column.filled < evidence.rows * 0.9 || column.dates > 0.5 || column.yesNo > 0.9) continue;
    if (column.numbers > 0.9 && column.codes < 0.9) continue;
    if (!UNKNOWN.test(column.words.bag) && !isUnnamed(column)) continue;
    const values = new Set(column.keys);
    if (values.size < 2 || !repeats(column) || column.negative > 0) continue;
    if (column.keys.some((key) => key !== null && /^\d+[.,]\d+$/.test(key))) continue;
    if (documents !== null && isPerDocument(column, documents) === false) continue;
    return column;
  }
  return null;
}

const isUnnamed = ({ header }: Column) => /^(?:Column [A-Z]{1,2}|Group \d)$/.test(header);

/** Whether the customer of a document (or, in lines, its number) stands in its first row only: rows below leave it blank and have something of a line. */
export function isContinued(kind: Kind, list: Assignment, { rows }: Evidence): boolean {
  if (!fieldOf(kind, 'quantity')) return false;
  const columns = (...names: string[]) => names.flatMap((name) => list.get(name) ?? []);
  const named = columns('customer', 'customer_name');
  const whose = named.length > 0 ? named : columns('number', 'document');
  const items = columns('product', 'product_name');
  const line = items.length > 0 ? items : columns('quantity', 'price');
  if (whose.length === 0 || line.length === 0) return false;
  const [number] = columns('number', 'document');
  let above: string | null | undefined;
  let below = 0;
  let others = 0;
  for (let row = 0; row < rows; row++) {
    const key = number?.keys[row] ?? null;
    if (whose.some((column) => column.keys[row] !== null)) above = key;
    else if (line.every((column) => column.keys[row] === null)) continue;
    else if (above !== undefined && (key === null || key === above)) below++;
    else others++;
  }
  return below >= Math.max(2, rows * 0.05) && others <= below * 0.2;
}
