import { type Dialect, ownColumns, type Row } from '../../kernel/exchange/table.ts';
import { isDay } from '../../pure/period.ts';
import type { FieldProblem } from '../../pure/refusal.ts';
import { fieldOf, isKind, type Kind, missingNeeds, OWN } from './rules-kinds.ts';
import type { DocMark } from './rules-marks.ts';
import { MARKS } from './rules-marks.ts';
import { currencyOf, normalizeHeader } from './rules-words.ts';

/** What has to be known of a table to map it; a `Table` of the exchange engine is one. */
export interface TableShape {
  id: string;
  file: string;
  sheet?: string | null;
  name: string;
  headers: readonly string[];
  sample: readonly Row[];
  dialect: Pick<Dialect, 'decimal' | 'thousands' | 'dateOrder' | 'dateOrders'>;
  kindHint?: string;
  report?: string;
  /** Lines above the table, when the reader kept them. */
  titles?: readonly string[];
  /** The sheet is hidden in its workbook. */
  hidden?: boolean;
}

/** How values are to be understood where the fields alone do not say it. Everything is optional. */
export interface MappingOptions {
  /** Numbers begin anew every year: the year becomes part of the number. */
  numbers?: 'yearly';
  /** Values of the mark column (lower case) -> what they are; before the built-in words. */
  marks?: Record<string, DocMark>;
  /** Beginnings of numbers (upper case) -> what such documents are. */
  prefixes?: Record<string, DocMark>;
  /** What rows without a mark are. Default: by the kind. */
  series?: 'sale' | 'credit' | 'order';
  /** What `amount` means. Default: net in lines, gross in headers. */
  amount?: 'net' | 'gross';
  /** How `discount` is written; `auto`: above 1 is percent. */
  discount?: 'percent' | 'fraction' | 'amount' | 'auto';
  /** Sign of money received. `auto`: the opposite of invoices when negative. */
  payments?: 'positive' | 'negative' | 'auto';
  /** Rates: every column named by a currency is a rate. Targets, sales: every column named by a month, quarter or day is a figure of its own. */
  wide?: boolean;
  /** Customer, date and number stand in the first row of a document only. */
  continued?: boolean;
  /** Rates: units of the base currency for one of the currency, or the other way round. */
  rate?: 'ofCurrency' | 'ofBase';
  /** Words for the codes of a field: {category: {'3': 'Novelty shop'}}. */
  names?: Record<string, Record<string, string>>;
  /** Keys of products end before this sign (CommerceML: product#variant). */
  keyBefore?: string;
}

/** Which column is which field. Plain JSON: proposed, remembered, or given by the user. */
export interface Mapping {
  table: string;
  kind: Kind;
  /** Field -> name of the column. */
  fields: Record<string, string>;
  /** Field -> value for all rows; used where the column is empty too. */
  constants: Record<string, string>;
  options: MappingOptions;
}

/** Text that is the same for tables with the same columns in the same order, and for files of rejected rows of them: hash it to remember a mapping. */
export function shapeOf(table: Pick<TableShape, 'headers' | 'kindHint'>): string {
  const headers = table.headers.slice(ownColumns(table.headers));
  return `${table.kindHint ?? ''}|${headers.map(normalizeHeader).join('|')}`;
}

/** The column of a header: exactly, else without case, accents and punctuation; -1 when there is none. */
export function columnOf(headers: readonly string[], header: string): number {
  const exact = headers.indexOf(header);
  if (exact >= 0) return exact;
  const wanted = normalizeHeader(header);
  return headers.findIndex((each) => normalizeHeader(each) === wanted);
}

const CHOICES: Record<string, readonly string[]> = {
  numbers: ['yearly'],
  series: ['sale', 'credit', 'order'],
  amount: ['net', 'gross'],
  discount: ['percent', 'fraction', 'amount', 'auto'],
  payments: ['positive', 'negative', 'auto'],
  rate: ['ofCurrency', 'ofBase'],
};

