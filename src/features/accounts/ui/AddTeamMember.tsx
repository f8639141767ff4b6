import { useState } from 'react';
import { ChoiceField, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { assignTeam, type Duty } from '../contract.ts';
import { optionsOf, useAccountWords } from './use-account-words.ts';

/** Somebody for the team of an account, with a duty. */
export default function AddTeamMember({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const t = useWords('accounts');
  const { duties } = useAccountWords();
  const nameOf = useColleagueName();
  const [userId, setUserId] = useState('');
  const [duty, setDuty] = useState('lead');
  const [since, setSince] = useState('');
  const members = useCall(listMembers, {});
  const assign = useAct(assignTeam, { quiet: true, done: t('team.assigned'), onDone: onClose });
  return (
    <Form
      button={t('team.assign')}
      busy={assign.isPending}
      error={assign.error}
      onCancel={onClose}
      onSubmit={() => assign.mutate({ id: accountId, userId, duty: duty as Duty, ...(since ? { since } : {}) })}
    >
      <ChoiceField
        name="userId"
        label={t('team.person')}
        value={userId}
        onChange={setUserId}
        required
        none={t('assign.pick')}
        options={(members.data?.members ?? []).map((member) => ({ value: member.id, label: nameOf(member) }))}
      />
      <FieldRow>
        <ChoiceField name="duty" label={t('team.duty')} value={duty} onChange={setDuty} options={optionsOf(duties)} />
        <TextField
          name="since"
          label={t('team.from')}
          type="date"
          value={since}
          onChange={setSince}
          hint={t('team.today')}
        />
      </FieldRow>
    </Form>
  );
}
