import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Account } from '../contract.ts';
import styles from './Accounts.module.css';

const NoteForm = lazy(() => import('./NoteForm.tsx'));

export type Noted = Pick<Account, 'id' | 'note' | 'version' | 'can'>;

/** The plain note of an account. */
export function AccountNotePanel({ account }: { account: Noted }) {
  const t = useWords('accounts');
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={t('note.title')}
      framed
      actions={
        account.can.edit && !editing ? (
          <Button variant="default" size="compact-xs" onClick={() => setEditing(true)}>
            {t('action.edit')}
          </Button>
        ) : undefined
      }
    >
      {!editing ? (
        <p className={account.note ? styles.note : 'dim'}>{account.note || t('note.none')}</p>
      ) : (
        <Suspense>
          <NoteForm account={account} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </Section>
  );
}
