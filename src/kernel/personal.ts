import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Ctx } from './ctx.ts';
import { json } from './db.ts';

/**
 * Personal data in an insert-only table: values are sealed with AES-256-GCM under a key of the person they are about. Deleting the key erases
 * them wherever they stand. A sealed value is base64 of 12 bytes nonce, 16 bytes tag, ciphertext; it opens only for the same person and field.
 */
const NONCE = 12;
const TAG = 16;

const bound = (ctx: Ctx, personId: string, field: string) => Buffer.from(`${ctx.org.id}:${personId}:${field}`);

/** The key of a person, made when there is none yet. */
export async function personKey(ctx: Ctx, personId: string): Promise<Buffer> {
  await ctx.db
    .insertInto('audit_person_keys')
    .values({ org_id: ctx.org.id, person_id: personId, key: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await ctx.db
    .selectFrom('audit_person_keys')
    .select('key')
    .where('org_id', '=', ctx.org.id)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return row.key;
}

/** The keys of these people, without those that were erased. */
export async function personKeys(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, Buffer>> {
  if (personIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('audit_person_keys')
    .select(['person_id', 'key'])
    .where('org_id', '=', ctx.org.id)
    .where('person_id', 'in', [...new Set(personIds)])
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.key]));
}

/** Seals a value; null stays null. */
export function seal(ctx: Ctx, key: Buffer, personId: string, field: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(bound(ctx, personId, field));
  const text = Buffer.concat([cipher.update(json(value)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
}

/** Opens what `seal` made. Throws when the key, the person or the field is another, or the text was changed. */
export function unseal(ctx: Ctx, key: Buffer, personId: string, field: string, sealed: string | null): unknown {
  if (sealed === null) return null;
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(bound(ctx, personId, field));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString());
}

/** Erases a person's values from the audit for good: what happened stays, the values can no longer be read. */
export async function erasePersonalValues(ctx: Ctx, personId: string): Promise<void> {
  await ctx.db
    .deleteFrom('audit_person_keys')
    .where('org_id', '=', ctx.org.id)
    .where('person_id', '=', personId)
    .execute();
}
