import type { Ctx } from '../../kernel/ctx.ts';
import { patternsOf, takeBackEntries } from '../timeline/public.ts';
import { type FoundFile, searchFiles } from './store.ts';
import { deleteRemoved } from './store-versions.ts';

export { readText } from './text.ts';

/** Files anywhere that the actor may read whose name and text hold every word of `q`, the one changed last first; none for a `q` without words. */
export async function findFiles(ctx: Ctx, q: string, limit: number): Promise<FoundFile[]> {
  const patterns = patternsOf(q);
  return patterns.length === 0 || !ctx.can('files.read') ? [] : searchFiles(ctx, patterns, limit);
}

const KEPT_DAYS = 30;

/** Deletes for good what was removed more than 30 days ago. */
export async function forgetRemovedFiles(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - KEPT_DAYS * 24 * 60 * 60_000);
  for (const id of await deleteRemoved(ctx, before)) await takeBackEntries(ctx, id);
}
