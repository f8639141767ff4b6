import type { Buyer } from './buyer.ts';
import { type Day, weekdayOf, workdayFrom, yearOf } from './days.ts';
import type { Random } from './random.ts';
import type { InvoiceRow, PaymentRow, Period } from './rows.ts';

/** The next payment run of a customer: Tuesdays or Thursdays. */
function paymentRun(day: Day, weekday: number): Day {
  let d = day;
  while (weekdayOf(d) !== weekday) d++;
  return workdayFrom(d);
}

/** A dispute is settled or written off within so many days. */
const DISPUTED_DAYS = 320;

/** The parts in which an invoice is paid: `after` days past the due date each. Nothing for one in dispute. */
function parts(rng: Random, invoice: InvoiceRow, delay: number, young: boolean): { after: number; amount: number }[] {
  const luck = rng.next();
  if (young && luck < 0.006) return [];
  if (young && luck < 0.015) return [{ after: delay, amount: Math.round(invoice.gross * rng.between(0.96, 0.99)) }];
  if (luck < 0.03) {
    const first = Math.round(invoice.gross * rng.between(0.4, 0.8));
    return [
      { after: delay, amount: first },
      { after: delay + rng.int(20, 45), amount: invoice.gross - first },
    ];
  }
  return [{ after: delay, amount: invoice.gross }];
}

/** Payments up to the last day: one per payment run of a customer, allocated to its invoices; credit notes are paid out. */
export function makePayments(
  rng: Random,
  buyers: readonly Buyer[],
  invoices: readonly InvoiceRow[],
  period: Period,
): PaymentRow[] {
  const habits = new Map(buyers.map((buyer) => [buyer.customer.code, buyer.habit]));
  const runs = new Map<string, PaymentRow>();
  for (const invoice of invoices) {
    const own = rng.fork(invoice.number);
    const { delay, spread } = habits.get(invoice.customer)!;
    const refund = invoice.type === 'credit note';
    const usual = refund ? own.int(10, 30) : Math.round(delay + own.normal() * spread);
    const pays = refund
      ? [{ after: usual, amount: invoice.gross }]
      : parts(own, invoice, usual, invoice.due > period.last - DISPUTED_DAYS);
    for (const { after, amount } of pays) {
      const earliest = Math.max(invoice.due + after, invoice.date);
      const cash = spread === 0;
      const date = cash
        ? workdayFrom(earliest)
        : paymentRun(earliest, invoice.customer.charCodeAt(invoice.customer.length - 1) % 2 ? 2 : 4);
      if (date > period.last || amount === 0) continue;
      const key = `${invoice.customer} ${date} ${refund ? 'out' : 'in'}`;
      const run = runs.get(key) ?? {
        number: '',
        date,
        customer: invoice.customer,
        currency: invoice.currency,
        amount: 0,
        allocations: [],
      };
      runs.set(key, run);
      run.amount += amount;
      run.allocations.push({ invoice: invoice.number, amount });
    }
  }
  const payments = [...runs.entries()]
    .sort(([a, x], [b, y]) => x.date - y.date || (a < b ? -1 : 1))
    .map(([, payment]) => payment);
  const counters = new Map<number, number>();
  for (const payment of payments) {
    const year = yearOf(payment.date) % 100;
    const next = (counters.get(year) ?? 0) + 1;
    counters.set(year, next);
    payment.number = `PAY-${String(year).padStart(2, '0')}-${String(next).padStart(5, '0')}`;
    const own = rng.fork(payment.number);
    // paid a little too much: the rest stays unallocated on the account
    if (payment.amount > 0 && own.chance(0.004))
      payment.amount += Math.round(payment.amount * own.between(0.001, 0.02)) + 1;
  }
  return payments;
}
