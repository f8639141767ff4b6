import Big from 'big.js';
import { addDays } from '../../pure/period.ts';
import { latestOf, numberOf, type Series, seriesOf, takenBack } from './rules-compile-documents.ts';
import { goneReader, isNegative, markReader, negated, prefixReader, titleReader } from './rules-compile-titles.ts';
import { periodOf } from './rules-periods.ts';
import type { Reader } from './rules-readers.ts';
import { type Compiling, type Emit, plain, shapeOfStage } from './rules-staged.ts';

const { blank, at } = shapeOfStage('lines');

/** Fills quantity, amounts, cost and profit of a line; false when a fault was set. */
type Filler = (cells: Parameters<Reader>[0], values: (string | null)[], credit: boolean) => void;

function filler(c: Compiling): Filler {
  const names = [
    'quantity',
    'price',
    'net',
    'tax',
    'gross',
    'amount',
    'cost',
    'unit_cost',
    'profit',
    'discount_amount',
    'discount',
  ] as const;
  const [quantity, price, netOf, tax, grossOf, amount, cost, unitCost, profit, discountAmount, discount] = names.map(
    (name) => c.read(name),
  );
  const asGross = c.mapping.options.amount === 'gross';
  const net = netOf ?? (asGross ? null : (amount ?? null));
  const gross = grossOf ?? (asGross ? (amount ?? null) : null);
  const inAmounts = c.mapping.options.discount === 'amount';
  const taken = discountAmount ?? (inAmounts ? discount : null);
  const rest = plain(c, 'lines', {
    line_no: 'line_no',
    product_name: 'product_name',
    product_group: 'product_group',
    currency: 'currency',
    description: 'description',
  });
  const product = c.read('product') ?? c.read('product_name');
  return (cells, values, credit) => {
    for (let index = 0; index < rest.places.length; index++) values[rest.places[index]!] = rest.readers[index]!(cells);
    if (product != null) values[at.product_external_id] = product(cells);
    let q = quantity != null ? quantity(cells) : null;
    const p = price != null ? price(cells) : null;
    let n = net != null ? net(cells) : null;
    let t = tax != null ? tax(cells) : null;
    let g = gross != null ? gross(cells) : null;
    let k = cost != null ? cost(cells) : null;
    let m = profit != null ? profit(cells) : null;
    if (discount != null && !inAmounts) values[at.discount] = discount(cells);
    if (n === null && g === null && taken != null && q !== null && p !== null) {
      const off = taken(cells);
      if (off !== null)
        n = new Big(q)
          .times(p)
          .minus(isNegative(q) !== isNegative(off) ? minus(off) : off)
          .toFixed();
    }
    if (k === null && unitCost != null) {
      const each = unitCost(cells);
      if (each !== null) k = new Big(each).times(q ?? '1').toFixed();
    }
    // One sign for the row: what comes back is negative in quantity and amounts, however the file writes it.
    const lead = n ?? g;
    const priced = !isNegative(p);
    const back = credit || (priced && (isNegative(q) || (p !== null && q !== null && isNegative(lead))));
    if (back) {
      if (m !== null && !isNegative(m) && !isNegative(lead ?? q)) m = negated(m);
      if (q !== null && priced && !isNegative(q)) q = negated(q);
      if (n !== null && !isNegative(n)) n = negated(n);
      if (g !== null && !isNegative(g)) g = negated(g);
      if (t !== null && !isNegative(t)) t = negated(t);
      if (k !== null && !isNegative(k)) k = negated(k);
    }
    values[at.quantity] = q;
    values[at.unit_price] = p;
    values[at.net] = n;
    values[at.tax] = t;
    values[at.gross] = g;
    values[at.cost] = k;
    values[at.profit] = m;
    if (n === null && g === null && (q === null || p === null) && c.faults.first === null)
      c.faults.set('net', '', 'required', 'The row has no amount, and not both quantity and price.');
  };
}

const minus = (text: string): string => new Big(text).neg().toFixed();

