import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { ask, bring, carryOut, disagreements, prepare, reportOf, tables } from '../../../test/imports.ts';
import { sharedData } from '../../../test/shared-data.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import * as contract from './contract.ts';

const northwind = sharedData('northwind/csv');
const broken = sharedData('northwind/raw-csv-broken');
const wwi = sharedData('wideworldimporters');
const expected = sharedData('expected.json');
const figures = expected ? JSON.parse(readFileSync(expected, 'utf8')) : null;

let t: TestHouse;
let org: Organisation;
let head: Person;
let count = 0;
beforeAll(async () => {
  t = await testHouse();
});
beforeEach(async () => {
  org = await t.anotherOrganisation(`o${count++}`);
  head = await t.person(['head'], { org });
});
afterAll(() => t.close());

const one = async <T>(sqlText: string) => (await ask<T>(t, sqlText, org))[0]!;
const files = (folder: string, names: string[], ending = '.csv') => names.map((name) => join(folder, name + ending));

describe.skipIf(!northwind)('Northwind', () => {
  const all = () => files(northwind!, ['customers', 'products', 'employees', 'orders', 'order_details']);

  test('comes in to the cent, and again changes nothing', async () => {
    const report = reportOf(await bring(t, head, all(), { org }));
    expect(report.rejected).toBe(0);
    expect(report.files.map((file) => file.kind)).toEqual([
      'customers',
      'products',
      'salespeople',
      'orders',
      'order_lines',
    ]);
    expect(report.files.map((file) => file.inserted)).toEqual([91, 77, 9, 830, 2155]);
    const { ordered, byYear } = report.totals;
    expect(ordered).toBe(figures.northwind.net_lines_rounded_half_up);
    for (const year of byYear)
      expect(Math.abs(Number(year.net) - Number(figures.northwind.by_year[year.year]))).toBeLessThan(0.2);
    const counted = await one(
      `select count(*)::int as orders, count(distinct account_id)::int as buyers, (select count(*)::int from ledger_lines where org_id = current_org()) as lines from ledger_documents`,
    );
    expect(counted).toEqual({
      orders: figures.northwind.orders,
      buyers: figures.northwind.customers_with_orders,
      lines: figures.northwind.lines,
    });
    expect(await disagreements(t, org)).toEqual([]);
    const before = await tables(t, org);
    const again = reportOf(await bring(t, head, all(), { org }));
    expect(again.files.map((file) => file.unchanged)).toEqual([91, 77, 9, 830, 2155]);
    expect(await tables(t, org)).toEqual(before);
  });
});

describe.skipIf(!broken || !northwind)('Northwind as another project broke it', () => {
  test('exactly the shifted rows are rejected, with number and reason, nothing is shifted', async () => {
    const run = await bring(
      t,
      head,
      [...files(broken!, ['customers', 'orders']), ...files(northwind!, ['order_details'])],
      { org },
    );
    const report = reportOf(run);
    expect(report.files.map((file) => file.rejected)).toEqual([24, 176, 0]);
    const rejects = [];
    let after: string | undefined;
    do {
      const page = await head.call(contract.listRejects, { id: run.view.id, limit: 150, after });
      rejects.push(...page.rows);
      after = page.next ?? undefined;
    } while (after);
    expect(rejects).toHaveLength(200);
    for (const reject of rejects) expect([reject.row > 1, reject.message !== '']).toEqual([true, true]);
    const countries = await ask<{ country: string }>(
      t,
      'select distinct country from accounts where country is not null',
      org,
    );
    for (const { country } of countries) expect(country).toMatch(/^[A-Z]{2}$|^[A-Z][A-Za-z ]+$/);
    expect(
      await one(
        "select count(*)::int as docs from ledger_documents where account_id is not null and doc_date not between '1996-07-01' and '1998-05-31'",
      ),
    ).toEqual({ docs: 0 });
    expect(await disagreements(t, org)).toEqual([]);
  });
});

describe.skipIf(!wwi)('Wide World Importers', () => {
  test('invoices, payments and what is open, to the cent', { timeout: 240_000 }, async () => {
    const paths = files(
      wwi!,
      ['Sales.Customers', 'Warehouse.StockItems', 'Sales.CustomerTransactions', 'Sales.InvoiceLines'],
      '.csv.gz',
    );
    const report = reportOf(await bring(t, head, paths, { org }));
    const want = figures.wideworldimporters;
    expect(report.rejected).toBe(0);
    expect(report.totals).toMatchObject({
      net: want.net,
      received: want.paid,
      payments: want.payments,
      documents: want.invoices,
    });
    const sums = await one(
      `select count(*)::int as invoices, sum(net)::text as net, sum(tax)::text as tax, sum(line_count)::int as lines,
              (sum(net + tax) - (select sum(amount) from ledger_payments where org_id = current_org()))::text as open from ledger_documents where kind <> 'order'`,
    );
    const cents = (text: string) => text.replace('.', '');
    expect(sums).toEqual({
      invoices: want.invoices,
      net: cents(want.net),
      tax: cents(want.vat),
      lines: 228_265,
      open: cents(want.outstanding),
    });
    expect(await disagreements(t, org)).toEqual([]);
  });
});

describe.skipIf(!sharedData('xlsx'))('every sample file', () => {
  for (const folder of ['commerceml', 'xlsx', 'csv-corner-cases', 'vectors', 'receivables']) {
    const path = sharedData(folder);
    for (const name of path ? readdirSync(path) : []) {
      test(`${folder}/${name} is read or refused with a reason`, async () => {
        const view = await prepare(head, [join(path!, name)]);
        const [file] = view.files;
        if (file!.problem) {
          expect(file!.problem.message.length).toBeGreaterThan(10);
          expect((await head.ask(contract.runImport, { id: view.id })).body.code).toBe('imports.unreadable');
          return;
        }
        if (view.mapping.every((mapping) => mapping.kind === null) || view.mappingProblems.length > 0) {
          expect((await head.ask(contract.runImport, { id: view.id })).status).toBe(409);
          return;
        }
        const { end } = await carryOut(t, head, view.id, { org });
        expect(['done', 'failed']).toContain(end.state);
        if (end.state === 'failed') expect(end.code).not.toBe('bug');
        expect(await disagreements(t, org)).toEqual([]);
      });
    }
  }

  test('the receivables are what was computed elsewhere', async () => {
    const report = reportOf(await bring(t, head, [sharedData('receivables/ibm-accounts-receivable.csv')!], { org }));
    expect(report.rejected).toBe(0);
    const sums = await one(
      'select count(*)::int as invoices, sum(coalesce(header_gross, net + tax))::text as amount, count(*) filter (where disputed)::int as disputed, count(distinct account_id)::int as customers from ledger_documents',
    );
    const want = figures.ibm_ar;
    expect(sums).toEqual({
      invoices: want.invoices,
      amount: want.amount.replace('.', ''),
      disputed: want.disputed,
      customers: want.customers,
    });
  });
});
