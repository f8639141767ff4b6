import { Button } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutKanban, IconList } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { ExportMenu } from '../../../ui-kit/ExportMenu.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
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
import { useSavedView, ViewMenu } from '../../views/ui/public.tsx';
import {
  addTaskView,
  exportTasks,
  listTasks,
  listTaskViews,
  removeTaskView,
  saveTask,
  saveTaskView,
  type TaskRow,
} from '../contract.ts';
import { useTaskColumns } from './list-columns.tsx';
import styles from './Tasks.module.css';
import { filterOf, isBare, isFiltered, listDefaults, orderOf, stateOf } from './task-filter.ts';
import { useFilterFields } from './use-filter-fields.ts';
import { useTaskWords } from './use-task-words.ts';

const NewTask = lazy(() => import('./NewTask.tsx'));
const BulkEdit = lazy(() => import('./BulkEdit.tsx'));
const TaskBoard = lazy(() => import('./TaskBoard.tsx'));

const viewOperations = { list: listTaskViews, add: addTaskView, save: saveTaskView, remove: removeTaskView };

const edit = { operation: saveTask, may: (row: TaskRow) => row.can.change.length > 0 };

/** Tasks of one box: filter, sort, change many, export; requests and assignments as a board. */
export default function TaskList() {
  const { t } = useTaskWords();
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
  const views = useSavedView(listTaskViews, { id: view.view, bare: isBare(view) }, (one) => setView(stateOf(one)));
  const { saved } = views;
  const needsAccount = view.box === 'account' && view.account === '';
  const account = useCall(getAccount, { id: view.account }, { when: seesAccounts && view.account !== '', keep: false });
  const members = useCall(listMembers, {});
  const own = useListFields<TaskRow>('task', view.where, { sort: true, edit });
  const known = { ...view, where: own.where, sort: own.sort(view.sort) };
  const filter = filterOf(known);
  const order = orderOf(known, kept);
  const columns = [...useTaskColumns(view.box, view.closed), ...own.columns];
  const name = saved ? `tasks.list.${saved.id}.${saved.version}` : `tasks.list.${view.box}`;
  const choice = useColumns(name, columns, saved?.columns);
  const shown = own.shown(choice.visibility);
  const brought = shown.length > 0 ? { fields: shown } : {};
  const asked = { ...filter, ...order, ...brought, limit: 100 };
  const list = usePages(listTasks, asked, { when: !needsAccount && !view.board && !own.loading && !views.waits });
  const count = list.rows?.length ?? 0;
  const late = list.rows?.filter((row) => row.isOverdue).length ?? 0;
  const boxes = [
    { value: 'mine', label: t('box.mine') },
    { value: 'given', label: t('box.given') },
    { value: 'team', label: t('box.team') },
    { value: 'ours', label: t('box.ours') },
    { value: 'inbox', label: decides ? t('box.inboxManagement') : t('box.inbox') },
    { value: 'watching', label: t('box.watching') },
    ...(seesAccounts ? [{ value: 'account', label: t('box.account') }] : []),
  ];
  const fields = useFilterFields(view, members.data?.members ?? []);
  const look = {
    filter,
    ...order,
    columns: columns.filter(({ id, fixed }) => !fixed && choice.visibility[id]).map(({ id }) => id),
  };
  const file = (format: 'csv' | 'xlsx') => fileUrl(exportTasks, { ...filter, ...order, ...brought, format });
  const toolbar = (
    <FilterBar
      value={{ ...view, ...own.state }}
      onChange={(part) => setView(own.change(part))}
      search={{ key: 'q', placeholder: t('list.find') }}
      fields={[...fields, ...own.filters]}
    >
      {view.board || needsAccount ? null : (
        <ViewMenu
          kind="task"
          operations={viewOperations}
          views={views.views}
          chosen={saved}
          look={look}
          onPick={(one) => setView(stateOf(one))}
        />
      )}
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
      {views.gone ? <p role="status">{t('views:gone')}</p> : null}
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
          name={name}
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
            if (next.by !== 'closed' && !next.by.startsWith('field:')) keep(next.desc ? `${next.by} desc` : next.by);
          }}
          toolbar={toolbar}
          tools={
            <>
              {count > 0 ? (
                <Button variant="default" size="compact-sm" onClick={() => setOpened('bulk')}>
                  {t('bulk.open')}
                </Button>
              ) : null}
              <ExportMenu
                files={[
                  { label: t('list.exportXlsx'), url: file('xlsx') },
                  { label: t('list.exportCsv'), url: file('csv') },
                ]}
              />
            </>
          }
          selected={chosen}
          onSelect={setChosen}
          bulk={() => (
            <Button size="compact-xs" onClick={() => setOpened('bulk')}>
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
            filter={filter}
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
