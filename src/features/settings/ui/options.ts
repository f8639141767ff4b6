import { CURRENCIES } from '../../../pure/currencies.ts';

/** Every currency as `EUR – Euro`, in the reader's language. */
export function currencyOptions(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return CURRENCIES.map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }));
}

/** Every time zone of the browser, and the one that is set. */
export function timezoneOptions(present: string) {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', present]);
  return [...zones]
    .filter(Boolean)
    .sort()
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

/** The months of the year, 1 to 12. */
export function monthOptions(locale: string) {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, at) => ({
    value: String(at + 1),
    label: month.format(new Date(Date.UTC(2026, at, 1))),
  }));
}

/** The languages of the application, each in itself. */
export const languageOptions = [
  { value: 'en', label: 'English' },
  { value: 'ru', label: 'Русский' },
];
