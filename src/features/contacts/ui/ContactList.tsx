import { Button } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useColumns } from '../../../ui-kit/use-columns.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccount } from '../../accounts/contract.ts';
import { useListFields } from '../../fields/ui/public.tsx';
import { type ContactRow, exportContactCards, exportContacts, LANGUAGES, listContacts } from '../contract.ts';
import styles from './Contacts.module.css';
import { filterOf, listDefaults } from './contact-filter.ts';
import { optionsOf, useContactWords } from './use-contact-words.ts';

/** The people on the customers' side whom one may see: find, filter, export. */
export default function ContactList() {
  const t = useWords('contacts');
  const { roles, language } = useContactWords();
  const [view, setView] = useUrlState(listDefaults);
  const mayEdit = useCan('contacts.edit');
  const mayExport = useCan('contacts.export');
  const own = useListFields<ContactRow>('contact', view.where);
  const filter = filterOf({ ...view, where: own.where });
  const account = useCall(getAccount, { id: view.account }, { when: view.account !== '' });
  const filtered = Object.keys(filter).length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: words change only with the language, which draws everything anew
  const base = useMemo(
    (): Column<ContactRow>[] => [
      {
        id: 'name',
        title: t('field.name'),
        show: (row) => (
          <>
            {row.name}
            {row.latinName ? <span className="dim"> {row.latinName}</span> : null}
          </>
        ),
        grow: true,
        width: 190,
        fixed: true,
        phone: 'title',
      },
      {
        id: 'account',
        title: t('field.account'),
        show: (row) => row.position?.account.name ?? <NoValue why={t('none.position')} />,
        width: 190,
      },
      {
        id: 'title',
        title: t('field.title'),
        show: (row) => (
          <>
            {row.position?.title ?? <NoValue />}
            {row.position && !row.position.isNow ? <span className="dim"> {t('position.former')}</span> : null}
          </>
        ),
        width: 190,
      },
      {
        id: 'role',
        title: t('field.role'),
        show: (row) => (row.position?.role ? roles[row.position.role] : <NoValue why={t('none.role')} />),
        width: 140,
      },
      { id: 'phone', title: t('field.phone'), show: (row) => row.phone ?? <NoValue />, width: 140 },
      { id: 'email', title: t('field.email'), show: (row) => row.email ?? <NoValue />, width: 200 },
      {
        id: 'languages',
        title: t('field.languages'),
        show: (row) => row.languages.map(language).join(', ') || <NoValue />,
        hidden: true,
      },
      {
        id: 'consent',
        title: t('field.consent'),
        show: (row) => t(row.hasConsent ? 'filter.withConsent' : 'filter.withoutConsent'),
        hidden: true,
      },
    ],
    [t],
  );
  const columns = [...base, ...own.columns];
  const choice = useColumns('contacts.list', columns);
  const shown = own.shown(choice.visibility);
  const brought = shown.length > 0 ? { fields: shown } : {};
  const list = usePages(listContacts, { ...filter, ...brought, limit: 100 }, { when: !own.loading });
  const yesNo = (yes: string, no: string) => [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ];
  const save = (url: string) => window.location.assign(url);
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
      <DataTable
        name="contacts.list"
        label={t('menu.list')}
        columns={columns}
        {...list}
        choice={choice}
        rowId={(row) => row.id}
        rowLink={(row) => `/contacts/${row.id}`}
        rowTone={(row) => (row.position && !row.position.isNow ? 'dim' : undefined)}
        toolbar={
          <FilterBar
            value={{ ...view, ...own.state }}
            onChange={(part) => setView(own.change(part))}
            search={{ key: 'q', placeholder: t('list.find') }}
            more={own.more}
            fields={[
              { key: 'role', label: t('field.role'), options: optionsOf(roles), many: true },
              {
                key: 'language',
                label: t('field.languages'),
                options: LANGUAGES.map((tag) => ({ value: tag, label: language(tag) })),
                many: true,
              },
              {
                key: 'consent',
                label: t('field.consent'),
                options: yesNo(t('filter.withConsent'), t('filter.withoutConsent')),
              },
              { key: 'ended', label: t('field.position'), options: yesNo(t('filter.ended'), t('filter.present')) },
              ...own.filters,
            ]}
          >
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
          mayExport && list.rows?.length ? (
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
                const pick = (url: string) => () => {
                  save(url);
                  close();
                };
                return (
                  <>
                    <MenuLine onClick={pick(fileUrl(exportContacts, { ...filter, ...brought, format: 'xlsx' }))}>
                      {t('list.exportXlsx')}
                    </MenuLine>
                    <MenuLine onClick={pick(fileUrl(exportContacts, { ...filter, ...brought, format: 'csv' }))}>
                      {t('list.exportCsv')}
                    </MenuLine>
                    <MenuLine onClick={pick(fileUrl(exportContactCards, { ...filter, version: '4.0' }))}>
                      {t('list.exportCards')}
                    </MenuLine>
                    <MenuLine onClick={pick(fileUrl(exportContactCards, { ...filter, version: '3.0' }))}>
                      {t('list.exportOldCards')}
                    </MenuLine>
                  </>
                );
              }}
            </Popup>
          ) : undefined
        }
        empty={
          filtered ? (
            <EmptyState title={t('list.answerNone')} />
          ) : (
            <EmptyState title={t('empty.title')} text={t('empty.text')} />
          )
        }
      />
    </PageLayout>
  );
}
