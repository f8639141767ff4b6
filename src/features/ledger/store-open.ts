import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { DayString } from '../../pure/period.ts';
import { ratePeriods } from '../settings/public.ts';
import type { Reason } from './contract-shapes.ts';
import type { Members } from './store-read-accounts.ts';

/**
 * How open amounts of some accounts are known. `given`: the files say what is open, or when documents were settled; payments that name no document are part of that already.
 * `matched`: payments are what is known; those that name no document are counted against the oldest invoices.
 */
export interface OpenKnowledge {
  mode: 'given' | 'matched';
  /** The day of the given open amounts: payments after it are not part of them. null: not said. */
  givenAsOf: DayString | null;
}

/**
 * Decides it from the account and everything below it. Without any payment, open amount or settled date there, the balance published by the last import says whether
 * the ledger has them at all; when it has not, the reason why nothing can be stated.
 */
export async function loadKnowledge(ctx: Ctx, members: Members, asOf: DayString): Promise<OpenKnowledge | Reason> {
  const { rows } = await ctx.client.query<{
    given: boolean;
    undated: boolean | null;
    given_as_of: string | null;
    later: string | null;
    payments: boolean;
    published: boolean | null;
  }>(
    `select o.*, o.amounts or exists (select from ledger_documents where org_id = current_org() and account_id = any ($1::uuid[]) and kind <> 'order'
                                        and settled_on is not null) as given,
            exists (select from ledger_payments p where p.org_id = current_org() and p.account_id = any ($1::uuid[])) as payments,
            (select f.open_balance is not null from account_figures f where f.org_id = current_org() and f.account_id = ($1::uuid[])[1]) as published
       from (select count(*) > 0 as amounts, bool_or(open_as_of is null) as undated, max(open_as_of) as given_as_of,
                    max(open_as_of) filter (where open_as_of > $2::date and settled_on is null and doc_date <= $2::date
                      and open_amount is distinct from coalesce(header_gross, net + tax)
                      and not exists (select from ledger_allocations x where x.org_id = ledger_documents.org_id and x.document_id = ledger_documents.id)) as later
               from ledger_documents where org_id = current_org() and account_id = any ($1::uuid[]) and kind <> 'order' and open_amount is not null) o`,
    [members.subtree, asOf],
  );
  const found = rows[0]!;
  if (found.later !== null) return { code: 'openAmountsLater', params: { day: found.later } };
  if (found.given) return { mode: 'given', givenAsOf: found.undated ? null : found.given_as_of };
  if (found.payments || found.published) return { mode: 'matched', givenAsOf: null };
  return { code: 'noPayments', params: {} };
}

export const isKnown = (knowledge: OpenKnowledge | Reason): knowledge is OpenKnowledge => 'mode' in knowledge;

/** Minor units of one currency in another at a rate, as SQL, rounded once, half away from zero. */
const inBase = (ctx: Ctx, amount: string, currency: string) =>
  sql`round(${sql.raw(amount)} * r.rate * (10::numeric ^ (minor_digits(${ctx.org.baseCurrency}) - minor_digits(${sql.raw(currency)}))))::bigint`;

/**
 * The documents of the accounts that are not settled by the day, as a subquery. Two halves, because an index finds each of them and not what has one or the other:
 * most of a long history is settled.
 */
export function unsettled(ctx: Ctx, ids: readonly string[], asOf: DayString): RawBuilder<unknown> {
  const half = (settled: RawBuilder<unknown>) => sql`
    select d.* from ledger_documents d
     where d.org_id = ${ctx.org.id} and d.account_id = any (${ids}::uuid[]) and d.kind <> 'order' and d.doc_date <= ${asOf}::date and d.settled_on ${settled}`;
  return sql`(${half(sql`is null`)} union all ${half(sql`> ${asOf}::date`)})`;
}

/**
 * SQL of `with ... items as (...), loose as (...)`: `items` are the documents of the accounts that are open as of the day (`open` in the document's currency and
 * `base_open` at the rate of that day, null without one), `loose` the payments left over by currency. Open is what is settled after the day.
 *
 * The open amount of a document: nothing when it is settled by then; else the open amount that a file gave for a day not after it, less later allocations; else
 * gross less allocations. In mode `matched`, payments without a document reduce the oldest invoices of the same currency: computed, not stored.
 */
