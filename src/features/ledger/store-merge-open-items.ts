import type pg from 'pg';
import { countRows } from '../../kernel/journal.ts';
import { type MergeOptions, rejectRows, settleDuplicates } from './store-staging.ts';

/**
 * Open items say of an invoice what is still open, and know the invoice itself only by hearsay. Repeats among them are settled apart; those whose invoice stands in the same import
 * give it what is open (`joined_items` keeps their rows, to be counted with the invoice). Returns how many repeats were dropped.
 */
export async function settleOpenItems(client: pg.ClientBase): Promise<number> {
  const repeats = await settleDuplicates(client, 'documents', ['series', 'number'], 's.open_only');
  await client.query(
    `create temp table joined_items on commit drop as
     select o.tbl, o.row, o.series, o.number from stage_documents o join stage_documents h on h.series = o.series and h.number = o.number
      where o.open_only and h.open_only is null`,
  );
  await client.query(
    `update stage_documents h set open_amount = o.open_amount, open_as_of = o.open_as_of, due_date = coalesce(h.due_date, o.due_date), disputed = coalesce(o.disputed, h.disputed)
       from stage_documents o where o.open_only and h.open_only is null and h.series = o.series and h.number = o.number`,
  );
  await client.query(
    'delete from stage_documents o using joined_items j where o.open_only and o.series = j.series and o.number = j.number',
  );
  return repeats;
}

/**
 * Open items whose invoice is known keep of themselves only what is open, when it is due and whether it is disputed: customer, date, currency and amounts are the invoice's own.
 * Rejects those in another currency than their invoice, and those without a date whose invoice nobody knows. `flat_docs` must be there.
 */
export async function completeOpenItems(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from stage_documents where open_only) as any',
  );
  if (!rows[0]!.any) return;
  await client.query(
    `create temp table known_invoices on commit drop as
     select o.series, o.number, coalesce(e.has_header, false) or f.account_key is not null as is_headed,
            case when e.has_header then e.currency::text when f.account_key is not null then coalesce(f.currency, $2) end as currency
       from stage_documents o
       left join ledger_documents e on e.org_id = current_org() and e.source = $1 and e.series = o.series and e.number = o.number
       left join flat_docs f on f.series = o.series and f.number = o.number
      where o.open_only and (e.has_header or e.line_count > 0 or f.number is not null)`,
    [options.source, options.baseCurrency],
  );
  const known = (what: string) =>
    `(select k.${what} from known_invoices k where k.series = s.series and k.number = s.number)`;
  await rejectRows(client, 'documents', `s.open_only and s.currency <> ${known('currency')}`, {
    code: 'otherCurrency',
    field: 'currency',
    value: 's.currency',
    message: `'Document ' || s.number || ' is in ' || ${known('currency')} || '.'`,
  });
  await client.query(
    `update stage_documents s set net = null, tax = null, gross = null from known_invoices k where s.open_only and k.series = s.series and k.number = s.number`,
  );
  await client.query(
    `update stage_documents s set account_external_id = null, account_name = null, salesperson_external_id = null, salesperson_name = null, doc_date = null, currency = null
       from known_invoices k where s.open_only and k.is_headed and k.series = s.series and k.number = s.number`,
  );
  await rejectRows(client, 'documents', `s.open_only and s.doc_date is null and ${known('is_headed')} is not true`, {
    code: 'unknownDocument',
    field: 'number',
    value: 's.number',
    message: `'No invoice has this number, and the row has no date to make one.'`,
  });
}

/** Counts the rows of `joined_items` as what became of their invoices (`docs`); where the row of the invoice was rejected, they are rejected with it. */
export async function countJoinedItems(client: pg.ClientBase): Promise<void> {
  await client.query(
    `insert into stage_rejects (tbl, row, field, value, code, message)
     select j.tbl, j.row, 'number', left(j.number, 200), 'rejectedDocument', 'The row of the invoice itself was rejected.' from joined_items j
      where not exists (select from docs d where d.in_headers and d.series = j.series and d.number = j.number)`,
  );
  await countRows(
    client,
    `select j.tbl, case when d.is_new then 'new' when d.id in (select id from changed_docs) then 'changed' else 'same' end as state
       from joined_items j join docs d on d.in_headers and d.series = j.series and d.number = j.number`,
  );
}
