import type { Ctx } from '../../kernel/ctx.ts';
import type { Job } from '../../kernel/jobs.ts';
import { organisationById } from '../../kernel/organisations.ts';
import { asSystem } from '../../kernel/run.ts';
import { Refusal } from '../../pure/refusal.ts';
import { publishBalances } from '../ledger/public.ts';
import { FIGURES_JOB, MERGE_JOB, SCAN_JOB } from './public.ts';
import { scan } from './scan.ts';
import { loadMergeForWork, saveMerge } from './store-merges.ts';
import { lockBoth, perform, performUndo } from './store-merging.ts';

const scanJob: Job = {
  name: SCAN_JOB,
  async run(house, { orgId }, signal) {
    const org = await organisationById(house.identity, orgId);
    if (!org) return;
    // Batch by batch, each in a transaction of its own: nothing is locked for long.
    for (let more = true; more && !signal.aborted; ) more = await asSystem(house, org, scan);
  },
};

const figuresJob: Job = {
  name: FIGURES_JOB,
  async run(house, { orgId }) {
    const org = await organisationById(house.identity, orgId);
    if (org) await asSystem(house, org, publishBalances);
  },
};

const mergeJob: Job = {
  name: MERGE_JOB,
  async run(house, { orgId, mergeId }) {
    const org = await organisationById(house.identity, orgId);
    if (!org) return;
    const id = String(mergeId);
    const work = async (ctx: Ctx) => {
      const row = await loadMergeForWork(ctx, id);
      if (row === null) return;
      const isUndo = row.state === 'undoing';
      const by = isUndo ? row.undone_by : row.merged_by;
      const as: Ctx = { ...ctx, actor: { ...ctx.actor, userId: by } };
      if (isUndo) return performUndo(as, row);
      await lockBoth(as, row.kind, [row.survivor_id, row.absorbed_id]);
      await perform(as, row, async (part) => {
        const progress = Math.round(part * 90);
        await ctx.aside((beside) => saveProgress(beside, id, progress));
      });
    };
    try {
      await asSystem(house, org, work);
    } catch (error) {
      const problem = error instanceof Refusal ? error.message : 'It did not work; nothing was changed.';
      await asSystem(house, org, (ctx) => giveUp(ctx, id, problem));
      if (!(error instanceof Refusal)) throw error;
    }
  },
};

async function saveProgress(ctx: Ctx, id: string, progress: number): Promise<void> {
  await saveMerge(ctx, id, { progress });
  await ctx.announce({ kind: 'merge', verb: 'duplicates.merge', params: { id, progress } });
}

/** Nothing was done: the merge has failed, the one that was to be undone stands. */
async function giveUp(ctx: Ctx, id: string, problem: string): Promise<void> {
  const row = await loadMergeForWork(ctx, id);
  if (row !== null) await saveMerge(ctx, id, { state: row.state === 'undoing' ? 'merged' : 'failed', problem });
}

export const jobs: readonly Job[] = [scanJob, figuresJob, mergeJob];
