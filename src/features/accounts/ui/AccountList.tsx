import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { exportAccounts, type Filter, listAccountChoices, listAccounts, type Sort } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountColumns } from './list-columns.tsx';
import { type Undo, UndoNotice } from './UndoNotice.tsx';
import { useFilterFields } from './use-filter-fields.ts';

const AssignLead = lazy(() => import('./AssignLead.tsx'));

const defaults = {
  q: '',
  tier: [],
  class: [],
  kind: [],
  country: [],
  category: [],
  lead: '',
  excluded: '',
  active: '',
  below: '',
  sort: '',
  desc: false,
};

/** The accounts that one may see: filter, sort, choose columns, assign managers, export. */
export default function AccountList() {
  const t = useWords('accounts');
  const [view, setView] = useUrlState(defaults);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [assigning, setAssigning] = useState(false);
  const [undo, setUndo] = useState<Undo | null>(null);
  const figures = useCan('ledger.read');
  const mayAssign = useCan('accounts.assign');
  const mayExport = useCan('accounts.export');
  const mayEdit = useCan('accounts.edit');
  const mayImport = useCan('imports.run');

  const filter = {
    ...(view.q ? { q: view.q } : {}),
    ...(view.tier.length ? { tier: view.tier } : {}),
    ...(view.class.length ? { class: view.class } : {}),
    ...(view.kind.length ? { kind: view.kind } : {}),
    ...(view.country.length ? { country: view.country } : {}),
    ...(view.category.length ? { category: view.category } : {}),
    ...(view.lead ? { lead: view.lead } : {}),
    ...(view.excluded ? { excluded: view.excluded === 'yes' } : {}),
    ...(view.active ? { active: view.active === 'yes' } : {}),
    ...(view.below ? { below: view.below } : {}),
  } as Filter;
  const sort = (view.sort || (figures ? 'revenue' : 'name')) as Sort;
  const desc = view.sort === '' ? figures : view.desc;
  const order = { sort, direction: desc ? ('desc' as const) : ('asc' as const) };

  const list = usePages(listAccounts, { ...filter, ...order, limit: 100 });
  const choices = useCall(listAccountChoices, {});
  const members = useCall(listMembers, {});
  const columns = useAccountColumns();
  const fields = useFilterFields(choices.data, members.data?.members);
  const nothingYet = choices.data?.hasAny === false;
  const first = list.rows?.[0];
  const save = (format: 'csv' | 'xlsx') =>
    window.location.assign(fileUrl(exportAccounts, { ...filter, ...order, format }));

  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        <AnswerLine loading={list.loading} note={figures ? t('list.note') : undefined}>
          {list.rows?.length
            ? t(list.more ? 'list.answerMore' : 'list.answer', { count: list.rows.length })
            : t('list.answerNone')}
          {sort === 'revenue' && desc && first?.revenue ? (
            <>
              {' '}
              {t('list.largest')} <strong>{first.name}</strong>: <Money value={first.revenue} digits={0} />.
            </>
          ) : null}
        </AnswerLine>
      }
      actions={
        mayEdit ? (
          <Button component={PageLink} className={styles.buttonLink} to="/accounts/new">
            {t('new.button')}
          </Button>
        ) : undefined
      }
    >
      {undo ? <UndoNotice undo={undo} onClose={() => setUndo(null)} /> : null}
      <DataTable
        name="accounts.list"
        label={t('menu.list')}
        columns={columns}
        {...list}
        rowId={(row) => row.id}
        rowLink={(row) => `/accounts/${row.id}`}
        rowTone={(row) => (row.excluded ? 'dim' : undefined)}
        sort={{ by: sort, desc }}
        onSort={(next) => setView({ sort: next.by, desc: next.desc })}
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            search={{ key: 'q', placeholder: t('list.find') }}
            fields={fields}
          />
        }
        tools={
          <>
            {mayAssign && !nothingYet ? (
              <Button variant="default" size="compact-sm" onClick={() => setAssigning(true)}>
                {t('assign.open')}
              </Button>
            ) : null}
            {mayExport && !nothingYet ? (
              <Popup
                label={t('list.export')}
                kind="menu"
                align="end"
                opener={(props) => (
                  <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} />} {...props}>
                    {t('list.export')}
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
            ) : null}
          </>
        }
        selected={mayAssign ? chosen : undefined}
        onSelect={mayAssign ? setChosen : undefined}
        bulk={
          mayAssign
            ? () => (
                <Button size="compact-xs" onClick={() => setAssigning(true)}>
                  {t('assign.open')}
                </Button>
              )
            : undefined
        }
        empty={
          nothingYet ? (
            <EmptyState
              title={t('empty.title')}
              text={t(mayImport ? 'empty.text' : 'empty.ask')}
              action={
                mayImport ? (
                  <Button component={PageLink} className={styles.buttonLink} to="/imports/new">
                    {t('empty.import')}
                  </Button>
                ) : undefined
              }
            />
          ) : (
            <EmptyState title={t('empty.filter')} />
          )
        }
      />
      <Suspense>
        {assigning ? (
          <AssignLead
            ids={chosen}
            filter={filter}
            members={members.data?.members ?? []}
            onClose={() => setAssigning(false)}
            onDone={(done) => {
              setAssigning(false);
              setChosen([]);
              setUndo(done);
            }}
          />
        ) : null}
      </Suspense>
    </PageLayout>
  );
}
