import { Invalid } from '../pure/refusal.ts';
import type { Ctx } from './ctx.ts';

/** What makes a record confidential: who may read it beside its author. */
export interface Kept {
  readers: readonly string[];
  team: boolean;
  /** Everybody who is cleared for this class, of those who read such records of the account. */
  class?: string | null;
}

/** Refuses a class that the organisation does not have; none is fine. */
export function checkClass(ctx: Ctx, id: string | null | undefined): void {
  if (id && !ctx.org.classes.some((one) => one.id === id))
    throw new Invalid([{ field: 'class', expected: 'a class of the organisation', found: id }]);
}

/** The columns that say who may read a record; the class stands among the readers. Refuses a class that there is not. */
export function keptColumns(ctx: Ctx, authorId: string | null, kept: Kept | null) {
  if (kept === null) return { readers: null, team_reads: false };
  const ids = ctx.org.classes.map(({ id }) => id);
  checkClass(ctx, kept.class);
  // A class is named as such, never in the list of colleagues.
  const people = kept.readers.filter((id) => !ids.includes(id));
  const all = [...(authorId === null ? [] : [authorId]), ...people, ...(kept.class ? [kept.class] : [])];
  return { readers: [...new Set(all)], team_reads: kept.team };
}

/** What the columns say: the colleagues beside the author, the team, and the class; null: not confidential. */
export function keptOf(ctx: Ctx, row: { author_id: string | null; readers: string[] | null; team_reads: boolean }) {
  if (row.readers === null) return null;
  const found = ctx.org.classes.find(({ id }) => row.readers?.includes(id)) ?? null;
  return {
    readers: row.readers.filter((id) => id !== row.author_id && id !== found?.id),
    team: row.team_reads,
    class: found && { id: found.id, name: found.name },
  };
}
