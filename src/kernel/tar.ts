import type { Readable, Writable } from 'node:stream';

/** One entry of an archive that is being read; `content` must be read to its end before the next is asked for. */
export interface TarEntry {
  name: string;
  size: number;
  content: AsyncIterable<Buffer>;
}

const BLOCK = 512;
/** What the eleven octal digits of a ustar header hold. */
const MAX_SIZE = 8 ** 11 - 1;

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new Error(`the name ${name} is too long for an archive`);
  if (size > MAX_SIZE) throw new Error(`${name} is larger than an archive holds (8 GB)`);
  block.write(name, 0);
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(
    `${Math.floor(Date.now() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** Writes a tar archive (ustar) to a stream, one entry after the other, waiting for the stream where it is slower. */
export class TarWriter {
  private readonly out: Writable;

  constructor(out: Writable) {
    this.out = out;
  }

  /** One entry; throws when the content is not of the announced size. */
  async entry(name: string, size: number, content: AsyncIterable<Buffer> | Buffer): Promise<void> {
    await this.write(header(name, size));
    let written = 0;
    for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
      written += chunk.length;
      await this.write(chunk);
    }
    if (written !== size) throw new Error(`${name} changed while it was read`);
    if (size % BLOCK > 0) await this.write(Buffer.alloc(BLOCK - (size % BLOCK)));
  }

  /** The end of the archive; the caller ends the stream. */
  async end(): Promise<void> {
    await this.write(Buffer.alloc(2 * BLOCK));
  }

  private async write(chunk: Buffer): Promise<void> {
    if (this.out.errored) throw this.out.errored;
    if (this.out.write(chunk)) return;
    await new Promise<void>((resolve, reject) => {
      const clear = () => {
        this.out.off('drain', drained);
        this.out.off('error', failed);
      };
      const drained = () => {
        clear();
        resolve();
      };
      const failed = (error: Error) => {
        clear();
        reject(error);
      };
      this.out.once('drain', drained);
      this.out.once('error', failed);
    });
  }
}

/** Bytes of a stream in the portions that are asked for. */
class Portions {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(from: Readable) {
    this.chunks = from[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** At most `most` bytes; none at the end of the stream. */
  async some(most: number): Promise<Buffer> {
    while (this.rest.length === 0) {
      const next = await this.chunks.next();
      if (next.done) return this.rest;
      this.rest = next.value;
    }
    const part = this.rest.subarray(0, most);
    this.rest = this.rest.subarray(part.length);
    return part;
  }

  async exactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let missing = size;
    while (missing > 0) {
      const part = await this.some(missing);
      if (part.length === 0) throw new Error('the archive ends too early');
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }
}

/** The entries of a tar archive, in order. Throws when it is cut off or is none. */
export async function* readTar(from: Readable): AsyncGenerator<TarEntry> {
  const portions = new Portions(from);
  for (;;) {
    const block = await portions.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) {
      // To the very end, where the compression keeps its own checksum.
      while ((await portions.some(65_536)).length > 0);
      return;
    }
    const text = (start: number, length: number) => block.toString('utf8', start, start + length).replace(/\0.*$/s, '');
    const sum = Number.parseInt(text(148, 8), 8);
    const found = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
    const size = Number.parseInt(text(124, 12), 8);
    if (sum !== found || !Number.isInteger(size)) throw new Error('the archive is damaged');
    yield { name: text(0, 100), size, content: contentOf(portions, size) };
    await portions.exactly((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

async function* contentOf(portions: Portions, size: number): AsyncGenerator<Buffer> {
  let missing = size;
  while (missing > 0) {
    const part = await portions.some(missing);
    if (part.length === 0) throw new Error('the archive ends too early');
    missing -= part.length;
    yield part;
  }
}
