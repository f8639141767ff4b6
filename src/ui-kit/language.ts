export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

let change: (language: Language) => Promise<void> = async () => undefined;

/** Says how words are loaded; set once by the shell. */
export function onLanguage(load: (language: Language) => Promise<void>): void {
  change = load;
}

/** Changes the language of the screen at once, without a reload, and remembers it on this machine. */
export const setLanguage = (language: Language): Promise<void> => change(language);
