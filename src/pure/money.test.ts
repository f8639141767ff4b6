import { readFileSync } from 'node:fs';
import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/runs.ts';
import { sharedData } from '../../test/shared-data.ts';
import { CURRENCIES, currencyDigits, isCurrency } from './currencies.ts';
import {
  convert,
  divideRounded,
  formatMinor,
  isDecimal,
  lineAmount,
  parseAmount,
  reaches,
  roundHalfAwayFromZero,
  share,
  split,
  sum,
  toMinor,
} from './money.ts';

const iso4217 = sharedData('vectors/iso4217-list-one.xml');

describe('currencies', () => {
  test('have the digits that they are known for', () => {
    expect(['EUR', 'JPY', 'KWD', 'CLF', 'RUB'].map(currencyDigits)).toEqual([2, 0, 3, 4, 2]);
    expect(isCurrency('XAU')).toBe(false);
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
  });

  test.skipIf(!iso4217)('agree with ISO 4217 list one', () => {
    const entries = readFileSync(iso4217!, 'utf8').matchAll(
      /<Ccy>(\w+)<\/Ccy>\s*<CcyNbr>\d+<\/CcyNbr>\s*<CcyMnrUnts>(.+?)<\/CcyMnrUnts>/g,
    );
    let seen = 0;
    for (const [, code, digits] of entries) {
      expect([code, currencyDigits(code!)]).toEqual([code, digits === 'N.A.' ? undefined : Number(digits)]);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(250);
  });
});

describe('minor units', () => {
  test('come from decimals and go back', () => {
    expect(toMinor('1234.565', 'EUR')).toBe(123457n);
    expect(toMinor('-1234.565', 'EUR')).toBe(-123457n);
    expect(toMinor('1e3', 'JPY')).toBe(1000n);
    expect(toMinor('1.5E-1', 'EUR')).toBe(15n);
    expect(toMinor('12', 'KWD')).toBe(12000n);
    expect(formatMinor(-5n, 'EUR')).toBe('-0.05');
    expect(formatMinor(5n, 'JPY')).toBe('5');
    expect(formatMinor(1234n, 'KWD')).toBe('1.234');
  });

  test('refuse what is no amount', () => {
    for (const text of ['', ' 1', '1,5', '0x10', '1 000', 'NaN', '1e9999', '-', '.', '9'.repeat(100)]) {
      expect(() => toMinor(text, 'EUR'), text).toThrow(/decimal/);
      expect(isDecimal(text)).toBe(false);
    }
    expect(() => toMinor('1', 'XXX')).toThrow(/ISO 4217/);
    expect(() => parseAmount('1.005', 'EUR')).toThrow(/digits/);
    expect(parseAmount('1.5000', 'EUR')).toBe(150n);
    expect(() => parseAmount('1.5', 'JPY')).toThrow(/digits/);
  });

  test('property: format then parse is the identity', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.constantFrom(...CURRENCIES),
        (minor, currency) => {
          expect(parseAmount(formatMinor(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });
});

describe('rounding is half away from zero', () => {
  test('examples', () => {
    expect(roundHalfAwayFromZero('2.345', 2)).toBe('2.35');
    expect(roundHalfAwayFromZero('-2.345', 2)).toBe('-2.35');
    expect(roundHalfAwayFromZero('-0.004', 2)).toBe('0.00');
    expect([5n, -5n, 4n, -4n].map((value) => divideRounded(value, 10n))).toEqual([1n, -1n, 0n, 0n]);
    expect(divideRounded(5n, -10n)).toBe(-1n);
  });

  test('property: minor units agree with big.js', () => {
    const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(decimal, ([units, scale]) => {
        const text = new Big(units.toString()).div(new Big(10).pow(scale)).toFixed();
        expect(formatMinor(toMinor(text, 'EUR'), 'EUR')).toBe(roundHalfAwayFromZero(text, 2));
      }),
    );
  });
});

describe('line amounts', () => {
  test('round once', () => {
    expect(lineAmount('12', '14.00', null, 'EUR')).toBe(16800n);
    expect(lineAmount('15', '16.8', '0.15', 'EUR')).toBe(21420n);
    expect(lineAmount('-1', '0.005', '0', 'EUR')).toBe(-1n);
    expect(lineAmount('1', '0.005', '0', 'EUR')).toBe(1n);
    expect(lineAmount('3', '333', '0.1', 'JPY')).toBe(899n);
    expect(lineAmount('1e2', '1', null, 'EUR')).toBe(10000n);
    expect(lineAmount('12345678901234567890', '1.01', null, 'EUR')).toBe(1246913569024691356890n);
    expect(() => lineAmount('1,5', '1', null, 'EUR')).toThrow(/decimal/);
  });

  const decimal = (size: number) =>
    fc
      .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** BigInt(size) }), fc.integer({ min: 0, max: 8 }))
      .map(([negative, units, scale]) => {
        const digits = units.toString().padStart(scale + 1, '0');
        const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
        return negative ? `-${text}` : text;
      });
  const discount = fc.option(
    fc.integer({ min: 0, max: 10_000 }).map((value) => (value / 10_000).toString()),
    { nil: null },
  );
  const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF');

  test.each([5, 9, 18])('property: both roads agree with big.js (numbers up to 10^%i)', (size) => {
    fc.assert(
      fc.property(decimal(size), decimal(size), discount, currency, (quantity, price, off, code) => {
        const exact = new Big(quantity).times(price).times(new Big(1).minus(off ?? 0));
        const expected = roundHalfAwayFromZero(exact.toFixed(), currencyDigits(code)!);
        expect(formatMinor(lineAmount(quantity, price, off, code), code)).toBe(expected);
      }),
      { numRuns: runs(500) },
    );
  });

  test('property: a refund mirrors its sale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), decimal(7), discount, (quantity, price, off) => {
        const sale = lineAmount(String(quantity), price, off, 'EUR');
        expect(lineAmount(String(-quantity), price, off, 'EUR')).toBe(-sale);
      }),
    );
  });
});

