import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import { addDays, isDay } from '../../pure/period.ts';
import { Invalid } from '../../pure/refusal.ts';
import { fieldConditions } from '../fields/public.ts';
import type { Filter } from './contract-shapes.ts';
import { PRIORITIES, type Sort } from './contract-words.ts';
import { boundsOf } from './rules-due.ts';
import { columns, type TaskRecord } from './store.ts';
import { mayReadTask, openOrOneOfThree, reportsOf } from './store-visible.ts';

export interface Order {
  sort: Sort;
  direction: 'asc' | 'desc';
}

/** A task of a list, with the value that it is sorted by. */
type ListedTask = TaskRecord & { place: string; items_all: number; items_done: number };

/** Where lists are cut: the sorted columns, the id last. Moments travel as text, for `infinity` is one. */
const KEYS: Record<Sort, { columns: string[]; place: string }> = {
  due: { columns: ['due_at'], place: 'due_at' },
  priority: { columns: ['priority', 'due_at'], place: 'due_at' },
  created: { columns: [], place: 'due_at' },
  closed: { columns: ['closed_at'], place: 'closed_at' },
};

const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;
const isMoment = (text: string) => text === 'infinity' || (MOMENT.test(text) && isDay(text.slice(0, 10)));
const asText = (column: string) =>
  sql`case when ${sql.ref(`t.${column}`)} = 'infinity' then 'infinity'
    else to_char(${sql.ref(`t.${column}`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end`;

const at = (ms: number) => sql`to_timestamp(${ms / 1000}::float8)`;

/** What the filter asks beside the box. */
function conditions(ctx: Ctx, filter: Filter, own: readonly RawBuilder<boolean>[]): RawBuilder<boolean>[] {
  const all = [...own, filter.closed ? sql<boolean>`t.closed_at is not null` : sql<boolean>`t.closed_at is null`];
  if (filter.kind?.length) all.push(sql<boolean>`t.kind = any (${filter.kind})`);
  if (filter.state?.length) all.push(sql<boolean>`t.state = any (${filter.state})`);
  if (filter.priority?.length)
    all.push(sql<boolean>`t.priority = any (${filter.priority.map((word) => PRIORITIES.indexOf(word) + 1)}::int[])`);
  if (filter.ownerId !== undefined) all.push(sql<boolean>`t.owner_id = ${filter.ownerId}::uuid`);
  if (filter.accountId !== undefined && filter.box !== 'account')
    all.push(sql<boolean>`t.account_id = ${filter.accountId}::uuid`);
  if (filter.projectId !== undefined && filter.box !== 'project')
    all.push(sql<boolean>`t.project_id = ${filter.projectId}::uuid`);
  const text = filter.q?.trim() ?? '';
  if (text !== '') all.push(sql<boolean>`t.title ilike ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}`);
  const until = (day: string) => at(boundsOf(day, ctx.org.timezone).to);
  if (filter.due === 'overdue') all.push(sql<boolean>`t.due_at <= ${ctx.now} and t.state in ('open', 'returned')`);
  if (filter.due === 'today') all.push(sql<boolean>`t.due_at <= ${until(ctx.today)}`);
  if (filter.due === 'week') all.push(sql<boolean>`t.due_at <= ${until(addDays(ctx.today, 7))}`);
  if (filter.due === 'none') all.push(sql<boolean>`t.due_at = 'infinity'`);
  return all;
}

/**
 * Where a box begins: conditions that walk one index each, or, for a team, one walk per person. What stands in a box may be seen: mine, given and watching by who one is, the
 * others because what is private is left out.
 */
function armsOf(ctx: Ctx, filter: Filter): { arms: RawBuilder<boolean>[]; perPerson: boolean } {
  const me = ctx.actor.userId;
  const isWatchedBy = (table: string) =>
    sql<boolean>`t.id in (select w.task_id from ${sql.table(table)} w where w.org_id = ${ctx.org.id} and w.user_id = ${me})`;
  const one = (arm: RawBuilder<boolean>) => ({ arms: [arm], perPerson: false });
  switch (filter.box) {
    case 'given':
      return one(sql`t.giver_id = ${me} and t.owner_id is distinct from ${me}`);
    case 'watching':
      // Who watches by themselves sees what they would see without it.
      return {
        arms: [
          sql`${isWatchedBy('task_watchers')}`,
          sql`${isWatchedBy('task_self_watchers')} and not ${isWatchedBy('task_watchers')} and ${mayReadTask(ctx)}`,
        ],
        perPerson: false,
      };
    case 'team':
      return { arms: [sql`t.owner_id = p.user_id and ${openOrOneOfThree(ctx)}`], perPerson: true };
    case 'inbox': {
      const roles = [...ctx.actor.roles];
      const arms = [sql<boolean>`t.department = any (${roles}) and t.owner_id is null`];
      if (ctx.can('tasks.decide'))
        arms.push(sql<boolean>`t.kind in ('proposal', 'shortcoming') and t.giver_id <> ${me}`);
      return { arms, perPerson: false };
    }
    case 'account':
      return one(sql`t.account_id in (select d.account_id from account_ancestors d
        where d.org_id = ${ctx.org.id} and d.ancestor_id = ${filter.accountId}::uuid) and ${openOrOneOfThree(ctx)}`);
    case 'project':
      return one(sql`t.project_id = ${filter.projectId}::uuid and ${openOrOneOfThree(ctx)}`);
    default:
      return one(sql`t.owner_id = ${me}`);
  }
}

