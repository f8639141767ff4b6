import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { hideFiles } from '../files/public.ts';
import { type ProjectRecord, updateProject } from './store.ts';

/** Hides a project that is deleted, or shows it again: its files go and come back with it, everything else that hangs on it stays where it is. A stale version is refused. */
export async function hide(
  ctx: Ctx,
  project: ProjectRecord,
  removed: boolean,
  version = project.version,
): Promise<void> {
  await updateProject(ctx, project, version, {
    removed_at: removed ? ctx.now : null,
    removed_by: removed ? ctx.actor.userId : null,
  });
  await hideFiles(ctx, project.id, removed);
}

/** Deletes projects for good, with members, people and milestones. Tasks let go of them before (`hearsPurged`). */
export async function deleteForGood(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await sql`delete from projects where org_id = ${ctx.org.id} and id = any (${[...ids]}::uuid[]) and removed_at is not null`.execute(
    ctx.db,
  );
}

/** Takes the projects whose deadline has passed and of which nobody has heard, each once for each deadline. */
export async function takeLate(ctx: Ctx) {
  const found = await sql<Pick<ProjectRecord, 'id' | 'account_id' | 'name'> & { members: string[] }>`
    update projects p set late_told_for = p.due_on
     where p.org_id = ${ctx.org.id} and p.removed_at is null and p.closed_on is null and p.due_on < ${ctx.today}::date and p.late_told_for is distinct from p.due_on
    returning p.id, p.account_id, p.name, array(select m.user_id from project_members m where m.org_id = p.org_id and m.project_id = p.id) as members`.execute(
    ctx.db,
  );
  return found.rows;
}

/** What tasks bring: how many there are and are done, and the earliest deadline that waits. */
export interface TaskCounts {
  projectId: string;
  all: number;
  done: number;
  dueAt: Date | null;
}

/** Holds projects until the end of the transaction, in the order of their ids, so that two who count at once count one after the other. */
export async function holdProjects(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await sql`select from projects where org_id = ${ctx.org.id} and id = any (${[...ids]}::uuid[]) order by id for update`.execute(
    ctx.db,
  );
}

export async function saveCounts(ctx: Ctx, counts: readonly TaskCounts[]): Promise<void> {
  for (const { projectId, all, done, dueAt } of counts) {
    await ctx.db
      .updateTable('projects')
      .set({ tasks_all: all, tasks_done: done, tasks_due_at: (dueAt ?? 'infinity') as never })
      .where('org_id', '=', ctx.org.id)
      .where('id', '=', projectId)
      .execute();
  }
}
