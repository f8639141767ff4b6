import { formatMinor, sum } from '../../pure/money.ts';
import type { Review } from './rules.ts';
import { inBase, type Showing, shownAmount } from './rules-showing.ts';

/**
 * The review as the command line and the API print it: amounts as decimal strings, shares from 0 to 1, external ids. `tier` is the tier in force, or
 * the proposed one where none was set.
 */
export function answerOf(review: Review, showing: Showing = inBase(review.currency)) {
  const { base, currency, rate, day } = showing;
  const shown = (minor: bigint) => shownAmount(minor, showing);
  const money = (minor: bigint) => formatMinor(shown(minor), currency);
  const amounts = review.accounts.map((account) => shown(account.amount));
  const externalIds = new Map(review.accounts.map((account) => [account.id, account.externalId]));
  const { reason: _reason, ...concentration } = review.concentration;
  return {
    basis: review.basis,
    level: review.level,
    currency,
    conversion: currency === base ? null : { base, rate, day },
    period: { from: review.period.from, to: review.period.to },
    isPartial: review.isPartial,
    total: formatMinor(sum(amounts), currency),
    base: formatMinor(sum(amounts.filter((amount) => amount > 0n)), currency),
    margin: review.margin === null ? null : money(review.margin),
    buyingAccounts: review.buying,
    activeBase: review.activeBase,
    accounts: review.accounts.map((account) => ({
      externalId: account.externalId,
      name: account.name,
      rank: account.rank,
      amount: money(account.amount),
      margin: account.margin === null ? null : money(account.margin),
      share: account.share,
      cumulativeShare: account.cumulativeShare,
      class: account.class,
      xyz: account.xyz,
      growth: account.growth.value,
      rules: account.rules,
      tier: account.tier ?? account.proposal.tier,
      proposal: {
        tier: account.proposal.tier,
        act: account.proposal.act,
        reasons: account.proposal.reasons,
      },
    })),
    excluded: review.excluded.map(({ externalId, name, amount, reason }) => ({
      externalId,
      name,
      amount: money(amount),
      reason,
    })),
    concentration,
    rules: { ...review.rules, tenPercent: review.rules.tenPercent.map((id) => externalIds.get(id) ?? id) },
  };
}
