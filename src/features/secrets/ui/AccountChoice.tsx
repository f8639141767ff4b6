import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { MenuLine } from '../../../ui-kit/Popup.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { searchAccounts } from '../../accounts/contract.ts';
import styles from './Secrets.module.css';

export interface Chosen {
  id: string;
  name: string;
}

/** In the popup of a filter: one account, found by typing. */
export function AccountChoice({ onChoose }: { onChoose: (account: Chosen | null) => void }) {
  const t = useWords('secrets');
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 200);
  const found = useCall(searchAccounts, { q: asked, limit: 8 }, { when: asked !== '' });
  const rows = asked === '' ? [] : (found.data?.rows ?? []);
  return (
    <div className={styles.choice}>
      <TextInput
        size="xs"
        aria-label={t('filters.findAccount')}
        placeholder={t('filters.findAccount')}
        value={words}
        data-autofocus
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {rows.map(({ id, title }) => (
        <MenuLine key={id} onClick={() => onChoose({ id, name: title })}>
          {title}
        </MenuLine>
      ))}
      {asked !== '' && found.data && rows.length === 0 ? <p className="dim">{t('kit:table.nothing')}</p> : null}
      <MenuLine onClick={() => onChoose(null)}>{t('filters.everyAccount')}</MenuLine>
    </div>
  );
}
