import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysLeft, goneBefore } from './rules.ts';

const NOW = new Date('2026-03-10T09:00:00Z');

test('property: what is not yet gone has a day left or less than one, what is gone has none, and no day is counted twice', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 365 }), fc.nat(400 * 24 * 60), (keepDays, minutes) => {
      const removedAt = new Date(NOW.getTime() - minutes * 60_000);
      const left = daysLeft(removedAt, NOW, keepDays);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(keepDays);
      expect(left > 0).toBe(removedAt > goneBefore(NOW, keepDays));
      const tomorrow = new Date(NOW.getTime() + 24 * 60 * 60_000);
      expect(daysLeft(removedAt, tomorrow, keepDays)).toBe(Math.max(0, left - 1));
    }),
  ));
