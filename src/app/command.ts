import type { ParseArgsConfig } from 'node:util';
import type { Config } from '../kernel/config.ts';
import type { Organisation } from '../kernel/ctx.ts';
import type { Log } from '../kernel/log.ts';
import { organisationBySlug } from '../kernel/organisations.ts';
import type { House } from '../kernel/run.ts';
import type { OpenHouse } from './house.ts';

/** Where a command writes. With --json everything for people goes to stderr, and stdout carries one object. */
export interface Out {
  readonly json: boolean;
  /** A line for the reader. */
  say(line: string): void;
  /** A line about what goes on; always on stderr. */
  progress(line: string): void;
  /** Rows as aligned columns, the first one being the heads; left out with --json, whose object has them. */
  table(rows: readonly (readonly string[])[]): void;
  /** The answer for programs; written with --json only, at most once. */
  result(answer: object): void;
}

export interface Args {
  positionals: string[];
  /** The text of an option; undefined when it was not given. */
  text(name: string): string | undefined;
  /** The same; throws a UsageError when it was not given. */
  needed(name: string): string;
  /** Every value of an option that may be repeated. */
  all(name: string): string[];
  flag(name: string): boolean;
}

/** What a command may use. */
export interface Setting {
  config: Config;
  log: Log;
  args: Args;
  out: Out;
  /** Ctrl-C or SIGTERM. */
  signal: AbortSignal;
}

interface Described {
  /** `['user', 'add']` is `vitalfew user add`. */
  words: readonly string[];
  /** What follows the words: `EMAIL --org SLUG`. */
  usage: string;
  summary: string;
  /** More lines for `--help`: options, one per line. */
  help?: readonly string[];
  options?: NonNullable<ParseArgsConfig['options']>;
  /** How many words may follow: [at least, at most]. */
  positionals?: readonly [number, number];
}

/** A command, in one file of commands/. It gives the exit code (nothing: 0). */
export type Command = Described &
  (
    | { opens: 'house'; run(setting: Setting & { open: OpenHouse; house: House }): Promise<number | undefined> }
    | { opens: 'nothing'; run(setting: Setting): Promise<number | undefined> }
  );

/** The command line itself is wrong: the usage is shown with it. */
export class UsageError extends Error {}

/** The organisation behind `--org`; throws in words when there is none. */
export async function organisationOf(house: House, args: Args): Promise<Organisation> {
  const slug = args.needed('org');
  const org = await organisationBySlug(house.identity, slug);
  if (!org) throw new Error(`There is no organisation "${slug}". "vitalfew org list" names those that exist.`);
  return org;
}
