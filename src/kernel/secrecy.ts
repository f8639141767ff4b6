import { sql } from 'kysely';
import type { Scope } from './access.ts';
import type { Ctx, Organisation } from './ctx.ts';
import type { Handover } from './stand-ins.ts';

/** One step of the organisation's ladder of confidentiality; the ladder stands in its settings, the least secret first. */
export interface ConfidentialityClass {
  id: string;
  name: string;
  /** Roles whose right to all accounts covers accounts of this class. */
  roles: readonly string[];
  /** People who are cleared for it beyond their roles. */
  people: readonly string[];
  /** Documents about such records carry the reader's name, the organisation and the time. */
  mark: boolean;
}

type ByRoles = (roles: readonly string[], verb: string) => Scope | null;

/** What the rules of rights need of an installation. */
export interface Rights {
  scopeOf: ByRoles;
  handover: Handover;
  /** app/roles.ts: whether what the verb opens hangs on accounts. */
  hangsOnAccounts(verb: string): boolean;
}

/** The classes that are closed to somebody who sees all accounts by right: neither a role of theirs nor they themselves are cleared. */
export function closedClasses(
  classes: readonly ConfidentialityClass[],
  who: { userId: string | null; roles: readonly string[] },
): string[] {
  return classes
    .filter(({ roles }) => !roles.some((role) => who.roles.includes(role)))
    .filter(({ people }) => who.userId === null || !people.includes(who.userId))
    .map(({ id }) => id);
}

/** What somebody may be named as in `readers` of a confidential record: themselves, and the classes that they are cleared for. Clearance is never handed to a substitute. */
export function readsAs(
  classes: readonly ConfidentialityClass[],
  who: { userId: string | null; roles: readonly string[] },
): string[] {
  const closed = closedClasses(classes, who);
  return [
    ...(who.userId === null ? [] : [who.userId]),
    ...classes.map(({ id }) => id).filter((id) => !closed.includes(id)),
  ];
}

/**
 * The rights of an organisation: where some class is closed to all of somebody's roles, their right to `all` accounts is one to `most`. This hangs on the roles and the
 * ladder alone, never on which accounts there are: so no answer says by its form that something is hidden.
 */
export function rightsIn(rights: Rights, org: Pick<Organisation, 'classes'> | null | undefined) {
  const classes = org?.classes ?? [];
  const scopeOf: ByRoles = (roles, verb) => {
    const scope = rights.scopeOf(roles, verb);
    if (scope !== 'all' || classes.length === 0 || !rights.hangsOnAccounts(verb)) return scope;
    return closedClasses(classes, { userId: null, roles }).length > 0 ? 'most' : 'all';
  };
  return { scopeOf, handover: rights.handover };
}

/** The class of an account: its own, or that of the top of its structure; null: none. */
export async function loadClassOf(ctx: Ctx, accountId: string): Promise<string | null> {
  if (ctx.org.classes.length === 0) return null;
  const found = await sql<{ class: string }>`
    select x.class from account_secrets x join account_ancestors y on y.org_id = x.org_id and y.ancestor_id = x.account_id
     where x.org_id = ${ctx.org.id} and y.account_id = ${accountId}::uuid limit 1`.execute(ctx.db);
  return found.rows[0]?.class ?? null;
}

/** Columns in which a class of confidentiality may stand: alone, or among readers. */
const holders: {
  table: string;
  column: 'class' | 'readers' /** SQL: rows that count; left out: all. */;
  when?: string;
}[] = [];

/** A room says here which of its tables name classes: a class that stands somewhere is not given up. Call it once, when the module loads. */
export function holdsClasses(...some: typeof holders): void {
  holders.push(...some);
}

/** The first of some classes that still stands somewhere; undefined: none does. */
export async function classInUse(ctx: Ctx, ids: readonly string[]): Promise<string | undefined> {
  for (const id of ids) {
    for (const { table, column, when = 'true' } of holders) {
      const names = column === 'class' ? sql`class = ${id}::uuid` : sql`readers @> array[${id}::uuid]`;
      const found =
        await sql`select from ${sql.table(table)} where org_id = ${ctx.org.id} and ${names} and ${sql.raw(when)} limit 1`.execute(
          ctx.db,
        );
      if (found.rows.length > 0) return id;
    }
  }
  return undefined;
}
