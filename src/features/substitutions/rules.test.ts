import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../pure/refusal.ts';
import { GROUPS } from './contract-shapes.ts';
import { type Cover, checkClashes, checkDecides, type Other, timeOf } from './rules.ts';

const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-03-${String(at).padStart(2, '0')}`);
const cover: fc.Arbitrary<Cover> = fc
  .record({
    people: fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 2, maxLength: 2 }),
    days: fc.tuple(day, day),
    accountIds: fc.option(fc.subarray(['x', 'y', 'z'], { minLength: 1 })),
    rights: fc.option(fc.subarray([...GROUPS], { minLength: 1 })),
  })
  .map(({ people, days, ...rest }) => {
    const [since, until] = [...days].sort();
    return { absentId: people[0]!, substituteId: people[1]!, since: since!, until: until!, ...rest };
  });
const asOther = (one: Cover): Other => ({
  ...one,
  absentName: one.absentId,
  substituteName: one.substituteId,
  above: one.accountIds ?? [],
});
const clash = (wish: Cover, other: Cover): string | null => {
  try {
    checkClashes(wish, wish.accountIds ?? [], [asOther(other)]);
    return null;
  } catch (error) {
    return (error as Refusal).code;
  }
};

describe('what stands beside each other', () => {
  test('property: whatever order two are made in, they are refused or not alike; and never on days that do not touch', () => {
    fc.assert(
      fc.property(cover, cover, (one, two) => {
        expect(clash(one, two) === null).toBe(clash(two, one) === null);
        if (one.until < two.since || two.until < one.since) expect(clash(one, two)).toBeNull();
      }),
    );
  });

  test('property: nobody is away and stands in on one day, and no right on an account has two substitutes', () => {
    fc.assert(
      fc.property(fc.array(cover, { maxLength: 12 }), (wishes) => {
        const kept: Cover[] = [];
        for (const wish of wishes) if (kept.every((other) => clash(wish, other) === null)) kept.push(wish);
        for (const [at, one] of kept.entries()) {
          for (const two of kept.slice(at + 1).filter((each) => each.since <= one.until && one.since <= each.until)) {
            expect(one.absentId).not.toBe(two.substituteId);
            expect(two.absentId).not.toBe(one.substituteId);
            if (one.absentId !== two.absentId) continue;
            const accounts = one.accountIds?.some((id) => two.accountIds?.includes(id) ?? true) ?? true;
            const rights = one.rights?.some((group) => two.rights?.includes(group) ?? true) ?? true;
            expect(accounts && rights).toBe(false);
          }
        }
      }),
    );
  });

  test('says who and when', () => {
    const base = { since: '2026-03-05', until: '2026-03-10', accountIds: null, rights: null };
    const anna = { ...base, absentId: 'anna', substituteId: 'boris' };
    expect(clash({ ...anna, since: '2026-03-10', until: '2026-03-12' }, anna)).toBe('substitutions.overlaps');
    expect(clash({ ...anna, since: '2026-03-11', until: '2026-03-12' }, anna)).toBeNull();
    const carla = { ...base, absentId: 'carla', substituteId: 'anna' };
    expect(() => checkClashes(carla, [], [asOther(anna)])).toThrow(
      'anna is away from 2026-03-05 to 2026-03-10. Choose somebody else for those days.',
    );
    expect(clash({ ...base, absentId: 'boris', substituteId: 'carla' }, anna)).toBe('substitutions.standsInThen');
    // A group stands for everything below it.
    const group = { ...anna, substituteId: 'carla', accountIds: ['group'] };
    const child = asOther({ ...anna, accountIds: ['child'] });
    expect(() => checkClashes(group, ['group'], [{ ...child, above: ['child', 'group'] }])).toThrow(Refusal);
    expect(() => checkClashes(group, ['group'], [child])).not.toThrow();
  });

  test('property: at any day it stands somewhere, and in force only between its days', () => {
    fc.assert(
      fc.property(cover, day, fc.constantFrom('proposed', 'confirmed', 'declined', 'ended'), (one, today, state) => {
        const time = timeOf({ ...one, state }, today);
        expect(time === 'running').toBe(state === 'confirmed' && one.since <= today && today <= one.until);
        if (one.until < today) expect(time).toBe('past');
      }),
    );
  });

  test('nobody takes a colleague’s place by their own hand, unless they see all anyway', () => {
    expect(() => checkDecides('admin', 'admin', false)).toThrow(Refusal);
    expect(() => checkDecides('head', 'head', true)).not.toThrow();
    expect(() => checkDecides('head', 'kam', false)).not.toThrow();
  });
});
