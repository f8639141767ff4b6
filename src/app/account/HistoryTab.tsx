import type { Account } from '../../features/accounts/contract.ts';
import { AccountImportsPanel } from '../../features/ledger/ui/public.tsx';
import { TierPanel } from '../../features/segmentation/ui/public.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import styles from './Account.module.css';
import { AccountChanges } from './AccountChanges.tsx';

interface Props {
  account: Account;
  group: boolean;
  seesLedger: boolean;
  seesReview: boolean;
}

/** Tiers over time, imports that touched the account, changes by people. */
export default function HistoryTab({ account, group, seesLedger, seesReview }: Props) {
  const seesAudit = useCan('audit.read');
  return (
    <div className={styles.column}>
      {seesReview ? <TierPanel account={account} /> : null}
      {seesLedger ? <AccountImportsPanel accountId={account.id} group={group} /> : null}
      {seesAudit ? <AccountChanges accountId={account.id} /> : null}
    </div>
  );
}
