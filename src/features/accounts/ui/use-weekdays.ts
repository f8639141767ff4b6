import { useTranslation } from 'react-i18next';

/** Monday to Sunday in the reader's language. */
export function useWeekdays(form: 'short' | 'long'): string[] {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { weekday: form, timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(Date.UTC(2024, 0, 1 + day))));
}
