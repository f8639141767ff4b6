import type pg from 'pg';
import { countRows, keepBefore } from '../../kernel/journal.ts';
import { toBase } from './store-merge-documents.ts';
import { LINE_KEY } from './store-merge-overlaps.ts';
import type { MergeOptions } from './store-staging.ts';

/** The net amount of a staged line in major units: as given, else derived. Source: the rule, quantity x price x (1 - discount). */
const NET = 'coalesce(s.net, s.gross - s.tax, s.gross, s.quantity * s.unit_price * (1 - coalesce(s.discount, 0)), 0)';

/**
 * `in_lines`: the staged lines in minor units, rounded half away from zero once, with their document, product and key. Lines without a number of their own are
 * named by product and occurrence within the document. Credit notes that print positive amounts are turned negative.
 */
export async function gatherLines(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  await client.query(
    `update docs d set sign = -1 from (select number, sum(${NET}) as total from stage_lines s where series = 'credit' group by number) t
      where d.series = 'credit' and d.number = t.number and t.total > 0`,
  );
  // The cast rounds as round() does: half away from zero.
  const minor = (amount: string) => `(${amount} * d.factor)::bigint`;
  // "offset 0" keeps the planner from working every amount out again wherever it is used.
  await client.query(
    `create temp table in_lines on commit drop as
     select x.tbl, x.document_id, x.doc_is_new, x.is_order, x.account_id, x.doc_date, x.month, x.line_key, x.product_id, x.quantity, x.unit_price, x.discount,
            x.description, x.net, x.tax, x.cost, ${toBase('x.net', 'x', options)} as base_net, ${toBase('x.cost', 'x', options)} as base_cost
       from (
         select s.tbl, d.id as document_id, d.is_new as doc_is_new, d.series = 'order' as is_order, d.account_id, d.doc_date, d.month, d.currency, d.rate, d.digits,
                coalesce(s.line_no, ${LINE_KEY} || '#' || row_number() over (partition by d.id, ${LINE_KEY} order by s.tbl, s.row)) as line_key,
                p.id as product_id, case when d.sign < 0 then -s.quantity else s.quantity end as quantity, s.unit_price, s.discount, s.description,
                v.net * v.sign as net, v.tax * v.sign as tax, coalesce(v.cost * v.sign, v.net * v.sign - v.profit * v.sign) as cost
           from stage_lines s
           join docs d on d.series = s.series and d.number = s.number
           left join products p on p.org_id = current_org() and p.source = $1 and p.external_id = s.product_external_id
           cross join lateral (
             select ${minor(NET)} as net, ${minor('s.tax')} as tax, ${minor('s.cost')} as cost, ${minor('s.profit')} as profit,
                    case when d.sign < 0 or (s.quantity < 0 and ${NET} > 0) then -1 else 1 end as sign) v
         order by d.id, ${LINE_KEY}, s.tbl, s.row offset 0) x`,
    [options.source],
  );
}

/** Brings the lines of documents that the ledger knows to what the files say. `changed_lines` names the documents whose lines changed. */
export async function mergeKnownLines(client: pg.ClientBase, options: MergeOptions) {
  await client.query('create temp table changed_lines (document_id uuid primary key) on commit drop');
  await countRows(client, "select tbl, 'new' as state from in_lines where doc_is_new");
  const { rows: known } = await client.query<{ any: boolean }>(
    'select exists (select from docs where not is_new) as any',
  );
  if (!known[0]!.any) return { inserted: 0, updated: 0, unchanged: 0, removed: 0 };
  await client.query(
    `create temp table line_changes on commit drop as
     select n.*, case when o.document_id is null then 'new'
                      when (o.product_id, o.quantity, o.unit_price, o.discount, o.net, o.tax, o.cost, o.description)
                           is distinct from (n.product_id, n.quantity, n.unit_price, n.discount, n.net, n.tax, n.cost, n.description) then 'changed' else 'same' end as state
       from in_lines n left join ledger_lines o on o.org_id = current_org() and o.document_id = n.document_id and o.line_key = n.line_key
      where not n.doc_is_new`,
  );
  // Rows of flat sales say customer and dates for their document: where these change, the rows are changed, though the lines are not.
  await client.query(
    `create temp table moved_docs on commit drop as
     select d.id from docs d join ledger_documents e on e.org_id = current_org() and e.id = d.id
      where not d.is_new and d.in_lines and not d.in_headers
        and (e.account_id, e.salesperson_id, e.doc_date, e.due_date, e.currency::text, e.rate)
            is distinct from (d.account_id, d.salesperson_id, d.doc_date, coalesce(d.due_date, e.due_date), d.currency, d.rate)`,
  );
  await keepBefore(
    client,
    options.importId,
    'ledger_lines',
    "(t.document_id, t.line_key) in (select document_id, line_key from line_changes where state = 'changed')",
  );
  const updated = await client.query(
    `update ledger_lines o set product_id = n.product_id, quantity = n.quantity, unit_price = n.unit_price, discount = n.discount, net = n.net, tax = n.tax,
            cost = n.cost, description = n.description, base_net = n.base_net, base_cost = n.base_cost, import_id = $1
       from line_changes n where o.org_id = current_org() and o.document_id = n.document_id and o.line_key = n.line_key and n.state = 'changed'`,
    [options.importId],
  );
  const inserted = await insertLines(client, options, `(select * from line_changes where state = 'new')`);
  const removed = await removeMissing(client, options);
  await client.query(
    `insert into changed_lines select distinct document_id from line_changes where state <> 'same' on conflict do nothing`,
  );
  await countRows(
    client,
    `select c.tbl, case when c.state = 'same' and c.document_id in (select id from moved_docs) then 'changed' else c.state end as state from line_changes c`,
  );
  await followDocuments(client, options);
  const { rows } = await client.query<{ same: number }>(
    "select count(*)::int as same from line_changes where state = 'same'",
  );
  return { inserted, updated: updated.rowCount ?? 0, unchanged: rows[0]!.same, removed };
}

