import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { Refusal } from '../../pure/refusal.ts';
import { STATES } from './contract-words.ts';
import {
  type Asked,
  type Chart,
  hasAuthority,
  isWithinOwnLimit,
  type Limit,
  type Member,
  type Procedure,
  planStep,
  type Step,
} from './rules.ts';
import { afterStep, type Decision, isAgreed, isDue, seatToDecide } from './rules-decide.ts';
import { firstProcedure, measured, procedureOf, unmeasured } from './rules-procedure.ts';

const step = (part: Partial<Step>): Step => ({
  ...{ by: 'superior', role: null, userId: null, height: 0, needs: 1 },
  ...part,
});
const procedure = (part: Partial<Procedure>): Procedure => ({
  ...{ steps: [step({})], limits: [], currency: 'EUR', ownLimit: false, repeats: false },
  ...part,
});
const member = (id: string, reportsTo: string | null, part: Partial<Member> = {}): Member => ({
  ...{ id, reportsTo, roles: ['kam'], isHere: true, mayRead: true },
  ...part,
});
const chart = (members: Member[], standIns: Record<string, string[]> = {}): Chart => ({
  members: new Map(members.map((one) => [one.id, one])),
  standIns: new Map(Object.entries(standIns)),
});
const asked = (value: bigint | null): Asked => ({ value, currency: value === null ? null : 'EUR' });
const limit = (part: Partial<Limit>): Limit => ({ ...{ role: null, userId: null, upTo: null }, ...part });
const none = new Set<string>();

/** kim and otto report to hanna, she to dora. */
const kim = member('kim', 'hanna');
const otto = member('otto', 'hanna');
const hanna = member('hanna', 'dora', { roles: ['head'] });
const dora = member('dora', null, { roles: ['director'] });
const plan = (what: Partial<Step>, people: Member[], more: Partial<Procedure> = {}, value: bigint | null = null) =>
  planStep(step(what), procedure(more), { requesterId: 'kim', asked: asked(value) }, chart(people), none);
const users = (found: { seats: { userId: string }[] }) => found.seats.map(({ userId }) => userId);

describe('who decides', () => {
  const all = [kim, otto, hanna, dora];
  test('superiors by height, the highest where there are not so many; the nearest who may', () => {
    expect(users(plan({ height: 1 }, all))).toEqual(['hanna']);
    expect(users(plan({ height: 2 }, all))).toEqual(['dora']);
    expect(users(plan({ height: 5 }, all))).toEqual(['dora']);
    expect(users(plan({}, all))).toEqual(['hanna']);
    const limits = [limit({ role: 'head', upTo: 100n }), limit({ role: 'director' })];
    const above = plan({}, all, { limits }, 101n);
    expect(users(above)).toEqual(['dora']);
    expect(above.passed).toEqual([{ userId: 'hanna', why: 'limit' }]);
    expect(users(plan({}, all, { limits }, 100n))).toEqual(['hanna']);
  });

  test('whoever is gone, or may not read the account, is passed over, and the next superior decides', () => {
    const gone = [kim, otto, { ...hanna, isHere: false }, dora];
    expect(plan({ height: 1 }, gone)).toMatchObject({
      seats: [{ userId: 'dora' }],
      passed: [{ userId: 'hanna', why: 'gone' }],
    });
    expect(users(plan({ by: 'person', userId: 'otto' }, [kim, { ...otto, mayRead: false }, hanna, dora]))).toEqual([
      'hanna',
    ]);
    expect(users(plan({ by: 'role', role: 'credit_controller' }, all))).toEqual(['hanna']);
  });

  test('two of a role with one holder are filled up from above; where nobody is left it says so', () => {
    const two = plan({ by: 'role', role: 'head', needs: 2 }, all);
    expect([users(two), two.canBeDecided]).toEqual([['hanna', 'dora'], true]);
    const alone = plan({ by: 'role', role: 'head' }, [member('kim', null, { roles: ['head'] })]);
    expect(alone).toMatchObject({ seats: [], canBeDecided: false, passed: [{ userId: 'kim', why: 'requester' }] });
  });

  test('a deputy stands in with the authority of whoever is away, never for the requester’s own request', () => {
    const question = { requesterId: 'kim', asked: asked(50n) };
    const rule = procedure({ limits: [limit({ role: 'head', upTo: 100n })] });
    const seats = (away: Record<string, string[]>) =>
      planStep(step({ height: 1 }), rule, question, chart(all, away), none).seats;
    expect(seats({ hanna: ['otto'] })).toContainEqual({ userId: 'otto', forId: 'hanna' });
    expect(seats({ hanna: ['kim'] })).toEqual([{ userId: 'hanna', forId: 'hanna' }]);
  });

  test('what waits too long goes to the superior of the decider too', () => {
    const question = { requesterId: 'kim', asked: asked(null) };
    const late = planStep(step({ height: 1 }), procedure({}), question, chart(all), none, true);
    expect([users(late), late.escalated]).toEqual([['hanna', 'dora'], ['dora']]);
  });
});

