import { type RawBuilder, sql } from 'kysely';
import { accountsOfTeam, visibleAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, isPlace, type Place, toCursor } from '../../kernel/cursor.ts';
import { Invalid } from '../../pure/refusal.ts';
import { checkWhere, fieldConditions, fieldSort } from '../fields/public.ts';
import type { ContactRow, Filter, Reach, SORTS, Sort } from './contract-shapes.ts';
import { firstOf, isNow, soughtOf } from './rules.ts';
import { mayRead, mayReadPosition } from './store-visible.ts';

/** Fewer letters make no trigram. */
const SHORT = 3;
/** A text that matches more contacts than this is looked for along the list, which finds a page at once. */
const COMMON = 2000;

export interface Order {
  sort: Sort;
  direction: 'asc' | 'desc';
}

/** What the list is sorted by before the id; a field of the organisation's own stands beside the contacts. */
interface Sorting {
  by: RawBuilder<unknown>;
  type: Place;
  join: RawBuilder<unknown>;
}

const none = sql``;
const SORTINGS: Record<(typeof SORTS)[number], Sorting> = {
  name: { by: sql`c.name_key`, type: 'text', join: none },
  created: { by: sql`c.id::text`, type: 'text', join: none },
  changed: { by: sql`c.changed_at`, type: 'timestamptz', join: none },
};

/** Invalid where it is a field that is not there for the actor, or gives no order. */
async function sortingOf(ctx: Ctx, sort: Sort): Promise<Sorting> {
  if (!sort.startsWith('field:')) return SORTINGS[sort as keyof typeof SORTINGS];
  return fieldSort(ctx, 'contact', sort.slice('field:'.length), sql`c.id`);
}

/** Refuses (Invalid) conditions and an order by fields that are not there for the actor. */
export async function checkFieldsUsed(ctx: Ctx, filter: Filter, sort: Sort): Promise<void> {
  await checkWhere(ctx, 'contact', filter.where);
  await sortingOf(ctx, sort);
}

/** A row of the list as it is read. */
interface Listed {
  id: string;
  name: string;
  latin_name: string | null;
  place: string;
  phones: Reach[];
  emails: Reach[];
  languages: string[];
  has_consent: boolean;
  preferred_channel: ContactRow['preferredChannel'];
  created_at: Date;
  changed_at: Date;
  version: number;
  position_id: string | null;
  position_version: number;
  account_id: string | null;
  account_name: string | null;
  title: string | null;
  role: NonNullable<ContactRow['position']>['role'];
  since: string | null;
  until: string | null;
}

const present = (ctx: Ctx) => sql`(p.until is null or p.until >= ${ctx.today}::date)`;

/** Conditions on the positions (`p`) that the filter speaks of: only those that the reader may see. */
function asked(ctx: Ctx, verb: string, filter: Filter): RawBuilder<unknown> {
  const parts = [sql`p.org_id = c.org_id and p.contact_id = c.id and ${mayReadPosition(ctx, verb)}`];
  if (filter.account !== undefined)
    parts.push(
      sql`p.account_id in (select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = ${filter.account}::uuid)`,
    );
  if (filter.role?.length) parts.push(sql`p.role = any (${filter.role})`);
  return sql.join(parts, sql` and `);
}

function conditions(
  ctx: Ctx,
  verb: string,
  filter: Filter,
  more: readonly (RawBuilder<boolean> | null)[],
): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`c.org_id = ${ctx.org.id}`, mayRead(ctx, verb)];
  const one = asked(ctx, verb, filter);
  const here = sql`exists (select from contact_positions p where ${one} and ${present(ctx)})`;
  const ever = sql`exists (select from contact_positions p where ${one})`;
  if (filter.ended === true) all.push(sql`${ever} and not ${here}`);
  else if (filter.ended === false) all.push(here);
  else if (filter.account !== undefined || filter.role?.length) all.push(ever);
  if (filter.language?.length) all.push(sql`c.languages && ${filter.language}::text[]`);
  const given = sql`(c.consent_basis is not null and (c.consent_withdrawn_on is null or c.consent_withdrawn_on > ${ctx.today}::date))`;
  if (filter.consent !== undefined) all.push(filter.consent ? given : sql`not ${given}`);
  if (filter.channel?.length) all.push(sql`c.preferred_channel = any (${filter.channel})`);
  if (filter.whose !== undefined)
    all.push(sql`exists (select from contact_positions p where p.org_id = c.org_id and p.contact_id = c.id and ${present(ctx)}
      and p.account_id in ${accountsOfTeam(ctx, filter.whose)} and ${mayReadPosition(ctx, verb)})`);
  const ago = (days: number) => sql`${ctx.now}::timestamptz - make_interval(days => ${days}::int)`;
  if (filter.unchangedDays !== undefined) all.push(sql`c.changed_at <= ${ago(filter.unchangedDays)}`);
  if (filter.olderDays !== undefined) all.push(sql`c.created_at <= ${ago(filter.olderDays)}`);
  all.push(...more.filter((one) => one !== null));
  return sql.join(all, sql` and `);
}

/**
 * How a text is looked for: who sees all asks the index for those that match, unless they are very many; others read through what they
 * see, which is little.
 */
async function matching(ctx: Ctx, verb: string, q: string | undefined): Promise<RawBuilder<boolean> | null> {
  const text = soughtOf(q ?? '');
  if (text === '') return null;
  const along = sql<boolean>`position(${text} in c.search_text) > 0`;
  if (visibleAccounts(ctx, verb) !== null || text.length < SHORT) return along;
  const found = await sql<{ id: string }>`select find_contacts(${ctx.org.id}, ${text}, ${COMMON + 1}) as id`.execute(
    ctx.db,
  );
  if (found.rows.length > COMMON) return along;
  return sql<boolean>`c.id = any (${found.rows.map((row) => row.id)}::uuid[])`;
}

