import { useMemo } from 'react';
import type { FilterField } from '../../../ui-kit/FilterBar.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { useSegmentationWords } from './use-segmentation-words.ts';

/** What the list may be narrowed to; proposals only for those who decide them. */
export function useFilterFields(withProposals: boolean): FilterField[] {
  const t = useWords('segmentation');
  const { tiers, rules } = useSegmentationWords();
  return useMemo(() => {
    const options = (words: Record<string, string>) =>
      Object.entries(words).map(([value, label]) => ({ value, label }));
    return [
      { key: 'tier', label: t('column.tier'), options: options(tiers), many: true },
      {
        key: 'class',
        label: t('column.class'),
        options: ['A', 'B', 'C', 'N'].map((value) => ({ value, label: value })),
        many: true,
      },
      { key: 'rule', label: t('column.rules'), options: options(rules) },
      ...(withProposals
        ? [{ key: 'asking', label: t('column.proposal'), options: [{ value: 'yes', label: t('proposal.asking') }] }]
        : []),
    ];
  }, [t, tiers, rules, withProposals]);
}
