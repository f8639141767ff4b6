import { listAudit } from '../../features/audit/contract.ts';
import { useAuditWords } from '../../features/audit/ui/use-audit-words.ts';
import { Section } from '../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../ui-kit/States.tsx';
import { useCall } from '../../ui-kit/use-call.ts';
import { DateText } from '../../ui-kit/Values.tsx';
import { useWords } from '../../ui-kit/words.ts';
import styles from './Account.module.css';

/** The last changes that people made to the account; all of them stand in the audit. */
export function AccountChanges({ accountId }: { accountId: string }) {
  const t = useWords('account');
  const words = useAuditWords();
  const changes = useCall(listAudit, { accountId, limit: 10 });
  if (changes.error) return <ErrorState error={changes.error} retry={() => void changes.refetch()} />;
  return (
    <Section
      title={t('changes.title')}
      framed
      actions={
        <PageLink to="/settings" search={{ tab: 'audit', account: accountId }}>
          {t('changes.all')}
        </PageLink>
      }
    >
      {changes.isPending ? <LoadingState lines={3} /> : null}
      {changes.data?.rows.length === 0 ? <p className="dim">{t('changes.none')}</p> : null}
      <ul className={styles.rows}>
        {changes.data?.rows.map((row) => (
          <li key={row.id}>
            <span>{words.act(row.operation, row.word)}</span>
            <span className="dim">
              {row.user?.name ?? t('changes.system')} · <DateText value={row.at} time />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
