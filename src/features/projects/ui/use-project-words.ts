import type { Tone } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { Risk, State } from '../contract.ts';

export const stateTones: Record<State, Tone> = {
  idea: 'outline',
  planned: 'outline',
  running: 'accent',
  onHold: 'warn',
  done: 'good',
  cancelled: 'plain',
};

/** The words of states and risks. */
export function useProjectWords() {
  const t = useWords('projects');
  const format = useFormats();
  const states: Record<State, string> = {
    idea: t('state.idea'),
    planned: t('state.planned'),
    running: t('state.running'),
    onHold: t('state.onHold'),
    done: t('state.done'),
    cancelled: t('state.cancelled'),
  };
  const risks: Record<Risk, string> = {
    deadline: t('risk.deadline'),
    milestones: t('risk.milestones'),
    tasks: t('risk.tasks'),
    budget: t('risk.budget'),
    days: t('risk.days'),
    behind: t('risk.behind'),
  };
  return { t, format, states, risks };
}
