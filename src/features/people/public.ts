import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Role } from './contract.ts';

export { formerColleague } from './rules.ts';

/** The job of a later room that brings read models with people's names up to date. Payload `{ orgId, userId }`. */
export const NAMES_JOB = 'accounts.names';

/** The names of present and former members; whoever belongs to another organisation is missing. */
export async function memberNames(ctx: Ctx, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('colleagues')
    .select(['id', 'name'])
    .where('org_id', '=', ctx.org.id)
    .where('id', 'in', [...new Set(userIds)])
    .execute();
  return new Map(rows.map((row) => [row.id!, row.name!]));
}

/** The members who are there and hold at least one of these roles. */
export async function membersWithRoles(ctx: Ctx, roles: readonly Role[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('memberships')
    .select('user_id')
    .where('org_id', '=', ctx.org.id)
    .where('ended_at', 'is', null)
    .where('invited_name', 'is', null)
    .where(sql<boolean>`roles && ${[...roles]}::text[]`)
    .execute();
  return rows.map((row) => row.user_id);
}
