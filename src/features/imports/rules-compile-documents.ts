import Big from 'big.js';
import { addDays, addMonths } from '../../pure/period.ts';
import {
  goneReader,
  isNegative,
  markReader,
  negated,
  prefixReader,
  type TitleParts,
  titleReader,
} from './rules-compile-titles.ts';
import type { DocMark } from './rules-marks.ts';
import type { Reader } from './rules-readers.ts';
import { type Compiling, type Emit, nothing, plain, shapeOfStage } from './rules-staged.ts';

export type Series = 'sale' | 'credit' | 'order';

/** The last day that a document may have. */
export const latestOf = (c: Compiling): string => addMonths(c.context.today, 120);

/** Number of a document, with its year where numbers begin anew every year. */
export function numberOf(c: Compiling, number: string, date: string | null): string {
  return c.mapping.options.numbers === 'yearly' && date !== null ? `${number}/${date.slice(0, 4)}` : number;
}

/** The series that a mark stands for, on top of what the table is; null with a fault when the row is none of it. */
export function seriesOf(c: Compiling, mark: DocMark | 'unknown' | null, usual: Series): Series | null {
  if (mark === null || mark === 'unknown') return c.mapping.options.series ?? usual;
  if (mark === 'credit') return 'credit';
  if (mark === 'order') return 'order';
  if (mark === 'invoice') return usual === 'order' ? 'order' : 'sale';
  return c.faults.set(
    'mark',
    mark,
    'otherKind',
    mark === 'ignore' ? 'The row is no sale and no payment.' : `The row is a ${mark}, not a document.`,
  );
}

/** What documents of all kinds share. */
interface Common {
  title: ((cells: Parameters<Reader>[0]) => TitleParts) | null;
  number: Reader | null;
  date: Reader | null;
  customer: Reader;
  customerName: Reader | null;
  rep: Reader | null;
  repName: Reader | null;
  gone: ((cells: Parameters<Reader>[0]) => boolean) | null;
}

function common(c: Compiling): Common {
  return {
    title: titleReader(c, latestOf(c)),
    number: c.read('number'),
    date: c.read('date'),
    customer: c.need('customer', 'customer_name'),
    customerName: c.read('customer_name'),
    rep: c.read('salesperson') ?? c.read('salesperson_name'),
    repName: c.read('salesperson_name'),
    gone: goneReader(c),
  };
}

/** The row does not count, and takes back the document or payment that an earlier file brought. */
export function takenBack(c: Compiling, series: Series | 'payment' | null, number: string | null, date: string | null) {
  return series === null || number === null ? null : c.faults.withdraw(series, numberOf(c, number, date));
}

const missing = (c: Compiling, field: string, what: string): null =>
  c.faults.set(
    field,
    '',
    'required',
    `There is nothing in "${c.mapping.fields[field] ?? c.mapping.fields.document ?? field}", where ${what} must stand.`,
  );

/** Net, tax and gross of a header; `amount` goes where the option says. */
function amounts(c: Compiling): { net: Reader | null; tax: Reader | null; gross: Reader | null } {
  const amount = c.read('amount');
  const net = c.read('net');
  const gross = c.read('gross');
  if (amount === null) return { net, tax: c.read('tax'), gross };
  const asNet = c.mapping.options.amount === 'net';
  return { net: net ?? (asNet ? amount : null), tax: c.read('tax'), gross: gross ?? (asNet ? null : amount) };
}

