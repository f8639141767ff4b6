import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Person, type Problem, type TestHouse, testHouse } from '../../../test/house.ts';
import { bring, prepare, reportOf } from '../../../test/imports.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import type { Operation } from '../../pure/operation.ts';
import * as contract from './contract.ts';
import { handlers } from './operations.ts';

const sales = (rows: number) => ({
  name: 'secret-sales.csv',
  content: `Invoice;Date;Customer no;Net\n${Array.from({ length: rows }, (_, at) => `R${at};2025-01-05;C${at};${at}.00`).join('\n')}\nX;bad;C1;1\n`,
});

let t: TestHouse;
let other: Organisation;
let head: Person;
let stranger: Person;
let done: string;
let fileId: string;
beforeAll(async () => {
  t = await testHouse();
  other = await t.anotherOrganisation('elsewhere');
  head = await t.person(['head']);
  stranger = await t.person(['head', 'admin', 'director'], { org: other });
  const run = await bring(t, head, [sales(5)]);
  reportOf(run);
  done = run.view.id;
  fileId = run.view.files[0]!.id;
});
afterAll(() => t.close());

/** An input that fits each operation, for an import. */
const inputOf = (id: string): Record<string, Record<string, unknown>> => ({
  listImports: {},
  createImport: {},
  getImport: { id },
  discardImport: { id },
  addImportFile: { id, name: 'a.csv' },
  removeImportFile: { id, fileId },
  redetectImportFile: { id, fileId, overrides: {} },
  proposeImportMapping: { id, table: 'secret-sales.csv', kind: 'orders' },
  saveImportMapping: { id, mapping: [], version: 1 },
  checkImport: { id },
  runImport: { id },
  cancelImport: { id },
  undoImport: { id },
  getUndo: { id },
  listRejects: { id },
  downloadRejects: { id },
});
const send = (who: Person, operation: Operation, id: string): Promise<Answer<Problem>> =>
  who.ask(
    operation as never,
    inputOf(id)[operation.name]!,
    operation.body === 'file' ? { payload: Buffer.from('a,b\n1,2\n') } : {},
  );

describe('who may import', () => {
  for (const { operation } of handlers) {
    test(`${operation.name}: not a key account manager, not nobody, not another organisation`, async () => {
      expect(inputOf(done)).toHaveProperty(operation.name);
      const kam = await t.person(['kam']);
      expect((await send(t.nobody, operation as Operation, done)).status).toBe(401);
      for (const id of [done, newId()]) {
        const refused = await send(kam, operation as Operation, id);
        expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
        expect(refused.text).not.toContain('secret');
      }
      if (!operation.path.includes('{id}')) return;
      const foreign = await send(stranger, operation as Operation, done);
      const missing = await send(stranger, operation as Operation, newId());
      expect([foreign.status, missing.status]).toEqual([404, 404]);
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    });
  }

  test('the list of another organisation is empty, and so are its files and remembered mappings', async () => {
    expect((await stranger.call(contract.listImports, {})).rows).toEqual([]);
    const [own] = (await head.call(contract.listImports, {})).rows;
    expect(own).toMatchObject({ id: done, rejected: 1 });
    const mine = await prepare(stranger, [sales(2)]);
    const mixed = await stranger.ask(contract.removeImportFile, { id: mine.id, fileId });
    expect(mixed.status).toBe(404);
    const view = await head.call(contract.getImport, { id: done });
    expect(view).toMatchObject({ state: 'done', files: [{ name: 'secret-sales.csv' }] });
    expect((await head.ask(contract.getImport, { id: 'rubbish' })).status).toBe(400);
  });
});

describe('events of a run', () => {
  test('carry the verb, so that only those who may import hear them', async () => {
    const heard: { orgId: string; kind: string; verb?: string }[] = [];
    const listener = await t.house.pool.connect();
    listener.on('notification', (message) => heard.push(JSON.parse(message.payload!)));
    await listener.query('listen vitalfew_events');
    await bring(t, head, [sales(3)]);
    await listener.query('select 1');
    listener.release(true);
    const mine = heard.filter((event) => event.kind === 'import');
    expect(mine.length).toBeGreaterThan(1);
    for (const event of mine) expect(event).toMatchObject({ orgId: t.org.id, verb: 'imports.run' });
  });
});
