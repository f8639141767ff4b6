import type { OutputOf } from '../../../pure/operation.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText, Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { LOOSE_KINDS, listLooseFacts } from '../contract.ts';
import { useLedgerWords } from './use-ledger-words.ts';

type Row = OutputOf<typeof listLooseFacts>['rows'][number];
const defaults = { kind: '' };

/** What imports brought that does not hang together: kept, counted and listed. */
export default function LoosePage() {
  const t = useWords('ledger');
  const { marks } = useLedgerWords();
  const [view, setView] = useUrlState(defaults);
  const counted = useCall(listLooseFacts, { kind: 'withoutLines', limit: 1 });
  const counts = counted.data?.counts;
  // Unless one was chosen, the first kind of which there is any.
  const kind =
    LOOSE_KINDS.find((one) => one === view.kind) ??
    LOOSE_KINDS.find((one) => (counts?.[one] ?? 0) > 0) ??
    'withoutLines';
  const list = usePages(listLooseFacts, { kind }, { when: view.kind !== '' || !counted.isPending });
  const isPayment = kind === 'beyondInvoices' || kind === 'awaitingInvoice';
  const columns: Column<Row>[] = [
    {
      id: 'number',
      title: t('documents.number'),
      show: (row) => (isPayment ? row.number : <PageLink to={`/documents/${row.id}`}>{row.number}</PageLink>),
      width: 160,
      fixed: true,
      phone: 'title',
    },
    {
      id: 'date',
      title: t('documents.date'),
      show: (row) => <DateText value={row.date} why={t('loose.noDate')} />,
      align: 'end',
      width: 120,
    },
    {
      id: 'account',
      title: t('documents.account'),
      show: (row) =>
        row.account ? (
          <PageLink to={`/accounts/${row.account.id}`}>{row.account.name}</PageLink>
        ) : (
          <span className="dim">{t('loose.noAccount')}</span>
        ),
      grow: true,
      width: 200,
    },
    {
      id: 'amount',
      title: isPayment ? t('payments.amount') : t('documents.net'),
      show: (row) => <Money value={row.amount} />,
      align: 'end',
      width: 130,
      phone: 'figure',
    },
    ...(kind === 'awaitingInvoice'
      ? [{ id: 'awaits', title: t('loose.awaits'), show: (row: Row) => row.awaits, width: 160 }]
      : []),
    ...(kind === 'beyondInvoices'
      ? [
          {
            id: 'beyond',
            title: t('loose.beyond'),
            show: (row: Row) => <Money value={row.beyond} />,
            align: 'end' as const,
            width: 150,
          },
        ]
      : []),
  ];
  return (
    <PageLayout
      title={t('loose.title')}
      answer={
        <AnswerLine loading={counts === undefined && !list.error} note={t('loose.note')}>
          {counts
            ? t('loose.line', {
                lines: counts.withoutLines,
                documents: counts.withoutDocument,
                payments: counts.beyondInvoices,
                awaiting: counts.awaitingInvoice,
              })
            : ''}
        </AnswerLine>
      }
    >
      <DataTable
        name={`ledger.loose.${kind === 'awaitingInvoice' ? 'awaiting' : isPayment ? 'payments' : 'documents'}`}
        label={t('loose.title')}
        columns={columns}
        {...list}
        rowId={(row) => row.id}
        toolbar={
          <SegmentedChoice
            label={t('loose.kind')}
            value={kind}
            onChange={(next) => setView({ kind: next })}
            options={LOOSE_KINDS.map((one) => ({ value: one, label: marks[one] }))}
          />
        }
        empty={<EmptyState title={t('loose.none')} text={t('loose.noneText')} />}
      />
    </PageLayout>
  );
}
