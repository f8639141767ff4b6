import { Refusal, StaleVersion } from '../../pure/refusal.ts';
import { namesApproval } from '../approvals/public.ts';
import type { TierWish } from './contract-tiers.ts';
import { applyTier } from './tiers.ts';

/** An account becomes a key account, or ceases to be one, by hand. Asked for where the organisation wants that. */
export const TIER_APPROVAL = 'segmentation.tier';

namesApproval({
  key: TIER_APPROVAL,
  measure: 'none',
  isOptional: true,
  async ended(ctx, { state, accountId, requesterId, payload }) {
    if (state !== 'approved' || accountId === null) return;
    // Whoever asked sets it; who approved stands in the request.
    const asRequester = { ...ctx, actor: { ...ctx.actor, userId: requesterId } };
    try {
      await applyTier(asRequester, { ...(payload as Omit<TierWish, 'id'> & { reason: string }), id: accountId });
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error;
      throw new Refusal('segmentation.tierMoved', 'Another tier was set in the meantime: refuse this request.');
    }
  },
});
