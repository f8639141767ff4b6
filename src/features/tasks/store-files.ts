import { type RawBuilder, sql } from 'kysely';
import { selfAndBelow } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { accountArray, shutArray } from '../accounts/public.ts';
import type { WantedFiles } from '../files/public.ts';

/** A subquery of the ids of files of tasks that hold what is looked for and that the actor may see (find_task_files): its limit counts no others. */
export function filesFound(
  ctx: Ctx,
  { patterns, nots, words, within, kinds, before, most }: WantedFiles,
): RawBuilder<unknown> {
  if (!ctx.can('tasks.read')) return sql`select null::uuid where false`;
  const open = accountArray(ctx, 'accounts.read', []);
  const team =
    ctx.scope('tasks.read') === 'own'
      ? sql`'{}'::uuid[]`
      : sql`(select coalesce(array_agg(user_id), '{}') from ${selfAndBelow(ctx)} b)`;
  return sql`select find_task_files(${ctx.org.id}, ${open}, ${shutArray(ctx)}, ${ctx.actor.userId}::uuid, ${team}, ${[...ctx.actor.roles]}::text[], ${ctx.can('tasks.decide')}, ${within},
    ${patterns}::text[], ${nots}::text[], ${words}::text[], ${kinds}::text[], ${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid, ${most})`;
}
