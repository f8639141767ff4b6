import { sql } from 'kysely';
import type pg from 'pg';
import type { Ctx } from '../../kernel/ctx.ts';
import { countRows, keepBefore } from '../../kernel/journal.ts';
import { mergeFieldValues } from '../fields/public.ts';
import { type Published, refreshFigures } from './store-figures.ts';
import { placeUnder, rebuildStructure } from './store-structure.ts';
import { workOn } from './worked-on.ts';

const PLAIN = [
  'legal_name',
  'kind',
  'channel',
  'tax_id',
  'category',
  'country',
  'region',
  'city',
  'postal_code',
  'address',
  'phone',
  'email',
  'web',
  'manager_name',
  'currency',
  'payment_days',
] as const;

interface Merge {
  importId: string;
  source: string;
  now: Date;
  baseCurrency: string;
}

/**
 * Merges `stage_customers` (ledger/rules-staging.ts) by (source, external id): new accounts are made, known ones take the values that the
 * file has (an empty cell changes nothing). Parents that nobody knows are made by their key. The key of an account that was merged leads to the one that it is now, whose
 * data stay as somebody chose them.
 */
export async function mergeCustomers(ctx: Ctx, merge: Merge) {
  const { client } = ctx;
  const { importId, source, now, baseCurrency } = merge;
  await client.query(
    `create temp table in_customers on commit drop as
     select s.*, a.account_id as id, a.account_id is null as is_new, coalesce(a.is_merged, false) as is_merged,
            case when s.parent_external_id <> s.external_id then s.parent_external_id end as parent_key
       from stage_customers s left join account_keys a on a.org_id = current_org() and a.source = $1 and a.external_id = s.external_id`,
    [source],
  );
  await client.query(
    `insert into in_customers (tbl, row, external_id, name, is_new, is_merged)
     select 0, 0, p.parent_key, p.parent_key, true, false
       from (select distinct parent_key from in_customers where parent_key is not null) p
      where not exists (select from in_customers c where c.external_id = p.parent_key)
        and not exists (select from account_keys a where a.org_id = current_org() and a.source = $1 and a.external_id = p.parent_key)`,
    [source],
  );
  await client.query(
    "update in_customers set kind = case when parent_key is null then 'entity' else 'outlet' end where kind is null and is_new",
  );
  await client.query('update in_customers set id = new_id() where is_new');
  const made = await client.query(
    `insert into accounts (org_id, id, source, external_id, name, ${PLAIN.join(', ')}, credit_limit, root_id, entity_id, created_at, import_id)
     select current_org(), id, $1, external_id, coalesce(name, external_id), ${PLAIN.join(', ')},
            round(credit_limit * (10 ^ minor_digits(coalesce(currency, $4)))), id, id, $2, $3
       from in_customers where is_new`,
    [source, now, importId, baseCurrency],
  );
  const limit = `round(c.credit_limit * (10 ^ minor_digits(coalesce(c.currency, a.currency, $1))))::bigint`;
  await client.query(
    `create temp table changed_customers on commit drop as
     select c.*, ${limit} as limit_minor
       from in_customers c join accounts a on a.org_id = current_org() and a.id = c.id
      where not c.is_new and not c.is_merged and ((c.name is not null and c.name is distinct from a.name)
        or ${PLAIN.map((column) => `(c.${column} is not null and c.${column} is distinct from a.${column})`).join(' or ')}
        or (c.credit_limit is not null and ${limit} is distinct from a.credit_limit))`,
    [baseCurrency],
  );
  await keepBefore(client, importId, 'accounts', 't.id in (select id from changed_customers)');
  const changed = await client.query(
    `update accounts a set name = coalesce(c.name, a.name), ${PLAIN.map((column) => `${column} = coalesce(c.${column}, a.${column})`).join(', ')},
            credit_limit = coalesce(c.limit_minor, round(a.credit_limit * (10::numeric ^ (minor_digits(coalesce(c.currency, a.currency, $2)) - minor_digits(coalesce(a.currency, $2)))))::bigint), import_id = $1, version = a.version + 1
       from changed_customers c where a.org_id = current_org() and a.id = c.id`,
    [importId, baseCurrency],
  );
  await mergeFieldValues(client, importId);
  await rebuildStructure(ctx, sql`(select id from in_customers where is_new)`);
  await placeImported(ctx, merge);
  const { rows } = await client.query<{ known: number; moved_only: number }>(
    `select count(*) filter (where not c.is_new)::int as known,
            count(*) filter (where not c.is_new and c.id in (select id from moved_customers) and c.id not in (select id from changed_customers))::int as moved_only
       from in_customers c`,
  );
  await countRows(
    client,
    `select tbl, case when is_new then 'new' when id in (select id from changed_customers) or id in (select id from moved_customers) or id in (select record_id from changed_values) then 'changed' else 'same' end as state
       from in_customers c where not exists (select from stage_rejects r where r.tbl = c.tbl and r.row = c.row)`,
  );
  const inserted = made.rowCount ?? 0;
  const updated = (changed.rowCount ?? 0) + rows[0]!.moved_only;
  return { inserted, updated, unchanged: rows[0]!.known - updated };
}

