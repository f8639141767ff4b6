import type { OutputOf } from '../../../pure/operation.ts';
import { Badge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { PeriodPicker } from '../../../ui-kit/PeriodPicker.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText, Money, NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { DOCUMENT_KINDS, type DOCUMENT_SORTS, type DocumentKind, listDocuments } from '../contract.ts';
import { InBoth } from './InBoth.tsx';
import styles from './Ledger.module.css';
import { useLedgerWords } from './use-ledger-words.ts';

const defaults = { q: '', kind: [], from: '', to: '', product: '', by: 'date', desc: true };
type Row = OutputOf<typeof listDocuments>['rows'][number];

/** Invoices, credit notes and orders of an account; period, kind and product come from the address, so that figures lead here. */
export function DocumentsPanel({ accountId, group }: { accountId: string; group: boolean }) {
  const t = useWords('ledger');
  const { kinds, marks } = useLedgerWords();
  const [view, setView] = useUrlState(defaults);
  const list = usePages(listDocuments, {
    id: accountId,
    group,
    kind: view.kind as DocumentKind[],
    sort: view.by as (typeof DOCUMENT_SORTS)[number],
    direction: view.desc ? 'desc' : 'asc',
    ...(view.q ? { q: view.q } : {}),
    ...(view.from ? { from: view.from } : {}),
    ...(view.to ? { to: view.to } : {}),
    ...(view.product ? { product: view.product } : {}),
  });
  const columns: Column<Row>[] = [
    {
      id: 'number',
      title: t('documents.number'),
      show: (row) => row.number,
      grow: true,
      width: 130,
      sort: true,
      fixed: true,
      phone: 'title',
    },
    { id: 'kind', title: t('documents.kind'), show: (row) => kinds[row.kind], width: 110 },
    {
      id: 'date',
      title: t('documents.date'),
      show: (row) => <DateText value={row.date} />,
      sort: true,
      align: 'end',
      width: 120,
    },
    { id: 'account', title: t('documents.account'), show: (row) => row.account?.name, hidden: !group, width: 180 },
    {
      id: 'due',
      title: t('documents.due'),
      show: (row) => <DateText value={row.due} why={t('documents.noDue')} />,
      align: 'end',
      width: 120,
    },
    {
      id: 'amount',
      title: t('documents.net'),
      show: (row) => <InBoth value={row.net} base={row.baseNet} />,
      align: 'end',
      width: 140,
      sort: true,
      phone: 'figure',
      help: 'currency',
    },
    {
      id: 'gross',
      title: t('documents.gross'),
      show: (row) => <Money value={row.gross} />,
      align: 'end',
      width: 130,
      hidden: true,
    },
    {
      id: 'open',
      title: t('documents.open'),
      show: (row) => (row.open === null ? <NoValue why={t('documents.openUnknown')} /> : <Money value={row.open} />),
      align: 'end',
      width: 120,
      help: 'open-balance',
    },
    {
      id: 'salesperson',
      title: t('documents.salesperson'),
      show: (row) => row.salesperson,
      width: 150,
      phone: 'none',
      hidden: group,
    },
    { id: 'lines', title: t('documents.lines'), show: (row) => row.lines, align: 'end', width: 70 },
    {
      id: 'marks',
      title: t('documents.marks'),
      show: (row) => (
        <span className={styles.line}>
          {row.disputed ? <Badge tone="warn">{t('documents.disputed')}</Badge> : null}
          {row.loose.map((mark) => (
            <Badge key={mark}>{marks[mark]}</Badge>
          ))}
        </span>
      ),
      width: 140,
      phone: 'none',
    },
  ];
  return (
    <DataTable
      name={group ? 'ledger.documents.group' : 'ledger.documents'}
      label={t('documents.title')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      rowLink={(row) => `/documents/${row.id}`}
      sort={{ by: view.by, desc: view.desc }}
      onSort={(sort) => setView({ by: sort.by, desc: sort.desc })}
      toolbar={
        <FilterBar
          value={view}
          onChange={setView}
          search={{ key: 'q', placeholder: t('documents.find') }}
          fields={[
            {
              key: 'kind',
              label: t('documents.kind'),
              many: true,
              options: DOCUMENT_KINDS.map((kind) => ({ value: kind, label: kinds[kind] })),
            },
            ...(view.product
              ? [
                  {
                    key: 'product',
                    label: t('documents.product'),
                    options: [{ value: view.product, label: t('documents.oneProduct') }],
                  },
                ]
              : []),
          ]}
        >
          <PeriodPicker
            value={view}
            onChange={setView}
            none="all"
            presets={['all', 'fiscalYear', 'lastFiscalYear', 'quarter', 'lastQuarter']}
          />
        </FilterBar>
      }
      empty={<EmptyState title={t('documents.none')} text={t('documents.noneText')} />}
    />
  );
}
