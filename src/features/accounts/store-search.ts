import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount, visibleAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Kind } from './contract-shapes.ts';

export interface Found {
  id: string;
  name: string;
  kind: Kind;
  external_id: string;
  city: string | null;
  country: string | null;
  group_name: string | null;
}

/** The accounts that fit a text best. `more`: others match too, and a longer text would tell them apart. */
export interface Finds {
  rows: Found[];
  more: boolean;
}

/** Fewer letters than this find the account with exactly this number, and names that begin with them. */
const SHORT = 3;
/** More matches than this are not all put in order; the answer then says that there are more. */
const RANKED = 3000;
/** The same where nothing fits and similar names are compared, which costs more. */
const COMPARED = 500;

/**
 * The accounts that fit a text best: number or tax id exactly, name or a word of it beginning so, anywhere in it; where nothing fits, what is nearly right. What
 * stands above others that fit comes before them, however many they are and by whichever word of its name it fits; then groups before entities before outlets. Only those that the reader may see, and the same whether or not others exist.
 */
export async function findAccounts(ctx: Ctx, q: string, limit: number): Promise<Finds> {
  const text = q.trim().toLowerCase();
  if (text === '') return { rows: [], more: false };
  const subquery = visibleAccounts(ctx, 'accounts.read');
  const visible =
    subquery === null ? sql`null::uuid[]` : sql`(select coalesce(array_agg(account_id), '{}') from ${subquery} v)`;
  const found = await bestOf(ctx, limit, RANKED, fitOf(text), [
    numbered(ctx, text),
    beginning(ctx, text),
    ...(text.length < SHORT ? [] : [sql`select find_accounts(${ctx.org.id}, ${visible}, ${text}, ${RANKED})`]),
  ]);
  const near = nearText(text);
  if (found.rows.length > 0 || near === null) return found;
  return bestOf(ctx, limit, COMPARED, sql`1 - word_similarity(${near}, lower(a.name))`, [
    sql`select find_similar_accounts(${ctx.org.id}, ${visible}, ${near}, ${COMPARED})`,
  ]);
}

const readable = (ctx: Ctx) =>
  sql`f.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, 'accounts.read', 'f.account_id')}`;

/** Accounts with exactly this number or tax id. */
function numbered(ctx: Ctx, text: string) {
  const written = sql`(${text}, ${text.toUpperCase()})`;
  return sql`
    select f.account_id as id from account_figures f where ${readable(ctx)} and f.external_id in ${written}
    union all
    select f.id from accounts f where f.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, 'accounts.read', 'f.id')} and f.tax_id in ${written}`;
}

/** Accounts whose name begins so, the first in the alphabet. */
function beginning(ctx: Ctx, text: string) {
  return sql`
    select f.account_id as id from account_figures f
     where ${readable(ctx)} and f.name_key >= ${text} and f.name_key < ${`${text}\u{10ffff}`} order by f.name_key, f.account_id limit ${RANKED}`;
}

/** What may be nearly right in a text: its words without digits. Numbers and tax ids are right or wrong, and all look alike; null: nothing. */
function nearText(text: string): string | null {
  const words = text.split(/\s+/).filter((word) => !/\d/.test(word));
  const near = words.join(' ');
  return near.length < SHORT ? null : near;
}

/** How well an account fits a text, as SQL over `a` (`heads`: others that match stand below it); the smallest fits best. */
function fitOf(text: string) {
  const starts = `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql`case when lower(a.external_id) = ${text} or lower(a.tax_id) = ${text} then 0
                  when lower(a.name) = ${text} then 1
                  when lower(a.name) like ${starts} then 2
                  when lower(a.name) like ${`% ${starts}`} then case when a.heads then 2 else 3 end
                  when lower(a.name) like ${`%${starts}`} then 4
                  else 5 end`;
}

/** Puts what several searches found, each at most `most` ids, in order. */
async function bestOf(
  ctx: Ctx,
  limit: number,
  most: number,
  fit: RawBuilder<unknown>,
  searches: RawBuilder<unknown>[],
): Promise<Finds> {
  const tops = visibleAccounts(ctx, 'accounts.read');
  const all = sql.join(
    searches.map((search, at) => sql`select ${sql.lit(at)} as search, id from (${search}) s (id)`),
    sql` union all `,
  );
  const { rows } = await sql<Found & { is_cut: boolean }>`
    with found as materialized (${all}),
    matches as materialized (
      select a.id, a.root_id, a.parent_id, a.name, a.legal_name, a.kind, a.external_id, a.tax_id, a.city, a.country
        from accounts a where a.org_id = ${ctx.org.id} and a.id in (select id from found)),
    best as (
      select a.*, ${fit} as fit
        from (select m.*, m.id in (select parent_id from matches where parent_id is not null) as heads,
                     coalesce(m.parent_id in (select id from matches), false) as below from matches m) a
       order by fit, below, heads desc, kind = 'group' desc, kind = 'entity' desc, name, id limit ${limit + 1})
    select b.id, b.name, b.kind, b.external_id, b.city, b.country, r.name as group_name,
           exists (select from found group by search having count(*) >= ${most}) as is_cut
      from best b left join accounts r on r.org_id = ${ctx.org.id} and r.id = b.root_id and r.id <> b.id
                  ${tops === null ? sql`` : sql`and r.id in ${tops}`}
     order by b.fit, b.below, b.heads desc, b.kind = 'group' desc, b.kind = 'entity' desc, b.name, b.id`.execute(
    ctx.db,
  );
  const more = rows.length > limit || rows.some((row) => row.is_cut);
  return { rows: rows.slice(0, limit).map(({ is_cut: _cut, ...row }) => row), more };
}
