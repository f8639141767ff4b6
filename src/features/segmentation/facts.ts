import { createHash } from 'node:crypto';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { isBusinessDay, lastFullMonths, monthsBetween, type Period, splitPeriod } from '../../pure/period.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import {
  type FactAccounts,
  loadKindsOf,
  loadLedgerState,
  loadNewestDocument,
  loadOldestDocument,
  loadPurchases,
  loadRangeFacts,
  type MonthRange,
  streamAccountFacts,
} from '../ledger/public.ts';
import type { SegmentationRules } from '../settings/contract.ts';
import { loadRules, rateAt } from '../settings/public.ts';
import type { ReviewInput, ReviewRow } from './rules.ts';
import { comparisonPeriod, monthsOfReview, periodBefore } from './rules-periods.ts';
import { activeWindow } from './rules-rhythm.ts';
import type { Basis, Level } from './rules-settings.ts';
import { inBase, type Showing } from './rules-showing.ts';
import type { Coverage } from './rules-summary.ts';
import { loadMembers, structureMark } from './store-accounts.ts';
import { loadMissed, loadReviewDayCome } from './store-reviews.ts';
import { loadTiers } from './store-tiers.ts';

/** Part of the fingerprint: to be raised when the same facts give another answer than before. */
const ALGORITHM = 3;

/** Months of the longest period. */
const LONGEST = 1200;

/** What is asked; what is left out has its default. */
export interface Asked {
  basis?: Basis;
  level?: Level;
  from?: string;
  to?: string;
  currency?: string;
}

/** The question with everything decided that does not need the facts themselves. */
export interface Question {
  basis: Basis;
  /** Revenue was asked, but the ledger holds no invoice: these are orders. */
  isFallback: boolean;
  level: Level;
  /** The base currency, in which everything is added up. */
  currency: string;
  showing: Showing;
  period: Period;
  isDefaultPeriod: boolean;
  /** The newest document of the basis; today where there is none. */
  asOf: string;
  hasDocuments: boolean;
  today: string;
  rules: SegmentationRules;
  /** Whose facts count; null: the whole company's. */
  accounts: FactAccounts;
}

/** Which basis answers: revenue falls back to ordered where no invoice exists at all. */
async function basisOf(ctx: Ctx, asked: Basis, accounts: FactAccounts): Promise<{ basis: Basis; isFallback: boolean }> {
  if (asked !== 'revenue') return { basis: asked, isFallback: false };
  const has =
    accounts === null
      ? await loadLedgerState(ctx).then((state) => ({ invoices: state.invoices > 0n, orders: state.orders > 0n }))
      : await loadKindsOf(ctx, accounts);
  const isFallback = !has.invoices && has.orders;
  return { basis: isFallback ? 'ordered' : 'revenue', isFallback };
}

function checkPeriod({ from, to }: Period): void {
  const problems = Object.entries({ from, to }).flatMap(([field, found]) =>
    isBusinessDay(found) ? [] : [{ field, expected: 'a calendar day from 1900 to 2999, YYYY-MM-DD', found }],
  );
  if (problems.length > 0) throw new Invalid(problems);
  if (from > to) throw new Invalid([{ field: 'to', expected: `not before ${from}`, found: to }]);
  if (monthsBetween(from, to) >= LONGEST)
    throw new Invalid([{ field: 'from', expected: `a period of at most ${LONGEST / 12} years`, found: from }]);
}

/** How amounts are shown. Refuses (`segmentation.noRate`) a currency without a rate on that day. */
async function showingIn(ctx: Ctx, currency: string | undefined, day: string): Promise<Showing> {
  const base = ctx.org.baseCurrency;
  if (currency === undefined || currency === base) return inBase(base);
  const rate = await rateAt(ctx, currency, day);
  if (rate === null) {
    const words = `There is no rate of ${currency} in ${base} on or before ${day}.`;
    throw new Refusal('segmentation.noRate', words, { currency, base, day });
  }
  return { base, currency, rate, day };
}

/** The default period is the last twelve full months of the basis; an empty ledger has the twelve months before this one. */
export async function resolveQuestion(
  ctx: Ctx,
  asked: Asked,
  accounts: FactAccounts = null,
  fallbackPeriod: Period | null = null,
): Promise<Question> {
  const { basis, isFallback } = await basisOf(ctx, asked.basis ?? 'revenue', accounts);
  const newest = await loadNewestDocument(ctx, basis, accounts);
  const asOf = newest ?? ctx.today;
  const usual = fallbackPeriod ?? lastFullMonths(asOf, 12);
  const period = { from: asked.from ?? usual.from, to: asked.to ?? usual.to };
  checkPeriod(period);
  return {
    basis,
    isFallback,
    level: asked.level ?? 'group',
    currency: ctx.org.baseCurrency,
    showing: await showingIn(ctx, asked.currency, period.to),
    period,
    isDefaultPeriod: asked.from === undefined && asked.to === undefined,
    asOf,
    hasDocuments: newest !== null,
    today: ctx.today,
    rules: await loadRules(ctx),
    accounts,
  };
}

/** Of everything that a company-wide review depends on. The same fingerprint: the same answer. */
export async function fingerprintOf(ctx: Ctx, question: Question): Promise<string> {
  const [ledger, structure, reviewDayCome] = [
    await loadLedgerState(ctx),
    await structureMark(ctx),
    await loadReviewDayCome(ctx),
  ];
  const { asOf, rules, currency } = question;
  const parts = [ALGORITHM, ledger.revision, structure, reviewDayCome, asOf, currency, rules];
  return createHash('sha256').update(json(parts)).digest('base64url');
}

