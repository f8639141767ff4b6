import type pg from 'pg';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import type { ImportView } from './store.ts';
import { saveImport } from './store.ts';

/** Marks the run as alive until its transaction ends; false when another process has the mark. */
export async function lockImport(client: pg.ClientBase, importId: string): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 1)) as got',
    [importId],
  );
  return rows[0]!.got;
}

/** Waits for the imports and undoings of this organisation that began before. */
export async function lockOrganisation(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended(current_org()::text, 2))');
}

/** Imports in a running state whose mark is free: their process is gone, and the database took their work back. */
export async function orphans(ctx: Ctx): Promise<{ id: string; state: string }[]> {
  const { rows } = await ctx.client.query<{ id: string; state: string }>(
    `select id, state from imports where org_id = current_org() and state in ('running', 'checking')
        and heartbeat_at < now() - interval '5 seconds' and pg_try_advisory_xact_lock(hashtextextended(id::text, 1)) for update skip locked`,
  );
  return rows;
}

/** The report of a run from which nothing could be used, kept for the screen. */
export async function keepFruitless(
  ctx: Ctx,
  importId: string,
  report: NonNullable<ImportView['report']>,
  dryRun: boolean,
): Promise<void> {
  await saveImport(ctx, importId, { [dryRun ? 'dry_run' : 'report']: json(report) });
}
