/** Business dates as whole days since 1970-01-01: plain integers, no time zone, no clock. */
export type Day = number;

const MS = 86_400_000;

/** `YYYY-MM-DD` to a day number. Throws on anything else. */
export function dayOf(iso: string): Day {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || isoOf(ms / MS) !== iso) throw new Error(`not a date: ${iso}`);
  return ms / MS;
}

/** A day number to `YYYY-MM-DD`. */
export function isoOf(day: Day): string {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/** Weekday, Monday = 1 to Sunday = 7 (ISO 8601). */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Month as an index, January = 0. */
export function monthOf(day: Day): number {
  return new Date(day * MS).getUTCMonth();
}

/** Calendar year. */
export function yearOf(day: Day): number {
  return new Date(day * MS).getUTCFullYear();
}

/** First day of the month that is `months` after (or before, negative) the month of `day`. */
export function monthStart(day: Day, months = 0): Day {
  const date = new Date(day * MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / MS;
}

/** First day of the quarter of `day`, moved by whole quarters. */
export function quarterStart(day: Day, quarters = 0): Day {
  return monthStart(day, quarters * 3 - (monthOf(day) % 3));
}

const CLOSED = new Set(['01-01', '05-01', '12-25', '12-26']);

/** Monday to Friday, except four holidays that most of the sample's countries share. */
export function isWorkday(day: Day): boolean {
  return weekdayOf(day) <= 5 && !CLOSED.has(isoOf(day).slice(5));
}

/** The day itself if it is a workday, else the next one. */
export function workdayFrom(day: Day): Day {
  let d = day;
  while (!isWorkday(d)) d++;
  return d;
}
