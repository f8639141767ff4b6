import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { openArchive } from '../../kernel/exchange/bytes.ts';
import { decoderOf, detectEncoding } from '../../kernel/exchange/encoding.ts';
import { defaultLimits, type Limits } from '../../kernel/exchange/limits.ts';
import { Unreadable } from '../../kernel/exchange/unreadable.ts';
import type { Loose } from '../../kernel/shelf.ts';
import { Refusal } from '../../pure/refusal.ts';
import type { Seen } from './rules-kind.ts';

/** What reading into a document may cost: far less than an import. */
export const limits: Limits = {
  ...defaultLimits,
  maxUnzippedBytes: 256 * 1024 * 1024,
  maxZipRatio: 100,
  maxRows: 200_000,
  maxCells: 5_000_000,
  maxSharedStrings: 64 * 1024 * 1024,
  maxSeconds: 60,
};

const HEAD = 64 * 1024;
/** More than the whole is worth; a document has hundreds of parts at most. */
const UNPACKED_AT_MOST = 4 * 1024 ** 3;

/** Looks into a file: as far as is needed to say what it is. */
export async function look({ path, size }: Pick<Loose, 'path' | 'size'>): Promise<Seen> {
  const file = await open(path, 'r');
  const head = Buffer.alloc(Math.min(HEAD, size));
  await file.read(head, 0, head.length, 0).finally(() => file.close());
  if (head.subarray(0, 1024).includes('%PDF-')) return { size, signature: 'pdf', parts: null, text: null };
  if (head.length < 4) return plain(head, size);
  if (head.readUInt32BE(0) === 0x504b0304)
    return { size, signature: 'zip', parts: await lookIntoZip(path), text: null };
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  // XML is text to us, and what it holds decides.
  if (found && found.ext !== 'xml') return { size, signature: found.ext, parts: null, text: null };
  if (head.toString('latin1', 0, 2) === 'MZ') return { size, signature: 'exe', parts: null, text: null };
  return plain(head, size);
}

/** Bytes that no text holds: control characters but tabs, ends of lines and pages, and escapes. */
const isControl = (byte: number) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27);

function plain(head: Buffer, size: number): Seen {
  const { encoding } = detectEncoding(head);
  const isWide = encoding.startsWith('utf-16');
  const text = !isWide && head.some(isControl) ? null : decoderOf(encoding).write(head);
  return { size, signature: null, parts: null, text };
}

/** The names in an archive. One that claims to unpack to far more than anybody needs is refused at once. */
async function lookIntoZip(path: string): Promise<Seen['parts']> {
  try {
    const archive = await openArchive(path, 'file', limits);
    try {
      const [packed, unpacked] = archive.entries.reduce(
        ([a, b], entry) => [a + entry.compressedSize, b + entry.uncompressedSize],
        [0, 0],
      );
      if (unpacked > UNPACKED_AT_MOST || (unpacked > limits.maxUnzippedBytes && unpacked > packed * limits.maxZipRatio))
        throw new Refusal(
          'files.zipBomb',
          'The archive unpacks to far more than its size, as files made to do harm do.',
        );
      const said = archive.entry('mimetype');
      let mimetype: string | null = null;
      if (said !== null)
        for await (const chunk of await said.open()) mimetype = (mimetype ?? '') + String(chunk).slice(0, 100);
      return { names: archive.entries.map((entry) => entry.fileName), mimetype: mimetype?.trim() ?? null };
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof Unreadable) throw new Refusal('files.damaged', 'The file is damaged or cut off.');
    throw error;
  }
}
