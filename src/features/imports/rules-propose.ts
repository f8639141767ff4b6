import { parseDate } from '../../kernel/exchange/dates.ts';
import { isCurrency } from '../../pure/currencies.ts';
import { amountStyle, creditPrefixes, discountStyle, isUnitCost, isYearly } from './rules-arithmetic.ts';
import { type Assignment, assign } from './rules-assign.ts';
import { type Evidence, gather } from './rules-evidence.ts';
import { fieldOf, type Kind, missingNeeds } from './rules-kinds.ts';
import { checkMapping, type Mapping, type MappingOptions, shapeOf, type TableShape } from './rules-mapping.ts';
import { type DocMark, markOfWords } from './rules-marks.ts';
import { periodOf } from './rules-periods.ts';
import { marksOf, recognise } from './rules-recognise.ts';
import { currencyOf } from './rules-words.ts';

export interface ProposeContext {
  /** The day of today in the organisation's zone. */
  today: string;
  baseCurrency: string;
  /** The mapping that was used for files of this shape ({@link shapeOf}); wins over the proposal. */
  remembered?: (shape: string) => Pick<Mapping, 'kind' | 'fields' | 'constants' | 'options'> | null | undefined;
  /** What the user says the tables are. */
  as?: Kind | 'auto';
  /** Constants by field, given to every table whose kind has the field. */
  set?: Readonly<Record<string, string>>;
}

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
  if (context.as && context.as !== 'auto' && known.kind !== context.as) return null;
  const mapping: Mapping = {
    table: table.id,
    kind: known.kind,
    fields: { ...known.fields },
    constants: { ...known.constants },
    options: { ...known.options },
  };
  if (checkMapping(mapping, table).some((problem) => problem.field.startsWith('fields.'))) return null;
  setConstants(mapping, context);
  const used = new Set(Object.values(mapping.fields));
  return {
    ...mapping,
    confidence: 1,
    reasons: ['a file with the same columns was imported like this before'],
    warnings: [],
    unmapped: table.headers.filter((header) => !used.has(header)),
    remembered: true,
  };
}

