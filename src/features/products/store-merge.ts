import type pg from 'pg';
import { countRows, keepBefore } from '../../kernel/journal.ts';

const PLAIN = ['code', 'name', 'group_name', 'unit', 'barcode', 'cost', 'price'] as const;

interface Merge {
  importId: string;
  source: string;
  now: Date;
}

/** Merges `stage_products` by (source, external id); an empty cell changes nothing. Returns counts. */
export async function mergeProducts(client: pg.ClientBase, merge: Merge) {
  await client.query(
    `create temp table in_products on commit drop as
     select s.*, p.id, p.id is null as is_new
       from stage_products s left join products p on p.org_id = current_org() and p.source = $1 and p.external_id = s.external_id`,
    [merge.source],
  );
  const made = await client.query(
    `insert into products (org_id, id, source, external_id, code, name, group_name, unit, barcode, cost, price, cost_currency, created_at, import_id)
     select current_org(), new_id(), $1, external_id, code, coalesce(name, external_id), group_name, unit, barcode, cost, price, currency, $2, $3
       from in_products where is_new`,
    [merge.source, merge.now, merge.importId],
  );
  const differs = PLAIN.map((column) => `(i.${column} is not null and i.${column} is distinct from p.${column})`).join(
    ' or ',
  );
  await client.query(
    `create temp table changed_products on commit drop as
     select i.* from in_products i join products p on p.org_id = current_org() and p.id = i.id
      where not i.is_new and (${differs} or (i.currency is not null and i.currency is distinct from p.cost_currency))`,
  );
  await keepBefore(client, merge.importId, 'products', 't.id in (select id from changed_products)');
  const changed = await client.query(
    `update products p set ${PLAIN.map((column) => `${column} = coalesce(c.${column}, p.${column})`).join(', ')},
            cost_currency = coalesce(c.currency, p.cost_currency), import_id = $1, version = p.version + 1
       from changed_products c where p.org_id = current_org() and p.id = c.id`,
    [merge.importId],
  );
  await countRows(
    client,
    `select tbl, case when is_new then 'new' when id in (select id from changed_products) then 'changed' else 'same' end as state from in_products`,
  );
  const { rows } = await client.query<{ known: number }>(
    'select count(*)::int as known from in_products where not is_new',
  );
  const updated = changed.rowCount ?? 0;
  return { inserted: made.rowCount ?? 0, updated, unchanged: rows[0]!.known - updated };
}

/** Merges `stage_prices` (price types of an offers file) by product and price type; products that nobody knows are made before. */
export async function mergePrices(client: pg.ClientBase, merge: Merge & { baseCurrency: string }) {
  await client.query(
    `create temp table in_prices on commit drop as
     select s.tbl, p.id as product_id, s.price_type, coalesce(s.currency, $2) as currency, s.price, o.price as old_price, o.currency as old_currency
       from stage_prices s
       join products p on p.org_id = current_org() and p.source = $1 and p.external_id = s.product_external_id
       left join product_prices o on o.org_id = current_org() and o.product_id = p.id and o.price_type = s.price_type`,
    [merge.source, merge.baseCurrency],
  );
  const changed = 'old_price is not null and (old_price <> price or old_currency <> currency)';
  await keepBefore(
    client,
    merge.importId,
    'product_prices',
    `(t.product_id, t.price_type) in (select product_id, price_type from in_prices where ${changed})`,
  );
  const { rows } = await client.query<{ inserted: number; updated: number; unchanged: number }>(
    `select count(*) filter (where old_price is null)::int as inserted, count(*) filter (where ${changed})::int as updated,
            count(*) filter (where old_price = price and old_currency = currency)::int as unchanged from in_prices`,
  );
  await countRows(
    client,
    `select tbl, case when old_price is null then 'new' when ${changed} then 'changed' else 'same' end as state from in_prices`,
  );
  await client.query(
    `insert into product_prices (org_id, product_id, price_type, currency, price, import_id)
     select current_org(), product_id, price_type, currency, price, $1 from in_prices where old_price is null or (${changed})
     on conflict (org_id, product_id, price_type) do update set currency = excluded.currency, price = excluded.price, import_id = excluded.import_id`,
    [merge.importId],
  );
  return rows[0]!;
}

/** Makes products for keys that lines name and nobody knows. `named` is SQL giving (external_id, name, group_name). Returns how many. */
export async function makeUnknownProducts(client: pg.ClientBase, merge: Merge, named: string): Promise<number> {
  const made = await client.query(
    `insert into products (org_id, id, source, external_id, name, group_name, created_at, import_id)
     select current_org(), new_id(), $1, n.external_id, coalesce(min(n.name), n.external_id), min(n.group_name), $2, $3
       from (${named}) n where n.external_id is not null
        and not exists (select from products p where p.org_id = current_org() and p.source = $1 and p.external_id = n.external_id)
      group by n.external_id`,
    [merge.source, merge.now, merge.importId],
  );
  return made.rowCount ?? 0;
}

/** SQL over `t` (products): prices of other imports hang on it. Undo keeps such rows. */
export const stillPriced =
  'exists (select from product_prices f where f.org_id = t.org_id and f.product_id = t.id and f.import_id is distinct from $1)';
