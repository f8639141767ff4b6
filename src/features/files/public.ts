import type { Ctx } from '../../kernel/ctx.ts';
import { patternsOf } from '../timeline/public.ts';
import { type FoundFile, searchFiles } from './store.ts';

export { readText } from './text.ts';

/** Files anywhere that the actor may read whose name and text hold every word of `q`, the one changed last first; none for a `q` without words. */
export async function findFiles(ctx: Ctx, q: string, limit: number): Promise<FoundFile[]> {
  const patterns = patternsOf(q);
  return patterns.length === 0 || !ctx.can('files.read') ? [] : searchFiles(ctx, patterns, limit);
}
