import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Kind } from './contract-shapes.ts';
import { loadName, loadNames } from './store.ts';
import { loadRedirects } from './store-merging.ts';

export { countsDaysFrom } from './active-base.ts';
export { addressKey, nameStem, ownDomain, taxKey } from './rules.ts';
export { type AccountSet, type PublishedFigure, publishFigures, refreshFigures } from './store-figures.ts';
export { type AccountWish, accountArray, accountsCalled, shutArray } from './store-found.ts';
export { type HandedLead, handLeads, leadsOn, takeBackLeads } from './store-leads.ts';
export {
  loosenUnused,
  makeUnknownCustomers,
  mergeCustomers,
  refreshImported,
  unusedAccounts,
} from './store-merge.ts';
export {
  absorb,
  afterReturn,
  beforeReturn,
  choose,
  lockAccounts,
  MERGED_COLUMNS,
  type MergedColumn,
  mergedOf,
} from './store-merging.ts';
export { lockTeams } from './store-people.ts';
export { findProposals as proposeGroups } from './store-proposals.ts';
export { accountsBelow, type Placing, placeUnder, rebuildStructure } from './store-structure.ts';
export { type AccountEvent, hearsAccounts } from './told.ts';
export { countsAsTouch } from './touches.ts';
export { keepsAccounts } from './worked-on.ts';

/** An account as other rooms name it. */
export interface NamedAccount {
  id: string;
  name: string;
  kind: Kind;
}

/** The names of those of the accounts that the reader may see under the verb, by id. */
export async function loadAccountNames(
  ctx: Ctx,
  accountIds: readonly string[],
  verb = 'accounts.read',
): Promise<Map<string, NamedAccount>> {
  if (accountIds.length === 0) return new Map();
  const rows = await loadNames(ctx, accountIds, verb);
  const found = new Map<string, NamedAccount>(rows.map(({ id, name, kind }) => [id, { id, name, kind }]));
  const missing = accountIds.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  // Some may have been merged: they are called what they are now.
  const merged = await loadRedirects(ctx, missing);
  if (merged.size === 0) return found;
  const now = new Map((await loadNames(ctx, [...merged.values()], verb)).map((row) => [row.id, row]));
  for (const [was, is] of merged) {
    const row = now.get(is);
    if (row) found.set(was, { id: row.id, name: row.name, kind: row.kind });
  }
  return found;
}

/** Throws NotFound unless the account exists and the reader may see it under the verb; gives its name. */
export async function checkAccountVisible(ctx: Ctx, accountId: string, verb: string): Promise<NamedAccount> {
  const { id, name, kind } = await loadName(ctx, accountId, verb);
  return { id, name, kind };
}

/** The subquery of the ids of accounts that are left out of the key accounts, by themselves or by one above. */
export function excludedAccounts(ctx: Ctx) {
  return sql`(select account_id from account_figures where org_id = ${ctx.org.id} and excluded)`;
}

/** Whether the organisation has any account, whoever asks: for jobs and for "import something first". */
export async function hasAccounts(ctx: Ctx): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('accounts')
    .select('id')
    .where('org_id', '=', ctx.org.id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The ids of all accounts by their key in the source; for the sample company. */
export async function accountIdsByKey(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('accounts')
    .select(['id', 'external_id'])
    .where('org_id', '=', ctx.org.id)
    .execute();
  return new Map(rows.map((row) => [row.external_id, row.id]));
}

/** An account with the figures by which one knows it. */
export interface KnownAccount {
  id: string;
  name: string;
  tier: string;
  revenue: bigint;
  openBalance: bigint | null;
  lastDocument: string | null;
}

/** The accounts of a subquery that the reader may see, the largest first, after one of them. */
export async function largestOf(
  ctx: Ctx,
  source: RawBuilder<unknown>,
  after: { revenue: string; id: string } | null,
  limit: number,
): Promise<KnownAccount[]> {
  const found = await sql<KnownAccount>`
    select f.account_id as id, f.name, f.tier, f.revenue, f.open_balance as "openBalance", f.last_document as "lastDocument"
      from account_figures f
     where f.org_id = ${ctx.org.id} and f.account_id in ${source} and ${mayReadAccount(ctx, 'accounts.read', 'f.account_id')}
       ${after === null ? sql`` : sql`and (f.revenue, f.account_id) < (${after.revenue}::bigint, ${after.id}::uuid)`}
     order by f.revenue desc, f.account_id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}
