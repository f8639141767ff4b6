import { sql } from 'kysely';
import { mayReadAccount, mayReadOne, visibleAccounts } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { AccountName } from './contract-shapes.ts';
import { refreshFigures } from './store-figures.ts';
import { rebuildStructure } from './store-structure.ts';
import { tellChanges } from './store-told.ts';
import { tell } from './told.ts';

/** An account's name with what an act on it must know. */
export type NamedRow = AccountName & { version: number; parent_id: string | null };

/** Throws NotFound unless the account exists and the reader may see it under the verb; gives its name, kind and version. */
export async function loadName(ctx: Ctx, accountId: string, verb: string): Promise<NamedRow> {
  const found = await sql<NamedRow>`
    select a.id, a.name, a.kind, a.version, a.parent_id from accounts a
     where a.org_id = ${ctx.org.id} and a.id = ${accountId}::uuid and ${mayReadOne(ctx, verb, accountId)}`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** Names of those of the accounts that exist and that the reader may see under the verb. */
export async function loadNames(ctx: Ctx, accountIds: readonly string[], verb: string): Promise<NamedRow[]> {
  const rows = await sql<NamedRow>`
    select a.id, a.name, a.kind, a.version, a.parent_id from accounts a
     where a.org_id = ${ctx.org.id} and a.id = any (${accountIds}::uuid[]) and ${mayReadAccount(ctx, verb, 'a.id')}`.execute(
    ctx.db,
  );
  return rows.rows;
}

/** As loadNames, but NotFound when one is missing or hidden. */
export async function loadAllNames(ctx: Ctx, accountIds: readonly string[], verb: string): Promise<AccountName[]> {
  const rows = await loadNames(ctx, accountIds, verb);
  if (rows.length < new Set(accountIds).size) throw new NotFound();
  return rows;
}

/** The kind of an account, whoever may see it: for rules. */
export async function loadKind(ctx: Ctx, accountId: string): Promise<AccountName['kind']> {
  const rows = await sql<{ kind: AccountName['kind'] }>`
    select kind from accounts where org_id = ${ctx.org.id} and id = ${accountId}`.execute(ctx.db);
  return rows.rows[0]!.kind;
}

/** Everything on the account's own row and in its figures; NotFound when hidden. */
export async function loadAccount(ctx: Ctx, accountId: string) {
  const row = await ctx.db
    .selectFrom('accounts as a')
    .innerJoin('account_figures as f', (join) =>
      join.onRef('f.org_id', '=', 'a.org_id').onRef('f.account_id', '=', 'a.id'),
    )
    .selectAll('a')
    .select(['f.revenue', 'f.prior_revenue', 'f.growth', 'f.share', 'f.rank', 'f.class', 'f.xyz', 'f.tier'])
    .select(['f.last_document', 'f.open_balance', 'f.lead_id', 'f.lead_name'])
    .select(['f.completeness', 'f.freshness'])
    .where('a.org_id', '=', ctx.org.id)
    .where('a.id', '=', accountId)
    .where(mayReadOne(ctx, 'accounts.read', accountId))
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

/** How many accounts of each kind stand below one, as far as the reader may see (below what one sees, one sees all). */
export async function countBelow(ctx: Ctx, accountId: string) {
  const rows = await sql<{ groups: number; entities: number; outlets: number }>`
    select count(*) filter (where a.kind = 'group')::int as groups, count(*) filter (where a.kind = 'entity')::int as entities,
           count(*) filter (where a.kind = 'outlet')::int as outlets
      from account_ancestors d join accounts a on a.org_id = d.org_id and a.id = d.account_id
     where d.org_id = ${ctx.org.id} and d.ancestor_id = ${accountId} and d.depth > 0`.execute(ctx.db);
  return rows.rows[0]!;
}

/** Adds an account made by hand, at the top or under `parentId`, with structure, history and list row. `columns`: of the table accounts. */
export async function addAccount(
  ctx: Ctx,
  columns: Record<string, unknown> & { name: string; kind: string },
  placed: { parentId: string | null; reason: string | null },
): Promise<string> {
  const id = newId();
  const row = {
    org_id: ctx.org.id,
    id,
    source: 'hand',
    external_id: `V-${id.slice(-10).toUpperCase()}`,
    root_id: id,
    entity_id: id,
    parent_id: placed.parentId,
    created_at: ctx.now,
    ...columns,
  };
  await ctx.db
    .insertInto('accounts')
    .values(row as never)
    .execute();
  if (placed.parentId !== null) {
    await sql`insert into account_parents (org_id, id, account_id, parent_id, since, set_by, origin, reason)
      values (${ctx.org.id}, ${newId()}, ${id}, ${placed.parentId}, ${ctx.now}, ${ctx.actor.userId}, 'hand', ${placed.reason})`.execute(
      ctx.db,
    );
  }
  await rebuildStructure(ctx, [id]);
  await refreshFigures(ctx, [id]);
  await tell(
    ctx,
    'made',
    sql`(select ${id}::uuid as account_id, null::uuid as record_id, ${placed.reason}::text as text,
      jsonb_build_object('kind', ${columns.kind}::text, 'accounts', jsonb_build_object('to', ${placed.parentId}::uuid)) as params)`,
  );
  ctx.note({ recordKind: 'account', recordId: id, accountId: id, after: { ...columns, parent_id: placed.parentId } });
  return id;
}

/** Saves columns of an account: version, audit, structure where the kind changed, list row. Gives the new version. */
export async function saveColumns(
  ctx: Ctx,
  accountId: string,
  version: number,
  changes: Record<string, unknown>,
): Promise<number> {
  const about = {
    ...{ recordKind: 'account', recordId: accountId, accountId },
    changed: (was: Record<string, unknown>, is: Record<string, unknown>) => tellChanges(ctx, accountId, was, is),
  };
  const after = await tracked(ctx, 'accounts', { id: accountId }, version, changes, about);
  if ('kind' in changes) await rebuildStructure(ctx, [accountId]);
  await refreshFigures(ctx, [accountId]);
  return after.version as number;
}

/** Countries and categories among the accounts that the reader may see, in order. For the whole organisation by skipping through the indexes. */
export async function loadChoices(ctx: Ctx): Promise<{ countries: string[]; categories: string[]; hasAny: boolean }> {
  const visible = visibleAccounts(ctx, 'accounts.read');
  const org = ctx.org.id;
  const distinct = async (column: 'country' | 'category') => {
    const value =
      column === 'country' ? sql`(case when f.country is null then '' else f.country end)` : sql`f.category`;
    const some = column === 'country' ? sql`true` : sql`f.category is not null`;
    const rows = visible
      ? await sql<{ value: string }>`select distinct ${value} as value from account_figures f
          where f.org_id = ${org} and ${some} and f.account_id in ${visible} order by 1`.execute(ctx.db)
      : await sql<{ value: string }>`
          with recursive step as (
            (select ${value} as value from account_figures f where f.org_id = ${org} and ${some} order by 1 limit 1)
            union all
            select (select ${value} from account_figures f where f.org_id = ${org} and ${some} and ${value} > step.value
                     order by ${value} limit 1) from step where step.value is not null)
          select value from step where value is not null limit 1000`.execute(ctx.db);
    return rows.rows.map((row) => row.value);
  };
  const countries = await distinct('country');
  return {
    countries: countries.filter((country) => country !== ''),
    categories: await distinct('category'),
    hasAny: countries.length > 0,
  };
}
