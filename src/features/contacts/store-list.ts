import { type RawBuilder, sql } from 'kysely';
import { visibleAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import { fieldConditions } from '../fields/public.ts';
import type { ContactRow, Filter, Reach } from './contract-shapes.ts';
import { firstOf, isNow, soughtOf } from './rules.ts';
import { mayRead, mayReadPosition } from './store-visible.ts';

/** Fewer letters make no trigram. */
const SHORT = 3;
/** A text that matches more contacts than this is looked for along the list, which finds a page at once. */
const COMMON = 2000;

/** A row of the list as it is read. */
interface Listed {
  id: string;
  name: string;
  latin_name: string | null;
  name_key: string;
  phones: Reach[];
  emails: Reach[];
  languages: string[];
  has_consent: boolean;
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

/** The statement of the list; `limit` null: everything (exports). */
async function listStatement(
  ctx: Ctx,
  verb: string,
  filter: Filter,
  slice: { after: readonly [string, string] | null; limit: number | null },
): Promise<RawBuilder<Listed>> {
  const own = await fieldConditions(ctx, 'contact', filter.where, sql`c.id`);
  const where = conditions(ctx, verb, filter, [await matching(ctx, verb, filter.q), ...own]);
  const rest =
    slice.after === null ? sql`` : sql`and (c.name_key, c.id) > (${slice.after[0]}, ${slice.after[1]}::uuid)`;
  const cut = slice.limit === null ? sql`` : sql`limit ${slice.limit}`;
  const position = asked(ctx, verb, { account: filter.account, role: filter.role });
  return sql<Listed>`
    select c.id, c.name, c.latin_name, c.name_key, c.phones, c.emails, c.languages,
           c.consent_basis is not null and (c.consent_withdrawn_on is null or c.consent_withdrawn_on > ${ctx.today}::date) as has_consent,
           w.account_id, w.account_name, w.title, w.role, w.since, w.until
      from (select * from contacts c where ${where} ${rest} order by c.name_key, c.id ${cut}) c
      left join lateral (
        select p.account_id, a.name as account_name, p.title, p.role, p.since, p.until
          from contact_positions p join accounts a on a.org_id = p.org_id and a.id = p.account_id
         where ${position} order by ${present(ctx)} desc, p.is_main desc, p.since desc nulls last, p.id limit 1) w on true
     order by c.name_key, c.id`;
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
    position:
      accountId === null || name === null
        ? null
        : { account: { id: accountId, name }, title, role, isNow: isNow(row, ctx.today) },
  };
}

/** One page of the contacts that the reader may see, by name. */
export async function loadPage(ctx: Ctx, filter: Filter, slice: { after?: string | undefined; limit: number }) {
  const cursor = fromCursor(slice.after, ['text', 'id']) as [string, string] | null;
  const statement = await listStatement(ctx, 'contacts.read', filter, { after: cursor, limit: slice.limit + 1 });
  const { rows } = await statement.execute(ctx.db);
  const shown = rows.slice(0, slice.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => rowOf(ctx, row)),
    next: rows.length > slice.limit && last ? toCursor([last.name_key, last.id]) : null,
  };
}

const BATCH = 500;

/** Everything that the filter matches, in batches through a cursor: memory stays flat. */
export async function* streamRows(ctx: Ctx, verb: string, filter: Filter): AsyncGenerator<ContactRow[]> {
  const statement = await listStatement(ctx, verb, filter, { after: null, limit: null });
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
