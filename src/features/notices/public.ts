import type { Ctx } from '../../kernel/ctx.ts';
import type { Role } from '../people/contract.ts';
import { membersWithRoles } from '../people/public.ts';
import { mailSoon } from './mail-time.ts';
import { addNotice, type NewNotice } from './store.ts';
import { wishOf } from './store-wishes.ts';

export { guardsNotices, sendsNotices } from './kinds.ts';
export { mailAnew } from './mail-time.ts';

/**
 * Tells a person of the organisation that something happened: writes the notice, and their open screens hear of it after the commit.
 * They, or their organisation, may have said that they hear of this kind by mail (at once or in a digest), or not at all.
 * `kind` is a word of a room (`imports.done`); its sentence stands in that room's locales as `notice.done`, filled with `params`; the room declares it (`sendsNotices`).
 * `path` leads to the page that shows it.
 */
export async function notify(ctx: Ctx, userId: string, notice: NewNotice): Promise<void> {
  const wish = await wishOf(ctx, userId, notice.kind);
  const mail = ctx.mail.configured ? await mailSoon(ctx, userId, wish.mail) : 'off';
  if (!wish.inApp && mail === 'off') return;
  const id = await addNotice(ctx, userId, notice, { ...wish, mail });
  if (wish.inApp) await ctx.announce({ kind: 'notice', userId, params: { id, kind: notice.kind } });
}

/** Tells every member who holds one of these roles, except the actor. */
export async function notifyRoles(ctx: Ctx, roles: readonly Role[], notice: NewNotice): Promise<void> {
  for (const userId of await membersWithRoles(ctx, roles)) {
    if (userId !== ctx.actor.userId) await notify(ctx, userId, notice);
  }
}
