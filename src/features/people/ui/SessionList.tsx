import { Button } from '@mantine/core';
import type { OutputOf } from '../../../pure/operation.ts';
import { Badge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { Ago, DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listSessions, revokeOtherSessions, revokeSession } from '../contract.ts';
import { programOf } from './program.ts';

type Session = OutputOf<typeof listSessions>['sessions'][number];

/** Where one is signed in, each with a button that ends it. */
export function SessionList() {
  const t = useWords('people');
  const list = useCall(listSessions, {});
  const end = useAct(revokeSession, { touches: [listSessions], done: t('profile.ended') });
  const endOthers = useAct(revokeOtherSessions, { touches: [listSessions], done: t('profile.othersEnded') });
  const sessions = list.data?.sessions;
  const columns: Column<Session>[] = [
    {
      id: 'device',
      title: t('profile.device'),
      grow: true,
      fixed: true,
      phone: 'title',
      show: (row) => (
        <span title={row.agent}>
          {programOf(row.agent) ?? t('profile.unknownDevice')}{' '}
          {row.isThis ? <Badge tone="accent">{t('profile.thisOne')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'address',
      title: t('profile.address'),
      width: 130,
      show: (row) => <span className="num">{row.address}</span>,
    },
    { id: 'seen', title: t('profile.seen'), width: 140, show: (row) => <Ago value={row.seenAt} /> },
    { id: 'began', title: t('profile.began'), width: 126, show: (row) => <DateText value={row.createdAt} /> },
    {
      id: 'acts',
      phone: 'bare',
      title: t('members.acts'),
      fixed: true,
      width: 100,
      show: (row) =>
        row.isThis ? null : (
          <Button variant="subtle" color="red" size="compact-xs" onClick={() => end.mutate({ id: row.id })}>
            {t('profile.end')}
          </Button>
        ),
    },
  ];
  return (
    <Section
      title={t('profile.sessions')}
      note={t('profile.sessionsNote')}
      actions={
        (sessions?.length ?? 0) > 1 ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate({})}
          >
            {t('profile.endOthers')}
          </Button>
        ) : undefined
      }
    >
      <DataTable
        name="people.sessions"
        label={t('profile.sessions')}
        columns={columns}
        rows={sessions}
        rowId={(row) => row.id}
        loading={list.isPending}
        error={list.error}
        retry={() => void list.refetch()}
        whole
      />
    </Section>
  );
}
