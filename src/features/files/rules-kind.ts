import { Refusal } from '../../pure/refusal.ts';
import type { FileKind } from './contract-words.ts';
import { ENDINGS_TAKEN, kindByEnding } from './rules-name.ts';

/** What was seen in a file. */
export interface Seen {
  size: number;
  /** What its first bytes are, by their signature (`png`, `pdf`, `exe`); null: none that is known. */
  signature: string | null;
  /** Of a zip: the names of what is in it, and what it says it is (`mimetype`, for OpenDocument). */
  parts: { names: readonly string[]; mimetype: string | null } | null;
  /** Of what has no signature and no zero bytes: how it begins. */
  text: string | null;
}

const PLAIN = ['text', 'csv', 'eml'];

/** What an archive is, by what is in it. */
function packed({ names, mimetype }: NonNullable<Seen['parts']>): FileKind | 'macros' {
  const has = (name: string) => names.some((each) => each.toLowerCase() === name);
  if (names.some((name) => /(?:^|\/)vbaproject\.bin$/i.test(name))) return 'macros';
  if (has('[content_types].xml')) {
    if (has('word/document.xml')) return 'docx';
    if (has('xl/workbook.xml')) return 'xlsx';
    if (has('ppt/presentation.xml')) return 'pptx';
  }
  if (mimetype === 'application/vnd.oasis.opendocument.text') return 'odt';
  if (mimetype === 'application/vnd.oasis.opendocument.spreadsheet') return 'ods';
  return 'zip';
}

/** What a text is, by how it begins; `text` where nothing tells. */
function written(text: string): FileKind | 'script' {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('#!')) return 'script';
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(start)) return 'svg';
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|script|iframe)[\s>/]/i.test(start))
    return 'html';
  return 'text';
}

const SIGNATURES: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  png: 'png',
  apng: 'png',
  jpg: 'jpeg',
  gif: 'gif',
  webp: 'webp',
};

/** What a file is by its content alone; a word that is no kind says why it is not taken. */
export function contentKind(seen: Seen): FileKind | 'macros' | 'script' | 'unknown' {
  if (seen.parts !== null) return packed(seen.parts);
  if (seen.signature !== null) return SIGNATURES[seen.signature] ?? 'unknown';
  return seen.text === null ? 'unknown' : written(seen.text);
}

/**
 * What a file is. Its content decides and its name must agree: one that lies is refused with what it is (`files.lies`), so are programs, macros and everything that is not
 * taken at all (`files.kind`). Texts cannot be told from one another by their bytes: there the ending says which.
 */
export function kindOf(name: string, seen: Seen): FileKind {
  const said = kindByEnding(name);
  if (seen.size === 0) throw new Refusal('files.empty', 'The file is empty.');
  if (said === null)
    throw new Refusal('files.kind', `Files of this kind are not taken. Taken are: ${ENDINGS_TAKEN.join(', ')}.`, {
      taken: ENDINGS_TAKEN.join(', '),
    });
  const is = contentKind(seen);
  if (is === 'macros') throw new Refusal('files.macros', 'The file holds macros, which are programs. Save it without.');
  if (is === said || (is === 'text' && PLAIN.includes(said))) return said;
  const known = is === 'unknown' || is === 'script' ? '' : is;
  throw new Refusal('files.lies', `The name says .${said}, but the content is ${known || 'something else'}.`, {
    said,
    is: known,
  });
}
