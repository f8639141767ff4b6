import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { sum } from '../../pure/money.ts';
import { defaultRules } from '../settings/public.ts';
import { type ReviewRow, review } from './rules.ts';
import { concentration, disagreements, pareto, type Ranked } from './rules-pareto.ts';
import { exactXyz, xyz } from './rules-rhythm.ts';
import type { Tier } from './rules-settings.ts';
import { whatIf } from './rules-what-if.ts';

const amount = fc.oneof(
  fc.bigInt({ min: -(10n ** 6n), max: 10n ** 15n }),
  fc.bigInt({ min: 1n, max: 20n }),
  fc.constant(0n),
);
const accounts = fc
  .array(amount, { maxLength: 60 })
  .map((amounts) => amounts.map((value, index): Ranked => ({ id: `a${index}`, amount: value })));
const shuffled = accounts.chain((rows) =>
  fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })),
);
const buying = (rows: readonly Ranked[]) => rows.filter((row) => row.amount > 0n);

describe('properties of the Pareto', () => {
  test('classes partition the accounts, in the order A, B, C, N', () => {
    fc.assert(
      fc.property(accounts, (rows) => {
        const found = pareto(rows, defaultRules);
        expect(found.standings.map(({ row }) => row.id).sort()).toEqual(rows.map((row) => row.id).sort());
        const order = found.standings.map((standing) => standing.class).join('');
        expect(order).toMatch(/^A*B*C*N*$/);
        expect(order.replaceAll('N', '').length).toBe(buying(rows).length);
        if (found.buying > 0) expect(order[0]).toBe('A');
      }),
    );
  });

  test('the order of the input does not matter', () => {
    fc.assert(
      fc.property(shuffled, ([rows, mixed]) => {
        expect(pareto(mixed, defaultRules)).toEqual(pareto(rows, defaultRules));
        expect(concentration(mixed)).toEqual(concentration(rows));
      }),
    );
  });

  test('shares sum to 1, and the last cumulative share is 1', () => {
    fc.assert(
      fc.property(accounts, (rows) => {
        const { standings, buying: count } = pareto(rows, defaultRules);
        fc.pre(count > 0);
        expect(standings.reduce((total, standing) => total + (standing.share ?? 0), 0)).toBeCloseTo(1, 9);
        expect(standings[count - 1]!.cumulativeShare).toBe(1);
      }),
    );
  });

  test('eighty is the smallest number that makes 80 %, and class A when the thresholds are equal', () => {
    fc.assert(
      fc.property(accounts, (rows) => {
        const found = pareto(rows, defaultRules);
        fc.pre(found.base > 0n);
        const first = (count: number) => sum(found.standings.slice(0, count).map(({ row }) => row.amount));
        const { count } = found.rules.eighty;
        expect(first(count) * 100n >= found.base * 80n).toBe(true);
        expect(first(count - 1) * 100n < found.base * 80n).toBe(true);
        expect(found.standings.filter((standing) => standing.class === 'A').length).toBe(count);
        expect(found.standings.filter((standing) => standing.rules.includes('eighty')).length).toBe(count);
      }),
    );
  });

  test('HHI lies between 10,000 / n and 10,000, CR-n grows with n', () => {
    fc.assert(
      fc.property(accounts, (rows) => {
        const found = concentration(rows);
        const count = buying(rows).length;
        fc.pre(count > 0);
        expect(found.hhi!).toBeLessThanOrEqual(10_000 * (1 + 1e-12));
        expect(found.hhi!).toBeGreaterThanOrEqual((10_000 / count) * (1 - 1e-12));
        expect(found.cr1! <= found.cr3! && found.cr3! <= found.cr5! && found.cr5! <= found.cr10!).toBe(true);
        if (count <= 10) expect(found.cr10).toBe(1);
      }),
    );
  });

  test('an account of zero changes nothing for the others', () => {
    fc.assert(
      fc.property(accounts, (rows) => {
        const without = pareto(rows, defaultRules);
        const within = pareto([...rows, { id: 'zero', amount: 0n }], defaultRules);
        const others = within.standings.filter(({ row }) => row.id !== 'zero').map(({ rank: _rank, ...rest }) => rest);
        expect(others).toEqual(without.standings.map(({ rank: _rank, ...rest }) => rest));
        expect(within.rules).toEqual(without.rules);
        expect([within.base, within.total, within.buying]).toEqual([without.base, without.total, without.buying]);
      }),
    );
  });

  test('another unit of money changes no class, rule or rank', () => {
    fc.assert(
      fc.property(accounts, fc.bigInt({ min: 2n, max: 10n ** 6n }), (rows, factor) => {
        const scaled = rows.map((row) => ({ ...row, amount: row.amount * factor }));
        const view = (some: Ranked[]) =>
          pareto(some, defaultRules).standings.map(({ row, rank, class: abc, rules }) => [row.id, rank, abc, rules]);
        expect(view(scaled)).toEqual(view(rows));
        expect(concentration(scaled).hhi ?? 0).toBeCloseTo(concentration(rows).hhi ?? 0, 6);
      }),
    );
  });

  test('rules disagree exactly where an account meets some and misses some', () => {
    fc.assert(
      fc.property(accounts, (rows) => {
        const { standings } = pareto(rows, defaultRules);
        const listed = new Set(disagreements(standings).flatMap(({ ids }) => ids));
        for (const { row, rules } of standings)
          expect(listed.has(row.id)).toBe(rules.length === 1 || rules.length === 2);
      }),
    );
  });

  test('without some accounts is the same as a company that never had them', () => {
    fc.assert(
      fc.property(accounts, fc.func(fc.boolean()), (rows, tick) => {
        const gone = new Set(rows.filter((row) => tick(row.id)).map((row) => row.id));
        const found = whatIf(rows, gone, defaultRules);
        const rest = rows.filter((row) => !gone.has(row.id));
        expect(found.after).toMatchObject(pareto(rest, defaultRules));
        expect(found.lost.amount + found.after.total).toBe(found.before.total);
        if (found.losses.length === 1) {
          const left = concentration(rest).hhi;
          if (left === null) expect(found.losses[0]!.hhiWithout).toBeNull();
          else expect(found.losses[0]!.hhiWithout).toBeCloseTo(left, 6);
        }
      }),
    );
  });
});

