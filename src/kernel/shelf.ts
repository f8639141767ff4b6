import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Content that lies on this machine, not yet on a shelf. */
export interface Loose {
  path: string;
  sha256: string;
  size: number;
}

/** Content that was taken from a shelf and is what it was: a file to read, until it is given back. */
export interface Taken {
  path: string;
  size: number;
  giveBack(): Promise<void>;
}

/** Where contents are kept for good, each once, under the hash of what it is. */
export interface Shelf {
  readonly kind: 'directory' | 's3';
  /** Keeps content; what was there already counts as kept anew. The loose file may be gone afterwards. */
  put(content: Loose): Promise<void>;
  /** Gives content only when every byte of it is as it was kept; throws {@link ContentLost} otherwise. */
  take(sha256: string): Promise<Taken>;
  remove(sha256: string): Promise<void>;
  /** Everything that is kept, with the moment at which it was kept last. */
  list(): AsyncIterable<{ sha256: string; keptAt: Date }>;
}

/** Content that is not there any more, or not as it was. */
export class ContentLost extends Error {
  readonly how: 'missing' | 'damaged';
  constructor(sha256: string, how: 'missing' | 'damaged') {
    super(`The stored content ${sha256} is ${how}.`);
    this.how = how;
  }
}

/** Throws where a text is no content hash: it becomes a part of a path. */
export function checkHash(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a content hash');
  return sha256;
}

/** The hash of a file as it lies on the disk. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The path of content below a directory, and the key of an object: `ab/cdef...`. */
export const placeOf = (sha256: string) => `${checkHash(sha256).slice(0, 2)}/${sha256.slice(2)}`;

/** Throws where the file at the path is not what the hash says. */
export async function verify(path: string, sha256: string): Promise<void> {
  const found = await hashOfFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new ContentLost(sha256, 'missing');
    throw error;
  });
  if (found !== sha256) throw new ContentLost(sha256, 'damaged');
}

/** A shelf that is a directory of this machine. */
export function directoryShelf(directory: string): Shelf {
  const pathOf = (sha256: string) => join(directory, placeOf(sha256));
  return {
    kind: 'directory',
    async put({ path, sha256 }) {
      await mkdir(dirname(pathOf(sha256)), { recursive: true, mode: 0o700 });
      await rename(path, pathOf(sha256));
    },
    async take(sha256) {
      const path = pathOf(sha256);
      await verify(path, sha256);
      return { path, size: (await stat(path)).size, giveBack: async () => {} };
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true });
    },
    async *list() {
      for (const first of await readdir(directory)) {
        if (!/^[0-9a-f]{2}$/.test(first)) continue;
        for (const rest of await readdir(join(directory, first))) {
          const sha256 = first + rest;
          const found = /^[0-9a-f]{64}$/.test(sha256) && (await stat(pathOf(sha256)).catch(() => null));
          if (found) yield { sha256, keptAt: found.mtime };
        }
      }
    },
  };
}
