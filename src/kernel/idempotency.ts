import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { TObject, TSchema } from 'typebox';
import type { Operation } from '../pure/operation.ts';
import { Refusal } from '../pure/refusal.ts';
import type { Ctx } from './ctx.ts';
import { json } from './db.ts';

/**
 * The answer that the same request with the same Idempotency-Key got before, or null: then the key is taken from now on. Throws a Refusal when
 * the key was used for another request, or for a file with other bytes.
 */
export async function earlierAnswer(
  ctx: Ctx,
  operation: Operation<TObject, TSchema>,
  key: string | null,
  input: unknown,
  file?: NodeJS.ReadableStream,
): Promise<string | null> {
  if (!key || operation.method !== 'POST' || ctx.actor.userId === null) return null;
  const hash = createHash('sha256').update(operation.name).update(json(input)).digest();
  const inserted = await ctx.db
    .insertInto('idempotency_keys')
    .values({
      org_id: ctx.org.id,
      user_id: ctx.actor.userId,
      key,
      operation: operation.name,
      input_hash: hash,
      answer: null,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return null;
  const earlier = await ctx.db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('user_id', '=', ctx.actor.userId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  const same =
    earlier.input_hash.equals(hash) && (earlier.file_hash === null || earlier.file_hash.equals(await hashOf(file)));
  if (!same) throw new Refusal('idempotency', 'This Idempotency-Key was used for another request.');
  return JSON.stringify(earlier.answer);
}

/** A file on its way, whose bytes are hashed as they pass. */
export function hashed(file: NodeJS.ReadableStream): { stream: Readable; hash: Hash } {
  const hash = createHash('sha256');
  async function* passing() {
    for await (const chunk of file) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return { stream: Readable.from(passing(), { objectMode: false }), hash };
}

async function hashOf(file: NodeJS.ReadableStream | undefined): Promise<Buffer> {
  const hash = createHash('sha256');
  if (file) for await (const chunk of file) hash.update(chunk);
  return hash.digest();
}

/** Keeps the answer of a request, and the hash of the file that came with it, for its repetition. */
export async function keepAnswer(ctx: Ctx, key: string, text: string, fileHash: Buffer | null): Promise<void> {
  await ctx.db
    .updateTable('idempotency_keys')
    .set({ answer: text, file_hash: fileHash })
    .where('user_id', '=', ctx.actor.userId!)
    .where('key', '=', key)
    .execute();
}
