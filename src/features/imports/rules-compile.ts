import type { Row } from '../../kernel/exchange/table.ts';
import { isNothing, normalizeKey, textOf } from '../../kernel/exchange/values.ts';
import { addMonths } from '../../pure/period.ts';
import { Invalid } from '../../pure/refusal.ts';
import { continuing } from './rules-compile-continued.ts';
import { documentsEmit, paymentsEmit, transactionsEmit } from './rules-compile-documents.ts';
import { flatEmit, linesEmit } from './rules-compile-lines.ts';
import { customersEmit, pricesEmit, productsEmit, ratesEmit, salespeopleEmit } from './rules-compile-masters.ts';
import { targetsEmit, wideSalesEmit } from './rules-compile-wide.ts';
import { type Fault, Faults } from './rules-faults.ts';
import type { FieldType } from './rules-fields.ts';
import { fieldOf, type Kind, OWN } from './rules-kinds.ts';
import { checkMapping, columnOf, type Mapping, type TableShape } from './rules-mapping.ts';
import {
  boolReader,
  currencyReader,
  dateReader,
  decimalReader,
  fractionReader,
  intReader,
  keyReader,
  type Reader,
  type Source,
  textReader,
  withDefault,
} from './rules-readers.ts';
import { type CompileContext, type Compiling, type Emit, nothing, type Output } from './rules-staged.ts';
import { currencyOf } from './rules-words.ts';

/** Whether the row was rejected. */
export function isFault(output: Output): output is Fault {
  return !Array.isArray(output);
}

const EMITS: Record<Kind, (compiling: Compiling) => Emit> = {
  customers: customersEmit,
  products: productsEmit,
  prices: pricesEmit,
  salespeople: salespeopleEmit,
  rates: ratesEmit,
  targets: targetsEmit,
  invoices: (c) => documentsEmit(c, 'sale'),
  credit_notes: (c) => documentsEmit(c, 'credit'),
  orders: (c) => documentsEmit(c, 'order'),
  open_items: (c) => documentsEmit(c, 'sale'),
  invoice_lines: (c) => linesEmit(c, 'sale'),
  order_lines: (c) => linesEmit(c, 'order'),
  flat_sales: (c) => (c.mapping.options.wide ? wideSalesEmit(c) : flatEmit(c)),
  payments: paymentsEmit,
  allocations: (c) => allocationsEmit(c),
  transactions: transactionsEmit,
};

/**
 * Turns a mapping into a function from rows of the file to rows of the ledger's stages. The function never throws; it is called once per row, in order.
 * Throws {@link Invalid} when the mapping does not fit the table.
 */
export function compileMapping(
  mapping: Mapping,
  table: Pick<TableShape, 'headers' | 'dialect' | 'name' | 'file'>,
  context: CompileContext,
): (row: Row) => Output {
  const problems = checkMapping(mapping, table);
  if (problems.length > 0) throw new Invalid(problems, 'The mapping does not fit the table.');
  const faults = new Faults();
  const readers: Reader[] = [];
  const emit = EMITS[mapping.kind](compiling(mapping, table, context, faults, readers));
  const whole = mapping.options.continued ? continuing(mapping, table) : null;
  return (found) => {
    const row = whole === null || found.problem ? found : whole(found);
    if (row.problem)
      return { field: 'row', value: cellsShown(row), code: row.problem.code, message: row.problem.message };
    faults.first = null;
    const made = emit(row);
    if (faults.first === null && made !== null) return made;
    if (isBlankRow(row)) return nothing;
    const fault = faults.take() ?? { field: 'row', value: '', code: 'required', message: 'The row says too little.' };
    return withOthers(fault, readers, row, faults);
  };
}

/** A row stops at its first fault; one that is rejected is read once more for what else is wrong. A row that is not meant at all has no other faults. */
function withOthers(fault: Fault, readers: readonly Reader[], { cells }: Row, faults: Faults): Fault {
  const messages = new Set<string>();
  for (const reader of readers) {
    reader(cells);
    const found = faults.take();
    if (found !== null) messages.add(found.message);
  }
  const isOfReaders = messages.delete(fault.message) || fault.code === 'required';
  return isOfReaders && messages.size > 0 ? { ...fault, message: [fault.message, ...messages].join('\n') } : fault;
}

