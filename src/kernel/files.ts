import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../pure/refusal.ts';
import { newId } from './id.ts';

/** Files by the hash of their content, below one directory: `ab/cdef...`. The same content is stored once. */
export interface FileStore {
  /** Streams to disk; refuses (`files.tooLarge`) what exceeds `maxBytes` and leaves nothing behind. */
  save(content: Readable, maxBytes: number): Promise<{ sha256: string; size: number }>;
  /** The path of a stored file, for readers that need one. */
  pathOf(sha256: string): string;
  read(sha256: string): Readable;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
  readonly directory: string;
}

/** Opens the store below `directory` (made when missing). */
export async function openFiles(directory: string): Promise<FileStore> {
  const incoming = join(directory, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a content hash');
    return join(directory, sha256.slice(0, 2), sha256.slice(2));
  };
  return {
    directory,
    pathOf,
    async save(content, maxBytes) {
      const temporary = join(incoming, newId());
      const hash = createHash('sha256');
      let size = 0;
      try {
        await pipeline(
          content,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              size += chunk.length;
              if (size > maxBytes) {
                throw new Refusal('files.tooLarge', `The file is larger than ${maxBytes} bytes.`, { maxBytes });
              }
              hash.update(chunk);
              yield chunk;
            }
          },
          createWriteStream(temporary, { mode: 0o600 }),
        );
        const sha256 = hash.digest('hex');
        const target = pathOf(sha256);
        await mkdir(join(directory, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
        await rename(temporary, target);
        return { sha256, size };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
    async has(sha256) {
      return stat(pathOf(sha256)).then(
        () => true,
        () => false,
      );
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true });
    },
  };
}
