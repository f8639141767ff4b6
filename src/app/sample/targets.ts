import { quarterStart } from './days.ts';
import type { Random } from './random.ts';
import type { Currency, InvoiceRow, Period, TargetRow } from './rows.ts';

/** Quarterly targets in EUR per salesperson: near the actual in the first year, then the same quarter a year before plus some. */
export function makeTargets(
  rng: Random,
  invoices: readonly InvoiceRow[],
  period: Period,
  rate: (currency: Currency, day: number) => number,
): TargetRow[] {
  const actual = new Map<string, number>();
  for (const invoice of invoices) {
    const key = `${invoice.salesperson} ${quarterStart(invoice.date)}`;
    actual.set(key, (actual.get(key) ?? 0) + (invoice.net * rate(invoice.currency, invoice.date)) / 1e8);
  }
  const people = [...new Set(invoices.map((invoice) => invoice.salesperson))].sort();
  const targets: TargetRow[] = [];
  for (let from = quarterStart(period.first); from <= period.last; from = quarterStart(from, 1)) {
    for (const salesperson of people) {
      const before = actual.get(`${salesperson} ${quarterStart(from, -4)}`);
      const now = actual.get(`${salesperson} ${from}`);
      const sold = from - period.first < 370 ? now : before;
      if (!sold || sold < 5000 || (salesperson === 'S12' && !now)) continue;
      const ask = rng.fork(`${salesperson} ${from}`).between(1.0, 1.1);
      targets.push({
        salesperson,
        from,
        to: quarterStart(from, 1) - 1,
        amount: Math.ceil((sold * ask) / 1000) * 100_000,
      });
    }
  }
  return targets;
}
