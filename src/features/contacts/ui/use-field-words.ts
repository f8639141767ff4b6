import { useWords } from '../../../ui-kit/words.ts';

/** The fields of the form of a person, in words. */
export function useFieldWords(): (field: string) => string {
  const t = useWords('contacts');
  const words: Record<string, string> = {
    name: t('field.name'),
    latinName: t('field.latinName'),
    salutation: t('field.salutation'),
    phones: t('field.phones'),
    emails: t('field.emails'),
    messengers: t('field.messengers'),
    languages: t('field.languages'),
    timezone: t('field.timezone'),
    day: t('form.day'),
    month: t('form.month'),
    year: t('form.year'),
    preferredChannel: t('field.preferredChannel'),
    dos: t('field.dos'),
    donts: t('field.donts'),
    consentBasis: t('field.consentBasis'),
    consentGivenOn: t('field.consentGivenOn'),
    consentWithdrawnOn: t('field.consentWithdrawnOn'),
    consentNote: t('field.consentNote'),
    title: t('field.title'),
    department: t('field.department'),
    role: t('field.role'),
    since: t('field.since'),
    until: t('field.until'),
    isMain: t('field.isMain'),
    text: t('notes.text'),
    readers: t('notes.readers'),
  };
  return (field) => words[field] ?? field;
}
