import type pg from 'pg';
import { countRows, keepBefore } from '../../kernel/journal.ts';
import { type MergeOptions, namedInLines } from './store-staging.ts';

const minor = (amount: string, currency: string) =>
  `round(${amount} * (10::numeric ^ minor_digits(${currency})))::bigint`;

function base(amount: string, currency: string, rate: string, options: MergeOptions): string {
  return `case when ${currency} = '${options.baseCurrency}' then ${minor(amount, currency)}
               else round(${amount} * coalesce(${rate}, 0) * (10::numeric ^ minor_digits('${options.baseCurrency}')))::bigint end`;
}

/**
 * Merges `stage_payments` by (source, number). A payment that names one invoice is allocated to it (mergeAllocations, which counts the rows of both); where nobody knows the
 * invoice, the payment awaits it. A payment that names none says nothing new about what it pays. Touched accounts go to `touched`.
 */
export async function mergePayments(client: pg.ClientBase, options: MergeOptions) {
  await client.query(
    `create temp table in_payments on commit drop as
     select x.*, ${minor('x.amount_major', 'x.currency')} as amount, ${base('x.amount_major', 'x.currency', 'x.rate', options)} as base_amount
       from (
         select s.tbl, s.number, s.document_number, s.paid_on, a.account_id as account_id, coalesce(s.currency, $2) as currency, s.amount as amount_major, o.id, o.id is null as is_new,
                case when s.document_number is null then o.awaits when d.id is null then s.document_number end as awaits,
                case when coalesce(s.currency, $2) = $2 then 1 else (
                  select r.rate from exchange_rates r where r.org_id = current_org() and r.currency = s.currency and r.valid_from <= s.paid_on
                   order by r.valid_from desc limit 1) end as rate
           from stage_payments s
           left join account_keys a on a.org_id = current_org() and a.source = $1 and a.external_id = s.account_external_id
           left join ledger_payments o on o.org_id = current_org() and o.source = $1 and o.number = s.number
           left join named_documents d on d.number = s.document_number) x`,
    [options.source, options.baseCurrency],
  );
  await client.query('update in_payments set id = new_id() where is_new');
  await client.query(
    `create temp table changed_payments on commit drop as
     select n.id from in_payments n join ledger_payments o on o.org_id = current_org() and o.id = n.id
      where not n.is_new and (o.account_id, o.paid_on, o.currency::text, o.amount, o.base_amount, o.awaits)
            is distinct from (n.account_id, n.paid_on, n.currency, n.amount, n.base_amount, n.awaits)`,
  );
  await client.query(
    `insert into touched select distinct o.account_id, null::date from ledger_payments o where o.org_id = current_org() and o.id in (select id from changed_payments)
      and o.account_id is not null`,
  );
  await keepBefore(client, options.importId, 'ledger_payments', 't.id in (select id from changed_payments)');
  const changed = await client.query(
    `update ledger_payments o set account_id = n.account_id, paid_on = n.paid_on, currency = n.currency, rate = n.rate, amount = n.amount, base_amount = n.base_amount,
            awaits = n.awaits, import_id = $1
       from in_payments n where o.org_id = current_org() and o.id = n.id and n.id in (select id from changed_payments)`,
    [options.importId],
  );
  const made = await client.query(
    `insert into ledger_payments (org_id, id, source, number, account_id, paid_on, currency, rate, amount, base_amount, awaits, import_id)
     select current_org(), id, $1, number, account_id, paid_on, currency, rate, amount, base_amount, awaits, $2 from in_payments where is_new`,
    [options.source, options.importId],
  );
  await client.query(
    `insert into touched select distinct account_id, null::date from in_payments where account_id is not null and (is_new or id in (select id from changed_payments))`,
  );
  await client.query(
    `insert into stage_allocations (tbl, row, payment_number, document_number, amount)
     select 0, 0, number, document_number, amount_major from in_payments where document_number is not null and awaits is null`,
  );
  const { rows } = await client.query<{ known: number }>(
    'select count(*)::int as known from in_payments where not is_new',
  );
  const updated = changed.rowCount ?? 0;
  return { inserted: made.rowCount ?? 0, updated, unchanged: rows[0]!.known - updated };
}

