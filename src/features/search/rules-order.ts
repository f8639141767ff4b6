import { foldName } from '../../pure/fold.ts';
import type { Fit } from './contract.ts';
import { FITS } from './contract.ts';

/** What a text is looked for by, as patterns of LIKE over keys with a blank before every word. One or two letters must begin a word. */
export function patternOf(key: string): string {
  return key.length < 3 ? `% ${key}%` : `%${key}%`;
}

interface Named {
  title: string | null;
  numbers?: readonly string[];
  likeness?: number;
}

/** How well a name fits the keys; `whole`: all of them as they were typed. */
export function fitOf(named: Named, whole: string, keys: readonly string[]): Fit {
  if (named.likeness !== undefined) return 'similar';
  if (whole !== '' && named.numbers?.some((number) => foldName(number) === whole)) return 'number';
  if (named.title === null) return 'text';
  const key = foldName(named.title);
  if (keys.length === 0 || key === whole) return 'name';
  if (key.startsWith(whole)) return 'start';
  const words = ` ${key}`;
  if (keys.every((one) => words.includes(` ${one}`))) return 'word';
  return keys.every((one) => key.includes(one)) ? 'inside' : 'text';
}

/** The place of a hit in the order: fit, one's own first, then by name, or newest first where there is only a text; the id last. */
export type Place = [fit: number, others: number, name: string, id: string];

const NEVER = 9_999_999_999_999;

export function placeOf(one: Named & { id: string; at?: Date | null }, fit: Fit, isMine: boolean): Place {
  const likeness = String(Math.round((1 - (one.likeness ?? 1)) * 1000)).padStart(4, '0');
  const name =
    one.title === null
      ? String(NEVER - (one.at?.getTime() ?? 0)).padStart(13, '0')
      : `${likeness} ${foldName(one.title)}`;
  return [FITS.indexOf(fit), isMine ? 0 : 1, name, one.id];
}

/** Compares two places. */
export function byPlace(a: Place, b: Place): number {
  for (const at of [0, 1, 2, 3] as const) {
    if (a[at] < b[at]) return -1;
    if (a[at] > b[at]) return 1;
  }
  return 0;
}
