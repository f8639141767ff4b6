import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { hearsPurged } from '../../kernel/trash.ts';
import { holdProjects, publishTasks, type TaskCounts } from '../projects/public.ts';

/** Brings projects to what has become of their tasks. Private tasks are not counted: a figure would tell of them. What was declined or cancelled counts no more. */
export async function countTasks(ctx: Ctx, projectIds: readonly (string | null | undefined)[]): Promise<void> {
  const ids = [...new Set(projectIds.filter((id) => id != null))];
  if (ids.length === 0) return;
  await holdProjects(ctx, ids);
  const found = await sql<TaskCounts>`
    select w.id as "projectId", count(t.id)::int as all, count(t.id) filter (where t.state in ('done', 'accepted'))::int as done,
           min(t.due_at) filter (where t.state in ('open', 'returned') and t.due_on is not null) as "dueAt"
      from unnest(${ids}::uuid[]) w (id)
      left join tasks t on t.org_id = ${ctx.org.id} and t.project_id = w.id and not t.is_private and t.state not in ('declined', 'cancelled')
     group by w.id`.execute(ctx.db);
  await publishTasks(ctx, found.rows);
}

// The tasks of a project that is gone for good stay, as tasks of its account.
hearsPurged('project', async (ctx, ids) => {
  await sql`update tasks set project_id = null where org_id = ${ctx.org.id} and project_id = any (${[...ids]}::uuid[])`.execute(
    ctx.db,
  );
});
