import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, onLanguage } from '../../../ui-kit/language.ts';
import { localeOf } from '../../../ui-kit/reader.tsx';
import { namespaceOf } from './namespace.ts';

const loads = { en: () => import('./en.ts'), ru: () => import('./ru.ts') };

async function wordsOf(language: Language): Promise<Record<string, Record<string, unknown>>> {
  const files = (await loads[language]()).default;
  return Object.fromEntries(Object.entries(files).map(([file, words]) => [namespaceOf(file), words]));
}

/** The language chosen on this machine, else the browser's. */
export function wishedLanguage(): Language {
  const kept = localStorage.getItem('vitalfew.language');
  return (kept ?? navigator.language).startsWith('ru') ? 'ru' : 'en';
}

/** Counts, and what asks for it by `{{value, number}}`, are written in the reader's digits. */
const digits: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  format: (value: unknown, format, language, options) =>
    typeof value === 'number' && (format === 'number' || options?.interpolationkey === 'count')
      ? new Intl.NumberFormat(localeOf(language === 'ru' ? 'ru' : 'en')).format(value)
      : (value as string),
  add: () => undefined,
  addCached: () => undefined,
};

/** Loads the words of one language and starts i18next; plural forms come from Intl. */
export async function startWords(language: Language): Promise<void> {
  onLanguage(change);
  await i18next
    .use(initReactI18next)
    .use(digits)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: await wordsOf(language) },
      defaultNS: 'shell',
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false },
    });
  document.documentElement.lang = language;
}

async function change(language: Language): Promise<void> {
  const words = await wordsOf(language);
  for (const [room, resource] of Object.entries(words)) i18next.addResourceBundle(language, room, resource, true, true);
  await i18next.changeLanguage(language);
  localStorage.setItem('vitalfew.language', language);
  document.documentElement.lang = language;
}
