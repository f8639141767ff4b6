import type { OutputOf } from '../../../pure/operation.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine } from '../../../ui-kit/PageLayout.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { getKeyAccounts } from '../contract.ts';
import { Marked } from './Marked.tsx';
import { useSegmentationWords } from './use-segmentation-words.ts';

type Answer = OutputOf<typeof getKeyAccounts>;

/** The first line: how many are key, what they make, what losing the largest costs; below it basis, level, period, currency and age. */
export function Headline({ answer }: { answer: Answer | undefined }) {
  const t = useWords('segmentation');
  const format = useFormats();
  const { ofBasis, bases, levels } = useSegmentationWords();
  if (!answer) return <AnswerLine loading note=" " />;
  const percent = (share: number) => format.percent(share, share < 0.1 ? 1 : 0);
  const { company, totals } = answer;
  const basis = ofBasis[answer.basis];
  let sentence: string;
  if (!company) {
    sentence = t('head.visible', {
      count: totals.accounts,
      total: format.money(totals.total, 0),
      basis,
      key: totals.keyCount,
    });
  } else if (company.headline.keyShare === null || company.headline.largest === null) {
    sentence = t('head.nothing');
  } else {
    const { keyCount, keyShare, largest } = company.headline;
    const lost = t('head.lost', { name: largest.name, cost: percent(largest.share ?? 0) });
    sentence =
      keyCount === 0
        ? `${t('head.none')} ${lost}`
        : `${t('head.key', { count: keyCount, share: percent(keyShare), basis })} ${lost}`;
  }
  const note = [
    answer.fallback ? t('note.fallback') : bases[answer.basis],
    t('note.level', { level: levels[answer.level].toLowerCase() }),
    format.period(answer.period.from, answer.period.to),
    answer.currency,
    answer.conversion
      ? t('note.rate', {
          rate: format.number(Number(answer.conversion.rate), { maximumFractionDigits: 8 }),
          base: answer.conversion.base,
          currency: answer.currency,
          day: format.day(answer.conversion.day),
        })
      : null,
    answer.isPartial && answer.asOf ? t('note.partial', { day: format.day(answer.asOf) }) : null,
    answer.asOf ? t('note.asOf', { day: format.day(answer.asOf) }) : null,
    answer.scope === 'visible' ? t('note.visible') : null,
  ];
  return (
    <AnswerLine note={note.filter(Boolean).join(' · ')}>
      <Marked text={sentence} />
    </AnswerLine>
  );
}
