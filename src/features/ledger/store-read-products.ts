import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import type { Period } from '../../pure/period.ts';
import { Invalid } from '../../pure/refusal.ts';
import { STOPPED_AFTER } from './rules.ts';

export interface ProductSums {
  product_id: string;
  code: string | null;
  name: string | null;
  group_name: string | null;
  unit: string | null;
  quantity: string;
  amount: bigint;
  prior: bigint;
  first_month: string;
  last_month: string;
  last_bought: string | null;
  per_month: bigint | null;
  usual: number | null;
  sorted: bigint;
  count: number;
  shown: bigint;
}

export interface ProductQuestion {
  basis: 'revenue' | 'ordered';
  /** Whole months. */
  period: Period;
  prior: Period;
  asOf: string;
  show: 'bought' | 'stopped' | 'new';
  days?: number;
  after?: string;
  limit: number;
}

const SHOWN = {
  bought: '(s.amount <> 0 or s.quantity <> 0)',
  new: '(s.amount > 0 or s.quantity > 0) and s.first_month >= $3::date',
  stopped: `s.buys >= 2 and s.last_month < month_of($7::date - s.patience) + interval '1 month'`,
};

/**
 * Products of the accounts from the roll-up by month, largest first, by keyset. `stopped`: bought in at least two months, last within the twelve months
 * before the patience of `days` (else the longer of 90 days and twice the usual interval), and not since; largest monthly amount first.
 */
export async function loadProducts(
  ctx: Ctx,
  ids: readonly string[],
  asked: ProductQuestion,
): Promise<{ rows: ProductSums[]; next: string | null; count: number; shown: bigint }> {
  const [amount, quantity] =
    asked.basis === 'ordered' ? ['m.ordered', 'm.ordered_quantity'] : ['m.revenue', 'm.quantity'];
  const stopped = asked.show === 'stopped';
  const key = readKey(asked.after);
  const patience = asked.days === undefined ? `greatest(${STOPPED_AFTER}, 2 * coalesce(usual, 0))` : String(asked.days);
  const lastBought = `
    left join lateral (
      select max(l.doc_date) as day
        from months b
        join ledger_lines l on l.org_id = current_org() and l.account_id = b.account_id and l.product_id = s.product_id
         and l.doc_date >= b.month and l.doc_date < b.month + interval '1 month'
        join ledger_documents d on d.org_id = l.org_id and d.id = l.document_id and (d.kind = 'order') = ${asked.basis === 'ordered'}
       where b.product_id = s.product_id and b.month = s.last_month and (l.net > 0 or l.quantity > 0)) last on true`;
  const { rows } = await ctx.client.query<ProductSums>(
    `with months as materialized (
       select m.account_id, m.month, m.product_id, ${amount} as amount, ${quantity} as quantity
         from ledger_product_months m where m.org_id = current_org() and m.account_id = any ($1::uuid[]) and m.month <= $7::date),
     sums as (
       select product_id, coalesce(sum(quantity) filter (where month between $3::date and $4::date), 0) as quantity,
              coalesce(sum(amount) filter (where month between $3::date and $4::date), 0)::bigint as amount,
              coalesce(sum(amount) filter (where month between $5::date and $6::date), 0)::bigint as prior,
              min(month) filter (where amount > 0 or quantity > 0) as first_month, max(month) filter (where amount > 0 or quantity > 0) as last_month,
              count(distinct month) filter (where amount > 0 or quantity > 0)::int as buys
         from months group by product_id),
     known as (
       select s.*, ${patience}::int as patience
         from (select sums.*, case when buys > 1 then (last_month - first_month) / (buys - 1) end as usual from sums where first_month is not null) s),
     shown as (
       select s.*, ${
         stopped
           ? `last.day as last_bought, (
                select (sum(b.amount) / least(12, greatest(1, (s.last_month - s.first_month) / 30 + 1)))::bigint from months b
                 where b.product_id = s.product_id and b.month > s.last_month - interval '12 months')`
           : 'null::date as last_bought, null::bigint'
       } as per_month
         from known s ${stopped ? lastBought : ''} where ${SHOWN[asked.show]}),
     sorted as (
       select s.*, ${stopped ? 's.per_month' : 's.amount'} as sorted, count(*) over ()::int as count, (sum(amount) over ())::bigint as shown
         from shown s
        where ${stopped ? `s.last_bought < $7::date - s.patience and s.last_bought >= ($7::date - s.patience) - interval '12 months'` : 'true'})
     select s.*, p.code, p.name, p.group_name, p.unit
       from sorted s left join products p on p.org_id = current_org() and p.id = s.product_id
      where $8::bigint is null or (s.sorted, s.product_id) < ($8::bigint, $9::uuid)
      order by s.sorted desc, s.product_id desc limit $2`,
    [
      ids,
      asked.limit + 1,
      asked.period.from,
      asked.period.to,
      asked.prior.from,
      asked.prior.to,
      asked.show === 'stopped' ? asked.asOf : asked.period.to,
      key?.[0] ?? null,
      key?.[1] ?? null,
    ],
  );
  const kept = rows.slice(0, asked.limit);
  const last = kept.at(-1);
  return {
    rows: kept,
    next: rows.length > asked.limit && last ? toCursor([last.sorted.toString(), last.product_id]) : null,
    count: rows[0]?.count ?? 0,
    shown: rows[0]?.shown ?? 0n,
  };
}

/** The amount and product of the last row of the page before. */
function readKey(after: string | undefined): [string, string] | null {
  const key = fromCursor(after, ['text', 'id']) as [string, string] | null;
  if (key && !/^-?\d{1,18}$/.test(key[0]))
    throw new Invalid([{ field: 'after', expected: 'the `next` of a page of this list' }]);
  return key;
}
