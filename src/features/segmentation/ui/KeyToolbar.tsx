import type { OutputOf } from '../../../pure/operation.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { PeriodPicker } from '../../../ui-kit/PeriodPicker.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { getKeyAccounts } from '../contract.ts';
import { CurrencyChoice } from './CurrencyChoice.tsx';
import { useSegmentationWords } from './use-segmentation-words.ts';

type Answer = OutputOf<typeof getKeyAccounts>;
export type BasisWord = 'revenue' | 'margin' | 'received' | 'ordered';
export type LevelWord = 'group' | 'entity' | 'outlet';

interface View {
  basis: string;
  level: string;
  from: string;
  to: string;
  currency: string;
}

/** Basis, level, period, currency. */
export function KeyToolbar(props: {
  view: View;
  onChange: (part: Partial<View>) => void;
  answer: Answer | undefined;
  margin: boolean;
}) {
  const t = useWords('segmentation');
  const { bases, levels } = useSegmentationWords();
  const { view, onChange, answer } = props;
  const shown = (['revenue', 'margin', 'received', 'ordered'] as const).filter(
    (one) => one !== 'margin' || props.margin,
  );
  return (
    <>
      <SegmentedChoice<BasisWord>
        label={t('basis.title')}
        value={view.basis as BasisWord}
        onChange={(basis) => onChange({ basis })}
        options={shown.map((value) => ({ value, label: bases[value] }))}
      />
      <HelpMark of="basis" label={t('basis.title')} />
      <SegmentedChoice<LevelWord>
        label={t('level.title')}
        value={view.level as LevelWord}
        onChange={(level) => onChange({ level })}
        options={(['group', 'entity', 'outlet'] as const).map((value) => ({ value, label: levels[value] }))}
      />
      <HelpMark of="level" label={t('level.title')} />
      <PeriodPicker
        value={{ from: view.from, to: view.to }}
        onChange={({ from, to }) => onChange({ from, to })}
        shown={answer?.period}
        newest={answer?.asOf ?? undefined}
      />
      <CurrencyChoice value={view.currency} onChange={(currency) => onChange({ currency })} />
      <HelpMark of="currency" label={t('currency.title')} />
    </>
  );
}
