import { sql } from 'kysely';
import type pg from 'pg';
import { NotFound, Refusal } from '../pure/refusal.ts';
import { type Db, inTransaction } from './db.ts';
import { Devices } from './identity-devices.ts';
import { countFailure, refuseWhenFailing } from './identity-failures.ts';
import {
  checkedHash,
  checkPassword,
  endHandedLinks,
  findCredentials,
  findLink,
  newLink,
  savePassword,
  spendLink,
} from './identity-links.ts';
import { digest, loadSession, onDay, openSession, type Session, type SessionInfo } from './identity-sessions.ts';
import { passwordMatches } from './password.ts';

/** What somebody shows who wants in: `device` is the cookie of a browser that signed in before. */
interface Credentials {
  email: string;
  password: string;
  device: string | null;
  address: string;
}

/** Everything about who somebody is: the only code that reads users, credentials, sessions and links across organisations. */
export class Identity {
  /** How often all was forgotten. */
  private round = 0;
  private readonly known = new Map<string, { session: Session; until: number }>();
  private readonly proven = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private readonly pool: pg.Pool;
  private readonly devices: Devices;

  constructor(pool: pg.Pool) {
    this.pool = pool;
    this.devices = new Devices((work) => this.gate(work));
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
    await this.atGate(orgId, async (db) => {
      await db
        .insertInto('memberships')
        .values({ org_id: orgId, user_id: userId, roles, reports_to: null, created_at: now, ended_at: null })
        .execute();
      await endHandedLinks(db, userId);
    });
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
      // Whoever works in it at this moment goes on in another of his organisations.
      await sql`update sessions s set org_id = (select o.org_id from memberships o where o.user_id = s.user_id
        and o.org_id <> ${orgId} and o.ended_at is null and o.invited_name is null order by o.created_at limit 1) where s.org_id = ${orgId}`.execute(
        db,
      );
      await db.deleteFrom('organisations').where('id', '=', orgId).execute();
      const ids = only.map((row) => row.user_id);
      if (ids.length > 0)
        await db.deleteFrom('users').where('id', 'in', ids).where('is_operator', '=', false).execute();
    });
    this.forget();
  }

  /** Forgets cached sessions: after a change of rights, a revocation, or the word of another process. */
  forget(): void {
    this.round += 1;
    this.known.clear();
    this.proven.clear();
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
    if (hit && hit.until > now.getTime()) return onDay(hit.session, now);
    const { round } = this;
    const session = await this.gate((db) => loadSession(db, digest(token), now));
    if (!session) {
      this.known.delete(key);
      return null;
    }
    if (this.known.size > 10_000) this.known.clear();
    if (this.proven.size > 10_000) this.proven.clear();
    this.proven.add(key);
    // What was loaded while rights changed may be of before.
    if (round === this.round) this.known.set(key, { session, until: now.getTime() + 2000 });
    return onDay(session, now);
  }

  /** Whether a token was seen to belong to a session here, without asking the database: anybody can make up tokens. */
  isProven(token: string): boolean {
    return this.proven.has(digest(token).toString('base64'));
  }

  /**
   * Whether the password is that of the address. Failures count by browser that has signed in to this account before, else by address and
   * account, and by address alone: a stranger who keeps failing shuts out himself, never the owner of the account.
   * Refuses with `people.tooManyFailures`.
   */
  private async prove(input: Credentials, now: Date): Promise<{ userId: string | null; device: string | null }> {
    const email = input.email.trim().toLowerCase();
    const trusted = input.device !== null && (await this.devices.belongsTo(input.device, email));
    const keys = trusted
      ? [`device:${digest(input.device!).toString('base64')}`]
      : [`pair:${input.address}:${digest(email).toString('base64')}`, `address:${input.address}`];
    await this.gate((db) => refuseWhenFailing(db, keys, now));
    const found = await this.gate((db) => findCredentials(db, email));
    const matches = await passwordMatches(found && !found.disabled_at ? found.password_hash : null, input.password);
    await this.gate(async (db) => {
      if (matches) await db.deleteFrom('sign_in_failures').where('key', '=', keys[0]!).execute();
      else for (const key of keys) await countFailure(db, key, now);
    });
    return { userId: matches && found ? found.id : null, device: trusted ? input.device : null };
  }

  /** Signs in with e-mail and password. Refuses with `people.signIn` (wrong, without saying what) or `people.tooManyFailures`. */
  async signIn(input: Credentials & { agent: string }, now: Date) {
    const { userId, device } = await this.prove(input, now);
    if (userId === null) throw new Refusal('people.signIn', 'E-mail or password is wrong.');
    const opened = await this.gate((db) => openSession(db, userId, input, now));
    return { ...opened, device: device ?? (await this.devices.make(input.email.trim().toLowerCase())) };
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
        .where('m.invited_name', 'is', null)
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
        .where('invited_name', 'is', null)
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

  /**
   * Uses a link and signs in: a reset sets the password; an invitation makes the person a member, who sets a password where the address has none and proves the one it
   * has otherwise (refused with `people.otherPassword`), so that nobody who holds an invitation takes over an account. Nor does it set the first password of somebody who
   * works in another organisation already (`people.passwordFirst`).
   */
  async useLink(
    token: string,
    input: { name?: string; password: string; device: string | null; address: string; agent: string },
    now: Date,
  ) {
    const known = await this.link(token, now);
    const { email, user_id: userId, org_id: orgId } = known;
    const isInvitation = known.purpose === 'invitation';
    // What is wrong with a new password is said of any, first: the answer does not tell whether the address is known.
    checkPassword(input.password, email);
    const account = isInvitation ? await this.gate((db) => findCredentials(db, email)) : null;
    const proven = account?.password_hash ? await this.prove({ ...input, email }, now) : null;
    const hash = proven?.userId ? null : await checkedHash(input.password, email);
    if (proven && hash !== null) {
      throw new Refusal('people.otherPassword', 'This address has a password here already: join with that one.');
    }
    const opened = await this.gate(async (db) => {
      await spendLink(db, { ...known, token, name: input.name, hash }, now);
      return openSession(db, userId, { ...input, orgId }, now);
    });
    this.forget();
    return { ...opened, device: proven?.device ?? (await this.devices.make(email)) };
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
}
