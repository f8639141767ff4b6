import { type Buyer, courseFactor } from './buyer.ts';
import { type Cents, lineNet, percentOf } from './cents.ts';
import { type Day, isWorkday, monthOf, quarterStart, weekdayOf, workdayFrom, yearOf } from './days.ts';
import { seasonOf } from './products.ts';
import type { Random } from './random.ts';
import type { Currency, InvoiceRow, LineRow, OrderRow, Period, ProductRow } from './rows.ts';

type Rate = (currency: Currency, day: Day) => number;

/** How likely an order is on a weekday (index 1 = Monday): the week's first days bring most. */
const WEEK = [0, 1.3, 1.2, 1, 0.9, 0.6];
const PRICE_RISE = 1.028;
const COST_RISE = 1.022;

/** The salesperson on a document: the responsible one of that day. S12 left fourteen months before the end. */
export function salespersonAt(buyer: Buyer, day: Day, period: Period): string {
  if (buyer.top === '902' && day < period.last - 425) return 'S12';
  return buyer.customer.manager || 'S11';
}

/** The next order day: a workday, drawn to the buyer's own weekday and to the first days of the week. */
function orderDay(rng: Random, buyer: Buyer, day: Day): Day {
  let d = workdayFrom(Math.round(day));
  if (rng.chance(0.6)) while (weekdayOf(d) !== buyer.weekday || !isWorkday(d)) d++;
  else while (!isWorkday(d) || !rng.chance((WEEK[weekdayOf(d)] ?? 0) / 1.3)) d++;
  return d;
}

/** Price and cost of a product at a day in the currency: price lists are made each quarter, prices rise in January. */
function priceAt(
  product: ProductRow,
  currency: Currency,
  day: Day,
  period: Period,
  rate: Rate,
): { price: Cents; cost: Cents } {
  const years = yearOf(period.last) - yearOf(day);
  const listed = rate(currency, Math.max(quarterStart(day), period.first)) / 1e6;
  const price = Math.round(product.price / PRICE_RISE ** years / listed);
  const cost = Math.round((product.cost / COST_RISE ** years / rate(currency, day)) * 1e6);
  return { price, cost };
}

function orderLines(rng: Random, buyer: Buyer, day: Day, period: Period, rate: Rate): LineRow[] {
  const { currency, country } = buyer.customer;
  const stopped = buyer.stopped && day >= buyer.stopped.from ? new Set<string>(buyer.stopped.groups) : undefined;
  let wanted =
    (buyer.yearly / buyer.ordersPerYear) * courseFactor(buyer, day, period) * Math.exp(rng.normal() * 0.25 - 0.03);
  wanted = (wanted * 1e8) / rate(currency, day);
  let count = 1;
  while (count < 11 && rng.chance(0.745)) count++;
  const chosen = new Set<ProductRow>();
  for (let i = 0; i < count; i++) chosen.add(rng.pick(buyer.assortment));
  const promotion = rng.chance(0.08) ? 500 : 0;
  const weights = [...chosen].map(() => rng.between(0.4, 1.6));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const lines: LineRow[] = [];
  [...chosen].forEach((product, i) => {
    if (stopped?.has(product.group)) return;
    const { price, cost } = priceAt(product, currency, day, period, rate);
    const discount = Math.min(4000, buyer.discount + promotion + (rng.chance(0.05) ? rng.pick([150, 250, 300]) : 0));
    const value = (wanted * weights[i]! * seasonOf(product.group, monthOf(day))) / total;
    const units = value / (price * (1 - discount / 10_000));
    const milli =
      product.unit === 'kg' ? Math.max(1, Math.round(units * 4)) * 250 : Math.max(1, Math.round(units)) * 1000;
    const net = lineNet(milli, price, discount);
    const tax = percentOf(net, country === 'DE' ? product.vat : 0);
    const known = rng.chance(0.91);
    lines.push({
      line: lines.length + 1,
      product: product.code,
      milli,
      price,
      discount,
      net,
      tax,
      cost: known ? lineNet(milli, cost, 0) : undefined,
    });
  });
  return lines;
}

/** A line with another quantity: amounts follow. */
function withQuantity(
  line: LineRow,
  milli: number,
  country: string,
  products: ReadonlyMap<string, ProductRow>,
): LineRow {
  const net = lineNet(milli, line.price, line.discount);
  const tax = percentOf(net, country === 'DE' ? products.get(line.product)!.vat : 0);
  const cost = line.cost === undefined ? undefined : Math.round((line.cost * milli) / line.milli);
  return { ...line, milli, net, tax, cost };
}

