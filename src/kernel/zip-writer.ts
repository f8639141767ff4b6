import { createDeflateRaw } from 'node:zlib';

/** One file of an archive. `name` is a path with slashes. */
export interface ZipPart {
  name: string;
  content: AsyncIterable<Buffer | string>;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crcOf(bytes: Buffer, before: number): number {
  let value = ~before >>> 0;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255]! ^ (value >>> 8);
  return ~value >>> 0;
}

/** UTF-8 names; sizes and check sum follow the content. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01: the same records make the same archive. */
const DAY = 0x0021;

function fieldsOf(signature: number, ...fields: [value: number, bytes: 2 | 4][]): Buffer {
  const buffer = Buffer.alloc(4 + fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = buffer.writeUInt32LE(signature);
  for (const [value, bytes] of fields)
    at = bytes === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at);
  return buffer;
}

/** A ZIP archive as a stream: nothing is gathered in memory. At most 4 GB and 65,535 parts (no ZIP64). */
export async function* zipBytes(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const entries: Buffer[] = [];
  let at = 0;
  const sent = (bytes: Buffer) => {
    at += bytes.length;
    if (at > 0xffffffff) throw new Error('the archive is larger than 4 GB');
    return bytes;
  };
  for await (const { name, content } of parts) {
    const start = at;
    const path = Buffer.from(name);
    yield sent(
      fieldsOf(
        0x04034b50,
        [20, 2],
        [FLAGS, 2],
        [DEFLATED, 2],
        [0, 2],
        [DAY, 2],
        [0, 4],
        [0, 4],
        [0, 4],
        [path.length, 2],
        [0, 2],
      ),
    );
    yield sent(path);
    let crc = 0;
    let size = 0;
    let packed = 0;
    const deflate = createDeflateRaw();
    const fed = (async () => {
      for await (const chunk of content) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        crc = crcOf(bytes, crc);
        size += bytes.length;
        if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve));
      }
      deflate.end();
    })().catch((error: Error) => void deflate.destroy(error));
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      packed += chunk.length;
      yield sent(chunk);
    }
    await fed;
    const sums: [number, 2 | 4][] = [
      [crc, 4],
      [packed, 4],
      [size, 4],
    ];
    yield sent(fieldsOf(0x08074b50, ...sums));
    entries.push(
      fieldsOf(
        0x02014b50,
        ...([
          [20, 2],
          [20, 2],
          [FLAGS, 2],
          [DEFLATED, 2],
          [0, 2],
          [DAY, 2],
        ] as [number, 2 | 4][]),
        ...sums,
        ...([
          [path.length, 2],
          [0, 2],
          [0, 2],
          [0, 2],
          [0, 2],
          [0, 4],
          [start, 4],
        ] as [number, 2 | 4][]),
      ),
      path,
    );
  }
  const begin = at;
  for (const bytes of entries) yield sent(bytes);
  const count = entries.length / 2;
  yield fieldsOf(0x06054b50, [0, 2], [0, 2], [count, 2], [count, 2], [at - begin, 4], [begin, 4], [0, 2]);
}
