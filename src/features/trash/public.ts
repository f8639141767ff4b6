import type { Ctx } from '../../kernel/ctx.ts';
import { purgeBefore } from '../../kernel/trash.ts';
import { goneBefore } from './rules.ts';
import { loadKeepDays } from './store.ts';

/** So many go for good in one statement. */
const AT_ONCE = 500;

/** Every day: what was deleted longer ago than it is kept goes for good, with the contents of files (kernel/sweep.ts takes those that nobody names any more). */
export async function purgeTrash(ctx: Ctx): Promise<void> {
  const before = goneBefore(ctx.now, (await loadKeepDays(ctx)).keepDays);
  while ((await purgeBefore(ctx, before, AT_ONCE)) === AT_ONCE);
}
