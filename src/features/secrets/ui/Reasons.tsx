import { Select } from '@mantine/core';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import styles from './Secrets.module.css';

interface Props {
  title: string;
  /** The reasons in words. */
  lines: readonly string[];
  /** Why it is closed; null: it is open. */
  closed: 'right' | 'class' | 'team' | 'record' | null;
  askOthers: boolean;
  /** The colleague who is asked about; null: oneself. */
  userId: string | null;
  onUser: (userId: string | null) => void;
}

/** Reasons as a list, and the choice of a colleague to ask about. */
export function Reasons({ title, lines, closed, askOthers, userId, onUser }: Props) {
  const t = useWords('secrets');
  const people = useCall(listMembers, {}, { when: askOthers });
  return (
    <div className={styles.why}>
      <strong>{title}</strong>
      {closed === null ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p>{t(`closed.${closed}`)}</p>
      )}
      {askOthers ? (
        <Select
          size="xs"
          searchable
          clearable
          label={t('why.colleague')}
          value={userId}
          onChange={onUser}
          comboboxProps={{ withinPortal: false }}
          data={(people.data?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
    </div>
  );
}
