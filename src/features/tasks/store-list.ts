import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, isPlace, type Place, toCursor } from '../../kernel/cursor.ts';
import { addDays } from '../../pure/period.ts';
import { Invalid } from '../../pure/refusal.ts';
import { checkWhere, fieldConditions, fieldSort } from '../fields/public.ts';
import type { Filter } from './contract-shapes.ts';
import { PRIORITIES, type SORTS, type Sort } from './contract-words.ts';
import { boundsOf } from './rules-due.ts';
import { columns, type TaskRecord } from './store.ts';
import { mayReadTask, meAndReportsOf, openOrOneOfThree, reportsOf } from './store-visible.ts';

export interface Order {
  sort: Sort;
  direction: 'asc' | 'desc';
}

/** A task of a list, with the values that it is sorted by as texts. */
type ListedTask = TaskRecord & { places: string[]; items_all: number; items_done: number };

/** What a list is sorted by before the id, and the type of each. A field of the organisation's own stands beside the tasks. */
interface Sorting {
  by: readonly { expression: RawBuilder<unknown>; type: Place }[];
  join: RawBuilder<unknown>;
}

const of = (column: string, type: Place) => ({ expression: sql.ref(`t.${column}`), type });
const SORTINGS: Record<(typeof SORTS)[number], Sorting['by']> = {
  due: [of('due_at', 'timestamptz')],
  priority: [of('priority', 'int'), of('due_at', 'timestamptz')],
  created: [],
  closed: [of('closed_at', 'timestamptz')],
  title: [{ expression: sql`lower(t.title)`, type: 'text' }],
  changed: [of('changed_at', 'timestamptz')],
};

/** Invalid where it is a field that is not there for the actor, or gives no order. */
async function sortingOf(ctx: Ctx, sort: Sort): Promise<Sorting> {
  if (!sort.startsWith('field:')) return { by: SORTINGS[sort as keyof typeof SORTINGS], join: sql`` };
  const { by, type, join } = await fieldSort(ctx, 'task', sort.slice('field:'.length), sql`t.id`);
  return { by: [{ expression: by, type }], join };
}

/** Refuses (Invalid) conditions and an order by fields that are not there for the actor. */
export async function checkFieldsUsed(ctx: Ctx, filter: Filter, sort: Sort): Promise<void> {
  await checkWhere(ctx, 'task', filter.where);
  await sortingOf(ctx, sort);
}

