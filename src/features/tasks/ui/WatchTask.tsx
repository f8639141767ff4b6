import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { type Task, unwatchTask, watchTask } from '../contract.ts';
import { useTaskWords } from './use-task-words.ts';

/** Whoever sees a task may watch it, and stop. */
export function WatchTask({ task }: { task: Task }) {
  const { t } = useTaskWords();
  const navigate = useNavigate();
  const begin = useAct(watchTask, { done: t('watch.begun') });
  const end = useAct(unwatchTask, {
    onDone: ({ sees }) => {
      say(sees ? t('watch.ended') : t('watch.gone'), 'good');
      if (!sees) void navigate({ href: '/tasks' });
    },
  });
  return task.isWatched ? (
    <Button
      variant="default"
      leftSection={<IconEyeOff size={15} aria-hidden="true" />}
      loading={end.isPending}
      onClick={() => end.mutate({ id: task.id })}
    >
      {t('watch.end')}
    </Button>
  ) : (
    <Button
      variant="default"
      leftSection={<IconEye size={15} aria-hidden="true" />}
      loading={begin.isPending}
      onClick={() => begin.mutate({ id: task.id })}
    >
      {t('watch.begin')}
    </Button>
  );
}
