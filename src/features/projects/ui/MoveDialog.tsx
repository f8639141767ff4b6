import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { moveProject, type State } from '../contract.ts';
import type { Movable } from './use-move.tsx';
import { useProjectWords } from './use-project-words.ts';

interface Props {
  project: Movable;
  to: State;
  onClose: () => void;
}

/** Asks why a project is cancelled, or opened again. */
export default function MoveDialog({ project, to, onClose }: Props) {
  const { t, states } = useProjectWords();
  useFocusBack(true);
  const [reason, setReason] = useState('');
  const done = t('move.done', { state: states[to] });
  const act = useAct(moveProject, { quiet: true, done, onDone: onClose });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('move.to', { state: states[to] })}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
    >
      <Form
        button={t('move.button')}
        busy={act.isPending}
        error={act.error}
        onCancel={onClose}
        onSubmit={() => act.mutate({ id: project.id, version: project.version, state: to, reason })}
      >
        <p className="dim">{project.name}</p>
        <LongTextField
          name="reason"
          label={t('move.reason')}
          required
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Modal>
  );
}