/** Moments travel as text, for `infinity` is one. */
const asText = (name: RawBuilder<unknown>, type: Place) =>
  type === 'timestamptz'
    ? sql`case when ${name} = 'infinity' then 'infinity' else to_char(${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end`
    : sql`${name}::text`;

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
  const ago = (days: number) => sql`${ctx.now}::timestamptz - make_interval(days => ${days}::int)`;
  if (filter.unchangedDays !== undefined) all.push(sql<boolean>`t.changed_at <= ${ago(filter.unchangedDays)}`);
  if (filter.olderDays !== undefined) all.push(sql<boolean>`t.created_at <= ${ago(filter.olderDays)}`);
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
function armsOf(ctx: Ctx, filter: Filter): { arms: RawBuilder<boolean>[]; people: RawBuilder<unknown> | null } {
  const me = ctx.actor.userId;
  const isWatchedBy = (table: string) =>
    sql<boolean>`t.id in (select w.task_id from ${sql.table(table)} w where w.org_id = ${ctx.org.id} and w.user_id = ${me})`;
  const one = (arm: RawBuilder<boolean>) => ({ arms: [arm], people: null });
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
        people: null,
      };
    case 'team':
    case 'ours': {
      const people = filter.box === 'team' ? reportsOf(ctx) : meAndReportsOf(ctx);
      return { arms: [sql`t.owner_id = p.user_id and ${openOrOneOfThree(ctx)}`], people };
    }
    case 'inbox': {
      const roles = [...ctx.actor.roles];
      const arms = [sql<boolean>`t.department = any (${roles}) and t.owner_id is null`];
      if (ctx.can('tasks.decide'))
        arms.push(sql<boolean>`t.kind in ('proposal', 'shortcoming') and t.giver_id <> ${me}`);
      return { arms, people: null };
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

/** What a statement of the list needs to know of the order: where it is cut, and how many. */
interface Slice {
  sorting: Sorting;
  after: Cursor | null;
  limit: number;
}

/** The rows of the box that the filter matches, as a subquery: `s0`, `s1` what they are sorted by. One walk per arm or person, each cut. */
function matching(ctx: Ctx, filter: Filter, own: readonly RawBuilder<boolean>[], order: Order, slice: Slice) {
  const { by, join } = slice.sorting;
  const [sign, way] = order.direction === 'desc' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const keys = [...by.map(({ expression }) => expression), sql`t.id`];
  const all = conditions(ctx, filter, own);
  if (order.sort === 'closed') all.push(sql<boolean>`t.closed_at is not null`);
  if (slice.after !== null) {
    const { places, id } = slice.after;
    const values = [...by.map(({ type }, at) => sql`${places[at]}::${sql.raw(type)}`), sql`${id}::uuid`];
    all.push(sql<boolean>`(${sql.join(keys)}) ${sign} (${sql.join(values)})`);
  }
  const sorted = sql.join(keys.map((key) => sql`${key} ${way}`));
  const named = by.map(({ expression }, at) => sql`, ${expression} as ${sql.ref(`s${at}`)}`);
  const { arms, people } = armsOf(ctx, filter);
  const pick = (arm: RawBuilder<boolean>) => sql`
    select t.*${sql.join(named, sql``)} from tasks t ${join} where t.org_id = ${ctx.org.id} and ${arm} and ${sql.join(all, sql` and `)}
     order by ${sorted} limit ${slice.limit}`;
  return people !== null
    ? sql`(select x.* from ${people} p cross join lateral (${pick(arms[0]!)}) x)`
    : sql`(${sql.join(
        arms.map((arm) => sql`(${pick(arm)})`),
        sql` union all `,
      )})`;
}

function statement(ctx: Ctx, filter: Filter, own: readonly RawBuilder<boolean>[], order: Order, slice: Slice) {
  const { by } = slice.sorting;
  const way = order.direction === 'desc' ? sql`desc` : sql`asc`;
  const names = by.map((_one, at) => sql.ref(`t.s${at}`));
  const places = by.map(({ type }, at) => asText(names[at]!, type));
  return sql<ListedTask>`
    select ${columns(ctx)}, array[${sql.join(places)}]::text[] as places, jsonb_array_length(t.checklist) as items_all,
           (select count(*)::int from jsonb_array_elements(t.checklist) i where (i->>'done')::boolean) as items_done
      from ${matching(ctx, filter, own, order, slice)} t
     order by ${sql.join([...names, sql`t.id`].map((name) => sql`${name} ${way}`))} limit ${slice.limit}`;
}

interface Cursor {
  places: string[];
  id: string;
}

function cursorOf(text: string | undefined, order: Order, { by }: Sorting): Cursor | null {
  const values = fromCursor(text, ['text', 'text', ...by.map(() => 'text' as const), 'id']);
  if (values === null) return null;
  const [sort, direction] = values;
  const places = values.slice(2, -1) as string[];
  const fits = by.every(({ type }, at) => isPlace(type, places[at]));
  if (sort !== order.sort || direction !== order.direction || !fits)
    throw new Invalid([{ field: 'after', expected: 'the `next` of a page with the same order' }]);
  return { places, id: values.at(-1) as string };
}

/** One page of a list and the `next` of the one after it. The account of the box `account` must have been checked. */
export async function loadPage(
  ctx: Ctx,
  filter: Filter,
  order: Order,
  slice: { after: string | undefined; limit: number },
): Promise<{ rows: ListedTask[]; next: string | null }> {
  const own = await fieldConditions(ctx, 'task', filter.where, sql`t.id`);
  const sorting = await sortingOf(ctx, order.sort);
  const after = cursorOf(slice.after, order, sorting);
  const wanted = { sorting, after, limit: slice.limit + 1 };
  const { rows } = await statement(ctx, filter, own, order, wanted).execute(ctx.db);
  const shown = rows.slice(0, slice.limit);
  const last = shown.at(-1);
  if (rows.length <= slice.limit || !last) return { rows: shown, next: null };
  return { rows: shown, next: toCursor([order.sort, order.direction, ...last.places, last.id]) };
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

/** The ids of what the filter matches, in no order; at most so many. */
export async function matchingIds(ctx: Ctx, filter: Filter, limit: number): Promise<string[]> {
  const own = await fieldConditions(ctx, 'task', filter.where, sql`t.id`);
  const order: Order = { sort: 'created', direction: 'asc' };
  const slice = { sorting: await sortingOf(ctx, 'created'), after: null, limit };
  const found = await sql<{ id: string }>`
    select distinct t.id from ${matching(ctx, filter, own, order, slice)} t limit ${limit}`.execute(ctx.db);
  return found.rows.map(({ id }) => id);
}
