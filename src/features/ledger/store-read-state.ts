import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { loadOldestDocument } from './store-facts.ts';
import { loadSeen } from './store-read-accounts.ts';

export interface StateFields {
  invoices: bigint;
  orders: bigint;
  payments: bigint;
  lines: bigint;
  oldest: string | null;
  newest_invoice: string | null;
  newest_order: string | null;
  newest_payment: string | null;
  changed_at: Date | null;
  currencies: string[];
}

const EMPTY: StateFields = {
  invoices: 0n,
  orders: 0n,
  payments: 0n,
  lines: 0n,
  oldest: null,
  newest_invoice: null,
  newest_order: null,
  newest_payment: null,
  changed_at: null,
  currencies: [],
};

/** What the ledger holds: of the organisation for those who see all, else of the accounts that the reader may see. */
export async function loadStateSeen(ctx: Ctx): Promise<StateFields & { seen: 'all' | 'visible' }> {
  const seen = await loadSeen(ctx);
  if (seen !== null) return { ...(await stateOf(ctx, seen)), seen: 'visible' };
  const found = await sql<StateFields>`
    select invoices, orders, payments, lines, newest_invoice, newest_order, newest_payment, changed_at,
           array(with recursive step as (
             (select currency::text as currency from ledger_documents where org_id = ${ctx.org.id} and rate <> 1 order by currency limit 1)
             union all
             select (select d.currency::text from ledger_documents d where d.org_id = ${ctx.org.id} and d.rate <> 1 and d.currency > step.currency::char(3)
                      order by d.currency limit 1) from step where step.currency is not null)
           select currency from step where currency is not null) as currencies
      from ledger_state where org_id = ${ctx.org.id}`.execute(ctx.db);
  const state = found.rows[0] ?? EMPTY;
  const basis = state.invoices > 0n ? 'revenue' : 'ordered';
  return { ...state, oldest: await loadOldestDocument(ctx, basis, null), seen: 'all' };
}

async function stateOf(ctx: Ctx, ids: readonly string[]): Promise<StateFields> {
  const found = await sql<StateFields>`
    select coalesce(c.invoices, 0) as invoices, coalesce(c.orders, 0) as orders, coalesce(c.payments, 0) as payments, coalesce(c.lines, 0) as lines, d.*,
           (select max(p.paid_on) from ledger_payments p where p.org_id = ${ctx.org.id} and p.account_id = any (${ids}::uuid[])) as newest_payment,
           null::timestamptz as changed_at
      from (select sum(invoices + credit_notes)::bigint as invoices, sum(orders)::bigint as orders, sum(payments)::bigint as payments, sum(lines)::bigint as lines
              from ledger_account_months where org_id = ${ctx.org.id} and account_id = any (${ids}::uuid[])) c,
           (select min(doc_date) as oldest, max(doc_date) filter (where kind <> 'order') as newest_invoice, max(doc_date) filter (where kind = 'order') as newest_order,
                   coalesce(array_agg(distinct currency::text) filter (where currency <> ${ctx.org.baseCurrency}), '{}') as currencies
              from ledger_documents where org_id = ${ctx.org.id} and account_id = any (${ids}::uuid[])) d`.execute(
    ctx.db,
  );
  return found.rows[0]!;
}

export interface ImportFields {
  id: string;
  name: string | null;
  at: Date | null;
  documents: number;
  payments: number;
  first: string | null;
  last: string | null;
}

/** The imports that wrote facts of the accounts, newest first: those that stand there now, and those whose facts a later one changed. */
export async function loadImportsOf(ctx: Ctx, ids: readonly string[]): Promise<ImportFields[]> {
  const found = await sql<ImportFields>`
    with written as materialized (
      select import_id, count(*) as documents, min(doc_date) as first, max(doc_date) as last
        from ledger_documents where org_id = ${ctx.org.id} and account_id = any (${ids}::uuid[]) group by import_id),
    facts as (
      select import_id, documents, 0 as payments, first, last from written
      union all
      select b.prior_import_id, count(*), 0, min(d.doc_date), max(d.doc_date) from ledger_documents d
        join import_before b on b.org_id = ${ctx.org.id} and b.import_id = d.import_id and b.table_name = 'ledger_documents' and b.row_key = d.id::text
       where d.org_id = ${ctx.org.id} and d.account_id = any (${ids}::uuid[]) and b.prior_import_id is not null
         and (select exists (
               select from written w join import_before c on c.org_id = ${ctx.org.id} and c.import_id = w.import_id
                where c.table_name = 'ledger_documents' and c.prior_import_id is not null))
       group by 1
      union all
      select import_id, 0, count(*), min(paid_on), max(paid_on)
        from ledger_payments where org_id = ${ctx.org.id} and account_id = any (${ids}::uuid[]) group by import_id)
    select f.import_id as id, i.name, i.finished_at as at, sum(f.documents)::int as documents, sum(f.payments)::int as payments, min(f.first) as first, max(f.last) as last
      from facts f left join imports i on i.org_id = ${ctx.org.id} and i.id = f.import_id
     group by f.import_id, i.name, i.finished_at order by f.import_id desc limit 500`.execute(ctx.db);
  return found.rows;
}

/** Name and moment of one import; null when it was not by files (the sample company). */
export async function loadImportOf(
  ctx: Ctx,
  importId: string,
): Promise<{ id: string; name: string; at: Date | null } | null> {
  const found = await sql<{ id: string; name: string; at: Date | null }>`
    select id, name, finished_at as at from imports where org_id = ${ctx.org.id} and id = ${importId}`.execute(ctx.db);
  return found.rows[0] ?? null;
}