/** Headers: invoices, credit notes, orders, open items. Credit notes come out negative, whichever way the file writes them. */
export function documentsEmit(c: Compiling, usual: Series): Emit {
  const { blank, at } = shapeOfStage('documents');
  const parts = common(c);
  const mark = markReader(c);
  const prefix = prefixReader(c);
  const { net, tax, gross } = amounts(c);
  const due = c.read('due_date');
  const days = c.read('payment_days');
  const open = c.read('open_amount');
  const asOf = c.read('as_of');
  const disputed = c.read('disputed');
  const openOnly = c.mapping.kind === 'open_items';
  const rest = plain(c, 'documents', {
    required_on: 'required_on',
    shipped_on: 'shipped_on',
    currency: 'currency',
    settled_on: 'settled_on',
  });
  return ({ cells }) => {
    const gone = parts.gone?.(cells) ?? false;
    const title = parts.title?.(cells) ?? null;
    const number = parts.number?.(cells) ?? title?.number ?? null;
    if (number === null) return gone ? null : missing(c, 'number', 'the number of the document');
    const date = parts.date?.(cells) ?? title?.date ?? null;
    const series = seriesOf(c, mark?.(cells) ?? title?.mark ?? prefix?.(number) ?? null, usual);
    if (gone) return takenBack(c, series, number, date);
    if (date === null && !openOnly) return missing(c, 'date', 'the date of the document');
    const customer = parts.customer(cells);
    if (series === null || customer === null) return null;
    const values = blank.slice();
    values[at.series] = series;
    values[at.number] = numberOf(c, number, date);
    values[at.account_external_id] = customer;
    values[at.account_name] = parts.customerName?.(cells) ?? null;
    values[at.salesperson_external_id] = parts.rep?.(cells) ?? null;
    values[at.salesperson_name] = parts.repName?.(cells) ?? null;
    values[at.doc_date] = date;
    values[at.due_date] = due?.(cells) ?? later(date, days?.(cells) ?? null);
    let gives = [net?.(cells) ?? null, tax?.(cells) ?? null, gross?.(cells) ?? null, open?.(cells) ?? null];
    if (series === 'credit') gives = negative(gives);
    [values[at.net], values[at.tax], values[at.gross], values[at.open_amount]] = gives as [
      string,
      string,
      string,
      string,
    ];
    if (openOnly) {
      values[at.open_only] = 'true';
      values[at.open_amount] ??= gives[2] ?? gives[0] ?? null;
    }
    if (values[at.open_amount] !== null) values[at.open_as_of] = asOf?.(cells) ?? null;
    values[at.disputed] = disputed?.(cells) ?? null;
    for (let index = 0; index < rest.places.length; index++) values[rest.places[index]!] = rest.readers[index]!(cells);
    return [{ stage: 'documents', values }];
  };
}

const later = (date: string | null, days: string | null): string | null =>
  date === null || days === null ? null : addDays(date, Number(days));

/** Amounts of a credit note: negative, when the first of them that says anything is not. */
function negative(given: (string | null)[]): (string | null)[] {
  const leading = given.find((each) => each !== null && /[1-9]/.test(each)) ?? null;
  return leading === null || isNegative(leading) ? given : given.map((each) => (each === null ? null : negated(each)));
}

/** Payments: money received positive, refunds negative. */
export function paymentsEmit(c: Compiling): Emit {
  const parts = common(c);
  const mark = markReader(c);
  const row = paymentRow(c, c.need('amount'), c.read('document_number'));
  return ({ cells }) => {
    const gone = parts.gone?.(cells) ?? false;
    const title = parts.title?.(cells) ?? null;
    const number = parts.number?.(cells) ?? title?.number ?? null;
    const date = parts.date?.(cells) ?? title?.date ?? null;
    if (gone) return takenBack(c, 'payment', number, date);
    if (date === null) return missing(c, 'date', 'the date of the payment');
    const customer = parts.customer(cells);
    if (customer === null) return null;
    const said = mark?.(cells) ?? title?.mark ?? null;
    if (said === 'invoice' || said === 'order' || said === 'ignore')
      return c.faults.set(
        'mark',
        said,
        'otherKind',
        `The row is ${said === 'ignore' ? 'no payment' : `an ${said}`}, not a payment.`,
      );
    return row(
      cells,
      number,
      date,
      customer,
      parts.customerName?.(cells) ?? null,
      said === 'refund' || said === 'credit',
    );
  };
}

type PaymentRow = (
  cells: Parameters<Reader>[0],
  number: string | null,
  date: string,
  customer: string,
  name: string | null,
  refund: boolean,
) => ReturnType<Emit>;

