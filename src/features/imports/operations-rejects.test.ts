import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { ask, bring, disagreements, prepare, reportOf, tables } from '../../../test/imports.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import * as contract from './contract.ts';
import { runOne } from './run.ts';

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

const HEADER = 'Invoice;Date;Customer no;Customer;Product no;Product;Quantity;Price';
const GOOD = Array.from({ length: 10 }, (_, at) => `G${at};2025-01-0${(at % 9) + 1};C1;Alder;P1;Tea;1;10.00`);
const csv = (rows: readonly string[], name = 'sales.csv') => ({ name, content: `${HEADER}\n${rows.join('\n')}\n` });

describe('rejected rows', () => {
  const rows = [
    'R1;2025-01-05;C1;Alder;P1;Tea;2;10.00',
    'R2;no date;C2;Birch;P1;Tea;3;10.00',
    'R3;2025-02-07;C2;Birch;P1;Tea;many;10.00',
    'R4;2025-03-01;=cmd|/c calc!A0;@SUM(1);P3;Rye;x;2.25',
  ];

  test('whose mended file came in are the same lines when the whole file comes in later', async () => {
    const lines = (second: string, fourth: string) => [
      `M1;2025-02-01;C1;Alder;P1;Tea;${second};10.00`,
      'M1;2025-02-01;C1;Alder;P2;Rye;2;10.00',
      `M1;2025-02-01;C1;Alder;P3;Oats;${fourth};10.00`,
    ];
    const run = await bring(t, head, [csv([...lines('oops', 'oops'), ...GOOD])], { org });
    const file = await head.file(contract.downloadRejects, { id: run.view.id });
    const mended = { name: 'rejected-sales.csv', content: file.text.replaceAll(';oops;', ';1;') };
    const view = await prepare(head, [mended], { org });
    expect(Object.values(view.mapping[0]!.fields)).not.toContain('Row');
    expect(view.mapping[0]!.fields).toEqual(run.view.mapping[0]!.fields);
    expect(reportOf(await bring(t, head, [mended], { org })).files[0]).toMatchObject({ inserted: 2, rejected: 0 });
    const again = reportOf(await bring(t, head, [csv([...lines('1', '1'), ...GOOD])], { org }));
    expect(again.files[0]).toMatchObject({ inserted: 0, updated: 0, unchanged: 13 });
  });

  test('are listed with row, field, value and reason, and come back as a file that comes in once it is mended', async () => {
    const run = await bring(t, head, [csv([...rows, ...GOOD])], { org });
    expect(reportOf(run)).toMatchObject({ rejected: 3, files: [{ rows: 14, inserted: 11, rejected: 3 }] });
    const { id } = run.view;
    const page = await head.call(contract.listRejects, { id, limit: 2 });
    expect(page.rows).toMatchObject([
      { file: 'sales.csv', row: 3, field: 'date', value: 'no date' },
      { row: 4, field: 'quantity', value: 'many' },
    ]);
    expect(page.rows[0]!.message).not.toBe('');
    expect((await head.call(contract.listRejects, { id, limit: 2, after: page.next! })).rows).toHaveLength(1);
    const file = await head.file(contract.downloadRejects, { id });
    expect(file.status).toBe(200);
    expect(String(file.headers['content-disposition'])).toContain('rejected-sales');
    const lines = file.text.trim().split(/\r?\n/);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('no date');
    // What a spreadsheet would run as a formula is made text.
    expect(lines[3]).toContain("'=cmd");
    expect(lines[3]).toContain("'@SUM");
    const mended = file.text.replaceAll('no date', '2025-02-06').replaceAll(';many;', ';4;').replaceAll(';x;', ';5;');
    const again = await bring(t, head, [{ name: 'mended.csv', content: mended }], { org });
    expect(reportOf(again).files[0]).toMatchObject({ rows: 3, inserted: 3, rejected: 0 });
    const [sum] = await ask(t, 'select sum(base_net)::text as net, count(*)::int as docs from ledger_documents', org);
    expect(sum).toEqual({ net: String(2000 + 3000 + 4000 + 1125 + 10_000), docs: 14 });
    expect(await ask(t, "select name from accounts where external_id like '=cmd%'", org)).toEqual([
      { name: '@SUM(1)' },
    ]);
  });

  test('when nothing else is there, nothing is done, with the reason', async () => {
    const before = await tables(t, org, true);
    // Of rows that are all broken the proposal cannot know what they are: it is told.
    const { mapping } = await prepare(head, [csv(GOOD)]);
    const { end, view } = await bring(t, head, [csv(rows.slice(1))], { org, map: () => mapping });
    expect(end).toMatchObject({ state: 'failed', code: 'nothingUsable', report: { rejected: 3 } });
    expect(view).toMatchObject({ state: 'failed', failure: { code: 'nothingUsable' }, report: { rejected: 3 } });
    expect(await tables(t, org, true)).toEqual(before);
    expect((await head.ask(contract.downloadRejects, { id: view.id })).status).toBe(200);
  });
});

