import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type Account, saveAccount } from '../contract.ts';
import { AccountForm } from './AccountForm.tsx';

/** A drawer that edits the data of an account. Load it lazily. */
export default function EditAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useWords('accounts');
  const save = useAct(saveAccount, { quiet: true, done: t('edit.done'), onDone: onClose });
  return (
    <SideDrawer opened onClose={onClose} title={t('edit.title')} size={560}>
      <AccountForm
        account={account}
        button={t('kit:action.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        onSubmit={(input, version) => save.mutate({ id: account.id, version, ...input })}
      />
    </SideDrawer>
  );
}
