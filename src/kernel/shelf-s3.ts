import { createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { S3mini } from 's3mini';
import { newId } from './id.ts';
import { ContentLost, placeOf, type Shelf, verify } from './shelf.ts';

/** How an S3-compatible store is reached. */
export interface S3Settings {
  /** With the bucket: `https://s3.example.com/vitalfew`. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** What is larger travels in parts of this size, so that no more than one part is in memory. */
const PART = 8 * 1024 * 1024;

/** A shelf in an S3-compatible store; `incoming` is a directory of this machine for what is on its way. */
export function s3Shelf(settings: S3Settings, incoming: string): Shelf {
  const store = new S3mini({ ...settings, requestAbortTimeout: 120_000 });
  return {
    kind: 's3',
    async put({ path, sha256, size }) {
      const key = placeOf(sha256);
      const file = await open(path, 'r');
      try {
        const read = async (length: number, position: number) => {
          const part = Buffer.alloc(length);
          await file.read(part, 0, length, position);
          return part;
        };
        if (size <= PART) {
          await store.putObject(key, await read(size, 0));
          return;
        }
        const upload = await store.getMultipartUploadId(key);
        try {
          const parts = [];
          for (let at = 0; at < size; at += PART)
            parts.push(
              await store.uploadPart(key, upload, await read(Math.min(PART, size - at), at), parts.length + 1),
            );
          await store.completeMultipartUpload(key, upload, parts);
        } catch (error) {
          await store.abortMultipartUpload(key, upload).catch(() => {});
          throw error;
        }
      } finally {
        await file.close();
      }
    },
    async take(sha256) {
      const answer = await store.getObjectResponse(placeOf(sha256));
      if (!answer?.body) throw new ContentLost(sha256, 'missing');
      const path = join(incoming, newId());
      const giveBack = () => rm(path, { force: true });
      try {
        await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(path, { mode: 0o600 }));
        await verify(path, sha256);
        return { path, size: (await stat(path)).size, giveBack };
      } catch (error) {
        await giveBack();
        throw error;
      }
    },
    async remove(sha256) {
      await store.deleteObject(placeOf(sha256));
    },
    async *list() {
      let next: string | undefined;
      do {
        const page = await store.listObjectsPaged('/', '', 1000, next);
        for (const { Key: key, LastModified: at } of page?.objects ?? []) {
          const sha256 = key.replace('/', '');
          if (/^[0-9a-f]{64}$/.test(sha256)) yield { sha256, keptAt: new Date(at) };
        }
        next = page?.nextContinuationToken;
      } while (next);
    },
  };
}
