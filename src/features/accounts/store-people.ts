import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { addDays } from '../../pure/period.ts';
import { NotFound, Refusal, StaleVersion } from '../../pure/refusal.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import type { listTeam } from './contract-people.ts';
import type { Duty, Filter } from './contract-shapes.ts';
import { inSet, refreshFigures } from './store-figures.ts';
import { matchingFigures } from './store-list.ts';
import { type FormerSeat, keepFormer, keepSeat } from './store-seats.ts';
import { type AccountEvent, tell } from './told.ts';

type Member = OutputOf<typeof listTeam>['rows'][number];

/** Everybody who is or was on an account's team: present and coming first, leads before others. */
export async function loadTeam(ctx: Ctx, accountId: string): Promise<Member[]> {
  const rows = await sql<{
    id: string;
    user_id: string;
    name: string | null;
    duty: Duty;
    since: string;
    until: string | null;
    share: number | null;
    responsible: string;
    changed_by: string | null;
    changer: string | null;
    changed_at: Date | null;
    former: FormerSeat[];
    version: number;
  }>`
    select t.id, t.user_id, u.name, t.duty, t.since, t.until, t.share, t.responsible, t.changed_by, c.name as changer, t.changed_at, t.former, t.version
      from account_team t left join colleagues u on u.org_id = t.org_id and u.id = t.user_id
           left join colleagues c on c.org_id = t.org_id and c.id = t.changed_by
     where t.org_id = ${ctx.org.id} and t.account_id = ${accountId}
     order by (t.until is not null and t.until < ${ctx.today}::date), t.duty <> 'lead', t.since desc, u.name, t.id`.execute(
    ctx.db,
  );
  const nobody = formerColleague(ctx.org.language);
  const changers = rows.rows.flatMap((row) => row.former.flatMap((one) => one.by ?? []));
  const names = await memberNames(ctx, [...new Set(changers)]);
  return rows.rows.map(({ user_id, name, changed_by, changer, changed_at, former, ...row }) => ({
    ...row,
    changedBy: changed_by === null ? null : { id: changed_by, name: changer ?? formerColleague(ctx.org.language) },
    changedAt: changed_at?.toISOString() ?? null,
    former: former.map(({ by, at, ...one }) => ({
      ...one,
      by: by === null ? null : { id: by, name: names.get(by) ?? nobody },
      at: at === null ? null : new Date(at).toISOString(),
    })),
    // Somebody who was erased here and goes on elsewhere has no name here.
    user: { id: user_id, name: name ?? formerColleague(ctx.org.language) },
    isNow: row.since <= ctx.today && (row.until === null || row.until >= ctx.today),
  }));
}

/** Refuses (`accounts.notAMember`) somebody who does not work in the organisation. */
export async function checkMember(ctx: Ctx, userId: string): Promise<void> {
  const member = await ctx.db
    .selectFrom('memberships')
    .select('user_id')
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!member) throw new Refusal('accounts.notAMember', 'This person does not work in the organisation.');
}

/** Who changes the team of an account takes its row first: two at once would make two leads of one day. */
export async function lockTeams(ctx: Ctx, accountIds: readonly string[]): Promise<void> {
  await sql`select from accounts where org_id = ${ctx.org.id} and id = any (${[...accountIds]}::uuid[])
             order by id for no key update`.execute(ctx.db);
}

/** Tells that somebody came onto the team of an account, or left it. */
function tellTeam(
  ctx: Ctx,
  event: AccountEvent,
  seat: { id: string; accountId: string; userId: string; duty: string; since: string; until: string | null },
): Promise<void> {
  const { id, accountId, userId, duty, since, until } = seat;
  return tell(
    ctx,
    event,
    sql`(select ${accountId}::uuid as account_id, ${id}::uuid as record_id, null::text as text,
      jsonb_build_object('duty', ${duty}::text, 'since', ${since}::date, 'until', ${until}::date, 'people', jsonb_build_object('person', ${userId}::uuid)) as params)`,
  );
}

/** Who said last how a seat is, and when. */
const changedNow = (ctx: Ctx) => ({ changed_by: ctx.actor.userId, changed_at: ctx.now });

export async function addMember(
  ctx: Ctx,
  member: {
    accountId: string;
    userId: string;
    duty: Duty;
    since: string;
    until: string | null;
    share?: number | null;
    responsible?: string;
  },
): Promise<void> {
  const id = newId();
  const { accountId, ...what } = member;
  const row = { user_id: what.userId, duty: what.duty, since: what.since, until: what.until };
  const work = { share: member.share ?? null, responsible: member.responsible ?? '' };
  await ctx.db
    .insertInto('account_team')
    .values({ org_id: ctx.org.id, id, account_id: accountId, ...row, ...work, ...changedNow(ctx) })
    .execute();
  ctx.note({ recordKind: 'team', recordId: id, accountId, after: { ...row, ...work } });
  await tellTeam(ctx, 'teamJoined', { id, ...member });
  await refreshFigures(ctx, [accountId]);
}

/** The audit of a seat keeps what was said of it; who and when stand in the entry itself. */
const TEAM = (accountId: string) => ({
  recordKind: 'team',
  accountId,
  show: ({ changed_by, changed_at, former, ...row }: Record<string, unknown>) => row,
});

