import type pg from 'pg';
import { keepBefore } from '../../kernel/journal.ts';
import { type MergeOptions, rejectRows } from './store-staging.ts';

/**
 * Documents and payments whose row says that they do not count (cancelled, deleted, not posted) count no longer, though an earlier import brought them. A number that another row of
 * this import brings in stays. Lines that name a withdrawn document only are rejected with it: without it they would wait for a header that never comes.
 */
export async function settleWithdrawn(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ any: boolean }>('select exists (select from stage_withdrawn) as any');
  if (!rows[0]!.any) return;
  await client.query(
    `delete from stage_withdrawn w
      where (w.series, w.number) in (select series, number from stage_documents)
         or (w.series, w.number) in (select series, number from stage_lines where account_external_id is not null or doc_date is not null)
         or w.series = 'payment' and w.number in (select number from stage_payments)`,
  );
  await rejectRows(
    client,
    'lines',
    's.account_external_id is null and s.doc_date is null and (s.series, s.number) in (select series, number from stage_withdrawn)',
    {
      code: 'cancelled',
      field: 'number',
      value: 's.number',
      message: `'Document ' || s.number || ' does not count: its own row says so.'`,
    },
  );
}

/**
 * Takes withdrawn documents, with their lines, and withdrawn payments out of the ledger; what was paid on them is unallocated again. The journal keeps all of it. `withdrawn` names them
 * with the table that said so. Returns how many documents and payments.
 */
export async function removeWithdrawn(client: pg.ClientBase, options: MergeOptions): Promise<number> {
  await client.query(
    `create temp table withdrawn on commit drop as
     select min(w.tbl) as tbl, d.id, d.number, d.account_id, month_of(d.doc_date) as month
       from stage_withdrawn w join ledger_documents d on d.org_id = current_org() and d.source = $1 and d.series = w.series and d.number = w.number
      group by d.id, d.number, d.account_id, d.doc_date
     union all
     select min(w.tbl), p.id, p.number, p.account_id, null
       from stage_withdrawn w join ledger_payments p on p.org_id = current_org() and p.source = $1 and p.number = w.number
      where w.series = 'payment' group by p.id, p.number, p.account_id`,
    [options.source],
  );
  const { rowCount } = await client.query('select from withdrawn limit 1');
  if (rowCount === 0) return 0;
  await client.query(
    `insert into touched
     select account_id, month from withdrawn where account_id is not null
     union
     select p.account_id, null from ledger_allocations x join ledger_payments p on p.org_id = x.org_id and p.id = x.payment_id
      where x.org_id = current_org() and x.document_id in (select id from withdrawn) and p.account_id is not null
     union
     select d.account_id, null from ledger_allocations x join ledger_documents d on d.org_id = x.org_id and d.id = x.document_id
      where x.org_id = current_org() and x.payment_id in (select id from withdrawn) and d.account_id is not null`,
  );
  const isNamed = (...columns: string[]) =>
    columns.map((column) => `t.${column} in (select id from withdrawn)`).join(' or ');
  let facts = 0;
  for (const [table, where] of [
    ['ledger_allocations', isNamed('document_id', 'payment_id')],
    ['ledger_lines', isNamed('document_id')],
    ['ledger_documents', isNamed('id')],
    ['ledger_payments', isNamed('id')],
  ] as const) {
    await keepBefore(client, options.importId, table, where);
    const gone = await client.query(`delete from ${table} t where t.org_id = current_org() and (${where})`);
    if (table === 'ledger_documents' || table === 'ledger_payments') facts += gone.rowCount ?? 0;
  }
  return facts;
}
