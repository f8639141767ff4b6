import { parseDate } from '../../kernel/exchange/dates.ts';
import { amountStyle, creditPrefixes, discountStyle, isYearly } from './rules-arithmetic.ts';
import type { Assignment } from './rules-assign.ts';
import type { Evidence } from './rules-evidence.ts';
import { fieldOf, type Kind } from './rules-kinds.ts';
import type { MappingOptions, TableShape } from './rules-mapping.ts';
import { type DocMark, markOf, markOfWords } from './rules-marks.ts';
import { isContinued } from './rules-per-document.ts';
import { periodOf } from './rules-periods.ts';
import type { ProposeContext } from './rules-propose-context.ts';
import { marksOf } from './rules-recognise.ts';
import { periodColumns } from './rules-wide.ts';

/** Fields that a table with a column for each period does not have. */
const OF_ONE = [
  'amount',
  'net',
  'gross',
  'tax',
  'quantity',
  'price',
  'cost',
  'profit',
  'from',
  'to',
  'period',
  'month',
  'number',
  'line_no',
  'discount',
] as const;

const isWideKind = (kind: Kind): kind is 'targets' | 'flat_sales' => kind === 'targets' || kind === 'flat_sales';

/** The parts of a proposal that are filled here. `year`: of months that do not tell theirs. */
export interface Draft {
  year: string;
  constants: Record<string, string>;
  warnings: string[];
}

/** How the values of the chosen columns are meant; adds warnings where that is a guess. */
export function optionsOf(
  kind: Kind,
  list: Assignment,
  evidence: Evidence,
  all: readonly Evidence[],
  mapping: Draft,
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
  const columns =
    isWideKind(kind) && !list.has('date') ? periodColumns(evidence.table.headers, kind, mapping.year) : [];
  if (isWideKind(kind) && columns.length > 0) {
    options.wide = true;
    for (const field of OF_ONE) list.delete(field);
    if (kind === 'flat_sales') options.amount = 'net';
    if (periodColumns(evidence.table.headers, kind, null).length < columns.length && !list.has('year')) {
      mapping.constants.year = mapping.year;
      mapping.warnings.push(`The months in the names of the columns tell no year: ${mapping.year} is taken.`);
    }
  }
  if (
    fieldOf(kind, 'quantity') &&
    !options.wide &&
    list.has('price') &&
    !['quantity', 'net', 'gross', 'amount'].some((field) => list.has(field))
  ) {
    mapping.constants.quantity = '1';
    mapping.warnings.push(
      `No column holds a quantity: one piece is taken for each row, at "${list.get('price')!.header}".`,
    );
  }
  if (isContinued(kind, list, evidence)) {
    options.continued = true;
    mapping.warnings.push(
      'The customer stands only in the first row of each document: the rows below take it from there, with date and number.',
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
    const kind = markOf(key, marks);
    if (kind !== 'payment') return;
    if (value < 0) minus++;
    else plus++;
  });
  return minus + plus === 0 ? 'auto' : minus > plus ? 'negative' : 'positive';
}

/** The last day of the period that title, name, sheet or file tell; null when they tell none. */
export function reportPeriod(table: TableShape): string | null {
  for (const text of [...(table.titles ?? []), table.name, table.sheet ?? '', table.file]) {
    const period = /\d{4}/.test(text) ? periodOf(text.replace(/[_]+/g, ' ')) : null;
    if (period) return period.to;
  }
  return null;
}

/** The last day that the lines above a table, or its name, tell; null when they tell none, or one to come. */
function titleDay(table: TableShape, today: string): string | null {
  const days = [...(table.titles ?? []), table.name, table.file].flatMap((text) =>
    (text.match(/\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/g) ?? []).map((day) => parseDate(day, table.dialect.dateOrder)),
  );
  const told = days.filter((day) => typeof day === 'string' && day <= today) as string[];
  return told.sort().at(-1) ?? null;
}

/** Values for all rows that names and titles tell: currency, the day of a report, of open items. */
export function constantsOf(
  kind: Kind,
  list: Assignment,
  { table }: Evidence,
  mapping: Draft,
  context: ProposeContext,
  isWide: boolean,
): void {
  if (fieldOf(kind, 'currency') && !list.has('currency')) {
    const told = [...list.values()].map((column) => column.words.currency).find((code) => code !== null);
    if (told) mapping.constants.currency = told;
  }
  if (
    kind === 'flat_sales' &&
    !isWide &&
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
    const day = titleDay(table, context.today);
    mapping.constants.as_of = day ?? context.today;
    mapping.warnings.push(
      day === null
        ? `No column says as of which day the items were open: ${context.today} is taken.`
        : `The items are taken as open on ${day}, the day in the title.`,
    );
  }
}
