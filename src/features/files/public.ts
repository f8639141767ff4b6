import type { Ctx } from '../../kernel/ctx.ts';
import { patternsOf } from '../timeline/public.ts';
import { type FoundFile, loadNames, searchFiles } from './store.ts';

export { keepsFiles, type WantedFiles } from './keepers.ts';
export { moveWith as moveFiles, removeWith as hideFiles } from './store-versions.ts';
export { readText } from './text.ts';

/** Those of the files of a record that the actor may read, with the number of the newest version; removed ones too. */
export async function filesNamed(ctx: Ctx, fileIds: readonly string[]) {
  return fileIds.length === 0 || !ctx.can('files.read') ? [] : loadNames(ctx, fileIds);
}

/** Files anywhere that the actor may read whose name and text hold every word of `q`, the one changed last first; none for a `q` without words. */
export async function findFiles(ctx: Ctx, q: string, limit: number): Promise<FoundFile[]> {
  const patterns = patternsOf(q);
  return patterns.length === 0 || !ctx.can('files.read') ? [] : searchFiles(ctx, patterns, limit);
}
