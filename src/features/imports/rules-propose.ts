import { isUnitCost } from './rules-arithmetic.ts';
import { type Assignment, assign, nameSuits } from './rules-assign.ts';
import { hinted } from './rules-commerceml.ts';
import { wideCurrency } from './rules-compile-masters.ts';
import { type Evidence, gather } from './rules-evidence.ts';
import { fieldOf, type Kind, missingNeeds } from './rules-kinds.ts';
import { chooseKey, namesOf } from './rules-links.ts';
import { checkMapping, type Mapping, shapeOf, type TableShape } from './rules-mapping.ts';
import { constantsOf, optionsOf, reportPeriod } from './rules-options.ts';
import type { ProposeContext } from './rules-propose-context.ts';
import { recognise } from './rules-recognise.ts';
import { applySet } from './rules-set.ts';
import { periodColumns } from './rules-wide.ts';

/** A mapping with what speaks for it. `kind` null: the table is left out, `reasons` says why. */
export interface ProposedMapping extends Omit<Mapping, 'kind'> {
  kind: Kind | null;
  /** 0 to 1. */
  confidence: number;
  reasons: string[];
  warnings: string[];
  /** Columns that are not used. */
  unmapped: string[];
  remembered: boolean;
}

/** Proposes for every table what it is, which column is which field, and how its values are meant. Tables of one import are looked at together. */
export function proposeMapping(tables: readonly TableShape[], context: ProposeContext): ProposedMapping[] {
  const all = tables.map(gather);
  const first = all.map((evidence) => remembered(evidence.table, context) ?? proposeOne(evidence, context, all));
  return first.map((mapping, index) => settle(mapping, all[index]!, first, all, context));
}

function remembered(table: TableShape, context: ProposeContext): ProposedMapping | null {
  const known = context.remembered?.(shapeOf(table));
  if (!known) return null;
  const said = saidOf(table, context);
  if (said !== null && known.kind !== said) return null;
  const mapping: Mapping = {
    table: table.id,
    kind: known.kind,
    fields: { ...known.fields },
    constants: { ...known.constants },
    options: { ...known.options },
  };
  if (checkMapping(mapping, table).some((problem) => problem.field.startsWith('fields.'))) return null;
  applySet(mapping, context.set ?? {});
  return {
    ...mapping,
    confidence: 1,
    reasons: ['a file with the same columns was imported like this before'],
    warnings: [],
    unmapped: unusedIn(mapping, table),
    remembered: true,
  };
}

/** What the user says a table is; null when nothing. */
function saidOf(table: TableShape, { as, chosen }: ProposeContext): Kind | null {
  if (chosen?.table === table.id) return chosen.kind;
  return as && as !== 'auto' ? as : null;
}

function proposeOne(evidence: Evidence, context: ProposeContext, all: readonly Evidence[]): ProposedMapping {
  const { table } = evidence;
  const said = saidOf(table, context);
  const period = reportPeriod(table);
  const year = context.set?.year ?? (period ?? context.today).slice(0, 4);
  const seen = recognise(evidence, context.baseCurrency, context.set?.date !== undefined || period !== null, year);
  // What a workbook hides is an old state or a list for its own use.
  const hidden = table.hidden === true && seen.kind !== null && context.chosen?.table !== table.id;
  const kind = hidden ? null : (said ?? seen.kind);
  const confidence = said === null ? seen.confidence : said === seen.kind ? 1 : 0.7;
  const reasons = hidden ? ['the sheet is hidden'] : said === null ? seen.reasons : ['you said so'];
  const mapping: ProposedMapping = {
    table: table.id,
    kind,
    fields: {},
    constants: {},
    options: {},
    confidence,
    reasons: reasons.slice(0, 8),
    warnings: [],
    unmapped: [...table.headers],
    remembered: false,
  };
  if (kind === null) return mapping;
  const list = assign(evidence, kind, context.baseCurrency);
  arrange(kind, list, evidence);
  mapping.options = optionsOf(kind, list, evidence, all, { ...mapping, year });
  for (const [field, column] of list) mapping.fields[field] = column.header;
  constantsOf(kind, list, evidence, { ...mapping, year }, context, mapping.options.wide === true);
  guessed(list, kind, mapping);
  const names = namesOf(mapping.fields, all);
  if (names) mapping.options.names = names;
  applySet(mapping as Mapping, context.set ?? {});
  mapping.unmapped = unusedIn(mapping, table);
  return mapping;
}

