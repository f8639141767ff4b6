import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';
import { Invalid, NotFound, Refusal } from '../pure/refusal.ts';
import type { Actor, Organisation } from './ctx.ts';
import { type Db, inTransaction } from './db.ts';
import { newId } from './id.ts';
import { hashPassword, passwordMatches, passwordProblem } from './password.ts';

/** A signed-in person, with the organisation they work in now. */
export interface Session {
  id: string;
  actor: Actor & { userId: string };
  user: { id: string; name: string; email: string; language: string };
  /** null for somebody who belongs to no organisation (any more). */
  organisation: Organisation | null;
}

export interface SessionInfo {
  id: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
  address: string;
  agent: string;
}

export type LinkPurpose = 'invitation' | 'reset';

const SESSION_DAYS = 30;
const LINK_HOURS = { invitation: 7 * 24, reset: 2 };
const FAILURE_WINDOW_MINUTES = 15;
/** Failures within the window before a browser's (or an address') next try on one account has to wait. */
const MAX_FAILURES = 6;
/** The same over all accounts, from one address. */
const MAX_FAILURES_OF_ADDRESS = 60;

const digest = (token: string) => createHash('sha256').update(token).digest();
const hours = (now: Date, count: number) => new Date(now.getTime() + count * 3_600_000);

