import type pg from 'pg';
import { countRows, keepBefore } from '../../kernel/journal.ts';
import type { MergeOptions } from './store-staging.ts';

/**
 * `docs`: one row per document that this import touches, from headers and from flat rows, with the ids of its account and salesperson, its rate, and whether the
 * ledger has it. New ids grow by account and date, and lines are written in the order of their documents: what is read together lies together, and the indexes grow
 * at few places. Lines whose document nobody knows get one without account and date, which waits for its header.
 */
export async function gatherDocuments(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  const inBase = 'x.currency = $2';
  await client.query(
    `create temp table docs on commit drop as
     select x.series, x.number, x.in_headers, x.in_lines, x.first_row, x.last_row, x.rows, x.tables, x.tbl, x.header_tbl, x.account_key, x.doc_date,
            month_of(x.doc_date) as month, x.due_date, x.required_on, x.shipped_on, x.currency, x.net, x.tax, x.gross, x.open_amount, x.open_as_of, x.settled_on,
            x.disputed, coalesce(x.known_id, new_id()) as id, x.known_id is null as is_new, x.account_id, x.salesperson_id,
            case when ${inBase} then 1 else (
              select r.rate from exchange_rates r where r.org_id = current_org() and r.currency = x.currency and r.valid_from <= x.doc_date
               order by r.valid_from desc limit 1) end as rate,
            case when ${inBase} then minor_digits($2) else minor_digits(x.currency) end as digits,
            case when ${inBase} then 10::numeric ^ minor_digits($2) else 10::numeric ^ minor_digits(x.currency) end as factor, 1 as sign
       from (
         select k.*, e.id as known_id, coalesce(a.account_id, e.account_id) as account_id, coalesce(p.id, e.salesperson_id) as salesperson_id,
                coalesce(k.said_date, e.doc_date) as doc_date, coalesce(k.said_currency, e.currency, $2::text) as currency
           from (
             select coalesce(h.series, f.series) as series, coalesce(h.number, f.number) as number, h.number is not null as in_headers,
                    f.number is not null as in_lines, f.first_row, f.last_row, f.rows, f.tables, f.tbl, h.tbl as header_tbl, h.row as header_row,
                    coalesce(h.account_external_id, f.account_key) as account_key, coalesce(f.salesperson_key, h.salesperson_external_id) as salesperson_key,
                    coalesce(h.doc_date, f.doc_date) as said_date, coalesce(h.due_date, f.due_date) as due_date, h.required_on, h.shipped_on,
                    coalesce(h.currency, f.currency) as said_currency, h.net, h.tax, h.gross, h.open_amount, h.open_as_of, h.settled_on, h.disputed
               from stage_documents h full join flat_docs f on f.series = h.series and f.number = h.number) k
           left join ledger_documents e on e.org_id = current_org() and e.source = $1 and e.series = k.series and e.number = k.number
           left join account_keys a on a.org_id = current_org() and a.source = $1 and a.external_id = k.account_key
           left join salespeople p on p.org_id = current_org() and p.source = $1 and p.external_id = k.salesperson_key
          order by coalesce(a.account_id, e.account_id), coalesce(k.said_date, e.doc_date), coalesce(k.tbl, k.header_tbl), coalesce(k.first_row, k.header_row)) x`,
    [options.source, options.baseCurrency],
  );
  await client.query('create unique index on docs (id)');
  await client.query('analyze docs');
}

/** Minor units of the base currency for an amount in minor units of the document's, as SQL. */
export function toBase(amount: string, alias: string, options: MergeOptions): string {
  const digits = `minor_digits('${options.baseCurrency}')`;
  return `case when ${alias}.currency = '${options.baseCurrency}' then ${amount}
               else round(${amount} * coalesce(${alias}.rate, 0) * (10::numeric ^ (${digits} - ${alias}.digits)))::bigint end`;
}

/**
 * `doc_states`: what each touched document is to become, its totals taken from the lines as they are now (in_lines for new documents, the ledger for
 * known ones). A header that differs from the sum of its lines leaves the difference in `rounding`.
 */
