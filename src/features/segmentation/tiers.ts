import type { Ctx } from '../../kernel/ctx.ts';
import { loadRules } from '../settings/public.ts';
import { asksForDecision, settleTier } from './rules-tiers.ts';
import { loadProposals, saveProposals } from './store-page.ts';
import { publishTiers } from './store-publish.ts';
import { beginTiers, loadTiers, type NewTier, type TierNow } from './store-tiers.ts';

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
