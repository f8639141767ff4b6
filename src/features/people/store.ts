import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { erasePersonalValues } from '../../kernel/personal.ts';
import { loadAbsences } from '../../kernel/stand-ins.ts';
import { purgeOwn } from '../../kernel/trash.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { listMembers, Role } from './contract.ts';
import { formerColleague } from './rules.ts';

/** Fields of a member that the audit keeps so that they can be erased. */
export const PERSONAL = ['name', 'email'] as const;

export type MemberRow = OutputOf<typeof listMembers>['members'][number];

function members(ctx: Ctx) {
  return ctx.db
    .selectFrom('memberships as m')
    .innerJoin('colleagues as u', (join) => join.onRef('u.org_id', '=', 'm.org_id').onRef('u.id', '=', 'm.user_id'))
    .leftJoin('colleagues as s', (join) => join.onRef('s.org_id', '=', 'm.org_id').onRef('s.id', '=', 'm.reports_to'))
    .select(['m.user_id as id', 'm.roles', 'm.reports_to as reportsTo', 's.name as reportsToName'])
    .select(['m.created_at as createdAt', 'm.ended_at as endedAt', 'm.version'])
    .select((eb) => [
      eb.ref('u.name').$notNull().as('name'),
      eb.ref('u.email').$notNull().as('email'),
      eb.ref('u.is_invited').$notNull().as('isInvited'),
    ])
    .where('m.org_id', '=', ctx.org.id)
    .where('m.erased_at', 'is', null);
}

type RawMember = Awaited<ReturnType<ReturnType<typeof members>['executeTakeFirstOrThrow']>>;

function asMember(row: RawMember, awayUntil: string | null): MemberRow {
  return {
    ...row,
    roles: row.roles as Role[],
    awayUntil,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** The organisation's people by name; those whose membership ended only on demand. */
export async function loadMembers(ctx: Ctx, withEnded: boolean): Promise<MemberRow[]> {
  let query = members(ctx).orderBy(sql`lower(u.name)`).orderBy('u.id');
  if (!withEnded) query = query.where('m.ended_at', 'is', null);
  const absences = await loadAbsences(ctx);
  return (await query.execute()).map((row) => asMember(row, absences.get(row.id) ?? null));
}

/** One member; NotFound when this organisation has none with this id. */
export async function loadMember(ctx: Ctx, userId: string): Promise<MemberRow> {
  const row = await members(ctx).where('u.id', '=', userId).executeTakeFirst();
  if (!row) throw new NotFound();
  return asMember(row, (await loadAbsences(ctx)).get(userId) ?? null);
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

/** How many members who are there hold a role, apart from one person. */
export async function countOthersWithRole(ctx: Ctx, role: Role, except: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('memberships')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('ended_at', 'is', null)
    .where('invited_name', 'is', null)
    .where('user_id', '<>', except)
    .where(sql<boolean>`${role} = any(roles)`)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** A membership that begins when the invitation is used: until then it gives no access, and the person has the name and the address that were written here. */
export async function inviteAs(
  ctx: Ctx,
  userId: string,
  invited: { name: string; email: string; roles: readonly Role[]; reportsTo: string | null },
): Promise<void> {
  const { name, email, roles, reportsTo } = invited;
  const membership = {
    roles: [...roles],
    reports_to: reportsTo,
    created_at: ctx.now,
    ended_at: null,
    invited_name: name,
    invited_email: email,
  };
  await ctx.db
    .insertInto('memberships')
    .values({ org_id: ctx.org.id, user_id: userId, ...membership })
    // Somebody who was erased here, and whom another organisation still knows, begins anew.
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'user_id'])
        .doUpdateSet({ ...membership, erased_at: null, former_name: null, version: 1 }),
    )
    .execute();
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
  await tracked(ctx, 'memberships', { user_id: userId }, version, changes, {
    recordKind: 'member',
    recordId: userId,
    // Who is invited is named by the entry of the invitation, from which it can be erased.
    show: ({ invited_name: _name, invited_email: _email, ...row }) => row,
  });
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
  await saveMembership(ctx, userId, version, {
    ended_at: row.ended_at ?? ctx.now,
    erased_at: ctx.now,
    invited_name: null,
    invited_email: null,
    former_name: formerColleague(ctx.org.language),
  });
  for (const table of ['notices', 'idempotency_keys'] as const) {
    await ctx.db.deleteFrom(table).where('org_id', '=', ctx.org.id).where('user_id', '=', userId).execute();
  }
  await purgeOwn(ctx, userId);
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
