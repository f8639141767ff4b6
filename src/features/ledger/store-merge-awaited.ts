import type pg from 'pg';
import { keepBefore } from '../../kernel/journal.ts';
import type { MergeOptions } from './store-staging.ts';

/** Which document a number means: that of a sale, where a credit note has the same. */
const MEANT = '(array_agg(d.id order by d.series desc))[1]';

/** `named_documents`: the invoices and credit notes that staged payments and allocations name, by number. */
export async function nameDocuments(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  await client.query(
    `create temp table named_documents on commit drop as
     select d.number, ${MEANT} as id from ledger_documents d
      where d.org_id = current_org() and d.source = $1 and d.series <> 'order'
        and d.number in (select document_number from stage_payments union select document_number from stage_allocations)
      group by d.number`,
    [options.source],
  );
  await client.query('analyze named_documents');
}

/**
 * Payments of earlier imports that await a document which this import brought join it: they become allocations (mergeAllocations), and the journal keeps them as they waited.
 * Only new documents can be awaited, since a payment that names a known one joins at once.
 */
export async function joinAwaiting(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from ledger_payments where org_id = current_org() and awaits is not null) as any',
  );
  if (!rows[0]!.any) return;
  await client.query(
    `create temp table come_documents on commit drop as
     select d.number, ${MEANT} as id from doc_states d
      where d.is_new and d.series <> 'order' and d.number in (select awaits from ledger_payments where org_id = current_org() and source = $1 and awaits is not null)
      group by d.number`,
    [options.source],
  );
  await client.query(
    'insert into named_documents select number, id from come_documents where number not in (select number from named_documents)',
  );
  await client.query(
    `insert into stage_allocations (tbl, row, payment_number, document_number, amount)
     select 0, 0, p.number, p.awaits, p.amount / 10::numeric ^ minor_digits(p.currency)
       from come_documents d join ledger_payments p on p.org_id = current_org() and p.source = $1 and p.awaits = d.number`,
    [options.source],
  );
  const joining = `t.source = '${options.source.replaceAll("'", "''")}' and t.awaits in (select number from come_documents)`;
  await keepBefore(client, options.importId, 'ledger_payments', joining);
  await client.query(
    `update ledger_payments t set awaits = null, import_id = $1 where t.org_id = current_org() and ${joining}`,
    [options.importId],
  );
}

/**
 * Payments that the undo of an import put back may await a document that came after that import: they join it as they would have when it came, kept in the journal of the import
 * that brought it. Accounts of payments that were put back are touched already.
 */
export async function joinPutBack(client: pg.ClientBase, undone: string): Promise<void> {
  await client.query(
    `create temp table come_since on commit drop as
     select p.id as payment_id, d.id as document_id, d.import_id
       from import_before b
       join ledger_payments p on p.org_id = b.org_id and p.id = b.row_key::uuid and p.awaits is not null
       join lateral (select e.id, e.import_id from ledger_documents e
                      where e.org_id = p.org_id and e.source = p.source and e.series <> 'order' and e.number = p.awaits order by e.series desc limit 1) d on true
      where b.org_id = current_org() and b.import_id = $1 and b.table_name = 'ledger_payments'`,
    [undone],
  );
  const { rows } = await client.query<{ import_id: string }>('select distinct import_id from come_since');
  for (const { import_id } of rows) {
    await keepBefore(
      client,
      import_id,
      'ledger_payments',
      't.id in (select payment_id from come_since where import_id = $1)',
    );
    await client.query(
      `insert into ledger_allocations (org_id, payment_id, document_id, amount, base_amount, import_id)
       select p.org_id, p.id, c.document_id, p.amount, p.base_amount, c.import_id
         from come_since c join ledger_payments p on p.org_id = current_org() and p.id = c.payment_id where c.import_id = $1
       on conflict do nothing`,
      [import_id],
    );
    await client.query(
      `update ledger_payments p set awaits = null, import_id = $1 from come_since c
        where p.org_id = current_org() and p.id = c.payment_id and c.import_id = $1`,
      [import_id],
    );
  }
}
