import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useAct } from '../../../ui-kit/use-call.ts';
import { moveProject, type ProjectRow, type State } from '../contract.ts';
import { isClosed } from '../rules.ts';
import { useProjectWords } from './use-project-words.ts';

const MoveDialog = lazy(() => import('./MoveDialog.tsx'));

export type Movable = Pick<ProjectRow, 'id' | 'name' | 'state' | 'version'>;

/** Brings projects into another state: at once, or after asking for the reason that it needs. Draw `dialog` somewhere. */
export function useMove(): { move: (project: Movable, to: State) => void; busy: boolean; dialog: ReactNode } {
  const { t, states } = useProjectWords();
  const [asking, setAsking] = useState<{ project: Movable; to: State } | null>(null);
  const act = useAct(moveProject, { done: (_output, input) => t('move.done', { state: states[input.state] }) });
  return {
    move: (project, to) =>
      to === 'cancelled' || isClosed(project.state)
        ? setAsking({ project, to })
        : act.mutate({ id: project.id, version: project.version, state: to }),
    busy: act.isPending,
    dialog: (
      <Suspense>
        {asking ? <MoveDialog project={asking.project} to={asking.to} onClose={() => setAsking(null)} /> : null}
      </Suspense>
    ),
  };
}
