import { Checkbox } from '@mantine/core';
import { useCall } from '../../../ui-kit/use-call.ts';
import { listRecordFiles } from '../../files/contract.ts';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

interface Props {
  taskId: string;
  value: readonly string[];
  onChange: (ids: readonly string[]) => void;
}

/** The files of the task with which a report or an answer is given. */
export function EvidenceField({ taskId, value, onChange }: Props) {
  const { t } = useTaskWords();
  const files = useCall(listRecordFiles, { recordKind: 'task', recordId: taskId, limit: 20 });
  if (files.data === undefined) return null;
  return (
    <Checkbox.Group label={t('step.files')} value={[...value]} onChange={onChange}>
      <div className={styles.items}>
        {files.data.rows.length === 0 ? <p className="dim">{t('step.noFiles')}</p> : null}
        {files.data.rows.map((file) => (
          <Checkbox key={file.id} value={file.id} label={file.name} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
