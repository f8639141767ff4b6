import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui-kit/format.ts';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CODE = /^\w+$/;

/** Some acts note their fields as the API calls them, some as the table does: both are said alike. */
const underscored = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The words of the audit. Every room may say its own in its locales: `acts.<operation>`, `records.<kind>`, `fields.<field>`, `values.<field>.<code>`;
 * what no room says stands as it was stored.
 */
export function useAuditWords() {
  const { t, i18n } = useTranslation();
  const format = useFormats();
  const rooms = Object.keys(i18n.getDataByLanguage(i18n.language) ?? {});
  const find = (
    group: 'acts' | 'records' | 'fields' | 'values',
    name: string,
    otherwise: string,
    kind: string | null = null,
  ) => {
    const names = [name, underscored(name)];
    // The room whose record it is speaks first.
    const own = kind === null ? [] : rooms.filter((room) => i18n.exists(`${room}:records.${kind}`));
    const key = [...own, ...rooms]
      .flatMap((room) => names.map((one) => `${room}:${group}.${one}`))
      .find((one) => i18n.exists(one));
    return key === undefined ? otherwise : t(key);
  };
  const value = (one: unknown, field = ''): string => {
    if (one === null || one === undefined || one === '') return '–';
    if (typeof one === 'boolean') return one ? t('audit:yes') : t('audit:no');
    if (typeof one === 'number') return format.number(one, { maximumFractionDigits: 8 });
    if (typeof one === 'string' && i18n.exists(`people:role.${one}`)) return t(`people:role.${one}`);
    if (typeof one === 'string' && MOMENT.test(one)) return format.moment(one);
    if (typeof one === 'string' && DAY.test(one)) return format.day(one);
    if (typeof one === 'string') return CODE.test(one) ? find('values', `${field}.${one}`, one) : one;
    if (Array.isArray(one) && one.every((item) => typeof item !== 'object'))
      return one.map((item) => value(item, field)).join(', ');
    return JSON.stringify(one, null, 1);
  };
  return {
    act: (operation: string, word: string) => find('acts', operation, word),
    record: (kind: string) => find('records', kind, kind),
    field: (field: string, kind: string | null) => {
      // A threshold is said as on the screen of the rules.
      const rule = `settings:rules.${field}.label`;
      return i18n.exists(rule) ? t(rule) : find('fields', field, field.replaceAll('_', ' '), kind);
    },
    value,
  };
}
