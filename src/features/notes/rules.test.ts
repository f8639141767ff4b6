import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hold, mayChange } from './rules.ts';

const hold: fc.Arbitrary<Hold> = fc.record({
  isAuthor: fc.boolean(),
  isLead: fc.boolean(),
  reach: fc.constantFrom('own', 'team', 'all'),
});

describe('who may change a note', () => {
  test('its author, the lead, and whose right reaches beyond own accounts; a colleague of the team may not', () => {
    const nothing: Hold = { isAuthor: false, isLead: false, reach: 'own' };
    expect(mayChange(nothing)).toBe(false);
    for (const more of [{ isAuthor: true }, { isLead: true }, { reach: 'team' as const }, { reach: 'all' as const }])
      expect(mayChange({ ...nothing, ...more })).toBe(true);
  });

  test('property: nobody loses the right by standing closer to the note', () => {
    fc.assert(
      fc.property(hold, (one) => {
        if (!mayChange(one)) return;
        for (const closer of [{ isAuthor: true }, { isLead: true }, { reach: 'all' as const }])
          expect(mayChange({ ...one, ...closer })).toBe(true);
      }),
    );
  });
});
