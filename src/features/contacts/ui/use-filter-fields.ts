import type { FilterField } from '../../../ui-kit/FilterBar.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { LANGUAGES } from '../contract.ts';
import { optionsOf, useContactWords } from './use-contact-words.ts';

const AGES = [30, 90, 180, 365, 730];

/** The filters of the contacts list. */
export function useFilterFields(): FilterField[] {
  const t = useWords('contacts');
  const { roles, ways, language } = useContactWords();
  const ages = AGES.map((days) => ({ value: String(days), label: t('filter.days', { count: days }) }));
  const yesNo = (yes: string, no: string) => [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ];
  const whose = [
    { value: 'mine', label: t('filter.mine') },
    { value: 'team', label: t('filter.team') },
  ];
  const languages = LANGUAGES.map((tag) => ({ value: tag, label: language(tag) }));
  const consent = yesNo(t('filter.withConsent'), t('filter.withoutConsent'));
  return [
    { key: 'whose', label: t('filter.whose'), options: whose },
    { key: 'role', label: t('field.role'), options: optionsOf(roles), many: true },
    { key: 'language', label: t('field.languages'), options: languages, many: true, less: true },
    { key: 'channel', label: t('field.preferredChannel'), options: optionsOf(ways), many: true },
    { key: 'consent', label: t('field.consent'), options: consent, less: true },
    { key: 'ended', label: t('field.position'), options: yesNo(t('filter.ended'), t('filter.present')), less: true },
    { key: 'unchanged', label: t('filter.unchanged'), options: ages, less: true },
    { key: 'older', label: t('filter.older'), options: ages, less: true },
  ];
}
