import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useAct } from '../../../ui-kit/use-call.ts';
import { type Act, actOnTask, type TaskRow } from '../contract.ts';
import { MOVES } from '../rules.ts';
import { useTaskWords } from './use-task-words.ts';

const StepDialog = lazy(() => import('./StepDialog.tsx'));

type Some = Pick<TaskRow, 'id' | 'kind' | 'state' | 'title' | 'version'>;

/** Whether a step must be said in words. */
const needsWords = (task: Some, act: Act): boolean =>
  MOVES[task.kind].some((move) => move.act === act && move.from.includes(task.state) && move.words === true);

/** Takes steps with tasks: at once, or after asking for the words that the step needs. Draw `dialog` somewhere. */
export function useTakeStep(): { take: (task: Some, act: Act) => void; busy: boolean; dialog: ReactNode } {
  const { t } = useTaskWords();
  const [asking, setAsking] = useState<{ task: Some; act: Act } | null>(null);
  const act = useAct(actOnTask, {
    done: (output) => (output.nextId === null ? t('step.done') : t('step.doneNext')),
  });
  return {
    take: (task, one) =>
      needsWords(task, one) ? setAsking({ task, act: one }) : act.mutate({ id: task.id, act: one }),
    busy: act.isPending,
    dialog: (
      <Suspense>
        {asking ? <StepDialog task={asking.task} act={asking.act} onClose={() => setAsking(null)} /> : null}
      </Suspense>
    ),
  };
}
