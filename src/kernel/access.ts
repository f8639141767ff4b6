import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { closedClasses, readsAs } from './secrecy.ts';
import { handedTo, type StandIn, scopeOfActor } from './stand-ins.ts';

/**
 * How far a right reaches. `team`: accounts of oneself and of everybody who reports to one, at any depth. `most`: all accounts but those of a class that one is not cleared
 * for (kernel/secrecy.ts); these still where one stands on the team or is named.
 */
export type Scope = 'own' | 'team' | 'most' | 'all';

/** Whether a right reaches beyond people: to all accounts, or to all but those of a closed class. */
export const isWide = (scope: Scope | null): boolean => scope === 'all' || scope === 'most';

/** Somebody and everybody who reports to them, at any depth, as a subquery of one column `user_id`. */
function below(ctx: Ctx, userId: string | null): RawBuilder<{ user_id: string }> {
  return sql`(with recursive below as (
      select ${userId}::uuid as user_id
      union select m.user_id from memberships m join below b on m.reports_to = b.user_id
       where m.org_id = ${ctx.org.id} and m.ended_at is null)
    select user_id from below)`;
}

/** The actor and everybody who reports to the actor, at any depth: whom the reach `team` covers. */
export const selfAndBelow = (ctx: Ctx): RawBuilder<{ user_id: string }> => below(ctx, ctx.actor.userId);

/** The team seats of today that open accounts under a scope narrower than all: `from account_team t join account_ancestors d ... where ...`. */
export function seats(ctx: Ctx, scope: 'own' | 'team', userId: string | null = ctx.actor.userId): RawBuilder<unknown> {
  const people = scope === 'own' ? sql`(${userId}::uuid)` : below(ctx, userId);
  return sql`from account_team t
      join account_ancestors d on d.org_id = t.org_id and d.ancestor_id = t.account_id
     where t.org_id = ${ctx.org.id} and t.user_id in ${people}
       and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)`;
}

/** The ids of the accounts on whose team the actor stands today (`mine`), or somebody who reports to them too (`team`), and of all below these: for filters, not for rights. */
export const accountsOfTeam = (ctx: Ctx, whose: 'mine' | 'team'): RawBuilder<{ account_id: string }> =>
  sql`(select d.account_id ${seats(ctx, whose === 'mine' ? 'own' : 'team')})`;
/** The accounts that name somebody as a reader, whatever their class: `from ... where ...` over `d.account_id`. */
export const namedOn = (ctx: Ctx, userId: string | null): RawBuilder<unknown> =>
  sql`from account_secrets n join account_ancestors d on d.org_id = n.org_id and d.ancestor_id = n.account_id
    where n.org_id = ${ctx.org.id} and n.readers @> array[${userId}::uuid]`;

/**
 * All accounts but those of a class that is closed to somebody. A class stands on the top of a structure and holds for all below it, so that whoever sees an account sees what is
 * below it, as everywhere: `from ... where ...` over `d.account_id`.
 */
export function clearedFor(ctx: Ctx, who: { userId: string | null; roles: readonly string[] }): RawBuilder<unknown> {
  const closed = closedClasses(ctx.org.classes, who);
  return sql`from ${ofAll(ctx)} d
     where not exists (select from account_secrets x join account_ancestors y on y.org_id = x.org_id and y.ancestor_id = x.account_id
           where x.org_id = d.org_id and y.account_id = d.account_id and x.class = any (${closed}::uuid[]))`;
}

/** The accounts that a right to `most` leaves out: of a class that is closed to somebody, and opened by no seat and no name. They are few: a subquery of one column `account_id`. */
export function leftOut(ctx: Ctx, who: { userId: string | null; roles: readonly string[] }): RawBuilder<unknown> {
  return sql`(select y.account_id from account_secrets x join account_ancestors y on y.org_id = x.org_id and y.ancestor_id = x.account_id
     where x.org_id = ${ctx.org.id} and x.class = any (${closedClasses(ctx.org.classes, who)}::uuid[])
    except select d.account_id ${seats(ctx, 'own', who.userId)}
    except select d.account_id ${namedOn(ctx, who.userId)})`;
}

/** Everything that opens accounts to one person by their own right of a reach below all, each as `from ... where ...` over `d.account_id`. */
function ownArms(
  ctx: Ctx,
  scope: Exclude<Scope, 'all'>,
  who: { userId: string | null; roles: readonly string[] },
): RawBuilder<unknown>[] {
  // The same as seats, names and what is not closed together, asked the other way round: what is left out is little.
  if (scope === 'most') return [sql`from ${ofAll(ctx)} d where d.account_id not in ${leftOut(ctx, who)}`];
  const arms = [seats(ctx, scope, who.userId)];
  if (ctx.org.classes.length > 0) arms.push(namedOn(ctx, who.userId));
  return arms;
}

