import { Suspense } from 'react';
import type { Account } from '../../features/accounts/contract.ts';
import { SalesPanel, StoppedBuying, TopProducts } from '../../features/ledger/ui/public.tsx';
import { LoadingState } from '../../ui-kit/States.tsx';
import styles from './Account.module.css';
import { AccountFigures, type Part } from './AccountFigures.tsx';
import { lazyTab } from './lazy-tab.ts';

const OverviewWork = lazyTab(['approvals', 'contacts', 'notes', 'tasks'], () => import('./OverviewWork.tsx'));

/** The first tab: figures, sales by month, what they buy and stopped buying; then the work and the people. Prints on one sheet. */
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
      <Suspense fallback={<LoadingState lines={8} />}>
        <OverviewWork account={account} />
      </Suspense>
    </div>
  );
}