const sum = (lines: readonly LineRow[], of: 'net' | 'tax') => lines.reduce((total, line) => total + line[of], 0);
const renumber = (lines: readonly LineRow[]) => lines.map((line, i) => ({ ...line, line: i + 1 }));

function invoice(type: InvoiceRow['type'], order: OrderRow, date: Day, due: Day, lines: LineRow[]): InvoiceRow {
  const net = sum(lines, 'net');
  const tax = sum(lines, 'tax');
  return { ...order, number: '', type, date, due, lines: renumber(lines), net, tax, gross: net + tax };
}

/** What was delivered of an order: now and then less than ordered, or a line not at all. */
function delivered(
  rng: Random,
  lines: readonly LineRow[],
  country: string,
  products: ReadonlyMap<string, ProductRow>,
): LineRow[] {
  const kept = lines.filter((_, i) => i === 0 || !rng.chance(0.012));
  return kept.map((line) => {
    if (line.milli < 4000 || !rng.chance(0.03)) return line;
    return withQuantity(line, Math.floor((line.milli * rng.between(0.6, 0.95)) / 1000) * 1000, country, products);
  });
}

/** Part of an invoice comes back: one or two lines, with negative quantities. */
function returned(
  rng: Random,
  lines: readonly LineRow[],
  country: string,
  products: ReadonlyMap<string, ProductRow>,
): LineRow[] {
  return rng
    .shuffle(lines)
    .slice(0, rng.int(1, 2))
    .map((line) => {
      const units = Math.max(1, Math.round((line.milli / 1000) * rng.between(0.05, 0.4)));
      return withQuantity(line, -Math.min(units * 1000, line.milli), country, products);
    });
}

/** Gives numbers in order of date and customer, counted per year: `INV-26-00001`. */
function numbered<T extends OrderRow>(rows: T[], prefix: string): T[] {
  const counters = new Map<number, number>();
  rows.sort((a, b) => a.date - b.date || (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0));
  for (const row of rows) {
    const year = yearOf(row.date) % 100;
    const next = (counters.get(year) ?? 0) + 1;
    counters.set(year, next);
    row.number = `${prefix}-${String(year).padStart(2, '0')}-${String(next).padStart(5, '0')}`;
  }
  return rows;
}

/** Orders, and the invoices and credit notes that follow them; sorted and numbered by date. */
export function makeSales(
  rng: Random,
  buyers: readonly Buyer[],
  products: readonly ProductRow[],
  period: Period,
  rate: Rate,
) {
  const orders: OrderRow[] = [];
  const invoices: InvoiceRow[] = [];
  const credits: InvoiceRow[] = [];
  const byCode = new Map(products.map((product) => [product.code, product]));
  for (const buyer of buyers) {
    const own = rng.fork(buyer.customer.code);
    const { code: customer, currency, country, paymentDays } = buyer.customer;
    const gap = 365.25 / buyer.ordersPerYear;
    // an order waits about two days for its weekday: start as much earlier
    for (let at = buyer.from + own.next() * gap; at <= buyer.until; at += gap * own.between(0.7, 1.3)) {
      const date = orderDay(own, buyer, at - 2);
      if (date < period.first || date > period.last) continue;
      const lines = orderLines(own, buyer, date, period, rate);
      if (lines.length === 0) continue;
      const order: OrderRow = {
        number: '',
        date,
        customer,
        salesperson: salespersonAt(buyer, date, period),
        currency,
        net: sum(lines, 'net'),
        lines: renumber(lines),
      };
      orders.push(order);
      const day = workdayFrom(date + own.int(1, 5));
      if (day > period.last) continue;
      const shipped = delivered(own, order.lines, country, byCode);
      invoices.push(invoice('invoice', order, day, day + paymentDays, shipped));
      const back = workdayFrom(day + own.int(4, 28));
      if (own.chance(0.026) && back <= period.last)
        credits.push(invoice('credit note', order, back, back, returned(own, shipped, country, byCode)));
    }
  }
  return { orders: numbered(orders, 'ORD'), invoices: [...numbered(invoices, 'INV'), ...numbered(credits, 'CN')] };
}
