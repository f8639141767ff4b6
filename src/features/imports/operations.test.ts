import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { ask, bring, disagreements, prepare, reportOf, tables } from '../../../test/imports.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import * as contract from './contract.ts';

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

const HEADER = 'Invoice;Date;Customer no;Customer;Product no;Product;Quantity;Price;Net';
const ROWS = [
  'R1;2025-01-05;C1;Alder;P1;Tea;2;10.00;20.00',
  'R1;2025-01-05;C1;Alder;P2;Jam;1;5.50;5.50',
  'R2;2025-02-06;C2;Birch;P1;Tea;3;10.00;30.00',
  'R3;2025-02-07;C2;Birch;P1;Tea;-1;10.00;-10.00',
  'R4;2025-03-01;C3;Cedar;P3;Rye;4;2.25;9.00',
];
const csv = (rows: readonly string[], name = 'sales.csv') => ({ name, content: `${HEADER}\n${rows.join('\n')}\n` });
const go = (files: Parameters<typeof bring>[2], how: Parameters<typeof bring>[3] = {}) =>
  bring(t, head, files, { org, ...how });
const net = async () =>
  (await ask<{ net: string | null }>(t, 'select sum(base_net)::text as net from ledger_documents', org))[0]!.net;

describe('an import', () => {
  test('goes from upload to the ledger', async () => {
    const view = await prepare(head, [csv(ROWS)]);
    expect(view).toMatchObject({ state: 'draft', mapping: [{ kind: 'flat_sales' }], mappingProblems: [] });
    expect(view.files[0]!.tables[0]!.sample[0]!.cells[0]).toBe('R1');
    const { view: done, ...run } = await go([csv(ROWS)]);
    expect(reportOf(run)).toMatchObject({
      files: [{ rows: 5, inserted: 5, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 }],
      totals: { net: '54.50', documents: 4, lines: 5 },
      made: { customers: 3, products: 3 },
    });
    expect(done).toMatchObject({ state: 'done', phase: null, failure: null, rowsDone: 5 });
    expect(done.report).toEqual(reportOf(run));
    expect(await disagreements(t, org)).toEqual([]);
    const kinds = await ask(t, 'select number, kind from ledger_documents order by number', org);
    expect(kinds.map((row) => row.kind)).toEqual(['invoice', 'invoice', 'credit_note', 'invoice']);
    const listed = await head.call(contract.listImports, {});
    expect(listed.rows[0]).toMatchObject({ state: 'done', inserted: 5, files: ['sales.csv'] });
    expect((await head.ask(contract.runImport, { id: done.id })).body.code).toBe('imports.notDraft');
  });

  test('again changes nothing, overlapping does not double, corrected updates', async () => {
    await go([csv(ROWS.slice(0, 3))]);
    const before = await tables(t, org);
    const again = reportOf(await go([csv(ROWS.slice(0, 3))]));
    expect(again.files[0]).toMatchObject({ rows: 3, inserted: 0, updated: 0, unchanged: 3 });
    expect(await tables(t, org)).toEqual(before);
    const overlapping = reportOf(await go([csv(ROWS.slice(1))]));
    expect(overlapping.files[0]).toMatchObject({ rows: 4, inserted: 2, updated: 0, unchanged: 2 });
    expect(await net()).toBe('5450');
    const corrected = ROWS.map((row) => row.replace('3;10.00;30.00', '3;11.00;33.00'));
    expect(reportOf(await go([csv(corrected)])).files[0]).toMatchObject({ inserted: 0, updated: 1, unchanged: 4 });
    expect(await net()).toBe('5750');
    expect(await disagreements(t, org)).toEqual([]);
  });

  test('the dry run writes nothing and says what the run then does', async () => {
    await go([csv(ROWS.slice(0, 3))]);
    const before = await tables(t, org, true);
    const files = [csv([...ROWS.map((row) => row.replace('Rye;4', 'Rye;5')), 'R9;never;C1;Alder;P1;Tea;1;1;1'])];
    const { id } = await prepare(head, files);
    await head.call(contract.checkImport, { id });
    const { runOne } = await import('./run.ts');
    const checked = await runOne(t.house, org, id, { dryRun: true });
    expect(await tables(t, org, true)).toEqual(before);
    const view = await head.call(contract.getImport, { id });
    expect(view).toMatchObject({ state: 'draft', report: null, dryRun: { rejected: 1 } });
    expect((await head.call(contract.listRejects, { id })).rows).toHaveLength(1);
    await head.call(contract.runImport, { id });
    const ran = await runOne(t.house, org, id, { dryRun: false });
    expect({ ...reportOf({ end: ran }), seconds: 0 }).toEqual({ ...reportOf({ end: checked }), seconds: 0 });
    expect(reportOf({ end: ran }).files[0]).toMatchObject({ rows: 6, inserted: 2, unchanged: 3, rejected: 1 });
  });

  test('several files belong together; the header may come later, the sale then stands where it belongs', async () => {
    const lines = {
      name: 'lines.csv',
      content: 'InvoiceNo;Line;Product no;Quantity;Price\nA1;1;P1;2;10\nA1;2;P2;1;5\n',
    };
    const headers = { name: 'invoices.csv', content: 'InvoiceNo;Date;Customer no;Total net\nA1;2025-03-10;C1;25.00\n' };
    const first = reportOf(await go([lines]));
    expect(first.loose.linesWithoutDocument).toBe(2);
    expect(await ask(t, 'select revenue from ledger_account_months', org)).toEqual([]);
    const second = reportOf(await go([headers]));
    expect(second.totals).toMatchObject({ net: '25.00', documents: 1, lines: 2 });
    const waited = await tables(t, org);
    expect(await ask(t, 'select revenue from ledger_account_months', org)).toEqual([{ revenue: 2500n }]);
    expect(await disagreements(t, org)).toEqual([]);
    await go([headers, lines]);
    expect(await tables(t, org)).toEqual(waited);
  });

  test('the same number from another source is another document', async () => {
    await go([csv(ROWS)], { source: 'north' });
    await go([csv(ROWS)], { source: 'south' });
    expect(await net()).toBe('10900');
    const [row] = await ask(
      t,
      'select count(*)::int as docs, count(distinct source)::int as sources from ledger_documents',
      org,
    );
    expect(row).toEqual({ docs: 8, sources: 2 });
  });
});