describe('limits', () => {
  test('in another currency cover nothing; per cent and amounts are read exactly', () => {
    const rule = procedure({ limits: [limit({ userId: 'hanna', upTo: 100n })], currency: 'USD', ownLimit: true });
    expect(hasAuthority(rule, hanna, asked(1n))).toBe(false);
    expect(isWithinOwnLimit(rule, hanna, asked(1n))).toBe(false);
    expect([measured('12.5', 'share', ''), measured('12.50', 'amount', 'EUR')]).toEqual([125_000n, 1250n]);
    expect([unmeasured(125_000n, null).share, unmeasured(1250n, 'EUR').amount]).toEqual([12.5, '12.50']);
    const stored = { ...firstProcedure(false), currency: 'EUR', limits: [{ role: null, userId: 'hanna', upTo: '1' }] };
    expect(procedureOf(stored, 'amount').limits[0]!.upTo).toBe(100n);
  });

  test('one’s own limit counts only where the procedure says so; what cannot be measured needs one without end', () => {
    const limits = [limit({ role: 'kam', upTo: 100n }), limit({ role: 'head' })];
    expect(isWithinOwnLimit(procedure({ limits }), kim, asked(1n))).toBe(false);
    const rule = procedure({ limits, ownLimit: true });
    expect([1n, 100n, 101n].map((value) => isWithinOwnLimit(rule, kim, asked(value)))).toEqual([true, true, false]);
    expect([isWithinOwnLimit(rule, kim, asked(null)), isWithinOwnLimit(rule, hanna, asked(null))]).toEqual([
      false,
      true,
    ]);
  });
});

const ROLES = ['kam', 'head', 'director'] as const;
const ids = ['a', 'b', 'c', 'd', 'e'];
const someId = fc.constantFrom(...ids);
const someMembers = fc
  .tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(id),
        roles: fc.subarray([...ROLES]),
        reportsTo: fc.option(someId),
        isHere: fc.boolean(),
        mayRead: fc.boolean(),
      }),
    ),
  )
  .map((members): Member[] => members);
const someLimit = fc.record({
  role: fc.option(fc.constantFrom(...ROLES)),
  userId: fc.option(someId),
  upTo: fc.option(fc.bigInt(0n, 200n)),
});
const someStep: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom('superior', 'role', 'person'),
  role: fc.constantFrom(...ROLES),
  userId: someId,
  height: fc.nat(3),
  needs: fc.nat(3),
});
const someCase = fc.record({
  members: someMembers,
  standIns: fc.dictionary(someId, fc.array(someId, { maxLength: 3 })),
  step: someStep,
  limits: fc.array(someLimit, { maxLength: 4 }),
  repeats: fc.boolean(),
  requesterId: someId,
  value: fc.option(fc.bigInt(0n, 250n)),
  before: fc.uniqueArray(someId, { maxLength: 2 }),
  isEscalated: fc.boolean(),
});
type Case = typeof someCase extends fc.Arbitrary<infer T> ? T : never;
const planned = (one: Case) =>
  planStep(
    one.step,
    procedure({ limits: one.limits, repeats: one.repeats }),
    { requesterId: one.requesterId, asked: asked(one.value) },
    chart(one.members, one.standIns),
    new Set(one.before),
    one.isEscalated,
  );

