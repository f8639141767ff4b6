import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { isDay } from '../../pure/period.ts';
import { Forbidden, Invalid, NotFound, Refusal, StaleVersion } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import { asksApproval, fileRequest } from '../approvals/public.ts';
import { moneyIn, proposalShape } from './answers.ts';
import * as contract from './contract.ts';
import { seesCompany } from './key-accounts.ts';
import type { Basis } from './rules-settings.ts';
import { inBase } from './rules-showing.ts';
import { asksForDecision, tierTitle, touchesKey } from './rules-tiers.ts';
import { isVisible, loadExclusionReason } from './store-accounts.ts';
import { countAsking, loadStandings, loadStandingsOf } from './store-page.ts';
import { loadPublished } from './store-reviews.ts';
import { loadTierHistory, loadTiers, lockTiers } from './store-tiers.ts';
import { TIER_APPROVAL } from './tier-approval.ts';
import { applyTier, changeTiers, checkRoot, rootOf } from './tiers.ts';

/** A wish for a tier whose day and reason are as they must be. */
function checkWish(ctx: Ctx, input: contract.TierWish) {
  if (input.reviewOn !== null && (!isDay(input.reviewOn) || input.reviewOn <= ctx.today)) {
    throw new Invalid([{ field: 'reviewOn', expected: 'a day after today', found: input.reviewOn, rule: 'future' }]);
  }
  const reason = (input.reason ?? '').trim();
  if (input.reasonCode === 'other' && reason === '') {
    throw new Invalid([{ field: 'reason', expected: 'is needed when the reason is `other`', rule: 'required' }]);
  }
  return { ...input, reason };
}

/** The proposals are those of the whole company: somebody who stands in on some accounts does not decide them. */
function checkCompany(ctx: Ctx): void {
  if (ctx.scope('segmentation.setTier') !== 'all') throw new Forbidden();
}

