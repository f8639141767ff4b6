import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { notify } from '../notices/public.ts';
import type { Role } from '../people/contract.ts';
import { membersWithRoles } from '../people/public.ts';
import { countDueToday, reckonAnew, takeLate } from './store-daily.ts';
import { mayReadTask } from './store-visible.ts';

/** Every day: deadlines follow the organisation's zone, and each owner hears how many tasks are due today. */
export async function refreshDeadlines(ctx: Ctx): Promise<void> {
  await reckonAnew(ctx);
  for (const { userId, count } of await countDueToday(ctx))
    await notify(ctx, userId, { kind: 'tasks.dueToday', params: { count }, path: '/tasks?due=today' });
}

/**
 * Every few minutes: requests that nobody answered in time are told, once, to the superiors of who asked and of who should have answered; where a department has not taken
 * one, to that department too.
 */
export async function escalateLate(ctx: Ctx): Promise<void> {
  for (const late of await takeLate(ctx)) {
    const notice = { params: { title: late.title }, path: `/tasks/${late.id}` };
    for (const userId of late.superiors) await notify(ctx, userId, { kind: 'tasks.late', ...notice });
    if (late.ownerId !== null || late.department === null) continue;
    for (const userId of await membersWithRoles(ctx, [late.department as Role]))
      if (!late.superiors.includes(userId)) await notify(ctx, userId, { kind: 'tasks.lateHere', ...notice });
  }
}

/** A task that is open, as a brief names it. */
export interface OpenTask {
  id: string;
  accountId: string;
  kind: string;
  title: string;
  dueOn: string | null;
  isOverdue: boolean;
  isOwn: boolean;
}

/** The open tasks on some accounts that somebody has or gave, as far as the reader may see them; never private ones. */
export async function openTasksOf(ctx: Ctx, userId: string, accountIds: readonly string[]): Promise<OpenTask[]> {
  const found = await sql<OpenTask>`
    select t.id, t.account_id as "accountId", t.kind, t.title, t.due_on as "dueOn",
           t.due_at <= ${ctx.now} and t.state in ('open', 'returned') as "isOverdue", t.owner_id is not distinct from ${userId}::uuid as "isOwn"
      from tasks t
     where t.org_id = ${ctx.org.id} and t.account_id = any (${[...accountIds]}::uuid[]) and t.closed_at is null and not t.is_private
       and (t.owner_id = ${userId}::uuid or t.giver_id = ${userId}::uuid) and ${mayReadTask(ctx)}
     order by t.due_at, t.id`.execute(ctx.db);
  return found.rows;
}
