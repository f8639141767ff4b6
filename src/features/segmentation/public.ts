import type { Ctx } from '../../kernel/ctx.ts';
import { asksForDecision } from './rules-tiers.ts';
import { loadStandingsOf } from './store-page.ts';
import { loadPublished } from './store-reviews.ts';

export { type KeyAccountsAnswer, keyAccountsAnswer } from './answer.ts';
export { publishReview, queueReviewWhenMoved } from './reviews.ts';

/** The tier that the last review proposes for each of some accounts, where it asks for a decision; nothing for whoever does not decide on tiers of the company. */
export async function proposedTiers(ctx: Ctx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const published = ctx.scope('segmentation.setTier') === 'all' ? await loadPublished(ctx) : null;
  if (!published) return new Map();
  const standings = await loadStandingsOf(ctx, published.id, accountIds);
  const asking = [...standings.values()].filter((row) => asksForDecision(row.proposal));
  return new Map(asking.map((row) => [row.id, row.proposal.tier]));
}