/**
 * Lines that the ledger has and the file no longer: removed where the file surely holds the whole document, that is, its rows stand together with a
 * row of another document right before and after them. At the edge of a file, or beside a rejected row, a document may be cut off, and its lines stay.
 */
async function removeMissing(client: pg.ClientBase, options: MergeOptions): Promise<number> {
  await client.query(
    `create temp table gone_lines on commit drop as
     select l.document_id, l.line_key
       from docs d
       join ledger_lines l on l.org_id = current_org() and l.document_id = d.id
      where not d.is_new and d.in_lines and d.tables = 1 and d.rows = d.last_row - d.first_row + 1
        and exists (select from stage_lines s where s.tbl = d.tbl and s.row = d.first_row - 1)
        and exists (select from stage_lines s where s.tbl = d.tbl and s.row = d.last_row + 1)
        and not exists (select from line_changes n where n.document_id = l.document_id and n.line_key = l.line_key)`,
  );
  await keepBefore(
    client,
    options.importId,
    'ledger_lines',
    '(t.document_id, t.line_key) in (select document_id, line_key from gone_lines)',
  );
  const gone = await client.query(
    'delete from ledger_lines l using gone_lines g where l.org_id = current_org() and l.document_id = g.document_id and l.line_key = g.line_key',
  );
  await client.query('insert into changed_lines select distinct document_id from gone_lines on conflict do nothing');
  return gone.rowCount ?? 0;
}

/** Lines carry the account, the date and the rate of their document: when its header changed or came at last, they follow. */
async function followDocuments(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  const rescaled = (column: string) =>
    `round(l.${column} * (10::numeric ^ (d.digits - minor_digits(e.currency))))::bigint`;
  await client.query(
    `with moved as (
       update ledger_lines l set account_id = d.account_id, doc_date = d.doc_date, net = ${rescaled('net')}, tax = ${rescaled('tax')}, cost = ${rescaled('cost')},
              base_net = ${toBase(rescaled('net'), 'd', options)}, base_cost = ${toBase(rescaled('cost'), 'd', options)}
         from docs d join ledger_documents e on e.org_id = current_org() and e.id = d.id
        where not d.is_new and l.org_id = current_org() and l.document_id = d.id
          and (e.account_id, e.doc_date, e.currency::text, e.rate) is distinct from (d.account_id, d.doc_date, d.currency, d.rate)
       returning l.document_id)
     insert into changed_lines select distinct document_id from moved on conflict do nothing`,
  );
}

/** Writes the lines of new documents. */
export function insertNewLines(client: pg.ClientBase, options: MergeOptions): Promise<number> {
  return insertLines(client, options, '(select * from in_lines where doc_is_new)');
}

async function insertLines(client: pg.ClientBase, options: MergeOptions, from: string): Promise<number> {
  const made = await client.query(
    `insert into ledger_lines (org_id, document_id, line_key, account_id, product_id, doc_date, quantity, unit_price, discount, net, tax, cost, base_net, base_cost, description, import_id)
     select (select current_org()), n.document_id, n.line_key, n.account_id, n.product_id, n.doc_date, n.quantity, n.unit_price, n.discount, n.net, n.tax, n.cost,
            n.base_net, n.base_cost, n.description, $1
       from ${from} n`,
    [options.importId],
  );
  return made.rowCount ?? 0;
}
