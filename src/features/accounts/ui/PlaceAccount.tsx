import { useState } from 'react';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { setParent } from '../contract.ts';
import { AccountPick } from './AccountPick.tsx';

interface Props {
  /** As it stands now: it follows what others do while the form is open. */
  account: { id: string; name: string; version: number };
  parent: { id: string; name: string } | null;
  onClose: () => void;
}

/** Places an account under another one, or at the top, with the reason. */
export default function PlaceAccount({ account, parent, onClose }: Props) {
  const t = useWords('accounts');
  const [under, setUnder] = useState(parent);
  const [reason, setReason] = useState('');
  const place = useAct(setParent, { quiet: true, done: t('structure.moved'), onDone: onClose });
  // The version of when the form opened: a save after somebody else's move is refused, and shows where the account stands then. Saving again replaces that knowingly.
  const [version, setVersion] = useState(account.version);
  const [hasSeen, setHasSeen] = useState(false);
  const stale = place.error?.code === 'stale';
  if (stale && account.version !== version) {
    setVersion(account.version);
    setHasSeen(true);
  }
  return (
    <SideDrawer opened onClose={onClose} title={t('structure.moveTitle', { name: account.name })}>
      <Form
        button={t('structure.move')}
        busy={place.isPending}
        error={place.error}
        onCancel={onClose}
        onSubmit={() => {
          setHasSeen(false);
          place.mutate({ id: account.id, version, parentId: under?.id ?? null, reason: reason.trim() });
        }}
      >
        {stale && hasSeen ? (
          <p role="status">{parent ? t('structure.nowUnder', { name: parent.name }) : t('structure.nowTop')}</p>
        ) : null}
        <AccountPick
          name="parentId"
          label={t('field.parent')}
          hint={t('structure.moveHint')}
          value={under}
          onChange={setUnder}
          without={[account.id]}
        />
        <LongTextField
          name="reason"
          label={t('field.reason')}
          value={reason}
          onChange={setReason}
          required
          maxLength={1000}
        />
      </Form>
    </SideDrawer>
  );
}
