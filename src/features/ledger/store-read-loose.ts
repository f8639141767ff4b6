import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import type { LooseKind } from './contract-shapes.ts';

export interface LooseFields {
  id: string;
  number: string;
  account_id: string | null;
  account: string | null;
  day: string | null;
  currency: string;
  amount: bigint;
  beyond: bigint | null;
  awaits: string | null;
  sorted: string;
}

/** Documents that are not whole; the condition is that of the index `loose_documents`, letter by letter. */
const LOOSE = sql`(d.line_count = 0 or not d.has_header)`;
const CONDITION: Record<'withoutLines' | 'withoutDocument', ReturnType<typeof sql>> = {
  withoutLines: sql`d.has_header and d.line_count = 0`,
  withoutDocument: sql`not d.has_header`,
};

/**
 * Payments beyond what is invoiced: the last ones of an account and currency that sum up to what was paid beyond the invoices less credit notes, in that currency.
 * Where a customer pays in a currency without invoices, the account as a whole must have paid too much in the base currency.
 */
const beyond = (ctx: Ctx) => sql`
  sums as (
    select account_id, currency, sum(paid) as paid, sum(invoiced) as invoiced, sum(base) as base
      from (select account_id, currency, sum(amount) as paid, null::numeric as invoiced, sum(base_amount) as base
              from ledger_payments where org_id = ${ctx.org.id} and account_id is not null group by account_id, currency
            union all
            select account_id, currency, 0, sum(coalesce(header_gross, net + tax)), -sum(base_net + base_tax)
              from ledger_documents where org_id = ${ctx.org.id} and account_id is not null and kind <> 'order' group by account_id, currency) s
     group by account_id, currency),
  over_paid as (
    select s.account_id, s.currency, (s.paid - coalesce(s.invoiced, 0))::bigint as excess
      from (select sums.*, sum(base) over (partition by account_id) as base_excess from sums) s
     where s.paid > coalesce(s.invoiced, 0) and (s.invoiced is not null or s.base_excess > 0)),
  beyond as (
    select p.id, p.number, p.account_id, p.paid_on as day, p.currency::text as currency, p.amount, least(p.amount, o.excess - p.later)::bigint as beyond,
           p.awaits
      from over_paid o
      join (select p.*, coalesce(sum(p.amount) over (partition by p.account_id, p.currency order by p.paid_on desc, p.id desc
                                                    rows between unbounded preceding and 1 preceding), 0) as later
              from ledger_payments p
             where p.org_id = ${ctx.org.id} and p.account_id in (select account_id from over_paid)) p
        on p.account_id = o.account_id and p.currency = o.currency
     where p.amount > 0 and p.later < o.excess)`;

/** Payments that name an invoice which has not come. */
const awaiting = (ctx: Ctx) => sql`
  awaiting as (
    select p.id, p.number, p.account_id, p.paid_on as day, p.currency::text as currency, p.amount, null::bigint as beyond, p.awaits
      from ledger_payments p where p.org_id = ${ctx.org.id} and p.awaits is not null)`;

/** Facts of one kind that do not hang together, newest first, by keyset. */
export async function loadLoose(ctx: Ctx, kind: LooseKind, asked: { after?: string; limit: number }) {
  const key = fromCursor(asked.after, ['day', 'id']);
  if (kind === 'beyondInvoices' || kind === 'awaitingInvoice') {
    const found = await sql<LooseFields>`
      with ${kind === 'beyondInvoices' ? beyond(ctx) : awaiting(ctx)}
      select b.*, a.name as account, coalesce(b.day, '1900-01-01')::text as sorted
        from ${kind === 'beyondInvoices' ? sql`beyond` : sql`awaiting`} b left join accounts a on a.org_id = ${ctx.org.id} and a.id = b.account_id
       where ${key ? sql`(coalesce(b.day, '1900-01-01'), b.id) < (${key[0]}::date, ${key[1]}::uuid)` : sql`true`}
       order by coalesce(b.day, '1900-01-01') desc, b.id desc limit ${asked.limit + 1}`.execute(ctx.db);
    return pageOf(found.rows, asked.limit, (row) => [row.sorted, row.id]);
  }
  const found = await sql<LooseFields>`
    select d.id, d.number, d.account_id, a.name as account, d.doc_date as day, coalesce(d.currency, ${ctx.org.baseCurrency})::text as currency, d.net as amount,
           null::bigint as beyond, null::text as awaits, coalesce(d.doc_date, '1900-01-01')::text as sorted
      from ledger_documents d left join accounts a on a.org_id = d.org_id and a.id = d.account_id
     where d.org_id = ${ctx.org.id} and ${LOOSE} and ${CONDITION[kind]}
       ${key ? sql`and (coalesce(d.doc_date, '1900-01-01'), d.id) < (${key[0]}::date, ${key[1]}::uuid)` : sql``}
     order by coalesce(d.doc_date, '1900-01-01') desc, d.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  return pageOf(found.rows, asked.limit, (row) => [row.sorted, row.id]);
}

/** How many of each kind the ledger has. */
export async function countLoose(ctx: Ctx): Promise<Record<LooseKind, number>> {
  const found = await sql<Record<LooseKind, number>>`
    with ${beyond(ctx)}
    select (count(*) filter (where ${CONDITION.withoutLines}))::int as "withoutLines", (count(*) filter (where ${CONDITION.withoutDocument}))::int as "withoutDocument",
           (select count(*)::int from beyond) as "beyondInvoices",
           (select count(*)::int from ledger_payments where org_id = ${ctx.org.id} and awaits is not null) as "awaitingInvoice"
      from ledger_documents d where d.org_id = ${ctx.org.id} and ${LOOSE}`.execute(ctx.db);
  return found.rows[0]!;
}
