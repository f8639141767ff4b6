import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { dayIn } from './business-day.ts';
import type { Actor, Organisation } from './ctx.ts';
import type { Db } from './db.ts';
import { newId } from './id.ts';
import type { ConfidentialityClass } from './secrecy.ts';
import { inForce, type StandIn, standInJson } from './stand-ins.ts';

/** A signed-in person, with the organisation they work in now. */
export interface Session {
  id: string;
  actor: Actor & { userId: string };
  user: { id: string; name: string; email: string; language: string };
  /** null for somebody who belongs to no organisation (any more). */
  organisation: Organisation | null;
}

/** A session as its owner sees it among the others. */
export interface SessionInfo {
  id: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
  address: string;
  agent: string;
}

const SESSION_DAYS = 30;

/** What is stored of a token: whoever reads the table cannot use it. */
export const digest = (token: string) => createHash('sha256').update(token).digest();
/** A moment some hours on. */
export const hours = (now: Date, count: number) => new Date(now.getTime() + count * 3_600_000);

/** Begins a session of a person, in the organisation given or where they worked last; needs a transaction at the gate. */
export async function openSession(
  db: Db,
  userId: string,
  from: { address: string; agent: string; orgId?: string | null },
  now: Date,
) {
  const token = randomBytes(32).toString('base64url');
  const id = newId();
  const last = await db
    .selectFrom('memberships as m')
    .innerJoin('organisations as o', 'o.id', 'm.org_id')
    .leftJoin('sessions as s', (join) => join.onRef('s.org_id', '=', 'm.org_id').onRef('s.user_id', '=', 'm.user_id'))
    .select(['m.org_id'])
    .where('m.user_id', '=', userId)
    .where('m.ended_at', 'is', null)
    .where('m.invited_name', 'is', null)
    .orderBy(sql`m.org_id = ${from.orgId ?? null} desc nulls last`)
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

/** A session with those substitutions only that are in force at the moment, to the second: a session that is remembered knows those of tomorrow too. */
export function onDay(session: Session, now: Date): Session {
  if (session.actor.standsIn.length === 0 || session.organisation === null) return session;
  const today = dayIn(session.organisation.timezone, now);
  const standsIn = session.actor.standsIn.filter((each) => each.since <= today && today <= each.until);
  return { ...session, actor: { ...session.actor, standsIn } };
}

/** The session behind a token's digest, or null, with the substitutions of today and tomorrow; needs a transaction at the gate. */
export async function loadSession(db: Db, tokenHash: Buffer, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('memberships as m', (join) =>
      join
        .onRef('m.org_id', '=', 's.org_id')
        .onRef('m.user_id', '=', 's.user_id')
        .on('m.ended_at', 'is', null)
        .on('m.invited_name', 'is', null),
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
    .select(['t.language as org_language', 't.classes'])
    .select(
      sql<StandIn[] | null>`(select jsonb_agg(${standInJson(sql`a.name`)} order by s.id)
        from ${inForce(sql`(${now}::timestamptz at time zone t.timezone)::date`, 1)} join users a on a.id = s.absent_id
       where s.org_id = o.id and s.substitute_id = u.id)`.as('stands_in'),
    )
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
      standsIn: row.stands_in ?? [],
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
            classes: (row.classes ?? []) as unknown as ConfidentialityClass[],
          },
  };
}
