import { Refusal } from '../../pure/refusal.ts';
import { type Body, mentionsIn } from './rules-body.ts';

/** The colleagues whom a note mentions now and did not before: only they are told. */
export function newlyMentioned(now: Body, before: Body | null): string[] {
  const known = new Set(before === null ? [] : mentionsIn(before));
  return mentionsIn(now).filter((id) => !known.has(id));
}

/** How somebody who may write notes of an account stands to one of them. */
export interface Hold {
  /** Wrote it, or stands in for who did. */
  isAuthor: boolean;
  /** Leads its account or one above it today, or stands in for who does. */
  isLead: boolean;
  /** How far the right to write notes reaches: beyond one's own accounts it is a right over what others wrote. */
  reach: 'own' | 'team' | 'most' | 'all';
}

/** Whether somebody may change, remove and bring back a note; to pin it and to read it is not asked here. */
export const mayChange = ({ isAuthor, isLead, reach }: Hold): boolean => isAuthor || isLead || reach !== 'own';

/** Throws a Refusal where somebody may not change a note. */
export function checkMayChange(hold: Hold): void {
  if (mayChange(hold)) return;
  throw new Refusal(
    'notes.notYours',
    'Only the author, the lead of the account and who has the right over other accounts too may change this note.',
  );
}