describe('an import that runs', () => {
  const many = Array.from(
    { length: 3000 },
    (_, at) => `R${at >> 2};2025-01-05;C${(at >> 2) & 31};Alder;P${at % 7};Tea;${(at % 5) + 1};10.00`,
  );

  test('is cancelled while it waits, and while it runs; the ledger stays as it was', async () => {
    const before = await tables(t, org, true);
    const { id } = await prepare(head, [csv(many)]);
    await head.call(contract.runImport, { id });
    expect((await head.call(contract.cancelImport, { id })).state).toBe('cancelled');
    expect(await runOne(t.house, org, id, { dryRun: false })).toEqual({ state: 'busy' });
    expect((await head.ask(contract.cancelImport, { id })).body.code).toBe('imports.notRunning');
    await head.call(contract.runImport, { id });
    const stopping = new AbortController();
    const end = await runOne(t.house, org, id, {
      dryRun: false,
      signal: stopping.signal,
      onProgress: ({ phase }) => phase === 'merging' && stopping.abort(new Error('stop')),
    });
    expect(end).toEqual({ state: 'cancelled' });
    expect(await head.call(contract.getImport, { id })).toMatchObject({
      state: 'cancelled',
      failure: null,
      report: null,
    });
    expect(await tables(t, org, true)).toEqual(before);
    // Somebody asks by HTTP while another import keeps this one waiting.
    await head.call(contract.runImport, { id });
    const hold = await t.open.house.pool.connect();
    await hold.query('begin');
    await hold.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [org.id]);
    const running = runOne(t.house, org, id, { dryRun: false });
    while ((await head.call(contract.getImport, { id })).state !== 'running')
      await new Promise((done) => setTimeout(done, 50));
    await head.call(contract.cancelImport, { id });
    expect(await running).toEqual({ state: 'cancelled' });
    await hold.query('rollback');
    hold.release();
    expect(await tables(t, org, true)).toEqual(before);
    await head.call(contract.runImport, { id });
    expect(await runOne(t.house, org, id, { dryRun: false })).toMatchObject({ state: 'done' });
  });

  test('waits for another one of the same organisation; both come in right', async () => {
    const [one, two] = [
      await prepare(head, [csv(many)]),
      await prepare(head, [csv(many.slice(1000).map((row) => row.replace('Tea;1;', 'Tea;9;')))]),
    ];
    await head.call(contract.runImport, { id: one.id });
    await head.call(contract.runImport, { id: two.id });
    const ends = await Promise.all([one, two, one].map(({ id }) => runOne(t.house, org, id, { dryRun: false })));
    expect(ends.map((end) => end.state).sort()).toEqual(['busy', 'done', 'done']);
    const [counted] = await ask(
      t,
      'select count(*)::int as lines, count(distinct document_id)::int as docs from ledger_lines',
      org,
    );
    expect(counted).toEqual({ lines: 3000, docs: 750 });
    expect(await disagreements(t, org)).toEqual([]);
  });

  test('and loses its connection fails with the reason; the ledger is as it was', async () => {
    const before = await tables(t, org, true);
    const { id } = await prepare(head, [csv(many)]);
    await head.call(contract.runImport, { id });
    let cut: Promise<unknown> | null = null;
    const end = await runOne(t.house, org, id, {
      dryRun: false,
      onProgress: ({ phase }) => {
        if (phase !== 'merging' || cut) return;
        cut = t.house.pool.query(
          "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())",
        );
      },
    });
    await cut;
    expect(end).toMatchObject({ state: 'failed', code: 'connection' });
    expect(await head.call(contract.getImport, { id })).toMatchObject({
      state: 'failed',
      failure: { code: 'connection' },
    });
    expect(await tables(t, org, true)).toEqual(before);
    await head.call(contract.runImport, { id });
    expect(await runOne(t.house, org, id, { dryRun: false })).toMatchObject({ state: 'done' });
  });
});
