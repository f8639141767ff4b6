import { type Assignment, assign } from './rules-assign.ts';
import { wideCurrency } from './rules-compile-masters.ts';
import type { Column, Evidence } from './rules-evidence.ts';
import type { Kind } from './rules-kinds.ts';
import { type DocMark, markOf } from './rules-marks.ts';
import { isAged, wideKind } from './rules-recognise-periods.ts';

/** What a table seems to be, and why. */
export interface Recognised {
  kind: Kind | null;
  confidence: number;
  reasons: string[];
}

const HINTS: Record<string, Kind> = {
  products: 'products',
  prices: 'prices',
  customers: 'customers',
  documents: 'transactions',
  documentLines: 'flat_sales',
};

const LOOKUPS: readonly [concept: string, what: string][] = [
  ['supp', 'suppliers'],
  ['shipper', 'carriers'],
  ['terr', 'territories'],
  ['method', 'methods'],
  ['deal', 'special offers'],
  ['color', 'colours'],
  ['package', 'packages'],
  ['type', 'types'],
  ['status', 'states'],
  ['cat', 'categories'],
  ['group', 'groups'],
  ['region', 'regions'],
  ['country', 'countries'],
  ['city', 'cities'],
  ['currency', 'currencies'],
  ['contact', 'contacts'],
  ['person', 'people'],
  ['wh', 'warehouses or stock'],
  ['many', 'other things'],
];

const has = (bag: string, concept: string) =>
  bag === concept || bag.startsWith(`${concept} `) || bag.endsWith(` ${concept}`) || bag.includes(` ${concept} `);

/** The marks that the values of a column stand for; `null` in the list: words that nobody knows. */
export function marksOf(column: Column, given: Readonly<Record<string, DocMark>> = {}): Set<DocMark | null> {
  return new Set(column.keys.filter((key) => key !== null).map((key) => markOf(key, given)));
}

/** Decides what a table is from the names and values of its columns, its own name and the hint of the reader. `year`: the year of columns named by months. */
export function recognise(evidence: Evidence, baseCurrency: string, isDated: boolean, year: string): Recognised {
  const { table, columns, named } = evidence;
  const hint = table.kindHint === undefined ? undefined : HINTS[table.kindHint];
  if (hint) return { kind: hint, confidence: 1, reasons: ['the exchange format says so'] };
  if (columns.length < 2) return none('a table of one column holds no ledger');
  const name = (concept: string) => has(named.bag, concept);
  const of = (kind: Kind): Assignment => assign(evidence, kind, baseCurrency);
  if (isAged(columns)) return none('it holds balances by age; a list of the open invoices is needed');
  const currencies = columns.filter((column) => wideCurrency(column.header) !== null && column.numbers > 0.6);
  if (currencies.length >= 3 && columns.some((column) => column.dates > 0.8))
    return found('rates', 0.95, `${currencies.length} columns are named by currencies`);

  const flat = of('flat_sales');
  const who = flat.has('customer') || flat.has('customer_name');
  const titled = flat.has('document');
  const numbered = flat.has('number') || titled;
  const dated = flat.has('date') || titled;
  // A bare "Ref" is an item only beside a quantity or a price.
  const item =
    flat.has('product_name') ||
    (flat.has('product') && (flat.get('product')!.words.bag !== 'id' || flat.has('quantity') || flat.has('price')));
  const money = flat.has('net') || flat.has('gross') || flat.has('amount');
  const keyed = has(flat.get('number')?.words.bag ?? '', 'id') && has(flat.get('product')?.words.bag ?? '', 'prod');
  // Lines without a quantity are of one piece each.
  const amount = money || (flat.has('price') && (flat.has('quantity') || keyed));
  const said = (list: Assignment) =>
    [...list].map(([field, column]) => `"${column.header}" is ${field.replaceAll('_', ' ')}`);

  const wide = wideKind(evidence, of('targets'), { who, item, dated }, year);
  if (wide) return wide;
  const rates = of('rates');
  const rated = has(rates.get('rate')?.words.bag ?? '', 'rate') || name('rate') || rates.has('nominal');
  if (rates.has('currency') && rates.has('rate') && rates.has('date') && rated && !who && !item)
    return found('rates', 0.95, ...said(rates));
  const split = of('allocations');
  if (
    split.has('payment') &&
    split.has('document_number') &&
    split.has('amount') &&
    !who &&
    has(split.get('payment')!.words.bag, 'pay')
  )
    return found('allocations', 0.95, ...said(split));
  const targets = of('targets');
  const aimed =
    targets.has('amount') &&
    (targets.has('salesperson') || targets.has('salesperson_name')) &&
    ['from', 'period', 'year', 'date'].some((field) => targets.has(field));
  if (aimed && !who && !item && !flat.has('quantity') && (!numbered || name('target')))
    return found(
      'targets',
      name('target') || has(targets.get('amount')!.words.bag, 'target') ? 0.95 : 0.75,
      ...said(targets),
    );

  const moves = of('transactions');
  const isStatement = who && dated && moves.has('debit') && moves.has('credit');
  const master = isStatement || saysSales(columns, flat) ? null : masterOf(evidence, of);
  if (
    master !== null &&
    master.confidence >= 0.9 &&
    !(who && amount && (dated || flat.has('period') || flat.has('year') || (item && flat.has('quantity'))))
  )
    return master;
  if ((item || flat.has('quantity')) && amount) {
    if (who && (dated || flat.has('period') || flat.has('year'))) return found('flat_sales', 0.95, ...said(flat));
    if (numbered && !(who && isDated)) return found(linesKind(evidence, flat), 0.9, ...said(flat));
    if (who && item) return found('flat_sales', isDated ? 0.85 : 0.6, ...said(flat));
  }
  const header = headerOf(evidence, of, { who, dated, numbered });
  if (header) return header;
  if (who && (dated || flat.has('period')) && money) return found('flat_sales', 0.6, ...said(flat));
  return master ?? none('its columns fit no kind of table; say what it is');
}

