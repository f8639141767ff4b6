import type { Ctx } from '../../kernel/ctx.ts';
import type { DayString } from '../../pure/period.ts';
import { holdsConverted } from '../settings/public.ts';
import { moveState, rollUpTouched } from './store-rollups.ts';

const base = (amount: string, currency: string, rate: string) =>
  `round(${amount} * ${rate} * (10::numeric ^ (minor_digits($3) - minor_digits(${currency}))))::bigint`;

const rateOn = (day: string) =>
  `(select r.rate from exchange_rates r where r.org_id = current_org() and r.currency = $1 and r.valid_from <= ${day} order by r.valid_from desc limit 1)`;

/**
 * Gives the documents, lines, payments and allocations in a currency the rate that is in force on their date now, where it is another one than they were
 * converted with, and rebuilds the roll-ups of what changed. Only dates from `from` on; where there is no rate (facts of before the first one), the old one stays. Returns how many
 * documents and payments changed. Waits for imports that run; the caller's transaction holds them off until it ends.
 */
export async function restateFrom(
  ctx: Ctx,
  currency: string,
  from: DayString,
): Promise<{ documents: number; payments: number }> {
  const { client } = ctx;
  await client.query('select pg_advisory_xact_lock(hashtextextended(current_org()::text, 2))');
  await client.query('drop table if exists restated, restated_payments, touched');
  const values = [currency, from];
  await client.query(
    `create temp table restated on commit drop as
     select id, account_id, doc_date, new_rate as rate from (
       select d.id, d.account_id, d.doc_date, d.rate, ${rateOn('d.doc_date')} as new_rate
         from ledger_documents d where d.org_id = current_org() and d.currency = $1 and d.doc_date >= $2::date) d
      where new_rate is not null and new_rate is distinct from rate`,
    values,
  );
  await client.query('create unique index on restated (id)');
  await client.query('analyze restated');
  const withBase = [currency, ctx.org.baseCurrency];
  const into = (sqlText: string) => sqlText.replaceAll('$3', '$2');
  await client.query(
    into(
      `update ledger_lines l set base_net = ${base('l.net', '$1', 'd.rate')}, base_cost = ${base('l.cost', '$1', 'd.rate')}
         from restated d where l.org_id = current_org() and l.document_id = d.id`,
    ),
    withBase,
  );
  const documents = await client.query(
    into(
      `update ledger_documents d
          set rate = n.rate, base_net = coalesce(s.base_net, 0) + ${base('d.rounding', '$1', 'n.rate')}, base_tax = ${base('d.tax', '$1', 'n.rate')},
              base_cost = s.base_cost, base_costed_net = coalesce(s.costed_net, 0)
         from restated n
         left join lateral (
           select sum_minor(l.base_net) as base_net, sum_minor(l.base_cost) as base_cost,
                  sum_minor(l.base_net) filter (where l.base_cost is not null) as costed_net
             from ledger_lines l where l.org_id = current_org() and l.document_id = n.id) s on true
        where d.org_id = current_org() and d.id = n.id`,
    ),
    withBase,
  );
  await client.query(
    `create temp table restated_payments on commit drop as
     select id, account_id, new_rate as rate from (
       select p.id, p.account_id, p.rate, ${rateOn('p.paid_on')} as new_rate
         from ledger_payments p where p.org_id = current_org() and p.currency = $1 and p.paid_on >= $2::date) p
      where new_rate is not null and new_rate is distinct from rate`,
    values,
  );
  const payments = await client.query(
    into(
      `update ledger_payments p set rate = n.rate, base_amount = ${base('p.amount', '$1', 'n.rate')}
         from restated_payments n where p.org_id = current_org() and p.id = n.id`,
    ),
    withBase,
  );
  await client.query(
    into(
      `update ledger_allocations x set base_amount = ${base('x.amount', '$1', 'n.rate')}
         from restated_payments n where x.org_id = current_org() and x.payment_id = n.id`,
    ),
    withBase,
  );
  await client.query(
    `create temp table touched on commit drop as
     select distinct account_id, date_trunc('month', doc_date)::date as month from restated where account_id is not null
     union select account_id, null from restated_payments where account_id is not null
     union select p.account_id, null from restated n join ledger_allocations x on x.org_id = current_org() and x.document_id = n.id
       join ledger_payments p on p.org_id = x.org_id and p.id = x.payment_id where p.account_id is not null`,
  );
  const counts = { documents: documents.rowCount ?? 0, payments: payments.rowCount ?? 0 };
  if (counts.documents + counts.payments > 0) {
    await rollUpTouched(client);
    await moveState(client, ctx.now);
  }
  await client.query('drop table restated, restated_payments, touched');
  return counts;
}

/** The first day in [from, to) with a document or payment in the currency, or null; `to` null: without end. */
async function firstConverted(
  ctx: Ctx,
  currency: string,
  from: DayString,
  to: DayString | null,
): Promise<DayString | null> {
  const of = (table: string, day: string) =>
    `select min(${day}) as day from ${table} where org_id = current_org() and currency = $1 and ${day} >= $2::date and ($3::date is null or ${day} < $3::date)`;
  const { rows } = await ctx.client.query<{ day: DayString | null }>(
    `select min(day) as day from (${of('ledger_documents', 'doc_date')} union all ${of('ledger_payments', 'paid_on')}) d`,
    [currency, from, to],
  );
  return rows[0]!.day;
}

holdsConverted(firstConverted);

/** Whether any document or payment stands in the base currency: then it cannot be changed. */
export async function hasFacts(ctx: Ctx): Promise<boolean> {
  const { rows } = await ctx.client.query<{ any: boolean }>(
    `select exists (select from ledger_documents where org_id = current_org()) or exists (select from ledger_payments where org_id = current_org()) as any`,
  );
  return rows[0]!.any;
}
