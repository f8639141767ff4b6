import { boundsOf } from '../tasks/rules-due.ts';
import type { Due } from './rules.ts';

/** Between which moments a task of these words is due. */
export function dueBetween(due: Due, now: Date, today: string, zone: string): { from: Date; to: Date } {
  const from = new Date(0);
  if (due === 'overdue') return { from, to: now };
  const day = boundsOf(today, zone).to;
  return { from, to: new Date(due === 'today' ? day : day + 7 * 86_400_000) };
}
