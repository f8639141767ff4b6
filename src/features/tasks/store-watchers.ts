import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

/** The watchers of a task. */
export async function loadWatchers(ctx: Ctx, taskId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('task_watchers')
    .select('user_id')
    .where('org_id', '=', ctx.org.id)
    .where('task_id', '=', taskId)
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

/** Those of the tasks that the actor watches. */
export async function loadWatched(ctx: Ctx, taskIds: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ task_id: string }>`
    select w.task_id from task_watchers w
     where w.org_id = ${ctx.org.id} and w.user_id = ${ctx.actor.userId}::uuid and w.task_id = any (${[...taskIds]}::uuid[])`.execute(
    ctx.db,
  );
  return new Set(found.rows.map((row) => row.task_id));
}

/** Makes these people the watchers, and nobody else. Gives those who are new. */
export async function setWatchers(ctx: Ctx, taskId: string, userIds: readonly string[]): Promise<string[]> {
  const before = await loadWatchers(ctx, taskId);
  const added = userIds.filter((id) => !before.includes(id));
  await sql`delete from task_watchers where org_id = ${ctx.org.id} and task_id = ${taskId} and user_id <> all (${[...userIds]}::uuid[])`.execute(
    ctx.db,
  );
  if (added.length > 0) {
    await ctx.db
      .insertInto('task_watchers')
      .values(added.map((user_id) => ({ org_id: ctx.org.id, task_id: taskId, user_id })))
      .execute();
  }
  return added;
}

/** Those who watch a task by themselves. */
export async function loadSelfWatchers(ctx: Ctx, taskId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('task_self_watchers')
    .select('user_id')
    .where('org_id', '=', ctx.org.id)
    .where('task_id', '=', taskId)
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

/** The actor watches a task by themselves; once. */
export async function addSelfWatcher(ctx: Ctx, taskId: string): Promise<void> {
  await ctx.db
    .insertInto('task_self_watchers')
    .values({ org_id: ctx.org.id, task_id: taskId, user_id: ctx.actor.userId! })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The actor watches a task no more, named or by themselves. */
export async function removeWatcher(ctx: Ctx, taskId: string): Promise<void> {
  for (const table of ['task_self_watchers', 'task_watchers'] as const)
    await ctx.db
      .deleteFrom(table)
      .where('org_id', '=', ctx.org.id)
      .where('task_id', '=', taskId)
      .where('user_id', '=', ctx.actor.userId)
      .execute();
}
