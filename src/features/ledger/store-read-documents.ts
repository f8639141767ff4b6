import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { Invalid, NotFound } from '../../pure/refusal.ts';
import { productCode } from '../products/public.ts';
import type { DOCUMENT_SORTS, DocumentKind } from './contract-shapes.ts';

export interface DocumentFields {
  id: string;
  number: string;
  kind: DocumentKind;
  account_id: string | null;
  account: string | null;
  doc_date: string | null;
  due_date: string | null;
  currency: string;
  net: bigint;
  tax: bigint;
  gross: bigint;
  base_net: bigint;
  disputed: boolean;
  has_header: boolean;
  line_count: number;
  salesperson: string | null;
}

const FIELDS = sql`d.id, d.number, d.kind, d.account_id, d.doc_date, d.due_date, coalesce(d.currency, '')::text as currency, d.net, d.tax,
  coalesce(d.header_gross, d.net + d.tax) as gross, d.base_net, d.disputed, d.has_header, d.line_count, s.name as salesperson`;

const SORTS: Record<(typeof DOCUMENT_SORTS)[number], { by: RawBuilder<unknown>; type: string }> = {
  date: { by: sql`d.doc_date`, type: 'date' },
  amount: { by: sql`d.base_net`, type: 'bigint' },
  number: { by: sql`d.number`, type: 'text' },
};

export interface DocumentsAsked {
  from?: string;
  to?: string;
  kind?: readonly DocumentKind[];
  q?: string;
  product?: string;
  sort: (typeof DOCUMENT_SORTS)[number];
  direction: 'asc' | 'desc';
  after?: string;
  limit: number;
}

/** Documents of some accounts by keyset. By date it reads one page of each account from its index, so that groups and long histories stay quick. */
export async function loadDocuments(ctx: Ctx, ids: readonly string[], asked: DocumentsAsked) {
  const { by, type } = SORTS[asked.sort];
  const key = fromCursor(asked.after, [asked.sort === 'date' ? 'day' : 'text', 'id']);
  if (key && asked.sort === 'amount' && !/^-?\d{1,18}$/.test(String(key[0]))) {
    throw new Invalid([{ field: 'after', expected: 'the `next` of a page with the same sort' }]);
  }
  const [sign, way] = asked.direction === 'desc' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const where: RawBuilder<unknown>[] = [
    sql`d.org_id = ${ctx.org.id} and d.account_id = m.id and d.doc_date is not null`,
  ];
  if (asked.from) where.push(sql`d.doc_date >= ${asked.from}::date`);
  if (asked.to) where.push(sql`d.doc_date <= ${asked.to}::date`);
  if (asked.kind?.length) where.push(sql`d.kind = any (${asked.kind})`);
  if (asked.q?.trim()) where.push(sql`position(${asked.q.trim().toLowerCase()} in lower(d.number)) > 0`);
  if (asked.product) {
    where.push(sql`exists (select from ledger_lines l where l.org_id = d.org_id and l.account_id = d.account_id and l.product_id = ${asked.product}::uuid
      and l.doc_date = d.doc_date and l.document_id = d.id)`);
  }
  if (key) where.push(sql`(${by}, d.id) ${sign} (${key[0]}::${sql.raw(type)}, ${key[1]}::uuid)`);
  const order = sql`${by} ${way}, d.id ${way} limit ${asked.limit + 1}`;
  const found = await sql<DocumentFields & { sorted: string }>`
    select ${FIELDS}, a.name as account, (${by})::text as sorted
      from (select d.* from unnest(${ids}::uuid[]) m (id)
             cross join lateral (select d.* from ledger_documents d where ${sql.join(where, sql` and `)} order by ${order}) d
             order by ${order}) d
      join accounts a on a.org_id = d.org_id and a.id = d.account_id
      left join salespeople s on s.org_id = d.org_id and s.id = d.salesperson_id
     order by ${by} ${way}, d.id ${way}`.execute(ctx.db);
  return pageOf(found.rows, asked.limit, (row) => [row.sorted, row.id]);
}

