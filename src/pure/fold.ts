/**
 * One key for what people write in many ways: small letters without accents, Cyrillic and Greek in Latin, and what the usual romanisations (simple, ICAO, GOST,
 * scholarly) write differently brought to one letter: Щербаков, Shcherbakov, Scherbakov and Ščerbakov are `skerbakov`. Coarse on purpose: it finds, it does not tell
 * apart. `search_fold` (migration 0029) is the same in SQL; a test compares them.
 */
const SINGLE: Readonly<Record<string, string>> = pairs(
  'абвгдежзийклмнопрстуфхчшыэіґәғқңөұүһђјљњћџѓќ',
  'abvgdezziiklmnoprstufhksieigagknouuhdilnkzgk',
);
const GREEK = pairs('αβγδεζηθικλμνξοπρςστυφχψω', 'avgdezitiklmnkoprsstifhpo');
const LATIN = pairs('łøđıßæœþðħŧŋ', 'lodisaotdhtn');
/** Marks between letters that no one types. */
const DROPPED = "ъьЪЬʹʺʼʻ`´'’‘ʿʾ";
const BETWEEN = ' \t\n\r!"#$%&()*+,-./:;<=>?@[\\]^_{|}~¡§©«¬®°±¶·»¿×÷‐‑‒–—―“”„‟†‡•…‹›€₽';
/** Written out where one letter stands for several sounds. */
const WRITTEN_OUT: readonly (readonly [string, string])[] = [
  ['ц', 'ts'],
  ['щ', 'sk'],
  ['ю', 'iu'],
  ['я', 'ia'],
  ['є', 'e'],
  ['tch', 'k'],
  ['schm', 'sm'],
  ['schn', 'sn'],
  ['schl', 'sl'],
  ['schw', 'sv'],
  ['schr', 'sr'],
  ['shh', 'sk'],
];
/** Repeated until nothing changes. */
const BROUGHT_TOGETHER: readonly (readonly [string, string])[] = [
  ...('ch:k kh:h sh:s zh:z ph:f th:t tz:ts x:ks c:k q:k y:i j:i w:v ie:e io:e ae:a oe:o ue:u'
    .split(' ')
    .map((pair) => pair.split(':')) as [string, string][]),
  ...[...'abdefghiklmnoprstuvz '].map((letter) => [letter + letter, letter] as const),
];

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, at) => [letter, to[at]!]));
}

const capitals = (table: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(table).map(([letter, to]) => [letter.toUpperCase(), to]));

const LETTERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...BETWEEN].map((sign) => [sign, ' '])),
  ...Object.fromEntries([...DROPPED].map((sign) => [sign, ''])),
  ...pairs('ABCDEFGHIJKLMNOPQRSTUVWXYZЦЩЮЯЄ', 'abcdefghijklmnopqrstuvwxyzцщюяє'),
  ...SINGLE,
  ...capitals(SINGLE),
  ...GREEK,
  ...capitals(GREEK),
  ...LATIN,
  ...pairs('ŁØĐẞÆŒÞÐĦŦŊ', 'lodsaotdhtn'),
};

/** The key of a text: words of the key parted by single blanks. The key of a key is itself. */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '');
  let key = [...plain].map((letter) => LETTERS[letter] ?? letter).join('');
  for (const [from, to] of WRITTEN_OUT) if (key.includes(from)) key = key.replaceAll(from, to);
  for (let before = ''; before !== key; ) {
    before = key;
    for (const [from, to] of BROUGHT_TOGETHER) if (key.includes(from)) key = key.replaceAll(from, to);
  }
  return key.replaceAll(/^ +| +$/g, '');
}

const known = new Map<string, string>();

/** `fold` of a name, remembered: a search folds the same few thousand names again and again. */
export function foldName(name: string): string {
  if (name.length > 120) return fold(name);
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= 20_000) known.clear();
  const key = fold(name);
  known.set(name, key);
  return key;
}

const QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const TO_RUSSIAN = pairs(QWERTY, RUSSIAN);
const TO_LATIN = pairs(RUSSIAN, QWERTY);

/** The same keys on the other layout: "bdfyjd" is "иванов". Null where both scripts, or neither, stand in the text. */
export function onOtherLayout(text: string): string | null {
  const small = text.toLowerCase();
  const [cyrillic, latin] = [/[а-яё]/.test(small), /[a-z]/.test(small)];
  if (cyrillic === latin) return null;
  const table = latin ? TO_RUSSIAN : TO_LATIN;
  return [...small].map((letter) => table[letter] ?? letter).join('');
}

/** A piece of a text; `hit`: it is what was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** A text in pieces, with the words marked that one of these keys fits. Words, not markup: whoever shows them decides how. */
export function marked(text: string, keys: readonly string[]): Piece[] {
  const words = keys.flatMap((key) => key.split(' '));
  const pieces: Piece[] = [];
  const add = (part: string, hit: boolean) => {
    if (part === '') return;
    const last = pieces.at(-1);
    if (last?.hit === hit) last.text += part;
    else pieces.push({ text: part, hit });
  };
  let at = 0;
  for (const found of text.matchAll(WORD)) {
    const key = fold(found[0]);
    add(text.slice(at, found.index), false);
    add(
      found[0],
      key !== '' && words.some((one) => one !== '' && (one.length < 3 ? key.startsWith(one) : key.includes(one))),
    );
    at = found.index + found[0].length;
  }
  add(text.slice(at), false);
  return pieces;
}

/** The part of a long text where one of the keys stands first, marked; null: nowhere. */
export function excerpt(text: string, keys: readonly string[], length = 160): Piece[] | null {
  const whole = text.replaceAll(/\s+/g, ' ').trim();
  const pieces = marked(whole, keys);
  const first = pieces.findIndex((piece) => piece.hit);
  if (first === -1) return null;
  const before = pieces.slice(0, first).reduce((sum, piece) => sum + piece.text.length, 0);
  const from = before < 60 ? 0 : whole.indexOf(' ', before - 50) + 1;
  const start = from === 0 || from > before ? Math.min(before, from === 0 ? 0 : before) : from;
  const end = Math.min(whole.length, start + length);
  const shown = marked(whole.slice(start, end), keys);
  return [
    ...(start > 0 ? [{ text: '… ', hit: false }] : []),
    ...shown,
    ...(end < whole.length ? [{ text: ' …', hit: false }] : []),
  ];
}
