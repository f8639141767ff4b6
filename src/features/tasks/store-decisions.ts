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
  number: number;
  correction: string;
  corrected_by: string | null;
  corrected_at: Date | null;
  read_at: Date | null;
  read_number: number | null;
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
    select d.*, ${isForActor(ctx)} as is_for_me, r.read_at, n.answers_for,
           (select max(e.number) from decision_readings e where e.org_id = d.org_id and e.decision_id = d.id and e.user_id = ${ctx.actor.userId}) as read_number, n.have_read
      from decisions d
      left join decision_readings r on r.org_id = d.org_id and r.decision_id = d.id and r.user_id = ${ctx.actor.userId} and r.number = d.number
      cross join lateral (
        select count(*)::int as answers_for, count(o.read_at)::int as have_read from memberships m
          left join decision_readings o on o.org_id = m.org_id and o.decision_id = d.id and o.user_id = m.user_id and o.number = d.number
         where m.org_id = d.org_id and ${isFor} and ${answersFor(ctx)}) n
     where d.org_id = ${ctx.org.id} and ${mayReadDecision(ctx)} ${unread} ${before}
     order by d.id desc limit ${filter.limit + 1}`.execute(ctx.db);
  return pageOf(found.rows, filter.limit, (row) => [row.id]);
}

type Stated = Pick<DecisionRecord, 'title' | 'text' | 'in_force_from' | 'number' | 'correction' | 'is_for_me'>;

/** A decision as it holds, and whether it is for the actor; NotFound where the actor may not see it. `lock`: nobody else corrects it meanwhile. */
export async function loadDecision(ctx: Ctx, id: string, lock = false): Promise<Stated> {
  const found = await sql<Stated>`
    select d.title, d.text, d.in_force_from, d.number, d.correction, ${isForActor(ctx)} as is_for_me from decisions d
     where d.org_id = ${ctx.org.id} and d.id = ${id}::uuid and ${mayReadDecision(ctx)} ${lock ? sql`for update of d` : sql``}`.execute(
    ctx.db,
  );
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

/** Puts a new version in the place of the one that holds, which is kept. */
export async function correct(
  ctx: Ctx,
  id: string,
  before: Stated,
  after: Pick<Stated, 'title' | 'text' | 'in_force_from' | 'correction'>,
): Promise<number> {
  await sql`
    insert into decision_versions (org_id, decision_id, number, title, text, in_force_from, correction, published_by, published_at)
    select d.org_id, d.id, d.number, d.title, d.text, d.in_force_from, d.correction, coalesce(d.corrected_by, d.published_by), coalesce(d.corrected_at, d.published_at)
      from decisions d where d.org_id = ${ctx.org.id} and d.id = ${id}::uuid`.execute(ctx.db);
  const number = before.number + 1;
  await ctx.db
    .updateTable('decisions')
    .set({ ...after, number, corrected_by: ctx.actor.userId, corrected_at: ctx.now })
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', id)
    .execute();
  const { is_for_me: _mine, ...was } = before;
  ctx.note({ recordKind: 'decision', recordId: id, before: was, after: { ...after, number } });
  return number;
}

/** What a decision was before, newest first, with when the actor read each. */
export async function loadVersions(ctx: Ctx, id: string) {
  return ctx.db
    .selectFrom('decision_versions as v')
    .leftJoin('decision_readings as r', (join) =>
      join
        .onRef('r.org_id', '=', 'v.org_id')
        .onRef('r.decision_id', '=', 'v.decision_id')
        .onRef('r.number', '=', 'v.number')
        .on('r.user_id', '=', ctx.actor.userId),
    )
    .select([
      'v.number',
      'v.title',
      'v.text',
      'v.in_force_from',
      'v.correction',
      'v.published_by',
      'v.published_at',
      'r.read_at',
    ])
    .where('v.org_id', '=', ctx.org.id)
    .where('v.decision_id', '=', id)
    .orderBy('v.number', 'desc')
    .execute();
}

/** Notes that the actor has read a version; once. */
export async function addReading(ctx: Ctx, id: string, number: number): Promise<void> {
  await ctx.db
    .insertInto('decision_readings')
    .values({ org_id: ctx.org.id, decision_id: id, user_id: ctx.actor.userId!, number, read_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whom a decision is for, with when they read the version that holds, and the newest one before it that they read. `all`: everybody, whoever asks; else those of whom the actor may know. */
export async function loadReaders(ctx: Ctx, id: string, all: boolean) {
  const found = await sql<{
    user_id: string;
    read_at: Date | null;
    earlier_number: number | null;
    earlier_at: Date | null;
  }>`
    select m.user_id, r.read_at, e.number as earlier_number, e.read_at as earlier_at from decisions d
      join memberships m on m.org_id = d.org_id and ${isFor}
      left join decision_readings r on r.org_id = d.org_id and r.decision_id = d.id and r.user_id = m.user_id and r.number = d.number
      left join lateral (
        select o.number, o.read_at from decision_readings o
         where o.org_id = d.org_id and o.decision_id = d.id and o.user_id = m.user_id and o.number < d.number order by o.number desc limit 1) e on true
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