const ofAll = (ctx: Ctx) => sql`(select a.org_id, a.id as account_id from accounts a where a.org_id = ${ctx.org.id})`;

/** Whether the actor's right under a verb is one to `most` accounts, with nothing handed over: then what is left out is asked for instead of what is open. */
export const isMost = (ctx: Ctx, verb: string): boolean => ctx.scope(verb) === 'most' && ctx.handed(verb).length === 0;

/** Several `from ... where ...` over `d.account_id` as one subquery. */
const united = (arms: readonly RawBuilder<unknown>[]): RawBuilder<{ account_id: string }> =>
  arms.length === 1
    ? sql`(select distinct d.account_id ${arms[0]!})`
    : sql`(${sql.join(
        arms.map((arm) => sql`select d.account_id ${arm}`),
        sql` union `,
      )})`;

/**
 * What a substitution opens of the absent person's accounts, as `from ... where ...` over `d.account_id`: by that person's own seats, never by what is handed over to them, so
 * that nothing is handed on. Chosen accounts stand for all below them.
 */
export function handedSeats(
  ctx: Ctx,
  { standIn, scope }: { standIn: Pick<StandIn, 'id' | 'absentId' | 'allAccounts' | 'roles'>; scope: Scope },
): RawBuilder<unknown> {
  const chosen = sql`from substitution_accounts c
      join account_ancestors d on d.org_id = c.org_id and d.ancestor_id = c.account_id
     where c.org_id = ${ctx.org.id} and c.substitution_id = ${standIn.id}::uuid`;
  if (scope === 'all')
    return standIn.allAccounts ? sql`from account_ancestors d where d.org_id = ${ctx.org.id}` : chosen;
  const arms = ownArms(ctx, scope, { userId: standIn.absentId, roles: standIn.roles });
  if (arms.length === 1 && standIn.allAccounts) return arms[0]!;
  if (standIn.allAccounts) return sql`from ${united(arms)} d where true`;
  return sql`${chosen} and d.account_id in ${united(arms)}`;
}

/** Everything that opens accounts under a verb, each as `from ... where ...` over `d.account_id`; null: every account is open. */
function arms(ctx: Ctx, verb: string): RawBuilder<unknown>[] | null {
  if (ctx.scope(verb) === 'all') return null;
  const own = ctx.ownScope(verb);
  const mine = own === null || own === 'all' ? [] : ownArms(ctx, own, ctx.actor);
  return [...mine, ...ctx.handed(verb).map((each) => handedSeats(ctx, each))];
}

/**
 * The ids of the accounts that the actor may see under `verb`, as a subquery of one column `account_id`; null when the right covers
 * every account of the organisation. The one rule: a person sees the accounts on whose team they stand today, and all accounts below those; and those that somebody for whom they
 * stand in today hands over. Own scopes are small (tens to thousands), so that callers may start from the subquery and join outwards.
 */
export function visibleAccounts(ctx: Ctx, verb: string): RawBuilder<{ account_id: string }> | null {
  const all = arms(ctx, verb);
  if (all === null) return null;
  if (isMost(ctx, verb)) return sql`(select d.account_id ${all[0]!})`;
  return all.length === 0 ? sql`(select null::uuid as account_id where false)` : united(all);
}