describe('properties of the rhythm', () => {
  test('quick and exact XYZ agree', () => {
    const month = fc.oneof(
      fc.bigInt({ min: -1000n, max: 10n ** 12n }),
      fc.bigInt({ min: 80n, max: 120n }),
      fc.constant(0n),
    );
    fc.assert(
      fc.property(fc.array(month, { minLength: 6, maxLength: 36 }), (months) => {
        const quick = xyz(months, defaultRules.xyz);
        const exact = exactXyz(months, defaultRules.xyz);
        expect(quick.class).toBe(exact.class);
        expect(quick.variation.reason).toEqual(exact.variation.reason);
        if (exact.variation.value !== null) {
          expect(quick.variation.value! / Math.max(exact.variation.value, 1e-12)).toBeCloseTo(
            exact.variation.value === 0 ? 0 : 1,
            6,
          );
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('properties of a review', () => {
  const tier = fc.constantFrom<Tier | null>('key', 'emerging', 'standard', 'prospect', 'dormant', null);
  const row = fc.record({
    amount,
    priorAmount: amount,
    currentTier: tier,
    isSetByHand: fc.boolean(),
    missedBefore: fc.integer({ min: 0, max: 3 }),
    lastPurchase: fc.constantFrom(null, '2024-12-01', '2024-05-01'),
    excluded: fc.constantFrom(null, null, null, 'retail'),
    months: fc.array(amount, { minLength: 24, maxLength: 24 }),
  });
  const rows = fc.array(row, { maxLength: 20 }).map((some) =>
    some.map((one, index): ReviewRow => {
      const id = `a${index}`;
      return { ...one, id, externalId: id, name: id, firstPurchase: one.lastPurchase && '2023-03-01' };
    }),
  );
  const ask = (some: readonly ReviewRow[]) =>
    review({
      basis: 'revenue',
      level: 'group',
      currency: 'EUR',
      period: { from: '2024-01-01', to: '2024-12-31' },
      asOf: '2024-12-31',
      today: '2025-01-01',
      historyFrom: '2020-01-01',
      rows: some,
      rules: defaultRules,
    });

  test('every row is either reviewed or listed as excluded; totals are the sum of the lines', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const found = ask(some);
        expect(found.accounts.length + found.excluded.length).toBe(some.length);
        expect(found.total + sum(found.excluded.map((one) => one.amount))).toBe(sum(some.map((one) => one.amount)));
        expect(ask([...some].reverse()).accounts).toEqual(found.accounts);
      }),
    );
  });

  test('accepting every proposal settles: the next review proposes no promotion', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const proposals = new Map(ask(some).accounts.map((one) => [one.id, one.proposal]));
        const accepted = some.map((one) => ({
          ...one,
          currentTier: proposals.get(one.id)?.tier ?? one.currentTier,
          missedBefore: proposals.get(one.id)?.missed ?? 0,
        }));
        for (const { proposal } of ask(accepted).accounts) {
          expect(['keep', 'stepDown']).toContain(proposal.act);
          expect(proposal.reasons.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
