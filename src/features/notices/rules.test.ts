import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterQuiet, type Hours, isQuiet, leavesTime, nextDigest, waitAfter } from './rules.ts';
import { escaped, filled, oneLine, sentenceOf } from './rules-words.ts';

const usual: Hours = {
  timezone: 'Europe/Berlin',
  digest: 'daily',
  digestMinute: 540,
  digestWeekday: 1,
  quietFrom: 1200,
  quietUntil: 480,
  quietWeekends: false,
  absentUntil: null,
};
const at = (text: string) => Date.parse(text);
const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());

describe('quiet hours', () => {
  test('go over midnight, in the zone of the person', () => {
    expect(isQuiet(usual, at('2026-01-14T18:59:59Z'))).toBe(false);
    expect(isQuiet(usual, at('2026-01-14T19:00:00Z'))).toBe(true);
    expect(iso(afterQuiet(usual, at('2026-01-14T23:30:00Z')))).toBe('2026-01-15T07:00:00.000Z');
    expect(iso(afterQuiet({ ...usual, timezone: 'Asia/Tokyo' }, at('2026-01-14T12:00:00Z')))).toBe(
      '2026-01-14T23:00:00.000Z',
    );
  });

  test('end an hour earlier in the night in which the clocks go forward', () => {
    expect(iso(afterQuiet(usual, at('2026-03-28T20:00:00Z')))).toBe('2026-03-29T06:00:00.000Z');
    // 02:30 is left out that night: the later reading counts.
    expect(iso(afterQuiet({ ...usual, quietUntil: 150 }, at('2026-03-28T20:00:00Z')))).toBe('2026-03-29T01:30:00.000Z');
  });

  test('take in weekends where that is wished', () => {
    const hours = { ...usual, quietWeekends: true };
    expect(iso(afterQuiet(hours, at('2026-01-16T20:00:00Z')))).toBe('2026-01-19T07:00:00.000Z');
  });

  const minute = fc.integer({ min: 0, max: 1439 });
  const anyHours = fc
    .record({
      timezone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'),
      digest: fc.constantFrom('daily' as const, 'weekly' as const),
      digestMinute: minute,
      digestWeekday: fc.integer({ min: 1, max: 7 }),
      quietFrom: minute,
      quietUntil: minute,
      quietWeekends: fc.boolean(),
      absentUntil: fc.constant(null),
    })
    .filter(leavesTime);
  const moment = fc.integer({ min: at('2025-12-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });

  test('nothing is sent in them, nothing comes before its time, and what may go goes at once', () => {
    fc.assert(
      fc.property(anyHours, moment, (hours, now) => {
        const sent = afterQuiet(hours, now);
        expect(sent).toBeGreaterThanOrEqual(now);
        expect(sent - now).toBeLessThan(5 * 86_400_000);
        // A quiet time that begins and ends within the hour left out has no end that day: the next one is taken.
        expect(isQuiet(hours, sent)).toBe(false);
        if (!isQuiet(hours, now)) expect(sent).toBe(now);
      }),
    );
  });

  test('a digest comes later than now, outside them, within a week and its quiet time', () => {
    fc.assert(
      fc.property(anyHours, moment, (hours, now) => {
        const next = nextDigest(hours, now)!;
        expect(next).toBeGreaterThan(now);
        expect(isQuiet(hours, next)).toBe(false);
        expect(next - now).toBeLessThan((hours.digest === 'daily' ? 7 : 13) * 86_400_000);
      }),
    );
  });
});

test('while somebody stands in nothing is sent; it comes after the last day, out of the quiet time', () => {
  const away = { ...usual, absentUntil: '2026-02-06' };
  expect(isQuiet(away, at('2026-01-14T12:00:00Z'))).toBe(true);
  expect(isQuiet(away, at('2026-02-07T12:00:00Z'))).toBe(false);
  expect(iso(afterQuiet(away, at('2026-01-14T12:00:00Z')))).toBe('2026-02-07T07:00:00.000Z');
  expect(iso(afterQuiet({ ...away, quietWeekends: true }, at('2026-01-14T12:00:00Z')))).toBe(
    '2026-02-09T07:00:00.000Z',
  );
  expect(iso(nextDigest(away, at('2026-01-14T12:00:00Z')))).toBe('2026-02-07T07:00:00.000Z');
});

test('digests come daily, weekly or not at all', () => {
  const now = at('2026-01-14T12:00:00Z');
  expect(iso(nextDigest(usual, now))).toBe('2026-01-15T08:00:00.000Z');
  expect(iso(nextDigest({ ...usual, digest: 'weekly' }, now))).toBe('2026-01-19T08:00:00.000Z');
  expect(nextDigest({ ...usual, digest: 'off' }, now)).toBeNull();
  expect(iso(nextDigest({ ...usual, digestMinute: 1380 }, now))).toBe('2026-01-15T07:00:00.000Z');
});

test('each try waits longer, and the sixth is the last', () => {
  expect([1, 2, 3, 4, 5, 6].map(waitAfter)).toEqual([60_000, 240_000, 960_000, 3_840_000, 15_360_000, null]);
});

test('sentences are filled, counted and shown as texts', () => {
  const words = {
    done: 'Done: {{title}}',
    given_one: '{{count}} task',
    given_few: '{{count}} задачи',
    given_other: '{{count}} tasks',
  };
  expect(filled(sentenceOf(words, 'done', 'en')!, { title: '<b>$&</b>' })).toBe('Done: <b>$&</b>');
  expect(sentenceOf(words, 'given', 'en', 1)).toBe('{{count}} task');
  expect(sentenceOf(words, 'given', 'ru', 3)).toBe('{{count}} задачи');
  expect(sentenceOf(words, 'nothing.there', 'en')).toBeNull();
  expect(escaped('<a href="x">&\'')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;');
  expect(oneLine('Subject\r\nBcc: everybody@example.com')).toBe('Subject Bcc: everybody@example.com');
});
