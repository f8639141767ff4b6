import { addDays, addMonths, daysBetween, firstOfMonth } from '../../../pure/period.ts';

/** What a row needs to be drawn. */
interface Spanned {
  beginsOn: string | null;
  dueOn: string | null;
  milestones: readonly { dueOn: string | null; doneOn: string | null }[];
}

export interface Scale {
  from: string;
  to: string;
  /** Where lines are drawn: the first days of weeks where all is within three months, else of months, of quarters where there are many. */
  marks: string[];
  /** Where a day stands, 0 to 100 per cent of the width. */
  at(day: string): number;
}

const earliest = (days: readonly string[]) => [...days].sort()[0]!;
const latest = (days: readonly string[]) => [...days].sort().at(-1)!;

/** The days that a picture of some projects spans: all that is known of them, and today. */
export function scaleOf(rows: readonly Spanned[], today: string): Scale {
  const days = rows.flatMap((row) => [
    ...[row.beginsOn, row.dueOn].filter((day) => day !== null),
    ...row.milestones.flatMap((one) => one.doneOn ?? one.dueOn ?? []),
  ]);
  const first = earliest([...days, today]);
  const last = latest([...days, today]);
  const isShort = daysBetween(first, last) <= 92;
  const monday = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const from = isShort ? monday(first) : firstOfMonth(first);
  const to = isShort ? addDays(monday(last), 7) : addMonths(firstOfMonth(last), 1);
  const step = isShort ? 0 : Math.max(1, Math.ceil(daysBetween(from, to) / 30 / 12));
  const marks: string[] = [];
  for (let day = from; day < to; day = isShort ? addDays(day, 7) : addMonths(day, step)) marks.push(day);
  const all = daysBetween(from, to);
  return { from, to, marks, at: (day) => (100 * daysBetween(from, day)) / all };
}
