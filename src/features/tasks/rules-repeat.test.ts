import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { addDays, isDay } from '../../pure/period.ts';
import { boundsOf, clockOf, dueMoment, minuteOf } from './rules-due.ts';
import { dateAfter, nextDue, type Repeat } from './rules-repeat.ts';

const series = (rule: Repeat, first: string, count: number) => {
  const found = [first];
  for (
    let next = dateAfter(rule, first, first);
    next !== null && found.length < count;
    next = dateAfter(rule, first, next)
  )
    found.push(next);
  return found;
};

describe('how it comes again', () => {
  test('days, weeks on weekdays, months on a day or the last, years', () => {
    expect(series({ unit: 'day', every: 3 }, '2026-02-26', 4)).toEqual([
      '2026-02-26',
      '2026-03-01',
      '2026-03-04',
      '2026-03-07',
    ]);
    // A Wednesday; Mondays and Fridays of every second week.
    expect(series({ unit: 'week', every: 2, weekdays: [5, 1] }, '2026-01-07', 4)).toEqual([
      '2026-01-07',
      '2026-01-09',
      '2026-01-19',
      '2026-01-23',
    ]);
    expect(series({ unit: 'week', every: 1 }, '2026-01-07', 3)).toEqual(['2026-01-07', '2026-01-14', '2026-01-21']);
    expect(series({ unit: 'month', every: 1 }, '2024-01-31', 4)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
    expect(series({ unit: 'month', every: 3, monthDay: -1 }, '2025-11-30', 3)).toEqual([
      '2025-11-30',
      '2026-02-28',
      '2026-05-31',
    ]);
    expect(series({ unit: 'month', every: 1, monthDay: 15 }, '2026-01-20', 3)).toEqual([
      '2026-01-20',
      '2026-02-15',
      '2026-03-15',
    ]);
    expect(series({ unit: 'year', every: 1 }, '2024-02-29', 6)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
      '2029-02-28',
    ]);
  });

  test('ends on its date or after its number, and does not pile up what was missed', () => {
    const daily: Repeat = { unit: 'day', every: 1 };
    expect(dateAfter({ ...daily, until: '2026-03-02' }, '2026-03-01', '2026-03-01')).toBe('2026-03-02');
    expect(dateAfter({ ...daily, until: '2026-03-02' }, '2026-03-01', '2026-03-02')).toBeNull();
    const done = { dueOn: '2026-03-01', today: '2026-03-20' };
    expect(nextDue(daily, { first: '2026-03-01', number: 1 }, done)).toBe('2026-03-20');
    expect(nextDue(daily, { first: '2026-03-01', number: 1 }, { ...done, today: '2026-02-20' })).toBe('2026-03-02');
    expect(nextDue({ ...daily, count: 3 }, { first: '2026-03-01', number: 2 }, done)).toBe('2026-03-20');
    expect(nextDue({ ...daily, count: 3 }, { first: '2026-03-01', number: 3 }, done)).toBeNull();
  });

  const day = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1950-01-01', days));
  const rule = fc.record<Repeat>({
    unit: fc.constantFrom('day', 'week', 'month', 'year'),
    every: fc.integer({ min: 1, max: 12 }),
    weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined }),
    monthDay: fc.option(
      fc.integer({ min: -1, max: 31 }).filter((n) => n !== 0),
      { nil: undefined },
    ),
  });

  /** The same rule said plainly, day by day, with another calendar. */
  function fits(one: Repeat, first: string, at: string): boolean {
    const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(at)];
    if (Temporal.PlainDate.compare(to, from) < 0) return false;
    const months = (to.year - from.year) * 12 + to.month - from.month;
    const isDayOf = (wanted: number) => to.day === (wanted === -1 ? to.daysInMonth : Math.min(wanted, to.daysInMonth));
    if (one.unit === 'day') return from.until(to).days % one.every === 0;
    if (one.unit === 'month') return months % one.every === 0 && isDayOf(one.monthDay ?? from.day);
    if (one.unit === 'year') return months % (12 * one.every) === 0 && isDayOf(from.day);
    const monday = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 });
    const weeks = monday(from).until(monday(to)).days / 7;
    return weeks % one.every === 0 && (one.weekdays ?? [from.dayOfWeek]).includes(to.dayOfWeek);
  }

  test('property: the next date is the first that fits, never before the day that was asked', () => {
    fc.assert(
      fc.property(rule, day, fc.integer({ min: -40, max: 500 }), (one, first, gap) => {
        const after = addDays(first, gap);
        const next = dateAfter(one, first, after)!;
        expect(isDay(next) && next > after && next >= first).toBe(true);
        expect(fits(one, first, next)).toBe(true);
        const begin = after < first ? first : addDays(after, 1);
        for (let at = begin, steps = 0; at < next && steps < 800; at = addDays(at, 1), steps++)
          expect(fits(one, first, at), at).toBe(false);
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('when it is due', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'UTC',
    'Pacific/Apia',
  );
  const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2012-01-01', days));

  test('property: on the clock of its zone it is the time that was said, but for the hour that the clocks skip', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1439 }), zone, (on, minute, name) => {
        const local = Temporal.Instant.fromEpochMilliseconds(
          dueMoment({ on, minute, zone: name }, 'UTC'),
        ).toZonedDateTimeISO(name);
        const said = Temporal.PlainDateTime.from(`${on}T${clockOf(minute)}`);
        const jump = local.toPlainDateTime().since(said).total('minutes');
        if (jump !== 0) {
          // Nothing but a gap moves it, and only forwards.
          expect(jump).toBeGreaterThan(0);
          expect(said.toZonedDateTime(name, { disambiguation: 'later' }).toPlainDateTime().equals(said)).toBe(false);
        }
        expect(minuteOf(clockOf(minute))).toBe(minute);
      }),
    );
  });

  test('where the clocks are turned', () => {
    const at = (on: string, minute: number) =>
      new Date(dueMoment({ on, minute, zone: null }, 'Europe/Berlin')).toISOString();
    expect(at('2026-03-29', 150)).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-10-25', 150)).toBe('2026-10-25T01:30:00.000Z');
    const bounds = boundsOf('2026-03-29', 'Europe/Berlin');
    expect((bounds.to - bounds.from) / 3_600_000).toBe(23);
    expect(dueMoment({ on: '2026-03-29', minute: null, zone: null }, 'Europe/Berlin')).toBe(bounds.to);
  });
});
