import type { Readable } from 'node:stream';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Loose } from '../../kernel/shelf.ts';
import { holdContent } from '../../kernel/sweep.ts';
import type { FileKind } from './contract-words.ts';
import { look } from './look.ts';
import { kindOf } from './rules-kind.ts';
import { cleanName } from './rules-name.ts';
import type { Content } from './store.ts';

/**
 * Takes the bytes of a request: streamed to this machine, looked into, and put on the shelf under a lock that keeps them from being swept before the row that names them is
 * there. What is refused, also by `check`, leaves nothing behind.
 */
export async function receive(
  ctx: Ctx,
  file: NodeJS.ReadableStream | undefined,
  name: string,
  check: (kind: FileKind, received: Loose) => Promise<void> = async () => {},
): Promise<Content> {
  const clean = cleanName(name);
  const received = await ctx.files.receive(file as Readable, ctx.files.maxDocumentBytes);
  try {
    const kind = kindOf(clean, await look(received));
    await check(kind, received);
    await holdContent(ctx.client, received.sha256);
    await ctx.files.shelf.put(received);
    return { sha256: received.sha256, size: received.size, name: clean, kind };
  } finally {
    await received.discard();
  }
}
