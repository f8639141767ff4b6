import { type RawBuilder, sql } from 'kysely';
import type { Scope } from './access.ts';
import type { Actor, Ctx } from './ctx.ts';

/** Somebody for whom a person stands in today. Only confirmed substitutions, on their days, of members who are there. */
export interface StandIn {
  /** Of the substitution. */
  id: string;
  absentId: string;
  absentName: string;
  /** The roles of the absent person: nothing is handed over that these do not hold. */
  roles: string[];
  allAccounts: boolean;
  /** Groups of rights to act; null: all that are handed over. */
  rights: string[] | null;
  since: string;
  /** The last day. */
  until: string;
}

/** What a substitution may hand over: the verbs of reading, which always go together, and those of each group of acts. */
export interface Handover {
  reading: readonly string[];
  acts: Readonly<Record<string, readonly string[]>>;
  /** Verbs that open parts of answers or whole lists: only for substitutes who hold them by themselves too. */
  needsOwn: readonly string[];
  /** The verb of reading that other rooms ask account by account: a substitute may hold it where the absent person does not. */
  askedByAccount: readonly string[];
}

type Powers = { scopeOf(roles: readonly string[], verb: string): Scope | null; handover: Handover };

/** What a substitution gives under a verb, and how far the absent person's right reaches. */
export interface Handed {
  standIn: StandIn;
  scope: Scope;
}

const ACCOUNTS = 'accounts.read';

/**
 * Whether a substitute fits: reads accounts, as the absent person does, and holds no verb of reading on some accounts that the absent person lacks. Parts of answers are
 * opened by verb, not by account: what somebody may read of their own accounts only must not open on those of whom they stand in for.
 */
export function fitsAsSubstitute(powers: Powers, own: readonly string[], absent: readonly string[]): boolean {
  const { scopeOf, handover } = powers;
  if (scopeOf(own, ACCOUNTS) === null || scopeOf(absent, ACCOUNTS) === null) return false;
  return handover.reading.every((verb) => {
    const reach = scopeOf(own, verb);
    return handover.askedByAccount.includes(verb) || [null, 'all'].includes(reach) || scopeOf(absent, verb) !== null;
  });
}

/** What each substitution of a person hands over under a verb. */
export function handedTo(powers: Powers, actor: Pick<Actor, 'roles' | 'standsIn'>, verb: string): Handed[] {
  const { scopeOf, handover } = powers;
  const found: Handed[] = [];
  for (const standIn of actor.standsIn) {
    if (!fitsAsSubstitute(powers, actor.roles, standIn.roles)) continue;
    const groups = standIn.rights ?? Object.keys(handover.acts);
    const isHanded =
      handover.reading.includes(verb) || groups.some((group) => handover.acts[group]?.includes(verb) === true);
    const isMissing = handover.needsOwn.includes(verb) && scopeOf(actor.roles, verb) === null;
    const scope = scopeOf(standIn.roles, verb);
    if (isHanded && !isMissing && scope !== null) found.push({ standIn, scope });
  }
  return found;
}

/** How far a verb reaches for a person with what is handed over to them today: all, where all accounts of somebody are who sees all; else at least own. */
export function scopeOfActor(powers: Powers, actor: Pick<Actor, 'roles' | 'standsIn'>, verb: string): Scope | null {
  const own = powers.scopeOf(actor.roles, verb);
  if (own === 'all' || actor.standsIn.length === 0) return own;
  const handed = handedTo(powers, actor, verb);
  if (handed.some(({ standIn, scope }) => standIn.allAccounts && scope === 'all')) return 'all';
  return own ?? (handed.length > 0 ? 'own' : null);
}

/** True where a right opens everything that another one opens: only then a list under the second may show what the first guards. */
export function coversReach(ctx: Ctx, verb: string, other: string): boolean {
  if (ctx.scope(verb) === 'all') return true;
  if (ctx.scope(verb) === null || ctx.scope(verb) !== ctx.scope(other)) return false;
  const handed = new Map(ctx.handed(verb).map(({ standIn, scope }) => [standIn.id, scope]));
  return (
    ctx.ownScope(verb) === ctx.ownScope(other) &&
    ctx.handed(other).every(({ standIn, scope }) => handed.get(standIn.id) === scope)
  );
}

/** SQL: the substitutions `s` of a day (and of so many after it), and as `m` the absent person's membership, in force then. */
export const inForce = (day: RawBuilder<unknown>, ahead = 0): RawBuilder<unknown> =>
  sql`substitutions s join memberships m on m.org_id = s.org_id and m.user_id = s.absent_id and m.ended_at is null and s.state = 'confirmed'
    and s.since <= ${day} + ${sql.lit(ahead)} and s.until >= ${day}`;

/** SQL: one StandIn as json, over `s`, `m` and the absent person's `name`. */
export const standInJson = (name: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`jsonb_build_object('id', s.id, 'absentId', s.absent_id, 'absentName', ${name}, 'roles', m.roles, 'allAccounts', s.all_accounts,
    'rights', s.rights, 'since', s.since, 'until', s.until)`;

/** Until when those who are away today and have a substitute are so. */
export async function loadAbsences(ctx: Ctx): Promise<Map<string, string>> {
  const found = await sql<{ user_id: string; until: string }>`
    select s.absent_id as user_id, max(s.until) as until from ${inForce(sql`${ctx.today}::date`)} where s.org_id = ${ctx.org.id} group by 1`.execute(
    ctx.db,
  );
  return new Map(found.rows.map((row) => [row.user_id, row.until]));
}

/** For whom each of the organisation's people stands in today. */
export async function loadStandIns(ctx: Ctx): Promise<Map<string, StandIn[]>> {
  const found = await sql<{ user_id: string; stand_ins: StandIn[] }>`
    select s.substitute_id as user_id, jsonb_agg(${standInJson(sql`''`)} order by s.id) as stand_ins
      from ${inForce(sql`${ctx.today}::date`)} where s.org_id = ${ctx.org.id} group by 1`.execute(ctx.db);
  return new Map(found.rows.map((row) => [row.user_id, row.stand_ins]));
}
