import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Invalid, NotFound, Refusal } from '../pure/refusal.ts';
import { type Db, json } from './db.ts';
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
  checkPassword(password, email);
  return hashPassword(password);
}

/** Throws Invalid when a password is too weak for this address. */
export function checkPassword(password: string, email: string): void {
  const problem = passwordProblem(password, email);
  if (problem) throw new Invalid([problem]);
}

/** Keeps the hash of a person's password, after which no reset link of before is of use; needs a transaction at the gate. */
export async function savePassword(db: Db, userId: string, hash: string, now: Date): Promise<void> {
  await db
    .deleteFrom('links')
    .where('user_id', '=', userId)
    .where('purpose', '=', 'reset')
    .where('used_at', 'is', null)
    .execute();
  await db
    .insertInto('credentials')
    .values({ user_id: userId, password_hash: hash, changed_at: now })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ password_hash: hash, changed_at: now }))
    .execute();
}

/** Who has this address, and the hash of the password if there is one; needs a transaction at the gate. */
export function findCredentials(db: Db, email: string) {
  return db
    .selectFrom('users as u')
    .leftJoin('credentials as c', 'c.user_id', 'u.id')
    .select(['u.id', 'u.disabled_at', 'c.password_hash'])
    .where('u.email', '=', email)
    .executeTakeFirst();
}

/**
 * The link behind a token while it can be used; needs a transaction at the gate. An invitation shows the name that the organisation wrote, and is over when it was
 * taken back.
 */
export function findLink(db: Db, token: string, now: Date) {
  return db
    .selectFrom('links as l')
    .innerJoin('users as u', 'u.id', 'l.user_id')
    .leftJoin('organisations as o', 'o.id', 'l.org_id')
    .leftJoin('memberships as m', (join) =>
      join.onRef('m.org_id', '=', 'l.org_id').onRef('m.user_id', '=', 'l.user_id'),
    )
    .select(['l.purpose', 'l.user_id', 'l.org_id', 'u.email', 'o.name as organisation'])
    .select((eb) => eb.fn.coalesce('m.invited_name', 'u.name').as('name'))
    .where('l.token_hash', '=', digest(token))
    .where('l.used_at', 'is', null)
    .where('l.expires_at', '>', now)
    .where((eb) =>
      eb.or([
        eb('l.purpose', '<>', 'invitation'),
        eb.and([eb('m.invited_name', 'is not', null), eb('m.ended_at', 'is', null)]),
      ]),
    )
    .executeTakeFirst();
}

/** Uses a link: joins by an invitation, and sets the password where there is a hash of one, which ends every session. Needs a transaction at the gate. */
export async function spendLink(
  db: Db,
  link: {
    token: string;
    purpose: string;
    user_id: string;
    org_id: string | null;
    name: string | undefined;
    hash: string | null;
  },
  now: Date,
): Promise<void> {
  const { user_id: userId, org_id: orgId, hash } = link;
  const isInvitation = link.purpose === 'invitation';
  // First the membership, then the link, as those do who take an invitation back.
  if (isInvitation) await acceptInvitation(db, orgId!, userId);
  await takeLink(db, link.token, now);
  if (hash === null) return;
  if (isInvitation && (await standsElsewhere(db, userId, orgId!))) {
    throw new Refusal(
      'people.passwordFirst',
      'This address works here already and has no password yet: ask its organisation for a link first.',
    );
  }
  if (link.name) await db.updateTable('users').set({ name: link.name }).where('id', '=', userId).execute();
  await savePassword(db, userId, hash, now);
  await db.deleteFrom('sessions').where('user_id', '=', userId).execute();
}

/** Marks a link used; NotFound when somebody was quicker. Needs a transaction at the gate. */
async function takeLink(db: Db, token: string, now: Date): Promise<void> {
  const used = await db
    .updateTable('links')
    .set({ used_at: now })
    .where('token_hash', '=', digest(token))
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  if (!used) throw new NotFound();
}

/**
 * The invited person is a member from now on, under the own name, and open screens are told; NotFound when the invitation was taken back or used. `anew` are roles that
 * hold from now on, also for somebody whose invitation was taken back. Needs a transaction at the gate.
 */
export async function acceptInvitation(db: Db, orgId: string, userId: string, anew?: string[]): Promise<void> {
  const accepted = await db
    .updateTable('memberships')
    .set({ invited_name: null, invited_email: null, ...(anew ? { roles: anew, ended_at: null } : {}) })
    .where('org_id', '=', orgId)
    .where('user_id', '=', userId)
    .where('invited_name', 'is not', null)
    .$if(!anew, (query) => query.where('ended_at', 'is', null))
    .returning('user_id')
    .executeTakeFirst();
  if (!accepted) throw new NotFound();
  await endHandedLinks(db, userId);
  await sql`select pg_notify('vitalfew_events', ${json({ orgId, kind: 'identity' })})`.execute(db);
}

/** A reset link that one organisation handed out would open the next one too: whoever joins another begins without. Needs a transaction at the gate. */
export async function endHandedLinks(db: Db, userId: string): Promise<void> {
  await db
    .deleteFrom('links')
    .where('user_id', '=', userId)
    .where('purpose', '=', 'reset')
    .where('created_by', 'is not', null)
    .where('used_at', 'is', null)
    .execute();
}

/** True when a person is a member of another organisation than this, and not only invited; needs a transaction at the gate. */
export async function standsElsewhere(db: Db, userId: string, orgId: string): Promise<boolean> {
  const found = await db
    .selectFrom('memberships')
    .select('org_id')
    .where('user_id', '=', userId)
    .where('org_id', '<>', orgId)
    .where('ended_at', 'is', null)
    .where('invited_name', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Makes a one-time link and returns its token; needs a transaction at the gate. Older invitations to the same organisation end; reset links stay until one is used, so that
 * nobody who asks for another makes the first one useless.
 */
export async function newLink(
  db: Db,
  link: { purpose: LinkPurpose; userId: string; orgId: string | null; createdBy: string | null },
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  if (link.purpose === 'invitation') {
    await db
      .deleteFrom('links')
      .where('user_id', '=', link.userId)
      .where('org_id', '=', link.orgId)
      .where('purpose', '=', 'invitation')
      .where('used_at', 'is', null)
      .execute();
  }
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
  // By chance alone, and not by time: the id of somebody who was invited does not tell whether the address is older.
  const id = randomUUID();
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
