import type { OutputOf } from '../../../pure/operation.ts';
import { Badge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText, Money, NoValue, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Bucket, listOpenDocuments } from '../contract.ts';
import { InBoth } from './InBoth.tsx';
import { useLedgerWords } from './use-ledger-words.ts';

type Row = OutputOf<typeof listOpenDocuments>['rows'][number];

interface Props {
  accountId: string;
  group: boolean;
  /** Empty: today. */
  asOf: string;
  bucket: Bucket | undefined;
  overdue: boolean;
  onOverdue: (overdue: boolean) => void;
}

/** The documents behind the balance, the longest overdue first. */
export function OpenDocuments({ accountId, group, asOf, bucket, overdue, onOverdue }: Props) {
  const t = useWords('ledger');
  const { kinds } = useLedgerWords();
  const list = usePages(listOpenDocuments, {
    id: accountId,
    group,
    overdue,
    ...(asOf ? { asOf } : {}),
    ...(bucket ? { bucket } : {}),
  });
  const columns: Column<Row>[] = [
    {
      id: 'number',
      title: t('documents.number'),
      show: (row) => row.number,
      grow: true,
      width: 130,
      fixed: true,
      phone: 'title',
    },
    { id: 'kind', title: t('documents.kind'), show: (row) => kinds[row.kind], width: 110 },
    { id: 'account', title: t('documents.account'), show: (row) => row.account.name, hidden: !group, width: 180 },
    { id: 'date', title: t('documents.date'), show: (row) => <DateText value={row.date} />, align: 'end', width: 120 },
    {
      id: 'due',
      title: t('documents.due'),
      show: (row) => <DateText value={row.due} why={t('documents.noDue')} />,
      align: 'end',
      width: 120,
    },
    {
      id: 'days',
      title: t('balance.daysOverdue'),
      show: (row) =>
        row.daysOverdue === null ? <NoValue why={t('balance.notOverdue')} /> : <Quantity value={row.daysOverdue} />,
      align: 'end',
      width: 130,
    },
    {
      id: 'gross',
      title: t('documents.gross'),
      show: (row) => <Money value={row.gross} />,
      align: 'end',
      width: 130,
      hidden: group,
    },
    {
      id: 'open',
      title: t('documents.open'),
      show: (row) => <InBoth value={row.open} base={row.baseOpen} />,
      align: 'end',
      width: 140,
      phone: 'figure',
    },
    {
      id: 'disputed',
      title: t('documents.marks'),
      show: (row) => (row.disputed ? <Badge tone="warn">{t('documents.disputed')}</Badge> : null),
      width: 110,
      phone: 'none',
    },
  ];
  return (
    <DataTable
      name={group ? 'ledger.open.group' : 'ledger.open'}
      label={t('balance.openDocuments')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      rowLink={(row) => `/documents/${row.id}`}
      whole
      toolbar={
        <SegmentedChoice
          label={t('balance.which')}
          value={overdue ? 'overdue' : 'all'}
          onChange={(value) => onOverdue(value === 'overdue')}
          options={[
            { value: 'all', label: t('balance.all') },
            { value: 'overdue', label: t('balance.overdue') },
          ]}
        />
      }
      empty={
        <EmptyState
          title={overdue ? t('balance.nothingOverdue') : t('balance.nothingOpen')}
          text={t('balance.nothingText')}
        />
      }
    />
  );
}
