import type { Kind } from './rules-kinds.ts';
import type { Mapping } from './rules-mapping.ts';

/** What is known beside the tables. */
export interface ProposeContext {
  /** The day of today in the organisation's zone. */
  today: string;
  baseCurrency: string;
  /** The mapping that was used for files of this shape ({@link shapeOf}); wins over the proposal. */
  remembered?: (shape: string) => Pick<Mapping, 'kind' | 'fields' | 'constants' | 'options'> | null | undefined;
  /** What the user says the tables are. */
  as?: Kind | 'auto';
  /** What the user says one table is. */
  chosen?: { table: string; kind: Kind };
  /** Constants by field, given to every table whose kind has the field. */
  set?: Readonly<Record<string, string>>;
}
