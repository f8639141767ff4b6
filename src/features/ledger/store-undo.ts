import type { Ctx } from '../../kernel/ctx.ts';
import { putBack } from '../../kernel/journal.ts';
import { joinPutBack } from './store-merge-awaited.ts';
import { moveState, rollUpTouched } from './store-rollups.ts';
import { openTouched } from './store-staging.ts';

/** Imports of others that allocated money between facts which one import made: without these, what they say would hang in the air. */
export async function allocatedBy(ctx: Ctx, importId: string): Promise<string[]> {
  const made = (table: 'ledger_documents' | 'ledger_payments', column: 'document_id' | 'payment_id') => `
    select x.import_id from ${table} t join ledger_allocations x on x.org_id = t.org_id and x.${column} = t.id
     where t.org_id = current_org() and t.import_id = $1 and x.import_id <> $1
       and not exists (select from import_before b where b.org_id = t.org_id and b.import_id = $1 and b.table_name = '${table}' and b.row_key = t.id::text)`;
  const { rows } = await ctx.client.query<{ import_id: string }>(
    `${made('ledger_documents', 'document_id')} union ${made('ledger_payments', 'payment_id')}`,
    [importId],
  );
  return rows.map((row) => row.import_id);
}

/** Imports that brought in again what one import took out (store-merge-withdrawn.ts), or payments that await a document of it: what was taken out cannot return beside these. */
export async function broughtAgainBy(ctx: Ctx, importId: string): Promise<string[]> {
  const kept = (table: 'ledger_documents' | 'ledger_payments' | 'ledger_allocations') =>
    `(select row_key, before from import_before where org_id = current_org() and import_id = $1 and table_name = '${table}') b`;
  const { rows } = await ctx.client.query<{ import_id: string }>(
    `select d.import_id from ${kept('ledger_documents')}
       join ledger_documents d on d.org_id = current_org() and d.source = b.before->>'source' and d.series = b.before->>'series' and d.number = b.before->>'number'
      where d.id <> b.row_key::uuid
     union
     select p.import_id from ${kept('ledger_payments')}
       join ledger_payments p on p.org_id = current_org() and p.source = b.before->>'source' and p.number = b.before->>'number'
      where p.id <> b.row_key::uuid
     union
     select p.import_id from ${kept('ledger_allocations')}
       join ledger_payments p on p.org_id = current_org() and p.id = (b.before->>'payment_id')::uuid
      where p.awaits is not null and p.import_id <> $1`,
    [importId],
  );
  return rows.map((row) => row.import_id);
}

/**
 * Takes the facts of one import back: rows it made go, rows it changed or removed return. Lines follow their documents again, and the roll-ups of what was
 * touched are rebuilt. Customers, products and rates are put back by the caller, `between` facts and roll-ups.
 */
export async function undoLedger(ctx: Ctx, importId: string): Promise<{ removed: number; restored: number }> {
  const { client } = ctx;
  await openTouched(client);
  await client.query(
    `insert into touched
     select distinct account_id, month_of(doc_date) from ledger_documents
      where org_id = current_org() and import_id = $1 and account_id is not null and doc_date is not null
     union select (before->>'account_id')::uuid, month_of((before->>'doc_date')::date) from import_before
      where org_id = current_org() and import_id = $1 and table_name = 'ledger_documents' and before->>'account_id' is not null and before->>'doc_date' is not null
     union select account_id, null from ledger_payments where org_id = current_org() and import_id = $1 and account_id is not null
     union select (before->>'account_id')::uuid, null from import_before
      where org_id = current_org() and import_id = $1 and table_name = 'ledger_payments' and before->>'account_id' is not null
     union select p.account_id, null from ledger_allocations x join ledger_payments p on p.org_id = x.org_id and p.id = x.payment_id
      where x.org_id = current_org() and x.import_id = $1 and p.account_id is not null`,
    [importId],
  );
  const sum = { removed: 0, restored: 0 };
  for (const table of [
    'ledger_allocations',
    'ledger_payments',
    'ledger_lines',
    'ledger_documents',
    'ledger_targets',
  ] as const) {
    const done = await putBack(client, importId, table);
    sum.removed += done.removed;
    sum.restored += done.restored;
  }
  await joinPutBack(client, importId);
  await client.query(
    `update ledger_lines l set account_id = d.account_id, doc_date = d.doc_date,
            base_net = case when d.rate is null then 0 when d.rate = 1 then l.net else round(l.net * d.rate * (10::numeric ^ (minor_digits($2) - minor_digits(d.currency))))::bigint end,
            base_cost = case when d.rate is null and l.cost is not null then 0 when d.rate = 1 then l.cost
                             else round(l.cost * d.rate * (10::numeric ^ (minor_digits($2) - minor_digits(d.currency))))::bigint end
       from ledger_documents d
      where d.org_id = current_org() and l.org_id = d.org_id and l.document_id = d.id
        and d.id in (select b.row_key::uuid from import_before b where b.org_id = current_org() and b.import_id = $1 and b.table_name = 'ledger_documents')`,
    [importId, ctx.org.baseCurrency],
  );
  await rollUpTouched(client);
  await moveState(client, ctx.now);
  return sum;
}
