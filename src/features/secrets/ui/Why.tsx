import { Select } from '@mantine/core';
import { useState } from 'react';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { explainAccess } from '../contract.ts';
import styles from './Secrets.module.css';
import { useReasonWords } from './use-reason-words.ts';

/** Why one sees the account, or whether and why a colleague does. */
export default function Why({ accountId }: { accountId: string }) {
  const t = useWords('secrets');
  const said = useReasonWords();
  const [userId, setUser] = useState<string | null>(null);
  const found = useCall(explainAccess, { id: accountId, ...(userId === null ? {} : { userId }) });
  const people = useCall(listMembers, {}, { when: found.data?.can.askOthers === true });
  if (found.error) return <ErrorState error={found.error} retry={found.refetch} />;
  const { data } = found;
  if (!data) return <LoadingState lines={3} />;
  return (
    <div className={styles.why}>
      <strong>{userId === null ? t('why.title') : t('why.of', { name: data.person.name ?? '' })}</strong>
      {data.closed === null ? (
        <ul>
          {data.reasons.map((reason) => (
            <li key={JSON.stringify(reason)}>{said(reason)}</li>
          ))}
        </ul>
      ) : (
        <p>{t(`closed.${data.closed}`)}</p>
      )}
      {data.can.askOthers ? (
        <Select
          size="xs"
          searchable
          clearable
          label={t('why.colleague')}
          value={userId}
          onChange={setUser}
          comboboxProps={{ withinPortal: false }}
          data={(people.data?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
    </div>
  );
}
