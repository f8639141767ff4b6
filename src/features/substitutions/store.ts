import { type RawBuilder, sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, Refusal } from '../../pure/refusal.ts';
import type { Group, State, Time } from './contract-shapes.ts';
import type { Other } from './rules.ts';

export interface SubstitutionRow {
  id: string;
  absent_id: string;
  substitute_id: string;
  since: string;
  until: string;
  order_number: string;
  order_date: string | null;
  all_accounts: boolean;
  rights: Group[] | null;
  state: State;
  reason: string;
  proposed_by: string | null;
  decided_by: string | null;
  ended_by: string | null;
  ended_at: Date | null;
  version: number;
  account_ids: string[];
}

/** Whether the actor sees every substitution of the organisation. */
export const manages = (ctx: Ctx): boolean => ctx.can('substitutions.manage');

/** SQL over a row `s`: one's own on either side, and all for those who manage them. */
const mayRead = (ctx: Ctx): RawBuilder<boolean> =>
  manages(ctx)
    ? sql<boolean>`true`
    : sql<boolean>`(s.absent_id = ${ctx.actor.userId}::uuid or s.substitute_id = ${ctx.actor.userId}::uuid)`;

const chosen = sql`array(select c.account_id from substitution_accounts c where c.org_id = s.org_id and c.substitution_id = s.id order by 1)`;

const atTime = (ctx: Ctx, time: Time): RawBuilder<unknown> => {
  const today = sql`${ctx.today}::date`;
  switch (time) {
    case 'waiting':
      return sql`s.state = 'proposed' and s.until >= ${today}`;
    case 'running':
      return sql`s.state = 'confirmed' and s.since <= ${today} and s.until >= ${today}`;
    case 'coming':
      return sql`s.state = 'confirmed' and s.since > ${today}`;
    default:
      return sql`(s.state in ('declined', 'ended') or s.until < ${today})`;
  }
};

/** One page, the latest first. */
export async function loadSubstitutions(
  ctx: Ctx,
  filter: { time: Time | null; mine: boolean },
  after: { since: string; id: string } | null,
  limit: number,
): Promise<SubstitutionRow[]> {
  const me = ctx.actor.userId;
  const found = await sql<SubstitutionRow>`
    select s.*, ${chosen} as account_ids from substitutions s
     where s.org_id = ${ctx.org.id} and ${mayRead(ctx)} ${filter.time === null ? sql`` : sql`and ${atTime(ctx, filter.time)}`}
       ${filter.mine ? sql`and (s.absent_id = ${me}::uuid or s.substitute_id = ${me}::uuid)` : sql``}
       ${after === null ? sql`` : sql`and (s.since, s.id) < (${after.since}::date, ${after.id}::uuid)`}
     order by s.since desc, s.id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}

/** One substitution that the actor may see; NotFound otherwise. */
export async function loadSubstitution(ctx: Ctx, id: string): Promise<SubstitutionRow> {
  const found = await sql<SubstitutionRow>`
    select s.*, ${chosen} as account_ids from substitutions s where s.org_id = ${ctx.org.id} and s.id = ${id}::uuid and ${mayRead(ctx)}`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** Locks two members in the order of their ids, so that two substitutions about one of them are checked one after the other, and gives their roles; refuses who is not there. */
export async function lockMembers(ctx: Ctx, userIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const found = await sql<{ user_id: string; roles: string[] }>`
    select user_id, roles from memberships
     where org_id = ${ctx.org.id} and user_id = any (${[...userIds]}::uuid[]) and ended_at is null and invited_name is null
     order by user_id for update`.execute(ctx.db);
  if (found.rows.length < new Set(userIds).size)
    throw new Refusal('substitutions.notAMember', 'This person does not work in the organisation.');
  return new Map(found.rows.map((row) => [row.user_id, row.roles]));
}

/** Substitutions that are proposed or in force and touch the days and one of the two people; not the one given. */
export async function loadOthers(
  ctx: Ctx,
  wish: { absentId: string; substituteId: string; since: string; until: string },
  exceptId: string | null,
): Promise<Other[]> {
  const people = sql`(${wish.absentId}::uuid, ${wish.substituteId}::uuid)`;
  const found = await sql<Other>`
    select s.absent_id as "absentId", s.substitute_id as "substituteId", s.since, s.until, s.rights, a.name as "absentName", b.name as "substituteName",
           case when s.all_accounts then null else ${chosen} end as "accountIds",
           array(select d.ancestor_id from substitution_accounts c join account_ancestors d on d.org_id = c.org_id and d.account_id = c.account_id
                  where c.org_id = s.org_id and c.substitution_id = s.id) as above
      from substitutions s
      join colleagues a on a.org_id = s.org_id and a.id = s.absent_id
      join colleagues b on b.org_id = s.org_id and b.id = s.substitute_id
     where s.org_id = ${ctx.org.id} and s.state in ('proposed', 'confirmed') and s.since <= ${wish.until}::date and s.until >= ${wish.since}::date
       and (s.absent_id in ${people} or s.substitute_id in ${people}) and s.id is distinct from ${exceptId}::uuid
     order by s.since, s.id`.execute(ctx.db);
  return found.rows;
}

/** Some accounts and all above them. */
export async function loadAbove(ctx: Ctx, accountIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct ancestor_id as id from account_ancestors where org_id = ${ctx.org.id} and account_id = any (${[...accountIds]}::uuid[])`.execute(
    ctx.db,
  );
  return found.rows.map((row) => row.id);
}

