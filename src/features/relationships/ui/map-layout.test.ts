import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/runs.ts';
import { CARD, laidOut, nearest, type Point } from './map-layout.ts';

const reports = (from: string, to: string) => ({ id: `${from}>${to}`, kind: 'reports' as const, from, to });

function overlaps(places: ReadonlyMap<string, Point>): string[] {
  const all = [...places];
  return all.flatMap(([a, one], at) =>
    all
      .slice(at + 1)
      .filter(([, two]) => Math.abs(one.x - two.x) < CARD.width && Math.abs(one.y - two.y) < CARD.height)
      .map(([b]) => `${a} on ${b}`),
  );
}

/** People of whom each reports to somebody who came before, or to nobody. */
const houses = (most: number) =>
  fc.array(fc.option(fc.nat(), { nil: null, freq: 8 }), { minLength: 1, maxLength: most }).map((wishes) => {
    const ids = wishes.map((_, at) => `p${String(at).padStart(2, '0')}`);
    const lines = wishes.flatMap((wish, at) => (wish === null || at === 0 ? [] : [reports(ids[at]!, ids[wish % at]!)]));
    return { ids, lines };
  });

describe('the automatic layout', () => {
  test('a house of 60 people: nobody lies on anybody, superiors stand above, and it is not wider than can be read', () => {
    const ids = Array.from({ length: 60 }, (_, at) => `p${String(at).padStart(2, '0')}`);
    // One at the top, six below, the rest in their departments.
    const lines = ids.slice(1).map((id, at) => reports(id, at < 6 ? ids[0]! : ids[1 + (at % 6)]!));
    const places = laidOut(ids, lines);
    expect(places.size).toBe(60);
    expect(overlaps(places)).toEqual([]);
    for (const { from, to } of lines) expect(places.get(from)!.y).toBeGreaterThan(places.get(to)!.y);
    const width = Math.max(...[...places.values()].map(({ x }) => x)) + CARD.width;
    expect(width).toBeLessThan(2_000);
  });

  test('property: up to 60 people in whatever lines, without overlaps, superiors above', () => {
    fc.assert(
      fc.property(houses(60), ({ ids, lines }) => {
        const places = laidOut(ids, lines);
        expect([...places.keys()].sort()).toEqual([...ids].sort());
        expect(overlaps(places)).toEqual([]);
        for (const { from, to } of lines) expect(places.get(from)!.y).toBeGreaterThan(places.get(to)!.y);
      }),
      { numRuns: runs(60) },
    );
  });

  test('property: the same cards and lines stand at the same places, in whatever order they come', () => {
    const shuffled = houses(60).chain(({ ids, lines }) =>
      fc.record({
        ...{ ids: fc.constant(ids), lines: fc.constant(lines) },
        otherIds: fc.shuffledSubarray(ids, { minLength: ids.length }),
        otherLines: fc.shuffledSubarray(lines, { minLength: lines.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ ids, lines, otherIds, otherLines }) => {
        const inOrder = (places: ReadonlyMap<string, Point>) => [...places].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(inOrder(laidOut(otherIds, otherLines))).toEqual(inOrder(laidOut(ids, lines)));
      }),
      { numRuns: runs(40) },
    );
  });

  test('property: the arrow keys reach everybody from everybody', () => {
    fc.assert(
      fc.property(houses(60), ({ ids, lines }) => {
        const places = laidOut(ids, lines);
        const reached = new Set([ids[0]!]);
        const waiting = [ids[0]!];
        for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
          for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
            const next = nearest(places, at, key);
            if (next !== null && !reached.has(next)) {
              reached.add(next);
              waiting.push(next);
            }
          }
        expect(reached.size).toBe(ids.length);
      }),
      { numRuns: runs(60) },
    );
  });
});
