import { partsPerMillion, reaches, sum } from '../../pure/money.ts';
import { type Period, windowOf } from '../../pure/period.ts';
import type { SegmentationRules } from '../settings/contract.ts';
import { type Figure, known, unknown, type XyzClass } from './rules-settings.ts';

export interface Xyz {
  class: XyzClass;
  /** Coefficient of variation, sample sigma / mean (0.1 = 10 %). */
  variation: Figure;
}

/**
 * XYZ: how evenly an account buys. CV = sample sigma / mean over equal periods (months); X < 10 %, Y < 25 %, else Z. Of `months` the last `counted` are
 * taken, which the caller counts from the month of the first purchase on: zeros before it say nothing, zeros after it count. Mean <= 0 or fewer than
 * 6 months: N with the reason. Source: formulas.md, "Who is key".
 */
export function xyz(months: readonly bigint[], rules: SegmentationRules['xyz'], counted = months.length): Xyz {
  if (counted < Math.max(2, rules.minimumMonths)) {
    return { class: 'N', variation: unknown('xyz.shortHistory', { months: counted, needed: rules.minimumMonths }) };
  }
  const values = new Array<number>(counted);
  let mean = 0;
  for (let index = 0; index < counted; index += 1) {
    const value = Number(months[months.length - counted + index]);
    values[index] = value;
    mean += value / counted;
  }
  let squares = 0;
  let size = 0;
  for (const value of values) {
    squares += (value - mean) ** 2;
    size += Math.abs(value);
  }
  // Amounts that cancel out leave no digits in the mean: the whole numbers decide there, and next to a threshold.
  const isClear = mean * counted > size * 1e-6;
  const variation = Math.sqrt(squares / (counted - 1)) / mean;
  const isNear = (threshold: number) => Math.abs(variation - threshold) < 1e-6;
  if (!isClear || isNear(rules.x) || isNear(rules.y)) return exactXyz(months.slice(-counted), rules);
  return { class: variation < rules.x ? 'X' : variation < rules.y ? 'Y' : 'Z', variation: known(variation) };
}

/** XYZ in whole numbers: CV^2 = n (n Sum x^2 - S^2) / ((n - 1) S^2). */
export function exactXyz(months: readonly bigint[], rules: SegmentationRules['xyz']): Xyz {
  const n = BigInt(months.length);
  const total = sum(months);
  if (total <= 0n) return { class: 'N', variation: unknown('xyz.noMean') };
  const squares = sum(months.map((month) => month * month));
  const spread = n * (n * squares - total * total);
  const level = (n - 1n) * total * total;
  const below = (threshold: number) => spread * 1_000_000_000_000n < level * partsPerMillion(threshold) ** 2n;
  return {
    class: below(rules.x) ? 'X' : below(rules.y) ? 'Y' : 'Z',
    variation: known(Math.sqrt(Number(spread) / Number(level))),
  };
}

/**
 * Growth against the same months of the year before: (now - prior) / prior, 0.2 = 20 % more. A prior of zero or less has no growth rate
 * (`growth.noBase`); null for prior means that the ledger does not reach back so far (`growth.shortHistory`).
 */
export function growth(amount: bigint, prior: bigint | null): Figure {
  if (prior === null) return unknown('growth.shortHistory');
  if (prior <= 0n) return unknown('growth.noBase');
  return known(Number(amount - prior) / Number(prior));
}

/** Whether growth >= the fraction, decided in whole numbers; false when there is no rate. */
export function growsBy(amount: bigint, prior: bigint | null, fraction: number): boolean {
  return prior !== null && prior > 0n && reaches(amount - prior, prior, fraction);
}

export interface QuartersUp {
  up: number;
  of: number;
}

/**
 * In how many of the last quarters (blocks of three full months, the last ending with the last month given) the account bought more than in the
 * same months a year before. `months` ends with the last full month of the period and reaches back at least 12 + 3 x quarters; null when it does not.
 */
export function quartersUp(months: readonly bigint[], quarters: number): QuartersUp | null {
  if (months.length < 12 + 3 * quarters) return null;
  let up = 0;
  for (let index = 0; index < quarters; index += 1) {
    const last = months.length - 3 * index - 1;
    const now = months[last]! + months[last - 1]! + months[last - 2]!;
    if (now > months[last - 12]! + months[last - 13]! + months[last - 14]!) up += 1;
  }
  return { up, of: quarters };
}

/** The window in which an order makes an account active: the last N days up to the day, both ends included. */
export function activeWindow(asOf: string, rules: SegmentationRules['active']): Period {
  return windowOf(asOf, rules.days);
}

/** The window without any purchase that makes an account dormant: the active window, twice over. */
export function dormantWindow(asOf: string, rules: SegmentationRules['active']): Period {
  return windowOf(asOf, rules.days * rules.dormantTimes);
}

/** In the active client base: at least one order (a setting) in the active window. `orders` counts those in the window. */
export function isActive(orders: number, rules: SegmentationRules['active']): boolean {
  return orders >= rules.orders;
}

/** Bought once, but nothing in the dormant window. An account that never bought is a prospect, not dormant. */
export function isDormant(lastPurchase: string | null, asOf: string, rules: SegmentationRules['active']): boolean {
  return lastPurchase !== null && lastPurchase < dormantWindow(asOf, rules).from;
}
