import type pg from 'pg';
import { resolveKeys } from './store-merge-keys.ts';
import { completeOpenItems } from './store-merge-open-items.ts';
import { settleWithdrawn } from './store-merge-withdrawn.ts';
import { type MergeOptions, rejectRows } from './store-staging.ts';

/** Rows of lines that carry their document (flat sales). */
const FLAT = 's.account_external_id is not null or s.doc_date is not null';

/**
 * Everything about staged documents that only shows when rows are seen together. Rejects rows that contradict the document they belong to,
 * name a customer or product that must be known, or are in a currency without a rate. Lines whose credit note is marked by its header join it.
 */
export async function checkDocuments(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  await joinCreditNotes(client, options);
  await settleWithdrawn(client);
  await resolveKeys(client, options);
  await rejectContradictions(client);
  await completeOpenItems(client, options);
  if (options.unknownCustomers === 'reject') await rejectUnknownCustomers(client, options);
  if (options.unknownProducts === 'reject') {
    await rejectRows(client, 'lines', `s.product_external_id is not null and ${unknownProduct('s', options)}`, {
      code: 'unknownProduct',
      field: 'product',
      value: 's.product_external_id',
      message: `'No product has this key.'`,
    });
  }
  await rejectWithoutRate(client, options);
  const { rows } = await client.query<{ any: boolean }>('select exists (select from stage_rejects) as any');
  if (rows[0]!.any) await gatherFlatDocuments(client);
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Lines and allocations know a number only: where just a credit note has it (in these files or in the ledger), they belong to that. A sale may be told by its flat rows alone. */
async function joinCreditNotes(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  const has = (series: string) =>
    `(exists (select from stage_documents d where d.series = '${series}' and d.number = s.number)
      or exists (select from stage_lines f where f.series = '${series}' and f.number = s.number and (f.account_external_id is not null or f.doc_date is not null))
      or exists (select from ledger_documents e where e.org_id = current_org() and e.source = $1 and e.series = '${series}' and e.number = s.number))`;
  const { rows } = await client.query<{ any: boolean }>(
    `select exists (select from stage_documents where series = 'credit')
         or exists (select from ledger_documents where org_id = current_org() and source = $1 and series = 'credit') as any`,
    [options.source],
  );
  if (!rows[0]!.any) return;
  await client.query(
    `update stage_lines s set series = 'credit'
      where s.series = 'sale' and s.account_external_id is null and s.doc_date is null and ${has('credit')} and not ${has('sale')}`,
    [options.source],
  );
}

/** `flat_docs`: the documents that staged lines belong to, with what their rows say of them. */
async function gatherFlatDocuments(client: pg.ClientBase): Promise<void> {
  await client.query('drop table if exists flat_docs');
  await client.query(
    `create temp table flat_docs on commit drop as
     select s.series, s.number, min(s.tbl) as tbl, min(s.row) as first_row, max(s.row) as last_row, count(*) as rows,
            case when min(s.tbl) = max(s.tbl) then 1 else 2 end as tables, min(s.account_external_id) as account_key, max(s.account_external_id) as other_key,
            min(s.doc_date) as doc_date, max(s.doc_date) as last_date, min(s.currency) as currency, max(s.currency) as other_currency,
            min(s.salesperson_external_id) as salesperson_key, min(s.due_date) as due_date
       from stage_lines s group by s.series, s.number`,
  );
}

/** All rows of one flat document must name one customer, one currency and dates within a month of each other. */
async function rejectContradictions(client: pg.ClientBase): Promise<void> {
  await gatherFlatDocuments(client);
  const { rows } = await client.query<{ any: boolean }>(
    `select exists (select from flat_docs where account_key <> other_key or last_date - doc_date > 31 or currency <> other_currency) as any`,
  );
  if (!rows[0]!.any) return;
  await client.query(
    `create temp table contradicted on commit drop as
     select f.series, f.number, s.tbl, s.row as first_row, s.account_external_id, s.doc_date, s.currency
       from flat_docs f
       join lateral (select * from stage_lines l where l.series = f.series and l.number = f.number order by l.tbl, l.row limit 1) s on true
      where f.account_key <> f.other_key or f.last_date - f.doc_date > 31 or f.currency <> f.other_currency`,
  );
  const first = (column: string) =>
    `(select c.${column} from contradicted c where c.series = s.series and c.number = s.number)`;
  await rejectRows(client, 'lines', `s.account_external_id <> ${first('account_external_id')}`, {
    code: 'otherCustomer',
    field: 'customer',
    value: 's.account_external_id',
    message: `'Document ' || s.number || ' names another customer in row ' || ${first('first_row')} || '. If numbers begin anew every year, say so at the table.'`,
  });
  await rejectRows(client, 'lines', `abs(s.doc_date - ${first('doc_date')}) > 31`, {
    code: 'otherDate',
    field: 'date',
    value: 's.doc_date',
    message: `'Document ' || s.number || ' is dated ' || ${first('doc_date')} || ' in row ' || ${first('first_row')} || '. If numbers begin anew every year, say so at the table.'`,
  });
  await rejectRows(client, 'lines', `s.currency <> ${first('currency')}`, {
    code: 'otherCurrency',
    field: 'currency',
    value: 's.currency',
    message: `'Document ' || s.number || ' is in ' || ${first('currency')} || ' in row ' || ${first('first_row')} || '.'`,
  });
}

async function rejectUnknownCustomers(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  for (const stage of ['documents', 'lines', 'payments'] as const) {
    await rejectRows(
      client,
      stage,
      `s.account_external_id is not null and not exists (select from account_keys a where a.org_id = current_org() and a.source = ${quoted(options.source)}
        and a.external_id = s.account_external_id)`,
      {
        code: 'unknownCustomer',
        field: 'customer',
        value: 's.account_external_id',
        message: `'No customer has this key.'`,
      },
    );
  }
}

function unknownProduct(alias: string, options: MergeOptions): string {
  return `not exists (select from products p where p.org_id = current_org() and p.source = ${quoted(options.source)} and p.external_id = ${alias}.product_external_id)`;
}

/** A document in a foreign currency needs a rate in force on its date. */
async function rejectWithoutRate(client: pg.ClientBase, options: MergeOptions): Promise<void> {
  const base = quoted(options.baseCurrency);
  const missing = (date: string) =>
    `s.currency is not null and s.currency <> ${base} and not exists (
       select from exchange_rates r where r.org_id = current_org() and r.currency = s.currency and r.valid_from <= ${date})`;
  const why = (date: string) => ({
    code: 'noRate',
    field: 'currency',
    value: 's.currency',
    message: `'There is no rate of ' || s.currency || ' in ${options.baseCurrency} on or before ' || ${date} || '. Add it in Settings / Currencies, or import a file of rates.'`,
  });
  await rejectRows(client, 'documents', missing('s.doc_date'), why('s.doc_date'));
  await rejectRows(client, 'lines', `(${FLAT}) and ${missing('s.doc_date')}`, why('s.doc_date'));
  await rejectRows(client, 'payments', missing('s.paid_on'), why('s.paid_on'));
}
