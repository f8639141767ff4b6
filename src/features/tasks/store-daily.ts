import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { boundsOf } from './rules-due.ts';

/** How many late requests are told at once; the rest follow at the next look. */
const TOLD_AT_ONCE = 500;

/** A request that nobody has answered in time, and those who must hear of it. */
export interface LateRequest {
  id: string;
  title: string;
  department: string | null;
  ownerId: string | null;
  superiors: string[];
}

/** Takes the requests that have become late, each once, with the superiors of who asked and of who should answer. */
export async function takeLate(ctx: Ctx): Promise<LateRequest[]> {
  const found = await sql<LateRequest>`
    with late as (
      select id from tasks
       where org_id = ${ctx.org.id} and kind = 'request' and closed_at is null and escalated_at is null and state in ('open', 'returned') and due_at <= ${ctx.now}
       order by due_at limit ${TOLD_AT_ONCE} for update skip locked),
    told as (
      update tasks t set escalated_at = ${ctx.now} from late where t.org_id = ${ctx.org.id} and t.id = late.id
      returning t.id, t.title, t.department, t.owner_id, t.giver_id)
    select told.id, told.title, told.department, told.owner_id as "ownerId",
           array(select distinct m.reports_to from memberships m join memberships s on s.org_id = m.org_id and s.user_id = m.reports_to and s.ended_at is null
                  where m.org_id = ${ctx.org.id} and m.user_id in (told.giver_id, told.owner_id) and m.reports_to is not null) as superiors
      from told`.execute(ctx.db);
  return found.rows;
}

/** How many tasks wait for each present member and are due by the end of the organisation's day. */
export async function countDueToday(ctx: Ctx): Promise<{ userId: string; count: number }[]> {
  const day = boundsOf(ctx.today, ctx.org.timezone);
  const found = await sql<{ userId: string; count: number }>`
    select t.owner_id as "userId", count(*)::int as count from tasks t
      join memberships m on m.org_id = t.org_id and m.user_id = t.owner_id and m.ended_at is null
     where t.org_id = ${ctx.org.id} and t.closed_at is null and t.state in ('open', 'returned')
       and t.due_at > ${new Date(day.from)} and t.due_at <= ${new Date(day.to)}
     group by t.owner_id`.execute(ctx.db);
  return found.rows;
}

/** Brings deadlines in the organisation's zone to the zone that it has today. */
export async function reckonAnew(ctx: Ctx): Promise<void> {
  const moment = sql`(due_on + case when due_minute is null then interval '1 day' else make_interval(mins => due_minute) end)
    at time zone ${ctx.org.timezone}`;
  await sql`update tasks set due_at = ${moment}
    where org_id = ${ctx.org.id} and closed_at is null and due_on is not null and timezone is null and due_at <> ${moment}`.execute(
    ctx.db,
  );
}
