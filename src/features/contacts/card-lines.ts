import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { CARD_FAULTS } from './contract-cards.ts';
import type { Kept } from './contract-shapes.ts';

export type CardFault = (typeof CARD_FAULTS)[number];

/** One card of a file: where it begins, and its lines, unfolded and decoded. */
export interface RawCard {
  line: number;
  lines: Kept[];
}

/** What could not be read, where it stands, and the beginning of it. */
export interface BrokenCard {
  line: number;
  fault: CardFault;
  text: string;
}

/** So many cards of a file are read. */
export const MOST_CARDS = 2000;
/** So many characters of a card are kept, pictures included. */
const MOST_OF_A_CARD = 1_500_000;

/** The cards of a vCard file, of version 2.1, 3.0 or 4.0, and what of it is broken. Never throws for what a file says. */
export function readCards(bytes: Buffer): { cards: RawCard[]; broken: BrokenCard[] } {
  // Some programs write two carriage returns.
  const physical = textOf(bytes).split(/\r*\n|\r/);
  const cards: RawCard[] = [];
  const broken: BrokenCard[] = [];
  for (let at = 0; at < physical.length; ) {
    const text = physical[at]!;
    if (text.trim() === '') at += 1;
    else if (/^\s*begin\s*:\s*vcard\s*$/i.test(text)) {
      const end = endOf(physical, at);
      const found = cards.length < MOST_CARDS ? cardIn(physical, at, end) : fault(physical, at, 'tooMany');
      if ('fault' in found) broken.push(found);
      else cards.push(found);
      at = end.next;
    } else {
      // Many lines outside of any card are told once.
      broken.push(fault(physical, at, 'outside'));
      while (at < physical.length && !/^\s*begin\s*:\s*vcard\s*$/i.test(physical[at]!)) at += 1;
    }
  }
  return { cards, broken };
}

/** The bytes as text with one character for each byte, whatever Unicode form they came in. */
function textOf(bytes: Buffer): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const plain = wide === null ? bytes : Buffer.from(iconv.decode(bytes, wide));
  const isMarked = plain[0] === 0xef && plain[1] === 0xbb && plain[2] === 0xbf;
  return plain.subarray(isMarked ? 3 : 0).toString('latin1');
}

interface End {
  /** The line of END; null: there is none. */
  at: number | null;
  /** Where reading goes on. */
  next: number;
  nested: boolean;
}

function endOf(physical: readonly string[], begin: number): End {
  let depth = 0;
  let nested = false;
  for (let at = begin; at < physical.length; at += 1) {
    if (/^\s*(agent.*:)?\s*begin\s*:\s*vcard\s*$/i.test(physical[at]!)) {
      depth += 1;
      // A card that never ended, before the next one.
      if (depth > 1 && !/^agent/i.test(physical[at - 1] ?? '') && !/agent/i.test(physical[at]!))
        return { at: null, next: at, nested: false };
      nested ||= depth > 1;
    }
    if (/^\s*end\s*:\s*vcard\s*$/i.test(physical[at]!)) depth -= 1;
    if (depth === 0) return { at, next: at + 1, nested };
  }
  return { at: null, next: physical.length, nested };
}

const fault = (physical: readonly string[], at: number, code: CardFault): BrokenCard => ({
  line: at + 1,
  fault: code,
  text: inCharset(physical[at] ?? '', null).slice(0, 80),
});

function cardIn(physical: readonly string[], begin: number, end: End): RawCard | BrokenCard {
  if (end.at === null) return fault(physical, begin, 'unended');
  if (end.nested) return fault(physical, begin, 'nested');
  const inside = physical.slice(begin + 1, end.at);
  const version = inside
    .map((text) => /^version\s*(?:;[^:]*)?:\s*(\S+)\s*$/i.exec(text)?.[1])
    .find((found) => found !== undefined);
  if (version !== '2.1' && version !== '3.0' && version !== '4.0') return fault(physical, begin, 'version');
  const lines: Kept[] = [];
  let size = 0;
  for (let at = begin + 1; at < end.at; ) {
    if (physical[at]!.trim() === '') {
      at += 1;
      continue;
    }
    const { text, next } = unfolded(physical, at, end.at, version);
    const line = lineOf(text, version);
    if (line === null) return fault(physical, at, 'line');
    size += line.value.length;
    if (line.name !== 'VERSION') lines.push(line);
    at = next;
  }
  if (size > MOST_OF_A_CARD || lines.length > 500) return fault(physical, begin, 'tooLarge');
  return { line: begin + 1, lines };
}

