import type pg from 'pg';
import type { Ctx } from '../../kernel/ctx.ts';
import { formatMinor } from '../../pure/money.ts';
import type { ImportView } from './store.ts';

type Report = NonNullable<ImportView['report']>;

interface Sums {
  net: string | null;
  ordered: string | null;
  documents: number;
  lines: number;
  no_lines: number;
  no_document: number;
}

/** Totals of what the merge of this transaction touched, from its temporary tables. */
export async function totalsOf(ctx: Ctx): Promise<Pick<Report, 'totals' | 'loose'>> {
  const { client } = ctx;
  const currency = ctx.org.baseCurrency;
  const money = (text: string | null) => formatMinor(BigInt(text ?? '0'), currency);
  const { rows } = await client.query<Sums>(
    `select sum(base_net) filter (where kind <> 'order')::text as net, sum(base_net) filter (where kind = 'order')::text as ordered,
            count(*)::int as documents, coalesce(sum(line_count), 0)::int as lines,
            count(*) filter (where line_count = 0 and account_id is not null)::int as no_lines,
            coalesce(sum(line_count) filter (where account_id is null), 0)::int as no_document from doc_states`,
  );
  const sums = rows[0]!;
  const paid = await client.query<{ received: string | null; payments: number }>(
    'select sum(base_amount)::text as received, count(*)::int as payments from in_payments',
  );
  const beyond = await client.query<{ count: number }>(
    `select count(*)::int as count from (
       select x.document_id from ledger_allocations x join ledger_documents d on d.org_id = x.org_id and d.id = x.document_id
        where x.org_id = current_org() and x.document_id in (select document_id from in_allocations)
        group by x.document_id, d.net, d.tax having sum(x.amount) > d.net + d.tax and d.net + d.tax > 0) b`,
  );
  const years = await client.query<{
    year: number;
    currency: string;
    series: 'sale' | 'credit' | 'order';
    documents: number;
    net: string;
  }>(
    `select extract(year from doc_date)::int as year, currency, series, count(*)::int as documents, sum(net)::text as net
       from doc_states where doc_date is not null group by 1, 2, 3 order by 1, 2, 3`,
  );
  return {
    totals: {
      currency,
      net: money(sums.net),
      ordered: money(sums.ordered),
      received: money(paid.rows[0]!.received),
      documents: sums.documents,
      lines: sums.lines,
      payments: paid.rows[0]!.payments,
      byYear: years.rows.map((row) => ({ ...row, net: formatMinor(BigInt(row.net), row.currency) })),
    },
    loose: {
      documentsWithoutLines: sums.no_lines,
      linesWithoutDocument: sums.no_document,
      paymentsBeyondInvoices: beyond.rows[0]!.count,
    },
  };
}

/** Rejected rows by reason, with one example each. */
export async function reasonsOf(client: pg.ClientBase): Promise<Report['reasons']> {
  const { rows } = await client.query<Report['reasons'][number]>(
    `select code, count(*)::int as count, min(message) as example from stage_rejects group by code order by count(*) desc, code`,
  );
  return rows;
}

/** Counts by table of the import: what the merges counted, and the rejected rows. */
export async function countsByTable(client: pg.ClientBase) {
  const { rows } = await client.query<{
    tbl: number;
    inserted: number;
    updated: number;
    unchanged: number;
    rejected: number;
  }>(
    `select coalesce(c.tbl, r.tbl) as tbl, coalesce(c.inserted, 0)::int as inserted, coalesce(c.updated, 0)::int as updated,
            coalesce(c.unchanged, 0)::int as unchanged, coalesce(r.rejected, 0)::int as rejected
       from (select tbl, sum(inserted) as inserted, sum(updated) as updated, sum(unchanged) as unchanged from stage_counts group by tbl) c
       full join (select tbl, count(*) as rejected from stage_rejects group by tbl) r on r.tbl = c.tbl`,
  );
  return new Map(rows.map((row) => [row.tbl, row]));
}

/** Copies the rejected rows of this transaction into import_rejects, under the files and tables they came from. */
export async function keepRejects(
  client: pg.ClientBase,
  importId: string,
  tables: readonly { tbl: number; fileId: string; tableId: string }[],
): Promise<void> {
  await client.query('delete from import_rejects where org_id = current_org() and import_id = $1', [importId]);
  await client.query(
    `insert into import_rejects (org_id, import_id, id, is_dry_run, file_id, table_id, row_number, field, value, code, message)
     select current_org(), $1, row_number() over (order by r.tbl, r.row, r.code), false, t.file_id, t.table_id, r.row, r.field, r.value, r.code, r.message
       from stage_rejects r join unnest($2::int[], $3::uuid[], $4::text[]) as t (tbl, file_id, table_id) on t.tbl = r.tbl`,
    [
      importId,
      tables.map((table) => table.tbl),
      tables.map((table) => table.fileId),
      tables.map((table) => table.tableId),
    ],
  );
}
