import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { Level, LineKind } from './contract-shapes.ts';

export interface LineRow {
  id: string;
  account_id: string;
  kind: LineKind;
  from: string;
  to: string;
  version: number;
}

/** The lines on the maps of some accounts. */
export async function loadLines(ctx: Ctx, accountIds: readonly string[]): Promise<LineRow[]> {
  if (accountIds.length === 0) return [];
  const found = await sql<LineRow>`
    select id, account_id, kind, from_id as "from", to_id as "to", version from relationship_lines
     where org_id = ${ctx.org.id} and account_id = any (${accountIds}::uuid[]) order by id`.execute(ctx.db);
  return found.rows;
}

/** SQL: on that day or later one of us met somebody who stands on the map of the account. */
export const metSince = (ctx: Ctx, accountId: RawBuilder<unknown>, since: string): RawBuilder<boolean> =>
  sql<boolean>`exists (select from relationship_ties t where t.org_id = ${ctx.org.id} and t.account_id = ${accountId}
    and t.last_met >= ${since}::date and ${mayReadAccount(ctx, 'contacts.read', 't.account_id')})`;

const about = (line: { id: string; account_id: string }) => ({
  recordKind: 'mapLine',
  recordId: line.id,
  accountId: line.account_id,
  always: ['kind', 'from_id', 'to_id'],
});
const shown = (row: Record<string, unknown>) => ({ kind: row.kind, from_id: row.from_id, to_id: row.to_id });

/** Draws a line; its id. */
export async function insertLine(
  ctx: Ctx,
  accountId: string,
  { kind, from, to }: Pick<LineRow, 'kind' | 'from' | 'to'>,
): Promise<string> {
  const id = newId(ctx.now.getTime());
  const row = { id, account_id: accountId, kind, from_id: from, to_id: to };
  await ctx.db
    .insertInto('relationship_lines')
    .values({ org_id: ctx.org.id, ...row })
    .execute();
  ctx.note({ ...about(row), after: shown(row) });
  return id;
}

/** Leads a line that was read to somebody else; its new version. */
export async function updateLine(ctx: Ctx, line: LineRow, version: number, to: string): Promise<number> {
  const key = { account_id: line.account_id, id: line.id };
  const saved = await tracked(ctx, 'relationship_lines', key, version, { to_id: to }, { ...about(line), show: shown });
  return saved.version as number;
}

/** What the trash calls something of the map, and with whose erasure it goes for good. */
interface Called {
  title: string;
  personIds: readonly (string | null)[];
}

/** Takes a line that was read away. */
export async function deleteLine(ctx: Ctx, line: LineRow, version: number, called: Called): Promise<void> {
  const before = { kind: line.kind, from_id: line.from, to_id: line.to };
  if (line.version !== version) throw new StaleVersion({ ...before, version: line.version }, null);
  await discard(ctx, 'mapLine', { recordId: line.id, accountId: line.account_id, ...called });
  ctx.note({ ...about(line), before });
}

export interface TieRow {
  person_id: string;
  user_id: string;
  user_name: string | null;
  level: Level;
  wanted: Level;
  last_met: string | null;
  is_pair: boolean;
  version: number;
}

/** Who of us knows whom on the maps of some accounts, by name. */
export async function loadTies(ctx: Ctx, accountIds: readonly string[]): Promise<TieRow[]> {
  if (accountIds.length === 0) return [];
  const found = await sql<TieRow>`
    select t.person_id, t.user_id, u.name as user_name, t.level, t.wanted, t.last_met, t.is_pair, t.version
      from relationship_ties t left join colleagues u on u.org_id = t.org_id and u.id = t.user_id
     where t.org_id = ${ctx.org.id} and t.account_id = any (${accountIds}::uuid[]) order by u.name, t.user_id`.execute(
    ctx.db,
  );
  return found.rows;
}

export type TieFields = Pick<TieRow, 'level' | 'wanted'> & Partial<Pick<TieRow, 'last_met' | 'is_pair'>>;

const tieAbout = (accountId: string, personId: string) => ({
  recordKind: 'mapTie',
  recordId: personId,
  accountId,
  always: ['user_id'],
});
const shownTie = ({ user_id, level, wanted, last_met, is_pair }: Record<string, unknown>) => ({
  user_id,
  level,
  wanted,
  last_met,
  is_pair,
});

const tieOf = (ctx: Ctx, personId: string, userId: string) =>
  ctx.db
    .selectFrom('relationship_ties')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('person_id', '=', personId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();

/** Says how well one of us knows somebody; `version` 0 where nothing was said yet. Throws StaleVersion with both states. */
export async function saveTie(
  ctx: Ctx,
  at: { accountId: string; personId: string; userId: string; version: number },
  fields: TieFields,
): Promise<number> {
  const key = { person_id: at.personId, user_id: at.userId };
  const note = tieAbout(at.accountId, at.personId);
  if (at.version > 0) {
    const saved = await tracked(ctx, 'relationship_ties', key, at.version, { ...fields }, { ...note, show: shownTie });
    return saved.version as number;
  }
  const added = await ctx.db
    .insertInto('relationship_ties')
    .values({ org_id: ctx.org.id, account_id: at.accountId, ...key, ...fields })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!added) throw new StaleVersion(await tieOf(ctx, at.personId, at.userId), { ...key, ...fields, version: 0 });
  ctx.note({ ...note, after: shownTie({ ...key, ...fields }) });
  return added.version;
}

/** Takes back that one of us knows somebody. Throws NotFound, StaleVersion. */
export async function deleteTie(
  ctx: Ctx,
  at: { accountId: string; personId: string; userId: string; version: number },
  called: Called,
): Promise<void> {
  const own = await tieOf(ctx, at.personId, at.userId);
  if (!own) throw new NotFound();
  if (own.version !== at.version) throw new StaleVersion(own, null);
  const key = { person_id: at.personId, user_id: at.userId };
  await discard(ctx, 'mapTie', { recordId: newId(), accountId: at.accountId, ...called, key });
  ctx.note({ ...tieAbout(at.accountId, at.personId), before: shownTie(own) });
}
