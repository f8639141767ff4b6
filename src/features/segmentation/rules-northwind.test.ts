import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import { lineAmount, sum, toMinor } from '../../pure/money.ts';
import { contains, firstOfMonth, lastFullMonths, monthsBetween, type Period } from '../../pure/period.ts';
import { defaultRules } from '../settings/public.ts';
import { type ReviewRow, review } from './rules.ts';
import { answerOf } from './rules-answer.ts';
import { concentration, pareto } from './rules-pareto.ts';
import { comparisonPeriod, monthsOfReview } from './rules-periods.ts';

const expectedFile = sharedData('expected.json');
const northwind = sharedData('northwind/csv');
const worldWide = sharedData('wideworldimporters');

type Row = Record<string, string>;
const rowsOf = (text: string): Row[] => parse(text, { columns: true, bom: true });
const isoOf = (american: string) => {
  const [month, day, year] = american.split('/');
  return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
};

interface Fact {
  customer: string;
  date: string;
  amount: bigint;
}

function northwindFacts(folder: string): { customers: Row[]; facts: Fact[] } {
  const read = (name: string) => rowsOf(readFileSync(`${folder}/${name}.csv`, 'utf8'));
  const orders = new Map(read('orders').map((order) => [order.OrderID, order]));
  const facts = read('order_details').map((line): Fact => {
    const order = orders.get(line.OrderID)!;
    const amount = lineAmount(line.Quantity!, line.UnitPrice!, line.Discount!, 'USD');
    return { customer: order.CustomerID!, date: isoOf(order.OrderDate!), amount };
  });
  return { customers: read('customers'), facts };
}

function reviewOf({ customers, facts }: ReturnType<typeof northwindFacts>, period: Period) {
  const dates = facts.map((fact) => fact.date).sort();
  const asOf = dates.at(-1)!;
  const span = monthsOfReview(period, asOf);
  const within = (some: Fact[], range: Period) =>
    sum(some.filter((fact) => contains(range, fact.date)).map((fact) => fact.amount));
  const rows = customers.map((customer): ReviewRow => {
    const id = customer.CustomerID!;
    const own = facts.filter((fact) => fact.customer === id);
    const days = own.map((fact) => fact.date).sort();
    const months = Array.from({ length: span.count }, () => 0n);
    for (const fact of own) {
      const index = monthsBetween(span.first, firstOfMonth(fact.date));
      if (index >= 0 && index < span.count) months[index]! += fact.amount;
    }
    return {
      id,
      externalId: id,
      name: customer.CompanyName!,
      amount: within(own, period),
      priorAmount: within(own, comparisonPeriod(period, asOf)),
      months,
      firstPurchase: days[0] ?? null,
      lastPurchase: days.at(-1) ?? null,
      currentTier: null,
    };
  });
  const historyFrom = dates[0]!;
  return review({
    basis: 'ordered',
    level: 'group',
    currency: 'USD',
    period,
    asOf,
    today: asOf,
    historyFrom,
    rows,
    rules: defaultRules,
  });
}

describe.skipIf(!northwind || !expectedFile)('Northwind', () => {
  test('the whole history agrees with expected.json', () => {
    const expected = JSON.parse(readFileSync(expectedFile!, 'utf8')).northwind;
    const found = reviewOf(northwindFacts(northwind!), { from: '1996-07-01', to: '1998-05-31' });
    const answer = answerOf(found);
    expect(answer.total).toBe(expected.net_lines_rounded_half_up);
    expect(answer.accounts.length).toBe(expected.customers_total);
    expect(answer.rules.topFifth).toEqual({
      count: expected.top20_n,
      of: expected.customers_with_orders,
      share: expect.closeTo(expected.top20_share, 5),
    });
    expect(answer.concentration.hhi).toBeCloseTo(expected.hhi, 2);
    expect(answer.rules.eighty.count).toBe(expected.n80);
    expect(answer.accounts.slice(0, 3).map((one) => one.externalId)).toEqual(expected.top3.map(([id]: [string]) => id));
    const never = answer.accounts.filter((one) => one.tier === 'prospect').map((one) => one.externalId);
    expect(never.sort()).toEqual(expected.no_orders);
    expect(found.isPartial).toBe(true);
    expect(answer.accounts.filter((one) => one.cumulativeShare !== null && one.cumulativeShare < 0.95).length + 1).toBe(
      expected.n95,
    );
  });

  test('the default period agrees with the issue', () => {
    const data = northwindFacts(northwind!);
    const newest = data.facts
      .map((fact) => fact.date)
      .sort()
      .at(-1)!;
    expect(newest).toBe('1998-05-06');
    const period = lastFullMonths(newest, 12);
    const found = answerOf(reviewOf(data, period));
    expect(found.period).toEqual({ from: '1997-05-01', to: '1998-04-30' });
    expect(found.total).toBe('848053.76');
    expect(found.buyingAccounts).toBe(88);
    expect(found.concentration.hhi).toBeCloseTo(363.61, 2);
    expect(found.rules.eighty.count).toBe(33);
  });
});

describe.skipIf(!worldWide || !expectedFile)('Wide World Importers', () => {
  test('the groups that pay agree with expected.json', () => {
    const expected = JSON.parse(readFileSync(expectedFile!, 'utf8')).wideworldimporters;
    const read = (name: string) => rowsOf(gunzipSync(readFileSync(`${worldWide}/${name}.csv.gz`)).toString('utf8'));
    const amounts = new Map<string, bigint>();
    for (const row of read('Sales.CustomerTransactions')) {
      if (Number(row.TransactionTypeID) !== 1) continue;
      const payer = String(Number(row.CustomerID));
      amounts.set(payer, (amounts.get(payer) ?? 0n) + toMinor(row.AmountExcludingTax!, 'USD'));
    }
    const rows = [...amounts].map(([id, amount]) => ({ id, amount }));
    const found = pareto(rows, defaultRules);
    expect(found.total).toBe(toMinor(expected.net, 'USD'));
    expect(found.buying).toBe(expected.billto_customers);
    expect(found.rules.tenPercent.length).toBe(2);
    expect(found.rules.eighty.count).toBe(expected.billto.n80);
    expect(found.rules.topFifth.count).toBe(expected.billto.top20_n);
    expect(found.rules.topFifth.share).toBeCloseTo(expected.billto.top20_share, 5);
    expect(concentration(rows).hhi).toBeCloseTo(expected.billto.hhi, 2);
  });
});