/** Lines that name their document by its number only. */
export function linesEmit(c: Compiling, usual: Series): Emit {
  const number = c.read('number');
  const title = titleReader(c, latestOf(c));
  const mark = markReader(c);
  const prefix = prefixReader(c);
  const gone = goneReader(c);
  const fill = filler(c);
  return ({ cells }) => {
    if (gone?.(cells)) return null;
    const parts = title?.(cells) ?? null;
    const found = number?.(cells) ?? parts?.number ?? null;
    if (found === null)
      return c.faults.set(
        'number',
        '',
        'required',
        `There is nothing in "${c.mapping.fields.number ?? c.mapping.fields.document}", where the number of the document must stand.`,
      );
    const series = seriesOf(c, mark?.(cells) ?? parts?.mark ?? prefix?.(found) ?? null, usual);
    if (series === null) return null;
    const values = blank.slice();
    values[at.series] = series;
    values[at.number] = numberOf(c, found, parts?.date ?? null);
    fill(cells, values, series === 'credit');
    return [{ stage: 'lines', values }];
  };
}

/**
 * Flat sales: every row has its document and its line. Without a number one is made: `sales:DATE:CUSTOMER`, or `report:MONTH:CUSTOMER` where rows only have a
 * month (then dated on its last day).
 */
export function flatEmit(c: Compiling): Emit {
  const number = c.read('number');
  const title = titleReader(c, latestOf(c));
  const date = c.read('date');
  const period = c.read('period');
  const year = c.read('year');
  const month = c.read('month');
  const customer = c.need('customer', 'customer_name');
  const customerName = c.read('customer_name');
  const rep = c.read('salesperson') ?? c.read('salesperson_name');
  const repName = c.read('salesperson_name');
  const due = c.read('due_date');
  const days = c.read('payment_days');
  const mark = markReader(c);
  const prefix = prefixReader(c);
  const gone = goneReader(c);
  const fill = filler(c);
  const printed = c.mapping.fields.date === undefined && c.mapping.fields.document === undefined;
  return ({ cells }) => {
    const isGone = gone?.(cells) ?? false;
    const parts = title === null ? null : title(cells);
    let day = (date !== null ? date(cells) : null) ?? parts?.date ?? null;
    let id = (number !== null ? number(cells) : null) ?? parts?.number ?? null;
    const said =
      (mark !== null ? mark(cells) : null) ?? parts?.mark ?? (id !== null && prefix !== null ? prefix(id) : null);
    const series = said === null ? (c.mapping.options.series ?? 'sale') : seriesOf(c, said, 'sale');
    if (isGone) return takenBack(c, series, id, day);
    if (day === null && (period !== null || year !== null) && c.faults.first === null) {
      const words = [period?.(cells), month?.(cells), year?.(cells)]
        .filter((part) => part !== null && part !== undefined)
        .join(' ');
      day = words === '' ? null : (periodOf(words)?.to ?? null);
      if (day === null && words !== '')
        return c.faults.set('period', words, 'period', `"${words}" is not a month, a quarter or a year.`);
    }
    if (day === null) {
      if (c.faults.first !== null) return null;
      return c.faults.set(
        'date',
        '',
        'required',
        `There is nothing in "${c.mapping.fields.date ?? c.mapping.fields.document ?? 'date'}", where the date of the sale must stand.`,
      );
    }
    const who = customer(cells);
    if (who === null) return null;
    if (series === null) return null;
    id = id === null ? (printed ? `report:${day.slice(0, 7)}:${who}` : `sales:${day}:${who}`) : numberOf(c, id, day);
    const values = blank.slice();
    values[at.series] = series;
    values[at.number] = id;
    values[at.account_external_id] = who;
    if (customerName !== null) values[at.account_name] = customerName(cells);
    if (rep !== null) values[at.salesperson_external_id] = rep(cells);
    if (repName !== null) values[at.salesperson_name] = repName(cells);
    values[at.doc_date] = day;
    if (due !== null) values[at.due_date] = due(cells);
    if (days !== null && values[at.due_date] === null) {
      const term = days(cells);
      if (term !== null) values[at.due_date] = addDays(day, Number(term));
    }
    fill(cells, values, series === 'credit');
    return [{ stage: 'lines', values }];
  };
}
