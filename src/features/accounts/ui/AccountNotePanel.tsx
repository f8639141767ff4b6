import { Button } from '@mantine/core';
import { useState } from 'react';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type Account, setNote } from '../contract.ts';
import styles from './Accounts.module.css';

/** The plain note of an account. */
export function AccountNotePanel({ account }: { account: Pick<Account, 'id' | 'note' | 'version' | 'can'> }) {
  const t = useWords('accounts');
  const [draft, setDraft] = useState<string | null>(null);
  const save = useAct(setNote, { quiet: true, done: t('note.saved'), onDone: () => setDraft(null) });
  return (
    <Section
      title={t('note.title')}
      framed
      actions={
        account.can.edit && draft === null ? (
          <Button variant="default" size="compact-xs" onClick={() => setDraft(account.note)}>
            {t('action.edit')}
          </Button>
        ) : undefined
      }
    >
      {draft === null ? (
        <p className={account.note ? styles.note : 'dim'}>{account.note || t('note.none')}</p>
      ) : (
        <Form
          button={t('kit:action.save')}
          busy={save.isPending}
          error={save.error}
          onCancel={() => setDraft(null)}
          onSubmit={() => save.mutate({ id: account.id, version: account.version, note: draft })}
        >
          <LongTextField
            name="note"
            label={t('note.title')}
            value={draft}
            onChange={setDraft}
            rows={4}
            maxLength={20_000}
          />
        </Form>
      )}
    </Section>
  );
}
