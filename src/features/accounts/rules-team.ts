import { addDays } from '../../pure/period.ts';

/** Days of somebody on a team, both included; no last day: until further notice. */
export interface Days {
  since: string;
  until: string | null;
}

/** Days on which the told shares of a team come to more than the whole. */
export interface Overfull extends Days {
  total: number;
}

const LAST = '9999-12-31';
const endOf = (days: Days) => days.until ?? LAST;

/** Whether two spans have a day in common. */
export const overlap = (a: Days, b: Days): boolean => a.since <= endOf(b) && b.since <= endOf(a);

/** The spans from `today` on in which the shares that are told come to more than 100 per cent of the work, in order. */
export function overfull(seats: readonly (Days & { share: number | null })[], today: string): Overfull[] {
  const told = seats.filter((seat) => seat.share !== null && endOf(seat) >= today && seat.since <= endOf(seat));
  const starts = told.flatMap((seat) => [
    seat.since < today ? today : seat.since,
    ...(seat.until === null ? [] : [addDays(seat.until, 1)]),
  ]);
  const edges = [...new Set(starts)].sort();
  const found: Overfull[] = [];
  edges.forEach((since, at) => {
    const next = edges[at + 1];
    const total = told.reduce(
      (sum, seat) => (seat.since <= since && endOf(seat) >= since ? sum + seat.share! : sum),
      0,
    );
    if (total <= 100) return;
    const last = found.at(-1);
    const until = next === undefined ? null : addDays(next, -1);
    if (last !== undefined && last.total === total && last.until === addDays(since, -1)) last.until = until;
    else found.push({ since, until, total });
  });
  return found;
}

/**
 * What becomes of the lead seats of an account when somebody else leads from `since`: the seat of that day ends the day before (`removed`: it began that very day), and the
 * new one takes its days from then on, until the next lead who is to come.
 */
export function handLead<S extends Days>(
  leads: readonly S[],
  since: string,
): { ends: S | null; removed: boolean; until: string | null } {
  const ends = leads.find((seat) => seat.since <= since && endOf(seat) >= since) ?? null;
  const next = leads
    .map((seat) => seat.since)
    .filter((day) => day > since)
    .sort()[0];
  const last = ends === null ? LAST : endOf(ends);
  const until = next !== undefined && addDays(next, -1) < last ? addDays(next, -1) : last;
  return { ends, removed: ends?.since === since, until: until === LAST ? null : until };
}
