import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
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
    rows.map(({ origin, ...row }) => [row.accountId, { ...row, tier: row.tier as Tier, isSetByHand: origin === 'hand' }]),
  );
}
