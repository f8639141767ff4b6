/** How the cells of a field are read. `mark`: a word that tells kinds of documents apart; `title`: a printed document ("Реализация ... 00-12 от 12.03.2024"). */
export type FieldType =
  | 'key'
  | 'text'
  | 'decimal'
  | 'money'
  | 'percent'
  | 'date'
  | 'int'
  | 'bool'
  | 'currency'
  | 'mark'
  | 'title'
  | 'period';

export interface FieldSpec {
  name: string;
  type: FieldType;
  /** What to put here, in English; screens translate by kind and name. */
  help: string;
  /** Column names that mean it, as bags of concepts (see rules-vocabulary), the best first. */
  bags: readonly string[];
}

/** The bags of a list `a b | c`, each in order of the alphabet. */
export const bagsOf = (list: string): string[] =>
  list
    .split('|')
    .map((bag) => bag.trim().split(/\s+/).sort().join(' '))
    .filter((bag) => bag !== '');

export type Line = readonly [name: string, type: FieldType, bags: string, help: string];

/** Fields out of short lines: name, type, bags parted by a bar, help. */
export const fieldsOf = (lines: readonly Line[]): FieldSpec[] =>
  lines.map(([name, type, bags, help]) => ({ name, type, help, bags: bagsOf(bags) }));

export const REP: readonly Line[] = [
  ['salesperson', 'key', 'id rep | id person rep | person rep | rep', 'Key of the salesperson'],
  [
    'salesperson_name',
    'text',
    'name rep | full name rep | person rep | person name rep | rep',
    'Name of the salesperson',
  ],
];
export const PERIOD: readonly Line[] = [
  [
    'period',
    'period',
    'period | month period | quarter | quarter year | period quarter | month year | date month | month',
    'A month, quarter or year in words: 2024-03, March 2024, Q1 2024',
  ],
  ['year', 'int', 'year | year period | period year', 'Year, when month stands in a column of its own'],
  ['month', 'int', 'month | id month', 'Month, 1 to 12 or in words'],
];