/** What the audit keeps: never which accounts were chosen, for not everybody who reads it sees them. */
const shown = ({ told_begin: _begin, told_end: _end, ...row }: Record<string, unknown>) => row;

export async function setAccounts(ctx: Ctx, id: string, accountIds: readonly string[]): Promise<void> {
  await sql`delete from substitution_accounts where org_id = ${ctx.org.id} and substitution_id = ${id}::uuid and account_id <> all (${[...accountIds]}::uuid[])`.execute(
    ctx.db,
  );
  await sql`insert into substitution_accounts (org_id, substitution_id, account_id)
    select ${ctx.org.id}::uuid, ${id}::uuid, a from unnest(${[...accountIds]}::uuid[]) a on conflict do nothing`.execute(
    ctx.db,
  );
}

export async function addSubstitution(
  ctx: Ctx,
  values: Record<string, unknown> & { absent_id: string; substitute_id: string },
  accountIds: readonly string[],
): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('substitutions')
    .values({ org_id: ctx.org.id, id, created_at: ctx.now, ...values } as never)
    .execute();
  await setAccounts(ctx, id, accountIds);
  ctx.note({ recordKind: 'substitution', recordId: id, after: { ...values, accounts: accountIds.length } });
  return id;
}

export async function saveSubstitution(
  ctx: Ctx,
  id: string,
  version: number,
  changes: Record<string, unknown>,
): Promise<void> {
  await tracked(ctx, 'substitutions', { id }, version, changes, { recordKind: 'substitution', show: shown });
}

/** A substitution whose beginning or end has yet to be told. */
export interface Untold {
  id: string;
  absentId: string;
  substituteId: string;
  absentName: string;
  substituteName: string;
  until: string;
}

/** Takes those that have begun, or are over, each once. */
export async function takeUntold(ctx: Ctx, what: 'begin' | 'end'): Promise<Untold[]> {
  const [column, when] =
    what === 'begin'
      ? [
          sql`told_begin`,
          sql`s.state = 'confirmed' and s.since <= ${ctx.today}::date and s.until >= ${ctx.today}::date`,
        ]
      : [sql`told_end`, sql`s.told_begin and (s.state = 'ended' or s.until < ${ctx.today}::date)`];
  const found = await sql<Untold>`
    with taken as (
      update substitutions s set ${column} = true where s.org_id = ${ctx.org.id} and not ${column} and ${when}
      returning s.org_id, s.id, s.absent_id, s.substitute_id, s.until)
    select t.id, t.absent_id as "absentId", t.substitute_id as "substituteId", a.name as "absentName", b.name as "substituteName", t.until
      from taken t
      join colleagues a on a.org_id = t.org_id and a.id = t.absent_id
      join colleagues b on b.org_id = t.org_id and b.id = t.substitute_id
     order by t.id`.execute(ctx.db);
  return found.rows;
}

/** The roles of a member, present or former. */
export async function loadRoles(ctx: Ctx, userId: string): Promise<string[]> {
  const row = await ctx.db
    .selectFrom('memberships')
    .select('roles')
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.roles ?? [];
}

/** Those of some records that are substitutions which the actor may see. */
export async function loadNamed(ctx: Ctx, ids: readonly string[]): Promise<SubstitutionRow[]> {
  const found = await sql<SubstitutionRow>`
    select s.*, '{}'::uuid[] as account_ids from substitutions s where s.org_id = ${ctx.org.id} and s.id = any (${[...ids]}::uuid[]) and ${mayRead(ctx)}`.execute(
    ctx.db,
  );
  return found.rows;
}
