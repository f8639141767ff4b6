import type { Ctx } from '../../kernel/ctx.ts';

/** The job that brings what is published of the ledger up to date after a merge. */
export const FIGURES_JOB = 'duplicates.figures';
export const SCAN_JOB = 'duplicates.scan';
/** Payload `{ orgId, mergeId, undo }`: a merge of so much that it takes longer than a request. */
export const MERGE_JOB = 'duplicates.merge';

/** Every day, and after an import: looks for duplicates among what has changed. */
export async function queueDuplicates(ctx: Ctx): Promise<void> {
  await ctx.enqueue(SCAN_JOB, {}, { key: `${SCAN_JOB}:${ctx.org.id}` });
}
