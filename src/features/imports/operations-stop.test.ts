import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { prepare } from '../../../test/imports.ts';
import * as contract from './contract.ts';
import { jobs } from './jobs.ts';

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
});
afterAll(() => t.close());

const file = {
  name: 'sales.csv',
  content: 'Invoice;Date;Customer;Product;Net\nR1;2025-01-05;Alder;Tea;20.00\nR2;2025-01-06;Birch;Tea;30.00\n',
};
const run = (importId: string, dryRun: boolean, signal: AbortSignal) =>
  jobs[0]!.run(t.house, { orgId: t.org.id, importId, dryRun }, signal);
/** Asks the queue's own tables, which are the owner's. */
async function queue(statement: string, values: string[] = []): Promise<number> {
  const client = new pg.Client(t.open.connections.owner);
  await client.connect();
  const { rowCount } = await client.query(statement, values);
  await client.end();
  return rowCount ?? 0;
}
const waiting = (importId: string) =>
  queue("select from graphile_worker._private_jobs where payload->>'importId' = $1", [importId]);
/** What the worker does that takes a job. */
const takeAll = () => queue('delete from graphile_worker._private_jobs');

describe('an orderly stop of the program', () => {
  test.each([
    ['run', contract.runImport, false, 'queued', 'done'],
    ['dry run', contract.checkImport, true, 'checking', 'draft'],
  ] as const)('puts a %s back into the queue, and it goes on', async (_, start, dryRun, before, after) => {
    const { id } = await prepare(head, [file]);
    await head.call(start, { id });
    await takeAll();
    await run(id, dryRun, AbortSignal.abort(new Error('stopped')));
    const stopped = await head.call(contract.getImport, { id });
    expect(stopped).toMatchObject({ state: before, phase: 'waiting', failure: null, startedAt: null, rowsTotal: 2 });
    expect(await waiting(id)).toBe(1);
    await run(id, dryRun, new AbortController().signal);
    expect(await head.call(contract.getImport, { id })).toMatchObject({ state: after, failure: null });
  });

  test('does not bring back what somebody cancelled', async () => {
    const { id } = await prepare(head, [file]);
    await head.call(contract.runImport, { id });
    await head.call(contract.cancelImport, { id });
    await run(id, false, AbortSignal.abort(new Error('stopped')));
    expect(await head.call(contract.getImport, { id })).toMatchObject({ state: 'cancelled' });
  });
});
