import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { operation } from '../pure/operation.ts';
import { handle, run } from './run.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.close());

test('an act that waits for another one which waits for it is tried once more', async () => {
  const acts = operation({
    name: 'waitForEachOther',
    summary: 'Takes two locks',
    permission: 'settings.read',
    anchor: 'organisation',
    method: 'POST',
    path: '/wait',
    input: Type.Object({}),
    output: Type.Object({ turn: Type.Integer() }),
    audit: 'waited',
  });
  let turn = 0;
  let other: Promise<unknown> = Promise.resolve();
  const handler = handle(acts, async (ctx) => {
    turn++;
    await ctx.client.query('select pg_advisory_xact_lock(1)');
    if (turn === 1) {
      let holds = () => {};
      const held = new Promise<void>((resolve) => {
        holds = resolve;
      });
      other = t.inside(async (inner) => {
        await inner.client.query('select pg_advisory_xact_lock(2)');
        holds();
        // The act waits first, so that it is the one that notices and gives way.
        await inner.client.query('select pg_sleep(0.5), pg_advisory_xact_lock(1)');
      });
      await held;
    }
    await ctx.client.query('select pg_advisory_xact_lock(2)');
    return { turn };
  });
  const actor = { userId: null, standsIn: [], roles: [], language: 'en', isOperator: false };
  const caller = { org: t.org, actor, requestId: 'test', address: '' };
  const outcome = await run(t.house, handler, caller, {});
  expect(outcome).toMatchObject({ kind: 'json', text: '{"turn":2}' });
  await other;
});
