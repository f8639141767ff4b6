import type { Ctx } from '../../kernel/ctx.ts';
import { pageOf } from '../../kernel/cursor.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import { stillVisible } from './kinds.ts';
import type { Wish } from './store-wishes.ts';

/** Unread notices are counted up to this many. */
const COUNTED = 100;

export interface NewNotice {
  kind: string;
  params?: Record<string, unknown>;
  path?: string | null;
}

/** Writes a notice for one person of the organisation, who hears of it so; its id. */
export async function addNotice(ctx: Ctx, userId: string, notice: NewNotice, wish: Wish): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('notices')
    .values({
      org_id: ctx.org.id,
      id,
      user_id: userId,
      kind: notice.kind,
      params: json(notice.params ?? {}),
      path: notice.path ?? null,
      created_at: ctx.now,
      read_at: null,
      in_app: wish.inApp,
      mail: wish.mail === 'off' ? null : wish.mail,
    })
    .execute();
  return id;
}

const own = (ctx: Ctx) =>
  ctx.db
    .selectFrom('notices')
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', ctx.actor.userId)
    .where('in_app', '=', true);

/** One page of the actor's notices, newest first, without those whose records are hidden from the actor since: it may be shorter than asked for. */
export async function loadNotices(ctx: Ctx, filter: { unread: boolean; limit: number; before: string | null }) {
  let query = own(ctx).selectAll();
  if (filter.unread) query = query.where('read_at', 'is', null);
  if (filter.before) query = query.where('id', '<', filter.before);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const page = pageOf(rows, filter.limit, (row) => [row.id]);
  return { ...page, rows: await stillVisible(ctx, page.rows) };
}

/** How many notices the actor has not read, up to a hundred. */
export async function countUnread(ctx: Ctx): Promise<number> {
  const rows = await own(ctx)
    .select(['id', 'path'])
    .where('read_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(COUNTED)
    .execute();
  return (await stillVisible(ctx, rows)).length;
}

/** Marks one notice of the actor as read. Throws NotFound for anybody else's. */
export async function markRead(ctx: Ctx, id: string): Promise<void> {
  const found = await own(ctx).select('read_at').where('id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  await ctx.db
    .updateTable('notices')
    .set({ read_at: ctx.now })
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', id)
    .where('read_at', 'is', null)
    .execute();
}

/** Marks the actor's notices as read, up to one when it is given. */
export async function markAllRead(ctx: Ctx, upTo: string | null): Promise<void> {
  let query = ctx.db
    .updateTable('notices')
    .set({ read_at: ctx.now })
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', ctx.actor.userId)
    .where('read_at', 'is', null);
  if (upTo) query = query.where('id', '<=', upTo);
  await query.execute();
}
