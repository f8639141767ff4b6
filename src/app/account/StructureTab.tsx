import type { Account } from '../../features/accounts/contract.ts';
import { AccountStructurePanel, AddressesPanel, IdentifiersPanel } from '../../features/accounts/ui/public.tsx';
import styles from './Account.module.css';

/** What stands above and below; identifiers and addresses of the account itself. */
export default function StructureTab({ account }: { account: Account }) {
  return (
    <div className={styles.column}>
      <AccountStructurePanel account={account} />
      <IdentifiersPanel accountId={account.id} />
      <AddressesPanel accountId={account.id} />
    </div>
  );
}
