import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, onLanguage } from '../../../ui-kit/language.ts';
import { localeOf } from '../../../ui-kit/reader.tsx';
import { namespaceOf } from './namespace.ts';

type Words = Record<string, unknown>;

const loads = { en: () => import('./en.ts'), ru: () => import('./ru.ts') };

/** Rooms whose words a page asked for: a change of language brings the same. */
const asked = new Set<string>();
/** What i18next has: `ru/accounts`. */
const here = new Set<string>();

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

const byRoom = (files: Record<string, Words>): Record<string, Words> =>
  Object.fromEntries(Object.entries(files).map(([file, words]) => [namespaceOf(file.replace('?menu', '')), words]));

/** Loads the words that every page needs and starts i18next; plural forms come from Intl. */
export async function startWords(language: Language): Promise<void> {
  onLanguage(change);
  await i18next
    .use(initReactI18next)
    .use(digits)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: byRoom((await loads[language]()).default.common) },
      defaultNS: 'shell',
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false, bindI18nStore: 'added' },
    });
  document.documentElement.lang = language;
}

/** Loads the words of rooms; left out: of every room. What shows them already is drawn anew. */
export async function loadWords(rooms?: readonly string[]): Promise<void> {
  await bring(i18next.language === 'ru' ? 'ru' : 'en', rooms);
}

async function fetched(url: string): Promise<Words> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()) as Words;
}

async function bring(language: Language, rooms?: readonly string[]): Promise<void> {
  const files = Object.entries((await loads[language]()).default.rooms)
    .map(([file, url]) => ({ room: namespaceOf(file.replace('?url', '')), url }))
    .filter(({ room }) => rooms === undefined || rooms.includes(room));
  for (const { room } of files) asked.add(room);
  const missing = files.filter(({ room }) => !here.has(`${language}/${room}`));
  const found = await Promise.all(missing.map(async ({ room, url }) => ({ room, words: await fetched(url) })));
  found.forEach(({ room, words }, at) => {
    here.add(`${language}/${room}`);
    i18next.addResourceBundle(language, room, words, true, true, { silent: at < found.length - 1 });
  });
}

async function change(language: Language): Promise<void> {
  for (const [room, words] of Object.entries(byRoom((await loads[language]()).default.common)))
    if (!here.has(`${language}/${room}`))
      i18next.addResourceBundle(language, room, words, true, true, { silent: true });
  await bring(language, [...asked]);
  await i18next.changeLanguage(language);
  localStorage.setItem('vitalfew.language', language);
  document.documentElement.lang = language;
}
