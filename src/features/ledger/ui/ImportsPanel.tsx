import { useFormats } from '../../../ui-kit/format.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listAccountImports } from '../contract.ts';
import styles from './Ledger.module.css';

/** The imports that touched an account; names only for those who may run imports. */
export function AccountImportsPanel({ accountId, group }: { accountId: string; group: boolean }) {
  const t = useWords('ledger');
  const format = useFormats();
  const imports = useCall(listAccountImports, { id: accountId, group });
  if (imports.error) return <ErrorState error={imports.error} retry={() => void imports.refetch()} />;
  return (
    <Section title={t('imports.title')} framed>
      {imports.isPending ? <LoadingState lines={3} /> : null}
      {imports.data?.rows.length === 0 ? <p className="dim">{t('imports.none')}</p> : null}
      <ul className={styles.rows}>
        {imports.data?.rows.map((row, at) => (
          <li key={row.id ?? at}>
            <span className={styles.line}>
              {row.id && row.name ? (
                <PageLink to={`/imports/${row.id}`}>{row.name}</PageLink>
              ) : (
                <span>{t('imports.import')}</span>
              )}
              <DateText value={row.at} time why={t('imports.noFiles')} />
            </span>
            <span className="dim">
              {[
                t('imports.documents', { count: row.documents }),
                t('imports.payments', { count: row.payments }),
                row.from && row.to ? format.period(row.from, row.to) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
