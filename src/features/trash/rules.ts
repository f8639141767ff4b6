const DAY_MS = 24 * 60 * 60_000;

/** How long what is deleted can be brought back, where nobody has set it. */
export const KEPT_DAYS = 30;

/** The moment before which what was deleted goes for good. */
export const goneBefore = (now: Date, keepDays: number): Date => new Date(now.getTime() - keepDays * DAY_MS);

/** Whole days until something goes for good, never below 0. */
export const daysLeft = (removedAt: Date, now: Date, keepDays: number): number =>
  Math.max(0, Math.ceil((removedAt.getTime() - goneBefore(now, keepDays).getTime()) / DAY_MS));
