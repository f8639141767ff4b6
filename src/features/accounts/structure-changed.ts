import type { Ctx } from '../../kernel/ctx.ts';
import { REVIEW_JOB } from '../settings/public.ts';

/** After a change of structure, kind or exclusion: open screens of those who see all look again, and the company-wide review is made anew. */
export async function structureChanged(ctx: Ctx): Promise<void> {
  await ctx.announce({ kind: 'accounts', verb: 'accounts.structure' });
  await ctx.enqueue(REVIEW_JOB, { cause: 'structure' }, { key: `${REVIEW_JOB}:${ctx.org.id}` });
}
