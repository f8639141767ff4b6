import { type RawBuilder, sql } from 'kysely';
import { accountsOfTeam, isMost, mayReadAccount, mayReadOne, visibleAccounts } from '../../kernel/access.ts';
import { classOfAccount, isOfClasses } from '../../kernel/account-classes.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { isPlace, type Place } from '../../kernel/cursor.ts';
import { isId } from '../../kernel/id.ts';
import { addDays } from '../../pure/period.ts';
import { Forbidden, Invalid } from '../../pure/refusal.ts';
import { fieldConditions } from '../fields/public.ts';
import { activeDays } from './active-base.ts';
import { type Column, Filter, type Sort } from './contract-shapes.ts';
import type { STAGES } from './contract-stages.ts';
import { SORTS, sortingOf } from './store-sorts.ts';
import { touches } from './touches.ts';

export interface Order {
  sort: Sort;
  direction: 'asc' | 'desc';
}

/** Refuses to filter or sort by what one may not read: the order would tell it. */
export function checkMayUse(ctx: Ctx, filter: Filter, order?: Order): void {
  const needed = new Set<string>();
  if (filter.tier || filter.class) needed.add('segmentation.read');
  if (filter.active !== undefined) needed.add('ledger.read');
  if (filter.completenessBelow !== undefined || filter.freshnessBelow !== undefined) needed.add('dossiers.read');
  if (filter.stage || filter.notMetDays !== undefined) needed.add('contacts.read');
  const right = order && SORTS[order.sort as keyof typeof SORTS]?.right;
  if (right) needed.add(right);
  for (const verb of needed) {
    if (!ctx.can(verb)) throw new Forbidden('You may not filter or sort by a figure that you may not read.');
  }
}

/** Refuses (Invalid) conditions and an order by fields that are not there for the actor. */
export async function checkFieldsUsed(ctx: Ctx, filter: Filter, order: Order): Promise<void> {
  await fieldConditions(ctx, 'account', filter.where, sql`f.account_id`);
  await sortingOf(ctx, order.sort);
}

const searched = sql`lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))`;
/** How a text is looked for. `all`: its matches are found first. A number: so too, but nothing when they are more. `walk`: row by row along the list. */
type TextSearch = 'all' | number | 'walk';

const FILTERS = Object.keys(Filter.properties) as (keyof Filter)[];

/**
 * A text that matches more than so many is so common that walking the list finds a page at once. Not as soon where the walk may pass by all of its matches: other
 * filters leave few of them, and in the order of names those with the same beginning stand together.
 */
function narrow(filter: Filter, order: Order): number {
  const isText = order.sort === 'name' || order.sort === 'externalId';
  const hasOthers = FILTERS.some((field) => field !== 'q' && filter[field] !== undefined);
  return isText || hasOthers ? 20_000 : 2000;
}

