import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpenSpan } from './contract-addresses.ts';
import { isZone, openAt } from './rules-hours.ts';

const at = (iso: string) => Date.parse(iso);
const week: OpenSpan[] = [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '17:00' }));

test('open by the clock on its own wall, in any zone and on either side of summer time', () => {
  // Monday 23 November 2026.
  expect(openAt(week, 'Europe/Berlin', at('2026-11-23T07:00:00Z'))).toBe(true);
  expect(openAt(week, 'Europe/Berlin', at('2026-11-23T06:59:59Z'))).toBe(false);
  expect(openAt(week, 'Europe/Berlin', at('2026-11-23T16:00:00Z'))).toBe(false);
  expect(openAt(week, 'Europe/Berlin', at('2026-07-20T06:00:00Z'))).toBe(true);
  expect(openAt(week, 'Asia/Vladivostok', at('2026-11-22T22:00:00Z'))).toBe(true);
  expect(openAt(week, 'America/New_York', at('2026-11-23T12:59:00Z'))).toBe(false);
  expect(openAt(week, 'Asia/Kolkata', at('2026-11-23T02:30:00Z'))).toBe(true);
});

test('over midnight into the next day, also from Sunday to Monday, and a whole day', () => {
  const night: OpenSpan[] = [{ day: 7, from: '22:00', to: '06:00' }];
  expect(openAt(night, 'Europe/Moscow', at('2026-11-22T19:00:00Z'))).toBe(true);
  expect(openAt(night, 'Europe/Moscow', at('2026-11-23T02:59:00Z'))).toBe(true);
  expect(openAt(night, 'Europe/Moscow', at('2026-11-23T03:00:00Z'))).toBe(false);
  expect(openAt(night, 'Europe/Moscow', at('2026-11-23T19:30:00Z'))).toBe(false);
  const always: OpenSpan[] = [{ day: 1, from: '00:00', to: '00:00' }];
  expect(openAt(always, 'UTC', at('2026-11-23T00:00:00Z'))).toBe(true);
  expect(openAt(always, 'UTC', at('2026-11-23T23:59:59Z'))).toBe(true);
  expect(openAt(always, 'UTC', at('2026-11-24T00:00:00Z'))).toBe(false);
});

test('nothing is said without hours or a zone', () => {
  expect(openAt([], 'UTC', 0)).toBeNull();
  expect(openAt(week, null, 0)).toBeNull();
  expect([isZone('Europe/Berlin'), isZone('Mars/Base'), isZone('+03:00'), isZone('')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('property: two zones with the same clock say the same, and a span and its complement share no moment', () => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      clock,
      clock,
      fc.integer({ min: 0, max: 4e9 }),
      (day, from, to, seconds) => {
        if (from === to) return;
        const moment = seconds * 1000;
        const one = openAt([{ day, from, to }], 'Etc/GMT-3', moment);
        expect(openAt([{ day, from, to }], 'UTC', moment + 3 * 3_600_000)).toBe(one);
        if (from < to) expect(one && openAt([{ day, from: to, to: from }], 'Etc/GMT-3', moment)).toBe(false);
      },
    ),
  );
});
