import { useState } from 'react';
import { ChoiceField, FieldRow, Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { type Account, assignTeam, type Duty, saveTeam } from '../contract.ts';
import { optionsOf, useAccountWords } from './use-account-words.ts';

interface Props {
  accountId: string;
  /** Null: somebody new. */
  row: Account['team'][number] | null;
  onClose: () => void;
}

/** Somebody on the team of an account: duty, days, share of the work, responsibility. */
export default function TeamMemberForm({ accountId, row, onClose }: Props) {
  const t = useWords('accounts');
  const { duties } = useAccountWords();
  const nameOf = useColleagueName();
  const [userId, setUserId] = useState('');
  const [duty, setDuty] = useState('lead');
  const [since, setSince] = useState(row?.since ?? '');
  const [until, setUntil] = useState(row?.until ?? '');
  const [share, setShare] = useState(row?.share?.toString() ?? '');
  const [responsible, setResponsible] = useState(row?.responsible ?? '');
  const members = useCall(listMembers, {});
  const settings = { quiet: true, done: row ? t('team.saved') : t('team.assigned'), onDone: onClose };
  const assign = useAct(assignTeam, settings);
  const save = useAct(saveTeam, settings);
  const submit = () => {
    const said = { until: until || null, share: share.trim() === '' ? null : Number(share), responsible };
    const days = since ? { since } : {};
    if (row) save.mutate({ id: accountId, memberId: row.id, version: row.version, ...days, ...said });
    else assign.mutate({ id: accountId, userId, duty: duty as Duty, ...days, ...said });
  };
  return (
    <Form
      button={row ? t('kit:action.save') : t('team.assign')}
      busy={assign.isPending || save.isPending}
      error={assign.error ?? save.error}
      onCancel={onClose}
      onSubmit={submit}
    >
      {row ? (
        <strong>
          {row.user.name}, {duties[row.duty]}
        </strong>
      ) : (
        <>
          <ChoiceField
            name="userId"
            label={t('team.person')}
            value={userId}
            onChange={setUserId}
            required
            none={t('assign.pick')}
            options={(members.data?.members ?? []).map((member) => ({ value: member.id, label: nameOf(member) }))}
          />
          <ChoiceField name="duty" label={t('team.duty')} value={duty} onChange={setDuty} options={optionsOf(duties)} />
        </>
      )}
      <FieldRow>
        <TextField
          name="since"
          label={t('team.from')}
          type="date"
          value={since}
          onChange={setSince}
          {...(row ? { required: true } : { hint: t('team.today') })}
        />
        <TextField name="until" label={t('team.lastDay')} type="date" value={until} onChange={setUntil} />
        <TextField
          name="share"
          label={t('team.share')}
          numeric
          unit="%"
          maxLength={3}
          value={share}
          onChange={setShare}
        />
      </FieldRow>
      <LongTextField
        name="responsible"
        label={t('team.responsible')}
        rows={2}
        maxLength={500}
        value={responsible}
        onChange={setResponsible}
      />
    </Form>
  );
}
