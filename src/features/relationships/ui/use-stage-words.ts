import { useWords } from '../../../ui-kit/words.ts';
import type { Stage } from '../contract.ts';

/** The stages of a relationship in words. */
export function useStageWords(): Record<Stage, string> {
  const t = useWords('relationships');
  return {
    uncoupling: t('stage.uncoupling'),
    exploratory: t('stage.exploratory'),
    basic: t('stage.basic'),
    cooperative: t('stage.cooperative'),
    interdependent: t('stage.interdependent'),
    integrated: t('stage.integrated'),
  };
}