interface Sums {
  amount: bigint;
  prior: bigint;
  previous: bigint;
  margin: bigint | null;
  lines: number;
  costedLines: number;
  first: string | null;
  last: string | null;
  recent: number;
  months: bigint[];
  hasFacts: boolean;
}

const plus = (one: bigint | null, other: bigint | null) => (one === null ? other : other === null ? one : one + other);
const earlier = (one: string | null, other: string | null) =>
  one === null ? other : other === null || one < other ? one : other;
const later = (one: string | null, other: string | null) =>
  one === null ? other : other === null || one > other ? one : other;

const rangeOf = (months: readonly string[]): MonthRange | null =>
  months.length === 0 ? null : { first: months[0]!, last: months.at(-1)! };

/** Everything that `review()` needs, from the roll-ups by month and the documents of months that the period cuts. */
export async function loadReviewInput(ctx: Ctx, question: Question): Promise<ReviewInput & { coverage: Coverage }> {
  const { basis, level, period, asOf, accounts } = question;
  const members = await loadMembers(ctx, level, accounts);
  const rowIds = new Map(members.map((member) => [member.id, member.rowId]));
  const span = monthsOfReview(period, asOf);
  const sums = new Map<string, Sums>();
  const at = (rowId: string): Sums => {
    let found = sums.get(rowId);
    if (!found) {
      found = {
        amount: 0n,
        prior: 0n,
        previous: 0n,
        margin: null,
        lines: 0,
        costedLines: 0,
        first: null,
        last: null,
        recent: 0,
        months: new Array<bigint>(span.count).fill(0n),
        hasFacts: false,
      };
      sums.set(rowId, found);
    }
    return found;
  };
  const until = (range: Period): Period => ({ from: range.from, to: earlier(range.to, ctx.today)! });
  const parts = {
    amount: splitPeriod(until(period)),
    prior: splitPeriod(until(comparisonPeriod(period, asOf))),
    previous: splitPeriod(until(periodBefore(period, asOf))),
  };
  const months = {
    basis,
    accounts,
    period: rangeOf(parts.amount.months),
    prior: rangeOf(parts.prior.months),
    previous: rangeOf(parts.previous.months),
    span: { first: span.first, last: span.last },
  };
  for await (const batch of streamAccountFacts(ctx, months)) {
    for (const facts of batch) {
      const rowId = rowIds.get(facts.accountId);
      if (rowId === undefined) continue;
      const into = at(rowId);
      into.hasFacts = true;
      into.amount += facts.amount;
      into.prior += facts.prior;
      into.previous += facts.previous;
      into.margin = plus(into.margin, facts.margin);
      into.lines += facts.lines;
      into.costedLines += facts.costedLines;
      into.first = earlier(into.first, facts.firstMonth);
      for (const { place, amount } of facts.months) into.months[place]! += amount;
    }
  }
  for (const [field, { edges }] of Object.entries(parts) as [keyof typeof parts, (typeof parts)['amount']][]) {
    for (const edge of edges) {
      for (const facts of await loadRangeFacts(ctx, basis, edge, accounts)) {
        const rowId = rowIds.get(facts.accountId);
        if (rowId === undefined) continue;
        const into = at(rowId);
        into[field] += facts.amount;
        if (field !== 'amount') continue;
        into.margin = plus(into.margin, facts.margin);
        into.lines += facts.lines;
        into.costedLines += facts.costedLines;
      }
    }
  }
  for (const purchase of await loadPurchases(ctx, basis, asOf, activeWindow(asOf, question.rules.active), accounts)) {
    const rowId = rowIds.get(purchase.accountId);
    if (rowId === undefined) continue;
    const into = at(rowId);
    into.last = later(into.last, purchase.last);
    into.recent += purchase.recent;
  }
  const tiers = await loadTiers(ctx, accounts);
  const missed = accounts === null ? await loadMissed(ctx, question) : new Map<string, number>();
  const excluded = new Map(members.filter((one) => one.excluded !== null).map((one) => [one.rowId, one.excluded]));
  const wanted = new Set(
    members.filter((member) => member.isLeaf || sums.get(member.rowId)?.hasFacts).map((member) => member.rowId),
  );
  const coverage: Coverage = { lines: 0, costedLines: 0 };
  const rows = members.flatMap((member): ReviewRow[] => {
    if (!wanted.has(member.id)) return [];
    const own = at(member.id);
    const isOut = excluded.get(member.id) ?? null;
    if (isOut === null) {
      coverage.lines += own.lines;
      coverage.costedLines += own.costedLines;
    }
    const tier = tiers.get(member.id);
    return [
      {
        id: member.id,
        externalId: member.externalId,
        name: member.name,
        amount: own.amount,
        margin: own.margin,
        priorAmount: own.prior,
        previousAmount: own.previous,
        months: own.months,
        firstPurchase: own.first,
        lastPurchase: own.last,
        recentOrders: own.recent,
        currentTier: tier?.tier ?? null,
        isSetByHand: tier?.isSetByHand ?? false,
        reviewOn: tier?.reviewOn ?? null,
        missedBefore: missed.get(member.id) ?? 0,
        excluded: isOut,
      },
    ];
  });
  return { ...question, historyFrom: await loadOldestDocument(ctx, basis, accounts), rows, coverage };
}
