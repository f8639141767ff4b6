import type { FieldProblem } from '../../pure/refusal.ts';
import type { Choice, FieldValue } from './contract.ts';
import { isWrong, type Ruled, readValue } from './rules.ts';

/** What is wrong with a definition: label, choices, preset. */
export function problemsOf(field: Ruled & { preset: FieldValue | null }): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const isBlank = (texts: Readonly<Record<string, string>>) => Object.values(texts).every((text) => text.trim() === '');
  if (isBlank(field.labels))
    problems.push({ field: 'labels', expected: 'a label in one language at least', rule: 'required' });
  const needsChoices = field.type === 'choice' || field.type === 'choices';
  if (needsChoices && field.choices.length === 0)
    problems.push({ field: 'choices', expected: 'one choice at least', rule: 'required' });
  if (!needsChoices && field.choices.length > 0)
    problems.push({ field: 'choices', expected: `none: a field of type ${field.type} has no choices` });
  if (new Set(field.choices.map(({ id }) => id)).size < field.choices.length)
    problems.push({ field: 'choices', expected: 'each id once', rule: 'uniqueItems' });
  if (field.choices.some(({ labels }) => isBlank(labels)))
    problems.push({ field: 'choices', expected: 'a label for each choice', rule: 'required' });
  if (field.preset !== null) {
    const read = readValue(field, field.preset);
    if (isWrong(read)) problems.push({ field: 'preset', ...read });
  }
  return problems;
}

/** The choices of a field that a change would take out: those that stand somewhere can only be retired. */
export const goneChoices = (before: readonly Choice[], after: readonly Choice[]): string[] =>
  before.map(({ id }) => id).filter((id) => !after.some((choice) => choice.id === id));
