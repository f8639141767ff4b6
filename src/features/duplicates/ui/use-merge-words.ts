import { useTranslation } from 'react-i18next';
import { useWords } from '../../../ui-kit/words.ts';

interface Reached {
  value: string;
}

/** Fields, tables and values of a merge in words. */
export function useMergeWords() {
  const t = useWords('duplicates');
  const { t: find } = useTranslation();
  const field = (name: string) => String(find(`duplicates:fields.${name}`, { defaultValue: name }));
  const table = (name: string) => String(find(`duplicates:tables.${name}`, { defaultValue: name }));
  const value = (said: unknown): string => {
    if (said == null || said === '') return '–';
    if (!Array.isArray(said)) return String(said);
    return said.length === 0
      ? '–'
      : said.map((one) => (typeof one === 'object' && one !== null ? (one as Reached).value : String(one))).join(', ');
  };
  return { t, field, table, value };
}
