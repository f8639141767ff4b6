import type pg from 'pg';

/** The tables whose rows an import may write, with the columns that name a row within its organisation. Undo goes in this order. */
export const JOURNALED = {
  ledger_allocations: ['payment_id', 'document_id'],
  ledger_payments: ['id'],
  ledger_lines: ['document_id', 'line_key'],
  ledger_documents: ['id'],
  ledger_targets: ['id'],
  product_prices: ['product_id', 'price_type'],
  products: ['id'],
  salespeople: ['id'],
  field_values: ['field_id', 'record_id'],
  accounts: ['id'],
  exchange_rates: ['currency', 'valid_from'],
} as const;
export type Journaled = keyof typeof JOURNALED;

/** SQL of the text that names a row in the journal. */
export function rowKey(table: Journaled, alias: string): string {
  return JOURNALED[table].map((column) => `${alias}.${column}::text`).join(` || '|' || `);
}

/**
 * Keeps what rows look like before an import touches them, once per row and import. `where` is SQL over the alias `t`
 * (`t.id in (select ...)`); call it before the update or delete.
 */
export async function keepBefore(
  client: pg.ClientBase,
  importId: string,
  table: Journaled,
  where: string,
): Promise<void> {
  await client.query(
    `insert into import_before (org_id, import_id, table_name, row_key, prior_import_id, before)
     select t.org_id, $1, '${table}', ${rowKey(table, 't')}, t.import_id, to_jsonb(t)
       from ${table} t where t.org_id = current_org() and (${where})
     on conflict do nothing`,
    [importId],
  );
}

/** Later imports that changed rows which this import wrote: while there are any, it cannot be undone. */
export async function laterImports(client: pg.ClientBase, importId: string): Promise<string[]> {
  const { rows } = await client.query<{ import_id: string }>(
    'select distinct import_id from import_before where org_id = current_org() and prior_import_id = $1 and import_id <> $1',
    [importId],
  );
  return rows.map((row) => row.import_id);
}

/**
 * Puts one table back to what it was before the import: rows it changed or deleted return to their kept state, rows it made go, except those that
 * `keep` (SQL over `t`) wants to stay. Rows that `leave` (SQL over `t`) names are left as they are now. Returns how many of each.
 */
export async function putBack(
  client: pg.ClientBase,
  importId: string,
  table: Journaled,
  keep = 'false',
  leave = 'false',
): Promise<{ removed: number; restored: number }> {
  // Its own table, counted: on guesses the planner goes through the journal for each row.
  await client.query(
    `create temp table kept_rows on commit drop as
     select row_key from import_before where org_id = current_org() and import_id = $1 and table_name = '${table}'`,
    [importId],
  );
  await client.query('analyze kept_rows');
  const removed = await client.query(
    `delete from ${table} t where t.org_id = current_org() and t.import_id = $1 and not (${keep})
       and not exists (select from kept_rows b where b.row_key = ${rowKey(table, 't')})`,
    [importId],
  );
  await client.query('drop table kept_rows');
  const { rows } = await client.query<{ column: string }>(
    `select attname as column from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
  );
  const columns = rows.map((row) => row.column);
  const keys = ['org_id', ...JOURNALED[table]];
  const set = columns
    .filter((column) => !keys.includes(column as never))
    .map((column) => `${column} = excluded.${column}`);
  const restored = await client.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.map((column) => `r.${column}`).join(', ')}
       from import_before b, jsonb_populate_record(null::${table}, b.before) r
      where b.org_id = current_org() and b.import_id = $1 and b.table_name = '${table}'
        and not exists (select from ${table} t where t.org_id = b.org_id and ${rowKey(table, 't')} = b.row_key and (${leave}))
     on conflict (${keys.join(', ')}) do update set ${set.join(', ')}`,
    [importId],
  );
  return { removed: removed.rowCount ?? 0, restored: restored.rowCount ?? 0 };
}

/**
 * Adds to `stage_counts` what became of the rows of each table of the import. `rows` is SQL giving (tbl, state), state being new, changed or same.
 */
export async function countRows(client: pg.ClientBase, rows: string): Promise<void> {
  await client.query(
    `insert into stage_counts
     select tbl, count(*) filter (where state = 'new'), count(*) filter (where state = 'changed'), count(*) filter (where state = 'same')
       from (${rows}) r where tbl > 0 group by tbl`,
  );
}