describe('conversion', () => {
  test('goes at the rate, between currencies of different digits', () => {
    expect(convert(10000n, 'USD', 'EUR', '0.92')).toBe(9200n);
    expect(convert(10000n, 'EUR', 'JPY', '163.455')).toBe(16346n);
    expect(convert(100n, 'JPY', 'KWD', '0.00205')).toBe(205n);
    expect(convert(-10050n, 'EUR', 'JPY', '1')).toBe(-101n);
    expect(convert(7n, 'EUR', 'EUR', '5')).toBe(7n);
    expect(() => convert(1n, 'USD', 'EUR', '0')).toThrow(/above zero/);
  });
});

describe('splitting', () => {
  test('gives the largest remainders the rest', () => {
    expect(split(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(split(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n]);
    expect(split(10n, [0n, 1n, 2n])).toEqual([0n, 3n, 7n]);
    expect(split(3n, [0n, 0n])).toEqual([2n, 1n]);
    expect(() => split(1n, [])).toThrow();
    expect(() => split(1n, [-1n, 2n])).toThrow();
  });

  test('property: nothing is lost, refunds mirror, nobody is off by a whole unit', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), weights, (minor, parts) => {
        const found = split(minor, parts);
        expect(sum(found)).toBe(minor);
        expect(split(-minor, parts)).toEqual(found.map((part) => -part));
        const total = sum(parts);
        if (total > 0n) {
          found.forEach((part, index) => {
            const off = part * total - minor * parts[index]!;
            expect(off < total && off > -total).toBe(true);
          });
        }
      }),
    );
  });
});

describe('shares', () => {
  test('have no meaning over zero or less', () => {
    expect(share(1n, 4n)).toBe(0.25);
    expect(share(1n, 0n)).toBeNull();
    expect(share(1n, -4n)).toBeNull();
    expect(reaches(10n, 100n, 0.1)).toBe(true);
    expect(reaches(9_999_999n, 100_000_000n, 0.1)).toBe(false);
    expect(reaches(0n, 0n, 0)).toBe(false);
  });
});