/** One document that the reader may see; NotFound otherwise. Documents without an account only for those who see all. */
export async function loadDocument(ctx: Ctx, id: string) {
  const all = ctx.scope('ledger.read') === 'all';
  const found = await sql<
    DocumentFields & {
      required_on: string | null;
      shipped_on: string | null;
      settled_on: string | null;
      rate: string | null;
      rounding: bigint;
      base_cost: bigint | null;
      base_costed_net: bigint;
      costed_lines: number;
      import_id: string;
      series: string;
    }
  >`
    select ${FIELDS}, a.name as account, d.required_on, d.shipped_on, d.settled_on, d.rate, d.rounding, d.base_cost, d.base_costed_net, d.costed_lines, d.import_id, d.series
      from ledger_documents d
      left join accounts a on a.org_id = d.org_id and a.id = d.account_id
      left join salespeople s on s.org_id = d.org_id and s.id = d.salesperson_id
     where d.org_id = ${ctx.org.id} and d.id = ${id} and ${all ? sql`true` : mayReadAccount(ctx, 'ledger.read', 'd.account_id')}`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

export interface LineFields {
  line_key: string;
  product_id: string | null;
  code: string | null;
  name: string | null;
  group_name: string | null;
  unit: string | null;
  description: string | null;
  quantity: string | null;
  unit_price: string | null;
  discount: string | null;
  net: bigint;
  tax: bigint | null;
  cost: bigint | null;
  base_net: bigint;
}

/** Lines of a document in the order of their keys. */
export async function loadLines(ctx: Ctx, documentId: string, asked: { after?: string; limit: number }) {
  const key = fromCursor(asked.after, ['int', 'text']);
  const number = sql`coalesce(nullif(left(regexp_replace(l.line_key, '\\D.*$', ''), 9), '')::int, 0)`;
  const found = await sql<LineFields & { position: number }>`
    select l.line_key, ${number} as position, l.product_id, ${sql.raw(productCode('p'))} as code, p.name, p.group_name, p.unit, l.description, l.quantity, l.unit_price, l.discount,
           l.net, l.tax, l.cost, l.base_net
      from ledger_lines l left join products p on p.org_id = l.org_id and p.id = l.product_id
     where l.org_id = ${ctx.org.id} and l.document_id = ${documentId} ${key ? sql`and (${number}, l.line_key) > (${key[0]}::int, ${key[1]})` : sql``}
     order by ${number}, l.line_key limit ${asked.limit + 1}`.execute(ctx.db);
  return pageOf(found.rows, asked.limit, (row) => [row.position, row.line_key]);
}

/** The payments that are allocated to a document, in their own currency. */
export async function loadPaymentsOf(ctx: Ctx, documentId: string) {
  const found = await sql<{ id: string; number: string; paid_on: string | null; currency: string; amount: bigint }>`
    select p.id, p.number, p.paid_on, p.currency::text as currency, x.amount
      from ledger_allocations x join ledger_payments p on p.org_id = x.org_id and p.id = x.payment_id
     where x.org_id = ${ctx.org.id} and x.document_id = ${documentId} and ${mayReadAccount(ctx, 'ledger.read', 'p.account_id')}
     order by p.paid_on, p.id`.execute(ctx.db);
  return found.rows;
}

export interface PaymentFields {
  id: string;
  number: string;
  account_id: string | null;
  account: string | null;
  paid_on: string;
  currency: string;
  amount: bigint;
  base_amount: bigint;
  documents: { id: string; number: string; amount: string }[];
}

/** Payments of some accounts, newest first, with the documents that they pay, as far as the reader may see these. */
export async function loadPayments(
  ctx: Ctx,
  ids: readonly string[],
  asked: { from?: string; to?: string; after?: string; limit: number },
) {
  const key = fromCursor(asked.after, ['day', 'id']);
  const where: RawBuilder<unknown>[] = [
    sql`p.org_id = ${ctx.org.id} and p.account_id = m.id and p.paid_on is not null`,
  ];
  if (asked.from) where.push(sql`p.paid_on >= ${asked.from}::date`);
  if (asked.to) where.push(sql`p.paid_on <= ${asked.to}::date`);
  if (key) where.push(sql`(p.paid_on, p.id) < (${key[0]}::date, ${key[1]}::uuid)`);
  const order = sql`p.paid_on desc, p.id desc limit ${asked.limit + 1}`;
  const found = await sql<PaymentFields>`
    select p.id, p.number, p.account_id, a.name as account, p.paid_on, p.currency::text as currency, p.amount, p.base_amount,
           coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number, 'amount', x.amount::text) order by d.doc_date, d.id)
              from ledger_allocations x join ledger_documents d on d.org_id = x.org_id and d.id = x.document_id
             where x.org_id = p.org_id and x.payment_id = p.id and ${mayReadAccount(ctx, 'ledger.read', 'd.account_id')}), '[]') as documents
      from (select p.* from unnest(${ids}::uuid[]) m (id)
             cross join lateral (select p.* from ledger_payments p where ${sql.join(where, sql` and `)} order by ${order}) p
             order by ${order}) p
      join accounts a on a.org_id = p.org_id and a.id = p.account_id
     order by p.paid_on desc, p.id desc`.execute(ctx.db);
  return pageOf(found.rows, asked.limit, (row) => [row.paid_on, row.id]);
}
