import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { addDays } from '../../pure/period.ts';
import { handLead } from './rules-team.ts';
import { refreshFigures } from './store-figures.ts';
import { checkMember, lockTeams } from './store-people.ts';
import { keepFormer } from './store-seats.ts';
import { tell } from './told.ts';

/** An account that was given to another lead: what ended as it was before, and the seat that began. */
export interface HandedLead {
  accountId: string;
  fromId: string | null;
  seatId: string;
  endedId: string | null;
  /** As this act left it; null where nothing ended, or where the seat had begun that very day and was taken out. */
  endedVersion: number | null;
  endedSince: string | null;
  endedUntil: string | null;
}

async function loadLeadSeats(ctx: Ctx, accountIds: readonly string[], since: string) {
  return ctx.db
    .selectFrom('account_team')
    .select(['id', 'account_id', 'user_id', 'since', 'until', 'share', 'responsible', 'version'])
    .where('org_id', '=', ctx.org.id)
    .where('duty', '=', 'lead')
    .where('account_id', 'in', [...accountIds])
    .where((e) => e.or([e('until', 'is', null), e('until', '>=', since)]))
    .execute();
}

/** Tells that accounts have, or will have, another lead. `people` by account. */
async function tellLeads(
  ctx: Ctx,
  rows: readonly { accountId: string; fromId: string | null; toId: string | null }[],
  since: string,
): Promise<void> {
  await tell(
    ctx,
    'leadChanged',
    sql`(select x.account_id, null::uuid as record_id, null::text as text,
                jsonb_build_object('people', jsonb_strip_nulls(jsonb_build_object('from', x.from_id, 'to', x.to_id)))
                || ${since > ctx.today ? sql`jsonb_build_object('since', ${since}::date)` : sql`'{}'::jsonb`} as params
           from unnest(${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => row.fromId)}::uuid[],
                       ${rows.map((row) => row.toId)}::uuid[]) x (account_id, from_id, to_id))`,
  );
}

/** Who leads the accounts on a day, by account: those that nobody leads are missing. */
export async function leadsOn(ctx: Ctx, accountIds: readonly string[], day: string): Promise<Map<string, string>> {
  const seats = accountIds.length === 0 ? [] : await loadLeadSeats(ctx, accountIds, day);
  return new Map(seats.filter((seat) => seat.since <= day).map((seat) => [seat.account_id, seat.user_id]));
}

/**
 * Makes somebody the lead of accounts from a day on, today or later. Whoever leads them then ends the day before; the share and the text of the work go over. Accounts that
 * the person leads then already are left out.
 */
export async function handLeads(
  ctx: Ctx,
  toId: string,
  accountIds: readonly string[],
  since: string,
): Promise<HandedLead[]> {
  await checkMember(ctx, toId);
  await lockTeams(ctx, accountIds);
  const seats = await loadLeadSeats(ctx, accountIds, since);
  const handed: HandedLead[] = [];
  for (const accountId of accountIds) {
    const { ends, removed, until } = handLead(
      seats.filter((seat) => seat.account_id === accountId),
      since,
    );
    if (ends?.user_id === toId) continue;
    const seatId = newId();
    if (ends !== null) {
      const where = sql`org_id = ${ctx.org.id} and id = ${ends.id}`;
      if (removed) await sql`delete from account_team where ${where}`.execute(ctx.db);
      else
        await sql`update account_team set until = ${addDays(since, -1)}::date, version = version + 1, ${keepFormer}, changed_by = ${ctx.actor.userId}, changed_at = ${ctx.now}
                   where ${where}`.execute(ctx.db);
    }
    await ctx.db
      .insertInto('account_team')
      .values({
        ...{ org_id: ctx.org.id, id: seatId, account_id: accountId, user_id: toId, duty: 'lead', since, until },
        ...{ share: ends?.share ?? null, responsible: ends?.responsible ?? '' },
        ...{ changed_by: ctx.actor.userId, changed_at: ctx.now },
      })
      .execute();
    const fromId = ends?.user_id ?? null;
    ctx.note({
      ...{ recordKind: 'account', recordId: accountId, accountId },
      before: { lead: fromId },
      after: { lead: toId, since },
    });
    handed.push({
      ...{ accountId, fromId, seatId, endedId: ends?.id ?? null },
      endedVersion: ends === null || removed ? null : ends.version + 1,
      ...{ endedSince: ends?.since ?? null, endedUntil: ends?.until ?? null },
    });
  }
  await tellLeads(
    ctx,
    handed.map((one) => ({ ...one, toId })),
    since,
  );
  await refreshFigures(
    ctx,
    handed.map((one) => one.accountId),
  );
  return handed;
}

/**
 * Undoes `handLeads` where nothing changed since: as before, or, where the new lead has begun on an earlier day, from today on. Gives the accounts whose team changed
 * since; then nothing is done.
 */
export async function takeBackLeads(
  ctx: Ctx,
  handed: readonly HandedLead[],
  { toId, since }: { toId: string; since: string },
): Promise<string[]> {
  const org = ctx.org.id;
  const ids = handed.map((one) => one.accountId);
  await lockTeams(ctx, ids);
  const found = await ctx.db
    .selectFrom('account_team')
    .select(['id', 'version', 'share', 'responsible'])
    .where('org_id', '=', org)
    .where('id', 'in', [...handed.map((one) => one.seatId), ...handed.flatMap((one) => one.endedId ?? [])])
    .execute();
  const versions = new Map(found.map((seat) => [seat.id, seat]));
  const moved = handed.filter(
    (one) =>
      versions.get(one.seatId)?.version !== 1 ||
      (one.endedId !== null && (versions.get(one.endedId)?.version ?? null) !== one.endedVersion),
  );
  if (moved.length > 0) return moved.map((one) => one.accountId);
  const changed = sql`version = version + 1, ${keepFormer}, changed_by = ${ctx.actor.userId}, changed_at = ${ctx.now}`;
  const hasBegun = since < ctx.today;
  for (const { accountId, fromId, seatId, endedId, endedVersion, endedSince, endedUntil } of handed) {
    const seat = versions.get(seatId)!;
    if (fromId !== null) await checkMember(ctx, fromId);
    if (hasBegun)
      await sql`update account_team set until = ${addDays(ctx.today, -1)}::date, ${changed} where org_id = ${org} and id = ${seatId}`.execute(
        ctx.db,
      );
    else await sql`delete from account_team where org_id = ${org} and id = ${seatId}`.execute(ctx.db);
    if (fromId !== null && (hasBegun ? (endedUntil ?? ctx.today) >= ctx.today : endedVersion === null)) {
      await ctx.db
        .insertInto('account_team')
        .values({
          ...{ org_id: org, id: hasBegun ? newId() : endedId!, account_id: accountId, user_id: fromId, duty: 'lead' },
          ...{ since: hasBegun ? ctx.today : endedSince!, until: endedUntil },
          ...{ share: seat.share, responsible: seat.responsible, changed_by: ctx.actor.userId, changed_at: ctx.now },
        })
        .execute();
    } else if (endedId !== null && !hasBegun) {
      await sql`update account_team set until = ${endedUntil}::date, ${changed} where org_id = ${org} and id = ${endedId}`.execute(
        ctx.db,
      );
    }
    ctx.note({
      ...{ recordKind: 'account', recordId: accountId, accountId },
      before: { lead: toId, since },
      after: { lead: fromId },
    });
  }
  await tellLeads(
    ctx,
    handed.map((one) => ({ accountId: one.accountId, fromId: toId, toId: one.fromId })),
    ctx.today,
  );
  await refreshFigures(ctx, ids);
  return [];
}
