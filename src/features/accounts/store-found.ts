import { type RawBuilder, sql } from 'kysely';
import { isMost, leftOut, mayReadAccount, visibleAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Found, Searchable, Sought } from '../../kernel/search.ts';
import type { withFields } from '../fields/public.ts';

/** One condition on accounts, as a field of a search says it. */
export interface AccountWish {
  field: 'lead' | 'tier' | 'country' | 'below' | 'own';
  /** Ids of people or accounts, tiers, countries; of `lead` also null: nobody. */
  values: readonly (string | null)[];
  /** Of `own`: SQL over the account `f.account_id`, a condition on a field of the organisation's own. */
  fits?: RawBuilder<boolean>;
  not: boolean;
}

function conditionOf(ctx: Ctx, { field, values, fits = sql<boolean>`false`, not }: AccountWish): RawBuilder<unknown> {
  const given = values.filter((value) => value !== null);
  const parts: Record<AccountWish['field'], RawBuilder<unknown>> = {
    own: fits,
    lead: sql`(f.lead_id = any (${given}::uuid[]) ${values.includes(null) ? sql`or f.lead_id is null` : sql``})`,
    tier: sql`f.tier = any (${given}::text[])`,
    // As its index has it (SORTS).
    country: sql`(case when f.country is null then '' else f.country end) = any (${given}::text[])`,
    below: sql`f.account_id in (select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = any (${given}::uuid[]))`,
  };
  return not ? sql`(${parts[field]}) is not true` : parts[field];
}

/** SQL of a uuid[]: the accounts that the reader may see under the verb and that the wishes fit; null in SQL: all of the organisation. */
export function accountArray(ctx: Ctx, verb: string, wishes: readonly AccountWish[]): RawBuilder<unknown> {
  const visible = visibleAccounts(ctx, verb);
  if (wishes.length === 0) {
    return visible === null || isMost(ctx, verb)
      ? sql`null::uuid[]`
      : sql`(select coalesce(array_agg(account_id), '{}') from ${visible} v)`;
  }
  const conditions = wishes.map((wish) => conditionOf(ctx, wish));
  if (visible !== null) conditions.push(mayReadAccount(ctx, verb, 'f.account_id'));
  return sql`(select coalesce(array_agg(f.account_id), '{}') from account_figures f where f.org_id = ${ctx.org.id} and ${sql.join(conditions, sql` and `)})`;
}

/** With the array of all accounts under a right to most of them, which is null: those that it leaves out. SQL of a uuid[]; empty for every other right. */
export const shutArray = (ctx: Ctx): RawBuilder<unknown> =>
  isMost(ctx, 'accounts.read')
    ? sql`(select coalesce(array_agg(account_id), '{}') from ${leftOut(ctx, ctx.actor)} l)`
    : sql`'{}'::uuid[]`;

/** Letters and digits of an identifier as people group it: DE89 3704 0044; null where it is none. */
function bareOf(text: string): string | null {
  const bare = text.replaceAll(/[\s./-]/g, '').toUpperCase();
  return /^(?=.*\d)[A-Z0-9]{4,}$/.test(bare) ? bare : null;
}

async function find(ctx: Ctx, sought: Sought): Promise<Found[]> {
  if (sought.patterns.length === 0 && !sought.narrowed) return [];
  const bare = sought.patterns.length === 0 ? null : bareOf(sought.text);
  const open = sought.open('accounts.read');
  const byNumber =
    bare === null
      ? sql``
      : sql`union select i.account_id from account_identifiers i, o where i.org_id = ${ctx.org.id} and i.value = ${bare} and (case when o.ids is null then i.account_id <> all (${sought.shut}) else i.account_id = any (o.ids) end)`;
  const { rows } = await sql<{ id: string; name: string; external_id: string; tax_id: string | null; by: string[] }>`
    with o as materialized (select ${open} as ids),
    found as (
      select search_accounts(${ctx.org.id}, o.ids, ${sought.shut}, ${sought.starts}, ${sought.patterns}::text[], ${sought.nots}::text[], ${sought.most}) as id from o
      ${byNumber})
    select a.id, a.name, a.external_id, a.tax_id,
           array(select i.value from account_identifiers i where i.org_id = a.org_id and i.account_id = a.id and i.value = ${bare}) as by
      from accounts a where a.org_id = ${ctx.org.id} and a.id in (select id from found)`.execute(ctx.db);
  return rows.map((row) => ({
    id: row.id,
    title: row.name,
    numbers: [
      row.external_id,
      ...(row.tax_id === null ? [] : [row.tax_id]),
      ...(row.by.length > 0 ? [sought.text] : []),
    ],
    accountId: row.id,
  }));
}

/** Accounts are found by their fields too. */
export const foundByFields: Parameters<typeof withFields>[1] = {
  kind: 'account',
  opens: (_ctx, sought, id) => {
    const open = sought.open('accounts.read');
    return sql<boolean>`(case when (${open}) is null then ${id} <> all (${sought.shut}) else ${id} = any (${open}) end)`;
  },
  accountOf: (_ctx, id) => sql<string | null>`${id}`,
};

export const foundAccounts: Searchable = {
  kind: 'account',
  verb: 'accounts.read',
  find,

  async similar(ctx, sought) {
    const { rows } = await sql<{ id: string; name: string; likeness: number }>`
      select a.id, a.name, s.likeness from search_similar_accounts(${ctx.org.id}, ${sought.open('accounts.read')}, ${sought.shut}, ${sought.near}, ${sought.slips}::text[], ${sought.slip}, ${sought.rest}::text[],
          ${sought.whole}, ${sought.most}) s
        join accounts a on a.org_id = ${ctx.org.id} and a.id = s.id`.execute(ctx.db);
    return rows.map(({ id, name, likeness }) => ({ id, title: name, accountId: id, likeness }));
  },

  async show(ctx, ids) {
    const tops = visibleAccounts(ctx, 'accounts.read');
    const { rows } = await sql<{
      id: string;
      name: string;
      external_id: string;
      tax_id: string | null;
      legal_name: string | null;
      city: string | null;
      group_id: string | null;
      group_name: string | null;
    }>`
      select a.id, a.name, a.external_id, a.tax_id, a.legal_name, a.city, r.id as group_id, r.name as group_name
        from accounts a left join accounts r on r.org_id = a.org_id and r.id = a.root_id and r.id <> a.id ${tops === null ? sql`` : sql`and r.id in ${tops}`}
       where a.org_id = ${ctx.org.id} and a.id = any (${ids}::uuid[])`.execute(ctx.db);
    return rows.map((row) => ({
      id: row.id,
      title: row.name,
      detail: [row.external_id, row.city].filter(Boolean).join(' · '),
      mark: null,
      texts: [row.legal_name, row.external_id, row.tax_id, row.city].filter((text) => text !== null),
      path: `/accounts/${row.id}`,
      account: row.group_id === null ? null : { id: row.group_id, name: row.group_name! },
      at: null,
    }));
  },
};

/** The accounts that the reader may see and that are called so, or whose number it is; at most so many. */
export async function accountsCalled(
  ctx: Ctx,
  key: string,
  patterns: readonly string[],
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select search_accounts(${ctx.org.id}, ${accountArray(ctx, 'accounts.read', [])}, ${shutArray(ctx)}, ${` ${key}%`}, ${patterns}::text[], '{}', ${most}) as id`.execute(
    ctx.db,
  );
  return rows.map((row) => row.id);
}
