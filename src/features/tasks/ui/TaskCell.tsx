import { CellForm } from '../../../ui-kit/CellForm.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { listMembers } from '../../people/contract.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { type Priority, saveTask, type TaskRow } from '../contract.ts';
import { optionsOf, useTaskWords } from './use-task-words.ts';

interface Props {
  task: TaskRow;
  field: 'priority' | 'due' | 'owner';
  onClose: () => void;
}

/** Priority, deadline or owner of a task, changed in the list. */
export default function TaskCell({ task, field, onClose }: Props) {
  const { t, priorities, format } = useTaskWords();
  const nameOf = useColleagueName();
  const members = useCall(listMembers, {}, { when: field === 'owner' }).data?.members ?? [];
  const act = useAct(saveTask, { quiet: true, onDone: onClose });
  const save = (version: number, change: object) => act.mutate({ id: task.id, version, ...change });
  const common = { version: task.version, busy: act.isPending, error: act.error, onClose };
  if (field === 'priority')
    return (
      <CellForm
        {...common}
        name="priority"
        label={t('field.priority')}
        kind="choice"
        required
        value={task.priority}
        options={optionsOf(priorities)}
        say={(value) => priorities[value as Priority]}
        onSave={(value, version) => save(version, { priority: value })}
      />
    );
  if (field === 'owner')
    return (
      <CellForm
        {...common}
        name="ownerId"
        label={t('field.owner')}
        kind="choice"
        required
        value={task.owner?.id ?? ''}
        options={members.map((one) => ({ value: one.id, label: nameOf(one) }))}
        say={(value) => members.find((one) => one.id === value)?.name ?? ''}
        onSave={(value, version) => save(version, { ownerId: value })}
      />
    );
  return (
    <CellForm
      {...common}
      name="due"
      label={t('field.due')}
      kind="date"
      required={task.kind === 'request' || task.repeats}
      value={task.due?.on ?? ''}
      say={(value) => (value === '' ? t('none.due') : format.day(value))}
      onSave={(value, version) => {
        const { time = null, zone = null } = task.due ?? {};
        save(version, { due: value === '' ? null : { on: value, time, zone } });
      }}
    />
  );
}
