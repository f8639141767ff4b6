import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { asUnreadable, type Bytes } from './bytes.ts';

/** Writes unpacked bytes into a file of their own, because archives inside archives need random access; `closers` removes it. */
export async function spooled(bytes: Bytes, closers: (() => Promise<void> | void)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vitalfew-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'part');
  try {
    await pipeline(await bytes.open(), createWriteStream(path));
  } catch (error) {
    throw asUnreadable(error, bytes.name);
  }
  return path;
}
