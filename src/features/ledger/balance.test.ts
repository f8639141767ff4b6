import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { sharedData } from '../../../test/shared-data.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { makeAccount } from '../accounts/make.ts';
import { placeUnder, rebuildStructure, refreshFigures } from '../accounts/public.ts';
import { RESTATE_JOB } from '../settings/public.ts';
import * as contract from './contract.ts';
import { jobs } from './jobs.ts';
import { makeLedger, type StagedRows } from './make.ts';
import { publishBalances } from './public.ts';
import { verifyLedger } from './store-verify.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse({ now: new Date('2016-06-01T09:00:00Z') });
});
afterAll(() => t.close());

/** Rows in an organisation of their own, all customers below one group; gives the group. */
async function ledgerOf(slug: string, rows: StagedRows): Promise<{ org: Organisation; head: Person; group: string }> {
  const org = await t.anotherOrganisation(slug);
  const head = await t.person(['head'], { org });
  const group = await t.inside(async (ctx) => {
    const id = await makeAccount(ctx, { name: 'All', kind: 'group', source: 'hand' });
    await makeLedger(ctx, rows);
    await rebuildStructure(ctx, null);
    await refreshFigures(ctx, null);
    const below = sql`(select id as account_id, ${id}::uuid as parent_id from accounts where id <> ${id})`;
    await placeUnder(ctx, below, { origin: 'import' });
    await publishBalances(ctx);
    return id;
  }, org);
  return { org, head, group };
}

const day = (text: string) => {
  const [month, date, year] = text.split('/').map(Number);
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
};
const csv = (bytes: Buffer) => parse(bytes, { columns: true, bom: true }) as Record<string, string>[];

const ibm = sharedData('receivables/ibm-accounts-receivable.csv');
describe.skipIf(!ibm)('published receivables', () => {
  let world: Awaited<ReturnType<typeof ledgerOf>>;
  beforeAll(async () => {
    world = await ledgerOf('ibm', {
      documents: csv(readFileSync(ibm!)).map((row) => ({
        series: 'sale',
        number: row.invoiceNumber,
        account_external_id: row.customerID,
        doc_date: day(row.InvoiceDate!),
        due_date: day(row.DueDate!),
        settled_on: day(row.SettledDate!),
        disputed: row.Disputed === 'Yes' ? 'true' : 'false',
        currency: 'EUR',
        net: row.InvoiceAmount,
      })),
    });
  });

  test.each([
    ['2012-12-31', 99, '5725.06', '4936.32', '788.74'],
    ['2013-06-30', 84, '5119.85', '4284.29', '835.56'],
    ['2013-11-30', 79, '4788.88', '4246.32', '542.56'],
  ])('open as of %s', async (asOf, documents, open, notDue, late) => {
    const balance = await world.head.call(contract.getAccountBalance, { id: world.group, group: true, asOf });
    expect(balance).toMatchObject({ openDocuments: documents, open: { amount: open }, overdue: { amount: late } });
    expect(Object.fromEntries(balance.ageing.map((row) => [row.bucket, row.amount.amount]))).toEqual({
      notDue,
      days1to30: late,
    });
    const listed: string[] = [];
    let after: string | undefined;
    do {
      const page = await world.head.call(contract.listOpenDocuments, {
        id: world.group,
        group: true,
        asOf,
        limit: 30,
        after,
      });
      listed.push(...page.rows.map((row) => row.baseOpen.amount));
      after = page.next ?? undefined;
    } while (after);
    expect(listed).toHaveLength(documents);
    expect((listed.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0) / 100).toFixed(2)).toBe(open);
  });
});

const transactions = sharedData('wideworldimporters/Sales.CustomerTransactions.csv.gz');
test.skipIf(!transactions)('Wide World Importers: what the file says is open', async () => {
  const rows = csv(gunzipSync(readFileSync(transactions!)));
  const kept = rows.filter((row, at) => Number(row.OutstandingBalance) !== 0 || at % 20 === 0);
  const { head, group } = await ledgerOf('wwi', {
    documents: kept
      .filter((row) => row.TransactionTypeID === '1')
      .map((row) => ({
        series: 'sale',
        number: row.InvoiceID,
        account_external_id: row.CustomerID,
        doc_date: row.TransactionDate!.slice(0, 10),
        settled_on: row.FinalizationDate?.slice(0, 10) || null,
        open_amount: row.OutstandingBalance,
        currency: 'EUR',
        net: row.AmountExcludingTax,
        tax: row.TaxAmount,
        gross: row.TransactionAmount,
      })),
    payments: kept
      .filter((row) => row.TransactionTypeID === '3')
      .map((row) => ({
        number: row.CustomerTransactionID,
        account_external_id: row.CustomerID,
        paid_on: row.TransactionDate!.slice(0, 10),
        currency: 'EUR',
        amount: String(-Number(row.TransactionAmount)),
      })),
  });
  const balance = await head.call(contract.getAccountBalance, { id: group, group: true });
  expect(balance).toMatchObject({
    openDocuments: 84,
    open: { amount: '267011.44' },
    balance: { amount: '267011.44' },
    unallocated: { amount: '0.00' },
  });
});

