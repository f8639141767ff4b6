import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { useCan, useReader } from '../../../ui-kit/reader.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { AccountPick } from '../../accounts/ui/public.tsx';
import { type Approval, askForException, changeException } from '../contract.ts';
import { useApprovalWords } from './use-approval-words.ts';

interface Props {
  /** The account on whose page it was begun. */
  account?: { id: string; name: string };
  /** What is changed; left out: a new one. */
  request?: Approval;
  onClose: () => void;
}

/** Asks for an exception, or changes what one asked for: then its steps begin anew. */
export default function AskException({ account, request, onClose }: Props) {
  const { t } = useApprovalWords();
  const navigate = useNavigate();
  const { currency } = useReader();
  const seesAccounts = useCan('accounts.read');
  const [draft, setDraft] = useState({
    title: request?.title ?? '',
    reason: request?.reason ?? '',
    amount: request?.amount?.amount ?? '',
  });
  const [chosen, setChosen] = useState(account ?? request?.account ?? null);
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const ask = useAct(askForException, {
    quiet: true,
    onDone: ({ id, state }) => {
      say(state === 'approved' ? t('ask.atOnce') : t('ask.done'), 'good', {
        act: { label: t('ask.show'), run: () => void navigate({ href: `/approvals/${id}` }) },
      });
      onClose();
    },
  });
  const change = useAct(changeException, { quiet: true, done: t('ask.changed'), onDone: onClose });
  const { title, reason } = draft;
  const typed = draft.amount.trim().replace(/\s/g, '').replace(',', '.');
  const amount = typed === '' ? null : { amount: typed, currency };
  return (
    <SideDrawer opened onClose={onClose} title={request ? t('ask.change') : t('ask.title')} size={480}>
      <Form
        button={request ? t('kit:action.save') : t('ask.send')}
        busy={ask.isPending || change.isPending}
        error={ask.error ?? change.error}
        onCancel={onClose}
        onSubmit={() =>
          request
            ? change.mutate({ id: request.id, round: request.round, title, reason, amount })
            : ask.mutate({ title, reason, amount, accountId: chosen?.id ?? null })
        }
      >
        {request ? <p className="dim">{t('ask.changeLead')}</p> : null}
        <TextField
          name="title"
          label={t('ask.what')}
          required
          autoFocus
          maxLength={300}
          value={title}
          onChange={(value) => set({ title: value })}
        />
        {seesAccounts && !request ? (
          <AccountPick name="accountId" label={t('field.account')} value={chosen} onChange={setChosen} />
        ) : null}
        <TextField
          name="amount"
          label={t('ask.amount')}
          hint={t('ask.amountHint')}
          numeric
          unit={currency}
          value={draft.amount}
          onChange={(value) => set({ amount: value })}
        />
        <LongTextField
          name="reason"
          label={t('ask.why')}
          required
          rows={4}
          maxLength={4000}
          value={reason}
          onChange={(value) => set({ reason: value })}
        />
      </Form>
    </SideDrawer>
  );
}
