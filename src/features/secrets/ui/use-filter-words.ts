import { useTranslation } from 'react-i18next';
import { useAuditWords } from '../../audit/ui/public.tsx';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** How a file looks, not what is in it. */
const LOOKS = ['columns', 'fields', 'sort', 'direction', 'format', 'limit', 'after'];

interface Known {
  /** Names of people, accounts and classes by their ids. */
  names: ReadonlyMap<string, string>;
  /** The account that the row names already. */
  accountId: string | null;
}

/** By what a file was selected, in words: one `field: value` after the other; what no room says stands as the API calls it. */
export function useFilterWords({ names }: Pick<Known, 'names'>) {
  const { t, i18n } = useTranslation('secrets');
  const words = useAuditWords();
  const one = (value: unknown, field: string): string => {
    if (typeof value === 'string' && ID.test(value)) return names.get(value) ?? t('asked.one');
    if (typeof value === 'string' && i18n.exists(`secrets:asked.values.${value}`))
      return t(`asked.values.${value}` as 'asked.values.none');
    return words.value(value, field);
  };
  const label = (field: string) =>
    i18n.exists(`secrets:asked.${field}`) ? t(`asked.${field}` as 'asked.q') : words.field(field, null);
  return (filter: unknown, accountId: Known['accountId']): string => {
    if (filter === null || typeof filter !== 'object') return '';
    return Object.entries(filter)
      .filter(([field, value]) => !LOOKS.includes(field) && value !== null && value !== '' && value !== accountId)
      .map(([field, value]) =>
        Array.isArray(value)
          ? `${label(field)}: ${value.map((each) => one(each, field)).join(', ')}`
          : `${label(field)}: ${one(value, field)}`,
      )
      .join(' · ');
  };
}
