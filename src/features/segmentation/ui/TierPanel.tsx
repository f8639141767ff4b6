import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { TierBadge } from '../../../ui-kit/Badges.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { ApprovalsBlock } from '../../approvals/ui/public.tsx';
import { getStanding, listTierHistory } from '../contract.ts';
import { ProposalMark } from './ProposalMark.tsx';
import styles from './Segmentation.module.css';
import { useSegmentationWords } from './use-segmentation-words.ts';

const SetTier = lazy(() => import('./SetTier.tsx'));

type Entry = OutputOf<typeof listTierHistory>['rows'][number];

/** The tier of an account: what is in force and why, what the rules propose, who set it before; set by hand from here. */
export function TierPanel({ account }: { account: { id: string; name: string } }) {
  const t = useWords('segmentation');
  const [setting, setSetting] = useState(false);
  const standing = useCall(getStanding, { id: account.id });
  const history = useCall(listTierHistory, { id: account.id });
  const { data } = standing;
  const help = <span className="dim">{data?.proposal ? t('tier.rulesSay') : null}</span>;
  return (
    <Section
      title={t('tier.title')}
      actions={
        data?.can.setTier || data?.can.askTier ? (
          <Button variant="default" size="compact-sm" onClick={() => setSetting(true)}>
            {data.can.setTier ? t('set.open') : t('ask.open')}
          </Button>
        ) : undefined
      }
    >
      {standing.error ? <ErrorState error={standing.error} retry={() => void standing.refetch()} /> : null}
      {data === undefined && !standing.error ? <LoadingState lines={2} /> : null}
      {data ? (
        <>
          <div className={styles.line}>
            <TierBadge tier={data.countsAs} proposed={data.tier === null} />
            {data.tier ? <TierWords entry={data.tier} /> : <span className="dim">{t('tier.notSet')}</span>}
          </div>
          {data.isGroups ? (
            <p className="dim">
              {data.standsFor ? (
                <>
                  {t('tier.ofGroup')} <PageLink to={`/accounts/${data.standsFor.id}`}>{data.standsFor.name}</PageLink>
                </>
              ) : (
                t('tier.ofHiddenGroup')
              )}
            </p>
          ) : null}
          {data.proposal ? (
            <div className={styles.line}>
              {help}
              <ProposalMark proposal={data.proposal} spelled />
            </div>
          ) : null}
        </>
      ) : null}
      {data?.can.askTier ? (
        <Suspense>
          <ApprovalsBlock account={account} kind="segmentation.tier" />
        </Suspense>
      ) : null}
      {history.data && history.data.rows.length > 1 ? (
        <ol className={styles.history} aria-label={t('tier.history')}>
          {history.data.rows.slice(1).map((entry) => (
            <li key={entry.id} className={styles.line}>
              <TierBadge tier={entry.tier} />
              <TierWords entry={entry} />
            </li>
          ))}
        </ol>
      ) : null}
      <Suspense>{setting ? <SetTier account={account} onClose={() => setSetting(false)} /> : null}</Suspense>
    </Section>
  );
}

/** Since when, by whom, why. */
function TierWords({ entry }: { entry: Entry }) {
  const t = useWords('segmentation');
  const { handReasons } = useSegmentationWords();
  const why =
    entry.origin === 'hand'
      ? (handReasons[entry.reasonCode as keyof typeof handReasons] ?? entry.reasonCode)
      : t('tier.accepted');
  return (
    <span>
      <DateText value={entry.since} />
      {entry.until ? (
        <>
          {' – '}
          <DateText value={entry.until} />
        </>
      ) : null}
      <span className="dim">
        {' · '}
        {[why, entry.reason, entry.setBy?.name].filter(Boolean).join(' · ')}
        {entry.reviewOn ? (
          <>
            {' · '}
            {t('tier.reviewOn')} <DateText value={entry.reviewOn} />
          </>
        ) : null}
      </span>
    </span>
  );
}
