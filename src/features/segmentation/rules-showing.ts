import { digitsOf, divideRounded, readDecimal } from '../../pure/money.ts';

/** In which currency amounts are shown: one unit of it is `rate` units of `base`, by the rate in force on `day`. */
export interface Showing {
  base: string;
  currency: string;
  rate: string;
  day: string;
}

/** Amounts as the ledger adds them up. */
export const inBase = (base: string): Showing => ({ base, currency: base, rate: '1', day: '' });

/** What a minor unit of the base currency is in minor units of the shown one, as a fraction. */
export function fractionOf({ base, currency, rate }: Showing): { times: bigint; over: bigint } {
  if (base === currency) return { times: 1n, over: 1n };
  const { units, scale } = readDecimal(rate);
  return {
    times: 10n ** BigInt(digitsOf(currency) + scale),
    over: units * 10n ** BigInt(digitsOf(base)),
  };
}

/** An amount of the base currency in the shown one, rounded half away from zero. */
export function shownAmount(minor: bigint, showing: Showing): bigint {
  const { times, over } = fractionOf(showing);
  return over === times ? minor : divideRounded(minor * times, over);
}
