import type { TSchema } from 'typebox';
import type { ProblemRule } from '../pure/refusal.ts';
import { CurrencyCode, Day, Decimal, EMAIL, FILLED, Id } from '../pure/shapes.ts';

/** What the check of a shape says of one place in the input. */
export interface ShapeError {
  keyword: string;
  instancePath: string;
  message: string;
  params: unknown;
}

const patternOf = (shape: TSchema) => (shape as TSchema & { pattern: string }).pattern;
const PATTERNS = new Map<unknown, ProblemRule>([
  [FILLED, 'required'],
  [EMAIL, 'email'],
  [patternOf(Id), 'choose'],
  [patternOf(Day), 'day'],
  [patternOf(CurrencyCode), 'currency'],
  [patternOf(Decimal), 'number'],
]);
/** Keywords of shapes that are named alike. */
const SAME: ReadonlySet<string> = new Set<ProblemRule>([
  ...(['minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength'] as const),
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const),
]);

/** The rule that an input breaks, as a person would name it; `found` is what stands there. */
export function ruleOf({ keyword, params }: ShapeError, found: unknown): { rule: ProblemRule; limit?: number } {
  const { limit, pattern, type } = (params ?? {}) as { limit?: number; pattern?: string; type?: unknown };
  if (found === undefined || found === null || found === '') return { rule: 'required' };
  if (keyword === 'minItems' && limit === 1) return { rule: 'chooseSome' };
  if (SAME.has(keyword))
    return limit === undefined ? { rule: keyword as ProblemRule } : { rule: keyword as ProblemRule, limit };
  if (keyword === 'pattern') return { rule: PATTERNS.get(pattern) ?? 'wrong' };
  if (keyword === 'enum' || keyword === 'const') return { rule: 'choose' };
  const types = [type].flat();
  if (keyword === 'type' && types.includes('integer')) return { rule: 'whole' };
  if (keyword === 'type' && types.includes('number')) return { rule: 'number' };
  return { rule: 'wrong' };
}
