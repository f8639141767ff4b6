import type { Ctx } from '../../kernel/ctx.ts';
import { readersOf } from '../../kernel/readers.ts';

/** Open screens of those who may read the account look at its map again. */
export async function announceMap(ctx: Ctx, accountId: string): Promise<void> {
  const event = { kind: 'relationships', params: { accountId } };
  await ctx.announce({ ...event, verb: 'contacts.read', accountId });
  for (const { userId, onTeam } of await readersOf(ctx, 'contacts.read', accountId))
    if (onTeam) await ctx.announce({ ...event, userId });
}
