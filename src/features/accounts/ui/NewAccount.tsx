import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { createAccount } from '../contract.ts';
import { AccountForm } from './AccountForm.tsx';
import { AccountPick } from './AccountPick.tsx';

/** Makes an account by hand: a prospect, a group, a customer that is not in the ledger yet. */
export default function NewAccount() {
  const t = useWords('accounts');
  const navigate = useNavigate();
  const [parent, setParent] = useState<{ id: string; name: string } | null>(null);
  const open = (href: string) => void navigate({ href });
  const create = useAct(createAccount, {
    quiet: true,
    done: t('new.done'),
    onDone: (output) => open(`/accounts/${output.id}`),
  });
  return (
    <PageLayout
      narrow
      title={t('new.title')}
      crumbs={[{ label: t('menu.list'), to: '/accounts' }]}
      answer={<p>{t('new.answer')}</p>}
    >
      <AccountForm
        account={null}
        button={t('new.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={() => open('/accounts')}
        onSubmit={(input) => create.mutate({ ...input, ...(parent ? { parentId: parent.id } : {}) })}
      >
        <AccountPick
          name="parentId"
          label={t('field.parent')}
          hint={t('new.parentHint')}
          value={parent}
          onChange={setParent}
        />
      </AccountForm>
    </PageLayout>
  );
}
