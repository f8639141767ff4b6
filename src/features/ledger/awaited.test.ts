import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import { patience, runs } from '../../../test/runs.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import { laterImports } from '../../kernel/journal.ts';
import { makeLedger, type StagedRows } from './make.ts';
import { allocatedBy, undoLedger } from './store-undo.ts';
import { verifyLedger } from './store-verify.ts';

let t: TestHouse;
let org: Organisation;
let count = 0;
beforeAll(async () => {
  t = await testHouse();
});
beforeEach(async () => {
  org = await t.anotherOrganisation(`o${count++}`);
});
afterAll(() => t.close());

const merge = (rows: StagedRows, where = org) => t.inside((ctx) => makeLedger(ctx, rows), where);
const invoice = (number: string, customer = 'C1', net = '100') => ({
  series: 'sale',
  number,
  account_external_id: customer,
  doc_date: '2025-03-10',
  currency: 'EUR',
  net,
  tax: '20',
});
const payment = (number: string, names: string | null, amount = '60', customer = 'C1') => ({
  number,
  account_external_id: customer,
  paid_on: '2025-04-02',
  currency: 'EUR',
  amount,
  document_number: names,
});

/** What the ledger says, without what tells one import from another. */
const ledger = (where = org) =>
  t.inside(async (ctx) => {
    const rows = async (sql: string) =>
      (await ctx.client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row).join(' '));
    expect((await verifyLedger(ctx)).disagreements).toEqual([]);
    return {
      payments: await rows(
        `select number, amount, coalesce(awaits, '-') as awaits from ledger_payments order by number`,
      ),
      paid: await rows(
        `select p.number as payment, d.series, d.number, x.amount, x.base_amount from ledger_allocations x
           join ledger_payments p on p.id = x.payment_id join ledger_documents d on d.id = x.document_id order by 1, 2, 3`,
      ),
      documents: await rows('select series, number, net from ledger_documents order by series, number'),
      months: await rows(
        `select a.external_id, m.month, m.revenue, m.received, m.received_net from ledger_account_months m
           join accounts a on a.id = m.account_id order by a.external_id, m.month`,
      ),
    };
  }, where);

/** The imports that must be undone before; undoes it when there are none. */
const undo = (importId: string, where = org) =>
  t.inside(async (ctx) => {
    const later = [...new Set([...(await laterImports(ctx.client, importId)), ...(await allocatedBy(ctx, importId))])];
    if (later.length > 0) return later;
    await undoLedger(ctx, importId);
    await ctx.client.query('delete from import_before where import_id = $1', [importId]);
    return [];
  }, where);

