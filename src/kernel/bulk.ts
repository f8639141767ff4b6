import type pg from 'pg';

/**
 * Work on whole tables within a transaction, without plans that step through rows one by one: what was just written has no statistics yet, the planner takes it for
 * a few rows, and a nested loop over many takes minutes. The setting is as before afterwards.
 */
export async function inBulk<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ was: string }>("select current_setting('enable_nestloop') as was");
  await client.query("select set_config('enable_nestloop', 'off', true)");
  const result = await work();
  await client.query("select set_config('enable_nestloop', $1, true)", [rows[0]!.was]);
  return result;
}
