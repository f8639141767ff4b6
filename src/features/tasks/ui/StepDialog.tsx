import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { type Act, actOnTask, type TaskRow } from '../contract.ts';
import { EvidenceField } from './EvidenceField.tsx';
import { useTaskWords } from './use-task-words.ts';

interface Props {
  task: Pick<TaskRow, 'id' | 'title'>;
  act: Act;
  onClose: () => void;
}

/** Asks for the report, the answer or the reason that a step needs, and takes it. */
export default function StepDialog({ task, act, onClose }: Props) {
  const { t, acts } = useTaskWords();
  useFocusBack(true);
  const [words, setWords] = useState('');
  const [fileIds, setFileIds] = useState<readonly string[]>([]);
  const givesFiles = useCan('files.read') && (act === 'report' || act === 'answer');
  const step = useAct(actOnTask, { quiet: true, done: t('step.done'), onDone: onClose });
  const label = act === 'report' ? t('step.report') : act === 'answer' ? t('step.answer') : t('step.reason');
  return (
    <Modal opened onClose={onClose} title={acts[act]} closeButtonProps={{ 'aria-label': t('kit:action.close') }}>
      <Form
        button={acts[act]}
        busy={step.isPending}
        error={step.error}
        onCancel={onClose}
        onSubmit={() =>
          step.mutate({ id: task.id, act, words, ...(fileIds.length > 0 ? { fileIds: [...fileIds] } : {}) })
        }
      >
        <p className="dim">{task.title}</p>
        <LongTextField
          name="words"
          label={label}
          required
          rows={5}
          maxLength={10_000}
          value={words}
          onChange={setWords}
        />
        {givesFiles ? <EvidenceField taskId={task.id} value={fileIds} onChange={setFileIds} /> : null}
      </Form>
    </Modal>
  );
}
