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
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.name'])
    .where('m.org_id', '=', ctx.org.id)
    .where('m.user_id', 'in', [...new Set(userIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The present members who hold at least one of these roles. */
export async function membersWithRoles(ctx: Ctx, roles: readonly Role[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('memberships')
    .select('user_id')
    .where('org_id', '=', ctx.org.id)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`roles && ${[...roles]}::text[]`)
    .execute();
  return rows.map((row) => row.user_id);
}
