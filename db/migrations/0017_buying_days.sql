-- The days of a month with an invoice (an order), bit 0 for the first: how often an account buys is asked at every look at it, and its documents are many.
alter table ledger_account_months add column invoice_days int not null default 0;
alter table ledger_account_months add column order_days int not null default 0;
comment on column ledger_account_months.invoice_days is 'bit 0: there is an invoice on the first of the month';

-- The owner need not be a superuser: security is forced on him too, until these facts are read.
alter table ledger_documents no force row level security;
alter table ledger_account_months no force row level security;
update ledger_account_months m set invoice_days = d.invoice_days, order_days = d.order_days
  from (select org_id, account_id, month_of(doc_date) as month,
               coalesce(bit_or(1 << (extract(day from doc_date)::int - 1)) filter (where kind = 'invoice'), 0) as invoice_days,
               coalesce(bit_or(1 << (extract(day from doc_date)::int - 1)) filter (where kind = 'order'), 0) as order_days
          from ledger_documents where account_id is not null and doc_date is not null group by 1, 2, 3) d
 where m.org_id = d.org_id and m.account_id = d.account_id and m.month = d.month;
alter table ledger_documents force row level security;
alter table ledger_account_months force row level security;
