/** What stands where a person was named. No language, and no longer than the shortest word that is looked for. */
export const MASK = '[…]';

/** By what a person may be named in what others wrote. */
export interface Named {
  name: string;
  latinName: string | null;
  /** Phones, mail addresses, names in messengers. */
  reaches: readonly string[];
  /** Words that a human added: a family name alone, a nickname. */
  words: readonly string[];
}

/** One way of naming somebody. `like`: small letters that stand in every text that it fits (a pattern of LIKE); `digits`: a regular expression of PostgreSQL instead. */
export interface Naming {
  pattern: RegExp;
  like: string | null;
  digits: string | null;
}

/** The fewest letters of a word that is looked for by itself. */
export const LEAST_LETTERS = 3;

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A text in capital and small letters, ё as е: the flag `i` would make every class of letters slow. */
function anyCase(text: string): string {
  return [...text]
    .map((letter) => {
      if (/[её]/i.test(letter)) return '[еёЕЁ]';
      if (/['’]/.test(letter)) return "['’]";
      const both = [...new Set([letter, letter.toLowerCase(), letter.toUpperCase()])].filter(
        (one) => [...one].length === 1,
      );
      return both.length === 1 ? escaped(letter) : `[${both.join('')}]`;
    })
    .join('');
}

const BEFORE = '(?<![\\p{L}\\p{M}\\p{N}])';
const AFTER = '(?![\\p{L}\\p{M}\\p{N}])';
const GAP = '[\\s\\u00a0.,-]{1,3}';

/** Words of a name, without initials and marks. */
export function partsOf(name: string): string[] {
  return [...new Set(name.normalize('NFC').match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? [])].filter(
    (part) => (part.match(/[\p{L}\p{N}]/gu) ?? []).length >= 2,
  );
}

/** What stays of a Russian word in every case; other words stay as they are. */
function stemOf(part: string): { stem: string; bends: boolean } {
  if (!/^[а-яё]{4,}$/i.test(part)) return { stem: part, bends: false };
  return { stem: part.replace(/[аяоеёиыйуюь]{1,2}$/i, ''), bends: true };
}

/** A word as it may be written: in any case of the language, ё as е, a straight apostrophe or not. */
function wordPattern(part: string): string {
  const { stem, bends } = stemOf(part);
  return bends ? `${anyCase(stem)}[а-яёА-ЯЁ]{0,3}` : anyCase(stem);
}

/** The longest run of letters that is the same however the word is written, in small letters. */
function sure(part: string): string {
  const runs = stemOf(part)
    .stem.toLowerCase()
    .split(/[её'’\\%_"]+/);
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

const likeOf = (part: string) => `%${sure(part)}%`;

const naming = (source: string, like: string): Naming => ({
  pattern: new RegExp(`${BEFORE}${source}${AFTER}`, 'gu'),
  like,
  digits: null,
});

/** A name by any two of its words in either order, with what stands between or after them, and by one word with initials. */
function ofName(name: string): Naming[] {
  const parts = partsOf(name);
  if (parts.length === 0) return [];
  if (parts.length === 1) return ofWord(parts[0]!);
  const found: Naming[] = [];
  for (const [at, one] of parts.entries())
    for (const [other, two] of parts.entries()) {
      if (at === other) continue;
      const longest = sure(one).length >= sure(two).length ? one : two;
      const rest = parts.filter((part) => part !== one && part !== two).map(wordPattern);
      const others = rest.length === 0 ? '' : `(?:${GAP}(?:${rest.join('|')}|\\p{Lu}\\.))`;
      const through = others === '' ? '' : `${others}?`;
      found.push(naming(`${wordPattern(one)}${through}${GAP}${wordPattern(two)}${through}`, likeOf(longest)));
      if (sure(two).length < LEAST_LETTERS) continue;
      const initial = anyCase([...one][0]!);
      found.push(naming(`${initial}\\.\\s?(?:\\p{Lu}\\.\\s?)?${wordPattern(two)}`, likeOf(two)));
      found.push(naming(`${wordPattern(two)}\\s${initial}\\.(?:\\s?\\p{Lu}\\.)?`, likeOf(two)));
    }
  return found;
}

function ofWord(word: string): Naming[] {
  const parts = partsOf(word);
  if (parts.length === 0 || parts.join('').length < LEAST_LETTERS) return [];
  const longest = parts.reduce((a, b) => (sure(b).length > sure(a).length ? b : a));
  return [naming(parts.map(wordPattern).join(GAP), likeOf(longest))];
}

/** A phone by its last nine digits, with or without the codes before them, however it is written; anything else letter by letter. */
function ofReach(reach: string): Naming[] {
  const text = reach.normalize('NFC').trim();
  const digits = text.replaceAll(/\D/g, '');
  if (/^[\d\s()+./-]+$/.test(text)) {
    if (digits.length < 6) return [];
    const between = '[\\s()./-]{0,3}';
    const body = [...digits.slice(-9)].join(between);
    const head = digits.length > 9 ? `(?:\\+?\\d(?:${between}\\d){0,4}${between})?` : '\\+?';
    return [
      {
        pattern: new RegExp(`(?<!\\d)${head}\\(?${body}(?!\\d)`, 'gu'),
        like: null,
        digits: [...digits.slice(-9)].join('[[:space:]()./-]{0,3}'),
      },
    ];
  }
  if (text.length < 4) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.+-])${anyCase(text)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'gu');
  const runs = text.toLowerCase().split(/[её'’\\%_"]+/);
  return [{ pattern, like: `%${runs.reduce((a, b) => (b.length > a.length ? b : a))}%`, digits: null }];
}

/** Every way in which texts may name a person. */
export function namingsOf({ name, latinName, reaches, words }: Named): Naming[] {
  const all = [...[name, latinName ?? ''].flatMap(ofName), ...reaches.flatMap(ofReach), ...words.flatMap(ofWord)];
  const seen = new Map(all.map((one) => [one.pattern.source, one]));
  return [...seen.values()];
}

/** Where a text names the person: [from, to), in order, none within another. */
export function foundIn(text: string, namings: readonly Naming[]): [number, number][] {
  const all: [number, number][] = [];
  for (const { pattern } of namings)
    for (const match of text.matchAll(pattern)) all.push([match.index, match.index + match[0].length]);
  all.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const joined: [number, number][] = [];
  for (const [from, to] of all) {
    const last = joined.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The text without the person. */
export function hidden(text: string, namings: readonly Naming[]): string {
  let done = '';
  let at = 0;
  for (const [from, to] of foundIn(text, namings)) {
    done += text.slice(at, from) + MASK;
    at = to;
  }
  return done + text.slice(at);
}

type Piece = { type: 'text'; text: string };
const isPiece = (value: unknown): value is Piece =>
  typeof value === 'object' &&
  value !== null &&
  (value as Piece).type === 'text' &&
  typeof (value as Piece).text === 'string';

/** Pieces of one line of rich text, together: a name may be half bold. */
function hiddenLine(pieces: readonly Piece[], namings: readonly Naming[]): Piece[] {
  const spans = foundIn(pieces.map(({ text }) => text).join(''), namings);
  let start = 0;
  return pieces.flatMap((piece) => {
    const end = start + piece.text.length;
    let text = '';
    let at = start;
    for (const [from, to] of spans) {
      if (to <= start || from >= end) continue;
      text += piece.text.slice(at - start, Math.max(from, start) - start) + (from >= start ? MASK : '');
      at = Math.min(to, end);
    }
    text += piece.text.slice(at - start);
    start = end;
    const rest = hiddenIn({ ...piece, text: '' }, namings) as Piece;
    return text === '' ? [] : [{ ...rest, text }];
  });
}

/** A value with every text in it without the person, at any depth; the same value where it does not name them. */
export function hiddenIn<T>(value: T, namings: readonly Naming[]): T {
  if (typeof value === 'string') return hidden(value, namings) as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) {
    const done: unknown[] = [];
    for (let at = 0; at < value.length; at++) {
      if (!isPiece(value[at])) {
        done.push(hiddenIn(value[at], namings));
        continue;
      }
      const line: Piece[] = [];
      while (at < value.length && isPiece(value[at])) line.push(value[at++]);
      at--;
      done.push(...hiddenLine(line, namings));
    }
    return done as T;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hiddenIn(item, namings)])) as T;
}

/** Whether a value names the person anywhere. */
export const names = (value: unknown, namings: readonly Naming[]): boolean =>
  JSON.stringify(hiddenIn(value, namings)) !== JSON.stringify(value);

/** The part of a value where the person is named first. */
export function placeIn(
  value: unknown,
  namings: readonly Naming[],
): { before: string; hit: string; after: string } | null {
  const text = textIn(value);
  const [first] = foundIn(text, namings);
  if (first === undefined) return null;
  const [from, to] = first;
  const start = Math.max(0, from - 60);
  return {
    before: `${start > 0 ? '…' : ''}${text.slice(start, from)}`.replaceAll(/\s+/g, ' '),
    hit: text.slice(from, to),
    after: `${text.slice(to, to + 80)}${to + 80 < text.length ? '…' : ''}`.replaceAll(/\s+/g, ' '),
  };
}

/** All texts of a value below one another; pieces of a line in one. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return '';
  if (Array.isArray(value)) {
    const line = value.length > 0 && value.every(isPiece);
    return value.map((item) => (isPiece(item) ? item.text : textIn(item))).join(line ? '' : '\n');
  }
  return Object.values(value).map(textIn).join('\n');
}
