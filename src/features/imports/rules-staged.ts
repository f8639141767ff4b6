import type { Row } from '../../kernel/exchange/table.ts';
import { STAGES, type Stage } from '../ledger/rules-staging.ts';
import type { Fault, Faults } from './rules-faults.ts';
import type { FieldType } from './rules-fields.ts';
import type { Mapping, TableShape } from './rules-mapping.ts';
import type { Reader } from './rules-readers.ts';

/** One row for a stage: values in the order of the stage's columns, texts as PostgreSQL reads them. */
export interface StagedRow {
  stage: Stage;
  values: (string | null)[];
}

/** Rows for stages (none: the row says nothing, or is not meant), or why the row is rejected. */
export type Output = StagedRow[] | Fault;

/** A field of the organisation's own. */
export interface OwnField {
  id: string;
  key: string;
  type: string;
  label: string;
  names: readonly string[];
  read(text: string): { value: Record<string, unknown> } | { expected: string };
}

export interface CompileContext {
  /** The day of today in the organisation's zone; dates later than ten years on are refused. */
  today: string;
  baseCurrency: string;
  /** Of customers, by key. */
  own?: ReadonlyMap<string, OwnField>;
}

/** What the makers of rows work with. */
export interface Compiling {
  mapping: Mapping;
  table: Pick<TableShape, 'headers' | 'dialect' | 'name' | 'file'>;
  context: CompileContext;
  faults: Faults;
  /** The reader of a field; null when neither column nor constant gives it. */
  read(name: string, type?: FieldType): Reader | null;
  /** As `read`, but a row without the value is rejected. */
  need(name: string, ...others: string[]): Reader;
  has(name: string): boolean;
  /** Column of a field; -1 when it has none. */
  column(name: string): number;
}

/** Makes the rows of one row of a file; `null` when a fault was set. */
export type Emit = (row: Row) => StagedRow[] | null;

/** Nothing comes of the row, and nothing is wrong with it. */
export const nothing: StagedRow[] = [];

/** An empty row of a stage and where its columns stand in it. */
export function shapeOfStage<S extends Stage>(
  stage: S,
): { blank: (string | null)[]; at: Record<keyof (typeof STAGES)[S], number> } {
  const columns = Object.keys(STAGES[stage]);
  return {
    blank: columns.map(() => null),
    at: Object.fromEntries(columns.map((name, index) => [name, index])) as Record<keyof (typeof STAGES)[S], number>,
  };
}

/** Pairs of place and reader for the columns of a stage that are filled straight from fields. */
export function plain<S extends Stage>(
  c: Compiling,
  stage: S,
  names: Partial<Record<keyof (typeof STAGES)[S], string>>,
): { places: number[]; readers: Reader[] } {
  const { at } = shapeOfStage(stage);
  const places: number[] = [];
  const readers: Reader[] = [];
  for (const [column, field] of Object.entries(names) as [keyof (typeof STAGES)[S], string][]) {
    const reader = c.read(field);
    if (reader === null) continue;
    places.push(at[column]);
    readers.push(reader);
  }
  return { places, readers };
}
