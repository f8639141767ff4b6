import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../pure/period.ts';
import { type DossierRules, ITEMS, type Item } from './contract-shapes.ts';
import { checkDossierRules, completeDossierRules, defaultDossierRules, freshnessOf, standingOf } from './rules.ts';
import { compareTexts } from './rules-compare.ts';
import { blocksOf } from './rules-text.ts';

const today = '2026-11-22';
const item = fc.constantFrom(...ITEMS);
const known = fc
  .uniqueArray(fc.tuple(item, fc.integer({ min: 0, max: 4000 })), { selector: ([name]) => name })
  .map((pairs) => new Map<Item, string>(pairs.map(([name, age]) => [name, addDays(today, -age)])));
const rules = fc
  .tuple(
    ...ITEMS.map(() =>
      fc.record({ weight: fc.integer({ min: 0, max: 100 }), halfLife: fc.integer({ min: 1, max: 3660 }) }),
    ),
  )
  .map((all) => Object.fromEntries(ITEMS.map((name, at) => [name, all[at]!])) as DossierRules)
  .filter((one) => checkDossierRules(one).length === 0);

describe('completeness and freshness', () => {
  test('are those of the guide', () => {
    const some = new Map<Item, string>([
      ['needs', addDays(today, -180)],
      ['business', today],
    ]);
    const standing = standingOf(some, defaultDossierRules, today);
    expect(standing.completeness).toBe(0.32);
    expect(standing.freshness).toBe(0.6875);
    expect(standing.gaps[0]).toMatchObject({ item: 'strategy', what: 'missing' });
    expect(standing.gaps.map((gap) => gap.item)).not.toContain('needs');
    const old = standingOf(new Map([['needs', addDays(today, -1800)]]), defaultDossierRules, today);
    expect(old.gaps[0]).toMatchObject({ item: 'needs', what: 'stale' });
    expect(standingOf(new Map(), defaultDossierRules, today)).toMatchObject({ completeness: 0, freshness: null });
  });

  test('property: both stay within 0 and 1; nothing known is 0, all known is 1, all of today is fresh', () => {
    fc.assert(
      fc.property(known, rules, (some, set) => {
        const { completeness, freshness } = standingOf(some, set, today);
        expect(completeness).toBeGreaterThanOrEqual(0);
        expect(completeness).toBeLessThanOrEqual(1);
        if (freshness !== null) expect(freshness).toBeLessThanOrEqual(1);
        const all = standingOf(new Map(ITEMS.map((name) => [name, today])), set, today);
        expect(all).toEqual({ completeness: 1, freshness: 1, gaps: [] });
      }),
    );
  });

  test('property: writing what is asked for first gains the most, and never makes anything worse', () => {
    fc.assert(
      fc.property(known, rules, (some, set) => {
        const before = standingOf(some, set, today);
        const worth = (items: ReadonlyMap<Item, string>) => {
          const { completeness, freshness } = standingOf(items, set, today);
          return completeness * (freshness ?? 0);
        };
        const gain = (name: Item) => worth(new Map([...some, [name, today]]));
        const [first] = before.gaps;
        if (first === undefined) return;
        for (const other of before.gaps) expect(gain(first.item)).toBeGreaterThanOrEqual(gain(other.item) - 0.001);
        expect(standingOf(new Map([...some, [first.item, today]]), set, today).completeness).toBeGreaterThanOrEqual(
          before.completeness,
        );
      }),
    );
  });

  test('property: freshness halves with each half-life, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3660 }), fc.integer({ min: 0, max: 2000 }), (halfLife, age) => {
        const now = freshnessOf(addDays(today, -age), today, halfLife);
        expect(freshnessOf(addDays(today, -age - halfLife), today, halfLife)).toBeCloseTo(now / 2, 10);
        expect(freshnessOf(addDays(today, age), today, halfLife)).toBe(1);
      }),
    );
  });

  test('property: the order in which things became known does not matter', () => {
    fc.assert(
      fc.property(known, rules, (some, set) => {
        expect(standingOf(new Map([...some].reverse()), set, today)).toEqual(standingOf(some, set, today));
      }),
    );
  });

  test('settings: some weight is needed, what is missing has its default', () => {
    const none = Object.fromEntries(ITEMS.map((name) => [name, { weight: 0, halfLife: 1 }])) as DossierRules;
    expect(checkDossierRules(none)).toHaveLength(1);
    expect(completeDossierRules({ needs: { weight: 1, halfLife: 2 } })).toEqual({
      ...defaultDossierRules,
      needs: { weight: 1, halfLife: 2 },
    });
  });
});

describe('versions compared', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'cc', ' ', '\n'), { maxLength: 40 }).map((parts) => parts.join(''));
  test('property: what is not new is the older text, what is not gone the newer one', () => {
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const runs = compareTexts(older, newer);
        const without = (kind: string) =>
          runs
            .filter((run) => run.kind !== kind)
            .map((run) => run.text)
            .join('');
        expect(without('new')).toBe(older);
        expect(without('gone')).toBe(newer);
        expect(compareTexts(older, older).every((run) => run.kind === 'same')).toBe(true);
      }),
    );
  });
  test('names only what differs', () => {
    expect(compareTexts('they open eight shops', 'they open nine shops')).toEqual([
      { kind: 'same', text: 'they open ' },
      { kind: 'gone', text: 'eight' },
      { kind: 'new', text: 'nine' },
      { kind: 'same', text: ' shops' },
    ]);
  });
});

test('plain text: paragraphs, points and what matters; everything else stays text', () => {
  expect(blocksOf('One\ntwo\n\n- a **b**\n- <b>c</b>')).toEqual([
    { kind: 'paragraph', lines: [[{ text: 'One', strong: false }], [{ text: 'two', strong: false }]] },
    {
      kind: 'points',
      lines: [
        [
          { text: 'a ', strong: false },
          { text: 'b', strong: true },
        ],
        [{ text: '<b>c</b>', strong: false }],
      ],
    },
  ]);
});
