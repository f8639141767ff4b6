import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { addMonths, type DayString, lastFullMonths } from '../../pure/period.ts';
import { loadFooting } from './store-read-accounts.ts';

/** How broadly an account buys, and whether more or less than before. */
export interface Breadth {
  /** Products bought in the last twelve full months. */
  products: number;
  /** What was bought in the last six full months, divided by the six before; null where nothing was bought then. */
  trend: number | null;
}

/**
 * The breadth of buying of an account and everything below it, from the monthly roll-ups. Months are counted back from the newest document that the reader may see,
 * so that a ledger that nobody filled lately looks like no decline. The account was checked before, under `ledger.read`.
 */
export async function loadBreadth(ctx: Ctx, accountId: string): Promise<Breadth> {
  const { basis, asOf } = await loadFooting(ctx);
  const { from, to } = lastFullMonths(asOf, 12);
  const half: DayString = addMonths(from, 6);
  const value = sql.ref(basis === 'ordered' ? 'm.ordered' : 'm.revenue');
  const below = sql`m.account_id in (select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = ${accountId}::uuid)`;
  const within = sql`m.org_id = ${ctx.org.id} and ${below} and m.month between ${from}::date and ${to}::date`;
  const found = await sql<{ products: number; late: number; early: number }>`
    select (select count(distinct m.product_id)::int from ledger_product_months m where ${within} and ${value} > 0) as products,
           coalesce(sum(${value}) filter (where m.month >= ${half}::date), 0)::float8 as late,
           coalesce(sum(${value}) filter (where m.month < ${half}::date), 0)::float8 as early
      from ledger_account_months m where ${within}`.execute(ctx.db);
  const { products, late, early } = found.rows[0]!;
  return { products, trend: early > 0 ? Math.round((Math.max(0, late) / early) * 1000) / 1000 : null };
}
