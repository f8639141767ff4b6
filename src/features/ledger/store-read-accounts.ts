import { sql } from 'kysely';
import { mayReadAccount, visibleAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { DayString } from '../../pure/period.ts';
import { NotFound } from '../../pure/refusal.ts';
import {
  type FactAccounts,
  loadKindsOf,
  loadLedgerState,
  loadNewestDocument,
  loadOldestDocument,
} from './store-facts.ts';

/** Whose facts an answer adds up: the account alone or with everything below it. */
export interface Members {
  ids: string[];
  group: boolean;
  /** The account and everything below it, whatever `group` says. */
  subtree: string[];
}

/** The accounts that a question is about, as far as the reader may see them; NotFound when the account itself is hidden. */
export async function loadMembers(ctx: Ctx, accountId: string, group: boolean): Promise<Members> {
  const found = await sql<{ id: string }>`
    select d.account_id as id from account_ancestors d
     where d.org_id = ${ctx.org.id} and d.ancestor_id = ${accountId} and ${mayReadAccount(ctx, 'ledger.read', 'd.account_id')}
     order by d.depth, d.account_id`.execute(ctx.db);
  const subtree = found.rows.map((row) => row.id);
  if (!subtree.includes(accountId)) throw new NotFound();
  return { ids: group ? subtree : [accountId], group, subtree };
}

/** The accounts whose facts the reader sees under ledger.read; null: all of the organisation. */
export async function loadSeen(ctx: Ctx): Promise<FactAccounts> {
  const visible = visibleAccounts(ctx, 'ledger.read');
  if (visible === null) return null;
  const found = await sql<{ account_id: string }>`select v.account_id from ${visible} v`.execute(ctx.db);
  return found.rows.map((row) => row.account_id);
}

/** What answers are based on: invoices, or orders where the reader sees no invoice at all; and from when to when the ledger reaches. */
export interface Footing {
  basis: 'revenue' | 'ordered';
  isFallback: boolean;
  asOf: DayString;
  oldest: DayString | null;
}

/** The footing of the reader: dates and fallback of what they may see, so that a hidden account never shows through. */
export async function loadFooting(ctx: Ctx): Promise<Footing> {
  const seen = await loadSeen(ctx);
  const has =
    seen === null
      ? await loadLedgerState(ctx).then((state) => ({ invoices: state.invoices > 0n, orders: state.orders > 0n }))
      : await loadKindsOf(ctx, seen);
  const isFallback = !has.invoices && has.orders;
  const basis = isFallback ? 'ordered' : 'revenue';
  const reach = seen === null ? await reachOfAll(ctx, basis) : await reachOf(ctx, basis, seen);
  return { basis, isFallback, asOf: reach.newest ?? ctx.today, oldest: reach.oldest };
}

interface Reach {
  newest: DayString | null;
  oldest: DayString | null;
}

async function reachOfAll(ctx: Ctx, basis: Footing['basis']): Promise<Reach> {
  const newest = await loadNewestDocument(ctx, basis, null);
  return { newest, oldest: newest && (await loadOldestDocument(ctx, basis, null)) };
}

/** From when to when some accounts have documents, read at both ends of each account's index. */
async function reachOf(ctx: Ctx, basis: Footing['basis'], ids: readonly string[]): Promise<Reach> {
  const kind = basis === 'ordered' ? sql`d.kind = 'order'` : sql`d.kind <> 'order'`;
  const end = (way: ReturnType<typeof sql>) => sql`
    select d.doc_date as day from ledger_documents d
     where d.org_id = ${ctx.org.id} and d.account_id = m.id and ${kind} and d.doc_date <= ${ctx.today}::date
     order by d.doc_date ${way}, d.id ${way} limit 1`;
  const found = await sql<Reach>`
    select max(n.day) as newest, min(o.day) as oldest from unnest(${ids}::uuid[]) m (id)
     cross join lateral (${end(sql`desc`)}) n cross join lateral (${end(sql`asc`)}) o`.execute(ctx.db);
  return found.rows[0]!;
}
