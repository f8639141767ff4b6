import { fromCursor } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import * as contract from './contract.ts';
import { wishHandlers } from './operations-wishes.ts';
import { countUnread, loadNotices, markAllRead, markRead } from './store.ts';
import './store-texts.ts';

const done = { done: true as const };

export const handlers = [
  handle(contract.listNotices, async (ctx, input) => {
    const after = fromCursor(input.after, ['id']);
    const { rows, next } = await loadNotices(ctx, {
      unread: input.unread ?? false,
      limit: input.limit ?? 50,
      before: after ? String(after[0]) : null,
    });
    return {
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        params: row.params as Record<string, unknown>,
        path: row.path,
        at: row.created_at.toISOString(),
        readAt: row.read_at?.toISOString() ?? null,
      })),
      next,
      unread: await countUnread(ctx),
    };
  }),

  handle(contract.readNotice, async (ctx, input) => {
    await markRead(ctx, input.id);
    await ctx.announce({ kind: 'notice', userId: ctx.actor.userId ?? undefined });
    return done;
  }),

  handle(contract.readNotices, async (ctx, input) => {
    await markAllRead(ctx, input.upTo ?? null);
    await ctx.announce({ kind: 'notice', userId: ctx.actor.userId ?? undefined });
    return done;
  }),

  // kernel/http.ts answers with the stream of events itself; run without HTTP there is nothing to say.
  handle(contract.listenToNotices, async () => ({})),
  ...wishHandlers,
] as const;
