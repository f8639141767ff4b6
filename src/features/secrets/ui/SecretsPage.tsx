import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { fileUrl } from '../../../ui-kit/call.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { UrlTabs } from '../../../ui-kit/UrlTabs.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { DateText, NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { useAuditWords } from '../../audit/ui/public.tsx';
import { listMembers } from '../../people/contract.ts';
import { exportLogs, getClasses, listExports, listReadings } from '../contract.ts';
import { LogFilters, useLogFilter } from './LogFilters.tsx';
import { useFilterWords } from './use-filter-words.ts';

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
  account === null ? <NoValue /> : <PageLink to={`/accounts/${account.id}`}>{account.name}</PageLink>;

function SaveLog({ log }: { log: 'readings' | 'exports' }) {
  const t = useWords('secrets');
  const { filter } = useLogFilter();
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} />}
      onClick={() => location.assign(fileUrl(exportLogs, { log, ...filter }))}
    >
      {t('save')}
    </Button>
  );
}

/** Nothing there: never was, or not by this filter. */
function Nothing({ title, text }: { title: string; text: string }) {
  const t = useWords('secrets');
  const { isFiltered, clear } = useLogFilter();
  if (!isFiltered) return <EmptyState title={title} text={text} />;
  return (
    <EmptyState
      title={t('nothing')}
      text={t('nothingText')}
      action={
        <Button variant="default" onClick={clear}>
          {t('filters.clear')}
        </Button>
      }
    />
  );
}

/** The accounts that the rows name, each once. */
const accountsOf = (rows: readonly Pick<Exported, 'account'>[] = []) => [
  ...new Map(rows.flatMap(({ account }) => (account === null ? [] : [[account.id, account] as const]))).values(),
];

function Readings() {
  const t = useWords('secrets');
  const { filter } = useLogFilter();
  const records = {
    note: t('record.note'),
    file: t('record.file'),
    dossier: t('record.dossier'),
    contact: t('record.contact'),
    task: t('record.task'),
    project: t('record.project'),
    document: t('record.document'),
  };
  const list = usePages(listReadings, { ...filter, limit: 50 });
  const columns: Column<Reading>[] = [
    { id: 'lastAt', title: t('lastAt'), width: 170, fixed: true, show: (row) => <DateText value={row.lastAt} time /> },
    { id: 'person', title: t('person'), width: 220, phone: 'title', show: (row) => <Person row={row} /> },
    {
      id: 'account',
      title: t('account'),
      grow: true,
      show: (row) => (
        <>
          <AccountLink account={row.account} />
          {row.record.kind === 'account' ? null : <span className="dim">, {records[row.record.kind]}</span>}
        </>
      ),
    },
    {
      id: 'class',
      title: t('class'),
      width: 190,
      show: (row) => (row.class === null ? <span className="dim">{t('of.none')}</span> : row.class),
    },
    { id: 'times', title: t('times'), width: 90, align: 'end', show: (row) => row.times },
  ];
  return (
    <DataTable
      name="secrets.readings"
      label={t('readings')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      toolbar={<LogFilters accounts={accountsOf(list.rows)} />}
      tools={<SaveLog log="readings" />}
      empty={<Nothing title={t('noReadings')} text={t('noReadingsText')} />}
    />
  );
}

function Exports() {
  const t = useWords('secrets');
  const format = useFormats();
  const words = useAuditWords();
  const { filter } = useLogFilter();
  const list = usePages(listExports, { ...filter, limit: 50 });
  const people = useCall(listMembers, { withEnded: true });
  const classes = useCall(getClasses, {});
  const named = [...(people.data?.members ?? []), ...(classes.data?.classes ?? []), ...accountsOf(list.rows)].map(
    ({ id, name }) => [id, name] as const,
  );
  const said = useFilterWords({ names: new Map(named) });
  const columns: Column<Exported>[] = [
    { id: 'at', title: t('at'), width: 156, fixed: true, show: (row) => <DateText value={row.at} time /> },
    { id: 'person', title: t('person'), width: 140, phone: 'title', show: (row) => <Person row={row} /> },
    { id: 'what', title: t('what'), width: 170, show: (row) => words.act(row.operation, row.operation) },
    {
      id: 'name',
      title: t('file'),
      grow: true,
      show: (row) => (
        <>
          {row.name} {row.isWhole ? null : <Badge tone="warn">{t('inPart')}</Badge>}
        </>
      ),
    },
    { id: 'account', title: t('account'), width: 130, show: (row) => <AccountLink account={row.account} /> },
    {
      id: 'filter',
      title: t('filter'),
      width: 240,
      show: (row) => {
        const words = said(row.filter, row.account?.id ?? null);
        return words === '' ? <NoValue /> : <span title={words}>{words}</span>;
      },
    },
    { id: 'lines', title: t('lines'), width: 60, align: 'end', show: (row) => row.lines ?? <NoValue /> },
    { id: 'bytes', title: t('bytes'), width: 76, align: 'end', show: (row) => format.bytes(row.bytes) },
  ];
  return (
    <DataTable
      name="secrets.exports"
      label={t('exports')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      toolbar={<LogFilters accounts={accountsOf(list.rows)} />}
      tools={<SaveLog log="exports" />}
      empty={<Nothing title={t('noExports')} text={t('noExportsText')} />}
    />
  );
}

/** Who read what is confidential, and what left the house. */
export default function SecretsPage() {
  const t = useWords('secrets');
  const manages = useCan('secrets.manage');
  return (
    <PageLayout
      title={t('menu.logs')}
      answer={<AnswerLine>{t('answer')}</AnswerLine>}
      actions={manages ? <PageLink to="/settings?tab=secrets">{t('toLadder')}</PageLink> : undefined}
    >
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
