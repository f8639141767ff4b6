import { type RawBuilder, sql } from 'kysely';
import { inBulk } from '../../kernel/bulk.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { publishFigures } from '../accounts/public.ts';
import { ratePeriods } from '../settings/public.ts';

const inBase = (ctx: Ctx, amount: string, alias: string) =>
  sql`round(${sql.raw(amount)} * r.rate * (10::numeric ^ (minor_digits(${ctx.org.baseCurrency}) - minor_digits(${sql.raw(alias)}.currency))))`;

/** The columns of the accounts list that come from the ledger. */
export const BALANCE_COLUMNS = ['last_document', 'open_balance'] as const;

/**
 * Writes the last document and the open balance of every account into the accounts list. Returns how many rows changed. Call it when the facts, the day or the rates
 * have changed.
 */
export async function publishBalances(ctx: Ctx): Promise<number> {
  return publishFigures(ctx, BALANCE_COLUMNS, await gatherBalances(ctx));
}

/**
 * The last document and the open balance of every account, with everything below it: open documents less credit notes and unallocated
 * payments, gross, in the base currency at today's rate. No balance (null) where nothing says what is paid: in a ledger without payments, open amounts and settled
 * dates, and below an account that payments are booked on while its own have none. Gives a subquery of `account_id` and BALANCE_COLUMNS, which lives as long as the
 * transaction.
 */
export async function gatherBalances(ctx: Ctx): Promise<RawBuilder<unknown>> {
  const org = ctx.org.id;
  await sql`drop table if exists published_balances`.execute(ctx.db);
  const query = sql`
    create temporary table published_balances on commit drop as
    with rates as materialized (
      select currency::char(3) as currency, rate from ${ratePeriods(ctx)} t where ${ctx.today}::date >= t.valid_from and ${ctx.today}::date < t.valid_to),
    allocated as (
      select x.document_id, sum(x.amount) as amount, sum(x.amount) filter (where p.paid_on > d.open_as_of) as later
        from ledger_allocations x
        join ledger_payments p on p.org_id = x.org_id and p.id = x.payment_id and p.paid_on <= ${ctx.today}::date
        join ledger_documents d on d.org_id = x.org_id and d.id = x.document_id
       where x.org_id = ${org} group by x.document_id),
    documents as (
      select d.account_id, max(d.doc_date) as last_document, bool_or(d.kind <> 'order' and (d.open_amount is not null or d.settled_on is not null)) as given,
             sum(case when d.kind = 'order' or d.settled_on <= ${ctx.today}::date then 0 else ${inBase(ctx, 'o.open', 'd')} end) as open,
             bool_or(d.kind <> 'order' and r.rate is null) as unrated
        from ledger_documents d
        left join allocated x on x.document_id = d.id
        left join rates r on r.currency = d.currency
        cross join lateral (select coalesce(d.header_gross, d.net + d.tax) as gross, coalesce(x.amount, 0) as paid) g
        cross join lateral (
          select case when d.open_amount > 0 and g.gross < 0 then -d.open_amount else d.open_amount end as given) v
        cross join lateral (
          select case when v.given is not null and d.open_as_of <= ${ctx.today}::date then v.given - coalesce(x.later, 0)
                      when v.given is not null and d.open_as_of is null and d.settled_on is null then
                        case when g.gross < 0 then greatest(v.given, g.gross - g.paid) else least(v.given, g.gross - g.paid) end
                      else g.gross - g.paid end as open) o
       where d.org_id = ${org} and d.account_id is not null and d.doc_date <= ${ctx.today}::date
       group by d.account_id),
    payments as (
      select p.account_id, sum(${inBase(ctx, '(p.amount - coalesce(x.amount, 0))', 'p')}) as loose, bool_or(r.rate is null) as unrated
        from ledger_payments p
        left join (select payment_id, sum(amount) as amount from ledger_allocations where org_id = ${org} group by payment_id) x on x.payment_id = p.id
        left join rates r on r.currency = p.currency
       where p.org_id = ${org} and p.account_id is not null and p.paid_on <= ${ctx.today}::date
       group by p.account_id),
    own as (
      select account_id, d.last_document, coalesce(d.given, false) as given, d.open, p.loose, p.account_id is not null as has_payments,
             coalesce(d.unrated, false) or coalesce(p.unrated, false) as unrated
        from documents d full join payments p using (account_id)),
    whole as (
      select a.ancestor_id as account_id, max(o.last_document) as last_document, bool_or(o.given) as given, bool_or(o.has_payments) as has_payments,
             coalesce(sum(o.open), 0) as open, coalesce(sum(o.loose), 0) as loose, bool_or(o.unrated) as unrated
        from own o join account_ancestors a on a.org_id = ${org} and a.account_id = o.account_id
       group by a.ancestor_id),
    paid_above as (
      select distinct a.account_id from own o join account_ancestors a on a.org_id = ${org} and a.ancestor_id = o.account_id and a.depth > 0
       where o.has_payments and not o.given)
    select a.id as account_id, w.last_document,
           (case when w.unrated or not (select coalesce(bool_or(given or has_payments), false) from own) then null
                 when w.account_id is null then 0
                 when w.given then w.open
                 when w.has_payments then w.open - w.loose
                 when a.id in (select account_id from paid_above) then null
                 else w.open end)::bigint as open_balance
      from accounts a left join whole w on w.account_id = a.id
     where a.org_id = ${org}`;
  await inBulk(ctx.client, () => query.execute(ctx.db));
  return sql`(select account_id, last_document, open_balance from published_balances)`;
}
