import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import { addMonths, daysBetween, firstOfMonth, sameYearBefore } from '../../pure/period.ts';
import { balanceAnswer, baseMoney, lastAnswer, monthsAnswer, productRef, scopeOf } from './answers.ts';
import * as contract from './contract.ts';
import { handlers as documentHandlers } from './operations-documents.ts';
import { checkDays, growthOf, marginOf, moneyIn, periodOf, wholeMonths } from './rules.ts';
import { usualInterval } from './rules-interval.ts';
import { loadBalanceSums, loadNewestFact, loadOpenDocuments, loadRatesUsed } from './store-balance.ts';
import { foundDocuments } from './store-found.ts';
import { isKnown, loadKnowledge } from './store-open.ts';
import { loadFooting, loadMembers } from './store-read-accounts.ts';
import { loadProducts } from './store-read-products.ts';
import { loadDays, loadLast, loadMonths, loadSums } from './store-read-sales.ts';
import { loadStateSeen } from './store-read-state.ts';
import './store-moving.ts';

finds(foundDocuments);

const later = (one: string | null | undefined, other: string | null | undefined) =>
  [one, other]
    .filter((day): day is string => !!day)
    .sort()
    .at(-1) ?? null;

async function salesOf(ctx: Ctx, input: { id: string; group?: boolean; from?: string; to?: string }) {
  const members = await loadMembers(ctx, input.id, input.group ?? false);
  const footing = await loadFooting(ctx);
  const { basis, asOf } = footing;
  const period = periodOf(input, asOf);
  const prior = sameYearBefore(asOf < period.to && asOf >= period.from ? { from: period.from, to: asOf } : period);
  const sums = await loadSums(ctx, members.ids, period);
  const before = await loadSums(ctx, members.ids, prior);
  const [amount, priorAmount] = [sums[basis], before[basis]];
  const months = await loadMonths(ctx, members.ids, addMonths(firstOfMonth(period.to), -35), period.to);
  const kind = basis === 'ordered' ? 'order' : 'invoice';
  const lastInvoice = await loadLast(ctx, members.ids, 'invoice');
  const lastOrder = await loadLast(ctx, members.ids, 'order');
  const rhythm = { from: addMonths(asOf, -24), to: asOf };
  const last = (basis === 'ordered' ? lastOrder : lastInvoice)?.doc_date ?? null;
  const growth = growthOf(amount, priorAmount, prior.from, footing.oldest);
  const margin = marginOf(sums);
  const money = baseMoney(ctx);
  return {
    scope: scopeOf(ctx, members),
    basis,
    isFallback: footing.isFallback,
    currency: ctx.org.baseCurrency,
    period,
    priorPeriod: prior,
    asOf,
    amount: money(amount),
    priorAmount: money(priorAmount),
    growth: growth.value,
    growthReason: growth.reason,
    revenue: money(sums.revenue),
    ordered: money(sums.ordered),
    received: money(sums.received),
    invoices: sums.invoices,
    orders: sums.orders,
    margin: margin.margin === null ? null : money(margin.margin),
    marginShare: margin.share,
    marginReason: margin.reason,
    costCoverage: margin.coverage,
    costedShare: margin.costedShare,
    months: monthsAnswer(ctx, period.to, asOf, months),
    lastInvoice: lastAnswer(ctx, lastInvoice),
    lastOrder: lastAnswer(ctx, lastOrder),
    lastDocument: later(lastInvoice?.doc_date, lastOrder?.doc_date),
    daysSince: last === null ? null : Math.max(0, daysBetween(last, asOf)),
    buyingInterval: usualInterval(await loadDays(ctx, members.ids, kind, rhythm), rhythm),
  };
}