export async function gatherStates(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  await client.query(
    `create temp table doc_sums on commit drop as
     select document_id, count(*)::int as line_count, sum_minor(net) as net, sum_minor(tax) as tax, sum_minor(base_net) as base_net,
            sum_minor(base_cost) as base_cost, coalesce(sum_minor(base_net) filter (where base_cost is not null), 0) as costed_net,
            count(base_cost)::int as costed_lines
       from (select document_id, net, tax, base_net, base_cost from in_lines where doc_is_new
             union all
             select l.document_id, l.net, l.tax, l.base_net, l.base_cost
               from docs d join ledger_lines l on l.org_id = current_org() and l.document_id = d.id where not d.is_new) all_lines
      group by document_id`,
  );
  const minor = (column: string) => `round(d.${column} * d.factor)::bigint`;
  await client.query(
    `create temp table doc_states on commit drop as
     select x.*, case when x.series = 'order' then 'order' when x.series = 'credit' or x.net < 0 then 'credit_note' else 'invoice' end as kind,
            x.sum_base + ${toBase('x.rounding', 'x', options)} as base_net,
            ${toBase('x.tax', 'x', options)} as base_tax
       from (
         select d.id, d.series, d.number, d.is_new, d.account_id, d.salesperson_id, d.doc_date, d.currency, d.rate, d.digits,
                (d.in_headers or d.account_key is not null or coalesce(e.has_header, false)) as has_header,
                coalesce(d.due_date, e.due_date) as due_date, coalesce(d.required_on, e.required_on) as required_on, coalesce(d.shipped_on, e.shipped_on) as shipped_on,
                h.net as header_net, h.tax as header_tax, h.gross as header_gross,
                coalesce(s.line_count, 0) as line_count,
                coalesce(h.net, s.net, 0) as net, coalesce(h.tax, s.tax, 0) as tax,
                case when s.document_id is null then coalesce(h.net, 0) else coalesce(h.net, s.net) - s.net end as rounding,
                coalesce(s.base_net, 0) as sum_base, s.base_cost, coalesce(s.costed_net, 0) as costed_net, coalesce(s.costed_lines, 0) as costed_lines,
                coalesce(${minor('open_amount')}, e.open_amount) as open_amount, coalesce(d.open_as_of, e.open_as_of) as open_as_of,
                case when d.in_headers and d.open_amount is not null then d.settled_on else coalesce(d.settled_on, e.settled_on) end as settled_on,
                coalesce(d.disputed, e.disputed, false) as disputed
           from docs d
           left join ledger_documents e on e.org_id = current_org() and e.id = d.id
           left join doc_sums s on s.document_id = d.id
           cross join lateral (
             select coalesce(${minor('net')}, case when d.gross is not null then ${minor('gross')} - coalesce(${minor('tax')}, e.header_tax, 0) end, e.header_net) as net,
                    coalesce(${minor('tax')}, case when d.gross is not null and d.net is not null then ${minor('gross')} - ${minor('net')} end, e.header_tax) as tax,
                    coalesce(${minor('gross')}, e.header_gross) as gross) raw
           cross join lateral (
             select raw.net * f.sign as net, raw.tax * f.sign as tax, raw.gross * f.sign as gross
               from (select case when d.series = 'credit' and coalesce(raw.net, 0) > 0 then -1 else 1 end as sign) f) h
       ) x`,
  );
}

const STATE = {
  has_header: 'has_header',
  account_id: 'account_id',
  salesperson_id: 'salesperson_id',
  doc_date: 'doc_date',
  due_date: 'due_date',
  required_on: 'required_on',
  shipped_on: 'shipped_on',
  currency: 'currency',
  rate: 'rate',
  header_net: 'header_net',
  header_tax: 'header_tax',
  header_gross: 'header_gross',
  line_count: 'line_count',
  net: 'net',
  tax: 'tax',
  rounding: 'rounding',
  base_net: 'base_net',
  base_tax: 'base_tax',
  base_cost: 'base_cost',
  base_costed_net: 'costed_net',
  costed_lines: 'costed_lines',
  open_amount: 'open_amount',
  open_as_of: 'open_as_of',
  settled_on: 'settled_on',
  disputed: 'disputed',
  kind: 'kind',
} as const;
const COLUMNS = Object.keys(STATE);
const VALUES = Object.values(STATE);

/**
 * Writes new and changed documents. The accounts and months of changed ones, before and after, go to `touched`, of new ones the accounts only: their products
 * are added to the roll-ups (store-rollups.ts). Returns counts.
 */
export async function writeDocuments(client: pg.ClientBase, options: MergeOptions) {
  await client.query(
    `create temp table changed_docs on commit drop as
     select n.id from doc_states n join ledger_documents e on e.org_id = current_org() and e.id = n.id
      where not n.is_new and (${COLUMNS.map((column, at) => `e.${column} is distinct from n.${VALUES[at]}`).join(' or ')})`,
  );
  await client.query(
    `insert into touched select distinct e.account_id, month_of(e.doc_date)
       from ledger_documents e where e.org_id = current_org() and e.id in (select id from changed_docs) and e.account_id is not null and e.doc_date is not null`,
  );
  await keepBefore(client, options.importId, 'ledger_documents', 't.id in (select id from changed_docs)');
  const changed = await client.query(
    `update ledger_documents e set ${COLUMNS.map((column, at) => `${column} = n.${VALUES[at]}`).join(', ')}, import_id = $1
       from doc_states n where e.org_id = current_org() and e.id = n.id and n.id in (select id from changed_docs)`,
    [options.importId],
  );
  const made = await client.query(
    `insert into ledger_documents (org_id, id, source, series, number, ${COLUMNS.join(', ')}, import_id)
     select (select current_org()), id, $1, series, number, ${VALUES.join(', ')}, $2 from doc_states where is_new order by id`,
    [options.source, options.importId],
  );
  await client.query(
    `insert into touched select distinct n.account_id, month_of(n.doc_date) from doc_states n
      where n.account_id is not null and n.doc_date is not null and not n.is_new
        and (n.id in (select id from changed_docs) or n.id in (select document_id from changed_lines))
     union select distinct n.account_id, null::date from doc_states n where n.is_new and n.account_id is not null and n.doc_date is not null`,
  );
  await countRows(
    client,
    `select header_tbl as tbl, case when is_new then 'new' when id in (select id from changed_docs) then 'changed' else 'same' end as state
       from docs where in_headers`,
  );
  const { rows } = await client.query<{ known: number }>(
    'select count(*)::int as known from doc_states where not is_new',
  );
  const updated = changed.rowCount ?? 0;
  return { inserted: made.rowCount ?? 0, updated, unchanged: rows[0]!.known - updated };
}
