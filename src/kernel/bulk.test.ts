import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { inBulk } from './bulk.ts';
import type { Ctx } from './ctx.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.close());

const planOf = async (ctx: Ctx, text: string) =>
  (await ctx.client.query<Record<'QUERY PLAN', string>>(`explain ${text}`)).rows
    .map((row) => row['QUERY PLAN'])
    .join('\n');
const setting = async (ctx: Ctx) => (await ctx.client.query('show enable_nestloop')).rows[0].enable_nestloop;

test('a table that the planner takes for a few rows is not gone through once for each row of another', async () => {
  await t.inside(async (ctx) => {
    await sql`create temp table facts on commit drop as select n as id, n as amount from generate_series(1, 20000) n`.execute(
      ctx.db,
    );
    await sql`create temp table owners on commit drop as select n as id, 'many' as name from generate_series(1, 20000) n`.execute(
      ctx.db,
    );
    await sql`analyze facts, owners`.execute(ctx.db);
    // Every row fits, and the planner expects none to.
    const join = `select sum(f.amount) from facts f join owners o on o.id = f.id
                   where f.amount % 1 = 0 and f.id % 1 = 0 and o.id % 1 = 0 and length(o.name) = 4`;
    expect(await planOf(ctx, join)).toContain('Nested Loop');
    const plan = await inBulk(ctx.client, async () => {
      expect(await setting(ctx)).toBe('off');
      return await inBulk(ctx.client, () => planOf(ctx, join));
    });
    expect(plan).not.toContain('Nested Loop');
    expect(await setting(ctx)).toBe('on');
  });
});

test('the setting ends with a transaction that failed', async () => {
  const failed = t.inside((ctx) => inBulk(ctx.client, () => ctx.client.query('select 1 / 0')));
  await expect(failed).rejects.toThrow('division by zero');
  // Every connection of the pool, whichever it was.
  await Promise.all(Array.from({ length: 8 }, () => t.inside(async (ctx) => expect(await setting(ctx)).toBe('on'))));
});
