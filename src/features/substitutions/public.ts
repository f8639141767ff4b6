import type { Ctx } from '../../kernel/ctx.ts';
import { mailAnew, notify, sendsNotices } from '../notices/public.ts';
import { takeUntold } from './store.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

sendsNotices(
  'substitutions',
  {
    begun: 'once',
    covered: 'digest',
    over: 'digest',
    back: 'digest',
    confirmed: 'digest',
    declined: 'once',
  },
  { en: en.notice, ru: ru.notice },
);

export { briefOf } from './brief.ts';

/** Sessions and open screens of some people are looked at anew: what they may do has changed. */
export async function lookAnew(ctx: Ctx, userIds: readonly string[]): Promise<void> {
  for (const userId of new Set(userIds)) await ctx.announce({ kind: 'identity', userId });
}

/** Every day, and whenever one is made or ended: both sides hear that a substitution has begun, or is over. The rights themselves follow the dates (kernel/access.ts). */
export async function tellSubstitutions(ctx: Ctx): Promise<void> {
  const begun = await takeUntold(ctx, 'begin');
  const ended = await takeUntold(ctx, 'end');
  for (const one of [...begun, ...ended]) await lookAnew(ctx, [one.absentId, one.substituteId]);
  for (const one of begun) {
    const until = one.until;
    const acts = { kind: 'substitutions.begun', params: { person: one.absentName, until } };
    await notify(ctx, one.substituteId, { ...acts, path: `/substitutions/${one.id}/brief` });
    const covered = { kind: 'substitutions.covered', params: { person: one.substituteName, until } };
    await notify(ctx, one.absentId, { ...covered, path: `/substitutions/${one.id}/brief` });
  }
  for (const one of ended) {
    // Mail that waited for the end of the absence waits no more.
    await mailAnew(ctx, one.absentId);
    const over = { kind: 'substitutions.over', params: { person: one.absentName } };
    await notify(ctx, one.substituteId, { ...over, path: `/substitutions/${one.id}/digest` });
    const back = { kind: 'substitutions.back', params: { person: one.substituteName } };
    await notify(ctx, one.absentId, { ...back, path: `/substitutions/${one.id}/digest` });
  }
}
