import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { addEntries } from '../timeline/public.ts';
import type { Tier as TierShape } from './contract-tiers.ts';
import type { Tier } from './rules-settings.ts';

/** The tier of an account that somebody set or accepted, while it lasts. */
export interface TierNow {
  id: string;
  accountId: string;
  tier: Tier;
  isSetByHand: boolean;
  reviewOn: string | null;
}

/** The tiers in force by account. */
export async function loadTiers(ctx: Ctx, accounts: readonly string[] | null): Promise<Map<string, TierNow>> {
  let query = ctx.db
    .selectFrom('account_tiers')
    .select(['id', 'account_id as accountId', 'tier', 'origin', 'review_on as reviewOn'])
    .where('org_id', '=', ctx.org.id)
    .where('until', 'is', null);
  if (accounts !== null) query = query.where(sql<boolean>`account_id = any (${accounts}::uuid[])`);
  const rows = await query.execute();
  return new Map(
    rows.map(({ origin, ...row }) => [
      row.accountId,
      { ...row, tier: row.tier as Tier, isSetByHand: origin === 'hand' },
    ]),
  );
}

/** A tier that begins now. */
export interface NewTier {
  accountId: string;
  tier: Tier;
  origin: 'proposal' | 'hand';
  reasonCode: string;
  reason: string;
  reviewOn: string | null;
  reviewId: string | null;
}

/** Ends the tiers in force of these accounts and begins the new ones, with a record of each in the audit. */
export async function beginTiers(ctx: Ctx, tiers: readonly NewTier[], before: Map<string, TierNow>): Promise<void> {
  const ids = tiers.map((tier) => tier.accountId);
  await sql`update account_tiers set until = ${ctx.now} where org_id = ${ctx.org.id} and until is null and account_id = any (${ids}::uuid[])`.execute(
    ctx.db,
  );
  for (let from = 0; from < tiers.length; from += 1000) {
    await ctx.db
      .insertInto('account_tiers')
      .values(
        tiers.slice(from, from + 1000).map((tier) => ({
          org_id: ctx.org.id,
          id: newId(),
          account_id: tier.accountId,
          tier: tier.tier,
          since: ctx.now,
          until: null,
          origin: tier.origin,
          reason_code: tier.reasonCode,
          reason: tier.reason,
          review_on: tier.reviewOn,
          review_id: tier.reviewId,
          set_by: ctx.actor.userId,
        })),
      )
      .execute();
  }
  const told = tiers.map(({ accountId, tier, origin, reason, reviewOn }) => {
    const params = { tier, before: before.get(accountId)?.tier ?? null, origin, reviewOn };
    return { account_id: accountId, record_id: null, params, text: reason || null };
  });
  const rows = sql`jsonb_to_recordset(${JSON.stringify(told)}::jsonb)`;
  await addEntries(
    ctx,
    'segmentation.tierSet',
    sql`(select * from ${rows} r (account_id uuid, record_id uuid, params jsonb, text text))`,
  );
  for (const { accountId, ...tier } of tiers) {
    ctx.note({
      recordKind: 'tier',
      recordId: accountId,
      accountId,
      before: { tier: before.get(accountId)?.tier ?? null },
      after: {
        tier: tier.tier,
        origin: tier.origin,
        reasonCode: tier.reasonCode,
        reason: tier.reason,
        reviewOn: tier.reviewOn,
      },
    });
  }
}

/** Keeps others from changing the tiers of an account until the end of the transaction. */
export async function lockTiers(ctx: Ctx, accountIds: readonly string[]): Promise<void> {
  await sql`select id from accounts where org_id = ${ctx.org.id} and id = any (${accountIds}::uuid[]) order by id for no key update`.execute(
    ctx.db,
  );
}

/** Every tier that the account had, newest first. */
export async function loadTierHistory(ctx: Ctx, accountId: string): Promise<TierShape[]> {
  const rows = await ctx.db
    .selectFrom('account_tiers as t')
    .leftJoin('users as u', 'u.id', 't.set_by')
    .select(['t.id', 't.tier', 't.since', 't.until', 't.origin', 't.reason_code as reasonCode', 't.reason'])
    .select(['t.review_on as reviewOn', 't.set_by', 'u.name'])
    .where('t.org_id', '=', ctx.org.id)
    .where('t.account_id', '=', accountId)
    .orderBy('t.id', 'desc')
    .execute();
  return rows.map(({ set_by, name, ...row }) => ({
    ...row,
    tier: row.tier as Tier,
    origin: row.origin as 'proposal' | 'hand',
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
    setBy: set_by === null ? null : { id: set_by, name: name ?? '' },
  }));
}
