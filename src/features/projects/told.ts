import { readersOf } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { notify } from '../notices/public.ts';
import { addEntry } from '../timeline/public.ts';
import type { ProjectRecord } from './store.ts';

type Told = Pick<ProjectRecord, 'id' | 'account_id' | 'name'>;

/** Tells members what became of a project: those who may still read it, never the actor. */
export async function tellMembers(
  ctx: Ctx,
  project: Told,
  userIds: readonly string[],
  word: 'added' | 'moved' | 'late' | 'removed',
  params: Record<string, unknown> = {},
): Promise<void> {
  const others = userIds.filter((id) => id !== ctx.actor.userId);
  if (others.length === 0) return;
  const readers = new Set((await readersOf(ctx, 'projects.read', project.account_id)).map(({ userId }) => userId));
  const path = word === 'removed' ? `/accounts/${project.account_id}?tab=projects` : `/projects/${project.id}`;
  for (const userId of others) {
    if (readers.has(userId))
      await notify(ctx, userId, { kind: `projects.${word}`, params: { title: project.name, ...params }, path });
  }
}

/** Writes into the account's timeline what became of a project. */
export const tellTimeline = (
  ctx: Ctx,
  kind: 'projects.begun' | 'projects.moved' | 'projects.milestone' | 'projects.removed' | 'projects.restored',
  project: Told,
  params: Record<string, unknown> = {},
): Promise<void> =>
  addEntry(ctx, kind, { accountId: project.account_id, recordId: project.id, text: project.name, params });
