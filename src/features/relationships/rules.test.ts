import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUYING_ROLES } from '../contacts/contract.ts';
import { LEVELS, type LineKind, NEEDING, STAGES, SUPPORTS, TIERS } from './contract-shapes.ts';
import { checkLine, closesCircle, completeRelationshipRules, defaultRelationshipRules, depthsOf } from './rules.ts';
import { type Covered, coverageOf } from './rules-coverage.ts';
import { proposeStage, type StageFacts } from './rules-stages.ts';

const reports = (from: string, to: string) => ({ kind: 'reports' as LineKind, from, to });
const today = '2026-05-10';

describe('lines', () => {
  test('nobody reports to two, to themselves or in a circle; a conflict is drawn once', () => {
    const lines = [reports('b', 'a'), reports('c', 'b'), { kind: 'conflict' as LineKind, from: 'a', to: 'c' }];
    const refusal = (line: Parameters<typeof checkLine>[1]) => {
      try {
        checkLine(lines, line);
        return null;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(refusal(reports('a', 'c'))).toBe('relationships.circle');
    expect(refusal(reports('c', 'a'))).toBe('relationships.twoSuperiors');
    expect(refusal(reports('a', 'a'))).toBe('relationships.toOneself');
    expect(refusal({ kind: 'conflict', from: 'c', to: 'a' })).toBe('relationships.lineExists');
    expect(refusal({ kind: 'influence', from: 'c', to: 'a' })).toBeNull();
    expect(refusal(reports('d', 'c'))).toBeNull();
  });

  test('property: whatever lines are drawn one after the other, everybody comes out at a top', () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f'];
    const one = fc.constantFrom(...people);
    fc.assert(
      fc.property(fc.array(fc.tuple(one, one), { maxLength: 40 }), (wishes) => {
        const lines: ReturnType<typeof reports>[] = [];
        for (const [from, to] of wishes) {
          if (from === to || lines.some((line) => line.from === from) || closesCircle(lines, from, to)) continue;
          lines.push(reports(from, to));
        }
        const depths = depthsOf(people, lines);
        for (const { from, to } of lines) expect(depths.get(from)).toBe(depths.get(to)! + 1);
      }),
    );
  });
});

const person = (id: string, more: Partial<Covered> = {}): Covered => ({
  ...{ id, roles: [], title: null, department: null, support: null, coverage: 'brief' },
  ...{ lastContact: today, knownBy: ['anna', 'bert'] },
  ...more,
});

describe('coverage', () => {
  test('roles without contact, who was not met in time, what hangs on one', () => {
    const rules = { ...defaultRelationshipRules, functions: ['Logistics'] };
    const people = [
      person('1', { roles: ['economicBuyer'], knownBy: ['anna'], support: 'mentor', department: 'Logistics East' }),
      person('2', { roles: ['user'], knownBy: ['anna'], lastContact: '2026-04-09' }),
      person('3', { roles: ['approver'], coverage: 'none', knownBy: [], lastContact: null }),
    ];
    const found = coverageOf(people, 'key', rules, today);
    expect(found).toMatchObject({ people: 3, inContact: 2, class: 'A', cycleDays: 30, asked: 5 });
    expect(found.missingRoles).toEqual(['decisionMaker', 'approver']);
    expect(found).toMatchObject({ missingFunctions: [], late: ['2'], onlySupporter: '1', onlyColleague: 'anna' });
    // 0.4 x 3/5 + 0.4 x 1/2 + 0.2 x 0
    expect(found.value).toBe(0.44);
    expect(coverageOf(people, 'standard', rules, today)).toMatchObject({ asked: 0, cycleDays: 183, late: [] });
    expect(coverageOf([], 'key', rules, today).value).toBeNull();
  });

  test('the last day of the cycle is still in time', () => {
    const on = (lastContact: string) =>
      coverageOf([person('1', { lastContact })], 'key', defaultRelationshipRules, today).late;
    expect([on('2026-04-10'), on('2026-04-09')]).toEqual([[], ['1']]);
  });

  const someone = fc.record({
    roles: fc.uniqueArray(fc.constantFrom(...BUYING_ROLES)),
    support: fc.constantFrom(null, ...SUPPORTS),
    coverage: fc.constantFrom(...LEVELS),
    lastContact: fc.constantFrom(null, '2024-01-01', '2026-05-01', today),
    knownBy: fc.uniqueArray(fc.constantFrom('anna', 'bert', 'carl')),
  });
  const company = fc
    .array(someone, { minLength: 1, maxLength: 12 })
    .map((all) => all.map((one, at) => person(`p${at}`, one)));

  test('property: 0 to 1, and meeting somebody never makes it less', () => {
    fc.assert(
      fc.property(company, fc.constantFrom(...TIERS), fc.nat(), (people, tier, at) => {
        const { value } = coverageOf(people, tier, defaultRelationshipRules, today);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        const met = people.map((one, index) => (index === at % people.length ? { ...one, lastContact: today } : one));
        expect(coverageOf(met, tier, defaultRelationshipRules, today).value).toBeGreaterThanOrEqual(value!);
      }),
    );
  });
});

describe('the stage', () => {
  const facts = (more: Partial<StageFacts> = {}): StageFacts => ({
    ...{ people: 3, colleagues: 2, functions: 2, levels: 2, products: 3, trend: 1 },
    ...more,
  });
  const stage = (more: Partial<StageFacts>) => proposeStage(facts(more), defaultRelationshipRules).stage;

  test('examples', () => {
    expect(stage({})).toBe('cooperative');
    expect(stage({ people: 2 })).toBe('basic');
    expect(stage({ products: 0 })).toBe('exploratory');
    expect(stage({ products: null })).toBe('cooperative');
    expect(stage({ people: 12, colleagues: 6, functions: 5, levels: 3, products: 9 })).toBe('integrated');
    expect(stage({ trend: 0.5 })).toBe('uncoupling');
    expect(stage({ trend: 0.51 })).toBe('cooperative');
    expect(stage({ people: 0 })).toBeNull();
    const { evidence } = proposeStage(facts({ functions: 5 }), defaultRelationshipRules);
    expect(evidence.find(({ what }) => what === 'people')).toEqual({
      what: 'people',
      found: 3,
      needs: 6,
      isMet: false,
    });
    expect(evidence.find(({ what }) => what === 'functions')).toMatchObject({ needs: 3, isMet: true });
  });

  test('property: more evidence never loosens it', () => {
    const count = fc.integer({ min: 0, max: 14 });
    const some = fc.record({
      people: fc.integer({ min: 1, max: 14 }),
      ...{ colleagues: count, functions: count, levels: count, products: count },
      trend: fc.float({ min: 0, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(
        some,
        fc.constantFrom('people', 'colleagues', 'functions', 'levels', 'products', 'trend'),
        (now, what) => {
          const more = { ...now, [what]: now[what as keyof typeof now] + 1 };
          const rank = (one: StageFacts) => STAGES.indexOf(proposeStage(one, defaultRelationshipRules).stage!);
          expect(rank(more)).toBeGreaterThanOrEqual(rank(now));
        },
      ),
    );
  });

  test('settings of an older version keep what they say', () => {
    const old = completeRelationshipRules({ cycles: { A: 52 }, uncoupling: 0.3 });
    expect(old.cycles).toEqual({ ...defaultRelationshipRules.cycles, A: 52 });
    expect([old.uncoupling, Object.keys(old.stages)]).toEqual([0.3, [...NEEDING]]);
  });
});
