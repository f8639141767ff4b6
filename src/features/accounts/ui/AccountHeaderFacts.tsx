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
  const facts: { label: string; value: React.ReactNode }[] = [
    { label: t('field.kind'), value: kinds[account.kind] },
    { label: t('field.externalId'), value: account.externalId },
    {
      label: t('field.group'),
      value: account.root ? <PageLink to={`/accounts/${account.root.id}`}>{account.root.name}</PageLink> : null,
    },
    { label: t('field.lead'), value: account.lead?.name ?? t('none.lead') },
    { label: t('field.managerName'), value: account.lead ? null : account.managerName },
    { label: t('field.channel'), value: account.channel ? channels[account.channel] : null },
    { label: t('field.place'), value: place },
    { label: t('field.category'), value: account.category },
    { label: t('field.taxId'), value: account.taxId },
    {
      label: t('field.creditLimit'),
      value: account.creditLimit ? <Money value={account.creditLimit} digits={0} /> : null,
    },
    {
      label: t('field.paymentDays'),
      value: typeof account.paymentDays === 'number' ? t('facts.days', { count: account.paymentDays }) : null,
    },
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(({ value }) => value !== null && value !== '')
        .map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
