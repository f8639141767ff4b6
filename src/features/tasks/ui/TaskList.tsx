import { Button } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconDownload, IconLayoutKanban, IconList } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { EmptyState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useColumns } from '../../../ui-kit/use-columns.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { getAccount } from '../../accounts/contract.ts';
import { AccountPick } from '../../accounts/ui/public.tsx';
import { useListFields } from '../../fields/ui/public.tsx';
import { listMembers } from '../../people/contract.ts';
import { exportTasks, listTasks, type TaskRow } from '../contract.ts';
import { useTaskColumns } from './list-columns.tsx';
import styles from './Tasks.module.css';
import { filterOf, isFiltered, listDefaults, orderOf } from './task-filter.ts';
import { optionsOf, useTaskWords } from './use-task-words.ts';

const NewTask = lazy(() => import('./NewTask.tsx'));
const BulkEdit = lazy(() => import('./BulkEdit.tsx'));
const TaskBoard = lazy(() => import('./TaskBoard.tsx'));

/** Tasks of one box: filter, sort, change many, export; requests and assignments as a board. */
export default function TaskList() {
  const { t, kinds, states, priorities } = useTaskWords();
  const [view, setView] = useUrlState(listDefaults);
  const [kept, keep] = useLocalStorage({
    key: 'vitalfew.tasks.order',
    defaultValue: 'due',
    getInitialValueInEffect: false,
  });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<'new' | 'bulk' | null>(null);
  const decides = useCan('tasks.decide');
  const seesAccounts = useCan('accounts.read');
  const needsAccount = view.box === 'account' && view.account === '';
  const account = useCall(getAccount, { id: view.account }, { when: seesAccounts && view.account !== '', keep: false });
  const members = useCall(listMembers, {});
  const own = useListFields<TaskRow>('task', view.where);
  const filter = filterOf({ ...view, where: own.where });
  const order = orderOf(view, kept);
  const columns = [...useTaskColumns(view.box, view.closed), ...own.columns];
  const choice = useColumns(`tasks.list.${view.box}`, columns);
  const shown = own.shown(choice.visibility);
  const brought = shown.length > 0 ? { fields: shown } : {};
  const asked = { ...filter, ...order, ...brought, limit: 100 };
  const list = usePages(listTasks, asked, { when: !needsAccount && !view.board && !own.loading });
  const count = list.rows?.length ?? 0;
  const late = list.rows?.filter((row) => row.isOverdue).length ?? 0;
  const boxes = [
    { value: 'mine', label: t('box.mine') },
    { value: 'given', label: t('box.given') },
    { value: 'team', label: t('box.team') },
    { value: 'inbox', label: decides ? t('box.inboxManagement') : t('box.inbox') },
    { value: 'watching', label: t('box.watching') },
    ...(seesAccounts ? [{ value: 'account', label: t('box.account') }] : []),
  ];
  const fields = [
    { key: 'kind', label: t('field.kind'), options: optionsOf(kinds), many: true },
    { key: 'priority', label: t('field.priority'), options: optionsOf(priorities), many: true },
    ...(view.closed
      ? []
      : [
          {
            key: 'due',
            label: t('field.due'),
            options: [
              { value: 'overdue', label: t('due.overdue') },
              { value: 'today', label: t('due.today') },
              { value: 'week', label: t('due.week') },
              { value: 'none', label: t('due.none') },
            ],
          },
        ]),
    ...(view.board ? [] : [{ key: 'state', label: t('field.state'), options: optionsOf(states), many: true }]),
    ...(view.box === 'team'
      ? [
          {
            key: 'owner',
            label: t('field.owner'),
            options: (members.data?.members ?? []).map((one) => ({ value: one.id, label: one.name })),
          },
        ]
      : []),
  ];
  const save = (format: 'csv' | 'xlsx') =>
    window.location.assign(fileUrl(exportTasks, { ...filter, ...order, ...brought, format }));
  const toolbar = (
    <FilterBar
      value={{ ...view, ...own.state }}
      onChange={(part) => setView(own.change(part))}
      search={{ key: 'q', placeholder: t('list.find') }}
      fields={[...fields, ...own.filters]}
      more={own.more}
    >
      {view.board ? null : (
        <SegmentedChoice
          label={t('list.which')}
          value={view.closed ? 'closed' : 'open'}
          onChange={(value) => setView({ closed: value === 'closed', due: '', state: [], sort: '', desc: false })}
          options={[
            { value: 'open', label: t('list.open') },
            { value: 'closed', label: t('list.closed') },
          ]}
        />
      )}
    </FilterBar>
  );

  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        view.board || needsAccount ? undefined : (
          <AnswerLine loading={list.loading}>
            {count === 0
              ? t('list.answerNone')
              : t(view.closed ? 'list.answerClosed' : list.more ? 'list.answerMore' : 'list.answer', { count })}
            {late > 0 && !view.closed ? <> {t('list.answerLate', { count: late })}</> : null}
          </AnswerLine>
        )
      }
      actions={<Button onClick={() => setOpened('new')}>{t('new.button')}</Button>}
      toolbar={
        <div className={styles.boxes}>
          <SegmentedChoice
            label={t('list.whose')}
            value={view.box}
            onChange={(box) => setView({ box, owner: '', account: '' })}
            options={boxes}
          />
          <SegmentedChoice
            label={t('list.look')}
            value={view.board ? 'board' : 'list'}
            onChange={(value) => setView({ board: value === 'board', closed: false, state: [] })}
            options={[
              { value: 'list', label: <IconList size={15} aria-label={t('list.asList')} />, title: t('list.asList') },
              {
                value: 'board',
                label: <IconLayoutKanban size={15} aria-label={t('list.asBoard')} />,
                title: t('list.asBoard'),
              },
            ]}
          />
        </div>
      }
    >
      {view.box === 'account' ? (
        <AccountPick
          name="account"
          label={t('field.account')}
          value={account.data ? { id: account.data.id, name: account.data.name } : null}
          onChange={(one) => setView({ account: one?.id ?? '' })}
        />
      ) : null}
      {needsAccount ? <EmptyState title={t('empty.account')} /> : null}
      {view.board && !needsAccount ? (
        <>
          {toolbar}
          <Suspense fallback={<LoadingState lines={8} />}>
            <TaskBoard filter={filter} />
          </Suspense>
        </>
      ) : null}
      {view.board || needsAccount ? null : (
        <DataTable
          name={`tasks.list.${view.box}`}
          label={t('menu.list')}
          columns={columns}
          choice={choice}
          {...list}
          rowId={(row) => row.id}
          rowLink={(row) => `/tasks/${row.id}`}
          rowTone={(row) => (row.state === 'cancelled' ? 'dim' : undefined)}
          sort={{ by: order.sort, desc: order.direction === 'desc' }}
          onSort={(next) => {
            setView({ sort: next.by, desc: next.desc });
            if (next.by !== 'closed') keep(next.desc ? `${next.by} desc` : next.by);
          }}
          toolbar={toolbar}
          tools={
            <Popup
              label={t('kit:action.export')}
              kind="menu"
              align="end"
              opener={(props) => (
                <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} />} {...props}>
                  {t('kit:action.export')}
                </Button>
              )}
            >
              {(close) => {
                const pick = (format: 'csv' | 'xlsx') => () => {
                  save(format);
                  close();
                };
                return (
                  <>
                    <MenuLine onClick={pick('xlsx')}>{t('list.exportXlsx')}</MenuLine>
                    <MenuLine onClick={pick('csv')}>{t('list.exportCsv')}</MenuLine>
                  </>
                );
              }}
            </Popup>
          }
          selected={chosen}
          onSelect={setChosen}
          bulk={() => (
            <Button size="compact-xs" onClick={() => setOpened('bulk')} disabled={chosen.length > 200}>
              {t('bulk.open')}
            </Button>
          )}
          empty={
            isFiltered(view) || view.closed || view.box !== 'mine' ? (
              <EmptyState title={t('empty.filter')} />
            ) : (
              <EmptyState
                title={t('empty.title')}
                text={t('empty.text')}
                action={<Button onClick={() => setOpened('new')}>{t('new.button')}</Button>}
              />
            )
          }
        />
      )}
      <Suspense>
        {opened === 'new' ? <NewTask account={account.data ?? null} onClose={() => setOpened(null)} /> : null}
        {opened === 'bulk' ? (
          <BulkEdit
            ids={chosen}
            members={members.data?.members ?? []}
            onClose={() => setOpened(null)}
            onDone={() => {
              setOpened(null);
              setChosen([]);
            }}
          />
        ) : null}
      </Suspense>
    </PageLayout>
  );
}
