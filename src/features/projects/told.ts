import type { Ctx } from '../../kernel/ctx.ts';
import { readersOf } from '../../kernel/readers.ts';
import { notify, sendsNotices } from '../notices/public.ts';
import { addEntry } from '../timeline/public.ts';
import type { ProjectRecord } from './store.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

sendsNotices(
  'projects',
  {
    added: 'once',
    moved: 'digest',
    late: 'once',
    removed: 'digest',
  },
  { en: en.notice, ru: ru.notice },
);

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
