import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { saveTask, type Task } from '../contract.ts';
import { TaskForm } from './TaskForm.tsx';
import { inputOf } from './task-draft.ts';
import { useTaskWords } from './use-task-words.ts';

/** A drawer that changes a task. What a colleague saved in the meantime is shown beside one's own. */
export default function EditTask({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTaskWords();
  const save = useAct(saveTask, { quiet: true, done: t('edit.done'), onDone: onClose });
  return (
    <SideDrawer opened onClose={onClose} title={t('edit.title')} size={520}>
      <TaskForm
        task={task}
        button={t('kit:action.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        onSubmit={(draft, version, fields) => {
          const { accountId, projectId, ...rest } = inputOf(draft);
          const owner = draft.to === '' || draft.to.startsWith('role:') ? {} : { ownerId: draft.to };
          save.mutate({
            id: task.id,
            version,
            ...rest,
            ...owner,
            ...(task.accountHidden ? {} : { accountId, projectId }),
            fields,
          });
        }}
      />
    </SideDrawer>
  );
}
