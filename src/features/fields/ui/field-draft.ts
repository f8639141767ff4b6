import type { Field, FieldAnswer, FieldsInput, FieldValue } from '../contract.ts';
import { typedValue } from '../rules.ts';

/** The name under which the draft of a form holds a field. */
export const draftKey = (key: string): `field:${string}` => `field:${key}`;

/** A value as a form holds it: lists parted by commas, amounts without their currency. */
export function typed(value: FieldValue | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return 'amount' in value ? value.amount : value.join(',');
}

/** What the draft of a form begins with, for the fields of a record. */
export const draftOfFields = (answers: readonly FieldAnswer[]): Record<string, string> =>
  Object.fromEntries(answers.map(({ key, value }) => [draftKey(key), typed(value)]));

/** The text that a form shows for a field: what was typed, else the preset of a new record. */
export function shownIn(field: Field, draft: Readonly<Record<string, unknown>>, isNew: boolean): string {
  const said = draft[draftKey(field.key)];
  return typeof said === 'string' ? said : isNew ? typed(field.preset) : '';
}

/** A typed text as the API takes it. */
export const valueIn = (field: Pick<Field, 'key' | 'type' | 'currency'>, text: string): FieldValue => {
  const ruled = { ...field, labels: {}, choices: [] };
  const isNumber = field.type === 'number' || field.type === 'money';
  return typedValue(ruled, isNumber ? text.replaceAll(/\s/g, '').replace(',', '.') : text);
};

/** What a form says of the fields: those that differ from what was read, with its versions. */
export function inputOfFields(
  fields: readonly Field[],
  answers: readonly FieldAnswer[] | null,
  draft: Readonly<Record<string, unknown>>,
): FieldsInput {
  const input: FieldsInput = {};
  for (const field of fields) {
    const before = answers?.find((answer) => answer.key === field.key);
    const text = shownIn(field, draft, answers === null).trim();
    const was = before ? typed(before.value) : answers === null ? typed(field.preset) : '';
    if (text === was) continue;
    input[field.key] = {
      value: text === '' ? null : valueIn(field, text),
      ...(before ? { version: before.version } : {}),
    };
  }
  return input;
}

/** A number that differs when any value of a record was saved: forms look at their record anew by it. */
export const stampOf = (version: number, answers: readonly FieldAnswer[]): number =>
  answers.reduce((sum, answer, at) => sum + answer.version * (at + 1) * 1009, version);