export const handlers = [
  handle(contract.getStanding, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'segmentation.read');
    const { rootId, rootName } = await rootOf(ctx, input.id);
    const published = await loadPublished(ctx);
    const excluded = await loadExclusionReason(ctx, input.id);
    const standing =
      published && excluded === null ? (await loadStandingsOf(ctx, published.id, [rootId])).get(rootId) : undefined;
    const isGroups = rootId !== input.id;
    const isRootVisible = !isGroups || (await isVisible(ctx, 'segmentation.read', rootId));
    const [latest] = await loadTierHistory(ctx, rootId);
    const inForce = latest && latest.until === null ? latest : null;
    const mayDecide = seesCompany(ctx) && ctx.can('segmentation.setTier');
    return {
      period: published?.period ?? null,
      basis: (published?.summary.basis ?? null) as Basis | null,
      computedAt: seesCompany(ctx) ? (published?.computedAt.toISOString() ?? null) : null,
      standsFor: isGroups && isRootVisible ? { id: rootId, name: rootName } : null,
      isGroups,
      excluded,
      rank: standing?.rank ?? null,
      share: standing?.share ?? null,
      class: standing?.class ?? null,
      xyz: standing?.xyz ?? null,
      rules: standing?.rules ?? [],
      countsAs: standing?.countsAs ?? inForce?.tier ?? null,
      // The reason of a hidden group's tier may speak of accounts that the reader does not see.
      tier: inForce && (isRootVisible ? inForce : { ...inForce, reason: '', setBy: null }),
      proposal: mayDecide && standing ? proposalShape(standing.proposal) : null,
      can: {
        setTier: !isGroups && (await isVisible(ctx, 'segmentation.setTier', input.id)),
        askTier:
          !isGroups &&
          (await isVisible(ctx, 'segmentation.askTier', input.id)) &&
          (await asksApproval(ctx, TIER_APPROVAL)),
      },
    };
  }),

  handle(contract.listTierHistory, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'segmentation.read');
    return { rows: await loadTierHistory(ctx, input.id) };
  }),

  handle(contract.setTier, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'segmentation.setTier');
    const wish = checkWish(ctx, input);
    const isAsked = touchesKey((await loadTiers(ctx, [input.id])).get(input.id)?.tier ?? null, input.tier);
    if (isAsked && (await asksApproval(ctx, TIER_APPROVAL)))
      throw new Refusal('segmentation.needsApproval', 'This is decided by others: ask for it.');
    await applyTier(ctx, wish);
    return (await loadTierHistory(ctx, input.id))[0]!;
  }),

  handle(contract.askForTier, async (ctx, input) => {
    const { name } = await checkAccountVisible(ctx, input.id, 'segmentation.askTier');
    const wish = checkWish(ctx, input);
    await checkRoot(ctx, input.id, await rootOf(ctx, input.id));
    const inForce = (await loadTiers(ctx, [input.id])).get(input.id) ?? null;
    if (!(await asksApproval(ctx, TIER_APPROVAL)) || !touchesKey(inForce?.tier ?? null, input.tier))
      throw new Refusal('segmentation.noApproval', 'Nobody has to approve this: it is set at once.');
    if ((inForce?.id ?? null) !== input.current)
      throw new StaleVersion((await loadTierHistory(ctx, input.id))[0] ?? null, input);
    const { id: accountId, ...payload } = wish;
    return fileRequest(ctx, {
      ...{ kind: TIER_APPROVAL, title: tierTitle(ctx.org.language, name, input.tier), accountId, payload },
      ...{ reason: wish.reason, path: `/accounts/${accountId}?tab=history`, asked: null },
    });
  }),

  handle(contract.listTierProposals, async (ctx, input) => {
    checkCompany(ctx);
    const published = await loadPublished(ctx);
    if (!published) return { reviewId: null, period: null, count: 0, rows: [], next: null };
    const after = Number(fromCursor(input.after, ['int'])?.[0] ?? 0);
    const limit = input.limit ?? 50;
    const found = await loadStandings(ctx, published.id, {
      filter: { asking: true, act: input.act },
      after: after === 0 ? null : { value: after, rank: after },
      limit: limit + 1,
    });
    const page = pageOf(found, limit, (row) => [row.rank]);
    const money = moneyIn(inBase(ctx.org.baseCurrency));
    return {
      reviewId: published.id,
      period: published.period,
      count: await countAsking(ctx, published.id, input.act),
      rows: page.rows.map((row) => ({
        id: row.id,
        externalId: row.externalId,
        name: row.name,
        rank: row.rank,
        amount: money(row.amount),
        share: row.share,
        tier: row.tier,
        proposal: proposalShape(row.proposal),
      })),
      next: page.next,
    };
  }),

  handle(contract.acceptTiers, async (ctx, input) => {
    checkCompany(ctx);
    const published = await loadPublished(ctx);
    if (published?.id !== input.reviewId) {
      throw new Refusal(
        'segmentation.newerReview',
        'A newer review was published in the meantime. Look at its proposals.',
      );
    }
    const ids = input.accounts?.map((one) => one.id) ?? null;
    const wanted = new Map(input.accounts?.map((one) => [one.id, one.tier]));
    if (ids) await lockTiers(ctx, ids);
    const rows = ids
      ? [...(await loadStandingsOf(ctx, published.id, ids)).values()]
      : await loadStandings(ctx, published.id, { filter: { asking: true }, after: null, limit: 100_000 });
    if (!ids) {
      await lockTiers(
        ctx,
        rows.map((row) => row.id),
      );
    } else if (rows.length < ids.length) throw new NotFound();
    for (const row of rows) {
      if (ids && row.proposal.tier !== wanted.get(row.id)) {
        throw new Refusal(
          'segmentation.proposalChanged',
          `The proposal for ${row.name} has changed: it is ${row.proposal.tier} now.`,
          {
            account: row.name,
            tier: row.proposal.tier,
          },
        );
      }
    }
    const accepted = rows.filter((row) => (ids ? row.proposal.act !== 'keep' : asksForDecision(row.proposal)));
    const before = await loadTiers(
      ctx,
      accepted.map((row) => row.id),
    );
    if (accepted.length > 0) {
      await changeTiers(
        ctx,
        accepted.map((row) => ({
          accountId: row.id,
          tier: row.proposal.tier,
          origin: 'proposal' as const,
          reasonCode: row.proposal.reasons[0]?.code ?? 'tier.noRule',
          reason: '',
          reviewOn: null,
          reviewId: published.id,
        })),
        before,
      );
    }
    return { accepted: accepted.length };
  }),
] as const;
