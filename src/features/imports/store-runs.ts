import type pg from 'pg';
import type { Ctx } from '../../kernel/ctx.ts';
import { inTransaction, json } from '../../kernel/db.ts';
import type { House } from '../../kernel/run.ts';

/**
 * Marks the run as alive until its transaction ends; false when another process has the mark. The database looks every other second whether the program is
 * still there, also within a long statement: what a killed one leaves does not hold the mark.
 */
export async function lockImport(client: pg.ClientBase, importId: string): Promise<boolean> {
  await client.query("set local client_connection_check_interval = '2s'");
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

/** Imports that began to run and whose mark is free: their process is gone, and the database took their work back. Those that wait in the queue are none, except `ended`, whose process is known to be gone, maybe before it began. */
export async function orphans(ctx: Ctx, ended: string | null): Promise<{ id: string; state: string }[]> {
  const { rows } = await ctx.client.query<{ id: string; state: string }>(
    `select id, state from imports where org_id = current_org() and (((state = 'running' or (state = 'checking' and started_at is not null)) and heartbeat_at < now() - interval '5 seconds')
          or (id = $1 and state in ('queued', 'running', 'checking'))) and pg_try_advisory_xact_lock(hashtextextended(id::text, 1)) for update skip locked`,
    [ended],
  );
  return rows;
}

/** The process in the database that works for this client. */
export async function backendOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]!.pid;
}

/** Ends the statement that a process in the database works on; nothing happens when it is through already. */
export async function cancelStatement(pool: pg.Pool, pid: number): Promise<void> {
  await pool.query('select pg_cancel_backend($1)', [pid]).catch(() => {});
}

/** Writes how far a run is, beside its transaction, and tells open screens. True when somebody wants it to stop. */
export async function beat(
  house: House,
  orgId: string,
  importId: string,
  at: { phase: string; rows: number; begins: 'running' | 'checking' | null },
): Promise<boolean> {
  const now = house.now();
  return inTransaction(house.pool, { orgId }, async ({ db, client }) => {
    const row = await db
      .updateTable('imports')
      .set({
        phase: at.phase,
        rows_done: BigInt(at.rows),
        heartbeat_at: now,
        ...(at.begins ? { started_at: now, state: at.begins } : {}),
      })
      .where('org_id', '=', orgId)
      .where('id', '=', importId)
      .returning('cancel_asked_at')
      .executeTakeFirst();
    const event = { orgId, kind: 'import', verb: 'imports.run', params: { id: importId } };
    await client.query('select pg_notify($1, $2)', ['vitalfew_events', json(event)]);
    return row?.cancel_asked_at != null;
  });
}