/** A customer that no name of a column told is a guess, and says so. */
function guessed(list: Assignment, kind: Kind, mapping: ProposedMapping): void {
  for (const field of ['customer', 'customer_name']) {
    const column = list.get(field);
    if (!column || nameSuits(column, fieldOf(kind, field)!) > 0) continue;
    mapping.warnings.push(
      `No column is named as the customer: "${column.header}" is taken, which says one thing for each document.`,
    );
    mapping.confidence = Math.min(mapping.confidence, 0.6);
  }
}

/** The columns that nothing is taken from. */
function unusedIn(
  mapping: Pick<ProposedMapping, 'kind' | 'fields' | 'constants' | 'options'>,
  table: TableShape,
): string[] {
  const { kind, fields, constants, options } = mapping;
  const used = new Set(Object.values(fields));
  if (options.wide && (kind === 'targets' || kind === 'flat_sales'))
    for (const { header } of periodColumns(table.headers, kind, constants.year ?? '2000')) used.add(header);
  return table.headers.filter(
    (header) => !used.has(header) && !(options.wide && kind === 'rates' && wideCurrency(header) !== null),
  );
}

/** Puts columns right that only their neighbours explain. */
function arrange(kind: Kind, list: Assignment, evidence: Evidence): void {
  const move = (from: string, to: string) => {
    const column = list.get(from);
    if (!column || list.has(to) || !fieldOf(kind, to)) return;
    list.delete(from);
    list.set(to, column);
  };
  if (list.has('amount') && list.has('net')) move('amount', 'gross');
  if (list.has('amount') && list.has('gross')) move('amount', 'net');
  if (fieldOf(kind, 'quantity') && isUnitCost(list)) move('cost', 'unit_cost');
  if (fieldOf(kind, 'product_name') && list.has('description') && !list.has('product_name')) {
    const product = list.get('product');
    if (!product || sameBy(product.keys, list.get('description')!.keys)) move('description', 'product_name');
  }
  if (
    list.has('customer') &&
    list.has('customer_name') &&
    isKeyOfMany(list.get('customer')!.keys, list.get('customer_name')!.keys)
  )
    list.delete('customer');
  const named = list.get('customer_name');
  if (named?.words.bag === 'name' && fieldOf(kind, 'product_name') && !/^(?:name|nom|nombre|имя)$/i.test(named.header))
    move('customer_name', 'product_name');
  // Beside debit and credit stands a running balance.
  if (list.has('debit') && list.has('credit')) list.delete('open_amount');
  const unnamed = evidence.columns.find(
    (column) => column.words.bag === 'name' && ![...list.values()].includes(column),
  );
  if (unnamed && list.has('product') && fieldOf(kind, 'product_name') && !list.has('product_name'))
    list.set('product_name', unnamed);
  // A printed title carries number and date: columns of their own win only when they are filled.
  const title = list.get('document');
  if (title)
    for (const field of ['number', 'date']) if ((list.get(field)?.filled ?? 1) < evidence.rows / 2) list.delete(field);
  if (kind === 'flat_sales' && list.has('date') && evidence.table.kindHint === undefined)
    for (const field of ['period', 'year', 'month']) list.delete(field);
  if (
    kind === 'salespeople' &&
    list.get('name') &&
    !list.get('name')!.words.bag.includes('name') &&
    list.has('last_name')
  )
    list.delete('name');
  if (evidence.table.kindHint) hinted(kind, list, evidence);
}

/** Whether a few keys stand beside many names: then they are keys of something else (an account of the books, a group). */
function isKeyOfMany(keys: readonly (string | null)[], names: readonly (string | null)[]): boolean {
  const count = (values: readonly (string | null)[]) => new Set(values.filter((value) => value !== null)).size;
  return count(names) >= 4 && count(keys) * 4 <= count(names);
}

/** Whether the same left value always stands beside the same right one. */
function sameBy(left: readonly (string | null)[], right: readonly (string | null)[]): boolean {
  const seen = new Map<string, string | null>();
  let broken = 0;
  left.forEach((key, row) => {
    if (key === null) return;
    if (seen.has(key) && seen.get(key) !== right[row]) broken++;
    seen.set(key, right[row] ?? null);
  });
  return broken <= left.length * 0.05;
}

