import { Temporal } from 'temporal-polyfill';

/** When mail about notices may come to somebody. Minutes are of the day in `timezone`; weekdays 1 (Monday) to 7. */
export interface Hours {
  timezone: string;
  digest: 'daily' | 'weekly' | 'off';
  digestMinute: number;
  digestWeekday: number;
  /** Null: there is no quiet time. It goes over midnight where it ends before it begins; equal: the whole day. */
  quietFrom: number | null;
  quietUntil: number | null;
  quietWeekends: boolean;
  /** The last day on which somebody stands in for the person and mail waits; null: none does, or mail comes nevertheless. */
  absentUntil: string | null;
}

const MINUTES = 1440;
const WEEK = 7;

const local = (moment: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(Math.ceil(moment)).toZonedDateTimeISO(zone);
const minuteOf = (at: Temporal.ZonedDateTime) => at.hour * 60 + at.minute;

/** Whether nothing may be sent at a moment (milliseconds). */
export function isQuiet(hours: Hours, moment: number): boolean {
  const at = local(moment, hours.timezone);
  if (hours.absentUntil !== null && at.toPlainDate().toString() <= hours.absentUntil) return true;
  if (hours.quietWeekends && at.dayOfWeek > 5) return true;
  const { quietFrom: from, quietUntil: until } = hours;
  if (from === null || until === null) return false;
  const minute = minuteOf(at);
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

/**
 * The first moment, not before `moment`, at which something may be sent. Where the whole of every day is quiet nothing may ever be: `moment` again, for such hours are refused
 * when they are saved. A time that the clocks leave out is read as the later one.
 */
export function afterQuiet(hours: Hours, moment: number): number {
  if (!isQuiet(hours, moment)) return moment;
  if (hours.absentUntil !== null) {
    const back = momentOf(Temporal.PlainDate.from(hours.absentUntil).add({ days: 1 }), 0, hours.timezone);
    return afterQuiet({ ...hours, absentUntil: null }, Math.max(back, moment));
  }
  const day = local(moment, hours.timezone).toPlainDate();
  const ends = [...new Set([0, hours.quietUntil ?? 0])].sort((a, b) => a - b);
  for (let ahead = 0; ahead <= WEEK; ahead++) {
    for (const minute of ends) {
      const end = momentOf(day.add({ days: ahead }), minute, hours.timezone);
      if (end >= moment && !isQuiet(hours, end)) return end;
    }
  }
  return moment;
}

/** The moment of the next digest after `moment`, moved out of the quiet time; null where none is wanted. */
export function nextDigest(hours: Hours, moment: number): number | null {
  if (hours.digest === 'off') return null;
  const day = local(moment, hours.timezone).toPlainDate();
  for (let ahead = 0; ahead <= WEEK + 1; ahead++) {
    const one = day.add({ days: ahead });
    if (hours.digest === 'weekly' && one.dayOfWeek !== hours.digestWeekday) continue;
    const at = momentOf(one, hours.digestMinute, hours.timezone);
    if (at > moment) return afterQuiet(hours, at);
  }
  return null;
}

function momentOf(day: Temporal.PlainDate, minute: number, zone: string): number {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return day.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
}

/** Whether hours leave any moment of a day in which something may be sent. */
export const leavesTime = (hours: Pick<Hours, 'quietFrom' | 'quietUntil'>): boolean =>
  hours.quietFrom === null || hours.quietFrom % MINUTES !== (hours.quietUntil ?? 0) % MINUTES;

/** How long to wait after so many tries that the mail server refused, in milliseconds; null: no more. */
export function waitAfter(tries: number): number | null {
  return tries >= 6 ? null : 60_000 * 4 ** (tries - 1);
}
