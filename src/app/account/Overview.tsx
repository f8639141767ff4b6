import type { Account } from '../../features/accounts/contract.ts';
import { AccountContactsPanel, AccountNotePanel, AccountTeamPanel } from '../../features/accounts/ui/public.tsx';
import { SalesPanel, StoppedBuying, TopProducts } from '../../features/ledger/ui/public.tsx';
import styles from './Account.module.css';
import type { Part } from './AccountHead.tsx';

/** The first tab: sales by month, what they buy and stopped buying; note, contacts and team. Prints on one sheet. */
export function Overview({ account, part, seesLedger }: { account: Account; part: Part; seesLedger: boolean }) {
  return (
    <div className={styles.overview}>
      {seesLedger ? (
        <div className={styles.wide}>
          <SalesPanel {...part} />
        </div>
      ) : null}
      {seesLedger ? <TopProducts {...part} /> : null}
      {seesLedger ? <StoppedBuying {...part} /> : null}
      <div className={styles.column}>
        <AccountNotePanel account={account} />
        <AccountTeamPanel accountId={account.id} can={account.can} />
      </div>
      <AccountContactsPanel accountId={account.id} />
    </div>
  );
}
