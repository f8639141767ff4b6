import { useMemo } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Badge, ClassBadge, DeltaBadge, TierBadge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { FigureLink } from '../../../ui-kit/PageLink.tsx';
import { Sparkline } from '../../../ui-kit/Sparkline.tsx';
import { Money, Percent, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { getKeyAccounts } from '../contract.ts';
import { ProposalMark } from './ProposalMark.tsx';
import styles from './Segmentation.module.css';
import { useSegmentationWords } from './use-segmentation-words.ts';

type Answer = OutputOf<typeof getKeyAccounts>;
export type Row = Answer['rows'][number];

/** The columns of the list; a figure leads to the documents behind it. */
export function useKeyColumns(answer: Answer | undefined): Column<Row>[] {
  const t = useWords('segmentation');
  const format = useFormats();
  const words = useSegmentationWords();
  return useMemo(() => {
    // What the company-wide review publishes on an account is of its group, whatever the level of the amounts.
    const ofGroups =
      answer !== undefined && !answer.company && (answer.scope === 'visible' || answer.level !== 'group');
    const lines = (row: Row) => ({ tab: 'documents', from: answer?.period.from, to: answer?.period.to, id: row.id });
    const columns: Column<Row>[] = [
      {
        id: 'rank',
        sort: true,
        title: t(ofGroups ? 'column.groupRank' : 'column.rank'),
        show: (row) => <Quantity value={row.rank} why={t('why.noRank')} />,
        align: 'end',
        width: ofGroups ? 108 : 60,
        phone: 'none',
      },
      {
        id: 'name',
        sort: true,
        title: t('column.account'),
        show: (row) => (
          <>
            {row.name}
            {row.group ? <span className="dim"> · {row.group.name}</span> : null}
          </>
        ),
        grow: true,
        width: 140,
        fixed: true,
        phone: 'title',
      },
      {
        id: 'tier',
        sort: true,
        title: t('column.tier'),
        show: (row) =>
          row.tier === null && row.countsAs !== null ? (
            <TierBadge tier={row.countsAs} proposed title={t('tier.notSet')} />
          ) : (
            <TierBadge tier={row.tier} />
          ),
        width: 118,
        help: 'tier',
      },
      {
        id: 'amount',
        sort: true,
        title: answer ? words.bases[answer.basis] : t('basis.revenue'),
        show: (row) => {
          const { id, ...search } = lines(row);
          return (
            <FigureLink to={`/accounts/${id}`} search={search} title={t('column.lines')}>
              {format.money(row.amount, 0)}
            </FigureLink>
          );
        },
        align: 'end',
        width: 128,
        help: answer?.basis ?? 'revenue',
        phone: 'figure',
      },
      {
        id: 'share',
        sort: true,
        title: t(ofGroups ? 'column.groupShare' : 'column.share'),
        show: (row) => <Percent value={row.share} why={t('why.noShare')} />,
        align: 'end',
        width: ofGroups ? 116 : 72,
        help: 'share',
      },
    ];
    if (answer?.company !== null || answer?.scope === 'company') {
      columns.push({
        id: 'cumulativeShare',
        sort: true,
        title: t('column.cumulative'),
        show: (row) => <Percent value={row.cumulativeShare} why={t('why.noShare')} />,
        align: 'end',
        width: 82,
        help: 'cumulative-share',
        phone: 'none',
      });
    }
    columns.push(
      {
        id: 'class',
        sort: true,
        title: t('column.class'),
        show: (row) => <ClassBadge value={row.class} xyz={row.xyz} />,
        width: 74,
        help: 'class',
        phone: 'none',
      },
      {
        id: 'months',
        title: t('column.months'),
        show: (row) => (
          <Sparkline values={row.months.map(Number)} label={t('column.monthsOf', { name: row.name })} width={70} />
        ),
        width: 90,
        help: 'sparkline',
        phone: 'none',
      },
      {
        id: 'growth',
        sort: true,
        title: t('column.growth'),
        show: (row) => (
          <DeltaBadge
            value={row.growth.value}
            against={t('column.growthAgainst')}
            why={words.reason(row.growth.reason)}
          />
        ),
        align: 'end',
        width: 96,
        help: 'growth',
      },
      {
        id: 'margin',
        sort: true,
        title: t('basis.margin'),
        show: (row) => <Money value={row.margin ?? null} digits={0} why={t('why.noMargin')} />,
        align: 'end',
        width: 108,
        help: 'margin',
        hidden: true,
        phone: 'none',
      },
      {
        id: 'rules',
        sort: true,
        title: t('column.rules'),
        show: (row) => (
          <span className={styles.marks}>
            {row.rules.map((rule) => (
              <Badge key={rule} tone="outline" title={words.rules[rule]}>
                {words.rulesShort[rule]}
              </Badge>
            ))}
          </span>
        ),
        width: 128,
        phone: 'none',
      },
    );
    if (answer?.can.setTier) {
      columns.push({
        id: 'proposal',
        sort: true,
        title: t('column.proposal'),
        show: (row) => <ProposalMark proposal={row.proposal} />,
        width: 126,
        help: 'proposal',
      });
    }
    return columns.filter((column) => column.id !== 'margin' || answer?.can.seeMargin);
  }, [t, format, words, answer]);
}
