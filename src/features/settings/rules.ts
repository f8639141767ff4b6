import type { FieldProblem } from '../../pure/refusal.ts';
import type { SegmentationRules } from './contract.ts';

/** The defaults of the product; each is a setting of the organisation. */
export const defaultRules: SegmentationRules = {
  abc: { a: 0.8, b: 0.95 },
  xyz: { x: 0.1, y: 0.25, minimumMonths: 6 },
  tenPercent: 0.1,
  eighty: 0.8,
  topFifth: 0.2,
  programmeSize: 25,
  emerging: { growth: 0.2, quartersUp: 3, quarters: 4, minimumShare: 0.002 },
  missedReviews: 2,
  active: { days: 90, orders: 1, dormantTimes: 2 },
};

/** One threshold: where it stands, how it is written, its bounds, and its entry in docs/guide/numbers.*.md. */
export interface RuleField {
  field: string;
  /** `share`: a fraction shown in percent; `count`: a whole number; `ratio`: any number. */
  unit: 'share' | 'count' | 'ratio';
  min: number;
  max: number;
  /** True: `min` itself is not allowed. */
  above?: boolean;
  /** Must not be below this other field. */
  atLeast?: string;
  /** Must not be above this other field. */
  atMost?: string;
  help: string;
}

const share = { unit: 'share', min: 0, max: 1, above: true } as const;

/** Every threshold with its bounds, in the order of the screen. */
export const ruleFields: readonly RuleField[] = [
  { field: 'abc.a', ...share, help: 'class' },
  { field: 'abc.b', ...share, atLeast: 'abc.a', help: 'class' },
  { field: 'xyz.x', unit: 'ratio', min: 0, max: 100, above: true, help: 'xyz' },
  { field: 'xyz.y', unit: 'ratio', min: 0, max: 100, above: true, atLeast: 'xyz.x', help: 'xyz' },
  { field: 'xyz.minimumMonths', unit: 'count', min: 2, max: 60, help: 'xyz' },
  { field: 'tenPercent', ...share, help: 'ten-percent-rule' },
  { field: 'eighty', ...share, help: 'eighty-rule' },
  { field: 'topFifth', ...share, help: 'top-fifth' },
  { field: 'programmeSize', unit: 'count', min: 1, max: 100_000, help: 'programme' },
  { field: 'emerging.growth', unit: 'share', min: 0, max: 100, help: 'tier' },
  { field: 'emerging.quarters', unit: 'count', min: 1, max: 4, help: 'tier' },
  { field: 'emerging.quartersUp', unit: 'count', min: 0, max: 4, atMost: 'emerging.quarters', help: 'tier' },
  { field: 'emerging.minimumShare', unit: 'share', min: 0, max: 1, help: 'tier' },
  { field: 'missedReviews', unit: 'count', min: 1, max: 12, help: 'tier' },
  { field: 'active.days', unit: 'count', min: 1, max: 3660, help: 'active-base' },
  { field: 'active.orders', unit: 'count', min: 1, max: 1000, help: 'active-base' },
  { field: 'active.dormantTimes', unit: 'count', min: 1, max: 20, help: 'active-base' },
];

type Nested = Record<string, number | Record<string, number>>;

/** The value of a threshold by its dotted name. */
export function ruleValue(rules: SegmentationRules, field: string): number {
  const [first = '', second] = field.split('.');
  const found = (rules as unknown as Nested)[first];
  return second === undefined ? (found as number) : (found as Record<string, number>)[second]!;
}

/** The same rules with one threshold changed. */
export function withRule(rules: SegmentationRules, field: string, value: number): SegmentationRules {
  const [first = '', second] = field.split('.');
  const nested = rules as unknown as Nested;
  const changed = second === undefined ? value : { ...(nested[first] as Record<string, number>), [second]: value };
  return { ...nested, [first]: changed } as unknown as SegmentationRules;
}

/** What is wrong with the rules; empty when they may be saved. */
export function checkRules(rules: SegmentationRules): FieldProblem[] {
  return ruleFields.flatMap((rule) => {
    const value = ruleValue(rules, rule.field);
    const expected = expectation(rules, rule, value);
    return expected === null ? [] : [{ field: rule.field, expected, found: String(value) }];
  });
}

function expectation(rules: SegmentationRules, rule: RuleField, value: number): string | null {
  const range = `${rule.unit === 'count' ? 'a whole number' : 'a number'} ${rule.above ? 'above' : 'from'} ${rule.min} up to ${rule.max}`;
  if (!Number.isFinite(value) || (rule.unit === 'count' && !Number.isInteger(value))) return range;
  if (value < rule.min || (rule.above && value === rule.min) || value > rule.max) return range;
  if (rule.atLeast && value < ruleValue(rules, rule.atLeast)) return `not below ${rule.atLeast}`;
  if (rule.atMost && value > ruleValue(rules, rule.atMost)) return `not above ${rule.atMost}`;
  return null;
}

/** Rules as stored, whatever version wrote them: what is missing or unknown has its default. */
export function completeRules(stored: unknown): SegmentationRules {
  let rules = defaultRules;
  const kept = (stored ?? {}) as SegmentationRules;
  for (const { field } of ruleFields) {
    const [first = ''] = field.split('.');
    if ((kept as unknown as Nested)[first] === undefined) continue;
    const value: unknown = ruleValue(kept, field);
    if (typeof value === 'number') rules = withRule(rules, field, value);
  }
  return rules;
}

/** Every threshold by its dotted name, as the audit shows it. */
export function flatRules(rules: SegmentationRules): Record<string, number> {
  return Object.fromEntries(ruleFields.map(({ field }) => [field, ruleValue(rules, field)]));
}
