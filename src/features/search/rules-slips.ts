/** From so many letters on one slip is allowed for: shorter words are one slip from everything. */
const SHORTEST = 5;
/** Longer words than this are not slipped in by hand. */
const LONGEST = 20;
/** So many letters must stand together beside an unknown one, or the index of trigrams cannot help. */
const TOGETHER = 3;

/** What a word (its key) was to be, if one letter is wrong, too many or missing, or two have changed places: patterns of LIKE over keys with a blank before every word. */
export function slipsOf(word: string): string[] {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return [];
  const places = [...word].map((_letter, at) => at);
  const meant = [
    ...places.map((at) => word.slice(0, at) + word.slice(at + 1)),
    ...places.slice(1).map((at) => word.slice(0, at - 1) + word[at]! + word[at - 1]! + word.slice(at + 1)),
    ...places.map((at) => `${word.slice(0, at)}_${word.slice(at + 1)}`),
    ...places.map((at) => `${word.slice(0, at)}_${word.slice(at)}`),
  ];
  const isFindable = (text: string) => text.split('_').some((part) => part.length >= TOGETHER);
  return [...new Set(meant)].filter((text) => text !== word && isFindable(text)).map((text) => `% ${text}%`);
}

/** The same as one regular expression; null where there are none. */
export function slipIn(slips: readonly string[]): string | null {
  return slips.length === 0 ? null : ` (${slips.map((slip) => slip.slice(2, -1).replace('_', '.')).join('|')})`;
}
