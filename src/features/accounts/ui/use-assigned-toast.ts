import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { restoreLead } from '../contract.ts';

/** What an assignment changed, and what was before. */
export interface Assigned {
  userId: string | null;
  name: string;
  changed: number;
  before: { userId: string | null; accountIds: string[] }[];
}

/** Says in the corner what was assigned, and offers there to take it back. */
export function useAssignedToast(): (done: Assigned) => void {
  const t = useWords('accounts');
  const restore = useAct(restoreLead, { done: (output) => t('assign.undone', { count: output.changed }) });
  return ({ userId, name, changed, before }) =>
    say(t('assign.done', { count: changed, name }), 'good', {
      ...(changed > 0
        ? { act: { label: t('action.undo'), run: () => restore.mutate({ assigned: userId, before }) } }
        : {}),
    });
}
