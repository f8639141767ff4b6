import type pg from 'pg';

/** The days of a month with a document, bit 0 for the first. */
const daysSql = (where: string) =>
  `coalesce(bit_or(1 << (extract(day from d.doc_date)::int - 1)) filter (where ${where}), 0)`;

/** What one account-month is, from the facts: the only definition of the roll-up. `scope` is SQL over `d` (documents) and `p` (payments). */
export function accountMonthsSql(documents: string, payments: string): string {
  return `
    select account_id, month, sum_minor(revenue) as revenue, sum_minor(tax) as tax, sum_minor(cost) as cost, sum_minor(costed_revenue) as costed_revenue,
           sum_minor(ordered) as ordered, sum_minor(received) as received, sum(received_net)::bigint as received_net,
           sum(invoices)::int as invoices, sum(credit_notes)::int as credit_notes, sum(orders)::int as orders, sum(payments)::int as payments,
           sum(lines)::int as lines, sum(costed_lines)::int as costed_lines, bit_or(invoice_days) as invoice_days, bit_or(order_days) as order_days
      from (
        select d.account_id, month_of(d.doc_date) as month,
               coalesce(sum_minor(d.base_net) filter (where d.kind <> 'order'), 0) as revenue, coalesce(sum_minor(d.base_tax) filter (where d.kind <> 'order'), 0) as tax,
               coalesce(sum_minor(d.base_cost) filter (where d.kind <> 'order'), 0) as cost,
               coalesce(sum_minor(d.base_costed_net) filter (where d.kind <> 'order'), 0) as costed_revenue,
               coalesce(sum_minor(d.base_net) filter (where d.kind = 'order'), 0) as ordered, 0 as received, 0 as received_net,
               count(*) filter (where d.kind = 'invoice') as invoices, count(*) filter (where d.kind = 'credit_note') as credit_notes,
               count(*) filter (where d.kind = 'order') as orders, 0 as payments,
               coalesce(sum(d.line_count) filter (where d.kind <> 'order'), 0) as lines, coalesce(sum(d.costed_lines) filter (where d.kind <> 'order'), 0) as costed_lines,
               ${daysSql("d.kind = 'invoice'")} as invoice_days, ${daysSql("d.kind = 'order'")} as order_days
          from ledger_documents d
         where d.org_id = current_org() and d.account_id is not null and d.doc_date is not null and (${documents})
         group by 1, 2
        union all
        select p.account_id, month_of(p.paid_on), 0, 0, 0, 0, 0, sum_minor(p.base_amount), sum(round(
                 coalesce(a.net, 0) + (p.base_amount - coalesce(a.gross, 0)) * coalesce(r.ratio, 1))), 0, 0, 0, count(*), 0, 0, 0, 0
          from ledger_payments p
          left join (
            select x.payment_id, sum(x.base_amount) as gross,
                   sum(case when e.base_net + e.base_tax <> 0 then x.base_amount::numeric * e.base_net / (e.base_net + e.base_tax) else x.base_amount end) as net
              from ledger_allocations x join ledger_documents e on e.org_id = x.org_id and e.id = x.document_id
             where x.org_id = current_org() group by x.payment_id) a on a.payment_id = p.id
          left join (
            select d.account_id, case when sum(d.base_net + d.base_tax) > 0 then sum(d.base_net)::numeric / sum(d.base_net + d.base_tax) end as ratio
              from ledger_documents d where d.org_id = current_org() and d.kind <> 'order' and d.account_id is not null group by d.account_id) r on r.account_id = p.account_id
         where p.org_id = current_org() and p.account_id is not null and p.paid_on is not null and (${payments})
         group by 1, 2
      ) facts
     group by account_id, month`;
}

/** What one account-month-product is, from the lines. Lines without a product stay out; documents tell their amount. */
export function productMonthsSql(scope: string): string {
  return `
    select l.account_id, month_of(l.doc_date) as month, l.product_id,
           coalesce(sum_minor(l.base_net) filter (where d.kind <> 'order'), 0) as revenue, coalesce(sum_minor(l.base_cost) filter (where d.kind <> 'order'), 0) as cost,
           coalesce(sum_minor(l.base_net) filter (where d.kind <> 'order' and l.base_cost is not null), 0) as costed_revenue,
           coalesce(sum(l.quantity) filter (where d.kind <> 'order'), 0) as quantity,
           coalesce(sum_minor(l.base_net) filter (where d.kind = 'order'), 0) as ordered, coalesce(sum(l.quantity) filter (where d.kind = 'order'), 0) as ordered_quantity
      from ledger_lines l join ledger_documents d on d.org_id = l.org_id and d.id = l.document_id
     where l.org_id = current_org() and l.account_id is not null and l.doc_date is not null and l.product_id is not null and (${scope})
     group by 1, 2, 3`;
}

/** What an account-month says. */
export const ACCOUNT_FIGURES = [
  'revenue',
  'tax',
  'cost',
  'costed_revenue',
  'ordered',
  'received',
  'received_net',
  'invoices',
  'credit_notes',
  'orders',
  'payments',
  'lines',
  'costed_lines',
  'invoice_days',
  'order_days',
] as const;
/** What an account-month-product sums up. */
export const PRODUCT_SUMS = ['revenue', 'cost', 'costed_revenue', 'quantity', 'ordered', 'ordered_quantity'] as const;

