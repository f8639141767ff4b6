import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { endTeam, listTeam } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountWords } from './use-account-words.ts';

const AddTeamMember = lazy(() => import('./AddTeamMember.tsx'));

/** Who looks after an account, now and before; leaders assign and end. */
export function AccountTeamPanel({ accountId, can }: { accountId: string; can: { assign: boolean } }) {
  const t = useWords('accounts');
  const { duties } = useAccountWords();
  const [adding, setAdding] = useState(false);
  const [past, setPast] = useState(false);
  const team = useCall(listTeam, { id: accountId });
  const end = useAct(endTeam, { done: t('team.ended') });
  if (team.error) return <ErrorState error={team.error} retry={() => void team.refetch()} />;
  const rows = team.data?.rows ?? [];
  const shown = rows.filter((row) => past || row.until === null || row.isNow);
  return (
    <Section
      title={t('team.title')}
      framed
      actions={
        can.assign && !adding ? (
          <Button variant="default" size="compact-xs" onClick={() => setAdding(true)}>
            {t('team.add')}
          </Button>
        ) : undefined
      }
    >
      <Suspense>{adding ? <AddTeamMember accountId={accountId} onClose={() => setAdding(false)} /> : null}</Suspense>
      {team.isPending ? <LoadingState lines={2} /> : null}
      {team.data && shown.length === 0 ? <p className="dim">{t('team.none')}</p> : null}
      <ul className={styles.list}>
        {shown.map((row) => (
          <li key={row.id} className={styles.between}>
            <span className={styles.line}>
              <strong>{row.user.name}</strong>
              <span>{duties[row.duty]}</span>
              <span className="dim">
                {t('team.since')} <DateText value={row.since} />
                {row.until ? (
                  <>
                    {' '}
                    {t('team.until')} <DateText value={row.until} />
                  </>
                ) : null}
              </span>
            </span>
            {can.assign && row.until === null ? (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                onClick={() => end.mutate({ id: accountId, memberId: row.id, version: row.version })}
              >
                {t('team.end')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {rows.length > shown.length || past ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setPast(!past)}>
          {past ? t('team.hidePast') : t('team.showPast', { count: rows.length - shown.length })}
        </Button>
      ) : null}
    </Section>
  );
}
