import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type DayString, daysBetween, monthsOf, type Period } from '../../pure/period.ts';
import { accountMonthsSql } from './store-rollups.ts';

/** What is added up: invoiced net of tax, margin of the costed lines, payments net of tax, or orders. */
export type FactBasis = 'revenue' | 'margin' | 'received' | 'ordered';

/** Accounts whose facts are read; null: every account of the organisation. */
export type FactAccounts = readonly string[] | null;

const VALUE: Record<FactBasis, string> = {
  revenue: 'm.revenue',
  margin: 'm.costed_revenue - m.cost',
  received: 'm.received_net',
  ordered: 'm.ordered',
};
const COUNT: Record<FactBasis, string> = {
  revenue: 'm.invoices',
  margin: 'm.invoices',
  received: 'm.payments',
  ordered: 'm.orders',
};

const amongst = (column: string, accounts: FactAccounts) =>
  accounts === null ? sql`true` : sql`${sql.ref(column)} = any (${accounts}::uuid[])`;

/** Counts of what the ledger holds, and the revision that every change of it moves ('0': nothing was ever imported). */
export async function loadLedgerState(
  ctx: Ctx,
): Promise<{ revision: string; invoices: bigint; orders: bigint; payments: bigint }> {
  const row = await ctx.db
    .selectFrom('ledger_state')
    .select(['revision', 'invoices', 'orders', 'payments'])
    .where('org_id', '=', ctx.org.id)
    .executeTakeFirst();
  if (!row) return { revision: '0', invoices: 0n, orders: 0n, payments: 0n };
  return { ...row, revision: row.revision.toString() };
}

/** Which kinds of documents some accounts have at all. */
export async function loadKindsOf(
  ctx: Ctx,
  accounts: readonly string[],
): Promise<{ invoices: boolean; orders: boolean }> {
  const found = await sql<{ invoices: boolean | null; orders: boolean | null }>`
    select bool_or(m.invoices + m.credit_notes > 0) as invoices, bool_or(m.orders > 0) as orders from ledger_account_months m
     where m.org_id = ${ctx.org.id} and ${amongst('m.account_id', accounts)}`.execute(ctx.db);
  return { invoices: found.rows[0]?.invoices ?? false, orders: found.rows[0]?.orders ?? false };
}

/** The days of the documents of a basis that are not dated after today. */
function daysOf(ctx: Ctx, basis: FactBasis, accounts: FactAccounts) {
  if (basis === 'received') {
    return sql`select paid_on as day from ledger_payments where org_id = ${ctx.org.id} and paid_on <= ${ctx.today}::date
      and account_id is not null and ${amongst('account_id', accounts)}`;
  }
  return sql`select doc_date as day from ledger_documents where org_id = ${ctx.org.id} and doc_date <= ${ctx.today}::date
    and account_id is not null and ${basis === 'ordered' ? sql`kind = 'order'` : sql`kind <> 'order'`} and ${amongst('account_id', accounts)}`;
}

/** The newest document of the basis that is not dated after today; null where there is none. */
export async function loadNewestDocument(
  ctx: Ctx,
  basis: FactBasis,
  accounts: FactAccounts,
): Promise<DayString | null> {
  if (accounts === null) {
    const column = basis === 'received' ? 'newest_payment' : basis === 'ordered' ? 'newest_order' : 'newest_invoice';
    const state = await ctx.db
      .selectFrom('ledger_state')
      .select(column)
      .where('org_id', '=', ctx.org.id)
      .executeTakeFirst();
    const newest: string | null = (state as Record<string, string | null> | undefined)?.[column] ?? null;
    if (newest === null || newest <= ctx.today) return newest;
  }
  const found = await sql<{ day: string }>`${daysOf(ctx, basis, accounts)} order by day desc limit 1`.execute(ctx.db);
  return found.rows[0]?.day ?? null;
}

