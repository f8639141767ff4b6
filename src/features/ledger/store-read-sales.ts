import type { Ctx } from '../../kernel/ctx.ts';
import { type DayString, type Period, splitPeriod } from '../../pure/period.ts';
import type { DocumentKind } from './contract-shapes.ts';
import type { MonthDays } from './rules-interval.ts';
import { accountMonthsSql } from './store-rollups.ts';

export interface Sums {
  revenue: bigint;
  ordered: bigint;
  received: bigint;
  cost: bigint;
  costedRevenue: bigint;
  invoices: number;
  orders: number;
  lines: number;
  costedLines: number;
}

const COLUMNS = `coalesce(sum_minor(m.revenue), 0) as revenue, coalesce(sum_minor(m.ordered), 0) as ordered, coalesce(sum_minor(m.received), 0) as received,
  coalesce(sum_minor(m.cost), 0) as cost, coalesce(sum_minor(m.costed_revenue), 0) as "costedRevenue",
  coalesce(sum(m.invoices + m.credit_notes), 0)::int as invoices, coalesce(sum(m.orders), 0)::int as orders,
  coalesce(sum(m.lines), 0)::int as lines, coalesce(sum(m.costed_lines), 0)::int as "costedLines"`;

/** What the accounts did in a period: whole months from the roll-up, days at its edges from the documents. Minor units of the base currency. */
export async function loadSums(ctx: Ctx, ids: readonly string[], period: Period): Promise<Sums> {
  const { months, edges } = splitPeriod(period);
  const values: unknown[] = [ids];
  const parts: string[] = [];
  if (months.length > 0) {
    values.push(months[0], months.at(-1));
    parts.push(
      `select revenue, ordered, received, cost, costed_revenue, invoices, credit_notes, orders, lines, costed_lines from ledger_account_months
        where org_id = current_org() and account_id = any ($1::uuid[]) and month between $2::date and $3::date`,
    );
  }
  for (const edge of edges) {
    values.push(edge.from, edge.to);
    const [from, to] = [`$${values.length - 1}::date`, `$${values.length}::date`];
    parts.push(
      `select revenue, ordered, received, cost, costed_revenue, invoices, credit_notes, orders, lines, costed_lines from (${accountMonthsSql(
        `d.account_id = any ($1::uuid[]) and d.doc_date between ${from} and ${to}`,
        `p.account_id = any ($1::uuid[]) and p.paid_on between ${from} and ${to}`,
      )}) e`,
    );
  }
  const { rows } = await ctx.client.query<Sums>(`select ${COLUMNS} from (${parts.join(' union all ')}) m`, values);
  return rows[0]!;
}

/** The months of the roll-up from one to another, those without facts left out. */
export async function loadMonths(
  ctx: Ctx,
  ids: readonly string[],
  first: DayString,
  last: DayString,
): Promise<Map<DayString, { revenue: bigint; ordered: bigint; documents: number }>> {
  const { rows } = await ctx.client.query<{ month: string; revenue: bigint; ordered: bigint; documents: number }>(
    `select month, sum_minor(revenue) as revenue, sum_minor(ordered) as ordered, sum(invoices + credit_notes + orders)::int as documents
       from ledger_account_months where org_id = current_org() and account_id = any ($1::uuid[]) and month between $2::date and $3::date group by month`,
    [ids, first, last],
  );
  return new Map(rows.map((row) => [row.month, row]));
}

export interface LastDocument {
  id: string;
  number: string;
  kind: DocumentKind;
  doc_date: string;
  base_net: bigint;
}

/**
 * The newest document of a kind that is not dated in the future; null where there is none. The months say where it is, so that a long history without that kind is not
 * read: of the months that have begun, only the last may hold nothing but the future.
 */
export async function loadLast(
  ctx: Ctx,
  ids: readonly string[],
  kind: 'invoice' | 'order',
): Promise<LastDocument | null> {
  const { rows } = await ctx.client.query<LastDocument>(
    `select f.* from unnest($1::uuid[]) m (id)
      cross join lateral (
        select r.month from ledger_account_months r
         where r.org_id = current_org() and r.account_id = m.id and r.month <= $3::date and r.${kind}s > 0 order by r.month desc limit 2) r
      cross join lateral (
        select d.id, d.number, d.kind, d.doc_date, d.base_net from ledger_documents d
         where d.org_id = current_org() and d.account_id = m.id and d.kind = $2 and d.doc_date >= r.month and d.doc_date <= $3::date
           and d.doc_date < r.month + interval '1 month'
         order by d.doc_date desc, d.id desc limit 1) f
      order by f.doc_date desc, f.id desc limit 1`,
    [ids, kind, ctx.today],
  );
  return rows[0] ?? null;
}

/** The days with an invoice (or an order) of the accounts together, month by month. */
export async function loadDays(
  ctx: Ctx,
  ids: readonly string[],
  kind: 'invoice' | 'order',
  period: Period,
): Promise<MonthDays[]> {
  const { rows } = await ctx.client.query<MonthDays>(
    `select month, bit_or(${kind}_days) as days from ledger_account_months
      where org_id = current_org() and account_id = any ($1::uuid[]) and month between month_of($2::date) and $3::date group by month`,
    [ids, period.from, period.to],
  );
  return rows;
}
