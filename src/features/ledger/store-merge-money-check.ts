import type pg from 'pg';
import { type MergeOptions, rejectRows } from './store-staging.ts';

/** A line needs an amount, or what gives one. */
export async function rejectEmptyLines(client: pg.ClientBase): Promise<void> {
  await rejectRows(
    client,
    'lines',
    's.net is null and s.gross is null and (s.quantity is null or s.unit_price is null)',
    {
      code: 'noAmount',
      field: 'net',
      value: "''",
      message: `'The row has no amount, and not both quantity and price to make one.'`,
    },
  );
}

/** An allocation needs its payment and its document, in this import or in the ledger. */
export async function rejectAllocations(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  const source = `'${options.source.replaceAll("'", "''")}'`;
  const own = 's.tbl > 0';
  await rejectRows(
    client,
    'allocations',
    `${own} and not exists (select from ledger_payments p where p.org_id = current_org() and p.source = ${source} and p.number = s.payment_number)`,
    { code: 'unknownPayment', field: 'payment', value: 's.payment_number', message: `'No payment has this number.'` },
  );
  await rejectRows(
    client,
    'allocations',
    `${own} and not exists (select from ledger_documents d where d.org_id = current_org() and d.source = ${source} and d.series <> 'order' and d.number = s.document_number)`,
    {
      code: 'unknownDocument',
      field: 'document',
      value: 's.document_number',
      message: `'No invoice has this number.'`,
    },
  );
}
