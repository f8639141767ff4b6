import { reaches } from '../../pure/money.ts';
import type { SegmentationRules } from '../settings/contract.ts';
import { growsBy, type QuartersUp } from './rules-rhythm.ts';
import type { KeyRule, Reason, Tier } from './rules-settings.ts';

/** What a proposal does to the tier that is in force. `assign`: there was none. */
export type Act = 'assign' | 'promote' | 'keep' | 'stepDown';

export interface TierCase {
  amount: bigint;
  prior: bigint | null;
  /** Of all amounts: what the smallest share of an emerging account is measured against. */
  total: bigint;
  share: number | null;
  rank: number;
  rules: readonly KeyRule[];
  quartersUp: QuartersUp | null;
  /** Ever, not only in the period; null: never bought. */
  lastPurchase: string | null;
  /** The first day of the dormant window (`dormantWindow`): a last purchase before it is silence. */
  silentBefore: string;
  /** The organisation's calendar day, for review dates. */
  today: string;
  currentTier: Tier | null;
  /** The tier was set by a person; respected until `reviewOn` (until somebody changes it when there is no date). */
  isSetByHand: boolean;
  reviewOn: string | null;
  /** Reviews running, before this one, in which the key rules were missed. */
  missedBefore: number;
}

export interface Proposal {
  tier: Tier;
  act: Act;
  reasons: Reason[];
  /** What the rules alone say, when a person's word or patience holds another tier, and why. */
  byRules: Tier;
  found: Reason[];
  /** Reviews running in which the key rules were missed, with this one: to be kept for the next review. */
  missed: number;
}

const HEIGHT: Record<Tier, number> = { key: 4, emerging: 3, standard: 2, prospect: 1, dormant: 0 };

/** Why an account is key by the rules: >= 10 %, or in the 80 % set and among the first of the programme. Empty: it is not. */
export function keyReasons(standing: Pick<TierCase, 'rules' | 'rank' | 'share'>, rules: SegmentationRules): Reason[] {
  const reasons: Reason[] = [];
  if (standing.rules.includes('tenPercent')) {
    reasons.push({ code: 'tier.tenPercent', params: { share: standing.share ?? 0, threshold: rules.tenPercent } });
  }
  if (standing.rules.includes('eighty') && standing.rank <= rules.programmeSize) {
    reasons.push({
      code: 'tier.eighty',
      params: { rank: standing.rank, programme: rules.programmeSize, threshold: rules.eighty },
    });
  }
  return reasons;
}

function emergingReasons(account: TierCase, rules: SegmentationRules): Reason[] {
  const { growth, quartersUp, minimumShare } = rules.emerging;
  const grows = growsBy(account.amount, account.prior, growth);
  const steady = account.quartersUp !== null && account.quartersUp.up >= quartersUp;
  if (!grows || !steady || !reaches(account.amount, account.total, minimumShare)) return [];
  const rate = Number(account.amount - account.prior!) / Number(account.prior);
  return [
    { code: 'tier.growth', params: { growth: rate, threshold: growth } },
    { code: 'tier.quartersUp', params: { up: account.quartersUp!.up, of: account.quartersUp!.of } },
  ];
}

function byRules(account: TierCase, rules: SegmentationRules): { tier: Tier; reasons: Reason[] } {
  const key = keyReasons(account, rules);
  const isSilent = account.lastPurchase !== null && account.lastPurchase < account.silentBefore;
  const silence = isSilent
    ? [
        {
          code: 'tier.silent',
          params: { since: account.lastPurchase!, days: rules.active.days * rules.active.dormantTimes },
        },
      ]
    : [];
  if (key.length > 0) return { tier: 'key', reasons: [...key, ...silence] };
  if (account.lastPurchase === null) return { tier: 'prospect', reasons: [{ code: 'tier.neverBought', params: {} }] };
  if (isSilent) return { tier: 'dormant', reasons: silence };
  const emerging = emergingReasons(account, rules);
  if (emerging.length > 0) return { tier: 'emerging', reasons: emerging };
  return { tier: 'standard', reasons: [{ code: 'tier.noRule', params: {} }] };
}

function actOf(from: Tier | null, to: Tier): Act {
  if (from === null) return 'assign';
  if (from === to) return 'keep';
  return HEIGHT[to] > HEIGHT[from] ? 'promote' : 'stepDown';
}

/** What holds an account in its tier whatever the rules say: a person's word, or patience with a key account. */
export type TierInForce = Pick<TierCase, 'currentTier' | 'isSetByHand' | 'reviewOn' | 'missedBefore' | 'today'>;

/**
 * The proposal from what the rules say and the tier in force. A key account that misses the key rules stays until it missed them in so many reviews running,
 * unless it is dormant. A tier set by hand is kept while today is before its review date.
 */
export function settleTier(
  found: { tier: Tier; reasons: Reason[] },
  force: TierInForce,
  rules: Pick<SegmentationRules, 'missedReviews'>,
): Proposal {
  const missed = found.tier === 'key' ? 0 : force.missedBefore + 1;
  const current = force.currentTier;
  const answer = (tier: Tier, reasons: Reason[]): Proposal => ({
    tier,
    act: actOf(current, tier),
    reasons,
    byRules: found.tier,
    found: found.reasons,
    missed,
  });
  if (current !== null && force.isSetByHand && (force.reviewOn === null || force.today < force.reviewOn)) {
    const params: Reason['params'] = force.reviewOn === null ? {} : { until: force.reviewOn };
    return answer(current, [{ code: 'tier.byHand', params }, ...found.reasons]);
  }
  if (current === 'key' && found.tier !== 'key') {
    const reason = { code: 'tier.keyMissed', params: { missed, needed: rules.missedReviews } };
    if (missed < rules.missedReviews && found.tier !== 'dormant') return answer('key', [reason]);
    return answer(found.tier, [reason, ...found.reasons]);
  }
  return answer(found.tier, found.reasons);
}

/**
 * The tier that the rules propose, and why. Key: >= 10 % of the base, or in the 80 % set and among the first 25. Prospect: never bought. Dormant: not key
 * and nothing bought in the active-base period twice over. Emerging: growth >= 20 % against the same months, up in 3 of the last 4 quarters, at least
 * 0.2 % of the total. Standard: the rest; then what is in force has its say (`settleTier`). Source: formulas.md and product.md; every number is a setting.
 */
export function proposeTier(account: TierCase, rules: SegmentationRules): Proposal {
  return settleTier(byRules(account, rules), account, rules);
}

/** Whether a proposal asks somebody to decide: another tier than the one in force, or key or emerging where none is. */
export function asksForDecision(proposal: Pick<Proposal, 'tier' | 'act'>): boolean {
  if (proposal.act === 'assign') return proposal.tier === 'key' || proposal.tier === 'emerging';
  return proposal.act !== 'keep';
}

/** Whether an account would become a key account, or cease to be one. */
export const touchesKey = (before: Tier | null, after: Tier): boolean => (before === 'key') !== (after === 'key');

/** What a request for a tier is called, in the organisation's language. */
export function tierTitle(language: string, name: string, tier: Tier): string {
  if (language === 'ru') return tier === 'key' ? `Сделать ключевым клиентом: ${name}` : `Вывести из ключевых: ${name}`;
  return tier === 'key' ? `Make a key account: ${name}` : `No key account any more: ${name}`;
}
