import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import type { DayString } from '../../pure/period.ts';
import type { Bucket, DocumentKind } from './contract-shapes.ts';
import { BUCKET_DAYS } from './rules.ts';
import { type OpenKnowledge, openItems, unsettled } from './store-open.ts';

export interface BalanceSums {
  bucket: Bucket | 'credits' | 'disputed' | 'loose';
  amount: bigint | null;
  documents: number;
  missing: string | null;
  longest: number | null;
}

/** The bucket of a row of `items`, as SQL; the bounds are those of rules.ts. */
const BUCKET = `case when i.days is null then 'undated' ${Object.entries(BUCKET_DAYS)
  .map(([bucket, [, to]]) => (to === null ? `else '${bucket}'` : `when i.days <= ${to} then '${bucket}'`))
  .join(' ')} end`;

/** Sums of the open documents by age, and what stands apart: credits, disputed, payments left over. Minor units of the base currency. */
export async function loadBalanceSums(
  ctx: Ctx,
  ids: readonly string[],
  asOf: DayString,
  knowledge: OpenKnowledge,
): Promise<BalanceSums[]> {
  const found = await sql<BalanceSums>`
    ${openItems(ctx, ids, asOf, knowledge)}
    select ${sql.raw(BUCKET)} as bucket, sum(i.base_open)::bigint as amount, count(*)::int as documents,
           min(i.currency) filter (where i.base_open is null) as missing, max(i.days) as longest
      from items i where i.open > 0 group by 1
    union all
    select 'credits', sum(i.base_open)::bigint, count(*)::int, min(i.currency) filter (where i.base_open is null), null from items i where i.open < 0
    union all
    select 'disputed', sum(i.base_open)::bigint, count(*)::int, null, null from items i where i.open > 0 and i.disputed
    union all
    select 'loose', sum(l.base_amount)::bigint, count(*)::int, min(l.currency) filter (where l.base_amount is null), null from loose l`.execute(
    ctx.db,
  );
  return found.rows;
}

/** The rates at which open amounts in foreign currencies are converted as of a day, of the currencies that the accounts use. */
export async function loadRatesUsed(ctx: Ctx, ids: readonly string[], asOf: DayString) {
  const found = await sql<{ currency: string; rate: string; valid_from: string }>`
    select distinct on (r.currency) r.currency::text as currency, r.rate, r.valid_from
      from (select distinct currency from ${unsettled(ctx, ids, asOf)} u where currency <> ${ctx.org.baseCurrency}) d
      join exchange_rates r on r.org_id = ${ctx.org.id} and r.currency = d.currency and r.valid_from <= ${asOf}::date
     order by r.currency, r.valid_from desc`.execute(ctx.db);
  return found.rows;
}

/** The newest document (not an order) or payment of the accounts that is not dated in the future. */
export async function loadNewestFact(ctx: Ctx, ids: readonly string[]): Promise<DayString | null> {
  const found = await sql<{ day: string | null }>`
    select max(f.day) as day from unnest(${ids}::uuid[]) m (id)
     cross join lateral (
       (select d.doc_date as day from ledger_documents d where d.org_id = ${ctx.org.id} and d.account_id = m.id and d.doc_date <= ${ctx.today}::date
          and d.kind <> 'order' order by d.doc_date desc, d.id desc limit 1)
       union all
       (select p.paid_on from ledger_payments p where p.org_id = ${ctx.org.id} and p.account_id = m.id and p.paid_on <= ${ctx.today}::date
         order by p.paid_on desc, p.id desc limit 1)) f`.execute(ctx.db);
  return found.rows[0]?.day ?? null;
}

export interface OpenRow {
  id: string;
  account_id: string;
  account: string;
  number: string;
  kind: DocumentKind;
  doc_date: string;
  due: string | null;
  currency: string;
  gross: bigint;
  disputed: boolean;
  open: bigint;
  days: number | null;
  base_open: bigint;
  bucket: Bucket;
  sorted: string;
}

/** Open documents, the earliest due first, those without a due date at the end; by keyset. */
export async function loadOpenDocuments(
  ctx: Ctx,
  ids: readonly string[],
  asOf: DayString,
  knowledge: OpenKnowledge,
  asked: { overdue: boolean; bucket?: Bucket; after?: string; limit: number },
) {
  const after = fromCursor(asked.after, ['day', 'id']);
  const due = sql`coalesce(i.due, '9999-12-31'::date)`;
  const rest = after ? sql`and (${due}, i.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``;
  const found = await sql<OpenRow>`
    ${openItems(ctx, ids, asOf, knowledge)}
    select i.*, a.name as account, ${sql.raw(BUCKET)} as bucket, ${due}::text as sorted
      from items i join accounts a on a.org_id = ${ctx.org.id} and a.id = i.account_id
     where i.base_open is not null ${asked.overdue ? sql`and i.days > 0 and i.open > 0` : sql``}
       ${asked.bucket ? sql`and i.open > 0 and ${sql.raw(BUCKET)} = ${asked.bucket}` : sql``} ${rest}
     order by ${due}, i.id limit ${asked.limit + 1}`.execute(ctx.db);
  return pageOf(found.rows, asked.limit, (row) => [row.sorted, row.id]);
}

/** What is open today of some documents among all of their accounts; a document that is missing is paid. */
export async function loadOpenOf(
  ctx: Ctx,
  ids: readonly string[],
  knowledge: OpenKnowledge,
  documents: readonly string[],
): Promise<Map<string, bigint>> {
  if (documents.length === 0) return new Map();
  const found = await sql<{ id: string; open: bigint }>`
    ${openItems(ctx, ids, ctx.today, knowledge)} select i.id, i.open from items i where i.id = any (${documents}::uuid[])`.execute(
    ctx.db,
  );
  return new Map(found.rows.map((row) => [row.id, row.open]));
}
