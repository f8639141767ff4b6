import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount, selfAndBelow, standsInFor } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';

/** The one who gave it, the owner and the watchers: those who see a task whatever it is about. */
function isOneOfThree(ctx: Ctx): RawBuilder<boolean> {
  const me = ctx.actor.userId;
  return sql<boolean>`(t.owner_id = ${me} or t.giver_id = ${me}
    or exists (select from task_watchers w where w.org_id = t.org_id and w.task_id = t.id and w.user_id = ${me}))`;
}

/** What a private task adds to any other condition: only those three. */
export const openOrOneOfThree = (ctx: Ctx): RawBuilder<boolean> =>
  sql<boolean>`(not t.is_private or ${isOneOfThree(ctx)})`;

/**
 * SQL over a row `t` of tasks: true where the actor may see it. The one rule: giver, owner and watchers; and unless it is private whoever may read its account, the
 * superiors of owner and giver (as far as `tasks.read` reaches), the department that it was put to, and the management what was sent to it.
 */
export function mayReadTask(ctx: Ctx): RawBuilder<boolean> {
  if (ctx.actor.userId === null) return sql<boolean>`true`;
  const scope = ctx.scope('tasks.read');
  if (scope === null) return sql<boolean>`false`;
  const team = selfAndBelow(ctx);
  const arms = [
    sql<boolean>`(t.account_id is not null and ${mayReadAccount(ctx, 'accounts.read', 't.account_id')})`,
    sql<boolean>`t.department = any (${[...ctx.actor.roles]})`,
  ];
  if (scope !== 'own') arms.push(sql<boolean>`t.owner_id in ${team}`, sql<boolean>`t.giver_id in ${team}`);
  if (ctx.can('tasks.decide')) arms.push(sql<boolean>`t.kind in ('proposal', 'shortcoming')`);
  return sql<boolean>`(${isOneOfThree(ctx)} or (not t.is_private and (${sql.join(arms, sql` or `)})))`;
}

/** SQL over the id of a task: true where the actor may see it. */
export const mayReadTaskOf = (ctx: Ctx, id: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from tasks t where t.org_id = ${ctx.org.id} and t.id = ${id} and ${mayReadTask(ctx)})`;

/** SQL over a row `t` of tasks: true where it is the open business of somebody in whose place the actor may do it; never a private one. */
export const isInPlace = (ctx: Ctx): RawBuilder<boolean> => {
  if (ctx.actor.standsIn.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(not t.is_private and t.account_id is not null and ${standsInFor(ctx, 'tasks', 't.owner_id', 't.account_id')})`;
};

/** The people who report to the actor, at any depth, as a subquery of one column `user_id`. */
export const reportsOf = (ctx: Ctx): RawBuilder<unknown> =>
  sql`(select p.user_id from ${selfAndBelow(ctx)} p where p.user_id <> ${ctx.actor.userId}::uuid)`;

/** Those of some people who report to the actor, at any depth. */
export async function reportsAmong(ctx: Ctx, ids: readonly (string | null)[]): Promise<string[]> {
  const found = await sql<{ user_id: string }>`
    select r.user_id from ${reportsOf(ctx)} r where r.user_id = any (${ids.filter((id) => id !== null)}::uuid[])`.execute(
    ctx.db,
  );
  return found.rows.map((row) => row.user_id);
}

/** The actor and the people who report to them, as a subquery of one column `user_id`. */
export const meAndReportsOf = (ctx: Ctx): RawBuilder<unknown> => sql`(select p.user_id from ${selfAndBelow(ctx)} p)`;

/** SQL over a row of audit_entries: true where the actor may see the task that it is about. */
export const mayReadEntry = (ctx: Ctx): RawBuilder<boolean> =>
  sql<boolean>`exists (select from tasks t where t.org_id = audit_entries.org_id and t.id = audit_entries.record_id and ${mayReadTask(ctx)})`;

/** SQL over a row of audit_entries about a list of tasks: true for whoever wrote it, and for those who read the whole audit. */
export const mayReadExport = (ctx: Ctx): RawBuilder<boolean> =>
  ctx.scope('audit.read') === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`audit_entries.user_id is not distinct from ${ctx.actor.userId}::uuid`;
