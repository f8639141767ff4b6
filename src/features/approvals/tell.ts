import type { Ctx } from '../../kernel/ctx.ts';
import { notify, notifyRoles, sendsNotices } from '../notices/public.ts';
import type { RequestRecord } from './store.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

sendsNotices(
  'approvals',
  {
    asked: 'once',
    reminder: 'once',
    escalated: 'once',
    stuck: 'once',
    stuckSomewhere: 'once',
    changed: 'digest',
    withdrawn: 'digest',
    comment: 'digest',
    approved: 'digest',
    refused: 'digest',
    expired: 'digest',
  },
  { en: en.notice, ru: ru.notice },
);

type Word = 'asked' | 'reminder' | 'escalated' | 'changed' | 'withdrawn' | 'comment' | 'stuck' | Ending;
type Ending = 'approved' | 'refused' | 'expired';

/** Tells people once each, never the actor; all of them may see the request. Their open screens look again. */
export async function tell(
  ctx: Ctx,
  request: Pick<RequestRecord, 'id' | 'title'>,
  userIds: Iterable<string>,
  word: Word,
): Promise<void> {
  for (const userId of new Set(userIds)) {
    await ctx.announce({ kind: 'approvals', userId });
    if (userId === ctx.actor.userId) continue;
    const notice = { kind: `approvals.${word}`, params: { title: request.title }, path: `/approvals/${request.id}` };
    await notify(ctx, userId, notice);
  }
}

/** Tells the requester, and administrators without a word of what it is about, that nobody can decide a request as its procedure stands. */
export async function tellStuck(ctx: Ctx, request: RequestRecord): Promise<void> {
  await notify(ctx, request.requester_id, {
    kind: 'approvals.stuck',
    params: { title: request.title },
    path: `/approvals/${request.id}`,
  });
  await notifyRoles(ctx, ['admin'], { kind: 'approvals.stuckSomewhere', path: '/settings?tab=approvals' });
}
