import type { Ctx } from '../../kernel/ctx.ts';
import { readersOf } from '../../kernel/readers.ts';
import { standInsOf } from './kinds.ts';
import type { Chart, Member } from './rules.ts';

/** The people of the organisation as procedures see them. `accountId`: what they must be able to read; null: nothing. */
export async function loadChart(ctx: Ctx, accountId: string | null): Promise<Chart> {
  const rows = await ctx.db
    .selectFrom('memberships')
    .select(['user_id', 'roles', 'reports_to', 'ended_at', 'invited_name'])
    .where('org_id', '=', ctx.org.id)
    .execute();
  const readers =
    accountId === null ? null : new Set((await readersOf(ctx, 'accounts.read', accountId)).map(({ userId }) => userId));
  const members = rows.map(
    ({ user_id: id, roles, reports_to: reportsTo, ended_at, invited_name }): [string, Member] => [
      id,
      {
        ...{ id, roles, reportsTo },
        isHere: ended_at === null && invited_name === null,
        mayRead: readers === null || readers.has(id),
      },
    ],
  );
  return { members: new Map(members), standIns: await standInsOf(ctx) };
}