/** The oldest document of the basis; null where there is none. */
export async function loadOldestDocument(
  ctx: Ctx,
  basis: FactBasis,
  accounts: FactAccounts,
): Promise<DayString | null> {
  const found = await sql<{ day: string }>`${daysOf(ctx, basis, accounts)} order by day limit 1`.execute(ctx.db);
  return found.rows[0]?.day ?? null;
}

/** Months (their first days) from one to another. */
export interface MonthRange {
  first: DayString;
  last: DayString;
}

/** What to read for each account, from the months of the roll-up. */
export interface MonthQuestion {
  basis: FactBasis;
  accounts: FactAccounts;
  /** Whose amounts are added up; null: no whole month. */
  period: MonthRange | null;
  prior: MonthRange | null;
  previous: MonthRange | null;
  /** Whose amounts are given one by one. */
  span: MonthRange;
}

export interface AccountFacts {
  accountId: string;
  amount: bigint;
  prior: bigint;
  previous: bigint;
  /** Of the costed lines in the period; null when there is none. */
  margin: bigint | null;
  /** Lines of invoices and credit notes in the period, and those whose cost is known. */
  lines: number;
  costedLines: number;
  /** The month of the first document of the basis. */
  firstMonth: DayString | null;
  /** Of the span, where there is any: `place` counts months from its first. */
  months: readonly { place: number; amount: bigint }[];
}

const BATCH = 5000;

/** The facts of every account that has any, in batches, straight from the monthly roll-up. Reads through a cursor: memory stays flat. */
export async function* streamAccountFacts(ctx: Ctx, question: MonthQuestion): AsyncGenerator<AccountFacts[]> {
  const values: unknown[] = [question.span.first, question.span.last, ctx.org.id];
  const within = (range: MonthRange | null) => {
    if (range === null) return 'false';
    values.push(range.first, range.last);
    return `m.month between $${values.length - 1}::date and $${values.length}::date`;
  };
  const value = VALUE[question.basis];
  const [period, prior, previous] = [within(question.period), within(question.prior), within(question.previous)];
  let only = '';
  if (question.accounts !== null) {
    values.push(question.accounts);
    only = `and m.account_id = any ($${values.length}::uuid[])`;
  }
  const span = `m.month between $1::date and $2::date and ${value} <> 0`;
  const months = monthsOf({ from: question.span.first, to: question.span.last });
  const places = new Map(months.map((month, index) => [String(daysBetween(question.span.first, month)), index]));
  await ctx.client.query(
    `declare account_facts no scroll cursor for
     select m.account_id, sum(${value}) filter (where ${period})::text as amount, sum(${value}) filter (where ${prior})::text as prior,
            sum(${value}) filter (where ${previous})::text as previous,
            sum(m.costed_revenue - m.cost) filter (where ${period} and m.costed_lines > 0)::text as margin,
            coalesce(sum(m.lines) filter (where ${period}), 0)::int as lines, coalesce(sum(m.costed_lines) filter (where ${period}), 0)::int as costed_lines,
            (min(m.month) filter (where ${COUNT[question.basis]} > 0))::text as first_month,
            (array_agg(m.month - $1::date) filter (where ${span}))::text as days, (array_agg(${value}) filter (where ${span}))::text as amounts
       from ledger_account_months m where m.org_id = $3 ${only} group by m.account_id`,
    values,
  );
  for (;;) {
    const { rows } = await ctx.client.query(`fetch ${BATCH} from account_facts`);
    if (rows.length > 0) yield rows.map((row) => factsOf(row, places));
    if (rows.length < BATCH) break;
  }
  await ctx.client.query('close account_facts');
}

interface RawFacts {
  account_id: string;
  amount: string | null;
  prior: string | null;
  previous: string | null;
  margin: string | null;
  lines: number;
  costed_lines: number;
  first_month: string | null;
  days: string | null;
  amounts: string | null;
}

