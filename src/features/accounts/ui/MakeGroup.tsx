import { Button } from '@mantine/core';
import { useState } from 'react';
import { Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { makeGroup } from '../contract.ts';
import { AccountPick } from './AccountPick.tsx';
import styles from './Accounts.module.css';

/** Makes a group over chosen accounts, with the reason. */
export default function MakeGroup({ onClose }: { onClose: () => void }) {
  const t = useWords('accounts');
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [members, setMembers] = useState<{ id: string; name: string }[]>([]);
  const make = useAct(makeGroup, { quiet: true, done: t('groups.made'), onDone: onClose });
  return (
    <SideDrawer opened onClose={onClose} title={t('groups.make')}>
      <Form
        button={t('groups.make')}
        busy={make.isPending}
        error={make.error}
        onCancel={onClose}
        onSubmit={() =>
          make.mutate({ name: name.trim(), accountIds: members.map((one) => one.id), reason: reason.trim() })
        }
      >
        <TextField
          name="name"
          label={t('groups.name')}
          value={name}
          onChange={setName}
          required
          maxLength={500}
          autoFocus
        />
        <AccountPick
          key={members.length}
          name="accountIds"
          label={t('groups.addMember')}
          value={null}
          onChange={(one) => one && setMembers([...members, one])}
          without={members.map((one) => one.id)}
        />
        <ul className={styles.list}>
          {members.map((one) => (
            <li key={one.id} className={styles.between}>
              {one.name}
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                onClick={() => setMembers(members.filter((other) => other.id !== one.id))}
              >
                {t('action.remove')}
              </Button>
            </li>
          ))}
        </ul>
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
