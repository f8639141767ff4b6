import { useWords } from '../../../ui-kit/words.ts';
import type { Merge } from '../contract.ts';

export function useStateWords(): Record<Merge['state'], string> {
  const t = useWords('duplicates');
  return {
    waiting: t('state.waiting'),
    merged: t('state.merged'),
    undoing: t('state.undoing'),
    undone: t('state.undone'),
    failed: t('state.failed'),
  };
}
