import type { Ctx } from '../../kernel/ctx.ts';
import { addMonths, type DayString, firstOfMonth, lastOfMonth } from '../../pure/period.ts';
import type { LooseKind, Reason } from './contract-shapes.ts';
import { type bucketOf, moneyIn } from './rules.ts';
import type { BalanceSums } from './store-balance.ts';
import type { Members } from './store-read-accounts.ts';
import type { DocumentFields, LineFields } from './store-read-documents.ts';
import type { ProductSums } from './store-read-products.ts';
import type { LastDocument } from './store-read-sales.ts';

export const baseMoney = (ctx: Ctx) => moneyIn(ctx.org.baseCurrency);

/** The label of what was added up. */
export const scopeOf = (ctx: Ctx, members: Members) => ({
  group: members.group,
  accounts: members.ids.length,
  seen: ctx.scope('ledger.read') === 'all' ? ('all' as const) : ('visible' as const),
});

/** 24 months that end with the month of a day, each with the same month of the year before. */
export function monthsAnswer(
  ctx: Ctx,
  last: DayString,
  asOf: DayString,
  months: ReadonlyMap<DayString, { revenue: bigint; ordered: bigint; documents: number }>,
) {
  const money = baseMoney(ctx);
  return Array.from({ length: 24 }, (_, index) => {
    const month = addMonths(firstOfMonth(last), index - 23);
    const now = months.get(month);
    const before = months.get(addMonths(month, -12));
    return {
      month,
      isPartial: lastOfMonth(month) > asOf,
      revenue: money(now?.revenue ?? 0n),
      priorRevenue: money(before?.revenue ?? 0n),
      ordered: money(now?.ordered ?? 0n),
      priorOrdered: money(before?.ordered ?? 0n),
      documents: now?.documents ?? 0,
    };
  });
}

export const lastAnswer = (ctx: Ctx, row: LastDocument | null) =>
  row && { id: row.id, number: row.number, kind: row.kind, date: row.doc_date, net: baseMoney(ctx)(row.base_net) };

export const productRef = (row: Pick<ProductSums, 'product_id' | 'code' | 'name' | 'group_name' | 'unit'>) => ({
  id: row.product_id,
  code: row.code,
  name: row.name ?? row.product_id,
  group: row.group_name,
  unit: row.unit,
});

/** What the sums of the open documents say; `reason` names a currency without a rate, and then there is no figure. */
export function balanceAnswer(ctx: Ctx, sums: readonly BalanceSums[], since: boolean) {
  const money = baseMoney(ctx);
  const missing = sums.find((row) => row.missing !== null)?.missing ?? null;
  const reason: Reason | null = missing === null ? null : { code: 'noRate', params: { currency: missing } };
  const of = (bucket: BalanceSums['bucket']) => sums.find((row) => row.bucket === bucket);
  const buckets = sums.filter(({ bucket }) => !['credits', 'disputed', 'loose'].includes(bucket));
  const late = buckets.filter(({ bucket }) => bucket !== 'notDue' && bucket !== 'undated');
  const total = (rows: readonly BalanceSums[]) => rows.reduce((sum, row) => sum + (row.amount ?? 0n), 0n);
  const count = (rows: readonly BalanceSums[]) => rows.reduce((sum, row) => sum + row.documents, 0);
  const open = total(buckets);
  const credits = of('credits')?.amount ?? 0n;
  const loose = of('loose')?.amount ?? 0n;
  const undated = of('undated')?.amount ?? 0n;
  const allUndated = open > 0n && undated === open;
  const stated = (amount: bigint) => (reason ? null : money(amount));
  return {
    reason,
    balance: stated(open + credits - (since ? 0n : loose)),
    open: stated(open),
    openDocuments: count(buckets),
    overdue: allUndated ? null : stated(total(late)),
    overdueReason: allUndated ? { code: 'noDueDates', params: {} } : null,
    overdueDocuments: count(late),
    longestOverdue: late.length > 0 ? Math.max(...late.map((row) => row.longest ?? 0)) : null,
    disputed: stated(of('disputed')?.amount ?? 0n),
    credits: stated(credits),
    unallocated: stated(since ? 0n : loose),
    paymentsSince: stated(since ? loose : 0n),
    ageing: reason
      ? []
      : buckets.map((row) => ({
          bucket: row.bucket as ReturnType<typeof bucketOf>,
          amount: money(row.amount ?? 0n),
          documents: row.documents,
        })),
  };
}

/** The marks of a document that is not whole. */
const looseMarks = (row: DocumentFields): LooseKind[] => [
  ...(row.has_header ? [] : (['withoutDocument'] as const)),
  ...(row.has_header && row.line_count === 0 ? (['withoutLines'] as const) : []),
];

/** A document of a list. `open`: minor units, undefined where nobody can tell. */
export function documentAnswer(ctx: Ctx, row: DocumentFields, open: bigint | undefined) {
  const currency = row.currency || ctx.org.baseCurrency;
  const money = moneyIn(currency);
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    account: row.account_id && row.account ? { id: row.account_id, name: row.account } : null,
    date: row.doc_date,
    due: row.due_date,
    currency,
    net: money(row.net),
    gross: money(row.gross),
    baseNet: baseMoney(ctx)(row.base_net),
    open: open === undefined || row.kind === 'order' ? null : money(open),
    disputed: row.disputed,
    salesperson: row.salesperson,
    lines: row.line_count,
    loose: looseMarks(row),
  };
}

/** A line of a document, amounts in the document's currency. */
export function lineAnswer(ctx: Ctx, row: LineFields, currency: string) {
  const money = moneyIn(currency || ctx.org.baseCurrency);
  return {
    key: row.line_key,
    product: row.product_id === null ? null : productRef({ ...row, product_id: row.product_id }),
    description: row.description,
    quantity: row.quantity,
    price: row.unit_price,
    discount: row.discount,
    net: money(row.net),
    tax: row.tax === null ? null : money(row.tax),
    baseNet: baseMoney(ctx)(row.base_net),
    cost: row.cost === null ? null : money(row.cost),
    margin: row.cost === null ? null : money(row.net - row.cost),
  };
}
