import type { Column, Evidence } from './rules-evidence.ts';
import type { FieldSpec } from './rules-fields.ts';
import { fieldOf, KIND_SPECS, type Kind } from './rules-kinds.ts';
import { documentsOf, isPerDocument, likelyCustomer, tellsLines } from './rules-per-document.ts';

/** Field -> column. */
export type Assignment = Map<string, Column>;

const NAMES = /(^|_)name$|^(description|address|address2|product_group|group|city|region|country|manager)$/;

/** Below this share of fitting values a name counts for nothing; from there to 0.6 it counts by half, because a file may be mostly broken. */
const TRACE = 0.1;
const DOUBT = 0.5;

/** Concepts that say nothing without another one: a strange name with nothing but these is no name of a key or a text. */
const GENERIC = new Set([
  'id',
  'name',
  'desc',
  'full',
  'title',
  'type',
  'line',
  'doc',
  'status',
  'is',
  'first',
  'last',
]);
/** Concepts that only say where a figure stands. */
const PLACES = new Set([
  'line',
  'order',
  'inv',
  'doc',
  'trans',
  'revenue',
  'base',
  'local',
  'ship',
  'currency',
  'purchase',
  'cust',
]);
const FIGURES = new Set(['money', 'decimal', 'percent', 'currency']);
const LOOSE = 0.6;

/** The bag without strange words, and for figures without the words of their place; null when too little is left to go by. */
function looseBag(bag: string, field: FieldSpec, isBare: boolean): string | null {
  if (
    field.name === 'open_amount' ||
    field.type === 'mark' ||
    field.type === 'title' ||
    field.type === 'bool' ||
    field.type === 'period'
  )
    return null;
  const all = bag.split(' ');
  const known = all.filter((concept) => concept !== '?' && !/^\d/.test(concept));
  if (!isBare && known.length === all.length) return null;
  // A strange key is one only when it says that it is a key.
  if (!isBare && field.type === 'key' && !known.includes('id')) return null;
  if (!isBare)
    return known.some((concept) => !GENERIC.has(concept)) && (known.length > 0 || field.type === 'date')
      ? known.join(' ')
      : null;
  if (!FIGURES.has(field.type) && field.name !== 'date') return null;
  const own = field.type === 'currency' ? 'currency' : '';
  const bare = known.filter((concept) => concept === own || !PLACES.has(concept));
  return bare.length > 0 && bare.length < all.length ? bare.join(' ') : null;
}

/** How well the name of a column suits a field, 0 to 1: the whole name before its last part, known words before strange ones. */
export function nameSuits(column: Column, field: FieldSpec): number {
  const { bag, plain, last } = column.words;
  const score = (name: string | null, weight: number): number => {
    const rank = name === null ? -1 : field.bags.indexOf(name);
    return rank < 0 ? 0 : weight * Math.max(0.35, 1 - 0.04 * rank);
  };
  const exact = Math.max(score(bag, 1) || score(plain, 1), score(last, 0.9));
  if (exact > 0) return exact;
  if (field.type === 'title') return /\bdoc\b/.test(bag) && column.titles > 0 ? LOOSE : 0;
  const strange = Math.max(
    score(looseBag(bag, field, false), LOOSE),
    last === null ? 0 : score(looseBag(last, field, false), LOOSE * 0.9),
  );
  if (strange > 0) return strange;
  return Math.max(
    score(looseBag(bag, field, true), LOOSE * 0.8),
    last === null ? 0 : score(looseBag(last, field, true), LOOSE * 0.7),
  );
}