describe('customers and products that nobody knows', () => {
  test('are made, or their rows rejected', async () => {
    await go([{ name: 'customers.csv', content: 'Customer no;Customer name;Country\nC1;Alder;DE\n' }]);
    const strict = reportOf(await go([csv(ROWS)], { options: { unknownCustomers: 'reject' } }));
    expect(strict.files[0]).toMatchObject({ inserted: 2, rejected: 3 });
    expect(strict.reasons[0]).toMatchObject({ code: 'unknownCustomer', count: 3 });
    const products = reportOf(await go([csv(ROWS)], { options: { unknownProducts: 'reject' } }));
    expect(products.reasons).toMatchObject([{ code: 'unknownProduct', count: 1 }]);
    expect(reportOf(await go([csv(ROWS)])).made).toEqual({ customers: 1, products: 1 });
    expect(await net()).toBe('5450');
  });
});

describe('the mapping', () => {
  test('is JSON: saved with a version, remembered for files of the same shape, wrong ones are refused', async () => {
    const odd = { name: 'odd.csv', content: 'aa;bb;cc;dd;ee\nX1;2025-01-05;K1;7.50;tea\nX2;2025-01-06;K2;8.50;jam\n' };
    const view = await prepare(head, [odd]);
    const table = view.mapping[0]!.table;
    const own = {
      table,
      kind: 'flat_sales' as const,
      fields: { number: 'aa', date: 'bb', customer: 'cc', net: 'dd', product: 'ee' },
      constants: {},
      options: {},
    };
    const { id, version } = view;
    const wrong = await head.call(contract.saveImportMapping, {
      id,
      version,
      mapping: [{ ...own, fields: { ...own.fields, net: 'zz' } }],
    });
    expect(wrong.mappingProblems[0]).toMatchObject({ table, field: 'fields.net' });
    expect((await head.ask(contract.runImport, { id })).body.code).toBe('imports.mapping');
    const stale = await head.ask(contract.saveImportMapping, { id, version, mapping: [own] });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale']);
    await head.call(contract.saveImportMapping, { id, version: wrong.version, mapping: [own] });
    const next = await prepare(head, [{ ...odd, name: 'odd-2.csv' }]);
    expect(next.mapping[0]).toMatchObject({ kind: 'flat_sales', fields: own.fields });
    expect(reportOf(await go([odd])).totals.net).toBe('16.00');
    expect((await prepare(await t.person(['head']), [odd])).mapping[0]!.fields).not.toEqual(own.fields);
  });

  test('nothing is run when nothing was recognised, or no file is there', async () => {
    const empty = await head.call(contract.createImport, {});
    expect((await head.ask(contract.runImport, { id: empty.id })).body.code).toBe('imports.noFiles');
    const { id } = await prepare(head, [{ name: 'poem.csv', content: 'roses,are\nred,violets\nare,blue\n' }]);
    expect((await head.ask(contract.runImport, { id })).body.code).toBe('imports.noKind');
    const { id: other } = await prepare(head, [
      { name: 'noise.bin', content: Buffer.from('%PDF-1.7\n\0\x01\x02\x03binary') },
    ]);
    const refused = await head.ask(contract.runImport, { id: other });
    expect([refused.status, refused.body.code]).toEqual([409, 'imports.unreadable']);
  });

  test('a file is read in another way when told, and taken out again', async () => {
    const view = await prepare(head, [
      { name: 'a.csv', content: `${HEADER.replaceAll(';', '|')}\n${ROWS.join('\n').replaceAll(';', '|')}\n` },
    ]);
    const fileId = view.files[0]!.id;
    expect(view.mapping[0]!.kind).toBe('flat_sales');
    const commas = await head.call(contract.redetectImportFile, { id: view.id, fileId, overrides: { delimiter: ',' } });
    expect(commas.files[0]!.tables[0]!.headers).toHaveLength(1);
    const removed = await head.call(contract.removeImportFile, { id: view.id, fileId });
    expect(removed).toMatchObject({ files: [], mapping: [] });
    await head.call(contract.discardImport, { id: view.id });
    expect((await head.ask(contract.getImport, { id: view.id })).status).toBe(404);
  });
});

