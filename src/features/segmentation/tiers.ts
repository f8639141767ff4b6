import { reachesOne } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal, StaleVersion } from '../../pure/refusal.ts';
import { loadRules } from '../settings/public.ts';
import type { TierWish } from './contract-tiers.ts';
import { asksForDecision, settleTier } from './rules-tiers.ts';
import { loadProposals, loadRoots, saveProposals } from './store-page.ts';
import { publishTiers } from './store-publish.ts';
import { loadPublished } from './store-reviews.ts';
import { beginTiers, loadTierHistory, loadTiers, lockTiers, type NewTier, type TierNow } from './store-tiers.ts';

/**
 * Tiers begin: the history goes on, every stored review says what it proposes from now on, and the accounts list shows them. The caller has
 * locked the accounts and checked what it read.
 */
export async function changeTiers(ctx: Ctx, tiers: readonly NewTier[], before: Map<string, TierNow>): Promise<void> {
  const ids = tiers.map((tier) => tier.accountId);
  await beginTiers(ctx, tiers, before);
  const now = await loadTiers(ctx, ids);
  const rules = await loadRules(ctx);
  const stored = await loadProposals(ctx, ids);
  await saveProposals(
    ctx,
    stored.map(({ reviewId, accountId, proposal }) => {
      const force = now.get(accountId)!;
      const settled = settleTier(
        { tier: proposal.byRules, reasons: proposal.found },
        {
          currentTier: force.tier,
          isSetByHand: force.isSetByHand,
          reviewOn: force.reviewOn,
          missedBefore: Math.max(0, proposal.missed - 1),
          today: ctx.today,
        },
        rules,
      );
      return { reviewId, accountId, tier: force.tier, proposal: settled, isAsking: asksForDecision(settled) };
    }),
  );
  await publishTiers(ctx, ids);
  await ctx.announce({ kind: 'segmentation', verb: 'segmentation.seeAll' });
}

/** The top of the account's structure, which carries the tier. */
export async function rootOf(ctx: Ctx, accountId: string) {
  return (await loadRoots(ctx, [accountId])).get(accountId)!;
}

/** Refuses a tier for an account that is part of a group: the group carries it. It is named to whoever may see it. */
export async function checkRoot(
  ctx: Ctx,
  accountId: string,
  root: { rootId: string; rootName: string },
): Promise<void> {
  if (root.rootId === accountId) return;
  if (!(await reachesOne(ctx, 'accounts.read', root.rootId)))
    throw new Refusal('segmentation.tierOfHiddenGroup', 'The tier is that of a group above, which you may not see.');
  throw new Refusal('segmentation.tierOfGroup', `The tier is that of the group ${root.rootName}: set it there.`, {
    group: root.rootName,
  });
}

/** Sets a tier by hand. Throws StaleVersion where another one is in force than the one that was read. */
export async function applyTier(ctx: Ctx, wish: TierWish & { reason: string }): Promise<void> {
  const { id: accountId, current, ...tier } = wish;
  await lockTiers(ctx, [accountId]);
  await checkRoot(ctx, accountId, await rootOf(ctx, accountId));
  const before = await loadTiers(ctx, [accountId]);
  if ((before.get(accountId)?.id ?? null) !== current) {
    throw new StaleVersion((await loadTierHistory(ctx, accountId))[0] ?? null, wish);
  }
  const published = await loadPublished(ctx);
  await changeTiers(ctx, [{ ...tier, accountId, origin: 'hand', reviewId: published?.id ?? null }], before);
}
