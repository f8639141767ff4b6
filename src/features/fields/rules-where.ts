import type { FieldType } from './contract.ts';
import { isWrong, type Ruled, readValue, type Stored, typedValue } from './rules.ts';

const FITS: Record<FieldType, readonly Op[]> = {
  text: ['is', 'has', 'set'],
  link: ['is', 'has', 'set'],
  number: ['is', 'from', 'to', 'set'],
  money: ['is', 'from', 'to', 'set'],
  date: ['is', 'from', 'to', 'set'],
  choice: ['is', 'set'],
  choices: ['is', 'set'],
  person: ['is', 'set'],
};
export const OPS = ['is', 'has', 'from', 'to', 'set'] as const;
export type Op = (typeof OPS)[number];

/** A condition on one field, read. */
export type Condition =
  | { is: 'set'; yes: boolean }
  | { is: 'has'; text: string }
  | { is: 'among'; values: Stored[] }
  | { is: 'from' | 'to'; value: Stored };

/** The parts of `key:op:value`; null where it is none. */
export function partsOf(text: string): { key: string; op: Op; value: string } | null {
  const [, key, op, value] = /^([a-z][a-z0-9_]{0,39}):(is|has|from|to|set):(.*)$/su.exec(text) ?? [];
  return key === undefined ? null : { key, op: op as Op, value: value! };
}

/** Reads a condition on a field; a text says what is wrong. */
export function conditionOf(field: Ruled, op: Op, value: string): Condition | string {
  if (!FITS[field.type].includes(op))
    return `one of ${FITS[field.type].map((each) => `${field.key}:${each}:`).join(' ')}`;
  if (op === 'set') return value === 'yes' || value === 'no' ? { is: 'set', yes: value === 'yes' } : 'yes or no';
  if (op === 'has') return value.trim() === '' ? 'some words' : { is: 'has', text: value.trim() };
  const many = ['choice', 'choices', 'person'].includes(field.type) ? value.split(',') : [value];
  // Retired choices are still found.
  const open = { ...field, choices: field.choices.map((choice) => ({ ...choice, isRetired: false })) };
  const read = many.map((one) => readValue(open, typedValue(open, one)));
  const bad = read.find(isWrong);
  if (bad !== undefined) return bad.expected;
  const values = read as Stored[];
  return op === 'is' ? { is: 'among', values } : { is: op, value: values[0]! };
}