export const handlers = [
  handle(contract.getAccountSales, salesOf),

  handle(contract.getAccountProducts, async (ctx, input) => {
    const members = await loadMembers(ctx, input.id, input.group ?? false);
    const { basis, isFallback, asOf, oldest } = await loadFooting(ctx);
    const period = wholeMonths(periodOf(input, asOf));
    const prior = sameYearBefore(period);
    const show = input.show ?? 'bought';
    const { rows, next, count, shown } = await loadProducts(ctx, members.ids, {
      basis,
      period,
      prior,
      asOf: asOf < period.to || input.to === undefined ? asOf : period.to,
      show,
      days: input.days,
      after: input.after,
      limit: input.limit ?? 50,
    });
    const total = (await loadSums(ctx, members.ids, period))[basis];
    const all = show === 'bought' ? shown : total;
    const money = baseMoney(ctx);
    return {
      scope: scopeOf(ctx, members),
      basis,
      isFallback,
      currency: ctx.org.baseCurrency,
      period,
      priorPeriod: prior,
      asOf,
      total: money(total),
      withoutProduct: money(total - all),
      count,
      rows: rows.map((row) => {
        const growth = growthOf(row.amount, row.prior, prior.from, oldest);
        return {
          product: productRef(row),
          quantity: row.quantity,
          amount: money(row.amount),
          priorAmount: money(row.prior),
          growth: growth.value,
          growthReason: growth.reason,
          share: total > 0n ? Number(row.amount) / Number(total) : null,
          firstMonth: row.first_month,
          lastMonth: row.last_month,
          lastBought: row.last_bought ?? undefined,
          daysSince: row.last_bought ? daysBetween(row.last_bought, asOf) : undefined,
          perMonth: row.per_month === null ? undefined : money(row.per_month),
          usualInterval: show === 'stopped' ? (row.usual ?? undefined) : undefined,
        };
      }),
      next,
    };
  }),

  handle(contract.getAccountBalance, async (ctx, input) => {
    const members = await loadMembers(ctx, input.id, input.group ?? false);
    checkDays({ asOf: input.asOf });
    const asOf = input.asOf ?? ctx.today;
    const knowledge = await loadKnowledge(ctx, members, asOf);
    const common = {
      scope: scopeOf(ctx, members),
      asOf,
      newest: await loadNewestFact(ctx, members.ids),
      currency: ctx.org.baseCurrency,
      can: { group: members.subtree.length > 1 },
    };
    if (!isKnown(knowledge)) {
      const nothing = {
        balance: null,
        open: null,
        overdue: null,
        disputed: null,
        credits: null,
        unallocated: null,
        paymentsSince: null,
      };
      const counts = { openDocuments: 0, overdueDocuments: 0, longestOverdue: null, overdueReason: null };
      return { ...common, ...nothing, ...counts, rates: [], reason: knowledge, isMatched: false, ageing: [] };
    }
    const sums = await loadBalanceSums(ctx, members.ids, asOf, knowledge);
    const rates = await loadRatesUsed(ctx, members.ids, asOf);
    return {
      ...common,
      ...balanceAnswer(ctx, sums, knowledge.mode === 'given'),
      rates: rates.map((row) => ({ currency: row.currency, rate: row.rate, validFrom: row.valid_from })),
      isMatched: knowledge.mode === 'matched',
    };
  }),

  handle(contract.listOpenDocuments, async (ctx, input) => {
    const members = await loadMembers(ctx, input.id, input.group ?? false);
    checkDays({ asOf: input.asOf });
    const asOf = input.asOf ?? ctx.today;
    const knowledge = await loadKnowledge(ctx, members, asOf);
    if (!isKnown(knowledge)) return { rows: [], next: null, asOf, reason: knowledge };
    const asked = {
      overdue: input.overdue ?? false,
      bucket: input.bucket,
      after: input.after,
      limit: input.limit ?? 50,
    };
    const { rows, next } = await loadOpenDocuments(ctx, members.ids, asOf, knowledge, asked);
    return {
      rows: rows.map((row) => ({
        id: row.id,
        number: row.number,
        kind: row.kind,
        account: { id: row.account_id, name: row.account },
        date: row.doc_date,
        due: row.due,
        daysOverdue: row.days !== null && row.days > 0 && row.open > 0n ? row.days : null,
        bucket: row.bucket,
        gross: moneyIn(row.currency)(row.gross),
        open: moneyIn(row.currency)(row.open),
        baseOpen: baseMoney(ctx)(row.base_open),
        disputed: row.disputed,
      })),
      next,
      asOf,
      reason: null,
    };
  }),

  handle(contract.getLedgerState, async (ctx) => {
    const state = await loadStateSeen(ctx);
    const newest = [state.newest_invoice, state.newest_order, state.newest_payment]
      .filter((day): day is string => day !== null && day <= ctx.today)
      .sort()
      .at(-1);
    return {
      seen: state.seen,
      currency: ctx.org.baseCurrency,
      currencies: [ctx.org.baseCurrency, ...state.currencies],
      invoices: Number(state.invoices),
      orders: Number(state.orders),
      payments: Number(state.payments),
      lines: Number(state.lines),
      oldest: state.oldest,
      newestInvoice: state.newest_invoice,
      newestOrder: state.newest_order,
      newestPayment: state.newest_payment,
      age: newest === undefined ? null : daysBetween(newest, ctx.today),
      changedAt: state.changed_at?.toISOString() ?? null,
      can: { loose: ctx.scope('ledger.read') === 'all', import: ctx.can('imports.run') },
    };
  }),

  ...documentHandlers,
];
