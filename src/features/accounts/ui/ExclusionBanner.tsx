import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Account, clearExclusion } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountWords } from './use-account-words.ts';

const ExcludeAccount = lazy(() => import('./ExcludeAccount.tsx'));

type Shown = Pick<Account, 'id' | 'name' | 'exclusion' | 'can'>;

/** Says that an account is left out of the key accounts, why and since when; nothing when it is not. */
export function ExclusionBanner({ account }: { account: Shown }) {
  const t = useWords('accounts');
  const { reasons } = useAccountWords();
  const clear = useAct(clearExclusion, { done: t('exclusion.cleared') });
  const { exclusion } = account;
  if (exclusion === null) return null;
  return (
    <div className={styles.notice} role="note">
      <span>
        <strong>{t('exclusion.banner', { reason: reasons[exclusion.reason] })}</strong>{' '}
        {[exclusion.note, exclusion.setBy?.name].filter(Boolean).join(' · ')} <DateText value={exclusion.since} time />
        {exclusion.from ? (
          <>
            {' '}
            {t('exclusion.from')} <PageLink to={`/accounts/${exclusion.from.id}`}>{exclusion.from.name}</PageLink>
          </>
        ) : null}
      </span>
      {account.can.structure && exclusion.from === null ? (
        <Button
          variant="default"
          size="compact-xs"
          loading={clear.isPending}
          onClick={() => clear.mutate({ id: account.id })}
        >
          {t('exclusion.clear')}
        </Button>
      ) : null}
    </div>
  );
}

/** The button that leaves an account out of the key accounts; nothing for who may not, or when it is out already. */
export function ExcludeButton({ account }: { account: Shown }) {
  const t = useWords('accounts');
  const [asking, setAsking] = useState(false);
  if (!account.can.structure || account.exclusion !== null) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('exclusion.set')}
      </Button>
      <Suspense>{asking ? <ExcludeAccount account={account} onClose={() => setAsking(false)} /> : null}</Suspense>
    </>
  );
}
