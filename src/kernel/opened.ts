import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import type { FileStore } from './files.ts';

/** So many of a person's last openings are kept. */
const KEPT = 60;
/** Who opens the same again within these milliseconds says nothing new. */
const LATELY_MS = 10 * 60_000;
/** More than this is not remembered: it only spares writing. */
const REMEMBERED = 10_000;

/** What was written lately, by installation: in tests several run in one process. */
const written = new WeakMap<FileStore, Map<string, number>>();

function writtenBy(ctx: Ctx): Map<string, number> {
  const known = written.get(ctx.files) ?? new Map<string, number>();
  written.set(ctx.files, known);
  return known;
}

/**
 * Keeps that the actor opened a record, so that a search puts first what they work with. Call it from the query that shows the record, once it is clear that they may see
 * it. Written after the answer's transaction, which may only read; the same record not twice in ten minutes.
 */
export function noteOpened(ctx: Ctx, kind: string, recordId: string): void {
  const { userId } = ctx.actor;
  if (userId === null) return;
  const lately = writtenBy(ctx);
  const key = `${ctx.org.id} ${userId} ${kind} ${recordId}`;
  if (ctx.now.getTime() - (lately.get(key) ?? 0) < LATELY_MS) return;
  if (lately.size >= REMEMBERED) lately.clear();
  lately.set(key, ctx.now.getTime());
  ctx.afterCommit(() => ctx.aside((aside) => keep(aside, userId, kind, recordId)));
}

/** One row each, and nothing beyond the last so many; nothing at all for somebody who is no member any more. */
async function keep(ctx: Ctx, userId: string, kind: string, recordId: string): Promise<void> {
  await sql`
    with kept as (
      select kind, record_id from recent_openings where org_id = ${ctx.org.id} and user_id = ${userId}::uuid
       order by opened_at desc, record_id offset ${KEPT - 1}),
    gone as (
      delete from recent_openings o using kept k
       where o.org_id = ${ctx.org.id} and o.user_id = ${userId}::uuid and o.kind = k.kind and o.record_id = k.record_id)
    insert into recent_openings (org_id, user_id, kind, record_id, opened_at)
    select ${ctx.org.id}::uuid, m.user_id, ${kind}, ${recordId}::uuid, ${ctx.now} from memberships m where m.org_id = ${ctx.org.id} and m.user_id = ${userId}::uuid
    on conflict (org_id, user_id, kind, record_id) do update set opened_at = excluded.opened_at`.execute(ctx.db);
}
