import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { AccountChoice, type Chosen } from './AccountChoice.tsx';
import styles from './Secrets.module.css';

const defaults = { person: '', account: '', from: '', to: '' };
const DAY = /^\d{4}-\d\d-\d\d$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the address asks of a log; what no person or day can be says nothing. */
export function useLogFilter() {
  const [view, setView] = useUrlState(defaults);
  const filter = {
    ...(ID.test(view.person) ? { userId: view.person } : {}),
    ...(ID.test(view.account) ? { accountId: view.account } : {}),
    ...(DAY.test(view.from) ? { from: view.from } : {}),
    ...(DAY.test(view.to) ? { to: view.to } : {}),
  };
  return { view, setView, filter, isFiltered: Object.keys(filter).length > 0, clear: () => setView(defaults) };
}

interface Props {
  /** Accounts that the rows name. */
  accounts: readonly Chosen[];
}

/** The filters of both logs: a person, an account, days. */
export function LogFilters({ accounts }: Props) {
  const t = useWords('secrets');
  const { view, setView } = useLogFilter();
  const [picked, setPicked] = useState<Chosen | null>(null);
  const people = useCall(listMembers, { withEnded: true });
  const name = [picked, ...accounts].find((one) => one?.id === view.account)?.name ?? t('filters.oneAccount');
  const day = (label: string, value: string, onChange: (day: string) => void) => (
    <span className={styles.day}>
      <span aria-hidden="true">{label}</span>
      <TextInput
        type="date"
        size="xs"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </span>
  );
  return (
    <FilterBar
      value={view}
      onChange={setView}
      fields={[
        {
          key: 'person',
          label: t('person'),
          options: (people.data?.members ?? []).map((one) => ({ value: one.id, label: one.name })),
        },
        {
          key: 'account',
          label: t('account'),
          options: [],
          said: (chosen) => (chosen.length === 0 ? '' : name),
          draw: (_chosen, _change, close) => (
            <AccountChoice
              onChoose={(account) => {
                setPicked(account);
                setView({ account: account?.id ?? '' });
                close();
              }}
            />
          ),
        },
      ]}
    >
      {day(t('filters.from'), view.from, (from) => setView({ from }))}
      {day(t('filters.to'), view.to, (to) => setView({ to }))}
    </FilterBar>
  );
}
