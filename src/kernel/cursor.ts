import { isDay } from '../pure/period.ts';
import { Invalid } from '../pure/refusal.ts';
import { isId } from './id.ts';

/** The `next` of a keyset-paged list: the sort values of the last row, as one opaque text. */
export function toCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

type Kind = 'id' | 'day' | 'moment' | 'text' | 'number' | 'int' | 'bigint';
type Value = string | number | null;

/** To the microsecond, as PostgreSQL keeps it. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

const fits: Record<Kind, (value: unknown) => boolean> = {
  id: (value) => typeof value === 'string' && isId(value),
  day: (value) => typeof value === 'string' && isDay(value),
  moment: (value) => typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value)),
  text: (value) => typeof value === 'string' && !value.includes('\0'),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  int: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  bigint: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 63,
};

/** What a list is sorted by, as PostgreSQL reads it. */
export type Place = 'text' | 'int' | 'bigint' | 'float8' | 'date' | 'timestamptz';

const READABLE: Record<Place, (at: string) => boolean> = {
  text: (at) => !at.includes('\0'),
  int: (at) => /^\d{1,10}$/.test(at) && Number(at) < 2 ** 31,
  bigint: (at) => /^-?\d{1,18}$/.test(at),
  float8: (at) => at === '-Infinity' || (/^-?\d+(\.\d+)?(e[+-]\d+)?$/.test(at) && Number.isFinite(Number(at))),
  date: (at) => at === '-infinity' || isDay(at),
  timestamptz: (at) =>
    at === 'infinity' || (MOMENT.test(at) && isDay(at.slice(0, 10)) && !Number.isNaN(Date.parse(at))),
};

/** Whether PostgreSQL reads the text as a value of the type: where a page of a list was cut. */
export const isPlace = (type: Place, at: unknown): at is string => typeof at === 'string' && READABLE[type](at);

/**
 * The values behind an `after`, or null for the first page; `kinds` says what stands at each place (`text?` may be null), so that
 * nothing but such a value reaches SQL. Throws Invalid for anything that this list did not give out.
 */
export function fromCursor(after: string | undefined, kinds: readonly (Kind | `${Kind}?`)[]): Value[] | null {
  if (after === undefined) return null;
  let values: unknown = null;
  try {
    values = JSON.parse(Buffer.from(after, 'base64url').toString());
  } catch {
    values = null;
  }
  const good =
    Array.isArray(values) &&
    values.length === kinds.length &&
    kinds.every((kind, at) =>
      kind.endsWith('?') && values[at] === null ? true : fits[kind.replace('?', '') as Kind](values[at]),
    );
  if (good) return values as Value[];
  throw new Invalid([{ field: 'after', expected: 'the `next` of an answer of this list', found: after.slice(0, 80) }]);
}

/** Splits `limit + 1` rows into one page and the cursor of the next. */
export function pageOf<R>(
  rows: readonly R[],
  limit: number,
  key: (row: R) => readonly (string | number | null)[],
): { rows: R[]; next: string | null } {
  const kept = rows.slice(0, limit);
  return { rows: kept, next: rows.length > limit ? toCursor(key(kept[kept.length - 1]!)) : null };
}
