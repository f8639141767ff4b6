import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { DateText, Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import styles from './Ledger.module.css';
import type { LedgerDocument } from './use-document-lines.ts';

/** The header of a document in one line of facts, with its payments and the import it came from. */
export function DocumentFacts({ document }: { document: LedgerDocument }) {
  const t = useWords('ledger');
  const facts: { label: string; value: React.ReactNode }[] = [
    {
      label: t('documents.account'),
      value: document.account ? (
        <PageLink to={`/accounts/${document.account.id}`}>{document.account.name}</PageLink>
      ) : null,
    },
    { label: t('documents.date'), value: document.date ? <DateText value={document.date} /> : null },
    { label: t('documents.due'), value: document.due ? <DateText value={document.due} /> : null },
    { label: t('document.requiredOn'), value: document.requiredOn ? <DateText value={document.requiredOn} /> : null },
    { label: t('document.shippedOn'), value: document.shippedOn ? <DateText value={document.shippedOn} /> : null },
    { label: t('document.settledOn'), value: document.settledOn ? <DateText value={document.settledOn} /> : null },
    { label: t('documents.salesperson'), value: document.salesperson },
    { label: t('document.net'), value: <Money value={document.net} /> },
    { label: t('document.tax'), value: <Money value={document.tax} /> },
    { label: t('documents.gross'), value: <Money value={document.gross} /> },
    {
      label: t('documents.baseNet'),
      value: document.currency === document.baseNet.currency ? null : <Money value={document.baseNet} />,
    },
    { label: t('documents.open'), value: document.open ? <Money value={document.open} /> : null },
    { label: t('sales.margin'), value: document.margin ? <Money value={document.margin} /> : null },
    {
      label: t('imports.import'),
      value: document.import.name ? (
        <PageLink to={`/imports/${document.import.id}`}>{document.import.name}</PageLink>
      ) : null,
    },
    { label: t('imports.at'), value: document.import.at ? <DateText value={document.import.at} time /> : null },
  ];
  return (
    <div className={styles.stack}>
      <dl className={styles.facts}>
        {facts
          .filter(({ value }) => value !== null && value !== '')
          .map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {document.payments.length > 0 ? (
        <ul className={styles.rows} aria-label={t('payments.title')}>
          {document.payments.map((payment) => (
            <li key={payment.id}>
              <span>
                {t('payments.payment')} {payment.number} · <DateText value={payment.date} />
              </span>
              <Money value={payment.amount} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
