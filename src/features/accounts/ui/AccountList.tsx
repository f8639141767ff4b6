import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { ExportMenu } from '../../../ui-kit/ExportMenu.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useColumns } from '../../../ui-kit/use-columns.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { BulkField, useListFields } from '../../fields/ui/public.tsx';
import { listMembers } from '../../people/contract.ts';
import { useSavedView, ViewMenu } from '../../views/ui/public.tsx';
import {
  type AccountRow,
  addAccountView,
  bulkAccounts,
  exportAccounts,
  listAccountChoices,
  listAccounts,
  listAccountViews,
  previewBulkAccounts,
  removeAccountView,
  saveAccount,
  saveAccountView,
  undoBulkAccounts,
} from '../contract.ts';
import { AccountLook } from './AccountLook.tsx';
import styles from './Accounts.module.css';
import { filterOf, isBare, listDefaults, orderOf, stateOf } from './account-filter.ts';
import { useAccountColumns } from './list-columns.tsx';
import { useAssignedToast } from './use-assigned-toast.ts';
import { useFilterFields } from './use-filter-fields.ts';

const AssignLead = lazy(() => import('./AssignLead.tsx'));

const viewOperations = {
  list: listAccountViews,
  add: addAccountView,
  save: saveAccountView,
  remove: removeAccountView,
};

const bulkOperations = { preview: previewBulkAccounts, change: bulkAccounts, undo: undoBulkAccounts };
const edit = { operation: saveAccount, may: (row: AccountRow) => row.mayEdit };

/** The accounts that one may see: filter, sort, choose columns, assign managers, export. */
export default function AccountList() {
  const t = useWords('accounts');
  const format = useFormats();
  const [view, setView] = useUrlState(listDefaults);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<'lead' | 'field' | null>(null);
  const figures = useCan('ledger.read');
  const mayAssign = useCan('accounts.assign');
  const mayExport = useCan('accounts.export');
  const mayEdit = useCan('accounts.edit');
  const mayImport = useCan('imports.run');
  const people = useCan('contacts.read');
  const sayAssigned = useAssignedToast();

  const kept = useSavedView(listAccountViews, { id: view.view, bare: isBare(view) }, (one) => setView(stateOf(one)));
  const { saved } = kept;

  const own = useListFields<AccountRow>('account', view.where, { sort: true, edit });
  const mayChange = mayEdit && !own.none;
  const known = { ...view, where: own.where, sort: own.sort(view.sort) };
  const filter = filterOf(known);
  const order = orderOf(known, figures);
  const { sort } = order;
  const desc = order.direction === 'desc';
  const waits = own.loading || kept.waits;
  const choice = useColumns(
    saved ? `accounts.list.${saved.id}.${saved.version}` : 'accounts.list',
    [...useAccountColumns(false), ...own.columns],
    saved?.columns,
  );
  const fieldsShown = own.shown(choice.visibility);
  const brought = fieldsShown.length > 0 ? { fields: fieldsShown } : {};
  const asked = { ...filter, ...order, ...brought, limit: 100 };
  const list = usePages(listAccounts, asked, { when: !waits });
  const choices = useCall(listAccountChoices, {});
  const members = useCall(listMembers, {});
  // An account that was just made has no figures yet; one that has tells for all.
  const ordered = list.rows?.some((row) => row.basis === 'ordered') ?? false;
  const columns = [...useAccountColumns(ordered), ...own.columns];
  const look = {
    filter,
    ...order,
    columns: columns.filter(({ id, fixed }) => !fixed && choice.visibility[id]).map(({ id }) => id),
  };
  const fields = [...useFilterFields(choices.data, members.data?.members), ...own.filters];
  const asOf = filter.active === undefined ? undefined : list.first?.asOf;
  const isOld = asOf !== undefined && asOf !== format.today();
  const nothingYet = choices.data?.hasAny === false;
  const first = list.rows?.[0];
  const file = (format: 'csv' | 'xlsx') => fileUrl(exportAccounts, { ...filter, ...order, ...brought, format });

  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        <AnswerLine
          loading={list.loading}
          note={
            figures
              ? [
                  t(ordered ? 'list.noteOrdered' : 'list.note'),
                  isOld && t('list.activeAsOf', { day: format.day(asOf) }),
                ]
                  .filter(Boolean)
                  .join(' ')
              : undefined
          }
        >
          {list.rows?.length
            ? t(list.more ? 'list.answerMore' : 'list.answer', { count: list.rows.length })
            : list.rows && t('list.answerNone')}
          {sort === 'revenue' && desc && first?.revenue ? (
            <>
              {' '}
              {t('list.largest')} <strong>{first.name}</strong>: <Money value={first.revenue} digits={0} />.
            </>
          ) : null}
        </AnswerLine>
      }
      actions={
        <>
          {people ? <AccountLook look="list" /> : null}
          {mayEdit ? (
            <Button component={PageLink} className={styles.buttonLink} to="/accounts/new">
              {t('new.button')}
            </Button>
          ) : null}
        </>
      }
    >
      {kept.gone ? (
        <p className={styles.notice} role="status">
          {t('views:gone')}
        </p>
      ) : null}
      <DataTable
        name="accounts.list"
        label={t('menu.list')}
        columns={columns}
        {...list}
        choice={choice}
        rowId={(row) => row.id}
        rowLink={(row) => `/accounts/${row.id}`}
        rowTone={(row) => (row.excluded ? 'dim' : undefined)}
        sort={{ by: sort, desc }}
        onSort={(next) => setView({ sort: next.by, desc: next.desc })}
        toolbar={
          <FilterBar
            value={{ ...view, ...own.state }}
            onChange={(part) => setView(own.change(part))}
            search={{ key: 'q', placeholder: t('list.find') }}
            fields={fields}
          >
            {nothingYet ? null : (
              <ViewMenu
                kind="account"
                operations={viewOperations}
                views={kept.views}
                chosen={saved}
                look={look}
                onPick={(one) => setView(stateOf(one))}
              />
            )}
          </FilterBar>
        }
        tools={
          <>
            {mayAssign && !nothingYet ? (
              <Button variant="default" size="compact-sm" onClick={() => setOpened('lead')}>
                {t('assign.open')}
              </Button>
            ) : null}
            {mayChange && !nothingYet ? (
              <Button variant="default" size="compact-sm" onClick={() => setOpened('field')}>
                {t('fields:bulk.open')}
              </Button>
            ) : null}
            {mayExport && !nothingYet ? (
              <ExportMenu
                files={[
                  { label: t('list.exportXlsx'), url: file('xlsx') },
                  { label: t('list.exportCsv'), url: file('csv') },
                ]}
              />
            ) : null}
          </>
        }
        selected={mayAssign || mayChange ? chosen : undefined}
        onSelect={mayAssign || mayChange ? setChosen : undefined}
        bulk={() => (
          <>
            {mayAssign ? (
              <Button size="compact-xs" onClick={() => setOpened('lead')}>
                {t('assign.open')}
              </Button>
            ) : null}
            {mayChange ? (
              <Button size="compact-xs" onClick={() => setOpened('field')}>
                {t('fields:bulk.open')}
              </Button>
            ) : null}
          </>
        )}
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
        {opened === 'lead' ? (
          <AssignLead
            ids={chosen}
            filter={filter}
            members={members.data?.members ?? []}
            onClose={() => setOpened(null)}
            onDone={(done) => {
              setOpened(null);
              setChosen([]);
              sayAssigned(done);
            }}
          />
        ) : null}
        {opened === 'field' ? (
          <BulkField
            kind="account"
            ids={chosen}
            filter={filter}
            operations={bulkOperations}
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
