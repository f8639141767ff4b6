import type { OutputOf } from '../../../pure/operation.ts';
import { DeltaBadge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { Tile, Tiles } from '../../../ui-kit/Tiles.tsx';
import { Money, Percent, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { getKeyAccounts } from '../contract.ts';
import { useSegmentationWords } from './use-segmentation-words.ts';

type Answer = OutputOf<typeof getKeyAccounts>;

const less = (now: number | null | undefined, before: number | null | undefined) =>
  now === null || now === undefined || before === null || before === undefined ? null : now - before;

/** Totals and concentration, each against the period before; people who see only some accounts get the totals of these. */
export function ConcentrationTiles({ answer, loading }: { answer: Answer | undefined; loading: boolean }) {
  const t = useWords('segmentation');
  const format = useFormats();
  const { bases, reason } = useSegmentationWords();
  const company = answer?.company;
  const before = company?.previous;
  const now = company?.concentration;
  const against = before
    ? t('tiles.against', { period: format.period(before.period.from, before.period.to) })
    : undefined;
  const why = reason(now?.reason);
  const compared = { against, why: why ?? reason(before?.concentration.reason) };
  const margin = answer?.totals.margin;
  const coverage = answer?.totals.coverage ?? 1;
  const costed =
    coverage < 1 ? t('tiles.coverage', { share: format.percent(Math.floor(coverage * 100) / 100, 0) }) : undefined;
  const total = (
    <Tile
      label={
        answer ? (company ? bases[answer.basis] : t('tiles.visible', { basis: bases[answer.basis] })) : t('tiles.total')
      }
      value={<Money value={answer?.totals.total} short />}
      delta={
        before ? (
          <DeltaBadge value={before.growth.value} against={against} why={reason(before.growth.reason)} />
        ) : undefined
      }
      note={
        answer
          ? [
              t('tiles.buying', { count: answer.totals.buying, of: format.number(answer.totals.accounts) }),
              answer.basis === 'margin' && costed,
            ]
              .filter(Boolean)
              .join(' · ')
          : undefined
      }
      help={company ? 'base' : 'visible-total'}
      loading={loading}
    />
  );
  const marginTile =
    answer?.can.seeMargin && answer.basis !== 'margin' && margin ? (
      <Tile label={bases.margin} value={<Money value={margin} short />} note={costed} help="margin" />
    ) : null;
  const active = (
    <Tile
      label={t('tiles.active')}
      value={<Quantity value={answer?.totals.activeBase} />}
      help="active-base"
      loading={loading}
    />
  );
  if (answer && !company) {
    return (
      <Tiles label={t('tiles.label')}>
        {total}
        {marginTile}
        <Tile label={t('tiles.key')} value={<Quantity value={answer.totals.keyCount} />} help="tier" />
        {active}
      </Tiles>
    );
  }
  return (
    <Tiles label={t('tiles.label')}>
      {total}
      {marginTile}
      <Tile
        label="CR-1"
        value={<Percent value={now?.cr1} why={why} />}
        delta={<DeltaBadge kind="points" riseIsBad value={less(now?.cr1, before?.concentration.cr1)} {...compared} />}
        note={company?.headline.largest?.name}
        help="cr-n"
        loading={loading}
      />
      <Tile
        label="CR-5"
        value={<Percent value={now?.cr5} why={why} />}
        delta={<DeltaBadge kind="points" riseIsBad value={less(now?.cr5, before?.concentration.cr5)} {...compared} />}
        note={typeof now?.cr10 === 'number' ? t('tiles.cr10', { share: format.percent(now.cr10) }) : undefined}
        help="cr-n"
        loading={loading}
      />
      <Tile
        label="HHI"
        value={<Quantity value={now?.hhi} digits={0} why={why} />}
        delta={
          <DeltaBadge
            kind="number"
            digits={0}
            riseIsBad
            value={less(now?.hhi, before?.concentration.hhi)}
            {...compared}
          />
        }
        note={
          typeof now?.hhi === 'number'
            ? t(now.hhi >= 1800 ? 'tiles.high' : now.hhi >= 1000 ? 'tiles.moderate' : 'tiles.low')
            : undefined
        }
        help="hhi"
        loading={loading}
      />
      <Tile
        label={t('tiles.effective')}
        value={<Quantity value={now?.effectiveNumber} digits={1} why={why} />}
        delta={
          <DeltaBadge
            kind="number"
            value={less(now?.effectiveNumber, before?.concentration.effectiveNumber)}
            {...compared}
          />
        }
        help="effective-number"
        loading={loading}
      />
      {active}
    </Tiles>
  );
}
