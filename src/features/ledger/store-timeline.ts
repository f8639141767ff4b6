import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { addEntries } from '../timeline/public.ts';

/** Tells the timeline of every account what an import brought or changed on it: one entry, with counts and the net amount in the base currency. */
export async function tellImported(ctx: Ctx, importId: string): Promise<void> {
  const currency = ctx.org.baseCurrency;
  const counted = (kind: string) => sql`count(*) filter (where f.kind = ${sql.lit(kind)})`;
  const facts = sql`
    select account_id, kind, case when kind = 'order' then 0 else base_net end as net from ledger_documents
     where org_id = ${ctx.org.id} and import_id = ${importId}::uuid and account_id is not null
    union all
    select account_id, 'payment', 0 from ledger_payments where org_id = ${ctx.org.id} and import_id = ${importId}::uuid and account_id is not null`;
  await addEntries(
    ctx,
    'ledger.imported',
    sql`(select f.account_id, ${importId}::uuid as record_id, null::text as text,
           jsonb_build_object('orders', ${counted('order')}, 'invoices', ${counted('invoice')}, 'creditNotes', ${counted('credit_note')},
             'payments', ${counted('payment')}, 'currency', ${currency}::text,
             'net', round(sum(f.net) / (10::numeric ^ minor_digits(${currency})), minor_digits(${currency}))::text) as params
           from (${facts}) f group by f.account_id)`,
  );
}
