import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { ExportMenu } from '../../../ui-kit/ExportMenu.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useColumns } from '../../../ui-kit/use-columns.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccount } from '../../accounts/contract.ts';
import { useListFields } from '../../fields/ui/public.tsx';
import { useSavedView, ViewMenu } from '../../views/ui/public.tsx';
import {
  addContactView,
  type ContactRow,
  exportContactCards,
  exportContacts,
  listContacts,
  listContactViews,
  removeContactView,
  saveContact,
  saveContactView,
} from '../contract.ts';
import styles from './Contacts.module.css';
import { filterOf, isBare, listDefaults, orderOf, stateOf } from './contact-filter.ts';
import { useContactColumns } from './list-columns.tsx';
import { useFilterFields } from './use-filter-fields.ts';

const BulkContacts = lazy(() => import('./BulkContacts.tsx'));
const viewOperations = {
  list: listContactViews,
  add: addContactView,
  save: saveContactView,
  remove: removeContactView,
};

const edit = { operation: saveContact, may: () => true };

/** The people on the customers' side whom one may see: find, filter, sort, change, export. */
export default function ContactList() {
  const t = useWords('contacts');
  const [view, setView] = useUrlState(listDefaults);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [changing, setChanging] = useState(false);
  const mayEdit = useCan('contacts.edit');
  const mayExport = useCan('contacts.export');
  const kept = useSavedView(listContactViews, { id: view.view, bare: isBare(view) }, (one) => setView(stateOf(one)));
  const { saved } = kept;
  const own = useListFields<ContactRow>('contact', view.where, { sort: true, ...(mayEdit ? { edit } : {}) });
  const known = { ...view, where: own.where, sort: own.sort(view.sort) };
  const filter = filterOf(known);
  const order = orderOf(known);
  const account = useCall(getAccount, { id: view.account }, { when: view.account !== '' });
  const filtered = Object.keys(filter).length > 0;
  const columns = [...useContactColumns(), ...own.columns];
  const name = saved ? `contacts.list.${saved.id}.${saved.version}` : 'contacts.list';
  const choice = useColumns(name, columns, saved?.columns);
  const shown = own.shown(choice.visibility);
  const brought = shown.length > 0 ? { fields: shown } : {};
  const list = usePages(
    listContacts,
    { ...filter, ...order, ...brought, limit: 100 },
    { when: !own.loading && !kept.waits },
  );
  const { q: _, ...keptFilter } = filter;
  const look = {
    filter: keptFilter,
    ...order,
    columns: columns.filter(({ id, fixed }) => !fixed && choice.visibility[id]).map(({ id }) => id),
  };
  const file = (format: 'csv' | 'xlsx') => fileUrl(exportContacts, { ...filter, ...order, ...brought, format });
  const fields = useFilterFields();
  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        <AnswerLine loading={list.loading}>
          {list.rows?.length
            ? t(list.more ? 'list.answerMore' : 'list.answer', { count: list.rows.length })
            : list.rows && t('list.answerNone')}
        </AnswerLine>
      }
      actions={
        mayEdit ? (
          <>
            <Button component={PageLink} variant="default" className={styles.buttonLink} to="/contacts/import">
              {t('cards.open')}
            </Button>
            <Button component={PageLink} className={styles.buttonLink} to="/contacts/new">
              {t('new.button')}
            </Button>
          </>
        ) : undefined
      }
    >
      {kept.gone ? <p role="status">{t('views:gone')}</p> : null}
      <DataTable
        name={name}
        label={t('menu.list')}
        columns={columns}
        {...list}
        choice={choice}
        rowId={(row) => row.id}
        rowLink={(row) => `/contacts/${row.id}`}
        rowTone={(row) => (row.position && !row.position.isNow ? 'dim' : undefined)}
        sort={{ by: order.sort, desc: order.direction === 'desc' }}
        onSort={(next) => setView({ sort: next.by, desc: next.desc })}
        toolbar={
          <FilterBar
            value={{ ...view, ...own.state }}
            onChange={(part) => setView(own.change(part))}
            search={{ key: 'q', placeholder: t('list.find') }}
            fields={[...fields, ...own.filters]}
          >
            <ViewMenu
              kind="contact"
              operations={viewOperations}
              views={kept.views}
              chosen={saved}
              look={look}
              onPick={(one) => setView(stateOf(one))}
            />
            {view.account === '' ? null : (
              <Button
                variant="default"
                size="compact-sm"
                rightSection={<IconX size={13} />}
                onClick={() => setView({ account: '' })}
              >
                {t('filter.account', { name: account.data?.name ?? '…' })}
              </Button>
            )}
          </FilterBar>
        }
        tools={
          list.rows?.length ? (
            <>
              {mayEdit ? (
                <Button variant="default" size="compact-sm" onClick={() => setChanging(true)}>
                  {t('bulk.open')}
                </Button>
              ) : null}
              {mayExport ? (
                <ExportMenu
                  files={[
                    { label: t('list.exportXlsx'), url: file('xlsx') },
                    { label: t('list.exportCsv'), url: file('csv') },
                    { label: t('list.exportCards'), url: fileUrl(exportContactCards, { ...filter, version: '4.0' }) },
                    {
                      label: t('list.exportOldCards'),
                      url: fileUrl(exportContactCards, { ...filter, version: '3.0' }),
                    },
                  ]}
                />
              ) : null}
            </>
          ) : undefined
        }
        selected={mayEdit ? chosen : undefined}
        onSelect={mayEdit ? setChosen : undefined}
        bulk={
          mayEdit
            ? () => (
                <Button size="compact-xs" onClick={() => setChanging(true)}>
                  {t('bulk.open')}
                </Button>
              )
            : undefined
        }
        empty={
          filtered ? (
            <EmptyState title={t('list.answerNone')} />
          ) : (
            <EmptyState title={t('empty.title')} text={t('empty.text')} />
          )
        }
      />
      <Suspense>
        {changing ? (
          <BulkContacts
            ids={chosen}
            filter={filter}
            onClose={() => setChanging(false)}
            onDone={() => {
              setChanging(false);
              setChosen([]);
            }}
          />
        ) : null}
      </Suspense>
    </PageLayout>
  );
}
