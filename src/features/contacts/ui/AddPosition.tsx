import { useState } from 'react';
import { Form } from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { AccountPick } from '../../accounts/ui/public.tsx';
import { addPosition, type Contact } from '../contract.ts';
import { PositionFields } from './PositionFields.tsx';
import { emptyPosition, positionInput } from './position-draft.ts';

interface Props {
  contact: Contact;
  /** The present positions end when this one begins. */
  moves: boolean;
  onClose: () => void;
}

/** A further position, or a new one in place of the present ones. */
export default function AddPosition({ contact, moves, onClose }: Props) {
  const t = useWords('contacts');
  const format = useFormats();
  const [account, setAccount] = useState<{ id: string; name: string } | null>(null);
  const [draft, setDraft] = useState({ ...emptyPosition, since: moves ? format.today() : '' });
  const present = contact.positions.filter((position) => position.isNow);
  const add = useAct(addPosition, {
    quiet: true,
    done: moves ? t('position.moved', { name: contact.name }) : t('page.saved'),
    onDone: onClose,
  });
  return (
    <Form
      button={t(moves ? 'position.moveButton' : 'position.add')}
      busy={add.isPending}
      error={add.error}
      onCancel={onClose}
      onSubmit={() =>
        account &&
        add.mutate({
          id: contact.id,
          accountId: account.id,
          ...positionInput(draft),
          ...(moves ? { ends: present.map(({ id, version }) => ({ id, version })) } : {}),
        })
      }
    >
      {moves ? (
        <p className="dim">
          {t('position.moveHint', { accounts: format.list(present.map((position) => position.account.name)) })}
        </p>
      ) : null}
      <AccountPick name="accountId" label={t('field.account')} required value={account} onChange={setAccount} />
      <PositionFields draft={draft} set={(part) => setDraft((now) => ({ ...now, ...part }))} begins />
    </Form>
  );
}