/** SQL over `c`: the contacts that the filter matches among those that the reader may see under the verb. */
export async function whereMatching(ctx: Ctx, verb: string, filter: Filter): Promise<RawBuilder<unknown>> {
  const own = await fieldConditions(ctx, 'contact', filter.where, sql`c.id`);
  return conditions(ctx, verb, filter, [await matching(ctx, verb, filter.q), ...own]);
}

/** The statement of the list; `limit` null: everything (exports). */
async function listStatement(
  ctx: Ctx,
  verb: string,
  filter: Filter,
  order: Order,
  slice: { after: readonly [string, string] | null; limit: number | null },
): Promise<RawBuilder<Listed>> {
  const { by, type, join } = await sortingOf(ctx, order.sort);
  const where = await whereMatching(ctx, verb, filter);
  const [sign, way] = order.direction === 'desc' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  // Ids are made in the order of time: who was added first stands first.
  const keys = order.sort === 'created' ? [sql`c.id`] : [by, sql`c.id`];
  const after = slice.after ?? ['', ''];
  const places = [sql`${after[0]}::${sql.raw(type)}`, sql`${after[1]}::uuid`].slice(-keys.length);
  const rest = slice.after === null ? sql`` : sql`and (${sql.join(keys)}) ${sign} (${sql.join(places)})`;
  const sorted = sql.join(keys.map((key) => sql`${key} ${way}`));
  const cut = slice.limit === null ? sql`` : sql`limit ${slice.limit}`;
  const position = asked(ctx, verb, { account: filter.account, role: filter.role });
  const place =
    type === 'timestamptz'
      ? sql`to_char(c.sorted at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
      : sql`c.sorted::text`;
  return sql<Listed>`
    select c.id, c.name, c.latin_name, ${place} as place, c.phones, c.emails, c.languages, c.preferred_channel, c.created_at, c.changed_at, c.version,
           c.consent_basis is not null and (c.consent_withdrawn_on is null or c.consent_withdrawn_on > ${ctx.today}::date) as has_consent,
           w.position_id, w.position_version, w.account_id, w.account_name, w.title, w.role, w.since, w.until
      from (select c.*, ${by} as sorted from contacts c ${join} where ${where} ${rest} order by ${sorted} ${cut}) c
      left join lateral (
        select p.id as position_id, p.version as position_version, p.account_id, a.name as account_name, p.title, p.role, p.since, p.until
          from contact_positions p join accounts a on a.org_id = p.org_id and a.id = p.account_id
         where ${position} order by ${present(ctx)} desc, p.is_main desc, p.since desc nulls last, p.id limit 1) w on true
     order by c.sorted ${way}, c.id ${way}`;
}

function rowOf(ctx: Ctx, row: Listed): ContactRow {
  const { account_id: accountId, account_name: name, title, role } = row;
  return {
    id: row.id,
    name: row.name,
    latinName: row.latin_name,
    phone: firstOf(row.phones),
    email: firstOf(row.emails),
    languages: row.languages,
    hasConsent: row.has_consent,
    preferredChannel: row.preferred_channel,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    version: row.version,
    position:
      accountId === null || name === null
        ? null
        : {
            id: row.position_id!,
            version: row.position_version,
            account: { id: accountId, name },
            title,
            role,
            isNow: isNow(row, ctx.today),
          },
  };
}

function cursorOf(text: string | undefined, order: Order, type: Place): [string, string] | null {
  const values = fromCursor(text, ['text', 'text', 'text', 'id']);
  if (values === null) return null;
  const [sort, direction, place, id] = values as [string, string, string, string];
  if (sort !== order.sort || direction !== order.direction || !isPlace(type, place))
    throw new Invalid([{ field: 'after', expected: 'the `next` of a page with the same order' }]);
  return [place, id];
}

/** One page of the contacts that the reader may see. */
export async function loadPage(
  ctx: Ctx,
  filter: Filter,
  order: Order,
  slice: { after?: string | undefined; limit: number },
) {
  const after = cursorOf(slice.after, order, (await sortingOf(ctx, order.sort)).type);
  const statement = await listStatement(ctx, 'contacts.read', filter, order, { after, limit: slice.limit + 1 });
  const { rows } = await statement.execute(ctx.db);
  const shown = rows.slice(0, slice.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => rowOf(ctx, row)),
    next: rows.length > slice.limit && last ? toCursor([order.sort, order.direction, last.place, last.id]) : null,
  };
}

const BATCH = 500;

/** Everything that the filter matches, in batches through a cursor: memory stays flat. */
export async function* streamRows(
  ctx: Ctx,
  verb: string,
  filter: Filter,
  order: Order = { sort: 'name', direction: 'asc' },
): AsyncGenerator<ContactRow[]> {
  const statement = await listStatement(ctx, verb, filter, order, { after: null, limit: null });
  const compiled = statement.compile(ctx.db);
  await ctx.client.query(
    `declare contacts_listed no scroll cursor for ${compiled.sql}`,
    compiled.parameters as unknown[],
  );
  for (;;) {
    const { rows } = await ctx.client.query<Listed>(`fetch ${BATCH} from contacts_listed`);
    if (rows.length > 0) yield rows.map((row) => rowOf(ctx, row));
    if (rows.length < BATCH) break;
  }
  await ctx.client.query('close contacts_listed');
}
