import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import type { Period } from '../../pure/period.ts';
import { Invalid } from '../../pure/refusal.ts';
import { productCode } from '../products/public.ts';
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
  /** null: only returned, as far as the ledger goes back. */
  first_month: string | null;
  last_month: string | null;
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

/** Rows of the roll-up by month and product, with amount and quantity of the basis; `where` is SQL over `m`. */
function months(basis: ProductQuestion['basis'], where: string): string {
  const [amount, quantity] = basis === 'ordered' ? ['m.ordered', 'm.ordered_quantity'] : ['m.revenue', 'm.quantity'];
  return `(select m.account_id, m.product_id, m.month, ${amount} as amount, ${quantity} as quantity, ${amount} > 0 or ${quantity} > 0 as bought
             from ledger_product_months m
            where m.org_id = current_org() and m.account_id = any ($1::uuid[]) and m.month <= $7::date and ${where})`;
}

const IN_PERIOD = 'month between $3::date and $4::date';
const PRIOR = 'coalesce(sum_minor(amount) filter (where month between $5::date and $6::date), 0) as prior';
const AMOUNTS = `coalesce(sum_minor(amount) filter (where ${IN_PERIOD}), 0) as amount, ${PRIOR}, coalesce(sum(quantity) filter (where ${IN_PERIOD}), 0) as quantity`;
const TIMES = 'min(month) filter (where bought) as first_month, max(month) filter (where bought) as last_month';

/** `listed` of what was bought in the period: reads the period, and the whole history of the page only. */
const listedBought = (basis: ProductQuestion['basis']) => `
  listed as (
    select s.*, s.amount as sorted
      from (select product_id, sum_minor(amount) as amount, sum(quantity) as quantity from ${months(basis, `m.${IN_PERIOD}`)} b group by product_id) s
     where s.amount <> 0 or s.quantity <> 0),
  page as (${PAGE}),
  shown as (
    select p.*, t.prior, t.first_month, t.last_month, null::int as usual, null::bigint as per_month, null::date as last_bought
      from page p join (
        select b.product_id, ${PRIOR}, ${TIMES} from ${months(basis, 'true')} b where b.product_id in (select product_id from page) group by b.product_id) t using (product_id))`;

/** `listed` of what was bought in the period for the first time. */
const listedNew = (basis: ProductQuestion['basis']) => `
  listed as (
    select s.*, s.amount as sorted, null::int as usual, null::bigint as per_month, null::date as last_bought
      from (select product_id, ${AMOUNTS}, ${TIMES} from ${months(basis, 'true')} b group by product_id) s
     where (s.amount > 0 or s.quantity > 0) and s.first_month >= $3::date),
  shown as (${PAGE})`;

/**
 * `listed` of what stopped. The month of the last purchase decides, and its day only in the months where patience and the year before it end. One pass over the months
 * in the order of the products: joining them to themselves would take the square of a long assortment. What was bought lately, which is most, is left out before.
 */
function listedStopped(basis: ProductQuestion['basis'], days: number | undefined, isOne: boolean): string {
  const patience = days === undefined ? `greatest(${STOPPED_AFTER}, 2 * coalesce(usual, 0))` : String(days);
  const notSince = `m.product_id not in (select r.product_id from ${months(basis, `m.month > $7::date - ${days ?? STOPPED_AFTER}`)} r where r.bought)`;
  const yearBefore = "(s.since - interval '12 months')::date";
  return `
  waited as (
    select s.*, u.usual, $7::date - ${patience}::int as since
      from (
        select product_id, ${AMOUNTS}, ${TIMES}, count(${isOne ? '*' : 'distinct month'}) filter (where bought)::int as buys,
               array_agg(account_id) filter (where bought and month = last) as accounts, sum_minor(amount) filter (where month > last - interval '12 months')::numeric as recent
          from (select b.*, max(month) filter (where bought) over (partition by product_id) as last from ${months(basis, notSince)} b) b
         where last <= $7::date - ${days ?? STOPPED_AFTER}
         group by product_id) s
      cross join lateral (select case when s.buys > 1 then (s.last_month - s.first_month) / (s.buys - 1) end as usual) u
     where s.buys >= 2),
  listed as (
    select s.*, r.per_month, r.per_month as sorted
      from waited s
      cross join lateral (
        select (s.recent / least(12, greatest(1, (s.last_month - s.first_month) / 30 + 1)))::bigint as per_month) r
     where s.last_month between month_of(${yearBefore}) and month_of(s.since)
       and (s.last_month not in (month_of(${yearBefore}), month_of(s.since))
            or exists (select from ${lastBought(basis)} b (day) where b.day between ${yearBefore} and s.since - 1))),
  page as (${PAGE}),
  shown as (select s.*, ${lastBought(basis)} as last_bought from page s)`;
}

/** The day of the last purchase of product `s`, which is in `s.last_month` by one of `s.accounts`. */
const lastBought = (basis: ProductQuestion['basis']) => `(
  select max(l.doc_date) from unnest(s.accounts) u (account_id)
    join ledger_lines l on l.org_id = current_org() and l.account_id = u.account_id and l.product_id = s.product_id
     and l.doc_date >= s.last_month and l.doc_date < s.last_month + interval '1 month' and (l.net > 0 or l.quantity > 0)
    join ledger_documents d on d.org_id = l.org_id and d.id = l.document_id and (d.kind = 'order') = ${basis === 'ordered'})`;

/** One page of `listed`, with how many there are and what they make. */
const PAGE = `
  select * from (select l.*, count(*) over ()::int as count, sum_minor(amount) over () as shown from listed l) l
   where $8::bigint is null or (l.sorted, l.product_id) < ($8::bigint, $9::uuid)
   order by l.sorted desc, l.product_id desc limit $2`;

/**
 * Products of the accounts from the roll-up by month, largest first, by keyset. `stopped`: bought in at least two months, last within the twelve months
 * before the patience of `days` (else the longer of 90 days and twice the usual interval), and not since; largest monthly amount first.
 */
export async function loadProducts(
  ctx: Ctx,
  ids: readonly string[],
  asked: ProductQuestion,
): Promise<{ rows: ProductSums[]; next: string | null; count: number; shown: bigint }> {
  const { basis, show } = asked;
  const key = readKey(asked.after);
  const lists = {
    bought: listedBought(basis),
    new: listedNew(basis),
    stopped: listedStopped(basis, asked.days, ids.length === 1),
  };
  const { rows } = await ctx.client.query<ProductSums>(
    `with ${lists[show]}
     select s.product_id, s.quantity, s.amount, s.prior, s.first_month, s.last_month, s.usual, s.per_month, s.sorted, s.count, s.shown, s.last_bought,
            ${productCode('p')} as code, p.name, p.group_name, p.unit
       from shown s left join products p on p.org_id = current_org() and p.id = s.product_id
      order by s.sorted desc, s.product_id desc`,
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