describe('limits of what fits', () => {
  test('amounts that are too large are rejected with their row, the rest comes in', async () => {
    const rows = [
      'B1;2025-01-05;C1;Alder;P1;Tea;1;1;99999999999999999999.00',
      'B2;2025-01-05;C1;Alder;P1;Tea;1;1;1e300',
      'B3;2025-01-05;C1;Alder;P1;Tea;99999999999999999999999999;99999999999999;',
      'B4;2025-01-05;C1;Alder;P1;Tea;1;1;90071992547409.93',
      `B5;2025-01-05;${'C'.repeat(3000)};Alder;P1;Tea;1;1;1.00`,
      'B6;0001-01-01;C1;Alder;P1;Tea;1;1;1.00',
    ];
    const run = await go([csv(rows)]);
    const report = reportOf(run);
    const rejects = (await head.call(contract.listRejects, { id: run.view.id })).rows;
    expect(rejects.map((reject) => reject.row)).toEqual(expect.arrayContaining([2, 3, 4]));
    expect(report.files[0]!.inserted).toBe(6 - rejects.length);
    const [kept] = await ask(t, "select net from ledger_documents where number = 'B4'", org);
    expect(kept).toEqual({ net: 9007199254740993n });
    expect(await disagreements(t, org)).toEqual([]);
  });

  test('a sum that does not fit fails the import in words and leaves the ledger', async () => {
    const before = await tables(t, org, true);
    const rows = Array.from({ length: 40 }, (_, at) => `S1;2025-01-05;C1;Alder;P${at};Tea;1;1;9000000000000000.00`);
    const { end } = await go([csv(rows)]);
    if (end.state === 'failed') {
      expect(end.code).not.toBe('bug');
      expect(await tables(t, org, true)).toEqual(before);
    } else {
      expect(await disagreements(t, org)).toEqual([]);
    }
  });
});
