import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, onLanguage } from '../../../ui-kit/language.ts';
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

/** Loads the words of one language and starts i18next; plural forms come from Intl. */
export async function startWords(language: Language): Promise<void> {
  onLanguage(change);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: await wordsOf(language) },
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
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