const found = (kind: Kind, confidence: number, ...reasons: string[]): Recognised => ({ kind, confidence, reasons });
const none = (reason: string): Recognised => ({ kind: null, confidence: 0, reasons: [reason] });

/** Whether the names of the columns tell of documents with a day and an amount, whatever is wrong with the values: such rows are no customers or products. */
function saysSales(columns: readonly Column[], flat: Assignment): boolean {
  const says = (...concepts: string[]) =>
    columns.some((column) => concepts.some((each) => has(column.words.bag, each)));
  return (
    flat.has('number') &&
    (flat.has('customer') || flat.has('customer_name')) &&
    says('date') &&
    says('qty', 'amount', 'net', 'gross')
  );
}

function linesKind({ named }: Evidence, flat: Assignment): Kind {
  const bag = flat.get('number')?.words.bag ?? '';
  if (has(bag, 'inv') || has(bag, 'credit')) return 'invoice_lines';
  return has(bag, 'order') || has(named.bag, 'order') ? 'order_lines' : 'invoice_lines';
}

function headerOf(
  evidence: Evidence,
  of: (kind: Kind) => Assignment,
  is: { who: boolean; dated: boolean; numbered: boolean },
): Recognised | null {
  if (!is.who) return null;
  const { columns, named } = evidence;
  const name = (concept: string) => has(named.bag, concept);
  const open = of('open_items');
  const opens = (confidence: number) =>
    found('open_items', confidence, `"${open.get('open_amount')!.header}" is what is still open`);
  // Invoices that are known need no date of their own.
  if (!is.dated)
    return is.numbered && open.has('open_amount') && (open.has('due_date') || name('open')) ? opens(0.7) : null;
  const any = (concept: string) => columns.some((column) => has(column.words.bag, concept));
  const mixed = of('transactions');
  const title = mixed.get('document');
  const mark = mixed.get('mark');
  const words = new Set([...(mark ? marksOf(mark) : []), ...(title ? marksOf(title) : [])]);
  const money = ['net', 'gross', 'amount'].some((field) => mixed.has(field));
  if (mixed.has('debit') && mixed.has('credit'))
    return found('transactions', 0.85, 'debit and credit stand in two columns');
  const both = words.has('payment') && (words.has('invoice') || words.has('credit'));
  const codes =
    mark !== undefined &&
    words.has(null) &&
    mark.distinct * mark.filled > 1.5 &&
    (name('trans') || has(mark.words.bag, 'trans') || mixed.has('payment_number'));
  if (money && (both || codes))
    return found('transactions', 0.9, `"${(mark ?? title)!.header}" tells invoices and payments apart`);
  const payments = of('payments');
  if (any('bank') && payments.has('amount') && !name('inv')) return found('payments', 0.8, 'its columns name payments');
  const paid = payments.get('number')?.words.bag ?? '';
  if (
    payments.has('amount') &&
    (name('pay') || has(paid, 'pay') || (words.size === 1 && words.has('payment')) || (any('pay') && !is.numbered))
  )
    return found('payments', 0.9, name('pay') ? 'its name says so' : 'its columns name payments');
  if (!is.numbered) return null;
  const invoices = of('invoices');
  const number = invoices.get('number')?.words.bag ?? '';
  if (open.has('open_amount') && (name('open') || !(invoices.has('net') || invoices.has('tax'))))
    return opens(name('open') ? 0.9 : 0.75);
  const orders = of('orders');
  if (has(number, 'inv') && !name('order'))
    return found('invoices', 0.9, `"${invoices.get('number')!.header}" numbers invoices`);
  if (
    has(orders.get('number')?.words.bag ?? '', 'order') ||
    name('order') ||
    (words.size === 1 && words.has('order')) ||
    orders.has('required_on')
  )
    return found('orders', 0.9, name('order') ? 'its name says so' : 'its columns name orders');
  if (name('credit') || has(number, 'credit') || (words.size === 1 && words.has('credit')))
    return found('credit_notes', 0.85, 'credit notes are named');
  if (!money && !name('inv')) return found('invoices', 0.5, 'documents with customer and date, without amounts');
  return found('invoices', name('inv') ? 0.9 : 0.7, 'documents with number, customer and date');
}

