import { useNavigate } from '@tanstack/react-router';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { createTask } from '../contract.ts';
import { TaskForm } from './TaskForm.tsx';
import { inputOf, receiverOf } from './task-draft.ts';
import { useTaskWords } from './use-task-words.ts';

interface Props {
  account?: { id: string; name: string } | null;
  /** A project with that account. */
  projectId?: string;
  onClose: () => void;
}

/** Adds a task from anywhere, in a drawer. */
export default function NewTask({ account, projectId = '', onClose }: Props) {
  const { t } = useTaskWords();
  const navigate = useNavigate();
  const make = useAct(createTask, {
    quiet: true,
    onDone: ({ id }) => {
      say(t('new.done'), 'good', { act: { label: t('new.show'), run: () => void navigate({ href: `/tasks/${id}` }) } });
      onClose();
    },
  });
  return (
    <SideDrawer opened onClose={onClose} title={t('new.title')} size={520}>
      <TaskForm
        task={null}
        start={account ? { account: { id: account.id, name: account.name }, projectId } : undefined}
        button={t('new.save')}
        busy={make.isPending}
        error={make.error}
        onCancel={onClose}
        onSubmit={(draft, _version, fields) =>
          make.mutate({ kind: draft.kind, ...inputOf(draft), ...receiverOf(draft), fields })
        }
      />
    </SideDrawer>
  );
}
