import type { RawBuilder } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { KeptKind } from './contract-words.ts';

/** What is looked for among the files of records that have a rule of their own: SQL of what a function of the database takes. */
export interface WantedFiles {
  /** Patterns of LIKE over the key of the search; none: `words` alone. */
  patterns: readonly string[];
  nots: readonly string[];
  /** Patterns of LIKE over name and text as they stand. */
  words: readonly string[];
  /** The accounts that were asked for, a uuid[]; null in SQL: anything. */
  within: RawBuilder<unknown>;
  kinds: readonly string[] | null;
  before: { at: string; id: string } | null;
  most: number;
}

/** What a later room says of its records that have files. */
export interface Keeper {
  kind: KeptKind;
  /** Where the record's account does not say who may see it: SQL over its id, true where the actor may. */
  opens?(ctx: Ctx, id: RawBuilder<unknown>): RawBuilder<boolean>;
  /** With `opens`: a subquery of the ids of files that the actor may see; its limit counts no others. */
  finds?(ctx: Ctx, wanted: WantedFiles): RawBuilder<unknown>;
  /** The account of a record that the actor may see, null where it has none; NotFound otherwise. */
  accountOf(ctx: Ctx, id: string): Promise<string | null>;
  /** Those of the records to which the actor may add files, and whose files the actor may change. */
  writable(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Names of those of the records that the actor may see. */
  names(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** A file was added to a record, or a version of one. */
  heard?(ctx: Ctx, id: string, fileName: string): Promise<void>;
}

const all = new Map<string, Keeper>();

/** A room names a kind of its records that has files. Call it once, when the module loads. */
export function keepsFiles(keeper: Keeper): void {
  all.set(keeper.kind, keeper);
}

/** The keeper of a kind of record; undefined for what files belong to in the rooms before this one. */
export const keeperOf = (kind: string): Keeper | undefined => all.get(kind);

export const keepers = (): Keeper[] => [...all.values()];
