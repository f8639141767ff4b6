import { Temporal } from 'temporal-polyfill';
import type { OpenSpan } from './contract-addresses.ts';

/** Whether the text names a time zone of the IANA database. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return !/^[+-]\d/.test(zone);
  } catch {
    return false;
  }
}

/**
 * Whether a place is open at a moment (milliseconds since 1970), by the clock on its own wall. A span is open from its beginning up to, without, its end; one whose end is not
 * after its beginning runs over midnight into the next day (equal: a whole day). null: no hours are known.
 */
export function openAt(hours: readonly OpenSpan[], zone: string | null, moment: number): boolean | null {
  if (hours.length === 0 || zone === null) return null;
  const there = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  const clock = there.toPlainTime().toString({ smallestUnit: 'minute' });
  const today = there.dayOfWeek;
  return hours.some(({ day, from, to }) =>
    to > from
      ? day === today && from <= clock && clock < to
      : (day === today && from <= clock) || ((day % 7) + 1 === today && clock < to),
  );
}
