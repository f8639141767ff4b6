import { createReadStream } from 'node:fs';
import { pipeline, type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import yauzl from 'yauzl';
import { type Limits, ratioFreeBytes } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** Bytes that can be read again and again from their beginning, decompressed and counted against the limits. */
export interface Bytes {
  name: string;
  compression: 'gzip' | 'zip' | null;
  /** A path when the bytes lie uncompressed in a file. */
  path: string | null;
  open(): Promise<Readable>;
}

/** Turns what node says about damaged bytes into words. */
export function asUnreadable(error: unknown, name: string): Error {
  if (error instanceof Unreadable) return error;
  const code = (error as { code?: string } | null)?.code ?? '';
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'AbortError') return error;
  // A mistake of ours is not a fault of the file.
  if ((error instanceof TypeError || error instanceof ReferenceError) && code === '') return error;
  if (code === 'ENOENT')
    return new Unreadable('missing', `The file "${name}" is not there any more. Upload it again.`, { name });
  if (code === 'Z_BUF_ERROR' || /unexpected end|end of central directory|truncated|not enough bytes/i.test(message)) {
    return new Unreadable(
      'truncated',
      `The file "${name}" ends too early: it was cut off while it was copied or sent. Export or upload it again.`,
      { name },
    );
  }
  return new Unreadable('damaged', `The file "${name}" is damaged (${message}). Export or upload it again.`, { name });
}

function counted(name: string, limits: Limits, zipped: () => number): Transform {
  let bytes = 0;
  return new Transform({
    highWaterMark: 256 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limits.maxUnzippedBytes) {
        done(
          new Unreadable(
            'too-large',
            `"${name}" is larger than ${limits.maxUnzippedBytes} bytes when unpacked. Split it into smaller files.`,
            { name, limit: limits.maxUnzippedBytes },
          ),
        );
      } else if (bytes > ratioFreeBytes && bytes > zipped() * limits.maxZipRatio) {
        done(
          new Unreadable(
            'zip-bomb',
            `"${name}" unpacks to more than ${limits.maxZipRatio} times its size, as files made to do harm do. Send it unpacked.`,
            { name },
          ),
        );
      } else done(null, chunk);
    },
  });
}

function piped(streams: [Readable, ...Transform[]]): Readable {
  const last = streams.at(-1)!;
  pipeline(streams, () => {});
  return last;
}

/** The bytes of a file as they lie on disk. */
export function fileBytes(path: string, name: string, limits: Limits): Bytes {
  return {
    name,
    compression: null,
    path,
    open: async () =>
      piped([
        createReadStream(path, { highWaterMark: 256 * 1024 }),
        counted(name, limits, () => Number.POSITIVE_INFINITY),
      ]),
  };
}

/** The content of a gzip stream; the ending .gz is taken from the name. */
export function gunzipped(inner: Bytes, limits: Limits): Bytes {
  const name = inner.name.replace(/\.(?:gz|gzip)$/i, '') || inner.name;
  return {
    name,
    compression: 'gzip',
    path: null,
    open: async () => {
      const source = await inner.open();
      let read = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          read += chunk.length;
          done(null, chunk);
        },
      });
      return piped([source, meter, createGunzip({ chunkSize: 256 * 1024 }), counted(name, limits, () => read)]);
    },
  };
}

/** An opened zip archive. */
export interface Archive {
  entries: yauzl.Entry[];
  entry(name: string): Bytes | null;
  bytes(entry: yauzl.Entry): Bytes;
  close(): void;
}

/** Opens a zip archive and lists it; refuses more parts than allowed, encrypted parts, and archives that claim to unpack to too much. */
export async function openArchive(path: string, name: string, limits: Limits): Promise<Archive> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: true, strictFileNames: false },
      (error, opened) => (error ? reject(asUnreadable(error, name)) : resolve(opened)),
    );
  });
  const entries: yauzl.Entry[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', (error) => reject(asUnreadable(error, name)));
      zip.on('end', () => resolve());
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!entry.fileName.endsWith('/')) entries.push(entry);
        if (entries.length > limits.maxParts * 10) {
          reject(
            new Unreadable(
              'too-many-parts',
              `"${name}" holds more than ${limits.maxParts * 10} parts. Send fewer files at a time.`,
              { name },
            ),
          );
        } else zip.readEntry();
      });
      zip.readEntry();
    });
  } catch (error) {
    zip.close();
    throw error;
  }
  zip.on('error', () => {});
  const bytes = (entry: yauzl.Entry): Bytes => ({
    name: entry.fileName,
    compression: 'zip',
    path: null,
    open: () =>
      new Promise((resolve, reject) => {
        if (entry.isEncrypted()) {
          reject(
            new Unreadable(
              'encrypted',
              `"${entry.fileName}" in "${name}" is protected by a password. Save it without one.`,
              { name },
            ),
          );
          return;
        }
        try {
          zip.openReadStream(entry, (error, stream) => {
            if (error) reject(asUnreadable(error, name));
            else resolve(piped([stream, counted(entry.fileName, limits, () => entry.compressedSize)]));
          });
        } catch (error) {
          reject(asUnreadable(error, name));
        }
      }),
  });
  const byName = new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry]));
  return {
    entries,
    bytes,
    entry: (part) => {
      const found = byName.get(part.replace(/^\//, '').toLowerCase());
      return found ? bytes(found) : null;
    },
    close: () => zip.close(),
  };
}

/** The first bytes, at most `size`; fewer only when the file ends. */
export async function head(bytes: Bytes, size: number): Promise<Buffer> {
  const stream = await bytes.open();
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= size) break;
    }
  } catch (error) {
    // A file cut off behind its first bytes is told when it is read to the end.
    if (length === 0) throw asUnreadable(error, bytes.name);
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks).subarray(0, size);
}