/**
 * Merges `stage_allocations` by (payment, document). Rows that name what nobody knows must be rejected before. A payment that pays another invoice than before is a changed row,
 * even where nothing else of it changed. A row of its own says better than the payment how much of it pays the document.
 */
export async function mergeAllocations(client: pg.ClientBase, options: MergeOptions) {
  await client.query(
    `create temp table in_allocations on commit drop as
     select x.*, ${minor('x.amount_major', 'x.currency')} as amount, ${base('x.amount_major', 'x.currency', 'x.rate', options)} as base_amount
       from (
         select max(s.tbl) as tbl, p.id as payment_id, d.id as document_id, p.account_id, p.currency, p.rate, coalesce(sum(s.amount) filter (where s.tbl > 0), sum(s.amount)) as amount_major
           from stage_allocations s
           join ledger_payments p on p.org_id = current_org() and p.source = $1 and p.number = s.payment_number
           join named_documents d on d.number = s.document_number
          group by p.id, d.id, p.account_id, p.currency, p.rate) x`,
    [options.source],
  );
  const same = 'o.org_id = current_org() and o.payment_id = n.payment_id and o.document_id = n.document_id';
  await client.query(
    `create temp table allocation_states on commit drop as
     select n.tbl, n.payment_id, case when o.amount is null then 'new' when o.amount <> n.amount then 'changed' else 'same' end as state
       from in_allocations n left join ledger_allocations o on ${same}`,
  );
  await countRows(client, 'select tbl, state from allocation_states');
  await countRows(
    client,
    `select tbl, case when is_new then 'new'
                      when id in (select id from changed_payments) or id in (select payment_id from allocation_states where tbl = 0 and state <> 'same') then 'changed'
                      else 'same' end as state from in_payments`,
  );
  await keepBefore(
    client,
    options.importId,
    'ledger_allocations',
    '(t.payment_id, t.document_id) in (select n.payment_id, n.document_id from in_allocations n where n.amount <> t.amount)',
  );
  const changed = await client.query(
    `update ledger_allocations o set amount = n.amount, base_amount = n.base_amount, import_id = $1 from in_allocations n where ${same} and o.amount <> n.amount`,
    [options.importId],
  );
  const made = await client.query(
    `insert into ledger_allocations (org_id, payment_id, document_id, amount, base_amount, import_id)
     select current_org(), n.payment_id, n.document_id, n.amount, n.base_amount, $1 from in_allocations n
      where not exists (select from ledger_allocations o where ${same})`,
    [options.importId],
  );
  await client.query(
    'insert into touched select distinct account_id, null::date from in_allocations where account_id is not null',
  );
  const { rows } = await client.query<{ all: number }>('select count(*)::int as all from in_allocations');
  const updated = changed.rowCount ?? 0;
  const inserted = made.rowCount ?? 0;
  return { inserted, updated, unchanged: rows[0]!.all - updated - inserted };
}