/** Changes the days, the share or the text of a seat; the person and the duty stay. */
export async function changeMember(
  ctx: Ctx,
  seat: { accountId: string; memberId: string; version: number },
  changes: { since: string; until: string | null; share: number | null; responsible: string },
): Promise<void> {
  const { accountId, memberId, version } = seat;
  await keepSeat(ctx, memberId, version);
  await tracked(
    ctx,
    'account_team',
    { id: memberId, account_id: accountId },
    version,
    { ...changes, ...changedNow(ctx) },
    { ...TEAM(accountId), recordId: memberId },
  );
  await refreshFigures(ctx, [accountId]);
}

/** Ends a duty after `until`; one that would end before it began is removed. */
export async function endMember(
  ctx: Ctx,
  accountId: string,
  memberId: string,
  version: number,
  until: string,
): Promise<void> {
  const member = await ctx.db
    .selectFrom('account_team')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId)
    .where('id', '=', memberId)
    .executeTakeFirst();
  if (!member) throw new NotFound();
  if (until >= member.since) {
    await keepSeat(ctx, memberId, version);
    await tracked(ctx, 'account_team', { id: memberId }, version, { until, ...changedNow(ctx) }, TEAM(accountId));
  } else {
    if (member.version !== version) throw new StaleVersion(member, { ...member, until });
    await ctx.db.deleteFrom('account_team').where('org_id', '=', ctx.org.id).where('id', '=', memberId).execute();
    ctx.note({ recordKind: 'team', recordId: memberId, accountId, before: { ...member, former: undefined } });
  }
  const { user_id: userId, duty, since } = member;
  await tellTeam(ctx, 'teamEnded', { id: memberId, accountId, userId, duty, since, until });
  await refreshFigures(ctx, [accountId]);
}

export type LeadChoice = { ids?: string[]; filter?: Filter };

async function chosen(ctx: Ctx, choice: LeadChoice) {
  if (choice.ids !== undefined) {
    return sql`from account_figures f where f.org_id = ${ctx.org.id} and ${inSet('f.account_id', choice.ids)}
      and ${mayReadAccount(ctx, 'accounts.assign', 'f.account_id')}`;
  }
  return matchingFigures(ctx, 'accounts.assign', choice.filter ?? {});
}

/** How many accounts are chosen, and how many of them have another lead than `userId`. */
export async function countLeadChanges(ctx: Ctx, userId: string | null, choice: LeadChoice) {
  const rows = await sql<{ matching: number; changing: number }>`
    select count(*)::int as matching, count(*) filter (where f.lead_id is distinct from ${userId}::uuid)::int as changing
      ${await chosen(ctx, choice)}`.execute(ctx.db);
  return rows.rows[0]!;
}

/** The chosen accounts whose lead is another than `userId`, by their present lead; at most `most` + 1. */
export async function loadLeads(ctx: Ctx, userId: string | null, choice: LeadChoice, most: number) {
  const rows = await sql<{ id: string; lead_id: string | null }>`
    select f.account_id as id, f.lead_id ${await chosen(ctx, choice)} and f.lead_id is distinct from ${userId}::uuid
     order by f.account_id limit ${most + 1}`.execute(ctx.db);
  return rows.rows;
}

/**
 * Makes `userId` (null: nobody) the lead of the accounts from today. Leads of before end yesterday; one who began today, or has yet to begin, is
 * taken out; one who ended yesterday goes on.
 */
export async function changeLead(ctx: Ctx, userId: string | null, accountIds: readonly string[]): Promise<void> {
  const org = ctx.org.id;
  const by = sql`${keepFormer}, changed_by = ${ctx.actor.userId}, changed_at = ${ctx.now}`;
  await lockTeams(ctx, accountIds);
  const yesterday = addDays(ctx.today, -1);
  await tell(
    ctx,
    'leadChanged',
    sql`(select account_id, null::uuid as record_id, null::text as text,
                jsonb_build_object('people', jsonb_build_object('from', lead_id, 'to', ${userId}::uuid)) as params
           from account_figures where org_id = ${org} and ${inSet('account_id', accountIds)})`,
  );
  const theirs = sql`org_id = ${org} and duty = 'lead' and ${inSet('account_id', accountIds)}`;
  await sql`delete from account_team where ${theirs} and since >= ${ctx.today}::date`.execute(ctx.db);
  await sql`update account_team set until = ${yesterday}::date, version = version + 1, ${by}
             where ${theirs} and (until is null or until >= ${ctx.today}::date)`.execute(ctx.db);
  if (userId !== null) {
    await sql`
      with last as (
        select distinct on (account_id) id from account_team where ${theirs} and user_id = ${userId} and until = ${yesterday}::date
         order by account_id, since desc, id),
      goes_on as (
        update account_team t set until = null, version = version + 1, ${by} from last where t.org_id = ${org} and t.id = last.id
        returning t.account_id)
      insert into account_team (org_id, id, account_id, user_id, duty, since, changed_by, changed_at)
      select ${org}::uuid, new_id(), a.id, ${userId}::uuid, 'lead', ${ctx.today}::date, ${ctx.actor.userId}::uuid, ${ctx.now}::timestamptz from accounts a
       where a.org_id = ${org} and ${inSet('a.id', accountIds)} and a.id not in (select account_id from goes_on)`.execute(
      ctx.db,
    );
  }
  await refreshFigures(ctx, accountIds);
}
