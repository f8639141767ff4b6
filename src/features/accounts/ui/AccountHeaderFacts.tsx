import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Account } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountWords } from './use-account-words.ts';

/** The plain facts of an account in one line: kind, number, group, place, manager, terms. */
export function AccountHeaderFacts({ account }: { account: Account }) {
  const t = useWords('accounts');
  const { kinds, channels } = useAccountWords();
  const place = [account.postalCode, account.city, account.country].filter(Boolean).join(' ');
  const facts: [string, React.ReactNode][] = [
    [t('field.kind'), kinds[account.kind]],
    [t('field.externalId'), account.externalId],
    [
      t('field.group'),
      account.root ? <PageLink to={`/accounts/${account.root.id}`}>{account.root.name}</PageLink> : null,
    ],
    [t('field.lead'), account.lead?.name ?? t('none.lead')],
    [t('field.managerName'), account.lead ? null : account.managerName],
    [t('field.channel'), account.channel ? channels[account.channel] : null],
    [t('field.place'), place],
    [t('field.category'), account.category],
    [t('field.taxId'), account.taxId],
    [t('field.creditLimit'), account.creditLimit ? <Money value={account.creditLimit} digits={0} /> : null],
    [t('field.paymentDays'), account.paymentDays == null ? null : t('facts.days', { count: account.paymentDays })],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
