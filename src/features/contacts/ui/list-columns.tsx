import { lazy, type ReactNode } from 'react';
import type { Column } from '../../../ui-kit/column.ts';
import { EditCell } from '../../../ui-kit/EditCell.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { DateText, NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { ContactRow } from '../contract.ts';
import { useContactWords } from './use-contact-words.ts';

const ContactCell = lazy(() => import('./ContactCell.tsx'));

/** The columns of the contacts list. What the reader may change is changed where it stands. */
export function useContactColumns(): Column<ContactRow>[] {
  const t = useWords('contacts');
  const { roles, ways, language } = useContactWords();
  const mayEdit = useCan('contacts.edit');
  const edited = (row: ContactRow, field: 'title' | 'role' | 'channel', label: string, shown: ReactNode) =>
    mayEdit && (field === 'channel' || row.position !== null) ? (
      <EditCell label={label} shown={shown}>
        {(close) => <ContactCell contact={row} field={field} onClose={close} />}
      </EditCell>
    ) : (
      shown
    );
  return [
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
      sort: true,
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
      show: (row) =>
        edited(
          row,
          'title',
          t('field.title'),
          <>
            {row.position?.title ?? <NoValue />}
            {row.position && !row.position.isNow ? <span className="dim"> {t('position.former')}</span> : null}
          </>,
        ),
      width: 190,
    },
    {
      id: 'role',
      title: t('field.role'),
      show: (row) =>
        edited(
          row,
          'role',
          t('field.role'),
          row.position?.role ? roles[row.position.role] : <NoValue why={t('none.role')} />,
        ),
      width: 140,
    },
    { id: 'phone', title: t('field.phone'), show: (row) => row.phone ?? <NoValue />, width: 140 },
    { id: 'email', title: t('field.email'), show: (row) => row.email ?? <NoValue />, width: 200 },
    {
      id: 'channel',
      title: t('field.preferredChannel'),
      show: (row) =>
        edited(
          row,
          'channel',
          t('field.preferredChannel'),
          row.preferredChannel ? ways[row.preferredChannel] : <NoValue why={t('none.preferredChannel')} />,
        ),
      width: 130,
      hidden: true,
    },
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
    {
      id: 'created',
      title: t('field.created'),
      show: (row) => <DateText value={row.createdAt} />,
      width: 120,
      sort: true,
      hidden: true,
    },
    {
      id: 'changed',
      title: t('field.changed'),
      show: (row) => <DateText value={row.changedAt} />,
      width: 120,
      sort: true,
      hidden: true,
    },
  ];
}
