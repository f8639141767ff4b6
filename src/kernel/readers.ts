import { sql } from 'kysely';
import { isSeated, reachesOne, seenBy } from './access.ts';
import type { Ctx } from './ctx.ts';
import { closedClasses, readsAs } from './secrecy.ts';
import { loadStandIns } from './stand-ins.ts';

/**
 * The members who may see one account under `verb`, by the same rule, and whether they stand today on its team or on one above it, or in the place of somebody who does.
 * Invited ones who never came are left out.
 */
export async function readersOf(
  ctx: Ctx,
  verb: string,
  accountId: string,
): Promise<{ userId: string; roles: string[]; onTeam: boolean }[]> {
  const found = await sql<{
    user_id: string;
    roles: string[];
    on_team: boolean;
    above_team: boolean;
    class: string | null;
    named: boolean;
  }>`
    with recursive team as (
      select distinct t.user_id from account_team t join account_ancestors d on d.org_id = t.org_id and d.ancestor_id = t.account_id
       where t.org_id = ${ctx.org.id} and d.account_id = ${accountId}::uuid
         and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)),
    above as (
      select user_id from team
      union select m.reports_to from memberships m join above a on a.user_id = m.user_id
       where m.org_id = ${ctx.org.id} and m.ended_at is null and m.reports_to is not null)
    select m.user_id, m.roles, m.user_id in (select user_id from team) as on_team, m.user_id in (select user_id from above) as above_team,
           s.class, m.user_id = any (s.readers) is true as named
      from memberships m left join lateral (select x.class, x.readers from account_secrets x join account_ancestors y on y.org_id = x.org_id and y.ancestor_id = x.account_id
             where x.org_id = m.org_id and y.account_id = ${accountId}::uuid limit 1) s on true
     where m.org_id = ${ctx.org.id} and m.ended_at is null and m.invited_name is null`.execute(ctx.db);
  const standIns = await loadStandIns(ctx);
  const readers: { userId: string; roles: string[]; onTeam: boolean }[] = [];
  for (const { user_id: userId, roles, on_team, above_team, class: classOf, named } of found.rows) {
    const scope = ctx.scopeOf(roles, verb);
    const isCleared = classOf === null || !closedClasses(ctx.org.classes, { userId, roles }).includes(classOf);
    const bySeat = scope === 'team' ? above_team : on_team;
    const byName = named && ctx.org.classes.length > 0;
    const isReader = scope === 'all' || (scope !== null && (bySeat || byName || (scope === 'most' && isCleared)));
    const standsIn = standIns.get(userId);
    // Few stand in for somebody on one day: each of them is asked by itself.
    const as = standsIn && seenBy(ctx, { userId, roles, standsIn });
    const inPlace = as !== undefined && !on_team && (await isSeated(as, accountId));
    if (isReader || (as && (await reachesOne(as, verb, accountId))))
      readers.push({ userId, roles, onTeam: on_team || inPlace });
  }
  return readers;
}

/** The people among the readers of a confidential record: those who are named, and of those who may read its account those who are cleared for a class that is. */
export async function peopleAmong(
  ctx: Ctx,
  verb: string,
  accountId: string,
  readers: readonly string[],
): Promise<string[]> {
  const classes = ctx.org.classes.filter(({ id }) => readers.includes(id)).map(({ id }) => id);
  if (classes.length === 0) return [...readers];
  const cleared = (await readersOf(ctx, verb, accountId)).filter((who) =>
    readsAs(ctx.org.classes, who).some((name) => classes.includes(name)),
  );
  return [...new Set([...readers.filter((id) => !classes.includes(id)), ...cleared.map(({ userId }) => userId)])];
}