function factsOf(row: RawFacts, places: ReadonlyMap<string, number>): AccountFacts {
  const days = row.days === null ? [] : row.days.slice(1, -1).split(',');
  const amounts = row.amounts === null ? [] : row.amounts.slice(1, -1).split(',');
  return {
    accountId: row.account_id,
    amount: BigInt(row.amount ?? 0),
    prior: BigInt(row.prior ?? 0),
    previous: BigInt(row.previous ?? 0),
    margin: row.margin === null ? null : BigInt(row.margin),
    lines: row.lines,
    costedLines: row.costed_lines,
    firstMonth: row.first_month,
    months: days.map((day, index) => ({ place: places.get(day)!, amount: BigInt(amounts[index]!) })),
  };
}

/** The same sums for part of a month, from the documents and payments by date. */
export async function loadRangeFacts(
  ctx: Ctx,
  basis: FactBasis,
  range: Period,
  accounts: FactAccounts,
): Promise<{ accountId: string; amount: bigint; margin: bigint | null; lines: number; costedLines: number }[]> {
  const only = (alias: string) => (accounts === null ? '' : `and ${alias}.account_id = any ($3::uuid[])`);
  const received = basis === 'received';
  const { rows } = await ctx.client.query(
    `select m.account_id as "accountId", sum(${VALUE[basis]})::bigint as amount,
            (sum(m.costed_revenue - m.cost) filter (where m.costed_lines > 0))::bigint as margin,
            sum(m.lines)::int as lines, sum(m.costed_lines)::int as "costedLines"
       from (${accountMonthsSql(
         `d.doc_date between $1::date and $2::date ${only('d')}`,
         received ? `p.paid_on between $1::date and $2::date ${only('p')}` : 'false',
       )}) m
      group by m.account_id`,
    [range.from, range.to, ...(accounts === null ? [] : [accounts])],
  );
  return rows;
}

/** For each account: its last document of the basis up to a day, and how many it has in a window. */
export async function loadPurchases(
  ctx: Ctx,
  basis: FactBasis,
  until: DayString,
  window: Period,
  accounts: FactAccounts,
): Promise<{ accountId: string; last: DayString; recent: number }[]> {
  const received = basis === 'received';
  const day = sql.ref(received ? 'paid_on' : 'doc_date');
  const kind = received ? sql`true` : basis === 'ordered' ? sql`kind = 'order'` : sql`kind = 'invoice'`;
  const found = await sql<{ accountId: string; last: DayString; recent: number }>`
    select account_id as "accountId", max(${day}) as last,
           (count(*) filter (where ${day} between ${window.from}::date and ${window.to}::date))::int as recent
      from ${sql.table(received ? 'ledger_payments' : 'ledger_documents')}
     where org_id = ${ctx.org.id} and ${day} <= ${until}::date and account_id is not null and ${kind} and ${amongst('account_id', accounts)}
     group by account_id`.execute(ctx.db);
  return found.rows;
}

/**
 * A subquery in parentheses with `account_id`, `amount` and `prior`: what each account and everything below it makes in whole months of two periods.
 */
export function subtreeSums(ctx: Ctx, basis: FactBasis, period: Period, prior: Period) {
  const value = sql.raw(VALUE[basis]);
  const within = (range: Period) => sql`m.month >= ${range.from}::date and m.month <= ${range.to}::date`;
  return sql`(
    select d.ancestor_id as account_id, sum(own.amount)::bigint as amount, sum(own.prior)::bigint as prior
      from (select m.account_id, coalesce(sum(${value}) filter (where ${within(period)}), 0) as amount,
                   coalesce(sum(${value}) filter (where ${within(prior)}), 0) as prior
              from ledger_account_months m
             where m.org_id = ${ctx.org.id} and (${within(period)} or ${within(prior)}) group by m.account_id) own
      join account_ancestors d on d.org_id = ${ctx.org.id} and d.account_id = own.account_id
     group by d.ancestor_id)`;
}
