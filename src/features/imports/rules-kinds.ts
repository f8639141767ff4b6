import type { FieldSpec } from './rules-fields.ts';
import {
  allocationFields,
  creditFields,
  flatFields,
  invoiceFields,
  invoiceLineFields,
  openItemFields,
  orderFields,
  orderLineFields,
  paymentFields,
  transactionFields,
} from './rules-fields-documents.ts';
import {
  customerFields,
  priceFields,
  productFields,
  rateFields,
  salespersonFields,
  targetFields,
} from './rules-fields-masters.ts';

/** What a table of a file can be. */
export const KINDS = [
  'customers',
  'products',
  'prices',
  'salespeople',
  'rates',
  'targets',
  'invoices',
  'invoice_lines',
  'orders',
  'order_lines',
  'flat_sales',
  'credit_notes',
  'payments',
  'allocations',
  'transactions',
  'open_items',
] as const;
export type Kind = (typeof KINDS)[number];

export interface KindSpec {
  kind: Kind;
  /** What such a table holds, in English. */
  help: string;
  fields: readonly FieldSpec[];
  /** Each entry must be met: one of its alternatives, where `a+b` needs both. A constant counts as well. */
  needs: readonly (readonly string[])[];
}

const NUMBERED = ['number', 'document'];
const WHO = ['customer', 'customer_name'];
const WHEN = ['date', 'document'];
const LINE_AMOUNT = ['net', 'gross', 'amount', 'quantity+price'];

const spec = (
  kind: Kind,
  help: string,
  fields: readonly FieldSpec[],
  needs: readonly (readonly string[])[],
): KindSpec => ({ kind, help, fields, needs });

export const KIND_SPECS: Readonly<Record<Kind, KindSpec>> = {
  customers: spec('customers', 'Customers: one row each', customerFields, [['key', 'code', 'name', 'tax_id']]),
  products: spec('products', 'Products: one row each', productFields, [['key', 'code', 'name']]),
  prices: spec('prices', 'Prices of products by price list', priceFields, [['product'], ['price']]),
  salespeople: spec('salespeople', 'Salespeople: one row each', salespersonFields, [['key', 'name', 'last_name']]),
  rates: spec('rates', 'Exchange rates by day', rateFields, [['date'], ['rate', 'wide']]),
  targets: spec('targets', 'Targets per salesperson and period', targetFields, [
    ['salesperson', 'salesperson_name'],
    ['from', 'period', 'year', 'date', 'wide'],
    ['amount', 'wide'],
  ]),
  invoices: spec('invoices', 'Invoices without their lines: one row each', invoiceFields, [NUMBERED, WHO, WHEN]),
  invoice_lines: spec('invoice_lines', 'Lines of invoices, which name their invoice', invoiceLineFields, [
    NUMBERED,
    LINE_AMOUNT,
  ]),
  orders: spec('orders', 'Orders without their lines: one row each', orderFields, [NUMBERED, WHO, WHEN]),
  order_lines: spec('order_lines', 'Lines of orders, which name their order', orderLineFields, [NUMBERED, LINE_AMOUNT]),
  flat_sales: spec('flat_sales', 'Sales with customer, date and product in every row', flatFields, [
    WHO,
    ['date', 'document', 'period', 'year', 'wide'],
    [...LINE_AMOUNT, 'wide'],
  ]),
  credit_notes: spec('credit_notes', 'Credit notes without their lines: one row each', creditFields, [
    NUMBERED,
    WHO,
    WHEN,
    ['net', 'gross', 'amount'],
  ]),
  payments: spec('payments', 'Money received', paymentFields, [WHO, WHEN, ['amount']]),
  allocations: spec('allocations', 'Which payment pays which invoice', allocationFields, [
    ['payment'],
    ['document_number'],
    ['amount'],
  ]),
  transactions: spec('transactions', 'Invoices and payments mixed, told apart by a column', transactionFields, [
    ['number', 'payment_number', 'document'],
    WHO,
    WHEN,
    ['net', 'gross', 'amount', 'debit', 'credit'],
  ]),
  open_items: spec('open_items', 'Invoices that are not paid, as of a day', openItemFields, [
    NUMBERED,
    WHO,
    ['open_amount', 'amount', 'gross'],
  ]),
};

const BY_NAME = new Map(
  KINDS.map((kind) => [kind, new Map(KIND_SPECS[kind].fields.map((field) => [field.name, field]))]),
);

/** A field of the organisation's own, as a mapping names it: `field.key`. */
export const OWN = 'field.';

/** A field of a kind by its name; undefined when the kind has none. */
export function fieldOf(kind: Kind, name: string): FieldSpec | undefined {
  const own = kind === 'customers' && /^field\.[a-z][a-z0-9_]{0,39}$/.test(name);
  return own
    ? { name, type: 'text', help: 'A field of the organisation’s own', bags: [] }
    : BY_NAME.get(kind)!.get(name);
}

export function isKind(word: string): word is Kind {
  return (KINDS as readonly string[]).includes(word);
}

/** What a kind still needs when these fields are filled: lists of alternatives, empty when all is there. */
export function missingNeeds(kind: Kind, filled: ReadonlySet<string>): string[][] {
  return KIND_SPECS[kind].needs
    .filter((alternatives) => !alternatives.some((each) => each.split('+').every((name) => filled.has(name))))
    .map((alternatives) => [...alternatives]);
}
