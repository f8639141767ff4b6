import { isCurrency } from '../../pure/currencies.ts';
import { deaccent, PHRASES } from './rules-phrases.ts';
import { CONCEPTS, STOP } from './rules-vocabulary.ts';

/** A column name taken apart. */
export interface HeaderWords {
  /** Lower case, no accents, words parted by spaces, brackets left out. */
  text: string;
  /** Concepts in order of the alphabet, parted by spaces; `?` stands for words that nobody knows. */
  bag: string;
  /** As `bag`, without the weak words from and to. */
  plain: string;
  /** The bag of the last part of a name in parts ("Order Lines/Quantity", "Customer / Code"); null when it has none. */
  last: string | null;
  /** The currency that stands in the name: "Сумма, руб.", "Amount (EUR)". */
  currency: string | null;
  percent: boolean;
}

const SIGN_WORDS: Record<string, string> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₽': 'RUB',
  '₴': 'UAH',
  '₸': 'KZT',
  '₺': 'TRY',
  '¥': 'CNY',
  '₹': 'INR',
  руб: 'RUB',
  'р.': 'RUB',
  р: 'RUB',
  рубль: 'RUB',
  рублей: 'RUB',
  рубли: 'RUB',
  rur: 'RUB',
  'тыс.руб': '',
  евро: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  долл: 'USD',
  доллар: 'USD',
  доллары: 'USD',
  'долл.сша': 'USD',
  dollar: 'USD',
  dollars: 'USD',
  us$: 'USD',
  грн: 'UAH',
  гривна: 'UAH',
  тенге: 'KZT',
  тг: 'KZT',
  юань: 'CNY',
  kc: 'CZK',
  zl: 'PLN',
  pound: 'GBP',
  pounds: 'GBP',
  sfr: 'CHF',
  fr: 'CHF',
  '810': 'RUB',
  '643': 'RUB',
  '840': 'USD',
  '978': 'EUR',
  '398': 'KZT',
  '933': 'BYN',
  '974': 'BYN',
  '156': 'CNY',
  '980': 'UAH',
  '826': 'GBP',
  '756': 'CHF',
};
const SIGNS = new Map(Object.entries(SIGN_WORDS));

/** The ISO 4217 code that a text means (РУБ, руб., ₽, Euro, 643, usd); null when it is none. */
export function currencyOf(text: string): string | null {
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  if (upper.length === 3 && isCurrency(upper)) return upper;
  const plain = deaccent(trimmed.toLowerCase()).replace(/\s+/g, '');
  return SIGNS.get(plain) || SIGNS.get(plain.replace(/\.+$/, '')) || null;
}

/** A column name in the one form that names are compared in. */
export function normalizeHeader(header: string): string {
  const parted = header
    .replace(/MwSt/gi, ' mwst ')
    .replace(/USt/g, ' ust ')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L}{3})(\d{1,2})(?!\d)/gu, '$1 $2');
  return deaccent(parted.toLowerCase())
    .replace(/№|n°|nº|#/g, ' no ')
    .replaceAll('%', ' pct ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const known = new Map<string, HeaderWords>();

/** Takes a column name apart. */
export function wordsOf(header: string): HeaderWords {
  let found = known.get(header);
  if (!found) {
    if (known.size > 5_000) known.clear();
    found = takeApart(header);
    known.set(header, found);
  }
  return found;
}

function takeApart(header: string): HeaderWords {
  const part = /\S\s*\/\s*([^/]*\p{L}{2}[^/]*)$/u.exec(header.replace(/\s\(\d+\)$/, ''))?.[1];
  return { ...ofOne(header), last: part === undefined ? null : ofOne(part).bag };
}

/** The concepts of some words, as {@link HeaderWords.bag}. */
export const bagOfWords = (text: string): string => wordsOf(text).bag;

function ofOne(header: string): Omit<HeaderWords, 'last'> {
  let currency: string | null = null;
  let rest = header.replace(/\s\(\d+\)$/, '').replace(/[([{]([^)\]}]*)[)\]}]/g, (_, inside: string) => {
    currency ??= currencyOf(inside);
    return currency === null ? ` ${inside} ` : ' ';
  });
  const behind = /^(.{2,}?)(?:\s*[,;:/]\s*|\s+(?:in|в|en)\s+|[\s_]+)([^\s,;:/_]{1,9}(?:\.\s?\p{L}+)?\.?)$/iu.exec(
    rest.trim(),
  );
  if (behind && currency === null && currencyOf(behind[2]!) !== null && !/^\d+$/.test(behind[2]!)) {
    currency = currencyOf(behind[2]!);
    rest = behind[1]!;
  }
  for (const sign of ['€', '$', '£', '₽']) {
    if (!rest.includes(sign)) continue;
    currency ??= SIGNS.get(sign)!;
    rest = rest.replaceAll(sign, ' ');
  }
  const text = normalizeHeader(rest);
  let spaced = ` ${text} `;
  for (const [phrase, word] of PHRASES) {
    if (spaced.includes(` ${phrase} `)) spaced = spaced.replaceAll(` ${phrase} `, ` ${word} `);
  }
  const concepts = new Set<string>();
  for (const word of spaced.trim().split(' ')) for (const concept of conceptsOf(word)) concepts.add(concept);
  const bag = [...concepts].sort().join(' ');
  const strong = [...concepts].filter((concept) => concept !== 'from' && concept !== 'to').sort();
  return { text, bag, plain: strong.length > 0 ? strong.join(' ') : bag, currency, percent: concepts.has('pct') };
}

function conceptsOf(word: string): string[] {
  if (word === '') return [];
  const direct = CONCEPTS.get(word);
  if (direct !== undefined) return direct.split(' ');
  if (STOP.has(word)) return [];
  if (/^\d+$/.test(word)) return word.length <= 2 ? [word] : ['?'];
  const parts = compound(word);
  return parts ?? ['?'];
}

/** Takes a compound (Kundennummer, orderdate) apart into known words of three letters and more, longest first; null when that does not come out. */
function compound(word: string): string[] | null {
  if (word.length < 5 || word.length > 40) return null;
  for (let at = word.length - 2; at >= 3; at--) {
    const head = CONCEPTS.get(word.slice(0, at));
    if (head === undefined) continue;
    for (const link of ['', 's', 'n', 'en', 'es']) {
      if (!word.startsWith(link, at)) continue;
      const tail = word.slice(at + link.length);
      const rest = CONCEPTS.get(tail)?.split(' ') ?? (tail.length > 4 ? compound(tail) : null);
      if (rest && (tail.length >= 3 || tail === 'id' || tail === 'no' || tail === 'nr'))
        return [...head.split(' '), ...rest];
    }
  }
  return null;
}
