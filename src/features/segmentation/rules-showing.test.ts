import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inBase, shownAmount } from './rules-showing.ts';

const showing = (base: string, currency: string, rate: string) => ({ base, currency, rate, day: '2025-01-31' });

describe('shownAmount', () => {
  test.each([
    // 100.00 EUR at 0.8 EUR for a dollar
    [10_000n, showing('EUR', 'USD', '0.8'), 12_500n],
    // yen have no decimals: 12.34 EUR at 0.0061
    [1_234n, showing('EUR', 'JPY', '0.0061'), 2_023n],
    [5n, showing('JPY', 'EUR', '160'), 3n],
    [-10_000n, showing('EUR', 'USD', '0.8'), -12_500n],
    [7n, inBase('EUR'), 7n],
  ])('%s', (minor, how, shown) => {
    expect(shownAmount(minor, how)).toBe(shown);
  });

  test('a refund mirrors its sale, and the order of amounts stays', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.integer({ min: 1, max: 99_999_999 }),
        (minor, more, millionths) => {
          const how = showing('EUR', 'USD', (millionths / 1_000_000).toFixed(6));
          expect(shownAmount(-minor, how)).toBe(-shownAmount(minor, how));
          expect(shownAmount(minor + more, how) >= shownAmount(minor, how)).toBe(true);
        },
      ),
    );
  });
});
