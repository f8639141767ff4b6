import { sql } from 'kysely';
import { clearedFor, handedSeats, isSeated, namedOn, reachesOne, seats } from './access.ts';
import type { Ctx } from './ctx.ts';
import { loadClassOf, readsAs } from './secrecy.ts';

/** One reason for which an account is open to somebody. `open` and `cleared`: the right reaches all accounts. */
export type Reason =
  | { kind: 'role'; roles: string[] }
  | { kind: 'cleared'; roles: string[]; class: string | null }
  | { kind: 'team'; duty: string; since: string; until: string | null; accountId: string; accountName: string }
  | { kind: 'superior'; of: string; duty: string; since: string; accountId: string; accountName: string }
  | { kind: 'named' }
  | { kind: 'standIn'; for: string; until: string };

interface Seat {
  user_id: string;
  duty: string;
  since: string;
  until: string | null;
  account_id: string;
  name: string;
}

/**
 * Every reason for which the actor reads an account under a verb; none: they do not. Asks the very arms of which the one rule is made, one by one, so that an explanation
 * cannot differ from the rule (features/secrets/why.test.ts).
 */
export async function whyOpen(ctx: Ctx, verb: string, accountId: string): Promise<Reason[]> {
  const own = ctx.ownScope(verb);
  const { userId, roles } = ctx.actor;
  const holders = roles.filter((role) => ctx.scopeOf([role], verb) === own);
  const holds = async (arm: ReturnType<typeof namedOn>) =>
    (await sql`select where exists (select ${arm} and d.account_id = ${accountId}::uuid)`.execute(ctx.db)).rows.length >
    0;
  const reasons: Reason[] = [];
  const isThere = () => holds(sql`from account_ancestors d where d.org_id = ${ctx.org.id}`);
  if (own === 'all' && (await isThere())) reasons.push({ kind: 'role', roles: holders });
  if (own === 'most' && (await holds(clearedFor(ctx, ctx.actor)))) {
    reasons.push({ kind: 'cleared', roles: holders, class: await loadClassOf(ctx, accountId) });
  }
  // Who reads all accounts stands on teams too: that says more than the role does.
  if (own !== null) {
    const found = await sql<Seat>`
      select t.user_id, t.duty, t.since::text, t.until::text, t.account_id,
             (select a.name from accounts a where a.org_id = ${ctx.org.id} and a.id = t.account_id) as name
        ${seats(ctx, own === 'team' ? 'team' : 'own')} and d.account_id = ${accountId}::uuid
       order by t.since, t.account_id, t.user_id limit 20`.execute(ctx.db);
    for (const { user_id, duty, since, until, account_id, name } of found.rows) {
      const at = { duty, since, accountId: account_id, accountName: name };
      reasons.push(user_id === userId ? { kind: 'team', ...at, until } : { kind: 'superior', ...at, of: user_id });
    }
    if (ctx.org.classes.length > 0 && (await holds(namedOn(ctx, userId)))) reasons.push({ kind: 'named' });
  }
  for (const each of ctx.handed(verb))
    if (await holds(handedSeats(ctx, each)))
      reasons.push({ kind: 'standIn', for: each.standIn.absentId, until: each.standIn.until });
  return reasons;
}

/** Why somebody does not read an account, for those who do: no right at all, a class that they are not cleared for, or no place on a team. */
export async function whyClosed(ctx: Ctx, verb: string, accountId: string): Promise<'right' | 'class' | 'team' | null> {
  if (await reachesOne(ctx, verb, accountId)) return null;
  if (!ctx.can(verb)) return 'right';
  return ctx.ownScope(verb) === 'most' ? 'class' : 'team';
}

/** One reason for which a record is open to somebody that lies in the record itself. */
export type OwnReason =
  | {
      kind:
        | 'author'
        | 'reader'
        | 'ofTeam'
        | 'owner'
        | 'giver'
        | 'watcher'
        | 'department'
        | 'superior'
        | 'decides'
        | 'leads'
        | 'ofTask';
    }
  | { kind: 'clearedFor'; class: string };

/** What opens a record to somebody. */
export interface Explained {
  /** The accounts that it hangs on, each with the right that opens it there. */
  accounts: readonly { id: string; verb: string }[];
  /** What of the record itself opens it; null: it asks for nothing of its own. */
  own: readonly OwnReason[] | null;
  /** Whether an account and the record itself must both open it, or either does. */
  needs: 'both' | 'either';
}

interface Explainer {
  load(ctx: Ctx, id: string): Promise<unknown>;
  explain(as: Ctx, row: never): Promise<Explained>;
}

const explainers = new Map<string, Explainer>();

/**
 * A room says here how one of its records is loaded with the right of the one who asks (throws NotFound), and what opens it to whoever `as` stands for. Call it once, when the module
 * loads.
 */
export function explains<Row>(
  kind: string,
  load: (ctx: Ctx, id: string) => Promise<Row>,
  explain: (as: Ctx, row: Row) => Promise<Explained>,
): void {
  explainers.set(kind, { load, explain });
}

/** Why a record is open to somebody (`as`), for one who reads it (`ctx`): by way of those accounts only that the latter sees. Throws NotFound. */
export async function whyRecord(ctx: Ctx, as: Ctx, kind: string, id: string) {
  const { load, explain } = explainers.get(kind)!;
  const found = await explain(as, (await load(ctx, id)) as never);
  const ways: Reason[] = [];
  let closed: 'right' | 'class' | 'team' | 'record' | null = null;
  for (const { id: accountId, verb } of found.accounts) {
    if (!(await reachesOne(ctx, 'accounts.read', accountId))) continue;
    ways.push(...(await whyOpen(as, verb, accountId)));
    closed ??= await whyClosed(as, verb, accountId);
  }
  const own = found.own ?? [];
  if (found.needs === 'either') closed = ways.length + own.length > 0 ? null : (closed ?? 'record');
  else if (ways.length > 0) closed = found.own !== null && own.length === 0 ? 'record' : null;
  else closed ??= 'record';
  return { ways: closed === null ? ways : [], own: closed === null ? own : [], closed };
}

/** What of a record that may be confidential opens it to the actor; null: it is not confidential. */
export async function keptReasons(
  ctx: Ctx,
  row: { account_id: string | null; author_id: string | null; readers: readonly string[] | null; team_reads: boolean },
): Promise<OwnReason[] | null> {
  if (row.readers === null) return null;
  const { userId } = ctx.actor;
  const reasons: OwnReason[] = [];
  if (userId !== null && row.readers.includes(userId))
    reasons.push({ kind: row.author_id === userId ? 'author' : 'reader' });
  for (const name of readsAs(ctx.org.classes, ctx.actor))
    if (name !== userId && row.readers.includes(name)) reasons.push({ kind: 'clearedFor', class: name });
  if (row.team_reads && row.account_id !== null && (await isSeated(ctx, row.account_id)))
    reasons.push({ kind: 'ofTeam' });
  return reasons;
}