function proposeOne(evidence: Evidence, context: ProposeContext, all: readonly Evidence[]): ProposedMapping {
  const { table } = evidence;
  const said = context.as && context.as !== 'auto' ? context.as : null;
  const seen = recognise(
    evidence,
    context.baseCurrency,
    context.set?.date !== undefined || reportPeriod(table) !== null,
  );
  const kind = said ?? seen.kind;
  const confidence = said === null ? seen.confidence : said === seen.kind ? 1 : 0.7;
  const reasons = said === null ? seen.reasons : ['you said so'];
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
  mapping.options = optionsOf(kind, list, evidence, all, mapping);
  for (const [field, column] of list) mapping.fields[field] = column.header;
  constantsOf(kind, list, evidence, mapping, context);
  setConstants(mapping as Mapping, context);
  const used = new Set(Object.values(mapping.fields));
  mapping.unmapped = table.headers.filter((header) => !used.has(header));
  return mapping;
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

/** The tables of CommerceML have the same columns in every file: what bags cannot know. */
function hinted(kind: Kind, list: Assignment, evidence: Evidence): void {
  const columns = new Map(evidence.columns.map((column) => [column.header, column]));
  const put = (field: string, header: string) => {
    const column = columns.get(header);
    if (!column) return;
    for (const [name, other] of list) if (other === column) list.delete(name);
    list.set(field, column);
  };
  const drop = (...fields: string[]) => {
    for (const field of fields) list.delete(field);
  };
  if (evidence.table.kindHint === 'products') {
    drop('code', 'price', 'cost');
    put('key', 'id');
    put('code', (columns.get('article')?.filled ?? 0) > 0 ? 'article' : 'code');
    put('name', 'name');
    put('group', 'group');
    put('unit', 'unit');
    put('barcode', 'barcode');
    put('deleted', 'deleted');
  } else if (evidence.table.kindHint === 'prices') {
    drop('currency');
    put('product', 'productId');
    put('price_type', 'priceType');
    put('price', 'price');
    put('currency', 'currency');
  } else if (evidence.table.kindHint === 'customers') {
    drop('code', 'kind', 'parent');
    put('key', 'id');
    put('name', 'name');
    put('legal_name', 'fullName');
    put('tax_id', 'taxId');
    put('role', 'role');
    put('deleted', 'deleted');
  } else {
    drop(
      'net',
      'gross',
      'document',
      'document_number',
      'payment_number',
      'debit',
      'credit',
      'posted',
      'deleted',
      'description',
      'line_no',
      'code',
      'discount_amount',
      'discount',
      'tax_rate',
    );
    put('number', kind === 'transactions' ? 'number' : 'documentNumber');
    put('date', kind === 'transactions' ? 'date' : 'documentDate');
    put('customer', 'customerId');
    put('customer_name', 'customerName');
    put('mark', 'kind');
    put('currency', 'currency');
    put('amount', 'amount');
    put('tax', 'taxAmount');
    put('cancelled', 'cancelled');
    if (kind === 'transactions') {
      put('salesperson_name', 'manager');
      drop('salesperson');
      put('due_date', 'dueDate');
      if ((columns.get('posted')?.filled ?? 0) > 0) put('posted', 'posted');
    } else {
      put('line_no', 'line');
      put('product', 'productId');
      put('product_name', 'productName');
      put('quantity', 'quantity');
      put('price', 'price');
    }
  }
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

function optionsOf(
  kind: Kind,
  list: Assignment,
  evidence: Evidence,
  all: readonly Evidence[],
  mapping: ProposedMapping,
): MappingOptions {
  const options: MappingOptions = {};
  if (fieldOf(kind, 'discount')) {
    const style = discountStyle(list);
    if (style) options.discount = style;
    if (style === 'auto')
      mapping.warnings.push(
        `No discount stands in the first rows of "${list.get('discount')!.header}": values above 1 are read as percent.`,
      );
  }
  if (fieldOf(kind, 'gross') && list.has('amount')) {
    const isLines = fieldOf(kind, 'quantity') !== undefined;
    const style = amountStyle(list);
    options.amount =
      style ??
      (isLines
        ? 'net'
        : list.has('due_date') || list.has('settled_on') || list.has('open_amount') || kind !== 'orders'
          ? 'gross'
          : 'net');
    if (style === undefined && isLines)
      mapping.warnings.push(`"${list.get('amount')!.header}" is taken as an amount without tax.`);
  }
  const mark = list.get('mark');
  if (mark) {
    const marks = codesOf(mark.keys, mark.header, all);
    if (Object.keys(marks).length > 0) options.marks = marks;
    const known = marksOf(mark, marks);
    if (known.size > 0 && [...known].every((each) => each === null) && kind !== 'transactions') {
      list.delete('mark');
      mapping.warnings.push(`The values of "${mark.header}" say nothing about the kind of document.`);
    }
  }
  if (kind === 'transactions') options.payments = paymentSign(list, options.marks ?? {});
  const prefixes = list.has('mark') ? undefined : creditPrefixes(list);
  if (prefixes && fieldOf(kind, 'mark') && kind !== 'payments' && kind !== 'transactions') options.prefixes = prefixes;
  if (kind === 'rates' && !list.has('rate')) options.wide = true;
  if (kind === 'rates' && options.wide) options.rate = 'ofBase';
  if (evidence.table.kindHint === 'prices' || evidence.table.kindHint === 'documentLines') options.keyBefore = '#';
  if (fieldOf(kind, 'date') && list.has('date') && list.has('number') && isYearly(list, yearsOf(list, evidence))) {
    options.numbers = 'yearly';
    mapping.warnings.push(`The same number stands in several years: the year becomes part of the number.`);
  }
  return options;
}

function yearsOf(list: Assignment, { table }: Evidence): (string | null)[] {
  const { index } = list.get('date')!;
  const order = table.dialect.dateOrders[index] ?? table.dialect.dateOrder;
  return table.sample
    .filter((row) => !row.problem)
    .map((row) => {
      const day = parseDate(row.cells[index], order);
      return typeof day === 'string' ? day.slice(0, 4) : null;
    });
}

/** What the codes of a column mean, from a table of the same import that names them (TransactionTypes: 1 = Customer Invoice). */
function codesOf(keys: readonly (string | null)[], header: string, all: readonly Evidence[]): Record<string, DocMark> {
  const values = new Set(keys.filter((key) => key !== null));
  const marks: Record<string, DocMark> = {};
  for (const { columns, rows } of all) {
    const key = columns.find((column) => column.header === header);
    if (!key || key.distinct < 1 || rows > 60) continue;
    const name = columns.find((column) => column !== key && /\bname|desc\b/.test(column.words.bag));
    key.keys.forEach((code, row) => {
      const mark = code === null ? null : markOfWords(name?.keys[row] ?? '');
      if (code !== null && mark !== null && (values.size === 0 || name)) marks[code.toLowerCase()] = mark;
    });
  }
  return marks;
}

function paymentSign(list: Assignment, marks: Readonly<Record<string, DocMark>>): MappingOptions['payments'] {
  const mark = list.get('mark') ?? list.get('document');
  const amount = list.get('gross') ?? list.get('amount') ?? list.get('net');
  if (!mark || !amount) return 'auto';
  let minus = 0;
  let plus = 0;
  mark.keys.forEach((key, row) => {
    const value = amount.values[row];
    if (key === null || value == null || value === 0) return;
    const kind = marks[key.toLowerCase()] ?? markOfWords(key);
    if (kind !== 'payment') return;
    if (value < 0) minus++;
    else plus++;
  });
  return minus + plus === 0 ? 'auto' : minus > plus ? 'negative' : 'positive';
}

function reportPeriod(table: TableShape): string | null {
  for (const text of [...(table.titles ?? []), table.name, table.sheet ?? '', table.file]) {
    const period = /\d{4}/.test(text) ? periodOf(text.replace(/[_]+/g, ' ')) : null;
    if (period) return period.to;
  }
  return null;
}

function constantsOf(
  kind: Kind,
  list: Assignment,
  { table }: Evidence,
  mapping: ProposedMapping,
  context: ProposeContext,
): void {
  if (fieldOf(kind, 'currency') && !list.has('currency')) {
    const told = [...list.values()].map((column) => column.words.currency).find((code) => code !== null);
    if (told) mapping.constants.currency = told;
  }
  if (
    kind === 'flat_sales' &&
    !['date', 'document', 'period', 'year'].some((field) => list.has(field)) &&
    context.set?.date === undefined
  ) {
    const day = reportPeriod(table);
    if (day !== null) {
      mapping.constants.date = day;
      mapping.warnings.push(
        `No column holds a date: all rows are dated ${day}, the end of the period in the name, as one document per customer.`,
      );
    }
  }
  if (kind === 'open_items' && !list.has('as_of') && context.set?.as_of === undefined) {
    mapping.constants.as_of = context.today;
    mapping.warnings.push(`No column says as of which day the items were open: ${context.today} is taken.`);
  }
}

function setConstants(mapping: Mapping, context: ProposeContext): void {
  for (const [name, value] of Object.entries(context.set ?? {})) {
    const field = fieldOf(mapping.kind, name);
    if (!field) continue;
    const code = field.type === 'currency' ? currencyOf(value) : null;
    mapping.constants[name] = code !== null && isCurrency(code) ? code : value;
  }
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
    !(context.as && context.as !== 'auto')
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
    if (result.kind === 'flat_sales' && !result.fields.number && !result.fields.document)
      result.warnings.push('No column numbers the documents: one is made per customer and day (or month).');
  }
  return result;
}

const headersOf = (kind: Kind): Kind[] =>
  kind === 'invoice_lines' ? ['invoices', 'transactions', 'credit_notes'] : ['orders'];