function statement(
  ctx: Ctx,
  filter: Filter,
  own: readonly RawBuilder<boolean>[],
  order: Order,
  after: Cursor | null,
  limit: number,
) {
  const key = KEYS[order.sort];
  const [sign, way] = order.direction === 'desc' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const names = [...key.columns, 'id'];
  const all = conditions(ctx, filter, own);
  if (order.sort === 'closed') all.push(sql<boolean>`t.closed_at is not null`);
  if (after !== null) {
    const values: Record<string, RawBuilder<unknown>> = {
      priority: sql`${after.priority}::int`,
      due_at: sql`${after.place}::timestamptz`,
      closed_at: sql`${after.place}::timestamptz`,
      id: sql`${after.id}::uuid`,
    };
    const left = sql.join(names.map((name) => sql.ref(`t.${name}`)));
    all.push(sql<boolean>`(${left}) ${sign} (${sql.join(names.map((name) => values[name]!))})`);
  }
  const sorted = (alias: string) => sql.join(names.map((name) => sql`${sql.ref(`${alias}.${name}`)} ${way}`));
  const { arms, perPerson } = armsOf(ctx, filter);
  const pick = (arm: RawBuilder<boolean>) => sql`
    select t.* from tasks t where t.org_id = ${ctx.org.id} and ${arm} and ${sql.join(all, sql` and `)} order by ${sorted('t')} limit ${limit}`;
  const source = perPerson
    ? sql`(select x.* from ${reportsOf(ctx)} p cross join lateral (${pick(arms[0]!)}) x)`
    : sql`(${sql.join(
        arms.map((arm) => sql`(${pick(arm)})`),
        sql` union all `,
      )})`;
  return sql<ListedTask>`
    select ${columns(ctx)}, ${asText(key.place)} as place, jsonb_array_length(t.checklist) as items_all,
           (select count(*)::int from jsonb_array_elements(t.checklist) i where (i->>'done')::boolean) as items_done
      from ${source} t order by ${sorted('t')} limit ${limit}`;
}

interface Cursor {
  priority: number;
  place: string;
  id: string;
}

function cursorOf(text: string | undefined, order: Order): Cursor | null {
  const values = fromCursor(text, ['text', 'text', 'int', 'text', 'id']);
  if (values === null) return null;
  const [sort, direction, priority, place, id] = values as [string, string, number, string, string];
  if (sort !== order.sort || direction !== order.direction || !isMoment(place))
    throw new Invalid([{ field: 'after', expected: 'the `next` of a page with the same order' }]);
  return { priority, place, id };
}

/** One page of a list and the `next` of the one after it. The account of the box `account` must have been checked. */
export async function loadPage(
  ctx: Ctx,
  filter: Filter,
  order: Order,
  slice: { after: string | undefined; limit: number },
): Promise<{ rows: ListedTask[]; next: string | null }> {
  const own = await fieldConditions(ctx, 'task', filter.where, sql`t.id`);
  const { rows } = await statement(ctx, filter, own, order, cursorOf(slice.after, order), slice.limit + 1).execute(
    ctx.db,
  );
  const shown = rows.slice(0, slice.limit);
  const last = shown.at(-1);
  if (rows.length <= slice.limit || !last) return { rows: shown, next: null };
  return { rows: shown, next: toCursor([order.sort, order.direction, last.priority, last.place, last.id]) };
}

/** Everything that the filter matches, in batches: memory stays flat. */
export async function* allPages(ctx: Ctx, filter: Filter, order: Order): AsyncGenerator<ListedTask[]> {
  let after: string | undefined;
  do {
    const page = await loadPage(ctx, filter, order, { after, limit: 500 });
    if (page.rows.length > 0) yield page.rows;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
