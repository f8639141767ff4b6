import { divideRounded } from '../../pure/money.ts';

/** Amounts of the sample company: whole minor units as plain integers (all its currencies have two decimals). */
export type Cents = number;

/**
 * Net amount of a line: quantity x price x (1 - discount), rounded once, half away from zero.
 * @param milli quantity in thousandths of the unit
 * @param price unit price in cents
 * @param discount in hundredths of a percent
 */
export function lineNet(milli: number, price: Cents, discount: number): Cents {
  return Number(divideRounded(BigInt(milli) * BigInt(price) * BigInt(10_000 - discount), 10_000_000n));
}

/** A percentage (in hundredths of a percent) of an amount, rounded half away from zero. */
export function percentOf(amount: Cents, hundredths: number): Cents {
  return Number(divideRounded(BigInt(amount) * BigInt(hundredths), 10_000n));
}

/** An amount in cents as a decimal text: `-1234.50`. */
export function decimal(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const text = String(Math.abs(cents)).padStart(3, '0');
  return `${sign}${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** A number of thousandths or hundredths as a decimal text without needless zeros: 1500, 3 -> `1.5`. */
export function plain(value: number, places: number): string {
  const sign = value < 0 ? '-' : '';
  const text = String(Math.abs(value)).padStart(places + 1, '0');
  const tail = text.slice(-places).replace(/0+$/, '');
  return sign + text.slice(0, -places) + (tail ? `.${tail}` : '');
}
