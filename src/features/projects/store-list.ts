import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import { Invalid } from '../../pure/refusal.ts';
import type { Filter } from './contract.ts';
import type { Sort } from './contract-words.ts';
import { columns, from, mayReadProject, type ProjectRecord } from './store.ts';

export interface Order {
  sort: Sort;
  direction: 'asc' | 'desc';
}

/** What each order compares; a project without a deadline comes after all others. */
const KEYS: Record<
  Sort,
  { column: RawBuilder<unknown>; type: RawBuilder<unknown>; of: (row: ProjectRecord) => string }
> = {
  due: { column: sql`coalesce(p.due_on, 'infinity'::date)`, type: sql`date`, of: (row) => row.due_on ?? 'infinity' },
  name: { column: sql`lower(p.name)`, type: sql`text`, of: (row) => row.name_key },
  changed: { column: sql`p.changed_at`, type: sql`timestamptz`, of: (row) => row.cursor },
};

/** SQL for the reasons of rules.ts, but `behind`: for the filter. */
const isLate = (ctx: Ctx) => sql<boolean>`(p.closed_on is null and p.due_on < ${ctx.today}::date)`;
const isAtRisk = (
  ctx: Ctx,
) => sql<boolean>`(p.closed_on is null and (p.due_on < ${ctx.today}::date or p.tasks_due_at <= ${ctx.now}
  or p.budget_used > p.budget_planned or p.days_used > p.days_planned
  or exists (select from jsonb_array_elements(p.milestones) m where m->>'doneOn' is null and (m->>'dueOn')::date < ${ctx.today}::date)
  or ${isBehind(ctx)}))`;

/** Running, and more than a quarter of its time behind: rules.ts in SQL. */
const isBehind = (ctx: Ctx) => {
  const reached = sql`(select count(*) from jsonb_array_elements(p.milestones) m where m->>'doneOn' is not null)`;
  const all = sql`(jsonb_array_length(p.milestones) + p.tasks_all)`;
  const elapsed = sql`greatest(0, least(100, floor(100.0 * (${ctx.today}::date - p.begins_on) / (p.due_on - p.begins_on + 1))))`;
  return sql<boolean>`(p.state = 'running' and p.begins_on is not null and p.due_on is not null and ${all} > 0
    and ${elapsed} - floor(100.0 * (${reached} + p.tasks_done) / nullif(${all}, 0)) > 25)`;
};

function conditions(ctx: Ctx, filter: Filter): RawBuilder<boolean>[] {
  const all = [mayReadProject(ctx, 'projects.read'), sql<boolean>`p.removed_at is null`];
  if (filter.state?.length) all.push(sql<boolean>`p.state = any (${filter.state})`);
  else all.push(filter.closed ? sql<boolean>`p.closed_on is not null` : sql<boolean>`p.closed_on is null`);
  if (filter.accountId !== undefined) {
    const below = sql<boolean>`p.account_id in (select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = ${filter.accountId}::uuid)`;
    all.push(filter.group ? below : sql<boolean>`p.account_id = ${filter.accountId}::uuid`);
  }
  if (filter.memberId !== undefined)
    all.push(
      sql<boolean>`p.id in (select m.project_id from project_members m where m.org_id = ${ctx.org.id} and m.user_id = ${filter.memberId}::uuid)`,
    );
  if (filter.flag === 'late') all.push(isLate(ctx));
  if (filter.flag === 'atRisk') all.push(isAtRisk(ctx));
  const text = filter.q?.trim() ?? '';
  if (text !== '') all.push(sql<boolean>`p.name ilike ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}`);
  return all;
}

const CUT: Record<Sort, (value: string) => boolean> = {
  due: (value) => value === 'infinity' || /^\d{4}-\d\d-\d\d$/.test(value),
  name: () => true,
  changed: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value),
};

function cursorOf(text: string | undefined, order: Order): { place: string; id: string } | null {
  const values = fromCursor(text, ['text', 'text', 'text', 'id']);
  if (values === null) return null;
  const [sort, direction, place, id] = values as [string, string, string, string];
  if (sort !== order.sort || direction !== order.direction || !CUT[order.sort](place) || isNoDay(order.sort, place))
    throw new Invalid([{ field: 'after', expected: 'the `next` of a page with the same order' }]);
  return { place, id };
}

const isNoDay = (sort: Sort, place: string) =>
  sort !== 'name' && place !== 'infinity' && Number.isNaN(Date.parse(place));

/** One page of projects and the `next` of the one after it. The account of the filter must have been checked. */
export async function loadPage(
  ctx: Ctx,
  filter: Filter,
  order: Order,
  slice: { after: string | undefined; limit: number },
): Promise<{ rows: ProjectRecord[]; next: string | null }> {
  const { column, type, of } = KEYS[order.sort];
  const [sign, way] = order.direction === 'desc' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const all = conditions(ctx, filter);
  const cut = cursorOf(slice.after, order);
  if (cut !== null) all.push(sql<boolean>`(${column}, p.id) ${sign} (${cut.place}::${type}, ${cut.id}::uuid)`);
  const found = await sql<ProjectRecord>`
    select ${columns(ctx)}, lower(p.name) as name_key from ${from} where ${sql.join(all, sql` and `)}
     order by ${column} ${way}, p.id ${way} limit ${slice.limit + 1}`.execute(ctx.db);
  const rows = found.rows.slice(0, slice.limit);
  const last = rows.at(-1);
  if (found.rows.length <= slice.limit || !last) return { rows, next: null };
  return { rows, next: toCursor([order.sort, order.direction, of(last), last.id]) };
}

/** Everything that the filter matches, in batches: memory stays flat. */
export async function* allPages(ctx: Ctx, filter: Filter, order: Order): AsyncGenerator<ProjectRecord[]> {
  let after: string | undefined;
  do {
    const page = await loadPage(ctx, filter, order, { after, limit: 500 });
    if (page.rows.length > 0) yield page.rows;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

/** The open projects of some accounts that the reader may see, as a brief names them. */
export async function loadOpenOf(ctx: Ctx, accountIds: readonly string[]): Promise<ProjectRecord[]> {
  const found = await sql<ProjectRecord>`
    select ${columns(ctx)} from ${from}
     where p.org_id = ${ctx.org.id} and p.account_id = any (${[...accountIds]}::uuid[]) and p.removed_at is null and p.closed_on is null
       and ${mayReadAccount(ctx, 'projects.read', 'p.account_id')}
     order by coalesce(p.due_on, 'infinity'), p.id`.execute(ctx.db);
  return found.rows;
}
