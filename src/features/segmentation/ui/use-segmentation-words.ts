import { useMemo } from 'react';
import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';

interface Reason {
  code: string;
  params: Record<string, string | number>;
}

/** The room's words for the codes of the API. */
export function useSegmentationWords() {
  const t = useWords('segmentation');
  const format = useFormats();
  return useMemo(() => {
    const share = (value: string | number | undefined) =>
      format.percent(Number(value ?? 0), 1).replace(/[.,]0(?=\D*%)/, '');
    const reasons: Record<string, (params: Reason['params']) => string> = {
      'tier.tenPercent': (p) => t('reason.tenPercent', { share: share(p.share), threshold: share(p.threshold) }),
      'tier.eighty': (p) => t('reason.eighty', { threshold: share(p.threshold), rank: p.rank, programme: p.programme }),
      'tier.growth': (p) => t('reason.growth', { growth: share(p.growth) }),
      'tier.quartersUp': (p) => t('reason.quartersUp', { up: p.up, of: p.of }),
      'tier.silent': (p) => t('reason.silent', { since: format.day(String(p.since)), days: p.days }),
      'tier.neverBought': () => t('reason.neverBought'),
      'tier.noRule': () => t('reason.noRule'),
      'tier.byHand': (p) =>
        p.until === undefined ? t('reason.byHand') : t('reason.byHandUntil', { until: format.day(String(p.until)) }),
      'tier.keyMissed': (p) => t('reason.keyMissed', { missed: p.missed, needed: p.needed }),
      'growth.shortHistory': () => t('reason.shortHistory'),
      'growth.noBase': () => t('reason.noBase'),
      'concentration.emptyBase': () => t('reason.emptyBase'),
    };
    return {
      bases: {
        revenue: t('basis.revenue'),
        margin: t('basis.margin'),
        received: t('basis.received'),
        ordered: t('basis.ordered'),
      },
      /** As in "71 % of revenue". */
      ofBasis: {
        revenue: t('of.revenue'),
        margin: t('of.margin'),
        received: t('of.received'),
        ordered: t('of.ordered'),
      },
      levels: { group: t('level.group'), entity: t('level.entity'), outlet: t('level.outlet') },
      rules: { tenPercent: t('rule.tenPercent'), eighty: t('rule.eighty'), topFifth: t('rule.topFifth') },
      rulesShort: {
        tenPercent: t('ruleShort.tenPercent'),
        eighty: t('ruleShort.eighty'),
        topFifth: t('ruleShort.topFifth'),
      },
      tiers: {
        key: t('kit:tier.key'),
        emerging: t('kit:tier.emerging'),
        standard: t('kit:tier.standard'),
        prospect: t('kit:tier.prospect'),
        dormant: t('kit:tier.dormant'),
      },
      acts: {
        assign: t('act.assign'),
        promote: t('act.promote'),
        keep: t('act.keep'),
        stepDown: t('act.stepDown'),
      },
      handReasons: {
        brand_image: t('hand.brand_image'),
        segment_leader: t('hand.segment_leader'),
        growth: t('hand.growth'),
        market_signal: t('hand.market_signal'),
        other: t('hand.other'),
      },
      exclusions: {
        retail: t('exclusion.retail'),
        own_company: t('exclusion.own_company'),
        other: t('exclusion.other'),
      } as Record<string, string>,
      reason: (reason: Reason | null | undefined) =>
        reason ? (reasons[reason.code]?.(reason.params) ?? reason.code) : undefined,
    };
  }, [t, format]);
}