/** How well a column suits a field, 0 to 1.3; 0: not at all. Names decide, values rule out. */
function suits(column: Column, field: FieldSpec, baseCurrency: string): number {
  const { bag } = column.words;
  let score = nameSuits(column, field);
  if (score === 0) return 0;
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
    score *= column.currencies;
  } else if (type === 'bool') {
    // "Cancelled at" holds the day on which it was.
    if (column.yesNo < 0.7 && !(/^(?:cancelled|deleted)$/.test(name) && column.dates > 0.9)) return 0;
    if (name === 'only_if' && /sales|vend|verk|прода|менедж/i.test(column.header)) score += 0.2;
  } else if (type === 'key') {
    // An account may be one of the books: who is called a customer comes first.
    if (name === 'customer' && /(?:^|[^a-z])(?:account|acct|acc|konto)/i.test(column.header)) score -= 0.03;
    if (column.dates > 0.8 || column.titles > 0.5 || (column.yesNo === 1 && column.numbers < 0.5)) return 0;
    // "Customer" may hold keys or names: the values say which.
    if (!bag.includes('id')) score += 0.2 * column.codes;
    if (!bag.includes('id') && /^(number|payment|document_number)$/.test(name) && column.codes < 0.5) return 0;
    // A name is a number only when it looks like one: #1001.
    if (bag === 'name' && (column.codes < 0.9 || !column.keys.every((key) => key === null || /\d/.test(key)))) return 0;
  } else if (NAMES.test(name)) {
    if (column.dates > 0.8) return 0;
    if (!bag.includes('name') && !bag.includes('desc')) score += 0.3 * (1 - column.codes) - 0.1;
    if (/(^|_)name$/.test(name) && column.numbers > 0.9 && !bag.includes('name')) return 0;
  } else if (name === 'line_no') {
    if (column.codes < 0.5 && !bag.includes('id')) return 0;
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

/** Figures of a line; such a column that says the same in all rows of a document is the document's. */
const OF_LINES = ['net', 'gross', 'amount', 'tax', 'discount_amount', 'cost', 'profit'];

/**
 * Gives the columns to the fields of a kind: the best pair first, every column and every field once. In tables of lines, totals of whole documents that are repeated in
 * every row are no figures of the lines.
 */
export function assign(evidence: Evidence, kind: Kind, baseCurrency: string): Assignment {
  return withCustomer(evidence, kind, assignFigures(evidence, kind, baseCurrency));
}

const DOCUMENTS: ReadonlySet<Kind> = new Set<Kind>([
  'flat_sales',
  'invoices',
  'credit_notes',
  'orders',
  'payments',
  'transactions',
]);

/** Documents with day and amount belong to somebody: where no column is named so, the one that looks like it. */
function withCustomer(evidence: Evidence, kind: Kind, found: Assignment): Assignment {
  if (!DOCUMENTS.has(kind) || found.has('customer') || found.has('customer_name')) return found;
  const isDocument = (found.has('date') || found.has('document')) && (found.has('number') || found.has('document'));
  if (!isDocument || !['net', 'gross', 'amount', 'quantity'].some((field) => found.has(field))) return found;
  const number = found.get('number') ?? found.get('document')!;
  const column = likelyCustomer(evidence, new Set(found.values()), documentsOf(evidence, number));
  if (column !== null) found.set(column.codes > 0.9 ? 'customer' : 'customer_name', column);
  return found;
}

function assignFigures(evidence: Evidence, kind: Kind, baseCurrency: string): Assignment {
  const found = assignAll(evidence, kind, baseCurrency, () => false);
  const number = found.get('number');
  if (!fieldOf(kind, 'quantity') || !number) return found;
  const documents = documentsOf(evidence, number);
  const isWhole = (column: Column) => isPerDocument(column, documents) === true;
  const ofLine = found.get('line_no');
  const isWrong =
    OF_LINES.some((field) => found.has(field) && isWhole(found.get(field)!)) ||
    (ofLine !== undefined && !tellsLines(ofLine, documents));
  if (!isWrong) return found;
  // Each column that goes may give way to the next one.
  return assignAll(evidence, kind, baseCurrency, (field, column) =>
    field === 'line_no'
      ? !tellsLines(column, documents)
      : OF_LINES.includes(field) && (column.numbers > 0.6 || found.get(field) === column) && isWhole(column),
  );
}

/** `isBarred`: columns that a field does not take whatever their names say. */
function assignAll(
  evidence: Evidence,
  kind: Kind,
  baseCurrency: string,
  isBarred: (field: string, column: Column) => boolean,
): Assignment {
  const pairs: { field: FieldSpec; column: Column; score: number; order: number }[] = [];
  KIND_SPECS[kind].fields.forEach((field, order) => {
    for (const column of evidence.columns) {
      const score = suits(column, field, baseCurrency);
      if (score > 0 && !isBarred(field.name, column)) pairs.push({ field, column, score, order });
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