/** A line with those that continue it: folded ones, soft ends of quoted-printable, and base64 that old programs wrote without indenting. */
function unfolded(
  physical: readonly string[],
  from: number,
  end: number,
  version: string,
): { text: string; next: number } {
  let text = physical[from]!;
  let next = from + 1;
  const head = text.slice(0, text.indexOf(':') + 1);
  const isQuoted = /quoted-printable/i.test(head);
  const isBase64 = /[;=](base64|b)[;:]/i.test(head);
  while (next < end) {
    const line = physical[next]!;
    if (isQuoted && text.endsWith('=')) text = text.slice(0, -1) + line;
    else if (/^[ \t]/.test(line)) text += version === '2.1' && !isBase64 ? line : line.slice(1);
    else if (isBase64 && version === '2.1' && /^[A-Za-z0-9+/=]+$/.test(line)) text += line;
    else break;
    next += 1;
  }
  return { text: isQuoted && text.endsWith('=') ? text.slice(0, -1) : text, next };
}

const ENCODINGS = /^(quoted-printable|base64|b|8bit|7bit)$/i;

/** A logical line: `group.NAME;PARAM=value:value`; null where it is none. */
function lineOf(text: string, version: string): Kept | null {
  const head = /^\s*(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9_-]+)/.exec(text);
  if (!head) return null;
  const parts: string[] = [];
  let at = head[0].length;
  if (text[at] !== ';' && text[at] !== ':') return null;
  while (text[at] === ';') {
    let quoted = false;
    let end = at + 1;
    for (; end < text.length; end += 1) {
      if (text[end] === '"') quoted = !quoted;
      if (!quoted && (text[end] === ';' || text[end] === ':')) break;
    }
    parts.push(text.slice(at + 1, end).trim());
    at = end;
  }
  if (text[at] !== ':') return null;
  let encoding = '';
  let charset: string | null = null;
  const params: string[] = [];
  for (const part of parts.filter((one) => one !== '')) {
    const equals = part.indexOf('=');
    const name = equals === -1 ? '' : part.slice(0, equals).trim().toUpperCase();
    const value = part.slice(equals + 1).trim();
    if (name === 'ENCODING' || (name === '' && ENCODINGS.test(value))) encoding = value.toLowerCase();
    else if (name === 'CHARSET') charset = value.replaceAll('"', '');
    else params.push(...paramsOf(name || 'TYPE', inCharset(value, null)));
  }
  const written = text.slice(at + 1);
  const named = { group: head[1] ?? null, name: head[2]!.toUpperCase() };
  const data = /^data:(?:([\w.+-]+)\/([\w.+-]+))?;base64,(.*)$/is.exec(written.trim());
  if (encoding === 'b' || encoding === 'base64' || data) {
    const isTyped = params.some((param) => param.startsWith('TYPE='));
    if (data?.[2] && !isTyped) params.push(`TYPE=${data[2].toUpperCase()}`);
    const others = params.filter((param) => !/^VALUE=/i.test(param));
    return { ...named, params: others, value: (data?.[3] ?? written).replaceAll(/\s/g, ''), binary: true };
  }
  const bytes = encoding === 'quoted-printable' ? unquoted(written) : written;
  const value = canonical(inCharset(bytes, charset), version);
  return value.includes('\0') ? null : { ...named, params, value, binary: false };
}

/** `TYPE="work,cell"` is two types; other values stay whole. */
function paramsOf(name: string, value: string): string[] {
  const meant = (one: string) =>
    one
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll(/\^([n^'])/g, (_, mark: string) => (mark === 'n' ? '\n' : mark === "'" ? '"' : '^'));
  const whole = meant(value);
  return (name === 'TYPE' ? whole.split(',') : [whole]).map((one) => `${name}=${one.trim()}`);
}

const unquoted = (text: string) =>
  text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Bytes (a character for each) in the charset that is said, else in UTF-8, else in the code page that they look like. */
function inCharset(text: string, charset: string | null): string {
  const bytes = Buffer.from(text, 'latin1');
  if (charset !== null && iconv.encodingExists(charset)) return iconv.decode(bytes, charset);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const high = bytes.filter((byte) => byte >= 0xc0).length;
  const low = text.replaceAll(/[^A-Za-z]/g, '').length;
  return iconv.decode(bytes, high > low ? 'windows-1251' : 'windows-1252');
}

/** The value as versions 3.0 and 4.0 escape it, whatever version it came in. */
function canonical(value: string, version: string): string {
  const lines = value.replaceAll(/\r\n|\r|\n/g, '\n');
  if (version === '2.1')
    return lines
      .replaceAll(/\\(?!;)/g, '\\\\')
      .replaceAll(',', '\\,')
      .replaceAll('\n', '\\n');
  return lines.replaceAll('\n', '\\n').replaceAll(/\\(.)/gs, (both, mark: string) => {
    if (mark === 'n' || mark === 'N') return '\\n';
    return mark === '\\' || mark === ';' || mark === ',' ? both : mark;
  });
}
