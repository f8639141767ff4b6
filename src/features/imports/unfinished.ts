import type { Organisation } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { loadImport, saveImport } from './store.ts';
import { orphans } from './store-runs.ts';

/** Imports that say they run but whose process is gone: reported failed (a dry run goes back to draft). `ended`: one that is known to be gone. Returns how many. */
export async function reclaimImports(house: House, org: Organisation, ended: string | null = null): Promise<number> {
  return asSystem(house, org, async (ctx) => {
    const lost = await orphans(ctx, ended);
    for (const row of lost) {
      const message = 'The program was stopped in the middle. The ledger is as it was; run the import again.';
      await saveImport(ctx, row.id, {
        state: row.state === 'checking' ? 'draft' : 'failed',
        phase: null,
        heartbeat_at: null,
        finished_at: ctx.now,
        failure: json({ code: 'interrupted', message }),
      });
      await ctx.announce({ kind: 'import', verb: 'imports.run', params: { id: row.id } });
    }
    return lost.length;
  });
}

/** Puts an import back into the queue when the program stops in order, be it in the middle or not begun: it goes on after the next start. One that has ended, or that somebody cancels, stays. */
export async function queueAgain(
  house: House,
  org: Organisation,
  importId: string,
  dryRun: boolean,
  job: string,
): Promise<void> {
  await asSystem(house, org, async (ctx) => {
    const { state } = await loadImport(ctx, importId, true);
    if (!(dryRun ? ['checking'] : ['queued', 'running']).includes(state)) return;
    await saveImport(ctx, importId, {
      state: dryRun ? 'checking' : 'queued',
      phase: 'waiting',
      rows_done: 0n,
      started_at: null,
      heartbeat_at: ctx.now,
    });
    await ctx.enqueue(job, { importId, dryRun }, { key: `${job}:${importId}` });
    await ctx.announce({ kind: 'import', verb: 'imports.run', params: { id: importId } });
  });
}
