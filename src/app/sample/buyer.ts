import type { Course } from './chains.ts';
import type { Day } from './days.ts';
import type { Random } from './random.ts';
import type { Currency, CustomerRow, Period, ProductRow } from './rows.ts';

/** How an account pays: typical delay after the due date in days, and its spread. */
export interface PayingHabit {
  delay: number;
  spread: number;
}

/** A customer that is invoiced, with what drives its buying. */
export interface Buyer {
  customer: CustomerRow;
  /** Code of the topmost account above it. */
  top: string;
  /** Net revenue of the last twelve months aimed at, in EUR. */
  yearly: number;
  ordersPerYear: number;
  course: Course;
  /** Yearly growth of a steady course, as a fraction. */
  growth: number;
  discount: number;
  assortment: readonly ProductRow[];
  /** Buys between these days only (both included). */
  from: Day;
  until: Day;
  /** Product groups it no longer buys from a day on. */
  stopped: { groups: readonly string[]; from: Day } | undefined;
  habit: PayingHabit;
  /** Preferred weekday of ordering, Monday = 1. */
  weekday: number;
}

/** Size of a buyer's demand at a day against its last twelve months (about 1 there): its course over the years. */
export function courseFactor(buyer: Pick<Buyer, 'course' | 'growth'>, day: Day, period: Period): number {
  const ago = (period.last - day) / 365.25;
  switch (buyer.course) {
    case 'steady':
      return (1 + buyer.growth) ** (0.5 - ago);
    case 'rising':
      return 1.3 ** (0.5 - ago);
    case 'emerging':
      return 1.7 ** (0.5 - ago);
    case 'falling':
      return ago >= 1.8 ? 1.42 : 0.8 + (1.42 - 0.8) * (ago / 1.8);
  }
}

/** Units of the currency for one EUR, roughly: for credit limits and price lists. */
const perEuro: Readonly<Record<Currency, number>> = { EUR: 1, USD: 1.09, RUB: 96 };

/** A round credit limit for a yearly revenue in EUR, in cents of the currency. */
export function creditLimit(yearly: number, currency: Currency, paymentDays: number): number {
  const need = ((yearly * (paymentDays + 25)) / 365) * perEuro[currency];
  const step = 10 ** Math.max(3, Math.floor(Math.log10(need)) - 1);
  return Math.ceil(need / step) * step * 100;
}

/** A random paying habit: most are punctual, some slow, a few late. */
export function habit(rng: Random): PayingHabit {
  const luck = rng.next();
  if (luck < 0.68) return { delay: rng.int(-3, 2), spread: 2 };
  if (luck < 0.91) return { delay: rng.int(5, 16), spread: 6 };
  return { delay: rng.int(20, 40), spread: 12 };
}

/** A random part of the range. */
export function assortment(rng: Random, products: readonly ProductRow[], groups: number, size: number): ProductRow[] {
  const names = rng.shuffle([...new Set(products.map((p) => p.group))].filter((g) => g !== 'Coffee in bulk'));
  const chosen = new Set(names.slice(0, groups));
  if (rng.chance(0.15)) chosen.add('Coffee in bulk');
  return rng.shuffle(products.filter((p) => chosen.has(p.group))).slice(0, size);
}
