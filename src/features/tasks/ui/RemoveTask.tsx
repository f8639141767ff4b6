import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import type { useAct } from '../../../ui-kit/use-call.ts';
import type { removeTask, Task } from '../contract.ts';
import { useTaskWords } from './use-task-words.ts';

/** Deletes a task that one gave, after asking; it stays in the trash. */
export function RemoveTask({
  task,
  remove,
}: {
  task: Pick<Task, 'id' | 'version'>;
  remove: ReturnType<typeof useAct<typeof removeTask>>;
}) {
  const { t } = useTaskWords();
  const [opened, setOpened] = useState(false);
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
