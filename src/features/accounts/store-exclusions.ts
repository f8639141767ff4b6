import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { AccountName, EXCLUSION_REASONS } from './contract-shapes.ts';
import { refreshFigures } from './store-figures.ts';
import { accountsBelow } from './store-structure.ts';
import { tell } from './told.ts';

type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

interface RawExclusion {
  account_id: string;
  reason: ExclusionReason;
  note: string;
  since: Date;
  set_by: string | null;
  setter: string | null;
}

const asExclusion = (row: RawExclusion) => ({
  reason: row.reason,
  note: row.note,
  since: row.since.toISOString(),
  setBy: row.set_by && row.setter ? { id: row.set_by, name: row.setter } : null,
});

/** The exclusion in force on an account: its own, or that of the nearest account above (named only when the reader sees it). */
export async function loadExclusionOf(ctx: Ctx, accountId: string, ancestors: readonly AccountName[]) {
  const rows = await sql<RawExclusion>`
    select x.account_id, x.reason, x.note, x.since, x.set_by, u.name as setter
      from account_ancestors d join account_exclusions x on x.org_id = d.org_id and x.account_id = d.ancestor_id
      left join users u on u.id = x.set_by
     where d.org_id = ${ctx.org.id} and d.account_id = ${accountId} order by d.depth limit 1`.execute(ctx.db);
  const [row] = rows.rows;
  if (!row) return null;
  const from = ancestors.find((account) => account.id === row.account_id) ?? null;
  const isHidden = from === null && row.account_id !== accountId;
  return { ...asExclusion(row), ...(isHidden ? { note: '', setBy: null } : {}), from };
}

/** Sets or changes the exclusion of an account, with audit and list. */
export async function saveExclusion(ctx: Ctx, accountId: string, reason: ExclusionReason, note: string): Promise<void> {
  const before = await own(ctx, accountId);
  const row = { reason, note, since: ctx.now, set_by: ctx.actor.userId };
  await ctx.db
    .insertInto('account_exclusions')
    .values({ org_id: ctx.org.id, account_id: accountId, ...row })
    .onConflict((conflict) => conflict.columns(['org_id', 'account_id']).doUpdateSet(row))
    .execute();
  ctx.note({
    recordKind: 'exclusion',
    recordId: accountId,
    accountId,
    before: before ?? null,
    after: { reason, note },
  });
  await tell(ctx, 'excluded', about(accountId, reason, note));
  await refreshFigures(ctx, accountsBelow(ctx, accountId));
}

/** Ends the exclusion of an account; NotFound when it has none of its own. */
export async function removeExclusion(ctx: Ctx, accountId: string): Promise<void> {
  const before = await own(ctx, accountId);
  if (!before) throw new NotFound();
  await ctx.db
    .deleteFrom('account_exclusions')
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId)
    .execute();
  ctx.note({ recordKind: 'exclusion', recordId: accountId, accountId, before });
  await tell(ctx, 'included', about(accountId, before.reason, ''));
  await refreshFigures(ctx, accountsBelow(ctx, accountId));
}

const about = (accountId: string, reason: string, note: string) =>
  sql`(select ${accountId}::uuid as account_id, null::uuid as record_id, nullif(${note}::text, '') as text, jsonb_build_object('reason', ${reason}::text) as params)`;

function own(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('account_exclusions')
    .select(['reason', 'note'])
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** Exclusions of accounts that the reader may see, newest first. */
export async function loadExclusions(ctx: Ctx, slice: { after: { since: string; id: string } | null; limit: number }) {
  const after = slice.after
    ? sql`and (x.since, x.account_id) < (${slice.after.since}::timestamptz, ${slice.after.id}::uuid)`
    : sql``;
  const rows = await sql<RawExclusion & AccountName & { revenue: bigint; at: string }>`
    select x.account_id, x.reason, x.note, x.since, x.since::text as at, x.set_by, u.name as setter, a.id, a.name, a.kind, f.revenue
      from account_exclusions x
      join accounts a on a.org_id = x.org_id and a.id = x.account_id
      join account_figures f on f.org_id = x.org_id and f.account_id = x.account_id
      left join users u on u.id = x.set_by
     where x.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, 'accounts.read', 'x.account_id')} ${after}
     order by x.since desc, x.account_id desc limit ${slice.limit}`.execute(ctx.db);
  return rows.rows.map((row) => ({
    ...asExclusion(row),
    at: row.at,
    account: { id: row.id, name: row.name, kind: row.kind },
    revenue: row.revenue,
  }));
}
