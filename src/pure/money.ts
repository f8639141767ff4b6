import Big from 'big.js';
import { currencyDigits } from './currencies.ts';
import { Refusal } from './refusal.ts';

/**
 * Amounts are minor units (`bigint`) with a currency; prices, quantities, discounts and rates are decimal strings. Every rounding is half away
 * from zero, so that a refund mirrors its sale to the last minor unit.
 */
export interface Amount {
  minor: bigint;
  currency: string;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const LONGEST = 80;
const POWERS: readonly number[] = Array.from({ length: 16 }, (_, index) => 10 ** index);

/** Whether the text is a plain decimal number (point, no thousands marks; an exponent as XLSX writes it is allowed). */
export function isDecimal(text: string): boolean {
  return text.length <= LONGEST && DECIMAL.test(text);
}

/** Decimal digits of the currency. Refuses (`money.currency`) a code that is none. */
export function digitsOf(currency: string): number {
  const digits = currencyDigits(currency);
  if (digits === undefined)
    throw new Refusal('money.currency', `${currency} is not a currency of ISO 4217.`, { currency });
  return digits;
}

/** units / 10^scale, exactly. Scale is never negative. Refuses (`money.decimal`) what is no decimal number. */
export function readDecimal(text: string): { units: bigint; scale: number } {
  const match = text.length <= LONGEST ? DECIMAL.exec(text) : null;
  if (!match)
    throw new Refusal('money.decimal', `"${text.slice(0, 40)}" is not a decimal number.`, { found: text.slice(0, 40) });
  const fraction = match[3] ?? '';
  const digits = BigInt(match[2]! + fraction);
  const units = match[1] === '-' ? -digits : digits;
  const scale = fraction.length - Number(match[4] ?? 0);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

/** numerator / denominator to an integer, half away from zero. The denominator must not be 0. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * top + bottom) / (2n * bottom);
  return negative ? -rounded : rounded;
}

function rescale(units: bigint, scale: number, digits: number): bigint {
  if (scale <= digits) return units * 10n ** BigInt(digits - scale);
  return divideRounded(units, 10n ** BigInt(scale - digits));
}

/** A decimal string rounded to so many digits, half away from zero: 2.345 -> 2.35, -2.345 -> -2.35. */
export function roundHalfAwayFromZero(value: string, digits: number): string {
  const big = new Big(value).round(digits, Big.roundHalfUp);
  const text = big.toFixed(digits);
  return big.eq(0) && text.startsWith('-') ? text.slice(1) : text;
}

/** A decimal string as minor units, rounded half away from zero to the currency's digits. */
export function toMinor(text: string, currency: string): bigint {
  const { units, scale } = readDecimal(text);
  return rescale(units, scale, digitsOf(currency));
}

/** As `toMinor`, but refuses (`money.digits`) an amount with more digits than the currency has: for what people type. */
export function parseAmount(text: string, currency: string): bigint {
  const { units, scale } = readDecimal(text);
  const digits = digitsOf(currency);
  if (scale > digits && units % 10n ** BigInt(scale - digits) !== 0n) {
    throw new Refusal('money.digits', `${currency} has ${digits} decimal digits: ${text} has more.`, {
      currency,
      digits,
    });
  }
  return rescale(units, scale, digits);
}

/** Minor units as a decimal string with the digits of the currency: 123456n EUR -> "1234.56", 5n JPY -> "5". */
export function formatMinor(minor: bigint, currency: string): string {
  const digits = digitsOf(currency);
  if (digits === 0) return minor.toString();
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  return `${minor < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Converts minor units at a rate: one unit of `from` is `rate` units of `to`; rounded once. The caller chooses the rate of the
 * transaction's date for flows and of the period's end for balances. Refuses (`money.rate`) a rate of zero or less.
 */
export function convert(minor: bigint, from: string, to: string, rate: string): bigint {
  if (from === to) return minor;
  const { units, scale } = readDecimal(rate);
  if (units <= 0n)
    throw new Refusal('money.rate', `The rate from ${from} to ${to} must be above zero.`, { from, to, rate });
  return rescale(minor * units, digitsOf(from) + scale, digitsOf(to));
}

/** Digits of a plain decimal of at most 15 digits as an integer; NaN for everything else (the exact road takes those). */
function quickUnits(text: string): number {
  const length = text.length;
  const negative = text.charCodeAt(0) === 45;
  const start = negative ? 1 : 0;
  if (length - start < 1 || length - start > 16) return Number.NaN;
  let units = 0;
  let digits = 0;
  let points = 0;
  for (let index = start; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      units = units * 10 + (code - 48);
      digits += 1;
    } else if (code === 46 && points === 0 && digits > 0) points += 1;
    else return Number.NaN;
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  return negative ? -units : units;
}

function quickScale(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/**
 * quantity x price x (1 - discount) in minor units, rounded once. The discount is a fraction (0.15), null when there is none.
 * Runs once per imported line: integers below 2^53 take plain arithmetic, everything else exact bigint arithmetic; both
 * give the same result.
 */
export function lineAmount(quantity: string, price: string, discount: string | null, currency: string): bigint {
  const digits = digitsOf(currency);
  const q = quickUnits(quantity);
  const p = quickUnits(price);
  let product = q * p;
  let scale = quickScale(quantity) + quickScale(price);
  if (discount !== null) {
    const d = quickUnits(discount);
    const discountScale = quickScale(discount);
    const keep = (POWERS[discountScale] ?? Number.NaN) - d;
    product = Math.abs(product) <= Number.MAX_SAFE_INTEGER ? product * keep : Number.NaN;
    scale += discountScale;
  }
  const excess = scale - digits;
  if (!(Math.abs(product) <= Number.MAX_SAFE_INTEGER) || excess > 15 || excess < 0) {
    return exactLineAmount(quantity, price, discount, digits);
  }
  const divisor = POWERS[excess]!;
  const size = Math.abs(product);
  const rest = size % divisor;
  const whole = (size - rest) / divisor;
  const rounded = rest * 2 >= divisor ? whole + 1 : whole;
  return BigInt(product < 0 ? -rounded : rounded);
}

function exactLineAmount(quantity: string, price: string, discount: string | null, digits: number): bigint {
  const q = readDecimal(quantity);
  const p = readDecimal(price);
  const d = readDecimal(discount ?? '0');
  const keep = 10n ** BigInt(d.scale) - d.units;
  return rescale(q.units * p.units * keep, q.scale + p.scale + d.scale, digits);
}

/**
 * Splits minor units by weights and loses nothing: largest remainder (Hamilton), ties to the earlier part. All weights zero: evenly.
 * The split of a refund mirrors that of its sale. Refuses (`money.weights`) no weights at all or a negative one.
 */
export function split(minor: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0 || weights.some((weight) => weight < 0n)) {
    throw new Refusal('money.weights', 'An amount is split by one or more weights, none below zero.');
  }
  if (minor < 0n) return split(-minor, weights).map((part) => -part);
  const given = weights.reduce((sum, weight) => sum + weight, 0n);
  const used = given === 0n ? weights.map(() => 1n) : weights;
  const total = given === 0n ? BigInt(weights.length) : given;
  const parts = used.map((weight) => (minor * weight) / total);
  const left = minor - parts.reduce((sum, part) => sum + part, 0n);
  const order = used
    .map((weight, index) => ({ index, rest: (minor * weight) % total }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (let turn = 0; turn < Number(left); turn += 1) parts[order[turn]!.index]! += 1n;
  return parts;
}

/** part / whole as a number (0.25 = 25 %); null when the whole is zero or less, because such a share has no meaning. */
export function share(part: bigint, whole: bigint): number | null {
  return whole <= 0n ? null : Number(part) / Number(whole);
}

/** A fraction of a setting (0.8) as parts per million, so that boundaries are compared in whole numbers. */
export function partsPerMillion(fraction: number): bigint {
  return BigInt(Math.round(fraction * 1_000_000));
}

/** Whether part / whole >= fraction, decided in whole numbers; false when the whole is zero or less. */
export function reaches(part: bigint, whole: bigint, fraction: number): boolean {
  return whole > 0n && part * 1_000_000n >= whole * partsPerMillion(fraction);
}

export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}
