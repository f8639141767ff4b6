import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText, Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Account, getStructure, listStructureHistory } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountWords } from './use-account-words.ts';

const PlaceAccount = lazy(() => import('./PlaceAccount.tsx'));

/** What stands above and below an account; leaders move it. The history opens on demand. */
export function AccountStructurePanel({ account }: { account: Pick<Account, 'id' | 'name'> }) {
  const t = useWords('accounts');
  const { kinds } = useAccountWords();
  const [placing, setPlacing] = useState(false);
  const [past, setPast] = useState(false);
  const structure = useCall(getStructure, { id: account.id });
  if (structure.error) return <ErrorState error={structure.error} retry={() => void structure.refetch()} />;
  if (structure.data === undefined) return <LoadingState lines={3} />;
  const { ancestors, children, more, version, can } = structure.data;
  return (
    <Section
      title={t('structure.title')}
      framed
      actions={
        can.structure ? (
          <Button variant="default" size="compact-xs" onClick={() => setPlacing(true)}>
            {t('structure.move')}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.stack}>
        {ancestors.length > 0 ? (
          <div className={styles.line}>
            <span className="dim">{t('structure.above')}</span>
            {[...ancestors].reverse().map((one) => (
              <PageLink key={one.id} to={`/accounts/${one.id}`}>
                {one.name}
              </PageLink>
            ))}
          </div>
        ) : (
          <span className="dim">{t('structure.top')}</span>
        )}
        {children.length === 0 ? (
          <span className="dim">{t('structure.nothingBelow')}</span>
        ) : (
          <ul className={styles.list} aria-label={t('structure.below')}>
            {children.map((child) => (
              <li key={child.id} className={styles.between}>
                <span className={styles.line}>
                  <PageLink to={`/accounts/${child.id}`}>{child.name}</PageLink>
                  <span className="dim">
                    {kinds[child.kind]}
                    {child.below > 0 ? ` · ${t('structure.belowCount', { count: child.below })}` : ''}
                  </span>
                </span>
                {child.revenue ? <Money value={child.revenue} digits={0} /> : null}
              </li>
            ))}
          </ul>
        )}
        {children.length > 0 ? (
          <PageLink to="/accounts" search={{ below: account.id }}>
            {more ? t('structure.allMore') : t('structure.all')}
          </PageLink>
        ) : null}
        <div>
          <Button variant="subtle" size="compact-xs" aria-expanded={past} onClick={() => setPast(!past)}>
            {t('structure.history')}
          </Button>
        </div>
        {past ? <History accountId={account.id} /> : null}
      </div>
      <Suspense>
        {placing ? (
          <PlaceAccount
            account={{ id: account.id, name: account.name, version }}
            parent={ancestors[0] ?? null}
            onClose={() => setPlacing(false)}
          />
        ) : null}
      </Suspense>
    </Section>
  );
}

function History({ accountId }: { accountId: string }) {
  const t = useWords('accounts');
  const { origins } = useAccountWords();
  const history = useCall(listStructureHistory, { id: accountId });
  if (history.error) return <ErrorState error={history.error} retry={() => void history.refetch()} />;
  if (history.data === undefined) return <LoadingState lines={2} />;
  if (history.data.rows.length === 0) return <p className="dim">{t('structure.noHistory')}</p>;
  return (
    <ul className={styles.list}>
      {history.data.rows.map((row) => (
        <li key={row.id} className={styles.line}>
          <DateText value={row.since} time />
          <span>
            {row.toTop
              ? t('structure.toTop')
              : t('structure.under', { name: row.parent?.name ?? t('structure.hidden') })}
          </span>
          <span className="dim">{[origins[row.origin], row.setBy?.name, row.reason].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}
