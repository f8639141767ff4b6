import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { endTeam, listTeam } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountWords } from './use-account-words.ts';

const TeamMemberForm = lazy(() => import('./TeamMemberForm.tsx'));
const SeatHistory = lazy(() => import('./SeatHistory.tsx'));

/** Who looks after an account, now and before; leaders assign and end. */
export function AccountTeamPanel({ accountId, can }: { accountId: string; can: { assign: boolean } }) {
  const t = useWords('accounts');
  const format = useFormats();
  const { duties } = useAccountWords();
  const [editing, setEditing] = useState<string | null>(null);
  const [past, setPast] = useState(false);
  const team = useCall(listTeam, { id: accountId });
  const end = useAct(endTeam, { done: t('team.ended') });
  if (team.error) return <ErrorState error={team.error} retry={() => void team.refetch()} />;
  const rows = team.data?.rows ?? [];
  const shown = rows.filter((row) => past || row.until === null || row.until >= format.today());
  return (
    <Section
      title={t('team.title')}
      framed
      actions={
        can.assign && editing === null ? (
          <Button variant="default" size="compact-xs" onClick={() => setEditing('new')}>
            {t('team.add')}
          </Button>
        ) : undefined
      }
    >
      <Suspense>
        {editing ? (
          <TeamMemberForm
            key={editing}
            accountId={accountId}
            row={rows.find((row) => row.id === editing) ?? null}
            onClose={() => setEditing(null)}
          />
        ) : null}
      </Suspense>
      {team.data?.overfull.map((span) => (
        <p key={span.since} className={styles.line}>
          <Badge tone="warn">{t('team.overfull', { total: span.total })}</Badge>
          <span className="dim">
            {span.until
              ? t('team.overfullDays', { since: format.day(span.since), until: format.day(span.until) })
              : t('team.overfullFrom', { since: format.day(span.since) })}
          </span>
        </p>
      ))}
      {team.isPending ? <LoadingState lines={2} /> : null}
      {team.data && shown.length === 0 ? <p className="dim">{t('team.none')}</p> : null}
      <ul className={styles.list}>
        {shown.map((row) => (
          <li key={row.id} className={styles.between}>
            <span className={styles.line}>
              <strong>{row.user.name}</strong>
              <span>{duties[row.duty]}</span>
              {row.share === null ? null : <span className="num">{format.percent(row.share / 100, 0)}</span>}
              {row.since > format.today() ? <Badge tone="accent">{t('team.coming')}</Badge> : null}
              <span className="dim">
                {t('team.since')} <DateText value={row.since} />
                {row.until ? (
                  <>
                    {' '}
                    {t('team.until')} <DateText value={row.until} />
                  </>
                ) : null}
              </span>
              {row.responsible === '' ? null : <span>{row.responsible}</span>}
              {past && row.changedAt ? (
                <span className="dim">
                  {t('team.changedBy', {
                    name: row.changedBy?.name ?? t('team.system'),
                    at: format.moment(row.changedAt),
                  })}
                </span>
              ) : null}
              {past && row.former.length > 0 ? (
                <Suspense>
                  <SeatHistory former={row.former} />
                </Suspense>
              ) : null}
            </span>
            {can.assign && (row.isNow || row.since > format.today()) ? (
              <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setEditing(row.id)}>
                {t('team.change')}
              </Button>
            ) : null}
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
      {rows.length > shown.length || past || rows.some((row) => row.former.length > 0) ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setPast(!past)}>
          {past
            ? t('team.hidePast')
            : rows.length > shown.length
              ? t('team.showPast', { count: rows.length - shown.length })
              : t('team.history')}
        </Button>
      ) : null}
    </Section>
  );
}
