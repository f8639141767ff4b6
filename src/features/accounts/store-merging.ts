import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { checkNothingLeft, type Merging, quoted, setRows, takeRows } from '../../kernel/merge-rows.ts';
import { isCurrency } from '../../pure/currencies.ts';
import { Refusal } from '../../pure/refusal.ts';
import type { Kind } from './contract-shapes.ts';
import { checkKinds } from './rules.ts';
import { refreshFigures } from './store-figures.ts';
import { rebuildStructure } from './store-structure.ts';

const OWN = ['account_ancestors', 'account_figures'];

/** The columns of an account of which a merge chooses a value. */
export const MERGED_COLUMNS = [
  'name',
  'legal_name',
  'kind',
  'channel',
  'tax_id',
  'category',
  'country',
  'region',
  'city',
  'postal_code',
  'address',
  'phone',
  'email',
  'web',
  'manager_name',
  'currency',
  'credit_limit',
  'payment_days',
  'languages',
] as const;
export type MergedColumn = (typeof MERGED_COLUMNS)[number];

/** The rows of two accounts, locked until the end of the transaction; fewer where one is not there. */
export async function lockAccounts(ctx: Ctx, ids: readonly string[]): Promise<Record<string, unknown>[]> {
  const found = await sql<Record<string, unknown>>`
    select * from accounts where org_id = ${ctx.org.id} and id = any (${[...ids]}::uuid[]) order by id for update`.execute(
    ctx.db,
  );
  return found.rows;
}

/** SQL of what a column becomes: the value of the merged account, or those of both. */
const chosen = (from: string, column: string, which: 'absorbed' | 'both') => {
  const theirs = `(select a.${column} from accounts a where a.org_id = t.org_id and a.id = ${quoted(from)})`;
  if (which === 'absorbed') return theirs;
  return `t.${column} || array(select l from unnest(${theirs}) l where not l = any (t.${column}))`;
};

/** A credit limit keeps its number of units where it, or the currency, alone comes from the other account. */
function limitOf(
  from: string,
  wish: Readonly<Partial<Record<MergedColumn, 'absorbed' | 'both'>>>,
  baseCurrency: string,
): string | null {
  const isTheirs = (column: MergedColumn) => wish[column] === 'absorbed';
  if (isTheirs('credit_limit') === isTheirs('currency')) return null;
  const theirs = (column: MergedColumn) => chosen(from, column, 'absorbed');
  const [limit, was, is] = isTheirs('credit_limit')
    ? [theirs('credit_limit'), theirs('currency'), 't.currency']
    : ['t.credit_limit', 't.currency', theirs('currency')];
  if (!isCurrency(baseCurrency)) throw new Error('not a currency');
  const digits = (currency: string) => `minor_digits(coalesce(${currency}, '${baseCurrency}'))`;
  return `round(${limit} * (10::numeric ^ (${digits(is)} - ${digits(was)})))::bigint`;
}

/** Gives the survivor the values that were chosen. */
export async function choose(
  merging: Merging,
  wish: Readonly<Partial<Record<MergedColumn, 'absorbed' | 'both'>>>,
  baseCurrency: string,
): Promise<void> {
  const columns = Object.entries(wish).map(([column, which]) => [column, chosen(merging.from, column, which)] as const);
  const limit = limitOf(merging.from, wish, baseCurrency);
  const values = { ...Object.fromEntries(columns), ...(limit === null ? {} : { credit_limit: limit }) };
  const survivor = `t.id = ${quoted(merging.to)}`;
  if (columns.length > 0) await setRows(merging, { table: 'accounts', key: ['id'] }, values, survivor);
  await merging.client.query(
    `update accounts set version = version + 1 where org_id = current_org() and id = ${quoted(merging.to)}`,
  );
}

/** Refuses a survivor that cannot stand where it does: an outlet above a group or an entity. */
async function checkPlaces(ctx: Ctx, merging: Merging): Promise<void> {
  const found = await sql<{ kind: Kind; above: Kind | null; below: Kind[] }>`
    select a.kind, p.kind as above, array(select distinct c.kind from accounts c where c.org_id = a.org_id and c.parent_id = a.id) as below
      from accounts a left join accounts p on p.org_id = a.org_id and p.id = a.parent_id
     where a.org_id = ${ctx.org.id} and a.id = ${merging.to}::uuid`.execute(ctx.db);
  const { kind, above, below } = found.rows[0]!;
  checkKinds(kind, above);
  for (const one of below) checkKinds(one, kind);
}

