import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../pure/period.ts';
import { STATES } from './contract-words.ts';
import { checkMove, elapsedOf, isClosed, problemsOf, progressOf, risksOf, type Standing } from './rules.ts';

const TODAY = '2026-03-10';
const plain: Standing = {
  state: 'running',
  beginsOn: null,
  dueOn: null,
  milestones: [],
  tasks: { done: 0, all: 0 },
  tasksLate: false,
  budget: { planned: null, used: null },
  days: { planned: null, used: null },
};
const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days));
const milestone = fc.record({ dueOn: fc.option(day), doneOn: fc.option(day) });
const amount = fc.option(fc.bigInt({ min: 0n, max: 10_000n }));
const standing = fc.record({
  state: fc.constantFrom(...STATES),
  beginsOn: fc.option(day),
  dueOn: fc.option(day),
  milestones: fc.array(milestone, { maxLength: 6 }),
  tasks: fc.tuple(fc.nat(20), fc.nat(20)).map(([done, open]) => ({ done, all: done + open })),
  tasksLate: fc.boolean(),
  budget: fc.record({ planned: amount, used: amount }),
  days: fc.record({ planned: amount, used: amount }),
});

describe('progress', () => {
  test('counts milestones and tasks alike, and says nothing where there is nothing to count', () => {
    expect(progressOf(plain)).toBeNull();
    expect(progressOf({ ...plain, tasks: { done: 1, all: 3 } })).toBe(33);
    const milestones = [{ dueOn: null, doneOn: TODAY }];
    expect(progressOf({ ...plain, milestones, tasks: { done: 0, all: 2 } })).toBe(33);
    expect(progressOf({ ...plain, state: 'done' })).toBe(100);
  });

  test('property: between 0 and 100, 100 only where all is done, never less when one more is', () =>
    fc.assert(
      fc.property(standing, (one) => {
        const progress = progressOf(one);
        if (progress === null || one.state === 'done') return;
        expect(progress).toBeGreaterThanOrEqual(0);
        const open = one.milestones.filter((each) => each.doneOn === null).length + one.tasks.all - one.tasks.done;
        expect(progress === 100).toBe(open === 0);
        if (one.tasks.done === one.tasks.all) return;
        const more = { ...one, tasks: { ...one.tasks, done: one.tasks.done + 1 } };
        expect(progressOf(more)!).toBeGreaterThanOrEqual(progress);
      }),
    ));
});

describe('risks', () => {
  test('each reason by itself', () => {
    const before = addDays(TODAY, -1);
    expect(risksOf(plain, TODAY)).toEqual([]);
    expect(risksOf({ ...plain, dueOn: TODAY }, TODAY)).toEqual([]);
    expect(risksOf({ ...plain, dueOn: before }, TODAY)).toEqual(['deadline']);
    expect(risksOf({ ...plain, milestones: [{ dueOn: before, doneOn: null }] }, TODAY)).toEqual(['milestones']);
    expect(risksOf({ ...plain, milestones: [{ dueOn: before, doneOn: before }] }, TODAY)).toEqual([]);
    expect(risksOf({ ...plain, tasksLate: true }, TODAY)).toEqual(['tasks']);
    expect(risksOf({ ...plain, budget: { planned: 5n, used: 6n } }, TODAY)).toEqual(['budget']);
    expect(risksOf({ ...plain, budget: { planned: 5n, used: 5n } }, TODAY)).toEqual([]);
    expect(risksOf({ ...plain, days: { planned: 100n, used: 150n } }, TODAY)).toEqual(['days']);
    const half = { ...plain, beginsOn: addDays(TODAY, -50), dueOn: addDays(TODAY, 49), tasks: { done: 1, all: 5 } };
    expect(risksOf(half, TODAY)).toEqual(['behind']);
    expect(risksOf({ ...half, state: 'planned' }, TODAY)).toEqual([]);
    expect(risksOf({ ...half, tasks: { done: 2, all: 8 } }, TODAY)).toEqual([]);
  });

  test('property: what is over is never at risk; whatever is open and past its deadline is late, for ever', () =>
    fc.assert(
      fc.property(standing, fc.nat(500), (one, later) => {
        const risks = risksOf(one, TODAY);
        if (isClosed(one.state)) expect(risks).toEqual([]);
        else expect(risks.includes('deadline')).toBe(one.dueOn !== null && one.dueOn < TODAY);
        if (risks.includes('deadline')) expect(risksOf(one, addDays(TODAY, later))).toContain('deadline');
      }),
    ));

  test('property: the share of its time that is over is 0 to 100 and never falls', () =>
    fc.assert(
      fc.property(day, fc.nat(300), fc.integer({ min: -400, max: 400 }), fc.nat(100), (begins, length, now, later) => {
        const due = addDays(begins, length);
        const at = elapsedOf(begins, due, addDays(begins, now))!;
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(100);
        expect(elapsedOf(begins, due, addDays(begins, now + later))!).toBeGreaterThanOrEqual(at);
      }),
    ));
});

describe('a change of state', () => {
  test('property: is refused only where nothing changes, or where a reason is missing', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...STATES),
        fc.constantFrom(...STATES),
        fc.constantFrom('', ' ', 'So'),
        (from, to, why) => {
          const needs = to === 'cancelled' || isClosed(from);
          const isRefused = from === to || (needs && why.trim() === '');
          if (isRefused) expect(() => checkMove(from, to, why)).toThrow();
          else checkMove(from, to, why);
        },
      ),
    ));

  test('days and milestones are checked together', () => {
    const one = { id: 'a', name: 'A', dueOn: null, doneOn: '2026-03-11' };
    expect(problemsOf({ beginsOn: '2026-02-02', dueOn: '2026-02-01', milestones: [one, one] }, TODAY)).toMatchObject([
      { field: 'dueOn' },
      { field: 'milestones', rule: 'uniqueItems' },
      { field: 'milestones', rule: 'past' },
    ]);
  });
});
