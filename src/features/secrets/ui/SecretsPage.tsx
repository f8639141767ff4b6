import { Button } from '@mantine/core';
import type { OutputOf } from '../../../pure/operation.ts';
import { fileUrl } from '../../../ui-kit/call.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { UrlTabs } from '../../../ui-kit/UrlTabs.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { exportLogs, listExports, listReadings } from '../contract.ts';

type Reading = OutputOf<typeof listReadings>['rows'][number];
type Exported = OutputOf<typeof listExports>['rows'][number];

function Person({ row }: { row: Pick<Exported, 'person' | 'onBehalfOf'> }) {
  const t = useWords('secrets');
  return (
    <>
      {row.person?.name ?? t('system')}
      {row.onBehalfOf ? <span className="dim"> {t('behalfOf', { name: row.onBehalfOf.name ?? '' })}</span> : null}
    </>
  );
}

const AccountLink = ({ account }: { account: Exported['account'] }) =>
  account === null ? null : <PageLink to={`/accounts/${account.id}`}>{account.name}</PageLink>;

function SaveLog({ log }: { log: 'readings' | 'exports' }) {
  const t = useWords('secrets');
  return (
    <Button variant="default" onClick={() => location.assign(fileUrl(exportLogs, { log }))}>
      {t('save')}
    </Button>
  );
}

function Readings() {
  const t = useWords('secrets');
  const list = usePages(listReadings, { limit: 50 });
  const columns: Column<Reading>[] = [
    { id: 'lastAt', title: t('lastAt'), width: 160, fixed: true, show: (row) => <DateText value={row.lastAt} time /> },
    { id: 'person', title: t('person'), width: 200, phone: 'title', show: (row) => <Person row={row} /> },
    { id: 'account', title: t('account'), grow: true, show: (row) => <AccountLink account={row.account} /> },
    { id: 'class', title: t('class'), width: 180, show: (row) => row.class ?? '' },
    { id: 'times', title: t('times'), width: 90, align: 'end', show: (row) => row.times },
  ];
  return (
    <DataTable
      name="secrets.readings"
      label={t('readings')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      tools={<SaveLog log="readings" />}
      empty={<EmptyState title={t('noReadings')} text={t('noReadingsText')} />}
    />
  );
}

function Exports() {
  const t = useWords('secrets');
  const list = usePages(listExports, { limit: 50 });
  const columns: Column<Exported>[] = [
    { id: 'at', title: t('at'), width: 160, fixed: true, show: (row) => <DateText value={row.at} time /> },
    { id: 'person', title: t('person'), width: 200, phone: 'title', show: (row) => <Person row={row} /> },
    { id: 'name', title: t('file'), grow: true, show: (row) => row.name },
    { id: 'account', title: t('account'), width: 200, show: (row) => <AccountLink account={row.account} /> },
    {
      id: 'filter',
      title: t('filter'),
      width: 220,
      show: (row) => <span className="dim">{row.filter === null ? '' : JSON.stringify(row.filter)}</span>,
    },
    { id: 'lines', title: t('lines'), width: 90, align: 'end', show: (row) => row.lines ?? '' },
    { id: 'bytes', title: t('bytes'), width: 110, align: 'end', show: (row) => row.bytes },
  ];
  return (
    <DataTable
      name="secrets.exports"
      label={t('exports')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      tools={<SaveLog log="exports" />}
      empty={<EmptyState title={t('noExports')} text={t('noExportsText')} />}
    />
  );
}

/** Who read what is confidential, and what left the house. */
export default function SecretsPage() {
  const t = useWords('secrets');
  return (
    <PageLayout title={t('menu.logs')} answer={<AnswerLine>{t('answer')}</AnswerLine>}>
      <UrlTabs
        label={t('menu.logs')}
        tabs={[
          { id: 'readings', label: t('readings'), show: () => <Readings /> },
          { id: 'exports', label: t('exports'), show: () => <Exports /> },
        ]}
      />
    </PageLayout>
  );
}