/** Customers, products, salespeople, prices; or a table of something that is not imported. */
function masterOf({ columns, named, rows }: Evidence, of: (kind: Kind) => Assignment): Recognised | null {
  const first = columns.find((column) => has(column.words.bag, 'id') || has(column.words.bag, 'name')) ?? columns[0]!;
  const lead = first.words.bag;
  const keyed = columns.filter((column) => has(column.words.bag, 'id')).length;
  const people = of('salespeople');
  if (people.has('only_if')) return found('salespeople', 0.95, `"${people.get('only_if')!.header}" says who is one`);
  const products = of('products');
  const prices = of('prices');
  const customers = of('customers');
  const count = (list: Assignment, fields: string[]) => fields.filter((field) => list.has(field)).length;
  const prod = count(products, ['unit', 'barcode', 'cost', 'price', 'group']);
  const cust = count(customers, [
    'parent',
    'tax_id',
    'city',
    'postal_code',
    'address',
    'credit_limit',
    'payment_days',
    'phone',
    'legal_name',
    'country',
    'web',
  ]);
  const own = (concept: string) => has(lead, concept);
  const title = (concept: string) => has(named.bag, concept);
  const alone = (concept: string) =>
    lead === concept ||
    lead === `${concept} id` ||
    lead === [concept, 'id'].sort().join(' ') ||
    lead === [concept, 'name'].sort().join(' ');
  if (
    prices.has('product') &&
    prices.has('price') &&
    (prices.has('price_type') || title('price')) &&
    cust === 0 &&
    !products.has('name')
  )
    return found('prices', 0.85, 'product, price list and price');
  if (alone('cust') && !own('cat') && !own('group'))
    return found(
      'customers',
      rows > 3 && first.distinct < 0.7 ? 0.6 : 0.95,
      `"${first.header}" is the key of customers`,
    );
  if (alone('prod') && (products.has('name') || prod > 0))
    return found('products', rows > 3 && first.distinct < 0.5 ? 0.6 : 0.95, `"${first.header}" is the key of products`);
  if (alone('rep') && (people.has('name') || people.has('last_name')))
    return found('salespeople', 0.95, `"${first.header}" is the key of salespeople`);
  for (const [concept, what] of LOOKUPS) {
    if (own(concept) && cust < 3 && prod < 2)
      return { kind: null, confidence: 0.9, reasons: [`a table of ${what} is not needed`] };
    if (own(concept) && concept === 'supp')
      return { kind: null, confidence: 0.9, reasons: ['suppliers are not imported'] };
  }
  if (keyed >= 2 && keyed >= columns.length - 2 && !customers.has('name') && !products.has('name'))
    return { kind: null, confidence: 0.5, reasons: ['it only links other tables'] };
  if (title('supp')) return { kind: null, confidence: 0.9, reasons: ['suppliers are not imported'] };
  if (title('cust') && !title('revenue') && (customers.has('name') || customers.has('key')))
    return found('customers', 0.95, 'its name says so');
  const ofDocuments = columns.some(({ words }) => /^(?:id order|id inv|doc id)$/.test(words.bag));
  if (title('prod') && !ofDocuments && (products.has('name') || products.has('key')))
    return found('products', 0.95, 'its name says so');
  if (title('rep') && (people.has('name') || people.has('last_name')))
    return found('salespeople', 0.95, 'its name says so');
  if (own('cust') || (cust >= 2 && cust > prod && customers.has('name')))
    return found('customers', cust >= 3 ? 0.8 : 0.6, `${cust} columns describe customers`);
  if (own('prod') || (prod >= 2 && products.has('name')))
    return found('products', prod >= 2 ? 0.8 : 0.55, `${prod} columns describe products`);
  return null;
}
