import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRules, completeRules, defaultRules, flatRules, ruleFields, ruleValue, withRule } from './rules.ts';
import { plainRate, readRates } from './rules-rates.ts';

describe('rules', () => {
  test('defaults are valid; nonsense is named', () => {
    expect(checkRules(defaultRules)).toEqual([]);
    const wrong = { ...defaultRules, abc: { a: 0.9, b: 0.8 }, programmeSize: 0, tenPercent: Number.NaN };
    expect(checkRules(wrong).map((problem) => problem.field)).toEqual(['abc.b', 'tenPercent', 'programmeSize']);
  });

  test('thresholds keep their order', () => {
    expect(checkRules(withRule(defaultRules, 'xyz.y', 0.05))).toEqual([
      { field: 'xyz.y', expected: 'not below xyz.x', found: '0.05' },
    ]);
    expect(checkRules(withRule(defaultRules, 'emerging.quarters', 2))[0]?.field).toBe('emerging.quartersUp');
    expect(checkRules(withRule(defaultRules, 'abc.b', 1))).toEqual([]);
    expect(checkRules(withRule(defaultRules, 'abc.b', 1.01))[0]?.field).toBe('abc.b');
    expect(checkRules(withRule(defaultRules, 'eighty', 0))[0]?.field).toBe('eighty');
    expect(checkRules(withRule(defaultRules, 'active.days', 90.5))[0]?.field).toBe('active.days');
  });

  test('what an older version stored is completed by the defaults', () => {
    expect(completeRules({})).toEqual(defaultRules);
    expect(completeRules(null)).toEqual(defaultRules);
    const stored = completeRules({ abc: { a: 0.7 }, active: { days: 30 }, gone: 3, eighty: 'x' });
    expect(stored.abc).toEqual({ a: 0.7, b: 0.95 });
    expect(stored.active).toEqual({ ...defaultRules.active, days: 30 });
    expect(stored.eighty).toBe(0.8);
  });

  test('every number of the rules has its field, and setting one leaves the others', () => {
    const count = (value: unknown): number =>
      typeof value === 'number' ? 1 : Object.values(value as object).reduce((sum, part) => sum + count(part), 0);
    expect(ruleFields).toHaveLength(count(defaultRules));
    fc.assert(
      fc.property(fc.constantFrom(...ruleFields), fc.double({ noNaN: true }), ({ field }, value) => {
        const changed = withRule(defaultRules, field, value);
        expect(ruleValue(changed, field)).toBe(value);
        expect({ ...flatRules(changed), [field]: 0 }).toEqual({ ...flatRules(defaultRules), [field]: 0 });
      }),
    );
  });
});

describe('rates from a file', () => {
  test('a header may order the columns; dates and decimals as people write them', () => {
    const found = readRates('\uFEFFДата;Курс;Валюта\n01.02.2024;98,50;usd\n\n2024-03-01;1 001,25;EUR\n', 'RUB');
    expect(found.problems).toEqual([]);
    expect(found.rates).toEqual([
      { currency: 'USD', validFrom: '2024-02-01', rate: '98.5' },
      { currency: 'EUR', validFrom: '2024-03-01', rate: '1001.25' },
    ]);
    expect(readRates('USD,2024-01-01,"0,9"', 'EUR').rates).toEqual([
      { currency: 'USD', validFrom: '2024-01-01', rate: '0.9' },
    ]);
    expect(readRates('currency\tdate\trate\nUSD\t2024-01-01\t0.9', 'EUR').rates).toHaveLength(1);
  });

  test('each wrong row is named', () => {
    const text =
      'currency,date,rate\nEUR,2024-01-01,1\nXXZ,2024-01-01,1\nUSD,2023-02-29,1\nUSD,2024-01-01,0\nUSD,2024-01-01\nRUB,2024-01-01,0.01\nrub,2024-01-01,0.02';
    expect(readRates(text, 'EUR').problems.map(({ row, field, word }) => `${row} ${field} ${word}`)).toEqual([
      '2 currency base',
      '3 currency currency',
      '4 date date',
      '5 rate rate',
      '6 row columns',
      '8 row twice',
    ]);
    expect(readRates(' \n', 'EUR').problems).toHaveLength(1);
    expect(readRates('USD,2024-01-01,-1', 'EUR').problems).toHaveLength(1);
    expect(readRates('USD,2024-01-01,1e5', 'EUR').problems).toHaveLength(1);
    expect(readRates('USD,2024-01-01,1,5', 'EUR').rates[0]?.rate).toBe('1');
  });

  test('what is written is read', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    const rate = fc
      .tuple(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 999_999 }))
      .map(([a, b]) => `${a}.${String(b).padStart(6, '0')}`);
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 30 }), rate, (days, value) => {
        const text = days.map((one) => `USD;${one};${value.replace('.', ',')}`).join('\r\n');
        expect(readRates(text, 'EUR')).toEqual({
          rates: days.map((validFrom) => ({ currency: 'USD', validFrom, rate: plainRate(value) })),
          problems: [],
        });
      }),
    );
  });
});
