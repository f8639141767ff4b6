import type { Merging } from './merge-rows.ts';

/** What can be merged: accounts and contacts; a room may name records of its own that are merged with them (the cards of a map). */
export type Of = 'account' | 'contact' | 'card';

/** How the rows of one table that name a record by a column move when that record is merged into another. */
export interface Move {
  of: Of;
  table: string;
  column: string;
  /** The primary key of the table without the organisation. */
  key: readonly string[];
  /** SQL over `t` (a row) and `p` (from_id, to_id): whether the row names the merged record; left out: its column is that id. */
  match?: string;
  /** SQL over `t` and `p`: what the column becomes; left out: the survivor's id. */
  value?: string;
  /** SQL over `t` and `p`: rows that give way, because the survivor has one of its own in their place. They are kept whole in the merge, and come back with its undo. */
  aside?: (merging: Merging) => string;
  /** Work before the rows move. */
  first?: (merging: Merging) => Promise<void>;
  /** Brings what hangs on the rows to where they are now; after a merge and after its undo. */
  settle?: (merging: Merging) => Promise<void>;
}

/** A column that names a merged record and does not move, and why: it is computed anew, or says what was on a day. */
export interface Stays {
  table: string;
  column: string;
  why: string;
}

const rules: Move[] = [];
const still: Stays[] = [];

/** A room says here how rows of a table of its own move. Rules run in the order in which rooms load. Call it once, when the module loads. */
export function moves(...added: readonly Move[]): void {
  rules.push(...added);
}

/** A room says here which columns of a table of its own name accounts or contacts and do not move. */
export function stays(why: string, table: string, ...columns: readonly string[]): void {
  still.push(...columns.map((column) => ({ table, column, why })));
}

export const movesOf = (of: Of): readonly Move[] => rules.filter((rule) => rule.of === of);

/** Every column that is spoken for, as `table.column`: for the test that none is forgotten. */
export const spokenFor = (): string[] => [...rules, ...still].map(({ table, column }) => `${table}.${column}`);
