import { createReadStream } from 'node:fs';
import { openArchive } from '../../kernel/exchange/bytes.ts';
import { decoderOf, detectEncoding } from '../../kernel/exchange/encoding.ts';
import { cellText } from '../../kernel/exchange/table.ts';
import { Unreadable } from '../../kernel/exchange/unreadable.ts';
import { readParts } from '../../kernel/exchange/xlsx-parts.ts';
import { readSheet } from '../../kernel/exchange/xlsx-sheet.ts';
import type { FileKind, TextProblem } from './contract-words.ts';
import { Gathered, type ReadText } from './gathered.ts';
import { limits } from './look.ts';
import { docxText, openDocumentText, pptxText } from './text-packed.ts';
import { pdfText } from './text-pdf.ts';

/** Larger files are not read. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The kinds whose text is read. */
export const READ_KINDS: readonly FileKind[] = [
  ...(['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods'] as const),
  ...(['text', 'csv', 'eml'] as const),
];

/** Reads the text of a file. Whatever is wrong with it ends in a problem, never in a thrown error. */
export async function readText(path: string, kind: FileKind, size: number, signal: AbortSignal): Promise<ReadText> {
  if (size > MOST_BYTES) return { problem: 'tooLarge' };
  try {
    if (kind === 'pdf') return await pdfText(path, signal);
    if (kind === 'docx') return await docxText(path, signal);
    if (kind === 'xlsx') return await xlsxText(path, signal);
    if (kind === 'pptx') return await pptxText(path, signal);
    if (kind === 'odt' || kind === 'ods') return await openDocumentText(path, signal);
    return await plainText(path, signal);
  } catch (error) {
    if (signal.aborted) return { problem: 'tooSlow' };
    return { problem: problemOf(error) };
  }
}

function problemOf(error: unknown): TextProblem {
  if (!(error instanceof Unreadable)) return 'damaged';
  const known: Partial<Record<Unreadable['code'], TextProblem>> = {
    'zip-bomb': 'zipBomb',
    'too-large': 'tooLarge',
    'too-many-rows': 'tooLarge',
    'too-slow': 'tooSlow',
    encrypted: 'encrypted',
    empty: 'noText',
    'no-table': 'noText',
    'no-header': 'noText',
  };
  return known[error.code] ?? 'damaged';
}

async function plainText(path: string, signal: AbortSignal): Promise<ReadText> {
  const gathered = new Gathered();
  let decoder: ReturnType<typeof decoderOf> | null = null;
  for await (const chunk of createReadStream(path, { signal })) {
    decoder ??= decoderOf(detectEncoding(chunk as Buffer).encoding);
    if (gathered.add(decoder.write(chunk as Buffer))) break;
  }
  return gathered.found;
}

async function xlsxText(path: string, signal: AbortSignal): Promise<ReadText> {
  const archive = await openArchive(path, 'file', limits);
  const gathered = new Gathered();
  try {
    const book = await readParts(archive, 'file', limits);
    for (const sheet of book.sheets) {
      gathered.add(`${sheet.name}\n`);
      for await (const batch of readSheet(sheet, book, limits, [], signal))
        for (const row of batch) if (gathered.add(`${row.cells.map(cellText).join(' ')}\n`)) return gathered.found;
    }
    return gathered.found;
  } finally {
    archive.close();
  }
}
