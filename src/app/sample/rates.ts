import { type Day, weekdayOf } from './days.ts';
import type { Random } from './random.ts';
import type { Currency, Period, RateRow } from './rows.ts';

const SERIES = [
  { currency: 'USD', middle: 0.918, swing: 0.035, noise: 0.0022 },
  { currency: 'RUB', middle: 0.01042, swing: 0.09, noise: 0.005 },
] as const;

/** Invented smooth exchange rates for every weekday from ten days before the period to its last day. */
export function makeRates(rng: Random, period: Period): RateRow[] {
  const rows: RateRow[] = [];
  for (const { currency, middle, swing, noise } of SERIES) {
    const own = rng.fork(currency);
    const phase = own.between(0, 6);
    let drift = 0;
    for (let day = period.first - 10; day <= period.last; day++) {
      if (weekdayOf(day) > 5) continue;
      drift = drift * 0.985 + own.normal() * noise;
      const wave = Math.sin(day / 170 + phase) * swing + Math.sin(day / 61 + phase) * swing * 0.3;
      rows.push({ date: day, currency, micro: Math.round(middle * (1 + wave + drift) * 1e6) });
    }
  }
  return rows;
}

/** Looks a rate up: EUR for one unit in millionths, of the day or the last one before it. */
export function rateTable(rows: readonly RateRow[]): (currency: Currency, day: Day) => number {
  const byKey = new Map(rows.map((row) => [`${row.currency}${row.date}`, row.micro]));
  return (currency, day) => {
    if (currency === 'EUR') return 1_000_000;
    for (let d = day; d > day - 12; d--) {
      const micro = byKey.get(currency + d);
      if (micro !== undefined) return micro;
    }
    throw new Error(`no rate of ${currency} for day ${day}`);
  };
}
