import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { makeAccount } from './make.ts';
import { publishFigures, refreshFigures } from './store-figures.ts';

let t: TestHouse;
let last: string;
beforeAll(async () => {
  t = await testHouse();
  await t.inside(async (ctx) => {
    for (const name of ['Aldo', 'Bertha', 'Cem']) last = await makeAccount(ctx, { name });
  });
});
afterAll(() => t.close());

/** So many figures that differ from what stands there: every row is written. */
const publish = (ctx: Ctx, revenue: number) =>
  publishFigures(ctx, ['revenue'], sql`(select id as account_id, ${revenue}::bigint as revenue from accounts)`);
const waiting = () =>
  t.inside(async (ctx) => {
    const found = await sql<{ count: string }>`
      select count(*) as count from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`.execute(ctx.db);
    return Number(found.rows[0]!.count);
  });

test.each([
  ['publishes figures', (ctx: Ctx) => publish(ctx, 2)],
  ['refreshes the list', (ctx: Ctx) => refreshFigures(ctx, null)],
  ['refreshes single accounts', (ctx: Ctx) => refreshFigures(ctx, [last])],
])('whoever %s waits for another one who writes many of the list, and does not stop it', async (_, second) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let began = () => {};
  const written = new Promise<void>((resolve) => {
    began = resolve;
  });
  const first = t.inside(async (ctx) => {
    // One row only, so that it is the lock that others wait for and not a row.
    await publishFigures(
      ctx,
      ['revenue'],
      sql`(select min(id::text)::uuid as account_id, 1::bigint as revenue from accounts)`,
    );
    began();
    await held;
    return publish(ctx, 1);
  });
  await written;
  const other = t.inside<unknown>(second);
  await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
  release();
  await Promise.all([first, other]);
});