/** What is wrong with a mapping of this table; empty when it can be used. Takes any JSON, so that files of users can be checked. */
export function checkMapping(mapping: unknown, table: Pick<TableShape, 'headers'>): FieldProblem[] {
  if (!isRecord(mapping))
    return [{ field: 'mapping', expected: 'an object {table, kind, fields, constants, options}' }];
  const problems: FieldProblem[] = [];
  const { kind } = mapping;
  if (typeof kind !== 'string' || !isKind(kind))
    return [{ field: 'kind', expected: 'customers, products, invoices, flat_sales ...', found: told(kind) }];
  const filled = new Set<string>();
  for (const [name, header] of Object.entries(recordAt(mapping, 'fields', problems))) {
    if (!fieldOf(kind, name)) problems.push({ field: `fields.${name}`, expected: `a field of ${kind}`, found: name });
    else if (typeof header !== 'string' || columnOf(table.headers, header) < 0)
      problems.push({
        field: `fields.${name}`,
        expected: `the name of a column: ${table.headers.join(', ').slice(0, 300)}`,
        found: told(header),
      });
    else filled.add(name);
  }
  for (const [name, value] of Object.entries(recordAt(mapping, 'constants', problems))) {
    const field = fieldOf(kind, name);
    if (!field) problems.push({ field: `constants.${name}`, expected: `a field of ${kind}`, found: name });
    else if (typeof value !== 'string')
      problems.push({ field: `constants.${name}`, expected: 'a text', found: told(value) });
    else if (field.type === 'currency' && currencyOf(value) === null)
      problems.push({ field: `constants.${name}`, expected: 'a currency code of ISO 4217, such as EUR', found: value });
    else if (field.type === 'date' && !isDay(value))
      problems.push({ field: `constants.${name}`, expected: 'a day, YYYY-MM-DD', found: value });
    else filled.add(name);
  }
  const options = recordAt(mapping, 'options', problems);
  checkOptions(options, problems);
  if (options.wide === true) filled.add('wide');
  for (const alternatives of missingNeeds(kind, filled)) {
    problems.push({
      field: alternatives[0]!.split('+')[0]!,
      expected: `a column or a value for ${alternatives.map((each) => each.replace('+', ' with ')).join(', or ')}`,
    });
  }
  return problems;
}

function checkOptions(options: Record<string, unknown>, problems: FieldProblem[]): void {
  for (const [name, value] of Object.entries(options)) {
    const choices = Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined;
    if (choices) {
      if (!choices.includes(value as string))
        problems.push({ field: `options.${name}`, expected: choices.join(' or '), found: told(value) });
    } else if (name === 'marks' || name === 'prefixes') {
      for (const [code, mark] of Object.entries(recordAt(options, name, problems))) {
        if (!MARKS.includes(mark as DocMark))
          problems.push({ field: `options.${name}.${code}`, expected: MARKS.join(', '), found: told(mark) });
      }
    } else if (name === 'names') {
      for (const [field, words] of Object.entries(recordAt(options, name, problems))) {
        if (!isRecord(words) || Object.values(words).some((word) => typeof word !== 'string'))
          problems.push({ field: `options.names.${field}`, expected: 'code: word', found: told(words) });
      }
    } else if (name === 'wide' || name === 'continued') {
      if (typeof value !== 'boolean')
        problems.push({ field: `options.${name}`, expected: 'true or false', found: told(value) });
    } else if (name === 'keyBefore') {
      if (typeof value !== 'string')
        problems.push({ field: 'options.keyBefore', expected: 'a text', found: told(value) });
    } else
      problems.push({
        field: `options.${name}`,
        expected: `one of ${[...Object.keys(CHOICES), 'marks', 'prefixes', 'names', 'wide', 'continued', 'keyBefore'].join(', ')}`,
        found: name,
      });
  }
}

const told = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 80);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordAt(owner: Record<string, unknown>, name: string, problems: FieldProblem[]): Record<string, unknown> {
  const value = owner[name];
  if (value === undefined) return {};
  if (isRecord(value)) return value;
  problems.push({ field: name, expected: 'an object', found: told(value) });
  return {};
}

/** The fields of the organisation's own that a mapping fills, by key. */
export const ownKeys = (mapping: Pick<Mapping, 'fields' | 'constants'>): string[] =>
  [...new Set([...Object.keys(mapping.fields), ...Object.keys(mapping.constants)])]
    .filter((name) => name.startsWith(OWN))
    .map((name) => name.slice(OWN.length));

/** What a mapping says of fields that are not there for files: archived, confidential, never made. */
export function ownProblems(
  mapping: { fields: Record<string, string>; constants: Record<string, string> },
  own: ReadonlyMap<string, unknown>,
): FieldProblem[] {
  return ownKeys(mapping)
    .filter((key) => !own.has(key))
    .map((key) => ({ field: `fields.${OWN}${key}`, expected: 'a field of customers', found: key }));
}
