import type { ProblemRule } from '../pure/refusal.ts';

/** What the browser finds wrong with a field. */
export interface Found {
  rule: ProblemRule;
  limit?: number;
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The name of a field: its own, or that of the field that it is a part of (`data-field`). */
export const nameOf = (field: Field): string =>
  field.name || (field.closest<HTMLElement>('[data-field]')?.dataset.field ?? '');

function foundIn(field: Field): Found | undefined {
  const { validity } = field;
  const isBlank = field.required && field.type !== 'checkbox' && field.value.trim() === '';
  if (validity.valueMissing || (isBlank && !validity.badInput))
    return { rule: field instanceof HTMLSelectElement ? 'choose' : 'required' };
  if (validity.valid) return undefined;
  if (validity.badInput) return { rule: field.type === 'date' ? 'day' : 'number' };
  if (validity.typeMismatch && field.type === 'email') return { rule: 'email' };
  if (validity.tooShort && 'minLength' in field) return { rule: 'minLength', limit: field.minLength };
  if (validity.tooLong && 'maxLength' in field) return { rule: 'maxLength', limit: field.maxLength };
  return { rule: 'wrong' };
}

/** The fields of a form that the browser finds wrong, by name: its own words for it are not in the reader's language. */
export function wrongFields(form: HTMLFormElement): Record<string, Found> {
  const wrong: Record<string, Found> = {};
  for (const element of form.elements) {
    const field = element as Field;
    if (!field.willValidate) continue;
    const found = foundIn(field);
    if (found) wrong[nameOf(field)] ??= found;
  }
  return wrong;
}
