import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import { makeTeamMember } from '../accounts/make.ts';
import { rebuildStructure, refreshFigures } from '../accounts/public.ts';
import * as contract from './contract.ts';
import { publishBalances } from './public.ts';
import { accountMonthsSql, moveState, productMonthsSql } from './store-rollups.ts';

let t: TestHouse;
const out: string[] = [];
beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-01-10T09:00:00Z') });
}, 1e6);
afterAll(() => t.close());
const A = Number(process.env.ACC ?? 100000),
  D = Number(process.env.DOCS ?? 1000000);
test('speed', { timeout: 3e6 }, async () => {
  const head = await t.person(['head']);
  const kam = await t.person(['kam']);
  const clock = async (name: string, work: () => Promise<unknown>) => {
    const b = performance.now();
    await work();
    out.push(`${name} ${Math.round(performance.now() - b)} ms`);
    console.log(out.at(-1));
  };
  const q = (text: string, values?: unknown[]) => t.inside(async (ctx) => (await ctx.client.query(text, values)).rows);
  await clock('fill', async () => {
    await q(`insert into accounts (org_id,id,source,external_id,name,kind,root_id,entity_id,payment_days,created_at)
      select current_org(), v.id, 'l', 'C'||g, 'Customer '||g, 'entity', v.id, v.id, 30, now() from generate_series(1,${A}) g cross join lateral (select md5('a'||g)::uuid as id) v`);
    await q(
      `update accounts set parent_id = md5('a'||(substr(external_id,2)::int/20*20+1))::uuid, kind='outlet' where substr(external_id,2)::int % 20 <> 1 and substr(external_id,2)::int % 3 = 0`,
    );
    await q(
      `insert into products (org_id,id,source,external_id,name,created_at) select current_org(), md5('p'||g)::uuid, 'l', 'P'||g, 'Product '||g, now() from generate_series(1,2000) g`,
    );
    await t.inside(async (ctx) => {
      await rebuildStructure(ctx, null);
      await refreshFigures(ctx, null);
    });
    await q(`insert into ledger_documents (org_id,id,source,series,number,kind,has_header,account_id,doc_date,due_date,currency,rate,line_count,net,tax,base_net,base_tax,base_cost,base_costed_net,costed_lines,import_id)
      select current_org(), md5('d'||g)::uuid, 'l', 'sale', 'N'||g, 'invoice', true, md5('a'||(1+ (g*7919::bigint) % ${A}))::uuid, date '2023-01-01' + (g*31::bigint % 1095)::int, date '2023-01-31' + (g*31::bigint % 1095)::int, 'EUR', 1, 3, 30000, 6000, 30000, 6000, 18000, 30000, 3, md5('i')::uuid from generate_series(1,${D}) g`);
    await q(`insert into ledger_lines (org_id,document_id,line_key,account_id,product_id,doc_date,quantity,unit_price,net,tax,cost,base_net,base_cost,import_id)
      select d.org_id, d.id, k::text, d.account_id, md5('p'||(1+(hashint4(substr(d.number,2)::int*3+k) & 2147483647) % 2000))::uuid, d.doc_date, 1, 100, 10000, 2000, 6000, 10000, 6000, d.import_id from ledger_documents d, generate_series(1,3) k`);
    await q(`insert into ledger_payments (org_id,id,source,number,account_id,paid_on,currency,rate,amount,base_amount,import_id)
      select org_id, md5('y'||number)::uuid, 'l', number, account_id, doc_date+40, 'EUR', 1, 36000, 36000, import_id from ledger_documents where substr(number,2)::int % 10 <> 0`);
    const COL =
      'account_id, month, revenue, tax, cost, costed_revenue, ordered, received, received_net, invoices, credit_notes, orders, payments, lines, costed_lines';
    await q(
      `insert into ledger_account_months (org_id, ${COL}) select current_org(), ${COL} from (${accountMonthsSql('true', 'true')}) f`,
    );
    const P = 'account_id, month, product_id, revenue, cost, costed_revenue, quantity, ordered, ordered_quantity';
    await q(
      `insert into ledger_product_months (org_id, ${P}) select current_org(), ${P} from (${productMonthsSql('true')}) f`,
    );
    await t.inside((ctx) => moveState(ctx.client, ctx.now));
  });
  const owner = new pg.Client((t as any).open.connections?.owner?.connectionString ?? process.env.X ?? '');
  try {
    await owner.connect();
    await owner.query('vacuum analyze');
    await owner.end();
  } catch (e) {
    console.log('no owner', String(e));
    await q(
      'analyze accounts, account_ancestors, ledger_documents, ledger_lines, ledger_payments, ledger_account_months, ledger_product_months, account_figures',
    );
  }
  await clock('publishBalances', () => t.inside((ctx) => publishBalances(ctx)));
  await clock('publishBalances again', () => t.inside((ctx) => publishBalances(ctx)));
  const team = (await q(`select id from accounts where external_id in ('C21','C41','C61','C81','C101')`)) as {
    id: string;
  }[];
  await t.inside(async (ctx) => {
    for (const one of team) await makeTeamMember(ctx, { accountId: one.id, userId: kam.id });
  });
  const ids = (
    (await q(`select id from accounts where external_id = any ($1)`, [
      Array.from({ length: 100 }, (_, i) => 'C' + (1 + ((i * 977 * 20) % A))),
    ])) as { id: string }[]
  ).map((r) => r.id);
  for (const [who, person, set] of [
    ['head', head, ids],
    ['kam', kam, team.map((x) => x.id)],
  ] as const)
    for (const [name, op, more] of [
      ['sales', contract.getAccountSales, {}],
      ['sales group', contract.getAccountSales, { group: true }],
      ['products', contract.getAccountProducts, { group: true }],
      ['stopped', contract.getAccountProducts, { group: true, show: 'stopped' }],
      ['balance', contract.getAccountBalance, { group: true }],
      ['open', contract.listOpenDocuments, { group: true }],
      ['documents', contract.listDocuments, { group: true }],
      ['by amount', contract.listDocuments, { sort: 'amount', group: true }],
      ['payments', contract.listPayments, { group: true }],
      ['imports', contract.listAccountImports, { group: true }],
      ['state', contract.getLedgerState, {}],
    ] as const) {
      const times: number[] = [];
      for (let n = 0; n < 100; n++) {
        const b = performance.now();
        const a = await person.ask(
          op as never,
          { ...(name === 'state' ? {} : { id: set[n % set.length] }), ...more } as never,
        );
        if (a.status !== 200) throw new Error(a.text);
        times.push(performance.now() - b);
      }
      times.sort((a, b) => a - b);
      out.push(
        `${who} ${name}: p50 ${times[50]!.toFixed(1)} p95 ${times[95]!.toFixed(1)} max ${times[99]!.toFixed(1)}`,
      );
      console.log(out.at(-1));
    }
  await clock('loose lines', () => head.call(contract.listLooseFacts, { kind: 'withoutLines' }));
  await clock('loose beyond', () => head.call(contract.listLooseFacts, { kind: 'beyondInvoices' }));
  writeFileSync('/tmp/ledger-speed.txt', out.join('\n'));
});
