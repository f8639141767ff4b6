create table ledger_documents (
  org_id uuid not null,
  id uuid not null,
  source text not null,
  series text not null check (series in ('sale', 'credit', 'order')),
  number text not null,
  kind text not null check (kind in ('invoice', 'credit_note', 'order')),
  has_header boolean not null,
  account_id uuid,
  salesperson_id uuid,
  doc_date date,
  due_date date,
  required_on date,
  shipped_on date,
  currency char(3),
  rate numeric,
  header_net bigint,
  header_tax bigint,
  header_gross bigint,
  line_count int not null default 0,
  net bigint not null default 0,
  tax bigint not null default 0,
  rounding bigint not null default 0,
  base_net bigint not null default 0,
  base_tax bigint not null default 0,
  base_cost bigint,
  base_costed_net bigint not null default 0,
  costed_lines int not null default 0,
  open_amount bigint,
  open_as_of date,
  settled_on date,
  disputed boolean not null default false,
  import_id uuid not null,
  primary key (org_id, id),
  unique (org_id, source, series, number)
);
create index documents_of_account on ledger_documents (org_id, account_id, doc_date, id);
create index documents_by_date on ledger_documents (org_id, doc_date, id);
comment on table ledger_documents is 'Amounts in minor units of the document currency, base_* in the base currency. Without account or date: lines came before their document.';
comment on column ledger_documents.rounding is 'header_net less the sum of the lines: kept as a line of its own';

create table ledger_lines (
  org_id uuid not null,
  document_id uuid not null,
  line_key text not null,
  account_id uuid,
  product_id uuid,
  doc_date date,
  quantity numeric,
  unit_price numeric,
  discount numeric,
  net bigint not null,
  tax bigint,
  cost bigint,
  base_net bigint not null,
  base_cost bigint,
  description text,
  import_id uuid not null,
  primary key (org_id, document_id, line_key)
);
create index lines_of_account on ledger_lines (org_id, account_id, product_id, doc_date);

create table ledger_payments (
  org_id uuid not null,
  id uuid not null,
  source text not null,
  number text not null,
  account_id uuid,
  paid_on date,
  currency char(3) not null,
  rate numeric,
  amount bigint not null,
  base_amount bigint not null,
  import_id uuid not null,
  primary key (org_id, id),
  unique (org_id, source, number)
);
create index payments_of_account on ledger_payments (org_id, account_id, paid_on, id);

create table ledger_allocations (
  org_id uuid not null,
  payment_id uuid not null,
  document_id uuid not null,
  amount bigint not null,
  base_amount bigint not null,
  import_id uuid not null,
  primary key (org_id, payment_id, document_id)
);
create index allocations_of_document on ledger_allocations (org_id, document_id);

create table ledger_targets (
  org_id uuid not null,
  id uuid not null,
  salesperson_id uuid not null,
  period_from date not null,
  period_to date not null,
  measure text not null default 'revenue',
  amount bigint not null,
  currency char(3) not null,
  import_id uuid not null,
  primary key (org_id, id),
  unique (org_id, salesperson_id, period_from, period_to, measure)
);

create table ledger_account_months (
  org_id uuid not null,
  account_id uuid not null,
  month date not null,
  revenue bigint not null default 0,
  tax bigint not null default 0,
  cost bigint not null default 0,
  costed_revenue bigint not null default 0,
  ordered bigint not null default 0,
  received bigint not null default 0,
  received_net bigint not null default 0,
  invoices int not null default 0,
  credit_notes int not null default 0,
  orders int not null default 0,
  payments int not null default 0,
  lines int not null default 0,
  costed_lines int not null default 0,
  primary key (org_id, account_id, month)
);
create index account_months_by_month on ledger_account_months (org_id, month);
comment on column ledger_account_months.received is 'gross of tax, base currency; received_net is net of it';

create table ledger_product_months (
  org_id uuid not null,
  account_id uuid not null,
  month date not null,
  product_id uuid not null,
  revenue bigint not null default 0,
  cost bigint not null default 0,
  costed_revenue bigint not null default 0,
  quantity numeric not null default 0,
  ordered bigint not null default 0,
  ordered_quantity numeric not null default 0,
  primary key (org_id, account_id, month, product_id)
);

-- One row per organisation: what the ledger holds, and a counter that every change moves (caches and reviews hang on it).
create table ledger_state (
  org_id uuid primary key references organisations (id) on delete cascade,
  revision bigint not null default 0,
  newest_invoice date,
  newest_order date,
  newest_payment date,
  invoices bigint not null default 0,
  orders bigint not null default 0,
  payments bigint not null default 0,
  lines bigint not null default 0,
  changed_at timestamptz not null
);

create table imports (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  state text not null check (state in ('draft', 'checking', 'queued', 'running', 'done', 'failed', 'cancelled', 'undone')),
  name text not null,
  source text not null,
  options jsonb not null default '{}',
  mapping jsonb not null default '[]',
  mapping_problems jsonb not null default '[]',
  phase text,
  rows_done bigint not null default 0,
  rows_total bigint,
  started_at timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz,
  cancel_asked_at timestamptz,
  dry_run jsonb,
  report jsonb,
  failure jsonb,
  undone_at timestamptz,
  undone_by uuid,
  created_by uuid,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id)
);

create table import_files (
  org_id uuid not null,
  import_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  name text not null,
  size bigint not null,
  overrides jsonb not null default '{}',
  tables jsonb not null default '[]',
  problem jsonb,
  primary key (org_id, import_id, id),
  foreign key (org_id, import_id) references imports (org_id, id) on delete cascade
);

-- Rejected rows by their number; the cells are read again from the stored file when they are asked for.
create table import_rejects (
  org_id uuid not null,
  import_id uuid not null,
  id bigint not null,
  is_dry_run boolean not null,
  file_id uuid not null,
  table_id text not null,
  row_number bigint not null,
  field text,
  value text,
  code text not null,
  message text not null,
  primary key (org_id, import_id, id),
  foreign key (org_id, import_id) references imports (org_id, id) on delete cascade
);
create index rejects_of_table on import_rejects (org_id, import_id, file_id, table_id, row_number);

-- What rows looked like before an import touched them: undo puts them back.
create table import_before (
  org_id uuid not null,
  import_id uuid not null,
  table_name text not null,
  row_key text not null,
  prior_import_id uuid,
  before jsonb not null,
  primary key (org_id, import_id, table_name, row_key)
);
create index before_by_prior on import_before (org_id, prior_import_id);

create table import_shapes (
  org_id uuid not null references organisations (id) on delete cascade,
  shape text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (org_id, shape)
);

-- The first day of a date's month, without a way over time zones as date_trunc takes it.
create function month_of(day date) returns date language sql immutable strict parallel safe as $$ select day - (extract(day from day)::int - 1) $$;

-- Decimal digits of a currency; the list is that of src/pure/currencies.ts (test/schema.test.ts compares).
create function minor_digits(currency text) returns int language sql immutable parallel safe as $$
  select case
    when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 0
    when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
    when currency in ('CLF', 'UYW') then 4
    else 2 end
$$;
