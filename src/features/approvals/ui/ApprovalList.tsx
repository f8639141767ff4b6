import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText, NoValue } from '../../../ui-kit/Values.tsx';
import { type ApprovalRow, type Box, listApprovals, listProcedures, type State } from '../contract.ts';
import { AskedText, StateBadge, WhoseTurn } from './ApprovalBits.tsx';
import { useApprovalWords } from './use-approval-words.ts';

const AskException = lazy(() => import('./AskException.tsx'));

const defaults = { box: 'waiting', q: '', kind: '', state: [] as string[], ask: false };

/** What waits for the reader, what they asked for, what is running and what was decided. */
export default function ApprovalList() {
  const { t, kind, states } = useApprovalWords();
  const [view, setView] = useUrlState(defaults);
  const seesAll = useCan('approvals.seeAll');
  const seesAccounts = useCan('accounts.read');
  const kinds = useCall(listProcedures, {});
  const filter = {
    box: view.box as Box,
    ...(view.q === '' ? {} : { q: view.q }),
    ...(view.kind === '' ? {} : { kind: view.kind }),
    ...(view.state.length === 0 ? {} : { state: view.state as State[] }),
  };
  const list = usePages(listApprovals, { ...filter, limit: 50 });
  const count = list.rows?.length ?? 0;
  const isFiltered = view.q !== '' || view.kind !== '' || view.state.length > 0;
  const columns: Column<ApprovalRow>[] = [
    {
      id: 'title',
      title: t('field.title'),
      grow: true,
      fixed: true,
      phone: 'title',
      width: 230,
      show: (row) => row.title,
    },
    { id: 'kind', title: t('field.kind'), width: 120, show: (row) => kind(row.kind) },
    { id: 'state', title: t('field.state'), width: 110, show: (row) => <StateBadge row={row} /> },
    {
      id: 'account',
      title: t('field.account'),
      width: 160,
      hidden: !seesAccounts,
      show: (row) =>
        row.account ? (
          <PageLink to={`/accounts/${row.account.id}`}>{row.account.name}</PageLink>
        ) : (
          <NoValue why={t('none.account')} />
        ),
    },
    {
      id: 'asked',
      title: t('field.asked'),
      width: 110,
      align: 'end',
      phone: 'figure',
      show: (row) => <AskedText row={row} />,
    },
    {
      id: 'requester',
      title: t('field.requester'),
      width: 130,
      hidden: view.box === 'asked',
      show: (row) => row.requester.name,
    },
    {
      id: 'turn',
      title: view.box === 'decided' ? t('field.closedBy') : t('field.waitingFor'),
      width: 140,
      hidden: view.box === 'waiting',
      show: (row) => <WhoseTurn row={row} />,
    },
    { id: 'filed', title: t('field.filed'), width: 100, show: (row) => <DateText value={row.filedAt} /> },
  ];
  const boxes = [
    { value: 'waiting', label: t('box.waiting') },
    { value: 'asked', label: t('box.asked') },
    ...(seesAll ? [{ value: 'running', label: t('box.running') }] : []),
    { value: 'decided', label: t('box.decided') },
  ];
  const kindOptions = (kinds.data?.rows ?? []).map((row) => ({ value: row.kind, label: kind(row.kind) }));
  const stateOptions = Object.entries(states)
    .filter(([value]) => (view.box === 'decided' ? value !== 'open' : view.box === 'asked'))
    .map(([value, label]) => ({ value, label }));
  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        <AnswerLine loading={list.loading}>
          {view.box === 'waiting'
            ? count === 0
              ? t('list.answerNone')
              : t('list.answer', { count })
            : t('list.answerOther', { count })}
        </AnswerLine>
      }
      actions={<Button onClick={() => setView({ ask: true })}>{t('ask.button')}</Button>}
      toolbar={
        <SegmentedChoice
          label={t('list.which')}
          value={view.box}
          onChange={(box) => setView({ box, state: [] })}
          options={boxes}
        />
      }
    >
      <DataTable
        name={`approvals.list.${view.box}`}
        label={t('menu.list')}
        columns={columns}
        {...list}
        rowId={(row) => row.id}
        rowLink={(row) => `/approvals/${row.id}`}
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            search={{ key: 'q', placeholder: t('list.find') }}
            fields={[
              { key: 'kind', label: t('field.kind'), options: kindOptions },
              ...(stateOptions.length > 0
                ? [{ key: 'state', label: t('field.state'), options: stateOptions, many: true }]
                : []),
            ]}
          />
        }
        empty={
          isFiltered || view.box !== 'waiting' ? (
            <EmptyState title={t('empty.filter')} />
          ) : (
            <EmptyState title={t('empty.title')} text={t('empty.text')} />
          )
        }
      />
      <Suspense>{view.ask ? <AskException onClose={() => setView({ ask: false })} /> : null}</Suspense>
    </PageLayout>
  );
}
