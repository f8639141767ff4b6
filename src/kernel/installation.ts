import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { Identity } from './identity.ts';
import { acceptInvitation, findOrMakeUser, setPassword } from './identity-links.ts';

/** Letters and digits that are not taken for each other. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random password that can be read aloud: four groups of five, 99 bits. */
export function readablePassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** Throws when the database does not answer. */
export async function databaseAnswers(pool: pg.Pool): Promise<void> {
  await pool.query('select 1');
}

/** True when somebody may run the installation: an operator with a password. */
export function hasOperator(identity: Identity): Promise<boolean> {
  return identity.atGate(null, async (db) => {
    const row = await db
      .selectFrom('users as u')
      .innerJoin('credentials as c', 'c.user_id', 'u.id')
      .select('u.id')
      .where('u.is_operator', '=', true)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  });
}

/** The person with this address, made when new; without a password. */
export function ensureUser(
  identity: Identity,
  person: { email: string; name: string; language: string; isOperator?: boolean },
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  return identity.atGate(null, (db) => findOrMakeUser(db, person, now));
}

/** Makes a person a member unless he is one already; whoever is only invited joins by it, with these roles. */
export async function ensureMember(
  identity: Identity,
  orgId: string,
  userId: string,
  roles: string[],
  now: Date,
): Promise<void> {
  const already = await identity.atGate(orgId, (db) =>
    db
      .selectFrom('memberships')
      .select('invited_name')
      .where('org_id', '=', orgId)
      .where('user_id', '=', userId)
      .executeTakeFirst(),
  );
  if (!already) await identity.join(orgId, userId, roles, now);
  else if (already.invited_name !== null)
    await identity.atGate(orgId, (db) => acceptInvitation(db, orgId, userId, roles));
}

/** The person with this address, or null. */
export async function userByEmail(identity: Identity, email: string): Promise<{ id: string } | null> {
  const found = await identity.atGate(null, (db) =>
    db.selectFrom('users').select('id').where('email', '=', email.trim().toLowerCase()).executeTakeFirst(),
  );
  return found ?? null;
}

/** Whether a person can sign in already. */
export async function hasPassword(identity: Identity, userId: string): Promise<boolean> {
  const found = await identity.atGate(null, (db) =>
    db.selectFrom('credentials').select('user_id').where('user_id', '=', userId).executeTakeFirst(),
  );
  return found !== undefined;
}

/** Gives a person a new random password, ends the person's sessions and returns it: it is shown once and kept nowhere. */
export async function givePassword(identity: Identity, userId: string, now: Date): Promise<string> {
  const password = readablePassword();
  await identity.atGate(null, (db) => setPassword(db, userId, password, now));
  await identity.revoke(userId, { allBut: null });
  return password;
}

/** Present members of an organisation, by name; who is only invited is none yet. */
export function membersOf(identity: Identity, orgId: string) {
  return identity.atGate(orgId, (db) =>
    db
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .leftJoin('credentials as c', 'c.user_id', 'u.id')
      .select(['u.id', 'u.name', 'u.email', 'u.is_operator as isOperator', 'm.roles'])
      .select((eb) => eb('c.user_id', 'is not', null).as('hasPassword'))
      .where('m.org_id', '=', orgId)
      .where('m.ended_at', 'is', null)
      .where('m.invited_name', 'is', null)
      .orderBy(sql`lower(u.name)`)
      .orderBy('u.id')
      .execute(),
  );
}

/** Runs `work` while no other process of this installation runs one with the same number; others wait. */
export async function oneAtATime<T>(settings: pg.ClientConfig, key: number, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client(settings);
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [key]);
    return await work();
  } finally {
    await client.end().catch(() => {});
  }
}

/** The advisory lock of those who run jobs. */
const workerKey = 7_845_203;

/** A process that runs jobs. */
export interface WorkerSeat {
  /** Nobody else runs jobs: locks that stand in the queue belong to killed workers. */
  readonly alone: boolean;
  /** Lets other workers in; until then they wait, so that `alone` stays true. */
  settled(): Promise<void>;
  release(): Promise<void>;
}

/** Says "I run jobs" until `release` or the end of the process. */
export async function joinWorkers(owner: pg.ClientConfig): Promise<WorkerSeat> {
  const client = new pg.Client(owner);
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [workerKey]);
  await client.query('select pg_advisory_lock_shared($1)', [workerKey]);
  return {
    alone: rows[0].alone,
    async settled() {
      if (rows[0].alone) await client.query('select pg_advisory_unlock($1)', [workerKey]);
    },
    async release() {
      await client.end().catch(() => {});
    },
  };
}

/** Says to whom a member reports. */
export async function setSuperior(
  identity: Identity,
  orgId: string,
  userId: string,
  superiorId: string,
): Promise<void> {
  await identity.atGate(orgId, (db) =>
    db
      .updateTable('memberships')
      .set({ reports_to: superiorId })
      .where('org_id', '=', orgId)
      .where('user_id', '=', userId)
      .execute(),
  );
}
