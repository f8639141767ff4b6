import { Temporal } from 'temporal-polyfill';
import { addDays, type DayString } from '../../pure/period.ts';

/** When something is due, as people say it. `minute`: of the day, null for the whole day; `zone`: null for the organisation's. */
export interface Due {
  on: DayString;
  minute: number | null;
  zone: string | null;
}

/**
 * The moment after which it is overdue, in milliseconds: the time on that day in its zone, or the end of the day. Where the clocks are turned the later reading counts, so that
 * nobody is late by it (PostgreSQL reads such times alike).
 */
export function dueMoment(due: Due, organisationZone: string): number {
  const [day, minute] = due.minute === null ? [addDays(due.on, 1), 0] : [due.on, due.minute];
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const local = Temporal.PlainDate.from(day).toPlainDateTime(time);
  return local.toZonedDateTime(due.zone ?? organisationZone, { disambiguation: 'later' }).epochMilliseconds;
}

/** The moments at which the organisation's day begins and ends. */
export function boundsOf(day: DayString, zone: string): { from: number; to: number } {
  const at = (one: DayString) => dueMoment({ on: one, minute: 0, zone: null }, zone);
  return { from: at(day), to: at(addDays(day, 1)) };
}

/** `9:05` of the minute 545. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The minute of the day that `09:05` says. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