/** Opens the identity tables to `work` within a transaction that somebody else opened, and closes them again. */
export async function atTheGate<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('vitalfew.gate', 'on', true)`.execute(db);
  const result = await work();
  await sql`select set_config('vitalfew.gate', '', true)`.execute(db);
  return result;
}

/** Everything about who somebody is: the only code that reads users, credentials, sessions and links across organisations. */
export class Identity {
  private readonly known = new Map<string, { session: Session; until: number }>();
  private readonly listeners = new Set<() => void>();
  private readonly pool: pg.Pool;
  private secret: Buffer | null = null;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  private gate<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return inTransaction(this.pool, { orgId: null, gate: true }, ({ db }) => work(db));
  }

  /** Runs `work` at the gate, and inside the organisation when one is given. */
  atGate<T>(orgId: string | null, work: (db: Db) => Promise<T>): Promise<T> {
    return inTransaction(this.pool, { orgId, gate: true }, ({ db }) => work(db));
  }

  /** Makes a person a member of an organisation. */
  async join(orgId: string, userId: string, roles: string[], now: Date): Promise<void> {
    await this.atGate(orgId, (db) =>
      db
        .insertInto('memberships')
        .values({ org_id: orgId, user_id: userId, roles, reports_to: null, created_at: now, ended_at: null })
        .execute(),
    );
    this.forget();
  }

  /** Removes an organisation with everything in it, and the people who belonged to nothing else. */
  async removeOrganisation(orgId: string): Promise<void> {
    await this.atGate(orgId, async (db) => {
      const only = await db
        .selectFrom('memberships as m')
        .select('m.user_id')
        .where('m.org_id', '=', orgId)
        .where(
          sql<boolean>`not exists (select from memberships o where o.user_id = m.user_id and o.org_id <> m.org_id)`,
        )
        .execute();
      const loose = await sql<{ name: string }>`
        select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
           and not exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f')`.execute(db);
      for (const { name } of loose.rows) await sql`delete from ${sql.table(name)} where org_id = ${orgId}`.execute(db);
      await db.deleteFrom('organisations').where('id', '=', orgId).execute();
      const ids = only.map((row) => row.user_id);
      if (ids.length > 0)
        await db.deleteFrom('users').where('id', 'in', ids).where('is_operator', '=', false).execute();
    });
    this.forget();
  }

  /** Forgets cached sessions: after a change of rights, a revocation, or the word of another process. */
  forget(): void {
    this.known.clear();
    for (const listener of this.listeners) listener();
  }

  /** Calls `listener` whenever sessions may have ended or changed, until the returned function is called. */
  onForget(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The session behind a token, or null. Answers are remembered for two seconds. */
  async session(token: string, now: Date): Promise<Session | null> {
    const key = digest(token).toString('base64');
    const hit = this.known.get(key);
    if (hit && hit.until > now.getTime()) return hit.session;
    const session = await this.gate((db) => loadSession(db, digest(token), now));
    if (!session) {
      this.known.delete(key);
      return null;
    }
    if (this.known.size > 10_000) this.known.clear();
    this.known.set(key, { session, until: now.getTime() + 2000 });
    return session;
  }

  /**
   * Signs in with e-mail and password. Failures count by browser that has signed in to this account before, else by address and
   * account, and by address alone: a stranger who keeps failing shuts out himself, never the owner of the account.
   * Refuses with `people.signIn` (wrong, without saying what) or `people.tooManyFailures`.
   */
  async signIn(
    input: { email: string; password: string; device: string | null; address: string; agent: string },
    now: Date,
  ) {
    const email = input.email.trim().toLowerCase();
    const trusted = input.device !== null && (await this.deviceBelongsTo(input.device, email));
    const keys = trusted
      ? [`device:${digest(input.device!).toString('base64')}`]
      : [`pair:${input.address}:${digest(email).toString('base64')}`, `address:${input.address}`];
    await this.gate((db) => refuseWhenFailing(db, keys, now));
    const found = await this.gate((db) =>
      db
        .selectFrom('users as u')
        .leftJoin('credentials as c', 'c.user_id', 'u.id')
        .select(['u.id', 'u.disabled_at', 'c.password_hash'])
        .where('u.email', '=', email)
        .executeTakeFirst(),
    );
    const matches = await passwordMatches(found && !found.disabled_at ? found.password_hash : null, input.password);
    return this.gate(async (db) => {
      if (!matches || !found) {
        for (const key of keys) await countFailure(db, key, now);
        return null;
      }
      await db.deleteFrom('sign_in_failures').where('key', '=', keys[0]!).execute();
      return this.openSession(db, found.id, input, now);
    }).then(async (opened) => {
      if (!opened) throw new Refusal('people.signIn', 'E-mail or password is wrong.');
      return { ...opened, device: trusted ? input.device! : await this.newDevice(email) };
    });
  }

  private async openSession(db: Db, userId: string, from: { address: string; agent: string }, now: Date) {
    const token = randomBytes(32).toString('base64url');
    const id = newId();
    const last = await db
      .selectFrom('memberships as m')
      .innerJoin('organisations as o', 'o.id', 'm.org_id')
      .leftJoin('sessions as s', (join) => join.onRef('s.org_id', '=', 'm.org_id').onRef('s.user_id', '=', 'm.user_id'))
      .select(['m.org_id'])
      .where('m.user_id', '=', userId)
      .where('m.ended_at', 'is', null)
      .orderBy(sql`s.seen_at desc nulls last`)
      .orderBy('o.is_sample', 'desc')
      .orderBy('o.created_at')
      .limit(1)
      .executeTakeFirst();
    await db
      .insertInto('sessions')
      .values({
        id,
        token_hash: digest(token),
        user_id: userId,
        org_id: last?.org_id ?? null,
        created_at: now,
        seen_at: now,
        expires_at: hours(now, SESSION_DAYS * 24),
        address: from.address,
        agent: from.agent.slice(0, 300),
      })
      .execute();
    return { token, sessionId: id };
  }

  async signOut(sessionId: string): Promise<void> {
    await this.gate((db) => db.deleteFrom('sessions').where('id', '=', sessionId).execute());
    this.forget();
  }

  /** The sessions of one person, newest first. */
  async sessionsOf(userId: string, now: Date): Promise<SessionInfo[]> {
    const rows = await this.gate((db) =>
      db
        .selectFrom('sessions')
        .selectAll()
        .where('user_id', '=', userId)
        .where('expires_at', '>', now)
        .orderBy('created_at', 'desc')
        .execute(),
    );
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      expiresAt: row.expires_at,
      address: row.address,
      agent: row.agent,
    }));
  }

  /** Ends one session of a person, or all but `keep`. */
  async revoke(userId: string, which: { id: string } | { allBut: string | null }): Promise<void> {
    await this.gate(async (db) => {
      let query = db.deleteFrom('sessions').where('user_id', '=', userId);
      if ('id' in which) query = query.where('id', '=', which.id);
      else if (which.allBut) query = query.where('id', '<>', which.allBut);
      const gone = await query.executeTakeFirst();
      if ('id' in which && gone.numDeletedRows === 0n) throw new NotFound();
    });
    this.forget();
  }

  /** The organisations that a person belongs to. */
  organisationsOf(userId: string) {
    return this.gate((db) =>
      db
        .selectFrom('memberships as m')
        .innerJoin('organisations as o', 'o.id', 'm.org_id')
        .select(['o.id', 'o.slug', 'o.name', 'o.is_sample'])
        .where('m.user_id', '=', userId)
        .where('m.ended_at', 'is', null)
        .orderBy('o.name')
        .execute(),
    );
  }

  /** Works in another organisation from now on; NotFound when the person is no member of it. */
  async switchOrganisation(session: Session, organisationId: string): Promise<void> {
    await this.gate(async (db) => {
      const member = await db
        .selectFrom('memberships')
        .select('org_id')
        .where('org_id', '=', organisationId)
        .where('user_id', '=', session.user.id)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      if (!member) throw new NotFound();
      await db.updateTable('sessions').set({ org_id: organisationId }).where('id', '=', session.id).execute();
    });
    this.forget();
  }

  async saveProfile(userId: string, profile: { name?: string; language?: string }): Promise<void> {
    await this.gate((db) => db.updateTable('users').set(profile).where('id', '=', userId).execute());
    this.forget();
  }

  /** Sets a new password after checking the old one; every other session ends. */
  async changePassword(session: Session, old: string, fresh: string, now: Date): Promise<void> {
    const row = await this.gate((db) =>
      db.selectFrom('credentials').select('password_hash').where('user_id', '=', session.user.id).executeTakeFirst(),
    );
    if (!(await passwordMatches(row?.password_hash ?? null, old))) {
      throw new Refusal('people.wrongPassword', 'The present password is wrong.');
    }
    const hash = await checkedHash(fresh, session.user.email);
    await this.gate((db) => savePassword(db, session.user.id, hash, now));
    await this.revoke(session.user.id, { allBut: session.id });
  }

  /** What a link is for, while it can be used; NotFound when it is used, over or was never made. */
  async link(token: string, now: Date) {
    const row = await this.gate((db) => findLink(db, token, now));
    if (!row) throw new NotFound('This link has been used or is over. Ask for a new one.');
    return row;
  }

  /** Sets the password that a link allows to set, marks the link used and signs in. */
  async useLink(token: string, input: { name?: string; password: string; address: string; agent: string }, now: Date) {
    const known = await this.link(token, now);
    const hash = await checkedHash(input.password, known.email);
    const opened = await this.gate(async (db) => {
      const used = await db
        .updateTable('links')
        .set({ used_at: now })
        .where('token_hash', '=', digest(token))
        .where('used_at', 'is', null)
        .executeTakeFirst();
      if (used.numUpdatedRows === 0n) throw new NotFound();
      if (input.name) await db.updateTable('users').set({ name: input.name }).where('id', '=', known.user_id).execute();
      await savePassword(db, known.user_id, hash, now);
      await db.deleteFrom('sessions').where('user_id', '=', known.user_id).execute();
      return this.openSession(db, known.user_id, input, now);
    });
    this.forget();
    return { ...opened, device: await this.newDevice(known.email) };
  }

  /** A reset link for the person with this address, or null when there is none (the caller must not let it show). */
  async resetLink(email: string, now: Date): Promise<{ token: string; language: string } | null> {
    return this.gate(async (db) => {
      const user = await db
        .selectFrom('users')
        .select(['id', 'language'])
        .where('email', '=', email.trim().toLowerCase())
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      if (!user) return null;
      return {
        token: await newLink(db, { purpose: 'reset', userId: user.id, orgId: null, createdBy: null }, now),
        language: user.language,
      };
    });
  }

  private async deviceBelongsTo(device: string, email: string): Promise<boolean> {
    const [id, signature] = device.split('.');
    if (!id || !signature) return false;
    const expected = Buffer.from(await this.sign(`${id}:${email}`));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  private async newDevice(email: string): Promise<string> {
    const id = randomBytes(16).toString('base64url');
    return `${id}.${await this.sign(`${id}:${email}`)}`;
  }

  private async sign(text: string): Promise<string> {
    this.secret ??= await this.gate(async (db) => {
      await db
        .insertInto('installation_secrets')
        .values({ name: 'device', value: randomBytes(32) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await db
        .selectFrom('installation_secrets')
        .select('value')
        .where('name', '=', 'device')
        .executeTakeFirstOrThrow();
      return row.value;
    });
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }
}

async function loadSession(db: Db, tokenHash: Buffer, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('memberships as m', (join) =>
      join.onRef('m.org_id', '=', 's.org_id').onRef('m.user_id', '=', 's.user_id').on('m.ended_at', 'is', null),
    )
    .leftJoin('organisations as o', 'o.id', 'm.org_id')
    .leftJoin('organisation_settings as t', 't.org_id', 'm.org_id')
    .select(['s.id', 's.seen_at', 'u.id as user_id', 'u.name', 'u.email', 'u.language', 'u.is_operator', 'm.roles'])
    .select([
      'o.id as org_id',
      'o.slug',
      'o.name as org_name',
      'o.is_sample',
      't.base_currency',
      't.timezone',
      't.fiscal_year_start',
    ])
    .select('t.language as org_language')
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  if (now.getTime() - row.seen_at.getTime() > 300_000) {
    await db.updateTable('sessions').set({ seen_at: now }).where('id', '=', row.id).execute();
  }
  return {
    id: row.id,
    user: { id: row.user_id, name: row.name, email: row.email, language: row.language },
    actor: {
      userId: row.user_id,
      onBehalfOf: null,
      roles: row.roles ?? [],
      language: row.language,
      isOperator: row.is_operator,
    },
    organisation:
      row.org_id === null
        ? null
        : {
            id: row.org_id,
            slug: row.slug!,
            name: row.org_name!,
            isSample: row.is_sample!,
            baseCurrency: row.base_currency!,
            timezone: row.timezone!,
            fiscalYearStart: row.fiscal_year_start!,
            language: row.org_language!,
          },
  };
}

async function refuseWhenFailing(db: Db, keys: string[], now: Date): Promise<void> {
  const since = new Date(now.getTime() - FAILURE_WINDOW_MINUTES * 60_000);
  await db.deleteFrom('sign_in_failures').where('last_at', '<', since).execute();
  const rows = await db.selectFrom('sign_in_failures').selectAll().where('key', 'in', keys).execute();
  const locked = rows.some(
    (row) => row.failures >= (row.key.startsWith('address:') ? MAX_FAILURES_OF_ADDRESS : MAX_FAILURES),
  );
  if (locked) {
    throw new Refusal(
      'people.tooManyFailures',
      `Too many failed tries from here. Wait ${FAILURE_WINDOW_MINUTES} minutes.`,
      {
        minutes: FAILURE_WINDOW_MINUTES,
      },
    );
  }
}

async function countFailure(db: Db, key: string, now: Date): Promise<void> {
  await db
    .insertInto('sign_in_failures')
    .values({ key, failures: 1, first_at: now, last_at: now })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ failures: sql`sign_in_failures.failures + 1`, last_at: now }),
    )
    .execute();
}

async function checkedHash(password: string, email: string): Promise<string> {
  const problem = passwordProblem(password, email);
  if (problem) throw new Invalid([{ field: 'password', expected: `people.password.${problem}` }]);
  return hashPassword(password);
}

async function savePassword(db: Db, userId: string, hash: string, now: Date): Promise<void> {
  await db
    .insertInto('credentials')
    .values({ user_id: userId, password_hash: hash, changed_at: now })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ password_hash: hash, changed_at: now }))
    .execute();
}

function findLink(db: Db, token: string, now: Date) {
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
