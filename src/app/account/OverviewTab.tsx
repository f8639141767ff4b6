import { Suspense } from 'react';
import type { Account } from '../../features/accounts/contract.ts';
import { AccountTeamPanel } from '../../features/accounts/ui/public.tsx';
import { ApprovalsBlock } from '../../features/approvals/ui/public.tsx';
import { AccountContactsPanel } from '../../features/contacts/ui/public.tsx';
import { FieldFacts } from '../../features/fields/ui/public.tsx';
import { SalesPanel, StoppedBuying, TopProducts } from '../../features/ledger/ui/public.tsx';
import { PinnedNotes } from '../../features/notes/ui/public.tsx';
import { AccountTasksPanel } from '../../features/tasks/ui/public.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import { LoadingState } from '../../ui-kit/States.tsx';
import styles from './Account.module.css';
import { AccountFigures, type Part } from './AccountFigures.tsx';

/** The first tab: figures, sales by month, what they buy and stopped buying; note, contacts and team. Prints on one sheet. */
export default function OverviewTab({
  account,
  part,
  seesLedger,
  seesReview,
}: {
  account: Account;
  part: Part;
  seesLedger: boolean;
  seesReview: boolean;
}) {
  const seesTasks = useCan('tasks.read');
  return (
    <div className={styles.overview}>
      <AccountFigures part={part} seesLedger={seesLedger} seesReview={seesReview} />
      {seesLedger ? (
        <div className={styles.wide}>
          <SalesPanel {...part} />
        </div>
      ) : null}
      {seesLedger ? <TopProducts {...part} /> : null}
      {seesLedger ? <StoppedBuying {...part} /> : null}
      <div className={styles.wide}>
        <Suspense>
          <FieldFacts kind="account" answers={account.fields} />
        </Suspense>
      </div>
      <div className={styles.column}>
        <Suspense fallback={<LoadingState lines={3} />}>
          {seesTasks ? <AccountTasksPanel account={account} /> : null}
          <ApprovalsBlock account={account} />
        </Suspense>
        <PinnedNotes accountId={account.id} />
        <AccountTeamPanel accountId={account.id} can={account.can} />
      </div>
      <AccountContactsPanel accountId={account.id} />
    </div>
  );
}
