import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../pure/refusal.ts';
import { newId } from './id.ts';
import { directoryShelf, type Loose, placeOf, type Shelf } from './shelf.ts';
import { type S3Settings, s3Shelf } from './shelf-s3.ts';

/** A file that has come, and that nobody has decided about. */
export interface Received extends Loose {
  /** Lets it go; what was put on a shelf stays there. */
  discard(): Promise<void>;
}

/** Files by the hash of their content, below one directory: `ab/cdef...`. The same content is stored once. */
export interface FileStore {
  /** Streams to disk; refuses (`files.tooLarge`) what exceeds `maxBytes` and leaves nothing behind. */
  receive(content: Readable, maxBytes: number): Promise<Received>;
  /** The same, kept in the directory at once: for what this machine works on (imports). */
  save(content: Readable, maxBytes: number): Promise<{ sha256: string; size: number }>;
  /** The path of a file kept by `save`, for readers that need one. */
  pathOf(sha256: string): string;
  read(sha256: string): Readable;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
  readonly directory: string;
  /** The directory as a shelf. */
  readonly local: Shelf;
  /** Where documents are kept: the directory, or a store elsewhere. */
  readonly shelf: Shelf;
  /** The largest document. */
  readonly maxDocumentBytes: number;
}

const MEGABYTE = 1024 * 1024;

/** The largest document where nothing else is set, in megabytes. */
export const USUAL_MAX_MEGABYTES = 100;

/** Opens the store below `directory` (made when missing). */
export async function openFiles(
  directory: string,
  settings: { s3?: S3Settings | null; maxMegabytes?: number } = {},
): Promise<FileStore> {
  const incoming = join(directory, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string) => join(directory, placeOf(sha256));
  const local = directoryShelf(directory);
  const receive = async (content: Readable, maxBytes: number): Promise<Received> => {
    const path = join(incoming, newId());
    const hash = createHash('sha256');
    let size = 0;
    const discard = () => rm(path, { force: true });
    try {
      await pipeline(
        content,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            size += chunk.length;
            if (size > maxBytes) {
              const megabytes = Math.floor(maxBytes / MEGABYTE);
              throw new Refusal('files.tooLarge', `The file is larger than ${megabytes} MB.`, { maxBytes, megabytes });
            }
            hash.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(path, { mode: 0o600, flush: true }),
      );
      return { path, sha256: hash.digest('hex'), size, discard };
    } catch (error) {
      await discard();
      throw error;
    }
  };
  return {
    directory,
    pathOf,
    local,
    shelf: settings.s3 ? s3Shelf(settings.s3, incoming) : local,
    maxDocumentBytes: (settings.maxMegabytes ?? USUAL_MAX_MEGABYTES) * MEGABYTE,
    receive,
    async save(content, maxBytes) {
      const received = await receive(content, maxBytes);
      try {
        await local.put(received);
      } finally {
        await received.discard();
      }
      return { sha256: received.sha256, size: received.size };
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
    async has(sha256) {
      return stat(pathOf(sha256)).then(
        () => true,
        () => false,
      );
    },
    remove: (sha256) => local.remove(sha256),
  };
}
