import { Badge, ClassBadge, TierBadge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { Figure } from '../../../ui-kit/HelpMark.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { Percent, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getStanding } from '../contract.ts';
import styles from './Segmentation.module.css';
import { useSegmentationWords } from './use-segmentation-words.ts';

/** Share, rank, class and rules of an account, as the last company-wide review published them; of its group where it has one. */
export function StandingFigures({ accountId }: { accountId: string }) {
  const t = useWords('segmentation');
  const format = useFormats();
  const { rules, rulesShort, exclusions } = useSegmentationWords();
  const { data, error } = useCall(getStanding, { id: accountId });
  if (error) return null;
  if (!data) return <LoadingState lines={1} />;
  if (data.excluded !== null) {
    return <p className="dim">{t('standing.excluded', { reason: exclusions[data.excluded] ?? data.excluded })}</p>;
  }
  if (data.period === null) return <p className="dim">{t('standing.none')}</p>;
  return (
    <div>
      <div className={styles.figures}>
        <Figure label={t(data.isGroups ? 'column.groupTier' : 'column.tier')} help="tier">
          <TierBadge
            tier={data.countsAs}
            proposed={data.tier === null}
            title={data.tier === null ? t('tier.notSet') : undefined}
          />
        </Figure>
        <Figure label={t(data.isGroups ? 'column.groupShare' : 'column.share')} help="share">
          <Percent value={data.share} why={t('why.noShare')} />
        </Figure>
        <Figure label={t(data.isGroups ? 'column.groupRank' : 'column.rank')} help="rank">
          <Quantity value={data.rank} why={t('why.noRank')} />
        </Figure>
        <Figure label={t(data.isGroups ? 'column.groupClass' : 'column.class')} help="class">
          <ClassBadge value={data.class} xyz={data.xyz} />
        </Figure>
        <Figure label={t('column.rules')} help="disagreement">
          {data.rules.length === 0 ? (
            t('standing.noRule')
          ) : (
            <span className={styles.marks}>
              {data.rules.map((rule) => (
                <Badge key={rule} tone="outline" title={rules[rule]}>
                  {rulesShort[rule]}
                </Badge>
              ))}
            </span>
          )}
        </Figure>
      </div>
      <p className="dim">
        {t('standing.period', { period: format.period(data.period.from, data.period.to) })}
        {data.standsFor ? (
          <>
            {' '}
            {t('standing.group')} <PageLink to={`/accounts/${data.standsFor.id}`}>{data.standsFor.name}</PageLink>
          </>
        ) : data.isGroups ? (
          ` ${t('standing.hiddenGroup')}`
        ) : null}
      </p>
    </div>
  );
}
