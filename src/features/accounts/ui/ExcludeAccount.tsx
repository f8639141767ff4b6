import { useState } from 'react';
import { ChoiceField, Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { setExclusion } from '../contract.ts';
import { AccountPick } from './AccountPick.tsx';
import { optionsOf, useAccountWords } from './use-account-words.ts';

type Reason = 'retail' | 'own_company' | 'other';

/** Leaves an account and everything below it out of the key accounts. Without `account` it is chosen first. */
export default function ExcludeAccount(props: { account?: { id: string; name: string }; onClose: () => void }) {
  const t = useWords('accounts');
  const { reasons } = useAccountWords();
  const [account, setAccount] = useState(props.account ?? null);
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const exclude = useAct(setExclusion, { quiet: true, done: t('exclusion.done'), onDone: props.onClose });
  return (
    <SideDrawer opened onClose={props.onClose} title={t('exclusion.title')}>
      <Form
        button={t('exclusion.set')}
        busy={exclude.isPending}
        error={exclude.error}
        onCancel={props.onClose}
        onSubmit={() => account && exclude.mutate({ id: account.id, reason: reason as Reason, note: note.trim() })}
      >
        <p>{t('exclusion.text')}</p>
        {props.account ? (
          <strong>{props.account.name}</strong>
        ) : (
          <AccountPick name="id" label={t('field.account')} value={account} onChange={setAccount} required />
        )}
        <ChoiceField
          name="reason"
          label={t('field.reason')}
          value={reason}
          onChange={setReason}
          options={optionsOf(reasons)}
          none={t('kit:form.choose')}
          required
        />
        <LongTextField name="note" label={t('exclusion.note')} value={note} onChange={setNote} maxLength={1000} />
      </Form>
    </SideDrawer>
  );
}