/** A condition on the column that holds an account's id: true where the actor may see that account under `verb`. */
export function mayReadAccount(ctx: Ctx, verb: string, column: string): RawBuilder<boolean> {
  if (isMost(ctx, verb))
    return sql<boolean>`(${sql.ref(column)} is not null and ${sql.ref(column)} not in ${leftOut(ctx, ctx.actor)})`;
  const visible = visibleAccounts(ctx, verb);
  return visible === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} in ${visible}`;
}

/** True when the actor may see one account, and with it everything below it, under `verb`: reads its ancestors only, however many accounts the actor has. */
export function mayReadOne(ctx: Ctx, verb: string, accountId: string): RawBuilder<boolean> {
  const all = arms(ctx, verb);
  if (all === null) return sql<boolean>`true`;
  if (all.length === 0) return sql<boolean>`false`;
  const one = all.map((arm) => sql`exists (select ${arm} and d.account_id = ${accountId}::uuid)`);
  return sql<boolean>`(${sql.join(one, sql` or `)})`;
}

/**
 * SQL: for whom the actor reaches an account (an expression of its id) under the operation's right, where they do not by themselves; null where they do. Rights that do not
 * hang on accounts count as reading them.
 */
export function onBehalf(ctx: Ctx, accountId: RawBuilder<unknown>): RawBuilder<string | null> {
  const isHanded = ctx.verb !== null && ctx.handed(ctx.verb).length > 0;
  const verb = isHanded ? ctx.verb! : 'accounts.read';
  const own = ctx.ownScope(verb);
  const handed = ctx.handed(verb);
  if (own === 'all' || handed.length === 0) return sql<string | null>`null::uuid`;
  const names = handed.map(
    (each) =>
      sql`select ${each.standIn.absentId}::uuid as absent_id where ${accountId} in (select d.account_id ${handedSeats(ctx, each)})`,
  );
  const first = sql<string | null>`(select x.absent_id from (${sql.join(names, sql` union all `)}) x limit 1)`;
  if (own === null) return first;
  return sql<
    string | null
  >`case when ${accountId} in ${united(ownArms(ctx, own, ctx.actor))} then null::uuid else ${first} end`;
}

/** In whose right the actor acts where there is no account yet: their own, else that of the first who hands the verb over. */
export const actsAs = (ctx: Ctx, verb: string): string | null =>
  ctx.ownScope(verb) === null ? (ctx.handed(verb)[0]?.standIn.absentId ?? null) : ctx.actor.userId;

/**
 * SQL over columns of a person's id and an account's: true where the actor stands in for that person on that account, and may act in this group of rights.
 */
export function standsInFor(ctx: Ctx, group: string, person: string, account: string): RawBuilder<boolean> {
  const handed = ctx.handed('accounts.read').filter(({ standIn }) => standIn.rights?.includes(group) ?? true);
  if (handed.length === 0) return sql<boolean>`false`;
  const each = handed.map(
    (one) =>
      sql`${sql.ref(person)} = ${one.standIn.absentId}::uuid and ${sql.ref(account)} in (select d.account_id ${handedSeats(ctx, one)})`,
  );
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

/** The accounts that a substitution is about, whoever asks: the chosen ones as far as the absent person sees them, or all on whose team that person stands. One column `account_id`. */
export function coveredAccounts(
  ctx: Ctx,
  standIn: Pick<StandIn, 'id' | 'absentId' | 'allAccounts' | 'roles'>,
): RawBuilder<unknown> {
  const scope = ctx.scopeOf(standIn.roles, 'accounts.read');
  const seesAll = (scope === 'all' || scope === 'most') && !standIn.allAccounts;
  return sql`(select d.account_id ${handedSeats(ctx, { standIn, scope: seesAll ? scope : 'own' })})`;
}

/** The accounts on whose team the actor stands today, by themselves, by one above, or in somebody's place: a subquery of one column `account_id`. */
export function seatedAccounts(ctx: Ctx): RawBuilder<{ account_id: string }> {
  const handed = ctx.handed('notes.read').map(({ standIn }) => handedSeats(ctx, { standIn, scope: 'own' }));
  return sql`(${sql.join(
    [seats(ctx, 'own'), ...handed].map((arm) => sql`select d.account_id ${arm}`),
    sql` union all `,
  )})`;
}

/** SQL: what the actor may be named as in `readers` of a confidential record. */
export const readerNames = (ctx: Ctx): RawBuilder<string[]> =>
  sql<string[]>`${readsAs(ctx.org.classes, ctx.actor)}::uuid[]`;

/**
 * True where the actor may read a row that may be confidential, in a table (`alias`) with `account_id`, `readers` and `team_reads`: where nobody is named, by those who
 * are, by those who are cleared for a class that is, and where it says so by the team of its account and of those above. The right to read such rows at all is asked beside it.
 */
export function mayReadKept(ctx: Ctx, alias: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<boolean>`(${column('readers')} is null or ${column('readers')} && ${readerNames(ctx)}
    or ${column('team_reads')} and ${column('account_id')} in ${seatedAccounts(ctx)})`;
}

/** The same transaction as somebody else of the organisation would see it: for the question whether a colleague may read something. */
export function seenBy(
  ctx: Ctx,
  person: { userId: string; roles: readonly string[]; standsIn: readonly StandIn[] },
): Ctx {
  const actor = { ...ctx.actor, ...person, roles: [...person.roles] };
  const powers = { scopeOf: ctx.scopeOf, handover: ctx.handover };
  const scope = (verb: string) => scopeOfActor(powers, actor, verb);
  return {
    ...ctx,
    actor,
    scope,
    ownScope: (verb) => ctx.scopeOf(person.roles, verb),
    handed: (verb) => handedTo(powers, actor, verb),
    can: (verb) => scope(verb) !== null,
  };
}

/** Whether one account is open to somebody under a verb. */
export async function reachesOne(ctx: Ctx, verb: string, accountId: string): Promise<boolean> {
  const found = await sql`select where ${mayReadOne(ctx, verb, accountId)}`.execute(ctx.db);
  return found.rows.length > 0;
}

/** Whether somebody stands on the team of an account, or of one above it, by themselves or in somebody's place. */
export async function isSeated(ctx: Ctx, accountId: string): Promise<boolean> {
  const found = await sql`select where ${accountId}::uuid in ${seatedAccounts(ctx)}`.execute(ctx.db);
  return found.rows.length > 0;
}
