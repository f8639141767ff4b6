import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { Invalid } from '../pure/refusal.ts';
import type { Db } from './db.ts';
import { newId } from './id.ts';
import { digest, hours } from './identity-sessions.ts';
import { hashPassword, passwordProblem } from './password.ts';

export type LinkPurpose = 'invitation' | 'reset';
const LINK_HOURS = { invitation: 7 * 24, reset: 2 };

/** Opens the identity tables to `work` within a transaction that somebody else opened, and closes them again. */
export async function atTheGate<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('vitalfew.gate', 'on', true)`.execute(db);
  const result = await work();
  await sql`select set_config('vitalfew.gate', '', true)`.execute(db);
  return result;
}

/** The hash of a new password; Invalid when it is too weak. */
export async function checkedHash(password: string, email: string): Promise<string> {
  const problem = passwordProblem(password, email);
  if (problem) throw new Invalid([{ field: 'password', expected: `people.password.${problem}` }]);
  return hashPassword(password);
}

/** Keeps the hash of a person's password; needs a transaction at the gate. */
export async function savePassword(db: Db, userId: string, hash: string, now: Date): Promise<void> {
  await db
    .insertInto('credentials')
    .values({ user_id: userId, password_hash: hash, changed_at: now })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ password_hash: hash, changed_at: now }))
    .execute();
}

/** The link behind a token while it can be used; needs a transaction at the gate. */
export function findLink(db: Db, token: string, now: Date) {
  return db
    .selectFrom('links as l')
    .innerJoin('users as u', 'u.id', 'l.user_id')
    .leftJoin('organisations as o', 'o.id', 'l.org_id')
    .select(['l.purpose', 'l.user_id', 'u.email', 'u.name', 'o.name as organisation'])
    .where('l.token_hash', '=', digest(token))
    .where('l.used_at', 'is', null)
    .where('l.expires_at', '>', now)
    .executeTakeFirst();
}

/** Makes a one-time link and returns its token; needs a transaction at the gate. Older links of the same purpose end. */
export async function newLink(
  db: Db,
  link: { purpose: LinkPurpose; userId: string; orgId: string | null; createdBy: string | null },
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db
    .deleteFrom('links')
    .where('user_id', '=', link.userId)
    .where('purpose', '=', link.purpose)
    .where('used_at', 'is', null)
    .execute();
  await db
    .insertInto('links')
    .values({
      id: newId(),
      token_hash: digest(token),
      purpose: link.purpose,
      user_id: link.userId,
      org_id: link.orgId,
      created_by: link.createdBy,
      created_at: now,
      expires_at: hours(now, LINK_HOURS[link.purpose]),
      used_at: null,
    })
    .execute();
  return token;
}

/** The person with this address, made when new (without a password); needs a transaction at the gate. */
export async function findOrMakeUser(
  db: Db,
  person: { email: string; name: string; language: string; isOperator?: boolean },
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const email = person.email.trim().toLowerCase();
  const found = await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
  if (found) return { id: found.id, isNew: false };
  const id = newId();
  await db
    .insertInto('users')
    .values({
      id,
      email,
      name: person.name,
      language: person.language,
      is_operator: person.isOperator ?? false,
      disabled_at: null,
      created_at: now,
    })
    .execute();
  return { id, isNew: true };
}

/** Sets a password without knowing the old one (first run, command line); needs a transaction at the gate. */
export async function setPassword(db: Db, userId: string, password: string, now: Date): Promise<void> {
  await savePassword(db, userId, await hashPassword(password), now);
}
