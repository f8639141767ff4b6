import type { Ctx } from '../../kernel/ctx.ts';
import { rowAnswers } from './answers.ts';
import { loadNames, loadProject } from './store.ts';
import { loadOpenOf } from './store-list.ts';
import { takeLate } from './store-removed.ts';
import { tellMembers } from './told.ts';

export { holdProjects, saveCounts as publishTasks, type TaskCounts } from './store-removed.ts';
export { loadNames as projectNames };

/** The account of a project that the actor may see; NotFound otherwise. */
export async function accountOfProject(ctx: Ctx, projectId: string): Promise<string> {
  return (await loadProject(ctx, projectId, 'projects.read')).account_id;
}

/** Every day: the members of a project whose deadline has passed hear of it, once for each deadline. */
export async function tellLateProjects(ctx: Ctx): Promise<void> {
  for (const project of await takeLate(ctx)) await tellMembers(ctx, project, project.members, 'late');
}

/** An open project, as a brief names it. */
export interface OpenProject {
  id: string;
  accountId: string;
  name: string;
  state: string;
  due: string | null;
  isLate: boolean;
  isAtRisk: boolean;
}

/** The open projects of some accounts, as far as the reader may see them. */
export async function openProjectsOf(ctx: Ctx, accountIds: readonly string[]): Promise<OpenProject[]> {
  const rows = await rowAnswers(ctx, await loadOpenOf(ctx, accountIds));
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account.id,
    name: row.name,
    state: row.state,
    due: row.dueOn,
    isLate: row.risks.includes('deadline'),
    isAtRisk: row.risks.length > 0,
  }));
}