function paymentRow(c: Compiling, amount: Reader, document: Reader | null): PaymentRow {
  const { blank, at } = shapeOfStage('payments');
  const currency = c.read('currency');
  const sign = c.mapping.options.payments ?? 'positive';
  return (cells, number, date, customer, name, refund) => {
    const found = amount(cells);
    if (found === null) return c.faults.first === null ? missing(c, 'amount', 'the amount') : null;
    let value = found;
    if (refund) value = isNegative(found) ? found : negated(found);
    else if (sign === 'negative' || (sign === 'auto' && isNegative(found))) value = negated(found);
    const values = blank.slice();
    values[at.number] = number === null ? `payment:${date}:${customer}:${value}` : numberOf(c, number, date);
    values[at.account_external_id] = customer;
    values[at.account_name] = name;
    values[at.paid_on] = date;
    values[at.currency] = currency?.(cells) ?? null;
    values[at.amount] = value;
    values[at.document_number] = document?.(cells) ?? null;
    return [{ stage: 'payments', values }];
  };
}

/**
 * Headers and payments in one table. A row whose mark nobody knows is judged by itself: with the number of a document it is one, without it is a payment; debit and
 * credit columns say it by which of them is filled.
 */
export function transactionsEmit(c: Compiling): Emit {
  const parts = common(c);
  const mark = markReader(c);
  const paymentNumber = c.read('payment_number');
  const debit = c.read('debit');
  const credit = c.read('credit');
  const { net, gross } = amounts(c);
  const asDocument = documentsEmit(c, 'sale');
  const money = gross ?? net ?? credit ?? debit ?? c.need('amount');
  const asPayment = paymentRow(
    c,
    credit !== null ? (cells) => credit(cells) ?? minus(debit?.(cells) ?? null) : money,
    null,
  );
  const { at } = shapeOfStage('documents');
  const kindOf = (cells: Parameters<Reader>[0], title: TitleParts | null): DocMark => {
    const said = mark?.(cells) ?? title?.mark ?? null;
    if (said !== null && said !== 'unknown') return said;
    if (debit !== null || credit !== null) return nonZero(debit?.(cells) ?? null) ? 'invoice' : 'payment';
    const number = parts.number?.(cells) ?? title?.number ?? null;
    const amount = money(cells);
    if (number === null || (paymentNumber === null && mark === null && isNegative(amount))) return 'payment';
    return isNegative(amount) ? 'credit' : 'invoice';
  };
  return (row) => {
    const { cells } = row;
    const title = parts.title?.(cells) ?? null;
    const kind = kindOf(cells, title);
    if (kind === 'ignore') return nothing;
    if (kind !== 'payment' && kind !== 'refund') {
      const made = asDocument(row);
      if (made === null || (debit === null && credit === null)) return relabelled(c, made, kind, at.series);
      const value = nonZero(debit?.(cells) ?? null) ?? minus(credit?.(cells) ?? null);
      if (value !== null) made[0]!.values[at.gross] = kind === 'credit' && !isNegative(value) ? negated(value) : value;
      return relabelled(c, made, kind, at.series);
    }
    const gone = parts.gone?.(cells) ?? false;
    const number = paymentNumber?.(cells) ?? parts.number?.(cells) ?? title?.number ?? null;
    const date = parts.date?.(cells) ?? title?.date ?? null;
    if (gone) return takenBack(c, 'payment', number, date);
    if (date === null) return missing(c, 'date', 'the date');
    const customer = parts.customer(cells);
    if (customer === null) return null;
    return asPayment(cells, number, date, customer, parts.customerName?.(cells) ?? null, kind === 'refund');
  };
}

const nonZero = (text: string | null): string | null => (text !== null && /[1-9]/.test(text) ? text : null);
const minus = (text: string | null): string | null => (text === null ? null : new Big(text).neg().toFixed());

// A row judged by its sign alone gets the series of the judgement, also where it takes its document back.
function relabelled(c: Compiling, made: ReturnType<Emit>, kind: DocMark, series: number): ReturnType<Emit> {
  if (kind !== 'credit') return made;
  if (made?.[0]) made[0].values[series] = 'credit';
  if (c.faults.first?.withdraws) c.faults.first.withdraws.series = 'credit';
  return made;
}
