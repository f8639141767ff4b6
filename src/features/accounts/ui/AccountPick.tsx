import { useState } from 'react';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { searchAccounts } from '../contract.ts';

interface Props {
  name: string;
  label: string;
  /** Id and name of what is chosen; null: nothing. */
  value: { id: string; name: string } | null;
  onChange: (value: { id: string; name: string } | null) => void;
  hint?: string;
  required?: boolean;
  /** Accounts that cannot be chosen. */
  without?: readonly string[];
}

/** Chooses one account by searching. */
export function AccountPick({ value, onChange, without = [], ...rest }: Props) {
  const t = useWords('accounts');
  const [words, setWords] = useState('');
  const searching = words !== '' && words !== value?.name;
  const found = useCall(searchAccounts, { q: words, limit: 20 }, { when: searching });
  const rows = searching ? (found.data?.rows ?? []).filter((row) => !without.includes(row.id)) : [];
  const options = rows.map((row) => ({
    value: row.id,
    label: row.detail ? `${row.title} · ${row.detail}` : row.title,
  }));
  const own = value && !rows.some((row) => row.id === value.id) ? [{ value: value.id, label: value.name }] : [];
  return (
    <PickField
      {...rest}
      value={value?.id ?? ''}
      options={[...own, ...options]}
      hint={searching && found.data?.more ? t('pick.more') : rest.hint}
      onSearch={setWords}
      onChange={(id) => {
        const row = rows.find((one) => one.id === id);
        onChange(id === '' ? null : row ? { id, name: row.title } : value);
      }}
    />
  );
}
