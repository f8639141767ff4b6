import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct, useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText, NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { type Kind, listTrash, purgeFromTrash, restoreFromTrash, type TrashRow } from '../contract.ts';
import { KeepDays } from './KeepDays.tsx';

const defaults = { q: '', kind: [], by: '', days: '' } as const;

/** The words of kinds. */
function useKinds(): Record<Kind, string> {
  const t = useWords('trash');
  return {
    project: t('kind.project'),
    task: t('kind.task'),
    note: t('kind.note'),
    file: t('kind.file'),
    contactNote: t('kind.contactNote'),
    position: t('kind.position'),
    mapPerson: t('kind.mapPerson'),
    mapLine: t('kind.mapLine'),
    mapTie: t('kind.mapTie'),
    businessChange: t('kind.businessChange'),
    dossierYear: t('kind.dossierYear'),
    address: t('kind.address'),
    identifier: t('kind.identifier'),
    accountView: t('kind.accountView'),
    contactView: t('kind.contactView'),
    taskView: t('kind.taskView'),
  };
}

/** What was deleted and can be brought back: by kind, by whom, since when; for how long yet. */
export default function TrashPage() {
  const t = useWords('trash');
  const kinds = useKinds();
  const navigate = useNavigate();
  const [view, setView] = useUrlState(defaults);
  const [purging, setPurging] = useState<TrashRow | null>(null);
  const members = useCall(listMembers, {});
  const list = usePages(listTrash, {
    ...(view.q ? { q: view.q } : {}),
    ...(view.kind.length ? { kind: view.kind as unknown as Kind[] } : {}),
    ...(view.by ? { by: view.by } : {}),
    ...(view.days ? { days: Number(view.days) } : {}),
    limit: 100,
  });
  const restore = useAct(restoreFromTrash, {
    onDone: ({ leftOut, path }) => {
      const act = path === null ? {} : { act: { label: t('restore.show'), run: () => void navigate({ href: path }) } };
      say(leftOut === 0 ? t('restore.done') : t('restore.doneBut', { count: leftOut }), 'good', act);
    },
  });
  const purge = useAct(purgeFromTrash, { done: t('purge.done'), onDone: () => setPurging(null) });
  const keepDays = list.first?.keepDays ?? 30;
  const count = list.rows?.length ?? 0;
  const columns: Column<TrashRow>[] = [
    {
      id: 'title',
      title: t('field.title'),
      grow: true,
      fixed: true,
      phone: 'title',
      width: 200,
      show: (row) => row.title || <NoValue why={t('none.title')} />,
    },
    { id: 'kind', title: t('field.kind'), width: 110, show: (row) => kinds[row.kind] },
    {
      id: 'account',
      title: t('field.account'),
      width: 140,
      show: (row) =>
        row.account ? (
          <PageLink to={`/accounts/${row.account.id}`}>{row.account.name}</PageLink>
        ) : (
          <NoValue why={t('none.account')} />
        ),
    },
    {
      id: 'by',
      title: t('field.by'),
      width: 110,
      show: (row) => row.removedBy?.name ?? <NoValue why={t('none.by')} />,
    },
    { id: 'at', title: t('field.at'), width: 125, show: (row) => <DateText value={row.removedAt} time /> },
    {
      id: 'left',
      title: t('field.left'),
      width: 90,
      phone: 'figure',
      show: (row) =>
        row.daysLeft <= 3 ? (
          <Badge tone="warn">{t('days', { count: row.daysLeft })}</Badge>
        ) : (
          t('days', { count: row.daysLeft })
        ),
    },
    {
      id: 'acts',
      title: t('field.acts'),
      width: 225,
      fixed: true,
      show: (row) => (
        <>
          <Button
            size="compact-xs"
            variant="default"
            disabled={restore.isPending}
            aria-label={t('restore.of', { title: row.title })}
            onClick={() => restore.mutate({ id: row.id })}
          >
            {t('restore.button')}
          </Button>{' '}
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t('purge.of', { title: row.title })}
            onClick={() => setPurging(row)}
          >
            {t('purge.button')}
          </Button>
        </>
      ),
    },
  ];
  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        <AnswerLine loading={list.loading} note={t('kept', { count: keepDays })}>
          {t(list.more ? 'answerMore' : 'answer', { count })}
        </AnswerLine>
      }
      actions={list.first?.can.manage ? <KeepDays keepDays={keepDays} version={list.first.version} /> : undefined}
    >
      <DataTable
        name="trash.list"
        label={t('menu.list')}
        columns={columns}
        {...list}
        rowId={(row) => row.id}
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            search={{ key: 'q', placeholder: t('find') }}
            fields={[
              {
                key: 'kind',
                label: t('field.kind'),
                options: Object.entries(kinds).map(([value, label]) => ({ value, label })),
                many: true,
              },
              {
                key: 'by',
                label: t('field.by'),
                options: (members.data?.members ?? []).map((one) => ({ value: one.id, label: one.name })),
              },
              {
                key: 'days',
                label: t('field.at'),
                options: [1, 7].map((days) => ({ value: String(days), label: t('lastDays', { count: days }) })),
              },
            ]}
          />
        }
        empty={<EmptyState title={t('empty.title')} text={t('empty.text', { count: keepDays })} />}
      />
      <Confirm
        opened={purging !== null}
        onClose={() => setPurging(null)}
        onConfirm={() => purging && purge.mutate({ id: purging.id })}
        title={t('purge.title')}
        text={t('purge.text', { title: purging?.title ?? '' })}
        button={t('purge.button')}
        busy={purge.isPending}
        danger
      />
    </PageLayout>
  );
}
