import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/runs.ts';
import { ROLES } from '../../people/contract.ts';
import { checkClasses } from '../rules.ts';
import {
  cleared,
  moved,
  PROPOSALS,
  type Proposal,
  proposed,
  type Step,
  sentSteps,
  withPeople,
  withStep,
} from './ladder.ts';

const wrong = (steps: readonly Step[]) => checkClasses(sentSteps(steps), new Set(steps.flatMap(({ id }) => id ?? [])));

describe('the ladder while it is edited', () => {
  test.each(Object.keys(PROPOSALS) as Proposal[])('the proposal of %s classes can be saved as it is', (which) => {
    expect(wrong(proposed(which, (word) => word))).toEqual([]);
  });

  test('a class more is open to directors only, whatever stands below', () => {
    const steps = withStep(
      proposed('two', (word) => word),
      'Board',
    );
    expect(steps.at(-1)).toMatchObject({ id: null, name: 'Board', roles: ['director'], people: [] });
    expect(new Set(steps.map(({ key }) => key)).size).toBe(3);
    expect(wrong(steps)).toEqual([]);
  });

  test('a class that moves keeps its clearances: the ladder says at its field what does not fit', () => {
    const steps = moved(
      proposed('three', (word) => word),
      2,
      -1,
    );
    expect(steps.map(({ name }) => name)).toEqual(['inner', 'strict', 'confidential']);
    expect(wrong(steps).map(({ field }) => field)).toEqual(['classes.2.roles']);
  });

  test('whoever is cleared, and whoever is no longer, the ladder can be saved', () => {
    const act = fc.record({
      at: fc.nat(2),
      role: fc.constantFrom(...ROLES.filter((role) => role !== 'director')),
      people: fc.subarray(['a', 'b', 'c']),
      on: fc.boolean(),
      isRole: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let steps = proposed('three', (word) => word);
        for (const { at, role, people, on, isRole } of acts) {
          steps = isRole ? cleared(steps, at, 'roles', role, on) : withPeople(steps, at, people);
          if (isRole) expect(steps[at]!.roles.includes(role)).toBe(on);
          else expect([...steps[at]!.people].sort()).toEqual(people);
        }
        expect(wrong(steps)).toEqual([]);
      }),
      { numRuns: runs(200) },
    );
  });
});
