import type { FilterField } from '../../../ui-kit/FilterBar.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useCan } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { optionsOf, useAccountWords } from './use-account-words.ts';
import { useStageWords } from './use-stage-words.ts';

interface Choices {
  countries: string[];
  categories: string[];
  classes: { id: string; name: string }[];
}

const plain = (values: readonly string[] = []) => values.map((value) => ({ value, label: value }));

const AGES = [14, 30, 60, 90, 180, 365];

/** The filters of the accounts list, without those by a figure that the reader may not read. */
export function useFilterFields(
  choices: Choices | undefined,
  members: readonly { id: string; name: string }[] | undefined,
): FilterField[] {
  const t = useWords('accounts');
  const { kinds } = useAccountWords();
  const stages = useStageWords();
  const format = useFormats();
  const figures = useCan('ledger.read');
  const review = useCan('segmentation.read');
  const dossiers = useCan('dossiers.read');
  const people = useCan('contacts.read');
  const whose = [
    { value: 'mine', label: t('filter.mine') },
    { value: 'team', label: t('filter.team') },
  ];
  const ages = AGES.map((days) => ({ value: String(days), label: t('facts.days', { count: days }) }));
  const yesNo = (yes: string, no: string) => [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ];
  const below = (words: (share: string) => string) =>
    ['25', '50', '75', '100'].map((value) => ({ value, label: words(format.percent(Number(value) / 100, 0)) }));
  const tiers = {
    key: t('kit:tier.key'),
    emerging: t('kit:tier.emerging'),
    standard: t('kit:tier.standard'),
    prospect: t('kit:tier.prospect'),
    dormant: t('kit:tier.dormant'),
  };
  const all: (FilterField | false)[] = [
    review && { key: 'tier', label: t('field.tier'), options: optionsOf(tiers), many: true },
    review && { key: 'class', label: t('field.class'), options: plain(['A', 'B', 'C', 'N']), many: true },
    { key: 'kind', label: t('field.kind'), options: optionsOf(kinds), many: true, less: true },
    { key: 'country', label: t('field.country'), options: plain(choices?.countries), many: true },
    { key: 'category', label: t('field.category'), options: plain(choices?.categories), many: true, less: true },
    {
      key: 'lead',
      label: t('field.lead'),
      options: [
        { value: 'none', label: t('none.lead') },
        ...(members ?? []).map((member) => ({ value: member.id, label: member.name })),
      ],
    },
    { key: 'whose', label: t('filter.whose'), options: whose },
    people && {
      key: 'stage',
      label: t('field.stage'),
      options: [...optionsOf(stages), { value: 'none', label: t('none.stage') }],
      many: true,
      less: true,
    },
    people && { key: 'notMet', label: t('filter.notMet'), options: ages, less: true },
    figures && {
      key: 'active',
      label: t('field.active'),
      options: yesNo(t('filter.active'), t('filter.inactive')),
      less: true,
    },
    choices !== undefined &&
      choices.classes.length > 0 && {
        key: 'secrecy',
        label: t('field.secrecy'),
        options: [
          ...choices.classes.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'none', label: t('none.secrecy') },
        ],
        many: true,
        less: true,
      },
    dossiers && {
      key: 'completenessBelow',
      label: t('field.completeness'),
      options: below((share) => t('filter.completeBelow', { share })),
      less: true,
    },
    dossiers && {
      key: 'freshnessBelow',
      label: t('field.freshness'),
      options: below((share) => t('filter.freshBelow', { share })),
      less: true,
    },
    {
      key: 'excluded',
      label: t('field.excluded'),
      options: yesNo(t('filter.excluded'), t('filter.included')),
      less: true,
    },
  ];
  return all.filter((field) => field !== false);
}
