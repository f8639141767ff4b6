import { useWords } from '../../../ui-kit/words.ts';
import type { STAGES } from '../contract.ts';

/** The stages of a relationship in words. */
export function useStageWords(): Record<(typeof STAGES)[number], string> {
  const t = useWords('accounts');
  return {
    uncoupling: t('stage.uncoupling'),
    exploratory: t('stage.exploratory'),
    basic: t('stage.basic'),
    cooperative: t('stage.cooperative'),
    interdependent: t('stage.interdependent'),
    integrated: t('stage.integrated'),
  };
}
