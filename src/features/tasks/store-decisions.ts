import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { pageOf } from '../../kernel/cursor.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { Role } from '../people/contract.ts';
import { reportsOf } from './store-visible.ts';

export interface DecisionRecord {
  id: string;
  title: string;
  text: string;
  in_force_from: string;
  everybody: boolean;
  roles: Role[];
  user_ids: string[];
  published_by: string;
  published_at: Date;
  is_for_me: boolean;
  read_at: Date | null;
  answers_for: number;
  have_read: number;
}

/** SQL over rows `d` of decisions and `m` of memberships: whom the decision is for. */
const isFor = sql<boolean>`(m.ended_at is null and m.invited_name is null
  and (d.everybody or m.roles && d.roles or m.user_id = any (d.user_ids)))`;

/** SQL over `d`: the decision concerns the actor. */
const isForActor = (ctx: Ctx): RawBuilder<boolean> =>
  sql<boolean>`(d.everybody or d.roles && ${[...ctx.actor.roles]}::text[] or ${ctx.actor.userId}::uuid = any (d.user_ids))`;

/** SQL over `d`: the actor may see the decision: it is for them or for somebody who reports to them; the management sees all. */
export const mayReadDecision = (ctx: Ctx): RawBuilder<boolean> =>
  ctx.can('tasks.decide')
    ? sql<boolean>`true`
    : sql<boolean>`(${isForActor(ctx)} or exists (select from memberships m where m.org_id = d.org_id and ${isFor} and m.user_id in ${reportsOf(ctx)}))`;

/** SQL over a row of audit_entries: the actor may see the decision that it is about. */
export const mayReadDecisionEntry = (ctx: Ctx): RawBuilder<boolean> =>
  sql<boolean>`exists (select from decisions d where d.org_id = audit_entries.org_id and d.id = audit_entries.record_id and ${mayReadDecision(ctx)})`;

/** SQL over `m`: those of whom the actor may know who has read: the management of all, others of their reports. */
const answersFor = (ctx: Ctx): RawBuilder<boolean> =>
  ctx.can('tasks.decide') ? sql<boolean>`true` : sql<boolean>`m.user_id in ${reportsOf(ctx)}`;

/** One page of the decisions that the actor may see, newest first. */
export async function loadDecisions(ctx: Ctx, filter: { unread: boolean; before: string | null; limit: number }) {
  const unread = filter.unread ? sql`and ${isForActor(ctx)} and r.read_at is null` : sql``;
  const before = filter.before === null ? sql`` : sql`and d.id < ${filter.before}::uuid`;
  const found = await sql<DecisionRecord>`
    select d.*, ${isForActor(ctx)} as is_for_me, r.read_at, n.answers_for, n.have_read
      from decisions d
      left join decision_readings r on r.org_id = d.org_id and r.decision_id = d.id and r.user_id = ${ctx.actor.userId}
      cross join lateral (
        select count(*)::int as answers_for, count(o.read_at)::int as have_read from memberships m
          left join decision_readings o on o.org_id = m.org_id and o.decision_id = d.id and o.user_id = m.user_id
         where m.org_id = d.org_id and ${isFor} and ${answersFor(ctx)}) n
     where d.org_id = ${ctx.org.id} and ${mayReadDecision(ctx)} ${unread} ${before}
     order by d.id desc limit ${filter.limit + 1}`.execute(ctx.db);
  return pageOf(found.rows, filter.limit, (row) => [row.id]);
}

/** A decision's title and whether it is for the actor; NotFound where the actor may not see it. */
export async function loadDecision(ctx: Ctx, id: string): Promise<{ title: string; is_for_me: boolean }> {
  const found = await sql<{ title: string; is_for_me: boolean }>`
    select d.title, ${isForActor(ctx)} as is_for_me from decisions d
     where d.org_id = ${ctx.org.id} and d.id = ${id}::uuid and ${mayReadDecision(ctx)}`.execute(ctx.db);
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** Adds a decision; gives its id. */
export async function addDecision(
  ctx: Ctx,
  decision: Pick<DecisionRecord, 'title' | 'text' | 'in_force_from' | 'everybody' | 'roles' | 'user_ids'>,
): Promise<string> {
  const id = newId();
  const row = { ...decision, published_by: ctx.actor.userId!, published_at: ctx.now };
  await ctx.db
    .insertInto('decisions')
    .values({ org_id: ctx.org.id, id, ...row })
    .execute();
  ctx.note({ recordKind: 'decision', recordId: id, after: decision });
  return id;
}

/** Notes that the actor has read it; once. */
export async function addReading(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .insertInto('decision_readings')
    .values({ org_id: ctx.org.id, decision_id: id, user_id: ctx.actor.userId!, read_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whom a decision is for, with when they read it. `all`: everybody, whoever asks; else those of whom the actor may know. */
export async function loadReaders(ctx: Ctx, id: string, all: boolean) {
  const found = await sql<{ user_id: string; read_at: Date | null }>`
    select m.user_id, r.read_at from decisions d
      join memberships m on m.org_id = d.org_id and ${isFor}
      left join decision_readings r on r.org_id = d.org_id and r.decision_id = d.id and r.user_id = m.user_id
     where d.org_id = ${ctx.org.id} and d.id = ${id}::uuid and ${all ? sql`true` : answersFor(ctx)}
     order by r.read_at nulls first, m.user_id`.execute(ctx.db);
  return found.rows;
}

/** The titles of those of the decisions that the actor may see. */
export async function loadTitles(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; title: string }>`
    select d.id, d.title from decisions d where d.org_id = ${ctx.org.id} and d.id = any (${[...ids]}::uuid[]) and ${mayReadDecision(ctx)}`.execute(
    ctx.db,
  );
  return new Map(found.rows.map((row) => [row.id, row.title]));
}
