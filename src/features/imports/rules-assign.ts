import type { Column, Evidence } from './rules-evidence.ts';
import type { FieldSpec } from './rules-fields.ts';
import { KIND_SPECS, type Kind } from './rules-kinds.ts';

/** Field -> column. */
export type Assignment = Map<string, Column>;

const NAMES = /(^|_)name$|^(description|address|address2|product_group|group|city|region|country|manager)$/;

/** Below this share of fitting values a name counts for nothing; from there to 0.6 it counts by half, because a file may be mostly broken. */
const TRACE = 0.1;
const DOUBT = 0.5;

/** How well a column suits a field, 0 to 1.3; 0: not at all. Names decide, values rule out. */
function suits(column: Column, field: FieldSpec, baseCurrency: string): number {
  const { bag, plain } = column.words;
  let rank = field.bags.indexOf(bag);
  if (rank < 0) rank = field.bags.indexOf(plain);
  if (rank < 0) return 0;
  let score = Math.max(0.35, 1 - 0.04 * rank);
  if (column.filled === 0) return score * 0.6;
  const { type, name } = field;
  if (type === 'money' || type === 'decimal' || type === 'percent') {
    if (column.numbers < TRACE || column.dates > 0.6) return 0;
    if (column.numbers < 0.6) score *= DOUBT;
    if (
      (name === 'net' || name === 'amount' || name === 'gross' || name === 'profit' || name === 'cost') &&
      column.words.percent
    )
      return 0;
    if (column.words.currency === baseCurrency) score += 0.02;
  } else if (type === 'int') {
    if (column.numbers < 0.5 && name !== 'payment_days' && name !== 'month') return 0;
    if (column.dates > 0.6 || (name === 'month' && tellsYear(column))) return 0;
  } else if (type === 'date') {
    if (column.dates < TRACE) return 0;
    if (column.dates < 0.6) score *= DOUBT;
  } else if (type === 'title') {
    if (column.titles < 0.5) return 0;
    score += 0.3;
  } else if (type === 'currency') {
    if (column.currencies < 0.6) return 0;
  } else if (type === 'bool') {
    if (column.yesNo < 0.7) return 0;
    if (name === 'only_if' && /sales|vend|verk|прода|менедж/i.test(column.header)) score += 0.2;
  } else if (type === 'key') {
    if (column.dates > 0.8 || column.titles > 0.5 || (column.yesNo === 1 && column.numbers < 0.5)) return 0;
    // "Customer" may hold keys or names: the values say which.
    if (!bag.includes('id')) score += 0.2 * column.codes;
    if (!bag.includes('id') && /^(number|payment|document_number)$/.test(name) && column.codes < 0.5) return 0;
  } else if (NAMES.test(name)) {
    if (column.dates > 0.8) return 0;
    if (!bag.includes('name') && !bag.includes('desc')) score += 0.3 * (1 - column.codes) - 0.1;
    if (/(^|_)name$/.test(name) && column.numbers > 0.9 && !bag.includes('name')) return 0;
  } else if (type === 'mark') {
    if (column.distinct > 0.5 && column.filled > 10) return 0;
    if (column.dates > 0.5) return 0;
  } else if (type === 'period') {
    if (column.dates > 0.8 && !bag.includes('month') && !bag.includes('period')) return 0;
    if (!tellsYear(column)) return 0;
  }
  return score;
}

const tellsYear = (column: Column) =>
  column.keys.some((key) => key !== null && /(?:19|20)\d\d|\p{L}\.?[ -]\d\d$/u.test(key));

/** Gives the columns to the fields of a kind: the best pair first, every column and every field once. */
export function assign(evidence: Evidence, kind: Kind, baseCurrency: string): Assignment {
  const pairs: { field: FieldSpec; column: Column; score: number; order: number }[] = [];
  KIND_SPECS[kind].fields.forEach((field, order) => {
    for (const column of evidence.columns) {
      const score = suits(column, field, baseCurrency);
      if (score > 0) pairs.push({ field, column, score, order });
    }
  });
  pairs.sort((a, b) => b.score - a.score || a.order - b.order || a.column.index - b.column.index);
  const found: Assignment = new Map();
  const used = new Set<number>();
  for (const { field, column } of pairs) {
    if (found.has(field.name) || used.has(column.index)) continue;
    found.set(field.name, column);
    used.add(column.index);
  }
  return found;
}