function compiling(
  mapping: Mapping,
  table: Pick<TableShape, 'headers' | 'dialect' | 'name' | 'file'>,
  context: CompileContext,
  faults: Faults,
  readers: Reader[],
): Compiling {
  const latest = addMonths(context.today, 120);
  const kept = <R extends Reader | null>(reader: R): R => {
    if (reader !== null) readers.push(reader);
    return reader;
  };
  const read = (name: string, type?: FieldType): Reader | null => {
    const header = mapping.fields[name];
    const field = fieldOf(mapping.kind, name);
    if (!field) return null;
    const as = type ?? field.type;
    const constant = constantOf(as, mapping.constants[name]);
    if (header === undefined) return withDefault(null, constant);
    const column = columnOf(table.headers, header);
    const at: Source = { field: name, column, header, faults };
    return kept(
      withDefault(withWords(readerOf(as, at, mapping, table, latest), mapping.options.names?.[name]), constant),
    );
  };
  return {
    mapping,
    table,
    context,
    faults,
    read,
    has: (name) => mapping.fields[name] !== undefined || mapping.constants[name] !== undefined,
    column: (name) => (mapping.fields[name] === undefined ? -1 : columnOf(table.headers, mapping.fields[name])),
    need(name, ...others) {
      const given = [name, ...others].map((each) => read(each)).filter((each) => each !== null);
      const header = mapping.fields[name] ?? mapping.fields[others[0] ?? ''] ?? name;
      return kept((cells) => {
        for (const each of given) {
          const value = each(cells);
          if (value !== null || faults.first !== null) return value;
        }
        return faults.set(name, '', 'required', `There is nothing in "${header}", where ${words(name)} must stand.`);
      });
    },
  };
}

const words = (name: string): string => {
  const text = name.replaceAll('_', ' ');
  return `${/^[aeiou]/.test(text) ? 'an' : 'a'} ${text}`;
};

/** Codes become the words that stand for them. */
function withWords(reader: Reader, words: Readonly<Record<string, string>> | undefined): Reader {
  if (words === undefined) return reader;
  const known = new Map(Object.entries(words));
  return (cells) => {
    const code = reader(cells);
    return code === null ? null : (known.get(normalizeKey(code)) ?? code);
  };
}

function constantOf(type: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return type === 'currency' ? (currencyOf(value) ?? value) : value;
}

function readerOf(
  type: string,
  at: Source,
  mapping: Mapping,
  table: Pick<TableShape, 'dialect'>,
  latest: string,
): Reader {
  const { dialect } = table;
  switch (type) {
    case 'key':
      return keyReader(at, at.field === 'product' ? mapping.options.keyBefore : undefined);
    case 'money':
    case 'decimal':
      return decimalReader(at, dialect);
    case 'percent':
      return fractionReader(at, dialect, mapping.options.discount ?? 'auto');
    case 'date':
      return dateReader(at, dialect.dateOrders[at.column] ?? dialect.dateOrder, latest);
    case 'int':
      return intReader(at, dialect, 9999);
    case 'bool':
      return boolReader(at);
    case 'currency':
      return currencyReader(at);
    default:
      return textReader(
        at,
        at.field === 'description' || at.field === 'address' || at.field.startsWith(OWN) ? 4_000 : 500,
      );
  }
}

function allocationsEmit(c: Compiling): Emit {
  const payment = c.need('payment');
  const document = c.need('document_number');
  const amount = c.need('amount');
  return ({ cells }) => {
    const values = [payment(cells), document(cells), amount(cells)];
    return [{ stage: 'allocations', values }];
  };
}

function isBlankRow(row: Row): boolean {
  return row.cells.every((cell) => cell === null || (typeof cell === 'string' && isNothing(cell)));
}

function cellsShown(row: Row): string {
  const text = row.cells.map((cell) => textOf(cell) ?? '').join(' | ');
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
