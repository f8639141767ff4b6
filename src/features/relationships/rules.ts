import { isBusinessDay } from '../../pure/period.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import type { LineKind, RelationshipRules } from './contract-shapes.ts';

/** As long as the organisation has set none. Four levels of calling are common in field sales: monthly, every two months, half-yearly, yearly. */
export const defaultRelationshipRules: RelationshipRules = {
  cycles: { A: 12, B: 6, C: 2, D: 1 },
  classes: { key: 'A', emerging: 'B', standard: 'C', prospect: 'D', dormant: 'D' },
  roles: ['economicBuyer', 'decisionMaker', 'approver', 'user'],
  functions: [],
  tiers: ['key', 'emerging'],
  stages: {
    basic: { people: 1, colleagues: 1, functions: 0, levels: 0, products: 1 },
    cooperative: { people: 3, colleagues: 2, functions: 2, levels: 2, products: 3 },
    interdependent: { people: 6, colleagues: 3, functions: 3, levels: 2, products: 5 },
    integrated: { people: 10, colleagues: 5, functions: 4, levels: 3, products: 8 },
  },
  uncoupling: 0.5,
};

/** Settings as stored, whatever version wrote them: what is missing has its default. */
export function completeRelationshipRules(stored: unknown): RelationshipRules {
  const kept = (stored ?? {}) as Partial<RelationshipRules>;
  const { cycles, classes, stages } = defaultRelationshipRules;
  return {
    ...defaultRelationshipRules,
    ...kept,
    cycles: { ...cycles, ...kept.cycles },
    classes: { ...classes, ...kept.classes },
    stages: { ...stages, ...kept.stages },
  };
}

interface Line {
  kind: LineKind;
  from: string;
  to: string;
}

/** Whether somebody would report to themselves, however far up, if `from` reported to `to`. */
export function closesCircle(lines: readonly Line[], from: string, to: string): boolean {
  const above = new Map(lines.filter(({ kind }) => kind === 'reports').map((line) => [line.from, line.to]));
  for (let at: string | undefined = to, steps = 0; at !== undefined && steps <= lines.length; steps++) {
    if (at === from) return true;
    at = above.get(at);
  }
  return false;
}

/** How many stand above each of the people in the reporting lines: 0 at the top. */
export function depthsOf(people: readonly string[], lines: readonly Line[]): Map<string, number> {
  const above = new Map(lines.filter(({ kind }) => kind === 'reports').map((line) => [line.from, line.to]));
  return new Map(
    people.map((id) => {
      let depth = 0;
      for (let at = above.get(id); at !== undefined && depth <= lines.length; at = above.get(at)) depth++;
      return [id, depth];
    }),
  );
}

/** A line that may be drawn between two who stand on the map. Throws a Refusal. */
export function checkLine(lines: readonly Line[], { kind, from, to }: Line): void {
  if (from === to) throw new Refusal('relationships.toOneself', 'A line leads from one person to another.');
  const between = lines.filter((one) => one.kind === kind);
  const sameWay = between.some((one) => one.from === from && one.to === to);
  // A conflict is between two: it has no direction.
  const otherWay = kind === 'conflict' && between.some((one) => one.from === to && one.to === from);
  if (sameWay || otherWay) throw new Refusal('relationships.lineExists', 'This line is there already.');
  if (kind !== 'reports') return;
  if (between.some((one) => one.from === from))
    throw new Refusal('relationships.twoSuperiors', 'The person reports to somebody already: change that line.');
  if (closesCircle(lines, from, to))
    throw new Refusal('relationships.circle', 'Nobody can report to somebody below: that would be a circle.');
}

/** When one of us last met them: a day, and none that is yet to come. */
export function checkMet(lastMet: string | null | undefined, today: string): void {
  if (lastMet == null) return;
  if (!isBusinessDay(lastMet))
    throw new Invalid([{ field: 'lastMet', expected: 'a day of the calendar', found: lastMet, rule: 'day' }]);
  if (lastMet > today)
    throw new Invalid([{ field: 'lastMet', expected: 'not after today', found: lastMet, rule: 'past' }]);
}
