/** The sentences of a room's notices in one language, as its words file holds them (`notice`), nested by dots. */
export type Sentences = { readonly [word: string]: string | Sentences };

const PLACE = /\{\{\s*(\w+)[^}]*\}\}/g;

/** The sentence of a word (`change.newShop`), by the plural form of `count` where it has forms; null when there is none. */
export function sentenceOf(sentences: Sentences, word: string, language: string, count?: unknown): string | null {
  const path = word.split('.');
  const last = path.pop()!;
  let at: string | Sentences | undefined = sentences;
  for (const step of path) at = typeof at === 'object' ? at[step] : undefined;
  if (typeof at !== 'object') return null;
  const form = new Intl.PluralRules(language).select(typeof count === 'number' ? count : 2);
  const found = at[last] ?? at[`${last}_${form}`] ?? at[`${last}_other`];
  return typeof found === 'string' ? found : null;
}

/** Fills the places of a sentence; one without a value gets an ellipsis. */
export const filled = (sentence: string, params: Readonly<Record<string, unknown>>): string =>
  sentence.replace(PLACE, (_all, name: string) => (params[name] === undefined ? '…' : String(params[name])));

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as HTML shows it, whatever stands in it. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark]!);

/** A text that stands in one line of a mail's head. */
export const oneLine = (text: string): string => [...text.replace(/[\s\p{Cc}]+/gu, ' ').trim()].slice(0, 200).join('');
