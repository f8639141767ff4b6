import { type Body, mentionsIn } from './rules-body.ts';

/** The colleagues whom a note mentions now and did not before: only they are told. */
export function newlyMentioned(now: Body, before: Body | null): string[] {
  const known = new Set(before === null ? [] : mentionsIn(before));
  return mentionsIn(now).filter((id) => !known.has(id));
}
