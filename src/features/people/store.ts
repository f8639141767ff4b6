import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { atTheGate } from '../../kernel/identity-links.ts';
import { erasePersonalValues } from '../../kernel/personal.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { listMembers, Role } from './contract.ts';

/** Fields of a member that the audit keeps so that they can be erased. */
export const PERSONAL = ['name', 'email'] as const;

export type MemberRow = OutputOf<typeof listMembers>['members'][number];

function members(ctx: Ctx) {
  return ctx.db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('users as s', 's.id', 'm.reports_to')
    .select(['u.id', 'u.name', 'u.email', 'm.roles', 'm.reports_to as reportsTo', 's.name as reportsToName'])
    .select(['m.created_at as createdAt', 'm.ended_at as endedAt', 'm.version'])
    .where('m.org_id', '=', ctx.org.id)
    .where('m.erased_at', 'is', null);
}

type RawMember = Awaited<ReturnType<ReturnType<typeof members>['executeTakeFirstOrThrow']>>;

function asMember(row: RawMember): MemberRow {
  return {
    ...row,
    roles: row.roles as Role[],
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** The organisation's people by name; those whose membership ended only on demand. */
export async function loadMembers(ctx: Ctx, withEnded: boolean): Promise<MemberRow[]> {
  let query = members(ctx).orderBy(sql`lower(u.name)`).orderBy('u.id');
  if (!withEnded) query = query.where('m.ended_at', 'is', null);
  return (await query.execute()).map(asMember);
}

/** One member; NotFound when this organisation has none with this id. */
export async function loadMember(ctx: Ctx, userId: string): Promise<MemberRow> {
  const row = await members(ctx).where('u.id', '=', userId).executeTakeFirst();
  if (!row) throw new NotFound();
  return asMember(row);
}

/** Who reports to whom among present members, to be checked for circles. */
export async function loadReportingLines(ctx: Ctx): Promise<Map<string, string | null>> {
  const rows = await ctx.db
    .selectFrom('memberships')
    .select(['user_id', 'reports_to'])
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.reports_to]));
}

/** How many present members hold a role, apart from one person. */
export async function countOthersWithRole(ctx: Ctx, role: Role, except: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('memberships')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('ended_at', 'is', null)
    .where('user_id', '<>', except)
    .where(sql<boolean>`${role} = any(roles)`)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function addMembership(
  ctx: Ctx,
  userId: string,
  roles: readonly Role[],
  reportsTo: string | null,
): Promise<void> {
  const membership = { roles: [...roles], reports_to: reportsTo, created_at: ctx.now, ended_at: null };
  await ctx.db
    .insertInto('memberships')
    .values({ org_id: ctx.org.id, user_id: userId, ...membership })
    // Somebody who was erased here, and whom another organisation still knows, begins anew.
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'user_id']).doUpdateSet({ ...membership, erased_at: null, version: 1 }),
    )
    .execute();
  const { name, email } = await loadMember(ctx, userId);
  ctx.note({
    recordKind: 'member',
    recordId: userId,
    after: { name, email, roles, reports_to: reportsTo },
    person: { id: userId, fields: PERSONAL },
  });
}

export async function saveMembership(
  ctx: Ctx,
  userId: string,
  version: number,
  changes: Record<string, unknown>,
): Promise<void> {
  await tracked(ctx, 'memberships', { user_id: userId }, version, changes, { recordKind: 'member', recordId: userId });
}

/**
 * Ends a membership for good and takes away what names the person in this organisation: notices, answers kept for repeated requests, and the key of what the audit
 * holds sealed. The entry that says so names nobody.
 */
export async function eraseMembership(ctx: Ctx, userId: string, version: number): Promise<void> {
  const row = await ctx.db
    .selectFrom('memberships')
    .select('ended_at')
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  await saveMembership(ctx, userId, version, { ended_at: row.ended_at ?? ctx.now, erased_at: ctx.now });
  for (const table of ['notices', 'idempotency_keys'] as const) {
    await ctx.db.deleteFrom(table).where('org_id', '=', ctx.org.id).where('user_id', '=', userId).execute();
  }
  await erasePersonalValues(ctx, userId);
}

/** True for somebody who is a member of this organisation, or was one. */
export async function wasEverMember(ctx: Ctx, userId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('memberships')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** True when the person has a password, or belongs to another organisation: then a link from here would open what is not ours. */
export async function standsElsewhere(ctx: Ctx, userId: string, orPassword: boolean): Promise<boolean> {
  return atTheGate(ctx.db, async () => {
    const row = await sql<{ elsewhere: boolean; password: boolean }>`
      select exists (select from memberships where user_id = ${userId} and org_id <> ${ctx.org.id} and ended_at is null) as elsewhere,
             exists (select from credentials where user_id = ${userId}) as password`.execute(ctx.db);
    return row.rows[0]!.elsewhere || (orPassword && row.rows[0]!.password);
  });
}
