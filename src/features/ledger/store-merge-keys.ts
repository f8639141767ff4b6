import type pg from 'pg';
import type { MergeOptions } from './store-staging.ts';

/** A key without case and without blanks that nobody sees. */
const folded = (key: string) => `lower(regexp_replace(btrim(${key}), '\\s+', ' ', 'g'))`;

/** Keys of 15 letters and digits tell records apart by case (Salesforce). */
const CASED = '^[0-9A-Za-z]{15}$';

/**
 * Documents may write the key of a customer otherwise than the customers do: in other case, with other blanks, or as the name. A key that nobody has becomes the one of the account
 * that it can only mean; keys that nobody has and that differ by case only are one.
 */
export async function resolveKeys(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  const strange = await client.query(
    `create temp table strange_keys on commit drop as
     select k.key, ${folded('k.key')} as folded
       from (select account_external_id as key from stage_documents union select account_external_id from stage_lines
             union select account_external_id from stage_payments) k
      where k.key is not null
        and not exists (select from accounts x where x.org_id = current_org() and x.source = $1 and x.external_id = k.key)`,
    [options.source],
  );
  if (!strange.rowCount) return;
  await client.query('analyze strange_keys');
  await client.query('create temp table meant_keys (key text primary key, external_id text not null) on commit drop');
  const means = (select: string) =>
    client.query(`insert into meant_keys ${select} on conflict do nothing`, [options.source]);
  const accounts = 'accounts a on a.org_id = current_org() and a.source = $1';
  await means(
    `select s.key, min(a.external_id) from strange_keys s join ${accounts} and a.name = s.key group by s.key having count(*) = 1`,
  );
  await means(
    `select s.key, min(a.external_id) from strange_keys s join ${accounts} and ${folded('a.external_id')} = s.folded
      where s.key !~ '${CASED}' group by s.key having count(*) = 1`,
  );
  await means(
    `select s.key, min(a.external_id) from strange_keys s join ${accounts} and ${folded('a.name')} = s.folded group by s.key having count(*) = 1`,
  );
  await client.query(
    `insert into meant_keys
     select s.key, g.key from strange_keys s
       join (select folded, min(key collate "C") as key from strange_keys where key !~ '${CASED}' group by folded having count(*) > 1) g on g.folded = s.folded
      where s.key <> g.key on conflict do nothing`,
  );
  const { rows } = await client.query<{ any: boolean }>('select exists (select from meant_keys) as any');
  if (!rows[0]!.any) return;
  await client.query('analyze meant_keys');
  for (const stage of ['documents', 'lines', 'payments']) {
    await client.query(
      `update stage_${stage} s set account_external_id = k.external_id from meant_keys k where k.key = s.account_external_id`,
    );
  }
}
