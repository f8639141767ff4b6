import type { RawBuilder } from 'kysely';
import type { Ctx } from './ctx.ts';

/** What is looked for, folded (pure/fold.ts), as the functions of the database take it (migrations 0029 and 0032). */
export interface Sought {
  /** All words as they were typed. */
  text: string;
  /** The same as one key. */
  whole: string;
  /** The longest word of it, for what is nearly right, and the patterns of the others. */
  near: string;
  rest: readonly string[];
  /** What the longest word was to be if the hand slipped: patterns of LIKE, and all of them as one regular expression (null: none). */
  slips: readonly string[];
  slip: string | null;
  /** The key of each word or phrase. */
  keys: readonly string[];
  /** Patterns of LIKE over `found_by`: the title begins so; all must fit, the longest first; none may fit. */
  starts: string;
  patterns: readonly string[];
  nots: readonly string[];
  /** The accounts that the reader may see under a verb and asked for: SQL of a uuid[]; null in SQL: all of them. */
  open(verb: string): RawBuilder<unknown>;
  /** Where `open` is null: all accounts but these, a uuid[]; empty where all are open. */
  shut: RawBuilder<unknown>;
  /** The accounts that the reader may see under a verb, whatever was asked for. */
  all(verb: string): RawBuilder<unknown>;
  /** The accounts that were asked for by fields, or null in SQL. */
  within: RawBuilder<unknown>;
  /** Whether fields narrow the accounts: what hangs on no account does not fit then. */
  narrowed: boolean;
  owners: readonly string[] | null;
  due: { from: Date; to: Date } | null;
  /** No kind gives more than so many. */
  most: number;
}

/** One that fits: enough to put it in order. */
export interface Found {
  id: string;
  /** By which it may be called; null: it has only a text. */
  title: string | null;
  /** Numbers by which it is known exactly. */
  numbers?: readonly string[];
  accountId: string | null;
  at?: Date | null;
  /** Of one that is nearly right, 0 to 1. */
  likeness?: number;
}

/** What is shown of one that was found. */
export interface Shown {
  id: string;
  title: string;
  /** What tells it from others of the same name: a number, a town, an author. */
  detail: string | null;
  /** A word of the room's own, as the search names it in the reader's language: `task.open`, `document.invoice`. */
  mark: string | null;
  /** Texts in which the words may stand, the most telling first. */
  texts: readonly string[];
  path: string;
  account: { id: string; name: string } | null;
  at: Date | null;
}

/** What a room gives to the search: one kind of record. `find` knows the room's own rule of reading, and its limit counts only what the reader may see. */
export interface Searchable {
  kind: string;
  /** Without this right nothing of the kind is found. */
  verb: string;
  find(ctx: Ctx, sought: Sought): Promise<Found[]>;
  /** What is nearly right, where nothing fits. */
  similar?(ctx: Ctx, sought: Sought): Promise<Found[]>;
  /** The ids are of what `find` gave in the same transaction, for the same question. */
  show(ctx: Ctx, ids: readonly string[], sought: Sought): Promise<Shown[]>;
}

const kinds: Searchable[] = [];

/** A room offers a kind of its records. Call it once, when the module loads. */
export function finds(...some: Searchable[]): void {
  kinds.push(...some);
}

/** Every kind that the reader may look for. */
export const searchables = (ctx: Ctx): Searchable[] => kinds.filter((one) => ctx.can(one.verb));
