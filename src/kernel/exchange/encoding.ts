import { isAscii, isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import iconv from 'iconv-lite';
import type { Confidence } from './table.ts';

export interface Encoding {
  encoding: string;
  bom: boolean;
  confidence: Confidence;
}

/** Finds the encoding from the first bytes: marks, zero bytes of UTF-16, valid UTF-8, else letter statistics. */
export function detectEncoding(sample: Buffer): Encoding {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf)
    return { encoding: 'utf-8', bom: true, confidence: 'sure' };
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: 'utf-16le', bom: true, confidence: 'sure' };
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: 'utf-16be', bom: true, confidence: 'sure' };
  const wide = wideEncoding(sample);
  if (wide) return { encoding: wide, bom: false, confidence: 'likely' };
  if (isUtf8(wholeCharacters(sample))) return { encoding: 'utf-8', bom: false, confidence: 'sure' };
  return { encoding: singleByte(sample), bom: false, confidence: 'likely' };
}

// UTF-16 without a mark: delimiters, digits and line ends leave a zero in every other byte.
function wideEncoding(sample: Buffer): string | null {
  const pairs = Math.min(sample.length >> 1, 4096);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0) even++;
    if (sample[at + 1] === 0) odd++;
  }
  if (odd > pairs * 0.1 && even < pairs * 0.01) return 'utf-16le';
  if (even > pairs * 0.1 && odd < pairs * 0.01) return 'utf-16be';
  return null;
}

/** The sample without a character that its end cuts in two. */
function wholeCharacters(sample: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= sample.length; back++) {
    const byte = sample[sample.length - back]!;
    if (byte < 0x80) return sample;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? sample.subarray(0, sample.length - back) : sample;
    }
  }
  return sample;
}

const frequent = new Set('оеаинтсрвлкмдпу');
const common = new Set('éèàçüöäßñáíóúêôâîëïåæøÉÜÖÄÀ€–’«»°');

// Scores the readings of the high bytes: Russian words are lower-case runs of frequent letters; western text has single accented letters between plain ones.
function singleByte(sample: Buffer): string {
  const part = sample.subarray(0, 64 * 1024);
  let best = 'windows-1252';
  let top = Number.NEGATIVE_INFINITY;
  for (const encoding of ['windows-1252', 'windows-1251', 'cp866', 'koi8-r']) {
    const value =
      encoding === 'windows-1252'
        ? westernScore(iconv.decode(part, encoding))
        : russianScore(iconv.decode(part, encoding));
    if (value > top) {
      top = value;
      best = encoding;
    }
  }
  return best;
}

function russianScore(text: string): number {
  let score = 0;
  let before = '';
  for (const character of text) {
    if (character.charCodeAt(0) < 128) {
      before = character;
      continue;
    }
    const lower = character.toLowerCase();
    const letter = /[а-яё]/.test(lower);
    if (!letter) score += /[№«»–—\u00a0]/.test(character) ? 0.2 : -1;
    else {
      score += frequent.has(lower) ? 1 : 0.4;
      // A capital behind a small letter is what the wrong code page makes of a word.
      if (character !== lower && before !== '' && /[а-яё]/.test(before)) score -= 2;
      if (/[a-z]/i.test(before)) score -= 1.5;
      if (/[а-яё]/i.test(before)) score += 0.5;
    }
    before = character;
  }
  return score;
}

function westernScore(text: string): number {
  let score = 0;
  let before = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code >= 128) {
      score += common.has(character) ? 1 : /\p{L}/u.test(character) ? 0.3 : -0.3;
      if (before.charCodeAt(0) >= 128 && /\p{L}/u.test(before)) score -= 1.5;
      else if (/[a-z]/i.test(before)) score += 0.6;
    }
    before = character;
  }
  return score;
}

/** Whether all bytes are plain ASCII, which every encoding here but UTF-16 reads alike. */
export const plainAscii = (bytes: Buffer): boolean => isAscii(bytes);

export interface Decoder {
  write(chunk: Buffer): string;
  end(): string;
}

/** A streaming decoder; the byte order mark is removed. */
export function decoderOf(encoding: string): Decoder {
  if (encoding === 'utf-8') {
    const decoder = new StringDecoder('utf8');
    let first = true;
    return {
      write(chunk) {
        const text = decoder.write(chunk);
        if (!first || text === '') return text;
        first = false;
        return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
      },
      end: () => decoder.end(),
    };
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  return { write: (chunk) => decoder.write(chunk) ?? '', end: () => decoder.end() ?? '' };
}
