import { Modal } from '@mantine/core';
import { useState } from 'react';
import { ChoiceField, Form } from '../../../ui-kit/Form.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { assignLead, type Filter, previewLead } from '../contract.ts';
import type { Assigned } from './use-assigned-toast.ts';

interface Props {
  /** The ticked accounts; none: everything that the filter matches. */
  ids: readonly string[];
  filter: Filter;
  members: readonly { id: string; name: string; awayUntil: string | null }[];
  onClose: () => void;
  onDone: (done: Assigned) => void;
}

/** Makes somebody the manager of the ticked accounts or of all that match, after saying how many change. */
export default function AssignLead({ ids, filter, members, onClose, onDone }: Props) {
  const t = useWords('accounts');
  const nameOf = useColleagueName();
  useFocusBack(true);
  const [userId, setUserId] = useState('');
  const [reach, setReach] = useState(ids.length > 0 && ids.length <= 200 ? 'chosen' : 'matching');
  const nobody = userId === 'none';
  const byIds = reach === 'chosen' && ids.length <= 200;
  const target = byIds ? { ids: [...ids] } : filter;
  const preview = useCall(
    previewLead,
    { ...target, ...(nobody || userId === '' ? {} : { userId }) },
    { when: userId !== '', keep: false },
  );
  const name = nobody ? t('none.lead') : (members.find((member) => member.id === userId)?.name ?? '');
  const act = useAct(assignLead, {
    quiet: true,
    onDone: (output) =>
      onDone({ userId: nobody ? null : userId, name, changed: output.changed, before: output.before }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('assign.title')}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
    >
      <Form
        button={t('assign.button', { count: preview.data?.changing ?? 0 })}
        busy={act.isPending}
        error={act.error ?? preview.error}
        onCancel={onClose}
        onSubmit={() => {
          if (userId === '') return;
          act.mutate({ userId: nobody ? null : userId, ...(byIds ? { ids: [...ids] } : { filter }) });
        }}
      >
        {ids.length > 0 ? (
          <ChoiceField
            name="reach"
            label={t('assign.reach')}
            value={reach}
            onChange={setReach}
            options={[
              { value: 'chosen', label: t('assign.chosen', { count: ids.length }), disabled: ids.length > 200 },
              { value: 'matching', label: t('assign.matching') },
            ]}
          />
        ) : null}
        <ChoiceField
          name="userId"
          label={t('field.lead')}
          value={userId}
          onChange={setUserId}
          required
          none={t('assign.pick')}
          options={[
            ...members.map((member) => ({ value: member.id, label: nameOf(member) })),
            { value: 'none', label: t('none.lead') },
          ]}
        />
        <p role="status">
          {userId === ''
            ? t(reach === 'chosen' ? 'assign.hintChosen' : 'assign.hintMatching')
            : preview.data
              ? t('assign.preview', { count: preview.data.changing, matching: preview.data.matching })
              : '…'}
        </p>
      </Form>
    </Modal>
  );
}