/** The columns of an account-month and of an account-month-product but the organisation, in the order in which they are written. */
export const ACCOUNT_COLUMNS = ['account_id', 'month', ...ACCOUNT_FIGURES].join(', ');
export const PRODUCT_COLUMNS = ['account_id', 'month', 'product_id', ...PRODUCT_SUMS].join(', ');

/**
 * Rebuilds the roll-ups of what `touched` (temporary: account_id, month) names: account-months of all touched accounts, product-months of the touched
 * months only. A null month means that only payments moved, or that documents are new. `newLines`: the lines of new documents (`in_lines`) are added to the
 * product-months that were not rebuilt.
 */
export async function rollUpTouched(client: pg.ClientBase, newLines = false): Promise<void> {
  await client.query('create temp table touched_accounts on commit drop as select distinct account_id from touched');
  await client.query(
    'create temp table touched_months on commit drop as select distinct account_id, month from touched where month is not null',
  );
  await client.query('analyze touched_accounts, touched_months');
  await client.query(
    'delete from ledger_account_months m using touched_accounts t where m.org_id = current_org() and m.account_id = t.account_id',
  );
  await client.query(
    `insert into ledger_account_months (org_id, ${ACCOUNT_COLUMNS}) select (select current_org()), ${ACCOUNT_COLUMNS} from (${accountMonthsSql(
      'd.account_id in (select account_id from touched_accounts)',
      'p.account_id in (select account_id from touched_accounts)',
    )}) f`,
  );
  await rebuildProductMonths(client);
  if (newLines) await addProductMonths(client);
  await client.query('drop table touched_accounts, touched_months');
}

async function rebuildProductMonths(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ any: boolean }>('select exists (select from touched_months) as any');
  if (!rows[0]!.any) return;
  await client.query(
    'delete from ledger_product_months m using touched_months t where m.org_id = current_org() and m.account_id = t.account_id and m.month = t.month',
  );
  await client.query(
    `insert into ledger_product_months (org_id, ${PRODUCT_COLUMNS}) select (select current_org()), ${PRODUCT_COLUMNS} from (${productMonthsSql(
      `(l.account_id, month_of(l.doc_date)) in (select account_id, month from touched_months)`,
    )}) f`,
  );
}

/** Adds the lines of new documents (`in_lines`) to the product-months: sums of them, like productMonthsSql, in the order of the index. */
async function addProductMonths(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from ledger_product_months where org_id = current_org()) as any',
  );
  // Almost every line has a group of its own: one sort is both the grouping and the order of the index.
  await client.query('set local enable_hashagg = off');
  const onTop = `on conflict (org_id, account_id, month, product_id) do update set ${PRODUCT_SUMS.map((column) => `${column} = m.${column} + excluded.${column}`).join(', ')}`;
  await client.query(
    `insert into ledger_product_months as m (org_id, ${PRODUCT_COLUMNS})
     select (select current_org()), n.account_id, n.month, n.product_id,
            coalesce(sum_minor(n.base_net) filter (where not n.is_order), 0), coalesce(sum_minor(n.base_cost) filter (where not n.is_order), 0),
            coalesce(sum_minor(n.base_net) filter (where not n.is_order and n.base_cost is not null), 0),
            coalesce(sum(n.quantity) filter (where not n.is_order), 0),
            coalesce(sum_minor(n.base_net) filter (where n.is_order), 0), coalesce(sum(n.quantity) filter (where n.is_order), 0)
       from in_lines n
      where n.doc_is_new and n.account_id is not null and n.month is not null and n.product_id is not null
        and not exists (select from touched_months t where t.account_id = n.account_id and t.month = n.month)
      group by n.account_id, n.month, n.product_id
      order by n.account_id, n.month, n.product_id ${rows[0]!.any ? onTop : ''}`,
  );
  await client.query('set local enable_hashagg = on');
}

/** Brings the organisation's row of ledger_state up to date and moves its revision. */
export async function moveState(client: pg.ClientBase, now: Date): Promise<void> {
  await client.query(
    `insert into ledger_state (org_id, revision, newest_invoice, newest_order, newest_payment, invoices, orders, payments, lines, changed_at)
     select current_org(), 1,
            (select max(doc_date) from ledger_documents where org_id = current_org() and kind <> 'order'),
            (select max(doc_date) from ledger_documents where org_id = current_org() and kind = 'order'),
            (select max(paid_on) from ledger_payments where org_id = current_org()),
            coalesce(sum(invoices + credit_notes), 0), coalesce(sum(orders), 0), coalesce(sum(payments), 0), coalesce(sum(lines), 0), $1
       from ledger_account_months where org_id = current_org()
     on conflict (org_id) do update set revision = ledger_state.revision + 1, newest_invoice = excluded.newest_invoice, newest_order = excluded.newest_order,
       newest_payment = excluded.newest_payment, invoices = excluded.invoices, orders = excluded.orders, payments = excluded.payments, lines = excluded.lines,
       changed_at = excluded.changed_at`,
    [now],
  );
}
