import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { fileUrl } from '../../../ui-kit/call.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { exportContactCards, listAccountContacts, type Position } from '../contract.ts';
import styles from './Contacts.module.css';
import { Span } from './Span.tsx';
import { useContactWords } from './use-contact-words.ts';

interface Row {
  contactId: string;
  name: string | null;
  latinName: string | null;
  phone: string | null;
  email: string | null;
  position: Position;
}

/** The people of an account, of its group where the page shows the group; who left stands apart. */
export function AccountPeople({ accountId, group }: { accountId: string; group: boolean }) {
  const t = useWords('contacts');
  const mayExport = useCan('contacts.export');
  const present = usePages(listAccountContacts, { id: accountId, group, limit: 100 });
  const past = usePages(listAccountContacts, { id: accountId, group, past: true, limit: 100 });
  const columns = useColumnsOf(group);
  const mayEdit = present.first?.can.edit ?? false;
  const common = {
    columns,
    rowId: (row: Row) => row.position.id,
    rowLink: (row: Row) => (row.name === null ? '' : `/contacts/${row.contactId}`),
    whole: true,
  };
  return (
    <div className={styles.column}>
      <Section
        title={t('panel.present')}
        actions={
          <span className={styles.acts}>
            {mayExport && present.rows?.length ? (
              <Button
                variant="default"
                size="compact-xs"
                leftSection={<IconDownload size={14} />}
                onClick={() => window.location.assign(fileUrl(exportContactCards, { account: accountId }))}
              >
                {t('panel.exportCards')}
              </Button>
            ) : null}
            {mayEdit ? (
              <Button
                component={PageLink}
                className={styles.buttonLink}
                to="/contacts/new"
                search={{ account: accountId }}
                size="compact-xs"
                variant="default"
              >
                {t('panel.add')}
              </Button>
            ) : null}
          </span>
        }
      >
        <DataTable
          {...common}
          name="contacts.account"
          label={t('panel.present')}
          {...present}
          empty={<EmptyState title={t('panel.none')} />}
        />
      </Section>
      {past.rows?.length ? (
        <Section title={t('panel.past')}>
          <DataTable {...common} name="contacts.former" label={t('panel.past')} rowTone={() => 'dim'} {...past} />
        </Section>
      ) : null}
    </div>
  );
}

function useColumnsOf(group: boolean): Column<Row>[] {
  const t = useWords('contacts');
  const { roles } = useContactWords();
  return [
    {
      id: 'name',
      title: t('field.name'),
      show: (row) => (
        <>
          {row.name ?? t('former')}
          {row.latinName ? <span className="dim"> {row.latinName}</span> : null}
        </>
      ),
      grow: true,
      fixed: true,
      phone: 'title',
    },
    ...(group
      ? [{ id: 'account', title: t('field.account'), show: (row: Row) => row.position.account.name, width: 180 }]
      : []),
    { id: 'title', title: t('field.title'), show: (row) => row.position.title ?? <NoValue />, width: 190 },
    {
      id: 'role',
      title: t('field.role'),
      show: (row) => (row.position.role ? roles[row.position.role] : <NoValue why={t('none.role')} />),
      width: 150,
    },
    { id: 'phone', title: t('field.phone'), show: (row) => row.phone ?? <NoValue />, width: 140 },
    { id: 'email', title: t('field.email'), show: (row) => row.email ?? <NoValue />, width: 200 },
    { id: 'span', title: t('field.span'), show: (row) => <Span position={row.position} />, width: 230 },
  ];
}
