import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTS, FIELDS, KINDS, STATES } from './contract-words.ts';
import { checkWish, fieldsOf, goesUp, isClosed, MOVES, movesOf, type Reader, type Standing, step } from './rules.ts';

const PEOPLE = ['ann', 'bob', 'eve'];
const reader = fc.record<Reader>({
  id: fc.constantFrom(...PEOPLE),
  roles: fc.subarray(['kam', 'sales_support']),
  decides: fc.boolean(),
});
/** Tasks as they can be: what goes up has no owner, a request may wait in a department, nobody gives an assignment or a request to themselves. */
const task = fc
  .record<Standing>({
    kind: fc.constantFrom(...KINDS),
    state: fc.constantFrom(...STATES),
    giverId: fc.constantFrom(...PEOPLE),
    ownerId: fc.option(fc.constantFrom(...PEOPLE)),
    department: fc.option(fc.constant('sales_support')),
    inPlace: fc.boolean(),
  })
  .map((one) => (goesUp(one.kind) ? { ...one, ownerId: null, department: null } : one))
  .map((one) => ({ ...one, inPlace: one.inPlace && one.ownerId !== null }))
  .filter((one) => one.kind === 'task' || one.ownerId !== one.giverId)
  .filter((one) => reachable(one.kind).has(one.state));

function reachable(kind: Standing['kind']): Set<Standing['state']> {
  const found = new Set<Standing['state']>(['open']);
  for (const state of found)
    for (const { from, to } of MOVES[kind]) if (from.includes(state) && to !== 'stays') found.add(to);
  return found;
}

describe('steps', () => {
  test.each(KINDS)('%s: no state without a way out, and from each the beginning or an end can be reached', (kind) => {
    for (const state of reachable(kind)) {
      const out = MOVES[kind].filter((move) => move.from.includes(state) && move.to !== state && move.to !== 'stays');
      expect(out.length, state).toBeGreaterThan(0);
    }
    expect([...reachable(kind)].some(isClosed)).toBe(true);
    // Every step can be taken from a state that exists.
    for (const move of MOVES[kind]) expect(move.from.every((state) => reachable(kind).has(state))).toBe(true);
  });

  test('property: nobody decides their own proposal, accepts their own report or closes what is not theirs', () => {
    fc.assert(
      fc.property(task, reader, (one, who) => {
        const acts = movesOf(one, who).map((move) => move.act);
        const isGiver = one.giverId === who.id;
        const isOwner = one.ownerId === who.id || (one.inPlace && !isGiver);
        if (goesUp(one.kind) && isGiver) expect(acts.filter((act) => !['cancel', 'reopen'].includes(act))).toEqual([]);
        if (goesUp(one.kind) && !isGiver && !who.decides) expect(acts).toEqual([]);
        if (one.kind === 'assignment' && isOwner) expect(acts.filter((act) => act !== 'report')).toEqual([]);
        if (one.kind === 'request' && isOwner)
          expect(acts.every((act) => act === 'answer' || act === 'decline')).toBe(true);
        const isOfDepartment = one.department !== null && one.ownerId === null && who.roles.includes(one.department);
        if (!isGiver && !isOwner && !isOfDepartment && !goesUp(one.kind)) expect(acts).toEqual([]);
      }),
    );
  });

  test('property: a step leads where its rule says, asks for words where it should, and is refused to everybody else', () => {
    fc.assert(
      fc.property(
        task,
        reader,
        fc.constantFrom(...ACTS),
        fc.constantFrom('', '  ', 'because'),
        (one, who, act, words) => {
          const move = movesOf(one, who).find((each) => each.act === act);
          const take = () => step(one, who, act, words);
          if (move === undefined) expect(take).toThrow('cannot be done');
          else if (move.words && words.trim() === '') expect(take).toThrow('in words');
          else expect(take()).toBe(move);
        },
      ),
    );
  });

  test('of two who could, each act has one meaning', () => {
    fc.assert(
      fc.property(task, reader, (one, who) => {
        const acts = movesOf(one, who).map((move) => move.act);
        expect(new Set(acts).size).toBe(acts.length);
      }),
    );
  });
});

describe('changes', () => {
  test('property: only giver, owner and who stands in for the owner change the deadline, only the giver says whose it is, nobody what is closed', () => {
    fc.assert(
      fc.property(task, reader, (one, who) => {
        const open = fieldsOf(one, who);
        const isParty = one.giverId === who.id || one.ownerId === who.id || one.inPlace;
        if (!isParty || isClosed(one.state)) expect(open).toEqual([]);
        else if (!goesUp(one.kind)) expect(open).toContain('due');
        if (one.giverId !== who.id)
          for (const field of ['owner', 'private'] as const) expect(open).not.toContain(field);
        if (goesUp(one.kind))
          for (const field of ['owner', 'due', 'repeat'] as const) expect(open).not.toContain(field);
        expect(open.every((field) => FIELDS.includes(field))).toBe(true);
      }),
    );
  });

  test('what does not fit its kind is refused', () => {
    const wish = {
      kind: 'task',
      giverId: 'ann',
      ownerId: 'bob',
      department: null,
      topic: null,
      isPrivate: false,
      hasDue: true,
      repeats: false,
    } as const;
    const code = (part: object, reports = true) => {
      try {
        checkWish({ ...wish, ...part }, reports);
        return null;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code({})).toBeNull();
    expect(code({ ownerId: null })).toBe('tasks.toWhom');
    expect(code({ department: 'kam' })).toBe('tasks.onlyRequests');
    expect(code({ topic: 'price' })).toBe('tasks.onlyRequests');
    expect(code({ repeats: true, hasDue: false })).toBe('tasks.repeatNeedsDue');
    expect(code({ kind: 'assignment' })).toBeNull();
    expect(code({ kind: 'assignment' }, false)).toBe('tasks.notSuperior');
    expect(code({ kind: 'request', topic: 'price' })).toBeNull();
    expect(code({ kind: 'request', ownerId: null, department: 'kam' })).toBeNull();
    expect(code({ kind: 'request', ownerId: null })).toBe('tasks.toWhom');
    expect(code({ kind: 'request', ownerId: 'ann' })).toBe('tasks.askedOneself');
    expect(code({ kind: 'request', hasDue: false })).toBe('tasks.needsDue');
    expect(code({ kind: 'request', isPrivate: true })).toBe('tasks.notPrivate');
    expect(code({ kind: 'request', repeats: true })).toBe('tasks.notRepeated');
    expect(code({ kind: 'proposal' })).toBe('tasks.goesUp');
    expect(code({ kind: 'shortcoming', ownerId: null })).toBeNull();
  });
});
