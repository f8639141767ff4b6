import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { removeTask, type Task } from '../contract.ts';
import { useTaskWords } from './use-task-words.ts';

/** Deletes a task that one gave, after asking; it stays in the trash. */
export function RemoveTask({ task }: { task: Pick<Task, 'id' | 'version'> }) {
  const { t } = useTaskWords();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const remove = useAct(removeTask, {
    touches: [],
    done: t('remove.done'),
    onDone: () => void navigate({ href: '/tasks' }),
  });
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => setOpened(true)}>
        {t('remove.open')}
      </Button>
      <Confirm
        opened={opened}
        onClose={() => setOpened(false)}
        onConfirm={() => remove.mutate({ id: task.id, version: task.version })}
        title={t('remove.title')}
        text={t('remove.text')}
        button={t('remove.open')}
        busy={remove.isPending}
        danger
      />
    </>
  );
}
