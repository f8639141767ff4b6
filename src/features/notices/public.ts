import type { Ctx } from '../../kernel/ctx.ts';
import type { Role } from '../people/contract.ts';
import { membersWithRoles } from '../people/public.ts';
import { addNotice, type NewNotice } from './store.ts';

/**
 * Tells a person of the organisation that something happened: writes the notice, and their open screens hear of it after the commit.
 * `kind` is a word of a room (`imports.done`); its sentence stands in that room's locales as `notice.done`, filled with `params`.
 * `path` leads to the page that shows it.
 */
export async function notify(ctx: Ctx, userId: string, notice: NewNotice): Promise<void> {
  const id = await addNotice(ctx, userId, notice);
  await ctx.announce({ kind: 'notice', userId, params: { id, kind: notice.kind } });
}

/** Tells every member who holds one of these roles, except the actor. */
export async function notifyRoles(ctx: Ctx, roles: readonly Role[], notice: NewNotice): Promise<void> {
  for (const userId of await membersWithRoles(ctx, roles)) {
    if (userId !== ctx.actor.userId) await notify(ctx, userId, notice);
  }
}
