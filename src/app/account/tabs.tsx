import type { Account } from '../../features/accounts/contract.ts';
import { AccountStructurePanel } from '../../features/accounts/ui/public.tsx';
import { AccountImportsPanel } from '../../features/ledger/ui/public.tsx';
import { TierPanel } from '../../features/segmentation/ui/public.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import styles from './Account.module.css';
import { AccountChanges } from './AccountChanges.tsx';

/** What stands above and below. */
export function Structure({ account }: { account: Account }) {
  return <AccountStructurePanel account={account} />;
}

interface HistoryProps {
  account: Account;
  group: boolean;
  seesLedger: boolean;
  seesReview: boolean;
}

/** Tiers over time, imports that touched the account, changes by people. */
export function History({ account, group, seesLedger, seesReview }: HistoryProps) {
  const seesAudit = useCan('audit.read');
  return (
    <div className={styles.column}>
      {seesReview ? <TierPanel account={account} /> : null}
      {seesLedger ? <AccountImportsPanel accountId={account.id} group={group} /> : null}
      {seesAudit ? <AccountChanges accountId={account.id} /> : null}
    </div>
  );
}