export function openItems(
  ctx: Ctx,
  ids: readonly string[],
  asOf: DayString,
  knowledge: OpenKnowledge,
): RawBuilder<unknown> {
  const org = ctx.org.id;
  const counted = sql`p.org_id = ${org} and p.account_id = any (${ids}::uuid[]) and p.paid_on <= ${asOf}::date`;
  const loose =
    knowledge.mode === 'matched'
      ? sql`true`
      : knowledge.givenAsOf === null
        ? sql`false`
        : sql`p.paid_on > ${knowledge.givenAsOf}::date`;
  const matched =
    knowledge.mode === 'matched'
      ? sql`case when e.left_open > 0 then greatest(0, least(e.left_open, coalesce(p.amount, 0) - (e.running - e.left_open))) else 0 end`
      : sql`0`;
  return sql`
    with rates as materialized (
      select currency, valid_from, rate from ${ratePeriods(ctx)} t where ${asOf}::date >= t.valid_from and ${asOf}::date < t.valid_to),
    due as (
      select a.id, coalesce(a.payment_days, (
               select u.payment_days from account_ancestors d join accounts u on u.org_id = d.org_id and u.id = d.ancestor_id
                where d.org_id = a.org_id and d.account_id = a.id and u.payment_days is not null order by d.depth limit 1)) as days
        from accounts a where a.org_id = ${org} and a.id = any (${ids}::uuid[])),
    docs as (
      select d.id, d.account_id, d.number, d.kind, d.doc_date, d.currency::text as currency, d.disputed, coalesce(d.header_gross, d.net + d.tax) as gross,
             coalesce(d.due_date, d.doc_date + due.days) as due, d.open_as_of, d.settled_on,
             case when d.open_amount > 0 and coalesce(d.header_gross, d.net + d.tax) < 0 then -d.open_amount else d.open_amount end as given
        from ${unsettled(ctx, ids, asOf)} d join due on due.id = d.account_id),
    paid as (
      select d.*, coalesce(x.paid, 0) as paid, coalesce(x.paid_later, 0) as paid_later
        from docs d
        left join lateral (
          select sum(v.amount) as paid, sum(v.amount) filter (where p.paid_on > d.open_as_of) as paid_later
            from ledger_allocations x
            join ledger_payments p on p.org_id = x.org_id and p.id = x.payment_id and p.paid_on <= ${asOf}::date
            cross join lateral (
              select case when p.currency::text = d.currency or r.rate is null then x.amount
                          else round(x.base_amount / r.rate * (10::numeric ^ (minor_digits(d.currency) - minor_digits(${ctx.org.baseCurrency}))))::bigint end as amount
                from (select 1) one left join rates r on r.currency = d.currency) v
           where x.org_id = ${org} and x.document_id = d.id) x on true),
    opened as (
      select paid.*, case when given is not null and open_as_of <= ${asOf}::date then given - paid_later
                          when given is not null and open_as_of is null and settled_on is null then
                            case when gross < 0 then greatest(given, gross - paid) else least(given, gross - paid) end
                          else gross - paid end as left_open
        from paid),
    pool as (
      select p.currency::text as currency, (sum(p.amount - coalesce(x.amount, 0)))::bigint as amount
        from ledger_payments p
        left join lateral (select sum(x.amount) as amount from ledger_allocations x where x.org_id = ${org} and x.payment_id = p.id) x on true
       where ${counted} and ${loose} group by 1),
    matched as (
      select e.*, ${matched} as matched
        from (select o.*, sum(greatest(o.left_open, 0)) over (partition by o.currency order by o.doc_date, o.id) as running from opened o where o.left_open <> 0) e
        left join pool p on p.currency = e.currency),
    items as (
      select m.id, m.account_id, m.number, m.kind, m.doc_date, m.due, m.currency, m.gross, m.disputed, (m.left_open - m.matched)::bigint as open,
             ${asOf}::date - m.due as days, ${inBase(ctx, '(m.left_open - m.matched)', 'm.currency')} as base_open
        from matched m left join rates r on r.currency = m.currency
       where m.left_open <> m.matched),
    loose as (
      select p.currency, ${inBase(ctx, '(p.amount - coalesce(u.used, 0))', 'p.currency')} as base_amount
        from pool p
        left join (select currency, sum(matched) as used from matched group by currency) u on u.currency = p.currency
        left join rates r on r.currency = p.currency)`;
}
