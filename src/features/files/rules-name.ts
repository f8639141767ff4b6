import { Refusal } from '../../pure/refusal.ts';
import type { FileKind } from './contract-words.ts';

/** The endings of each kind; the first one is the usual. */
const ENDINGS: Record<FileKind, readonly string[]> = {
  pdf: ['pdf'],
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  gif: ['gif'],
  webp: ['webp'],
  svg: ['svg'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  pptx: ['pptx'],
  odt: ['odt'],
  ods: ['ods'],
  text: ['txt', 'md', 'log'],
  csv: ['csv', 'tsv'],
  html: ['html', 'htm'],
  eml: ['eml'],
  zip: ['zip'],
};

/** Every ending that is taken. */
export const ENDINGS_TAKEN: readonly string[] = Object.values(ENDINGS).flat();

/** What the ending of a name says; null: none that is taken. */
export function kindByEnding(name: string): FileKind | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return (Object.keys(ENDINGS) as FileKind[]).find((kind) => ENDINGS[kind].includes(ending)) ?? null;
}

const MOST_LETTERS = 200;

/**
 * A name as it is kept. A path is refused (`files.namePath`), so is what is left empty or is too long; control characters, those that turn the direction of writing
 * (`invoice<RLO>fdp.exe`) and spaces around are taken away.
 */
export function cleanName(name: string): string {
  if (/[\\/]/.test(name) || /^\.{1,2}$/.test(name.trim()))
    throw new Refusal('files.namePath', 'The name of a file must not hold a path.');
  const clean = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, '')
    .trim();
  if (clean.replace(/\.[^.]*$/, '').replaceAll(/[.\s]/g, '') === '')
    throw new Refusal('files.nameEmpty', 'The file needs a name before its ending.');
  if (clean.length > MOST_LETTERS)
    throw new Refusal('files.nameLong', `The name has more than ${MOST_LETTERS} letters.`, { most: MOST_LETTERS });
  return clean;
}

/** A name for a file that stays what it is: with another ending it is refused. */
export function nameFor(name: string, kind: FileKind): string {
  const clean = cleanName(name);
  if (kindByEnding(clean) === kind) return clean;
  throw new Refusal('files.ending', `The name must end in .${ENDINGS[kind].join(' or .')}.`, {
    endings: ENDINGS[kind].map((ending) => `.${ending}`).join(', '),
  });
}
