import { addDays, type DayString, daysBetween, type Period } from '../../pure/period.ts';

/** A month and its days with a document: bit 0 is the first. */
export interface MonthDays {
  month: DayString;
  days: number;
}

/** With fewer days than these there is no rhythm to speak of. */
const ENOUGH_DAYS = 3;

/** The median of the days between two days with a document, in a period (of an even number the lower one); null with fewer than three such days. */
export function usualInterval(months: readonly MonthDays[], period: Period): number | null {
  const days = months
    .flatMap(({ month, days: bits }) =>
      Array.from({ length: 31 }, (_, day) => day)
        .filter((day) => (bits & (1 << day)) !== 0)
        .map((day) => addDays(month, day)),
    )
    .filter((day) => day >= period.from && day <= period.to)
    .sort();
  if (days.length < ENOUGH_DAYS) return null;
  const gaps = days
    .slice(1)
    .map((day, at) => daysBetween(days[at]!, day))
    .sort((one, other) => one - other);
  return gaps[Math.ceil(gaps.length / 2) - 1]!;
}
