import type { DayString } from '../../pure/period.ts';
import { Refusal } from '../../pure/refusal.ts';
import type { Group, State, Time } from './contract-shapes.ts';

/** Who stands in for whom, when and with what. */
export interface Cover {
  absentId: string;
  substituteId: string;
  since: DayString;
  until: DayString;
  /** Null: all accounts. */
  accountIds: readonly string[] | null;
  /** Null: all groups. */
  rights: readonly Group[] | null;
}

/** Another substitution that is proposed or confirmed. */
export interface Other extends Cover {
  absentName: string;
  substituteName: string;
  /** The chosen accounts and all above them. */
  above: readonly string[];
}

/** Nobody is away longer than this at once. */
export const MOST_DAYS = 366;

const touches = (a: Cover, b: Cover) => a.since <= b.until && b.since <= a.until;
const share = <T>(a: readonly T[] | null, b: readonly T[] | null) =>
  a === null || b === null || a.some((each) => b.includes(each));

/** Whether two substitutions hand over the same right on the same account. `above`: the chosen accounts of each with all above them. */
function sameScope(wish: Cover, above: readonly string[], other: Other): boolean {
  if (!share(wish.rights, other.rights)) return false;
  if (wish.accountIds === null || other.accountIds === null) return true;
  return share(wish.accountIds, other.above) || share(above, other.accountIds);
}

const days = (other: Other) => ({ since: other.since, until: other.until });

/**
 * Refuses what cannot stand beside the others: two for the same rights on the same accounts; a substitute who is away then; somebody who leaves while standing in for another.
 * Each says who and when, so that somebody else can be chosen for those days. `above`: the chosen accounts and all above them.
 */
export function checkClashes(wish: Cover, above: readonly string[], others: readonly Other[]): void {
  for (const other of others.filter((each) => touches(wish, each))) {
    if (other.absentId === wish.absentId && sameScope(wish, above, other)) {
      throw new Refusal(
        'substitutions.overlaps',
        `${other.substituteName} stands in for ${other.absentName} already from ${other.since} to ${other.until}. Choose other days, accounts or rights.`,
        { absent: other.absentName, substitute: other.substituteName, ...days(other) },
      );
    }
    if (other.absentId === wish.substituteId) {
      throw new Refusal(
        'substitutions.substituteAway',
        `${other.absentName} is away from ${other.since} to ${other.until}. Choose somebody else for those days.`,
        { person: other.absentName, ...days(other) },
      );
    }
    if (other.substituteId === wish.absentId) {
      throw new Refusal(
        'substitutions.standsInThen',
        `${other.substituteName} stands in for ${other.absentName} from ${other.since} to ${other.until}. Choose somebody else for ${other.absentName} first.`,
        { person: other.substituteName, absent: other.absentName, ...days(other) },
      );
    }
  }
}

/** Where a substitution stands on a day. */
export function timeOf(row: { state: State; since: DayString; until: DayString }, today: DayString): Time {
  if (row.state === 'declined' || row.state === 'ended' || row.until < today) return 'past';
  if (row.state === 'proposed') return 'waiting';
  return row.since > today ? 'coming' : 'running';
}

/** Whether two people are in such a position that the first may make or confirm that the second stands in. */
export function checkDecides(decider: string | null, substituteId: string, readsAll: boolean): void {
  if (decider === substituteId && !readsAll)
    throw new Refusal('substitutions.yourself', 'Somebody else must confirm that you stand in for a colleague.');
}
