import type pg from 'pg';
import type { MergeOptions } from './store-staging.ts';

/** A key without case and without blanks that nobody sees. */
const folded = (key: string) => `lower(regexp_replace(btrim(${key}), '\\s+', ' ', 'g'))`;

/** Keys of 15 letters and digits tell records apart by case (Salesforce). */
const CASED = '^[0-9A-Za-z]{15}$';

interface Named {
  table: 'accounts' | 'products';
  /** Where its keys stand: also those of accounts that were merged. */
  keys: 'account_keys' | 'products';
  column: string;
  stages: readonly string[];
  /** Keys of these files that nobody has and that differ by case only are one; else only records that are there are meant. */
  isFoldedAlone: boolean;
}

const NAMED: readonly Named[] = [
  {
    table: 'accounts',
    keys: 'account_keys',
    column: 'account_external_id',
    stages: ['documents', 'lines', 'payments'],
    isFoldedAlone: true,
  },
  { table: 'products', keys: 'products', column: 'product_external_id', stages: ['lines'], isFoldedAlone: false },
];

/**
 * Documents may write the key of a customer or a product otherwise than their lists do: in other case, with other blanks, or as the name. A key that nobody has becomes
 * the one of the record that it can only mean; keys of customers that nobody has and that differ by case only are one.
 */
export async function resolveKeys(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  for (const named of NAMED) {
    if (named.isFoldedAlone || (await hasAny(client, named, options))) await resolveKeysOf(client, named, options);
  }
}

async function hasAny(client: pg.ClientBase, { table }: Named, options: MergeOptions): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>(
    `select exists (select from ${table} where org_id = current_org() and source = $1) as any`,
    [options.source],
  );
  return rows[0]!.any;
}

async function resolveKeysOf(client: pg.ClientBase, named: Named, options: MergeOptions): Promise<void> {
  const { table, keys, column, stages } = named;
  await client.query('drop table if exists strange_keys, meant_keys');
  const strange = await client.query(
    `create temp table strange_keys on commit drop as
     select k.key, ${folded('k.key')} as folded
       from (${stages.map((stage) => `select ${column} as key from stage_${stage}`).join(' union ')}) k
      where k.key is not null
        and not exists (select from ${keys} x where x.org_id = current_org() and x.source = $1 and x.external_id = k.key)`,
    [options.source],
  );
  if (!strange.rowCount) return;
  await client.query('analyze strange_keys');
  await client.query('create temp table meant_keys (key text primary key, external_id text not null) on commit drop');
  const means = (on: string, table: string) =>
    client.query(
      `insert into meant_keys
       select s.key, min(r.external_id) from strange_keys s join ${table} r on r.org_id = current_org() and r.source = $1 and ${on}
        group by s.key having count(*) = 1 on conflict do nothing`,
      [options.source],
    );
  await means('r.name = s.key', table);
  await means(`${folded('r.external_id')} = s.folded and s.key !~ '${CASED}'`, keys);
  await means(`${folded('r.name')} = s.folded`, table);
  if (named.isFoldedAlone) {
    await client.query(
      `insert into meant_keys
       select s.key, g.key from strange_keys s
         join (select folded, min(key collate "C") as key from strange_keys where key !~ '${CASED}' group by folded having count(*) > 1) g on g.folded = s.folded
        where s.key <> g.key on conflict do nothing`,
    );
  }
  const { rows } = await client.query<{ any: boolean }>('select exists (select from meant_keys) as any');
  if (!rows[0]!.any) return;
  await client.query('analyze meant_keys');
  for (const stage of stages) {
    await client.query(
      `update stage_${stage} s set ${column} = k.external_id from meant_keys k where k.key = s.${column}`,
    );
  }
}