/** Once everything has moved: takes the merged account away, keeps where it went, and brings structure and list up to date. */
export async function absorb(ctx: Ctx, merging: Merging): Promise<void> {
  const { client, from, to, mergeId } = merging;
  await checkPlaces(ctx, merging);
  await checkNothingLeft(merging, 'accounts', OWN);
  const row = `t.id = ${quoted(from)}`;
  await takeRows(merging, { table: 'account_figures', key: ['account_id'] }, `t.account_id = ${quoted(from)}`);
  const taken = await client.query<{ source: string; external_id: string }>(
    `select source, external_id from accounts where org_id = current_org() and id = ${quoted(from)}`,
  );
  await takeRows(merging, { table: 'accounts', key: ['id'] }, row);
  await client.query(
    'insert into account_redirects (org_id, id, account_id, source, external_id, merge_id) values (current_org(), $1, $2, $3, $4, $5)',
    [from, to, taken.rows[0]!.source, taken.rows[0]!.external_id, mergeId],
  );
  await lookAgain(ctx, [to]);
}

/** Structure and list of accounts and of all below them. */
async function lookAgain(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await rebuildStructure(ctx, [...ids]);
  await refreshFigures(
    ctx,
    sql`(select b.account_id from account_ancestors b where b.org_id = ${ctx.org.id} and b.ancestor_id = any (${[...ids]}::uuid[]))`,
  );
}

/** Before an undo: the id is the account's own again. Where its parent was merged since, it comes back below the account that this one is now. */
export async function beforeReturn(merging: Merging): Promise<void> {
  const { client, from, to, mergeId } = merging;
  await client.query('delete from account_redirects where org_id = current_org() and id = $1', [from]);
  await client.query(
    `update merge_rows m set before = jsonb_set(m.before, '{parent_id}', to_jsonb(r.account_id)) from account_redirects r
      where m.org_id = current_org() and m.merge_id = $1 and m.table_name = 'accounts' and m.act = 'taken' and r.org_id = m.org_id
        and m.before->>'parent_id' = r.id::text`,
    [mergeId],
  );
  await client.query(`update accounts set version = version + 1 where org_id = current_org() and id = ${quoted(to)}`);
}

/** After an undo: what was placed since may close a circle with what came back; then it comes back at the top. */
export async function afterReturn(ctx: Ctx, merging: Merging): Promise<void> {
  const { from, to } = merging;
  const found = await sql<{ start: string }>`
    with recursive up as (
      select a.id as start, a.parent_id as at, 1 as depth from accounts a where a.org_id = ${ctx.org.id} and a.id = any (${[from, to]}::uuid[])
      union all
      select u.start, a.parent_id, u.depth + 1 from up u join accounts a on a.org_id = ${ctx.org.id} and a.id = u.at where u.depth < 70)
    select start from up group by start having max(depth) >= 70`.execute(ctx.db);
  if (found.rows.length > 0)
    await sql`update accounts set parent_id = null where org_id = ${ctx.org.id} and id = ${from}::uuid`.execute(ctx.db);
  const still = await sql<{ version: number }>`
    update accounts set version = version + 1 where org_id = ${ctx.org.id} and id = ${from}::uuid returning version`.execute(
    ctx.db,
  );
  if (still.rows.length === 0)
    throw new Refusal('duplicates.gone', 'What the merged account hung on is gone: it cannot come back.');
  await lookAgain(ctx, [from, to]);
}

/** Where an account is now that may have been merged: its own id, or the survivor's. */
export async function whereNow(ctx: Ctx, accountId: string): Promise<string> {
  const found = await sql<{ account_id: string }>`
    select account_id from account_redirects where org_id = ${ctx.org.id} and id = ${accountId}::uuid`.execute(ctx.db);
  return found.rows[0]?.account_id ?? accountId;
}

/** The names of merged accounts that an import made or changed: while they are merged, it cannot be undone. */
export async function mergedOf(ctx: Ctx, importId: string): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select distinct r.before->>'name' as name from account_redirects d
      join merge_rows r on r.org_id = d.org_id and r.merge_id = d.merge_id and r.table_name = 'accounts' and r.act = 'taken' and r.row_key->>'id' = d.id::text
     where d.org_id = ${ctx.org.id} and (r.before->>'import_id' = ${importId} or exists (
       select from merge_rows b where b.org_id = r.org_id and b.merge_id = r.merge_id and b.table_name = 'import_before' and b.act = 'taken'
          and b.row_key->>'import_id' = ${importId})) order by 1 limit 5`.execute(ctx.db);
  return found.rows.map((row) => row.name);
}

/** For those of some ids that were merged: where they are now. */
export async function loadRedirects(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; account_id: string }>`
    select id, account_id from account_redirects where org_id = ${ctx.org.id} and id = any (${[...ids]}::uuid[])`.execute(
    ctx.db,
  );
  return new Map(found.rows.map((row) => [row.id, row.account_id]));
}
