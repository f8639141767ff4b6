import type { Ctx } from '../../kernel/ctx.ts';
import { notify, sendsNotices } from '../notices/public.ts';
import { membersWithRoles } from '../people/public.ts';
import { READERS, toldOf } from './rules.ts';
import { teamsOf } from './store-positions.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

sendsNotices(
  'contacts',
  {
    moved: 'digest',
    left: 'digest',
    came: 'digest',
  },
  { en: en.notice, ru: ru.notice },
);

interface Move {
  contactId: string;
  name: string;
  from: { id: string; name: string };
  to: { id: string; name: string };
}

/**
 * Tells the teams of both accounts that somebody moved from one to the other. Who may see only one of them learns that the person left, or came, and
 * nothing of the other end.
 */
export async function tellOfMove(ctx: Ctx, { contactId, name, from, to }: Move): Promise<void> {
  const readers = new Set(await membersWithRoles(ctx, [...READERS.own, ...READERS.all]));
  const seeAll = new Set(await membersWithRoles(ctx, READERS.all));
  for (const { userId, onFrom, onTo } of await teamsOf(ctx, from.id, to.id)) {
    if (userId === ctx.actor.userId || !readers.has(userId)) continue;
    const all = seeAll.has(userId);
    const told = toldOf({ from: onFrom || all, to: onTo || all });
    if (told === null) continue;
    const ends = { ...(told === 'came' ? {} : { from: from.name }), ...(told === 'left' ? {} : { to: to.name }) };
    await notify(ctx, userId, {
      kind: `contacts.${told}`,
      params: { contactId, name, ...ends },
      path: `/contacts/${contactId}`,
    });
  }
}