describe('properties', () => {
  test('nobody approves their own, nobody twice, nobody who is gone or may not read: not by any role, height or deputyship', () => {
    fc.assert(
      fc.property(someCase, (one) => {
        const found = planned(one);
        for (const { userId } of found.seats) {
          expect(userId).not.toBe(one.requesterId);
          expect(one.members.find(({ id }) => id === userId)).toMatchObject({ isHere: true, mayRead: true });
          if (!one.repeats) expect(one.before).not.toContain(userId);
        }
        for (const { forId } of found.seats) expect(forId).not.toBe(one.requesterId);
        if (found.canBeDecided) expect(found.seats.length).toBeGreaterThan(0);
        expect(new Set(found.seats.map(({ userId, forId }) => userId + forId)).size).toBe(found.seats.length);
      }),
      { numRuns: runs(500) },
    );
  });

  test('limits are monotone: a further or a higher one takes no authority away, less is within whatever more is', () => {
    fc.assert(
      fc.property(
        fc.array(someLimit, { minLength: 1, maxLength: 4 }),
        someLimit,
        fc.bigInt(0n, 250n),
        fc.bigInt(0n, 250n),
        someMembers,
        (limits, further, value, less, members) => {
          const rule = procedure({ limits, ownLimit: true });
          const wider = procedure({ limits: [...limits, further], ownLimit: true });
          const higher = procedure({
            limits: limits.map((one) => ({ ...one, upTo: one.upTo === null ? null : one.upTo + less })),
            ownLimit: true,
          });
          for (const one of members) {
            for (const says of [hasAuthority, isWithinOwnLimit]) {
              if (!says(rule, one, asked(value))) continue;
              expect(says(wider, one, asked(value)) && says(higher, one, asked(value))).toBe(true);
              if (less <= value) expect(says(rule, one, asked(less))).toBe(true);
            }
          }
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test('in whichever order the deciders of a step come, it is agreed after as many, and nobody is counted twice', () => {
    fc.assert(
      fc.property(someCase, fc.infiniteStream(fc.nat()), (one, chance) => {
        const found = planned({ ...one, isEscalated: false });
        fc.pre(found.canBeDecided);
        const standing = { state: 'open' as const, round: 1, step: 1, steps: 1 };
        const needsAll = one.step.needs === 0;
        const own = found.seats.filter(({ userId, forId }) => userId === forId).map(({ userId }) => userId);
        const order = own.map((id) => ({ id, at: chance.next().value })).sort((a, b) => a.at - b.at);
        const agreed: Decision[] = [];
        for (const { id } of order) {
          if (isAgreed(found, agreed, needsAll)) break;
          agreed.push({
            ...{ round: 1, step: 1 },
            ...seatToDecide(standing, found, agreed, { userId: id, readRound: 1 }),
          });
          const again = () => seatToDecide(standing, found, agreed, { userId: id, readRound: 1 });
          expect(again).toThrow(Refusal);
        }
        expect(isAgreed(found, agreed, needsAll)).toBe(true);
        expect(agreed).toHaveLength(needsAll ? own.length : found.needs);
      }),
      { numRuns: runs(300) },
    );
  });

  test('no decision after the end, and none on what was not read', () => {
    const found = plan({ height: 1 }, [kim, hanna, dora]);
    const who = { userId: 'hanna', readRound: 1 };
    for (const state of STATES.filter((one) => one !== 'open'))
      expect(() => seatToDecide({ state, round: 1, step: 1, steps: 2 }, found, [], who)).toThrow('already');
    const open = { state: 'open' as const, round: 2, step: 1, steps: 2 };
    expect(() => seatToDecide(open, found, [], who)).toThrow('changed');
    expect(() => seatToDecide(open, found, [], { userId: 'otto', readRound: 2 })).toThrow('yours');
    expect(seatToDecide(open, found, [], { ...who, readRound: 2 })).toEqual({ userId: 'hanna', forId: 'hanna' });
    expect(afterStep(open)).toEqual({ state: 'open', step: 2 });
    expect(afterStep({ ...open, step: 2 })).toEqual({ state: 'approved', step: 2 });
    expect([isDue(0, 3, 3 * 86_400_000), isDue(0, 3, 3 * 86_400_000 - 1), isDue(0, null, 9e15)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