/** Sets the parents that the file names, with their history. A row that would close a circle is rejected; where a person decided otherwise, it stays. */
async function placeImported(ctx: Ctx, merge: Merge): Promise<void> {
  const { client } = ctx;
  await client.query(
    `create temp table moved_customers on commit drop as
     select c.id, p.account_id as parent_id, c.is_new, c.tbl, c.row, c.parent_key
       from in_customers c
       join accounts a on a.org_id = current_org() and a.id = c.id
       join account_keys p on p.org_id = current_org() and p.source = $1 and p.external_id = c.parent_key
      where a.parent_id is distinct from p.account_id and p.account_id <> c.id and not c.is_merged`,
    [merge.source],
  );
  await keepBefore(client, merge.importId, 'accounts', 't.id in (select id from moved_customers where not is_new)');
  const placing = { origin: 'import', importId: merge.importId } as const;
  const { moved, circles } = await placeUnder(
    ctx,
    sql`(select id as account_id, parent_id from moved_customers)`,
    placing,
  );
  if (circles.length > 0) {
    await client.query(
      `insert into stage_rejects (tbl, row, field, value, code, message)
       select tbl, row, 'parent', parent_key, 'circle', 'Under this parent the customer would stand above itself; it was left where it is.'
         from moved_customers where id = any ($1::uuid[])`,
      [circles],
    );
  }
  await client.query('delete from moved_customers where not (id = any ($1::uuid[]))', [moved]);
  await client.query('update accounts set import_id = $2 where org_id = current_org() and id = any ($1::uuid[])', [
    moved,
    merge.importId,
  ]);
}

/** Makes accounts for keys that documents name and nobody knows. `named` is SQL giving (external_id, name). Returns how many. */
export async function makeUnknownCustomers(
  ctx: Ctx,
  merge: Omit<Merge, 'baseCurrency'>,
  named: string,
): Promise<number> {
  const made = await ctx.client.query(
    `insert into accounts (org_id, id, source, external_id, name, kind, root_id, entity_id, created_at, import_id)
     select current_org(), i.id, $1, i.external_id, left(i.name, 500), 'entity', i.id, i.id, $2, $3
       from (select new_id() as id, n.external_id, coalesce(min(n.name), n.external_id) as name
               from (${named}) n where n.external_id is not null
                and not exists (select from account_keys a where a.org_id = current_org() and a.source = $1 and a.external_id = n.external_id)
              group by n.external_id) i`,
    [merge.source, merge.now, merge.importId],
  );
  const fresh = sql`(select a.id from accounts a where a.org_id = ${ctx.org.id}
    and not exists (select from account_ancestors d where d.org_id = a.org_id and d.account_id = a.id))`;
  if (made.rowCount) await rebuildStructure(ctx, fresh);
  return made.rowCount ?? 0;
}

/**
 * SQL over `t` (accounts): nothing and nobody needs the account. `facts` is the ledger's own condition. Work of people on it (team, contacts, notes, exclusion, a
 * place in the structure by hand, any audited act) makes it stay.
 */
export function unusedAccounts(facts: string): string {
  return `not (${facts}) and not (${workOn('t')} or exists (select from account_exclusions w where w.org_id = t.org_id and w.account_id = t.id)
    or exists (select from audit_entries w where w.org_id = t.org_id and w.account_id = t.id and w.user_id is not null)
    or exists (select from accounts c where c.org_id = t.org_id and c.parent_id = t.id and c.import_id is distinct from t.import_id))`;
}

/** Takes the accounts that an import made and nobody needs out of the structure, so that they can go in any order; those that it hung below new ones return. */
export async function loosenUnused(client: pg.ClientBase, importId: string, facts: string): Promise<void> {
  const journal = (account: string) =>
    `b.org_id = current_org() and b.import_id = $1 and b.table_name = 'accounts' and b.row_key = ${account}.id::text`;
  await client.query(
    `update accounts t set parent_id = (b.before->>'parent_id')::uuid
       from import_before b
      where t.org_id = current_org() and ${journal('t')}
        and exists (select from accounts p where p.org_id = t.org_id and p.id = t.parent_id and p.import_id = $1
                       and not exists (select from import_before b where ${journal('p')}))`,
    [importId],
  );
  await client.query(
    `update accounts t set parent_id = null where t.org_id = current_org() and t.import_id = $1 and ${unusedAccounts(facts)}`,
    [importId],
  );
}

/** Brings the accounts list up to date for the accounts that an import made or changed; `published` gives the figures that new rows begin with. */
export async function refreshImported(ctx: Ctx, importId: string, published: Published): Promise<void> {
  await refreshFigures(
    ctx,
    sql`(select a.id from accounts a where a.org_id = ${ctx.org.id} and a.import_id = ${importId})`,
    published,
  );
}
