import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkNorms, defaultNorms, type Held, languageGap, loadOf, normOf } from './rules.ts';

const held = (more: Partial<Held> = {}): Held => ({
  tier: 'standard',
  class: 'A',
  accounts: 1,
  share: 100,
  revenue: 100n,
  ...more,
});

describe('the load', () => {
  test('one or two accounts are right for a key account manager, 10 to 25 for an account manager', () => {
    const of = (accounts: number, key: 'kam' | 'account_manager') =>
      loadOf([held({ accounts, share: accounts * 100 })], defaultNorms, key);
    expect([0, 1, 2, 3].map((count) => of(count, 'kam').state)).toEqual(['under', 'within', 'within', 'over']);
    expect([9, 10, 25, 26].map((count) => of(count, 'account_manager').state)).toEqual([
      'under',
      'within',
      'within',
      'over',
    ]);
    expect(of(28, 'account_manager').by).toBe(3);
    expect(of(4, 'account_manager').by).toBe(6);
  });

  test('accounts count by the share of the work and the weight of their tier', () => {
    const norms = { ...defaultNorms, weights: { ...defaultNorms.weights, key: 2, dormant: 0 } };
    const load = loadOf(
      [held({ tier: 'key', share: 50 }), held({ tier: 'dormant', accounts: 3, share: 300, class: 'C' })],
      norms,
      'kam',
    );
    expect(load).toMatchObject({ points: 1, accounts: 4, state: 'within', touches: 12 });
    expect(load.byTier).toEqual([
      { tier: 'key', accounts: 1, points: 1 },
      { tier: 'dormant', accounts: 3, points: 0 },
    ]);
  });

  test('who has neither role has no norm; both roles: the wider one; what was said of somebody comes first', () => {
    expect(normOf(['head'], null)).toBe('none');
    expect(normOf(['kam', 'account_manager'], null)).toBe('account_manager');
    expect(normOf(['kam'], 'account_manager')).toBe('account_manager');
    expect(loadOf([], defaultNorms, 'none')).toMatchObject({ state: 'none', norm: null, by: 0 });
  });

  test('a norm ends where it begins or above', () => {
    expect(checkNorms(defaultNorms)).toEqual([]);
    expect(checkNorms({ ...defaultNorms, kam: { from: 3, to: 2 } })).toMatchObject([{ field: 'norms.kam.to' }]);
  });

  const some = fc.array(
    fc.record({
      tier: fc.constantFrom('key', 'emerging', 'standard', 'prospect', 'dormant'),
      class: fc.constantFrom('A', 'B', 'C', 'N', null),
      accounts: fc.integer({ min: 1, max: 40 }),
      share: fc.integer({ min: 1, max: 4000 }),
      revenue: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    }),
    { maxLength: 12 },
  );
  test('the order does not matter, and the parts make the whole', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const load = (rows: Held[]) => loadOf(rows, defaultNorms, 'account_manager');
        const both = load([...one, ...other]);
        expect(load([...other, ...one])).toEqual(both);
        expect(both.accounts).toBe(load(one).accounts + load(other).accounts);
        expect(both.revenue).toBe(load(one).revenue + load(other).revenue);
        expect(both.points).toBeCloseTo(load(one).points + load(other).points, 1);
        expect(both.state === 'within').toBe(both.points >= 10 && both.points <= 25);
        expect(both.by > 0).toBe(both.state !== 'within');
      }),
    );
  });
});

describe('languages', () => {
  test('what the receiver does not speak is missing; what the present manager spoke is lost', () => {
    expect(languageGap(['de-AT', 'fr'], ['fr'], ['de'])).toEqual({ missing: ['fr'], lost: ['fr'] });
    expect(languageGap(['fr'], [], ['de'])).toEqual({ missing: ['fr'], lost: [] });
    expect(languageGap(['fr'], ['fr'], [])).toBeNull();
  });

  test('lost ones are among the missing, and whoever speaks all misses none', () => {
    const languages = fc.uniqueArray(fc.constantFrom('de', 'de-AT', 'fr', 'ru', 'en', 'en-GB'), { maxLength: 4 });
    fc.assert(
      fc.property(languages, languages, languages, (account, from, to) => {
        const gap = languageGap(account, from, to);
        if (gap === null) {
          expect(to).toEqual([]);
          return;
        }
        for (const one of gap.lost) expect(gap.missing).toContain(one);
        if (to.length > 0) expect(languageGap(account, from, [...to, ...account])!.missing).toEqual([]);
      }),
    );
  });
});