describe('a payment of an invoice that is not here', () => {
  test('awaits it, joins when it comes, and changes nothing when it comes again', async () => {
    const first = await merge({ payments: [payment('Z1', 'A1'), payment('Z2', null)] });
    expect(first.payments).toEqual({ inserted: 2, updated: 0, unchanged: 0 });
    expect(await ledger()).toMatchObject({ payments: ['Z1 6000 A1', 'Z2 6000 -'], paid: [] });
    expect((await merge({ payments: [payment('Z1', 'A1'), payment('Z2', null)] })).payments).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 2,
    });
    const come = await merge({ documents: [invoice('A1')] });
    expect(come.allocations).toEqual({ inserted: 1, updated: 0, unchanged: 0 });
    const joined = await ledger();
    expect(joined).toMatchObject({ payments: ['Z1 6000 -', 'Z2 6000 -'], paid: ['Z1 sale A1 6000 6000'] });
    const again = await merge({ documents: [invoice('A1')], payments: [payment('Z1', 'A1'), payment('Z2', null)] });
    expect(again.payments).toEqual({ inserted: 0, updated: 0, unchanged: 2 });
    expect(again.allocations).toEqual({ inserted: 0, updated: 0, unchanged: 1 });
    expect(await ledger()).toEqual(joined);
  });

  test('joins a document of the same source only, and no order', async () => {
    await merge({ payments: [payment('Z1', 'A1')] });
    await merge({ documents: [{ ...invoice('A1'), series: 'order' }] });
    expect(await ledger()).toMatchObject({ payments: ['Z1 6000 A1'], paid: [] });
    await t.inside(async ({ client }) => client.query("update ledger_payments set source = 'shop'"), org);
    await merge({ documents: [invoice('A1')] });
    expect((await ledger()).paid).toEqual([]);
  });

  test('imported again it awaits the other number, keeps it where the row names none, and joins a known one', async () => {
    await merge({ documents: [invoice('A1')], payments: [payment('Z1', 'A8')] });
    expect((await merge({ payments: [payment('Z1', 'A9')] })).payments).toMatchObject({ updated: 1 });
    expect((await merge({ payments: [payment('Z1', null)] })).payments).toMatchObject({ unchanged: 1 });
    expect((await ledger()).payments).toEqual(['Z1 6000 A9']);
    await merge({ documents: [invoice('A8')] });
    expect((await ledger()).paid).toEqual([]);
    expect((await merge({ payments: [payment('Z1', 'A1')] })).payments).toMatchObject({ updated: 1 });
    expect(await ledger()).toMatchObject({ payments: ['Z1 6000 -'], paid: ['Z1 sale A1 6000 6000'] });
  });

  test('an allocation of its own says better how much of it pays the invoice', async () => {
    await merge({ payments: [payment('Z1', 'A1')] });
    await merge({
      documents: [invoice('A1')],
      allocations: [{ payment_number: 'Z1', document_number: 'A1', amount: '25' }],
    });
    expect((await ledger()).paid).toEqual(['Z1 sale A1 2500 2500']);
  });

  test('undo of the invoices lets it wait again; undo of the payments is refused until then', async () => {
    const paid = await merge({ payments: [payment('Z1', 'A1')] });
    const waiting = await ledger();
    const come = await merge({ documents: [invoice('A1')] });
    expect(await undo(paid.importId)).toEqual([come.importId]);
    expect(await undo(come.importId)).toEqual([]);
    expect(await ledger()).toEqual(waiting);
    expect(await undo(paid.importId)).toEqual([]);
    expect((await ledger()).payments).toEqual([]);
  });

  test('undo of a correction joins what came meanwhile, as the journal of the invoice knows', async () => {
    await merge({ payments: [payment('Z1', 'A1')] });
    const waiting = await ledger();
    const corrected = await merge({ payments: [payment('Z1', 'A2')] });
    const come = await merge({ documents: [invoice('A1')] });
    expect((await ledger()).paid).toEqual([]);
    expect(await undo(corrected.importId)).toEqual([]);
    expect(await ledger()).toMatchObject({ payments: ['Z1 6000 -'], paid: ['Z1 sale A1 6000 6000'] });
    expect(await undo(come.importId)).toEqual([]);
    expect(await ledger()).toEqual(waiting);
  });
});

type Fact = { documents: ReturnType<typeof invoice>[] } | { payments: ReturnType<typeof payment>[] };
const together = (facts: readonly Fact[]): StagedRows => ({
  documents: facts.flatMap((fact) => ('documents' in fact ? fact.documents : [])),
  payments: facts.flatMap((fact) => ('payments' in fact ? fact.payments : [])),
});
const FACTS: Fact[] = [
  { documents: [invoice('A1')] },
  { documents: [invoice('A2', 'C2', '-50')] },
  { documents: [invoice('A3', 'C2'), { ...invoice('A3', 'C2'), series: 'order' }] },
  { payments: [payment('Z1', 'A1'), payment('Z2', 'A1', '30.55')] },
  { payments: [payment('Z3', 'A2', '-5', 'C2')] },
  { payments: [payment('Z4', 'A3', '120', 'C1'), payment('Z5', 'A9')] },
  { payments: [payment('Z6', null)] },
];

test(
  'in which order and how grouped files come does not matter, and undo leaves what the others bring',
  async () => {
    let tries = 0;
    await merge(together(FACTS));
    const whole = await ledger();
    const order = fc.tuple(
      fc.shuffledSubarray(FACTS, { minLength: FACTS.length }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: FACTS.length, maxLength: FACTS.length }),
      fc.nat(),
    );
    await fc.assert(
      fc.asyncProperty(order, async ([facts, sizes, which]) => {
        const one = await t.anotherOrganisation(`p${count}-${tries++}`);
        const rest = [...facts];
        const imports: { facts: Fact[]; id: string }[] = [];
        for (const size of sizes) {
          const now = rest.splice(0, size);
          if (now.length > 0) imports.push({ facts: now, id: (await merge(together(now), one)).importId });
        }
        expect(await ledger(one)).toEqual(whole);
        await merge(together(imports[which % imports.length]!.facts), one);
        expect(await ledger(one)).toEqual(whole);
        const [gone] = imports.splice(which % imports.length, 1);
        if ((await undo(gone!.id, one)).length > 0) return;
        const other = await t.anotherOrganisation(`p${count}-${tries++}`);
        for (const each of imports) await merge(together(each.facts), other);
        expect(await ledger(one)).toEqual(await ledger(other));
      }),
      { numRuns: runs(5) },
    );
  },
  patience(120_000),
);
