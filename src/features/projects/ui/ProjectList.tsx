import { Button } from '@mantine/core';
import { IconCalendarTime, IconDownload, IconLayoutKanban, IconList } from '@tabler/icons-react';
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
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { listMembers } from '../../people/contract.ts';
import { exportProjects, listProjects } from '../contract.ts';
import { useProjectColumns } from './list-columns.tsx';
import styles from './Projects.module.css';
import { filterOf, listDefaults, orderOf } from './project-filter.ts';
import { useProjectWords } from './use-project-words.ts';

const NewProject = lazy(() => import('./NewProject.tsx'));
const ProjectBoard = lazy(() => import('./ProjectBoard.tsx'));
const ProjectTimeline = lazy(() => import('./ProjectTimeline.tsx'));

/** Projects with all accounts that one sees: as a list, as a board by state, over time. */
export default function ProjectList() {
  const { t, states } = useProjectWords();
  const [view, setView] = useUrlState(listDefaults);
  const [adding, setAdding] = useState(false);
  const mayEdit = useCan('projects.edit');
  const members = useCall(listMembers, {});
  const filter = filterOf(view);
  const order = orderOf(view);
  const isList = view.look === 'list';
  const list = usePages(listProjects, { ...filter, ...order, limit: 100 }, { when: isList });
  const columns = useProjectColumns();
  const count = list.rows?.length ?? 0;
  const late = list.rows?.filter((row) => row.risks.includes('deadline')).length ?? 0;
  const atRisk = (list.rows?.filter((row) => row.risks.length > 0).length ?? 0) - late;
  const look = (value: string, label: string, Icon: typeof IconList) => ({
    value,
    title: label,
    label: <Icon size={15} aria-label={label} />,
  });
  const fields = [
    ...(view.look === 'board'
      ? []
      : [
          {
            key: 'state',
            label: t('field.state'),
            options: Object.entries(states).map(([value, label]) => ({ value, label })),
            many: true,
          },
        ]),
    {
      key: 'flag',
      label: t('field.flag'),
      options: [
        { value: 'late', label: t('late') },
        { value: 'atRisk', label: t('lateOrAtRisk') },
      ],
    },
    {
      key: 'member',
      label: t('field.member'),
      options: (members.data?.members ?? []).map((one) => ({ value: one.id, label: one.name })),
    },
  ];
  const save = (format: 'csv' | 'xlsx') =>
    window.location.assign(fileUrl(exportProjects, { ...filter, ...order, format }));
  const toolbar = (
    <FilterBar value={view} onChange={setView} search={{ key: 'q', placeholder: t('list.find') }} fields={fields}>
      {view.look === 'board' ? null : (
        <SegmentedChoice
          label={t('list.which')}
          value={view.closed ? 'closed' : 'open'}
          onChange={(value) => setView({ closed: value === 'closed', state: [], flag: '' })}
          options={[
            { value: 'open', label: t('list.open') },
            { value: 'closed', label: t('list.closed') },
          ]}
        />
      )}
    </FilterBar>
  );
  const newButton = mayEdit ? <Button onClick={() => setAdding(true)}>{t('new.button')}</Button> : undefined;
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        isList ? (
          <AnswerLine loading={list.loading}>
            {t(list.more ? 'list.answerMore' : 'list.answer', { count })}
            {late > 0 ? <> {t('list.answerLate', { count: late })}</> : null}
            {atRisk > 0 ? <> {t('list.answerRisk', { count: atRisk })}</> : null}
          </AnswerLine>
        ) : undefined
      }
      actions={newButton}
      toolbar={
        <div className={styles.views}>
          <SegmentedChoice
            label={t('list.look')}
            value={view.look}
            onChange={(value) => setView({ look: value })}
            options={[
              look('list', t('list.asList'), IconList),
              look('board', t('list.asBoard'), IconLayoutKanban),
              look('timeline', t('list.asTimeline'), IconCalendarTime),
            ]}
          />
        </div>
      }
    >
      {isList ? (
        <DataTable
          name="projects.list"
          label={t('menu.list')}
          columns={columns}
          {...list}
          rowId={(row) => row.id}
          rowLink={(row) => `/projects/${row.id}`}
          rowTone={(row) => (row.state === 'cancelled' ? 'dim' : undefined)}
          sort={{ by: order.sort, desc: view.desc }}
          onSort={(next) => setView({ sort: next.by, desc: next.desc })}
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
              {(close) =>
                (['xlsx', 'csv'] as const).map((format) => (
                  <MenuLine
                    key={format}
                    onClick={() => {
                      save(format);
                      close();
                    }}
                  >
                    {format === 'xlsx' ? t('list.exportXlsx') : t('list.exportCsv')}
                  </MenuLine>
                ))
              }
            </Popup>
          }
          empty={
            isFiltered ? (
              <EmptyState title={t('empty.filter')} />
            ) : (
              <EmptyState title={t('empty.title')} text={t('empty.text')} action={newButton} />
            )
          }
        />
      ) : (
        <>
          {toolbar}
          <Suspense fallback={<LoadingState lines={8} />}>
            {view.look === 'board' ? <ProjectBoard filter={filter} /> : <ProjectTimeline filter={filter} />}
          </Suspense>
        </>
      )}
      <Suspense>{adding ? <NewProject onClose={() => setAdding(false)} /> : null}</Suspense>
    </PageLayout>
  );
}
