import {
  addDays,
  addMonths,
  type DayString,
  dayNumber,
  daysBetween,
  lastOfMonth,
  monthsBetween,
} from '../../pure/period.ts';
import type { UNITS } from './contract-words.ts';

/**
 * How a task comes again. `every` n days, weeks, months or years, counted from the first date. `weekdays` (1 Monday to 7 Sunday) only for weeks; `monthDay` (1 to 31,
 * or -1 for the last) only for months, and the last day where a month is shorter. Ends after `count` tasks or on `until`, whichever is first.
 */
export interface Repeat {
  unit: (typeof UNITS)[number];
  every: number;
  weekdays?: readonly number[] | undefined;
  monthDay?: number | undefined;
  until?: string | undefined;
  count?: number | undefined;
}

const LAST: DayString = '2999-12-31';

/** Monday is 1, Sunday is 7. */
export const weekdayOf = (day: DayString): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

const mondayOf = (day: DayString): DayString => addDays(day, 1 - weekdayOf(day));

function dayInMonth(month: DayString, day: number): DayString {
  const last = lastOfMonth(month);
  const wanted = `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return day === -1 || wanted > last ? last : wanted;
}

/** The first multiple of `step` that is not below `least`, both counted from nought. */
const roundedUp = (least: number, step: number): number => Math.max(0, Math.ceil(least / step)) * step;

function inWeeks(rule: Repeat, first: DayString, after: DayString): DayString {
  const days = [...(rule.weekdays?.length ? rule.weekdays : [weekdayOf(first)])].sort((a, b) => a - b);
  const start = mondayOf(first);
  const from = Math.floor(daysBetween(start, after) / 7);
  for (let week = roundedUp(from, rule.every); ; week += rule.every) {
    const monday = addDays(start, week * 7);
    const found = days.map((day) => addDays(monday, day - 1)).find((day) => day > after && day >= first);
    if (found !== undefined) return found;
  }
}

function inMonths(first: DayString, after: DayString, step: number, day: number): DayString {
  const start = `${first.slice(0, 7)}-01`;
  for (let month = roundedUp(monthsBetween(start, after), step); ; month += step) {
    const found = dayInMonth(addMonths(start, month), day);
    if (found > after && found >= first) return found;
  }
}

/** The first date of the rule after a day; `first` is where it began and counts from. Null where the rule has ended by its date. */
export function dateAfter(rule: Repeat, first: DayString, after: DayString): DayString | null {
  const from = after < first ? addDays(first, -1) : after;
  if (from >= LAST) return null;
  const ownDay = Number(first.slice(8, 10));
  const next =
    rule.unit === 'day'
      ? addDays(first, roundedUp(daysBetween(first, from) + 1, rule.every))
      : rule.unit === 'week'
        ? inWeeks(rule, first, from)
        : rule.unit === 'month'
          ? inMonths(first, from, rule.every, rule.monthDay ?? ownDay)
          : inMonths(first, from, rule.every * 12, ownDay);
  return next > LAST || (rule.until !== undefined && next > rule.until) ? null : next;
}

/**
 * When the next one is due once one is done: the first date of the rule after its own, and not before today, so that what was missed does not pile up. `number` is which of
 * the series was done, from 1. Null: it was the last.
 */
export function nextDue(
  rule: Repeat,
  series: { first: DayString; number: number },
  done: { dueOn: DayString; today: DayString },
): DayString | null {
  if (rule.count !== undefined && series.number >= rule.count) return null;
  const isLate = done.dueOn < done.today;
  return dateAfter(rule, series.first, isLate ? addDays(done.today, -1) : done.dueOn);
}
