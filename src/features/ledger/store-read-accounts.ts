import { type RawBuilder, sql } from 'kysely';
import { mayReadOne, visibleAccounts } from '../../kernel/access.ts';
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
     where d.org_id = ${ctx.org.id} and d.ancestor_id = ${accountId} and ${mayReadOne(ctx, 'ledger.read', accountId)}
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
  const revenue = await reachOf(ctx, 'revenue');
  // Documents of the future alone are invoices too.
  const has = revenue.newest === null ? await kindsSeen(ctx) : { invoices: true, orders: false };
  const isFallback = !has.invoices && has.orders;
  const reach = isFallback ? await reachOf(ctx, 'ordered') : revenue;
  return {
    basis: isFallback ? 'ordered' : 'revenue',
    isFallback,
    asOf: reach.newest ?? ctx.today,
    oldest: reach.oldest,
  };
}

async function kindsSeen(ctx: Ctx): Promise<{ invoices: boolean; orders: boolean }> {
  const seen = await loadSeen(ctx);
  if (seen !== null) return loadKindsOf(ctx, seen);
  const state = await loadLedgerState(ctx);
  return { invoices: state.invoices > 0n, orders: state.orders > 0n };
}

/** From when to when documents of a basis reach; null where there is none that is not dated after today. */
interface Reach {
  newest: DayString | null;
  oldest: DayString | null;
}

async function reachOf(ctx: Ctx, basis: Footing['basis']): Promise<Reach> {
  const visible = visibleAccounts(ctx, 'ledger.read');
  if (visible !== null) return reachOfSome(ctx, basis, visible);
  const newest = await loadNewestDocument(ctx, basis, null);
  return { newest, oldest: newest && (await loadOldestDocument(ctx, basis, null)) };
}

/** So many documents at each end of the organisation's ledger are looked through for one of the reader's, before every account of the reader is asked. */
const NEAR = 1000;

async function reachOfSome(ctx: Ctx, basis: Footing['basis'], visible: RawBuilder<unknown>): Promise<Reach> {
  const kind = basis === 'ordered' ? sql`d.kind = 'order'` : sql`d.kind <> 'order'`;
  const documents = sql`from ledger_documents d where d.org_id = ${ctx.org.id} and d.doc_date <= ${ctx.today}::date`;
  const near = (way: RawBuilder<unknown>) =>
    sql`(select d.* from (select d.doc_date, d.account_id, d.kind ${documents} order by d.doc_date ${way} limit ${NEAR}) d join seen using (account_id) where ${kind})`;
  const found = await sql<Reach>`
    with seen as materialized ${visible}
    select (select max(doc_date) from ${near(sql`desc`)} d) as newest, (select min(doc_date) from ${near(sql`asc`)} d) as oldest`.execute(
    ctx.db,
  );
  const { newest, oldest } = found.rows[0]!;
  if (newest !== null && oldest !== null) return { newest, oldest };
  const end = (way: RawBuilder<unknown>) =>
    sql`(select d.doc_date as day ${documents} and d.account_id = seen.account_id and ${kind} order by d.doc_date ${way}, d.id ${way} limit 1)`;
  const reach = await sql<Reach>`
    select max(n.day) as newest, min(o.day) as oldest from ${visible} seen
     cross join lateral ${end(sql`desc`)} n cross join lateral ${end(sql`asc`)} o`.execute(ctx.db);
  return reach.rows[0]!;
}
