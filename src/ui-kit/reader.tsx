import { createContext, useContext } from 'react';

/** Who reads the screen: language, formats and rights. The shell fills it from the session; the gallery makes one up. */
export interface Reader {
  language: 'en' | 'ru';
  /** BCP 47, for numbers and dates: `en-GB`, `ru-RU`. */
  locale: string;
  /** Base currency of the organisation, ISO 4217. */
  currency: string;
  timezone: string;
  /** First month of the fiscal year, 1 to 12. */
  fiscalYearStart: number;
  /** The organisation's classes of confidentiality, the least secret first. */
  classes: readonly { id: string; name: string }[];
  /** Verbs that the person holds. */
  can: readonly string[];
}

export const nobody: Reader = {
  language: 'en',
  locale: 'en-GB',
  currency: 'EUR',
  timezone: 'UTC',
  fiscalYearStart: 1,
  classes: [],
  can: [],
};

const ReaderContext = createContext<Reader>(nobody);
export const ReaderProvider = ReaderContext.Provider;

/** The reader of this screen. */
export const useReader = (): Reader => useContext(ReaderContext);

/** May the reader do this? `useCan('accounts.edit')`. Never repeat a server rule: this only hides what would be refused. */
export function useCan(verb: string): boolean {
  return useReader().can.includes(verb);
}

/** The formats of a language as the reader's browser prefers them (`en` may be en-GB or en-US). */
export function localeOf(language: string): string {
  const wished = navigator.languages.find((one) => one === language || one.startsWith(`${language}-`));
  return wished ?? (language === 'ru' ? 'ru-RU' : 'en-GB');
}
