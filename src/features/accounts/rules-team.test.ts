import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../pure/period.ts';
import { type Days, handLead, overfull, overlap } from './rules-team.ts';

const day = fc.integer({ min: 0, max: 60 }).map((offset) => addDays('2026-01-01', offset));
const days = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 30 })))
  .map(([since, more]) => ({ since, until: more === null ? null : addDays(since, more) }));
const on = (seat: Days, one: string) => seat.since <= one && (seat.until === null || seat.until >= one);
const all = Array.from({ length: 100 }, (_, offset) => addDays('2026-01-01', offset));

/** Leads one after the other, as the room keeps them: at most one a day. */
const leads = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }).chain((starts) => {
  const sorted = [...starts].sort((a, b) => a - b);
  return fc.tuple(...sorted.map(() => fc.option(fc.integer({ min: 0, max: 9 })))).map((lengths) =>
    sorted.map((start, at) => {
      const next = sorted[at + 1];
      const length = lengths[at] ?? null;
      const end = Math.min(
        length === null ? Number.POSITIVE_INFINITY : start + length,
        (next ?? Number.POSITIVE_INFINITY) - 1,
      );
      return {
        since: addDays('2026-01-01', start),
        until: Number.isFinite(end) ? addDays('2026-01-01', end) : null,
      };
    }),
  );
});

test('whoever leads from a day on, there is one lead at most on every day, and nobody to come loses a day', () => {
  fc.assert(
    fc.property(leads, day, (seats, since) => {
      const { ends, removed, until } = handLead(seats, since);
      const after = seats.flatMap((seat) => {
        if (seat !== ends) return [seat];
        return removed ? [] : [{ ...seat, until: addDays(since, -1) }];
      });
      after.push({ since, until });
      for (const one of all) expect(after.filter((seat) => on(seat, one)).length).toBeLessThanOrEqual(1);
      for (const one of all) {
        if (one < since || seats.some((seat) => seat.since > since && on(seat, one)))
          expect(after.filter((seat) => on(seat, one))).toHaveLength(seats.filter((seat) => on(seat, one)).length);
      }
      expect(after.some((seat) => on(seat, since))).toBe(true);
    }),
  );
});

test('two spans overlap where they have a day in common', () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      expect(overlap(a, b)).toBe(all.some((one) => on(a, one) && on(b, one)));
    }),
  );
});

test('shares above the whole are told for exactly the days on which they are', () => {
  const seat = fc.tuple(days, fc.option(fc.integer({ min: 1, max: 100 }))).map(([span, share]) => ({ ...span, share }));
  fc.assert(
    fc.property(fc.array(seat, { maxLength: 6 }), day, (seats, today) => {
      const found = overfull(seats, today);
      for (const one of all) {
        const total = seats.reduce((sum, each) => sum + (on(each, one) ? (each.share ?? 0) : 0), 0);
        const told = found.filter((span) => on(span, one));
        if (one < today || total <= 100) expect(told).toEqual([]);
        else expect(told.map((span) => span.total)).toEqual([total]);
      }
    }),
  );
});
