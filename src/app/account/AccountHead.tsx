import { Suspense } from 'react';
import type { Account } from '../../features/accounts/contract.ts';
import { AccountHeaderFacts } from '../../features/accounts/ui/public.tsx';
import { DossierLine } from '../../features/dossiers/ui/public.tsx';
import { StageLine } from '../../features/relationships/ui/public.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import styles from './Account.module.css';
import { lazyTab } from './lazy-tab.ts';

const SecretLine = lazyTab(['secrets'], () => import('../../features/secrets/ui/SecretLine.tsx'));

/** The head of the account page, above every tab: who it is, and how well it is known. */
export function AccountHead({ account }: { account: Account }) {
  const seesPeople = useCan('contacts.read');
  return (
    <>
      <AccountHeaderFacts account={account} />
      <div className={styles.known}>
        <DossierLine account={account} />
        {seesPeople ? <StageLine accountId={account.id} /> : null}
      </div>
      <div className={styles.secret}>
        <Suspense>
          <SecretLine accountId={account.id} top={account.ancestors.at(-1) ?? null} />
        </Suspense>
      </div>
    </>
  );
}
