import type { OutputOf } from '../../../pure/operation.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText, Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listPayments } from '../contract.ts';
import styles from './Ledger.module.css';

type Row = OutputOf<typeof listPayments>['rows'][number];

/** Payments of an account with the documents that they pay. */
export function PaymentsList({ accountId, group }: { accountId: string; group: boolean }) {
  const t = useWords('ledger');
  const list = usePages(listPayments, { id: accountId, group });
  const columns: Column<Row>[] = [
    { id: 'number', title: t('payments.number'), show: (row) => row.number, width: 150, fixed: true, phone: 'title' },
    { id: 'date', title: t('payments.date'), show: (row) => <DateText value={row.date} />, align: 'end', width: 120 },
    { id: 'account', title: t('documents.account'), show: (row) => row.account?.name, hidden: !group, width: 180 },
    {
      id: 'amount',
      title: t('payments.amount'),
      show: (row) => <Money value={row.amount} />,
      align: 'end',
      width: 130,
      phone: 'figure',
    },
    {
      id: 'base',
      title: t('payments.base'),
      show: (row) => <Money value={row.baseAmount} />,
      align: 'end',
      width: 130,
      hidden: true,
    },
    {
      id: 'documents',
      title: t('payments.pays'),
      show: (row) =>
        row.documents.length === 0 ? (
          <span className="dim">{t('payments.unallocated')}</span>
        ) : (
          <span className={styles.line}>
            {row.documents.map((document) => (
              <PageLink key={document.id} to={`/documents/${document.id}`}>
                {document.number}
              </PageLink>
            ))}
          </span>
        ),
      grow: true,
      width: 200,
    },
  ];
  return (
    <DataTable
      name="ledger.payments"
      label={t('payments.title')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      whole
      empty={<EmptyState title={t('payments.none')} text={t('payments.noneText')} />}
    />
  );
}
