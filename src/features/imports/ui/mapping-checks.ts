import { isCurrency } from '../../../pure/currencies.ts';
import { isDay } from '../../../pure/period.ts';
import type { FieldSpec } from '../rules-fields.ts';
import { fieldOf, isKind, KIND_SPECS, missingNeeds } from '../rules-kinds.ts';
import type { ImportView, TableMapping, TableView } from './types.ts';

/** What is wrong with a table's mapping: needs that nothing fills (alternatives; `a+b` needs both), and values that cannot stand. */
export interface Checked {
  needs: string[][];
  wrong: Map<string, 'currency' | 'day' | 'column'>;
  /** The server's own word on fields that the screen did not judge. */
  other: string[];
  count: number;
}

const none: Checked = { needs: [], wrong: new Map(), other: [], count: 0 };

/** Judges the mapping on screen, without asking the server; `said` is what the server found in the saved one. */
export function checked(mapping: TableMapping, table: TableView, said: ImportView['mappingProblems']): Checked {
  const { kind } = mapping;
  if (kind === null || !isKind(kind)) return none;
  const wrong: Checked['wrong'] = new Map();
  const filled = new Set<string>();
  for (const [name, header] of Object.entries(mapping.fields)) {
    if (table.headers.includes(header)) filled.add(name);
    else wrong.set(name, 'column');
  }
  for (const [name, value] of Object.entries(mapping.constants)) {
    const type = fieldOf(kind, name)?.type;
    if (type === 'currency' && !isCurrency(value.toUpperCase())) wrong.set(name, 'currency');
    else if (type === 'date' && !isDay(value)) wrong.set(name, 'day');
    else filled.add(name);
  }
  if (mapping.options.wide === true) filled.add('wide');
  const needs = missingNeeds(kind, filled);
  const judged = new Set([...wrong.keys(), ...needs.flatMap((each) => each.flatMap((one) => one.split('+')))]);
  const other = said
    .filter((problem) => problem.table === mapping.table && problem.field.startsWith('options'))
    .filter((problem) => !judged.has(problem.field))
    .map((problem) => `${problem.field}: ${problem.expected}`);
  return { needs, wrong, other, count: needs.length + wrong.size + other.length };
}

/** The fields to show: those with a column or a value, and those that something needs; in the order of the kind. */
export function shownFields(mapping: TableMapping, needs: readonly (readonly string[])[]): FieldSpec[] {
  if (mapping.kind === null || !isKind(mapping.kind)) return [];
  const wanted = new Set([
    ...Object.keys(mapping.fields),
    ...Object.keys(mapping.constants),
    ...needs.flatMap((alternatives) => (alternatives[0] ?? '').split('+')),
  ]);
  return KIND_SPECS[mapping.kind].fields.filter((field) => wanted.has(field.name));
}

/** True where a kind cannot do without this field (or one that stands for it). */
export function isNeeded(mapping: TableMapping, name: string): boolean {
  if (mapping.kind === null || !isKind(mapping.kind)) return false;
  return KIND_SPECS[mapping.kind].needs.some((alternatives) =>
    alternatives.some((each) => each.split('+').includes(name)),
  );
}

/** Up to three different values that stand in a column. */
export function samplesOf(table: TableView, header: string | undefined): string[] {
  const at = header === undefined ? -1 : table.headers.indexOf(header);
  if (at < 0) return [];
  const values = new Set<string>();
  for (const row of table.sample) {
    const value = row.problem === null ? row.cells[at]?.trim() : undefined;
    if (value) values.add(value);
    if (values.size === 3) break;
  }
  return [...values];
}

/** All different values of a column in the sample, at most so many. */
export function valuesOf(table: TableView, header: string | undefined, most: number): string[] {
  const at = header === undefined ? -1 : table.headers.indexOf(header);
  return at < 0
    ? []
    : [...new Set(table.sample.map((row) => row.cells[at]?.trim() ?? '').filter((value) => value !== ''))].slice(
        0,
        most,
      );
}

/** A record without one entry, or with it set. */
export function put<V>(record: Record<string, V>, name: string, value: V | undefined): Record<string, V> {
  const next = { ...record };
  if (value === undefined) delete next[name];
  else next[name] = value;
  return next;
}
