import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { type FieldChange, isChanged } from '../fields/public.ts';
import type { Filter } from './contract-shapes.ts';
import { inSet } from './store-figures.ts';
import { matchingFigures } from './store-list.ts';

/** The chosen accounts, or those that a filter matches. */
export interface Target {
  ids?: readonly string[] | undefined;
  filter?: Filter | undefined;
}

async function chosen(ctx: Ctx, verb: string, { ids, filter }: Target): Promise<RawBuilder<unknown>> {
  if (ids === undefined) return matchingFigures(ctx, verb, filter ?? {});
  return sql`from account_figures f where f.org_id = ${ctx.org.id} and ${inSet('f.account_id', ids)}
    and ${mayReadAccount(ctx, verb, 'f.account_id')}`;
}

/** How many there are that the actor may reach under the verb, and how many of them would change. */
export async function countBulk(ctx: Ctx, verb: string, target: Target, change: FieldChange) {
  const found = await sql<{ matching: number; changing: number }>`
    select count(*)::int as matching, count(*) filter (where ${isChanged(ctx, change, sql`f.account_id`)})::int as changing
      ${await chosen(ctx, verb, target)}`.execute(ctx.db);
  return found.rows[0]!;
}

/** Those that would change, in the order of their ids; at most so many. */
export async function loadBulk(
  ctx: Ctx,
  verb: string,
  target: Target,
  change: FieldChange | null,
  limit: number,
): Promise<{ id: string; accountId: string }[]> {
  const differs = change === null ? sql`` : sql`and ${isChanged(ctx, change, sql`f.account_id`)}`;
  const found = await sql<{ id: string }>`
    select f.account_id as id ${await chosen(ctx, verb, target)} ${differs} order by f.account_id limit ${limit}`.execute(
    ctx.db,
  );
  return found.rows.map(({ id }) => ({ id, accountId: id }));
}