const invoice = (number: string, date: string, net: string, more: object = {}) => ({
  series: 'sale',
  number,
  account_external_id: 'C',
  doc_date: date,
  due_date: date,
  currency: 'EUR',
  net,
  ...more,
});

test('allocations, credit notes, disputes and given open amounts', async () => {
  const { head, group } = await ledgerOf('rules', {
    documents: [
      invoice('1', '2016-01-01', '100'),
      invoice('2', '2016-05-01', '50', { disputed: 'true' }),
      invoice('3', '2016-05-02', '-20', { series: 'credit' }),
    ],
    payments: [
      {
        number: 'p',
        account_external_id: 'C',
        paid_on: '2016-03-01',
        currency: 'EUR',
        amount: '70',
        document_number: '1',
      },
    ],
  });
  const at = async (asOf?: string) => head.call(contract.getAccountBalance, { id: group, group: true, asOf });
  expect(await at()).toMatchObject({
    open: { amount: '80.00' },
    overdue: { amount: '80.00' },
    disputed: { amount: '50.00' },
    credits: { amount: '-20.00' },
    balance: { amount: '60.00' },
    ageing: expect.arrayContaining([
      { bucket: 'days91', amount: { amount: '30.00', currency: 'EUR' }, documents: 1 },
      { bucket: 'days31to60', amount: { amount: '50.00', currency: 'EUR' }, documents: 1 },
    ]),
  });
  expect(await at('2016-02-29')).toMatchObject({ open: { amount: '100.00' } });

  const given = await ledgerOf('given', {
    documents: [invoice('1', '2016-01-01', '100', { open_amount: '40', open_as_of: '2016-04-30' })],
    payments: [
      { number: 'p', account_external_id: 'C', paid_on: '2016-03-01', currency: 'EUR', amount: '60' },
      {
        number: 'q',
        account_external_id: 'C',
        paid_on: '2016-05-10',
        currency: 'EUR',
        amount: '15',
        document_number: '1',
      },
      { number: 'r', account_external_id: 'C', paid_on: '2016-05-11', currency: 'EUR', amount: '5' },
    ],
  });
  expect(await given.head.call(contract.getAccountBalance, { id: given.group, group: true })).toMatchObject({
    open: { amount: '25.00' },
    balance: { amount: '25.00' },
    paymentsSince: { amount: '5.00' },
  });
  const earlier = await given.head.call(contract.getAccountBalance, {
    id: given.group,
    group: true,
    asOf: '2016-04-01',
  });
  expect(earlier).toMatchObject({ open: { amount: '100.00' } });
});

test('a rate that changes restates documents, payments and roll-ups; balances take the rate of the day', async () => {
  const org = await t.anotherOrganisation('rates');
  const head = await t.person(['head'], { org });
  const rate = (from: string, value: string) => sql`
    insert into exchange_rates (org_id, currency, valid_from, rate, source) values (${org.id}, 'USD', ${from}, ${value}, 'hand')
    on conflict (org_id, currency, valid_from) do update set rate = excluded.rate`;
  const id = await t.inside(async (ctx) => {
    await rate('2016-01-01', '0.9').execute(ctx.db);
    await rate('2016-05-01', '0.8').execute(ctx.db);
    const account = await makeAccount(ctx, { externalId: 'C', source: 'ledger' });
    await makeLedger(ctx, {
      documents: [
        invoice('1', '2016-02-01', '100.05', { currency: 'USD' }),
        invoice('2', '2016-05-02', '10', { currency: 'USD' }),
      ],
      lines: [
        { series: 'sale', number: '1', line_no: '1', net: '33.35' },
        { series: 'sale', number: '1', line_no: '2', net: '66.65' },
      ],
      payments: [{ number: 'p', account_external_id: 'C', paid_on: '2016-02-20', currency: 'USD', amount: '50' }],
    });
    return account;
  }, org);
  const sales = (to: string) => head.call(contract.getAccountSales, { id, from: '2016-01-01', to });
  expect((await sales('2016-04-30')).revenue.amount).toBe('90.06');
  expect((await head.call(contract.getAccountBalance, { id })).rates).toEqual([
    { currency: 'USD', rate: '0.8', validFrom: '2016-05-01' },
  ]);
  expect((await head.call(contract.getAccountBalance, { id })).balance!.amount).toBe('48.04');
  await t.inside(async (ctx) => void (await rate('2016-01-01', '1.1').execute(ctx.db)), org);
  const job = jobs.find((one) => one.name === RESTATE_JOB)!;
  await job.run(t.house, { orgId: org.id, currency: 'USD', from: '2016-01-01' }, new AbortController().signal);
  expect((await sales('2016-04-30')).revenue.amount).toBe('110.07');
  expect((await sales('2016-05-31')).received.amount).toBe('55.00');
  expect((await t.inside(verifyLedger, org)).disagreements).toEqual([]);
  await job.run(t.house, { orgId: newId(), currency: 'USD', from: '2016-01-01' }, new AbortController().signal);
});