/** The last word, with what the other tables became. */
function settle(
  mapping: ProposedMapping,
  evidence: Evidence,
  mappings: readonly ProposedMapping[],
  all: readonly Evidence[],
  context: ProposeContext,
): ProposedMapping {
  let result = mapping;
  if (
    !mapping.remembered &&
    (mapping.kind === 'invoice_lines' || mapping.kind === 'order_lines') &&
    saidOf(evidence.table, context) === null
  ) {
    const other: Kind = mapping.kind === 'invoice_lines' ? 'order_lines' : 'invoice_lines';
    const own = headersOf(mapping.kind);
    const kinds = new Set(mappings.map((each) => each.kind));
    const bag = evidence.columns.find((column) => column.header === mapping.fields.number)?.words.bag ?? '';
    const decided = /\b(?:inv|order|credit)\b/.test(bag);
    if (!decided && !own.some((kind) => kinds.has(kind)) && headersOf(other).some((kind) => kinds.has(kind))) {
      result = proposeOne(evidence, { ...context, as: other }, all);
      result.reasons = ['its documents stand in another table of this import'];
      result.confidence = 0.85;
    }
  }
  if (!result.remembered) {
    chooseKey(result, evidence, mappings, all);
    result.unmapped = unusedIn(result, evidence.table);
  }
  if (result.kind !== null) {
    const filled = new Set([
      ...Object.keys(result.fields),
      ...Object.keys(result.constants),
      ...(result.options.wide ? ['wide'] : []),
    ]);
    for (const alternatives of missingNeeds(result.kind, filled)) {
      result.warnings.push(
        `Nothing was found for ${alternatives.join(' or ').replaceAll('_', ' ').replaceAll('+', ' with ')}. Choose a column or set a value.`,
      );
      result.confidence = Math.min(result.confidence, 0.4);
    }
    const own = headersOf(result.kind);
    if (
      own.length > 0 &&
      !result.remembered &&
      !mappings.some((each) => each.kind !== null && own.includes(each.kind))
    ) {
      result.warnings.push(
        'These are lines, and no table of this import holds their documents: without them they have no customer and no date.',
      );
      result.confidence = Math.min(result.confidence, 0.7);
    }
    if (result.kind === 'flat_sales' && !result.options.wide && !result.fields.number && !result.fields.document)
      result.warnings.push('No column numbers the documents: one is made per customer and day (or month).');
    if (result.kind === 'flat_sales' && !result.remembered) settleOrders(result, evidence, mappings, all);
  }
  return result;
}

/** Kinds that hold all invoices of a time; a list of open items holds the unpaid ones only. */
const INVOICES: readonly Kind[] = ['invoices', 'invoice_lines', 'transactions'];

/** The column that numbers the documents of flat rows when it numbers orders. */
function orderColumn({ fields }: ProposedMapping, { columns, named }: Evidence) {
  const number = columns.find((column) => column.header === fields.number);
  return number && /\border\b/.test(number.words.bag) && !/\b(?:inv|credit)\b/.test(named.bag) ? number : null;
}

/**
 * Rows that are named by orders: orders beside the invoices of the same import (which may be flat rows too), for both must not be added, else sales, as most such lists are
 * meant. Which it is, is said.
 */
function settleOrders(
  result: ProposedMapping,
  evidence: Evidence,
  mappings: readonly ProposedMapping[],
  all: readonly Evidence[],
): void {
  const number = orderColumn(result, evidence);
  if (number === null || result.options.series !== undefined || result.fields.mark !== undefined) return;
  const hasInvoices = mappings.some(
    (each, index) =>
      each.kind !== null &&
      (INVOICES.includes(each.kind) ||
        (each.kind === 'flat_sales' &&
          each.fields.number !== undefined &&
          each.options.series !== 'order' &&
          orderColumn(each, all[index]!) === null)),
  );
  if (hasInvoices) {
    result.options.series = 'order';
    result.warnings.push(
      `"${number.header}" numbers orders: they come in as orders, for another table of this import holds the invoices.`,
    );
    return;
  }
  result.warnings.push(
    `"${number.header}" numbers orders: they come in as sales. If the invoices come from elsewhere, say below that these rows are orders.`,
  );
}

const headersOf = (kind: Kind): Kind[] =>
  kind === 'invoice_lines'
    ? ['invoices', 'transactions', 'credit_notes', 'open_items']
    : kind === 'order_lines'
      ? ['orders']
      : [];