/** The text as a LIKE pattern: anywhere, taken literally. */
const pattern = (q: string) => `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Whether few or no accounts are hidden: the list is walked and its hidden rows passed by, not gathered from what is visible. */
const seesNearlyAll = (ctx: Ctx, verb: string) => visibleAccounts(ctx, verb) === null || isMost(ctx, verb);

const asText = (q: string) => q.trim().toLowerCase();

function matching(ctx: Ctx, q: string, search: TextSearch): RawBuilder<boolean> {
  const text = asText(q);
  // A scalar subquery, so that it is asked row by row along the walk; `exists` would be joined over the whole list.
  if (search === 'walk' || !seesNearlyAll(ctx, 'accounts.read'))
    return sql<boolean>`(select ${searched} like ${pattern(text)} from accounts a where a.org_id = f.org_id and a.id = f.account_id)`;
  // An array made once, so that the list is read by its key in one go.
  if (search === 'all')
    return sql<boolean>`f.account_id = any (array(select find_accounts(${ctx.org.id}, null, ${text}, null)))`;
  const found = sql`(select case when cardinality(v.ids) <= ${search} then v.ids end
                       from (select array(select find_accounts(${ctx.org.id}, null, ${text}, ${search + 1})) as ids offset 0) v)`;
  return sql<boolean>`f.account_id = any (${found}::uuid[])`;
}

async function hasMore(ctx: Ctx, q: string, most: number): Promise<boolean> {
  const found = await sql<{ count: string }>`
    select count(*) as count from find_accounts(${ctx.org.id}, null, ${asText(q)}, ${most + 1})`.execute(ctx.db);
  return Number(found.rows[0]!.count) > most;
}

const hasText = (filter: Filter): filter is Filter & { q: string } => filter.q !== undefined && filter.q.trim() !== '';

async function conditions(ctx: Ctx, filter: Filter, search: TextSearch): Promise<RawBuilder<boolean>[]> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`f.org_id = ${ctx.org.id}`];
  const any = (column: string, values: readonly string[] | undefined) => {
    if (values && values.length > 0) all.push(sql<boolean>`${sql.ref(column)} = any (${values})`);
  };
  any('f.tier', filter.tier);
  any('f.kind', filter.kind);
  any('f.category', filter.category);
  any('f.class', filter.class);
  if (filter.country?.length)
    all.push(sql<boolean>`(case when f.country is null then '' else f.country end) = any (${filter.country})`);
  if (filter.lead === 'none') all.push(sql<boolean>`f.lead_id is null`);
  else if (filter.lead !== undefined) {
    if (!isId(filter.lead)) throw new Invalid([{ field: 'lead', expected: 'an id or "none"' }]);
    all.push(sql<boolean>`f.lead_id = ${filter.lead}::uuid`);
  }
  if (filter.excluded !== undefined)
    all.push(filter.excluded ? sql<boolean>`f.excluded` : sql<boolean>`not f.excluded`);
  if (filter.active !== undefined) {
    const { from } = await activeDays(ctx);
    all.push(
      sql<boolean>`(case when f.last_document is null then '-infinity' else f.last_document end) ${sql.raw(filter.active ? '>=' : '<')} ${from}::date`,
    );
  }
  if (filter.completenessBelow !== undefined)
    all.push(sql<boolean>`f.completeness < ${filter.completenessBelow / 100}::float8`);
  if (filter.freshnessBelow !== undefined)
    all.push(
      sql<boolean>`(case when f.freshness is null then -1 else f.freshness end) < ${filter.freshnessBelow / 100}::float8`,
    );
  if (filter.stage?.length)
    all.push(sql<boolean>`(case when f.stage is null then 'none' else f.stage end) = any (${filter.stage})`);
  if (filter.secrecy?.length) {
    if (!filter.secrecy.every((one) => one === 'none' || isId(one)))
      throw new Invalid([{ field: 'secrecy', expected: 'ids of classes, or "none"' }]);
    all.push(isOfClasses(ctx, sql`f.account_id`, filter.secrecy));
  }
  if (filter.notMetDays !== undefined) {
    const since = addDays(ctx.today, -filter.notMetDays);
    all.push(...touches().map((touch) => sql<boolean>`not ${touch(ctx, sql`f.account_id`, since)}`));
  }
  if (filter.whose !== undefined) all.push(sql<boolean>`f.account_id in ${accountsOfTeam(ctx, filter.whose)}`);
  if (filter.below !== undefined) {
    all.push(sql<boolean>`f.account_id in (select d.account_id from account_ancestors d
      where d.org_id = ${ctx.org.id} and d.ancestor_id = ${filter.below} and d.depth > 0 and ${mayReadOne(ctx, 'accounts.read', filter.below)})`);
  }
  all.push(...(await fieldConditions(ctx, 'account', filter.where, sql`f.account_id`)));
  if (hasText(filter)) all.push(matching(ctx, filter.q, search));
  return all;
}

/** The rows that the filter matches among those that the reader may see under the verb, as `from ... where ...` over `account_figures f`. */
export async function matchingFigures(
  ctx: Ctx,
  verb: string,
  filter: Filter,
  search: TextSearch = 'all',
  join: RawBuilder<unknown> = sql``,
): Promise<RawBuilder<unknown>> {
  const where = sql.join(await conditions(ctx, filter, search), sql` and `);
  return seesNearlyAll(ctx, verb)
    ? sql`from account_figures f ${join} where ${where} and ${mayReadAccount(ctx, verb, 'f.account_id')}`
    : sql`from ${visibleAccounts(ctx, verb)} v join account_figures f on f.org_id = ${ctx.org.id} and f.account_id = v.account_id ${join} where ${where}`;
}

export interface ListedRow {
  account_id: string;
  name: string;
  kind: 'group' | 'entity' | 'outlet';
  external_id: string;
  country: string | null;
  category: string | null;
  lead_id: string | null;
  lead_name: string;
  revenue: bigint;
  prior_revenue: bigint;
  basis: string;
  growth: number | null;
  share: number | null;
  rank: number | null;
  class: string | null;
  xyz: string | null;
  tier: string;
  tier_is_set: boolean;
  last_document: string | null;
  open_balance: bigint | null;
  excluded: boolean;
  completeness: number;
  freshness: number | null;
  stage: string | null;
  secrecy?: string | null;
  at: string;
  version?: number;
  may_edit?: boolean;
  of_group?: boolean;
  group_id?: string | null;
  group_name?: string | null;
  group_kind?: 'group' | 'entity' | 'outlet' | null;
}

/** Over `p`: whether the reader may change the account. */
const mayEdit = (ctx: Ctx): RawBuilder<boolean> =>
  ctx.can('accounts.edit') ? mayReadAccount(ctx, 'accounts.edit', 'p.account_id') : sql<boolean>`false`;

/** The statement of the list. Tops that the reader may not see have no name. `limit` null: everything (exports). */
async function listStatement(
  ctx: Ctx,
  verb: string,
  filter: Filter,
  order: Order,
  slice: { after: [string, string] | null; limit: number | null; columns: readonly Column[] },
  search: TextSearch = 'all',
): Promise<RawBuilder<ListedRow>> {
  const { by, type, turned, join } = await sortingOf(ctx, order.sort);
  const down = (order.direction === 'desc') !== (turned === true);
  const [sign, way] = down ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const rest =
    slice.after === null
      ? sql``
      : sql`and (${by}, f.account_id) ${sign} (${slice.after[0]}::${sql.raw(type)}, ${slice.after[1]}::uuid)`;
  const cut = slice.limit === null ? sql`` : sql`limit ${slice.limit}`;
  const secrecy = slice.columns.includes('secrecy')
    ? sql`, ${classOfAccount(ctx, sql`f.account_id`)} as secrecy`
    : sql``;
  const page = sql`
    select f.*, (${by}) as sorted ${secrecy} ${await matchingFigures(ctx, verb, filter, search, join)} ${rest}
     order by ${by} ${way}, f.account_id ${way} ${cut}`;
  const isFile = slice.limit === null;
  const edits = isFile ? sql`` : sql`, a.version, ${mayEdit(ctx)} as may_edit`;
  if (!slice.columns.includes('group') && !slice.columns.includes('ofGroup')) {
    if (isFile) return sql<ListedRow>`select p.*, p.sorted::text as at from (${page}) p`;
    return sql<ListedRow>`
      select p.*, p.sorted::text as at ${edits} from (${page}) p join accounts a on a.org_id = p.org_id and a.id = p.account_id
       order by p.sorted ${way}, p.account_id ${way}`;
  }
  return sql<ListedRow>`
    select p.*, p.sorted::text as at ${edits}, a.root_id <> a.id as of_group, r.id as group_id, r.name as group_name, r.kind as group_kind
      from (${page}) p
      join accounts a on a.org_id = p.org_id and a.id = p.account_id
      left join lateral (select t.id, t.name, t.kind from accounts t where t.org_id = a.org_id and t.id = a.root_id and t.id <> a.id limit 1) r on ${mayReadAccount(ctx, verb, 'r.id')}
     order by p.sorted ${way}, p.account_id ${way}`;
}

/** One page and the `next` of the one after it. */
export async function loadPage(
  ctx: Ctx,
  filter: Filter,
  order: Order,
  slice: { after: string | null; limit: number; columns: readonly Column[] },
): Promise<{ rows: ListedRow[]; next: string | null }> {
  const after = slice.after === null ? null : readNext(slice.after, order, (await sortingOf(ctx, order.sort)).type);
  const read = async (search: TextSearch) => {
    const wanted = { after, limit: slice.limit + 1, columns: slice.columns };
    return (await (await listStatement(ctx, 'accounts.read', filter, order, wanted, search)).execute(ctx.db)).rows;
  };
  const few = narrow(filter, order);
  let rows = await read(few);
  if (
    rows.length === 0 &&
    seesNearlyAll(ctx, 'accounts.read') &&
    hasText(filter) &&
    (await hasMore(ctx, filter.q, few))
  )
    rows = await read('walk');
  const shown = rows.slice(0, slice.limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > slice.limit && last ? writeNext(order, last) : null };
}

/** How many of the rows that the filter matches, among those that the reader may see, stand at each stage. */
export async function countStages(ctx: Ctx, filter: Filter) {
  const found = await sql<{ stage: (typeof STAGES)[number] | 'none'; count: number }>`
    select (case when f.stage is null then 'none' else f.stage end) as stage, count(*)::int as count
      ${await matchingFigures(ctx, 'accounts.read', filter)} group by 1 order by 1`.execute(ctx.db);
  return found.rows;
}

function writeNext(order: Order, last: ListedRow): string {
  return Buffer.from(JSON.stringify([order.sort, order.direction, last.at, last.account_id])).toString('base64url');
}

function readNext(text: string, order: Order, type: Place): [string, string] {
  const wrong = new Invalid([{ field: 'after', expected: 'the `next` of a page with the same sort' }]);
  try {
    const [sort, direction, at, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    const fits = sort === order.sort && direction === order.direction && isId(String(id));
    if (!fits || !isPlace(type, at)) throw wrong;
    return [at, id];
  } catch {
    throw wrong;
  }
}

const BATCH = 1000;

/** Every row that the filter matches, in batches through a cursor: memory stays flat. */
export async function* streamRows(ctx: Ctx, verb: string, filter: Filter, order: Order, columns: readonly Column[]) {
  const statement = await listStatement(ctx, verb, filter, order, { after: null, limit: null, columns });
  const compiled = statement.compile(ctx.db);
  await ctx.client.query(`declare listed no scroll cursor for ${compiled.sql}`, compiled.parameters as unknown[]);
  for (;;) {
    const { rows } = await ctx.client.query<ListedRow>(`fetch ${BATCH} from listed`);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) break;
  }
  await ctx.client.query('close listed');
}
