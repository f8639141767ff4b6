import { sql } from 'kysely';
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

/** Fewer letters than this find the account with exactly this number, and names that begin with them. */
const SHORT = 3;
/** More matches than this are not all ranked. */
const RANKED = 3000;

/**
 * The accounts that fit a text best: number or tax id exactly, name or a word of it beginning so, anywhere in it; where nothing fits, what is nearly right. Groups
 * before entities before outlets. Only those that the reader may see, and the same whether or not others exist.
 */
export async function findAccounts(ctx: Ctx, q: string, limit: number): Promise<Found[]> {
  const text = q.trim().toLowerCase();
  if (text === '') return [];
  const subquery = visibleAccounts(ctx, 'accounts.read');
  const visible =
    subquery === null ? sql`null::uuid[]` : sql`(select coalesce(array_agg(account_id), '{}') from ${subquery} v)`;
  const ids =
    text.length < SHORT
      ? sql`select f.account_id from account_figures f where f.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, 'accounts.read', 'f.account_id')}
             and f.external_id in (${text}, ${text.toUpperCase()})
            union all
            (select f.account_id from account_figures f where f.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, 'accounts.read', 'f.account_id')}
             and f.name_key >= ${text} and f.name_key < ${`${text}\u{10ffff}`} order by f.name_key, f.account_id limit ${RANKED})`
      : sql`select find_accounts(${ctx.org.id}, ${visible}, ${text}, ${RANKED})`;
  const found = await ranked(ctx, text, limit, ids);
  const near = nearText(text);
  if (found.length > 0 || near === null) return found;
  return ranked(ctx, near, limit, sql`select find_similar_accounts(${ctx.org.id}, ${visible}, ${near}, ${limit})`);
}

/** What may be nearly right in a text: its words without digits. Numbers and tax ids are right or wrong, and all look alike; null: nothing. */
function nearText(text: string): string | null {
  const words = text.split(/\s+/).filter((word) => !/\d/.test(word));
  const near = words.join(' ');
  return near.length < SHORT ? null : near;
}

async function ranked(ctx: Ctx, text: string, limit: number, ids: ReturnType<typeof sql>): Promise<Found[]> {
  const starts = `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const tops = visibleAccounts(ctx, 'accounts.read');
  const rows = await sql<Found>`
    with best as (
      select a.id, a.root_id, a.name, a.kind, a.external_id, a.city, a.country,
             case when lower(a.external_id) = ${text} or lower(a.tax_id) = ${text} then 0
                  when lower(a.name) = ${text} then 1
                  when lower(a.name) like ${starts} then 2
                  when lower(a.name) like ${`% ${starts}`} then 3
                  when lower(a.name) like ${`%${starts}`} then 4
                  else 5 end as fit
        from accounts a where a.org_id = ${ctx.org.id} and a.id in (${ids})
       order by fit, a.kind = 'group' desc, a.kind = 'entity' desc, a.name, a.id limit ${limit})
    select b.id, b.name, b.kind, b.external_id, b.city, b.country, r.name as group_name
      from best b left join accounts r on r.org_id = ${ctx.org.id} and r.id = b.root_id and r.id <> b.id
                  ${tops === null ? sql`` : sql`and r.id in ${tops}`}
     order by b.fit, b.kind = 'group' desc, b.kind = 'entity' desc, b.name, b.id`.execute(ctx.db);
  return rows.rows;
}
