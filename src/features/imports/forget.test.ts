import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { carryOut, prepare } from '../../../test/imports.ts';
import { makeAccount } from '../accounts/make.ts';
import { createContact, eraseContact } from '../contacts/contract.ts';
import { makeXlsx } from '../files/make.ts';
import * as contract from './contract.ts';
import { FORGET_JOB } from './forget.ts';
import { jobs } from './jobs.ts';

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head', 'director', 'admin'], { name: 'Hanna' });
});
afterAll(() => t.close());

const contents = async () => {
  const found: Buffer[] = [];
  const folder = join(t.dataDir, 'files');
  for (const name of await readdir(folder, { recursive: true }))
    if ((await stat(join(folder, name))).isFile()) found.push(await readFile(join(folder, name)));
  return found;
};
const sales = (customer: string, number: number) =>
  `Invoice;Date;Customer;Note;Net\n${number};2026-01-05;${customer};of ${customer};100\n`;
const bring = async (name: string, content: string | Buffer) => {
  const view = await prepare(head, [{ name, content }]);
  return (await carryOut(t, head, view.id)).view;
};

test('the originals of imports that name an erased person are deleted, in one cell or in two; others and what came in stay, and undo still works', async () => {
  const accountId = await t.inside((ctx) => makeAccount(ctx, { name: 'North' }));
  const { id } = await head.call(createContact, {
    ...{ name: 'Ottokar Zwiebelhofer', position: { accountId, title: 'Buyer' } },
    phones: [{ label: 'work', value: '+49 30 7716253', preferred: true }],
  } as never);
  const named = await bring('named.csv', sales('Ottokar Zwiebelhofer', 1));
  const parted = await bring(
    'parted.xlsx',
    await makeXlsx(
      'Sales',
      ['Invoice', 'Date', 'Customer', 'First name', 'Last name', 'Net'],
      [[2, '2026-01-06', 'Globex', 'Ottokar', 'Zwiebelhofer', 100]],
    ),
  );
  const called = await bring('called.csv', `Invoice;Date;Customer;Phone;Net\n3;2026-01-07;Initech;030 7716253;100\n`);
  const other = await bring('other.csv', sales('Acme', 4));
  for (const view of [named, parted, called, other]) expect(view.state).toBe('done');
  const before = (await contents()).length;

  await head.call(eraseContact, { id, version: 1 });
  const owner = new pg.Client({ connectionString: t.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(
    'select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = $1',
    [FORGET_JOB],
  );
  await owner.end();
  expect(rows.length).toBe(1);
  await jobs.find((job) => job.name === FORGET_JOB)!.run(t.house, rows[0].payload, new AbortController().signal);

  const problems = async (importId: string) =>
    (await head.call(contract.getImport, { id: importId })).files.map((file) => file.problem?.code ?? null);
  expect(await Promise.all([named, parted, called, other].map((view) => problems(view.id)))).toEqual([
    ['erased'],
    ['erased'],
    ['erased'],
    [null],
  ]);
  const after = await contents();
  expect(after.length).toBe(before - 3);
  for (const bytes of after) expect(bytes.includes('Zwiebelhofer')).toBe(false);
  const again = await head.ask(contract.runImport, { id: named.id });
  expect(again.status).toBe(409);
  expect((await head.call(contract.undoImport, { id: named.id } as never)).state).toBeDefined();
});