/** Merges `stage_salespeople`, and makes those that documents and targets name and nobody knows. */
export async function mergeSalespeople(client: pg.ClientBase, options: MergeOptions) {
  await client.query(
    `create temp table changed_salespeople on commit drop as
     select s.tbl, s.row, o.id, s.name, s.email, s.phone from stage_salespeople s join salespeople o on o.org_id = current_org() and o.source = $1 and o.external_id = s.external_id
      where (s.name is not null and s.name <> o.name) or (s.email is not null and s.email is distinct from o.email) or (s.phone is not null and s.phone is distinct from o.phone)`,
    [options.source],
  );
  await keepBefore(client, options.importId, 'salespeople', 't.id in (select id from changed_salespeople)');
  const changed = await client.query(
    `update salespeople o set name = coalesce(c.name, o.name), email = coalesce(c.email, o.email), phone = coalesce(c.phone, o.phone), import_id = $1
       from changed_salespeople c where o.org_id = current_org() and o.id = c.id`,
    [options.importId],
  );
  const insert = (named: string) =>
    client.query(
      `insert into salespeople (org_id, id, source, external_id, name, email, phone, import_id)
       select current_org(), new_id(), $1, n.external_id, coalesce(min(n.name), n.external_id), min(n.email), min(n.phone), $2 from (${named}) n
        where n.external_id is not null
          and not exists (select from salespeople o where o.org_id = current_org() and o.source = $1 and o.external_id = n.external_id)
        group by n.external_id`,
      [options.source, options.importId],
    );
  await countRows(
    client,
    `select s.tbl, case when o.id is null then 'new' when (s.tbl, s.row) in (select tbl, row from changed_salespeople) then 'changed' else 'same' end as state
       from stage_salespeople s left join salespeople o on o.org_id = current_org() and o.source = '${options.source.replaceAll("'", "''")}' and o.external_id = s.external_id`,
  );
  const made = await insert('select external_id, name, email, phone from stage_salespeople');
  await insert(
    `select salesperson_external_id as external_id, salesperson_name as name, null::text as email, null::text as phone from stage_documents
     union all ${namedInLines('salespeople', 'salesperson_external_id', 'n.name, null, null')}
     union all select salesperson_external_id, salesperson_name, null, null from stage_targets`,
  );
  const { rows } = await client.query<{ all: number }>('select count(*)::int as all from stage_salespeople');
  const updated = changed.rowCount ?? 0;
  const inserted = made.rowCount ?? 0;
  return { inserted, updated, unchanged: rows[0]!.all - updated - inserted };
}

/** Merges `stage_targets` by salesperson, period and measure. */
export async function mergeTargets(client: pg.ClientBase, options: MergeOptions) {
  await client.query(
    `create temp table in_targets on commit drop as
     select s.tbl, p.id as salesperson_id, s.period_from, s.period_to, coalesce(s.measure, 'revenue') as measure, coalesce(s.currency, $2) as currency,
            ${minor('s.amount', 'coalesce(s.currency, $2)')} as amount, o.id, o.amount as old_amount, o.currency as old_currency
       from stage_targets s
       join salespeople p on p.org_id = current_org() and p.source = $1 and p.external_id = s.salesperson_external_id
       left join ledger_targets o on o.org_id = current_org() and o.salesperson_id = p.id and o.period_from = s.period_from and o.period_to = s.period_to
        and o.measure = coalesce(s.measure, 'revenue')`,
    [options.source, options.baseCurrency],
  );
  const differs = 'id is not null and (amount <> old_amount or currency <> old_currency)';
  await keepBefore(client, options.importId, 'ledger_targets', `t.id in (select id from in_targets where ${differs})`);
  const { rows } = await client.query<{ inserted: number; updated: number; unchanged: number }>(
    `select count(*) filter (where id is null)::int as inserted, count(*) filter (where ${differs})::int as updated,
            count(*) filter (where id is not null and amount = old_amount and currency = old_currency)::int as unchanged from in_targets`,
  );
  await countRows(
    client,
    `select tbl, case when id is null then 'new' when ${differs} then 'changed' else 'same' end as state from in_targets`,
  );
  await client.query(
    `insert into ledger_targets (org_id, id, salesperson_id, period_from, period_to, measure, amount, currency, import_id)
     select current_org(), coalesce(id, new_id()), salesperson_id, period_from, period_to, measure, amount, currency, $1 from in_targets where id is null or (${differs})
     on conflict (org_id, salesperson_id, period_from, period_to, measure)
     do update set amount = excluded.amount, currency = excluded.currency, import_id = excluded.import_id`,
    [options.importId],
  );
  return rows[0]!;
}
