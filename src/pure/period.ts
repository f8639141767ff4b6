/**
 * Business dates are ISO strings (`YYYY-MM-DD`) of the Gregorian calendar; a month is the string of its first day. Strings of this
 * form compare as dates, and no time zone is ever involved. Years 0001 to 9999.
 */
export type DayString = string;

/** From one day to another, both included. */
export interface Period {
  from: DayString;
  to: DayString;
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const pad = (value: number, width: number) => String(value).padStart(width, '0');

function parts(day: DayString): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function iso(year: number, month: number, day: number): DayString {
  if (year < 1 || year > 9999) throw new RangeError(`year ${year} is outside 0001 to 9999`);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether the text is a real calendar day: `2023-02-29` is not. */
export function isDay(text: string): boolean {
  const match = SHAPE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
}

/** Whether a period may begin or end there: far enough from both ends of the calendar for every comparison with the years around it. */
export function isBusinessDay(text: string): boolean {
  return isDay(text) && text >= '1900-01-01' && text <= '2999-12-31';
}

/** Days since 1970-01-01 (negative before). Source: Howard Hinnant, "chrono-compatible low-level date algorithms". */
export function dayNumber(day: DayString): number {
  const [y, m, d] = parts(day);
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

function fromDayNumber(number: number): DayString {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return iso(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

export function addDays(day: DayString, days: number): DayString {
  return fromDayNumber(dayNumber(day) + days);
}

/** Days from the first to the second: 0 for the same day, negative backwards. */
export function daysBetween(from: DayString, to: DayString): number {
  return dayNumber(to) - dayNumber(from);
}

export function firstOfMonth(day: DayString): DayString {
  return `${day.slice(0, 7)}-01`;
}

export function lastOfMonth(day: DayString): DayString {
  const [year, month] = parts(day);
  return iso(year, month, lengthOfMonth(year, month));
}

/** The same day some months on, or the last of that month when it is shorter: 2024-01-31 + 1 -> 2024-02-29. */
export function addMonths(day: DayString, months: number): DayString {
  const [year, month, dayOfMonth] = parts(day);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return iso(newYear, newMonth, Math.min(dayOfMonth, lengthOfMonth(newYear, newMonth)));
}

/** Calendar months from one date's month to the other's, whatever the days: 2024-01-31 to 2024-02-01 is 1. */
export function monthsBetween(from: DayString, to: DayString): number {
  const [y1, m1] = parts(from);
  const [y2, m2] = parts(to);
  return (y2 - y1) * 12 + (m2 - m1);
}

/** Days of the period, both ends counted; 0 when it ends before it begins. */
export function daysIn(period: Period): number {
  return Math.max(0, daysBetween(period.from, period.to) + 1);
}

export function contains(period: Period, day: DayString): boolean {
  return period.from <= day && day <= period.to;
}

/** Whether the period is exactly one calendar month. */
export function isFullMonth(period: Period): boolean {
  return isWholeMonths(period) && monthsBetween(period.from, period.to) === 0;
}

/** Whether the period begins on a first and ends on a last of a month. */
export function isWholeMonths(period: Period): boolean {
  return period.from <= period.to && period.from === firstOfMonth(period.from) && period.to === lastOfMonth(period.to);
}

/** The first days of every month that the period touches, in order. */
export function monthsOf(period: Period): DayString[] {
  if (period.to < period.from) return [];
  const first = firstOfMonth(period.from);
  return Array.from({ length: monthsBetween(period.from, period.to) + 1 }, (_, index) => addMonths(first, index));
}

/**
 * The last n full months: a month is full when its last day is not after the newest document date of the basis.
 * The caller leaves out documents dated in the future. 1998-05-06, 12 -> 1997-05-01 to 1998-04-30.
 */
export function lastFullMonths(newest: DayString, n: number): Period {
  const month = newest === lastOfMonth(newest) ? firstOfMonth(newest) : addMonths(firstOfMonth(newest), -1);
  return { from: addMonths(month, 1 - n), to: lastOfMonth(month) };
}

/** The period of the same length just before: as many months when it is whole months, else as many days. */
export function previousPeriod(period: Period): Period {
  const to = addDays(period.from, -1);
  if (!isWholeMonths(period)) return { from: addDays(period.from, -daysIn(period)), to };
  return { from: addMonths(period.from, -monthsBetween(period.from, period.to) - 1), to };
}

/** The same period one year earlier. Whole months stay whole (to 2025-02-28 -> 2024-02-29); elsewhere 29 February becomes the 28th. */
export function sameYearBefore(period: Period): Period {
  const to = addMonths(period.to, -12);
  return { from: addMonths(period.from, -12), to: isWholeMonths(period) ? lastOfMonth(to) : to };
}

/**
 * A period as full months (their first days) and the partial ranges at its edges, so that months come from the roll-up and
 * only the edges from the lines. A period inside one month is one edge. Nothing is lost and nothing counted twice.
 */
export function splitPeriod(period: Period): { months: DayString[]; edges: Period[] } {
  if (period.to < period.from) return { months: [], edges: [] };
  const first = period.from === firstOfMonth(period.from) ? period.from : addMonths(firstOfMonth(period.from), 1);
  const afterLast = period.to === lastOfMonth(period.to) ? addDays(period.to, 1) : firstOfMonth(period.to);
  if (first >= afterLast) return { months: [], edges: [period] };
  const edges: Period[] = [];
  if (period.from < first) edges.push({ from: period.from, to: addDays(first, -1) });
  if (afterLast <= period.to) edges.push({ from: afterLast, to: period.to });
  return { months: monthsOf({ from: first, to: addDays(afterLast, -1) }), edges };
}

/** The window of n days that ends on the day, both ends included: 90 days to 2013-06-30 begin on 2013-04-02. */
export function windowOf(end: DayString, days: number): Period {
  return { from: addDays(end, 1 - days), to: end };
}

/** The fiscal year that holds the day; `year` is the calendar year in which it ends. `startMonth` 1 to 12. */
export function fiscalYear(day: DayString, startMonth = 1): Period & { year: number } {
  const [, month] = parts(day);
  const from = addMonths(firstOfMonth(day), -((month - startMonth + 12) % 12));
  const to = addDays(addMonths(from, 12), -1);
  return { from, to, year: parts(to)[0] };
}

/** The fiscal quarter that holds the day; quarter 1 begins with the fiscal year. */
export function fiscalQuarter(day: DayString, startMonth = 1): Period & { year: number; quarter: 1 | 2 | 3 | 4 } {
  const whole = fiscalYear(day, startMonth);
  const index = Math.floor(monthsBetween(whole.from, day) / 3);
  const from = addMonths(whole.from, index * 3);
  return { from, to: addDays(addMonths(from, 3), -1), year: whole.year, quarter: (index + 1) as 1 | 2 | 3 | 4 };
}

/** The last n blocks of three months that end with the given month, oldest first; not bound to the calendar's quarters. */
export function lastQuarters(lastMonth: DayString, n: number): Period[] {
  const end = firstOfMonth(lastMonth);
  return Array.from({ length: n }, (_, index) => {
    const from = addMonths(end, -3 * (n - index) + 1);
    return { from, to: lastOfMonth(addMonths(from, 2)) };
  });
}
