create extension if not exists pg_trgm;

create table accounts (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  source text not null,
  external_id text not null,
  name text not null check (length(name) between 1 and 500),
  legal_name text,
  kind text not null default 'entity' check (kind in ('group', 'entity', 'outlet')),
  channel text check (channel in ('direct', 'distributor', 'marketplace', 'retail')),
  parent_id uuid,
  root_id uuid not null,
  entity_id uuid not null,
  tax_id text,
  category text,
  country text,
  region text,
  city text,
  postal_code text,
  address text,
  phone text,
  email text,
  web text,
  manager_name text,
  currency char(3),
  credit_limit bigint,
  payment_days int,
  note text not null default '',
  created_at timestamptz not null,
  import_id uuid,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, source, external_id),
  foreign key (org_id, parent_id) references accounts (org_id, id)
);
create index accounts_below on accounts (org_id, parent_id) where parent_id is not null;
create index accounts_of_root on accounts (org_id, root_id);
create index accounts_by_tax_id on accounts (org_id, tax_id) where tax_id is not null;
comment on column accounts.root_id is 'the topmost ancestor, or the account itself';
comment on column accounts.entity_id is 'the nearest ancestor that is not an outlet, or the account itself';

-- Every account with itself (depth 0) and with each account above it: the rule of access and the roll-ups stand on this.
create table account_ancestors (
  org_id uuid not null,
  account_id uuid not null,
  ancestor_id uuid not null,
  depth int not null,
  primary key (org_id, account_id, ancestor_id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  foreign key (org_id, ancestor_id) references accounts (org_id, id) on delete cascade
);
create index account_descendants on account_ancestors (org_id, ancestor_id, account_id);

create table account_parents (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  parent_id uuid,
  since timestamptz not null,
  set_by uuid,
  origin text not null check (origin in ('import', 'proposal', 'hand', 'undo')),
  reason text,
  import_id uuid,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index accounts_by_text on accounts using gin (
  lower(name || ' ' || coalesce(legal_name, '') || ' ' || external_id || ' ' || coalesce(tax_id, '')) gin_trgm_ops);
create index parents_of_account on account_parents (org_id, account_id, id desc);

create table account_exclusions (
  org_id uuid not null,
  account_id uuid not null,
  reason text not null check (reason in ('retail', 'own_company', 'other')),
  note text not null default '',
  since timestamptz not null,
  set_by uuid,
  primary key (org_id, account_id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);

create table account_team (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  user_id uuid not null,
  duty text not null check (duty in ('lead', 'deputy', 'rep', 'engineer', 'support', 'sponsor')),
  since date not null,
  until date,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create index team_of_account on account_team (org_id, account_id);
create index team_of_user on account_team (org_id, user_id, account_id);

create table account_contacts (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  position text,
  phone text,
  email text,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index contacts_of_account on account_contacts (org_id, account_id);

-- What the accounts list sorts and filters by; later rooms push their figures in (accounts/public.ts).
create table account_figures (
  org_id uuid not null,
  account_id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  external_id text not null,
  kind text not null,
  country text,
  category text,
  lead_id uuid,
  lead_name text not null default '',
  revenue bigint not null default 0,
  prior_revenue bigint not null default 0,
  growth double precision,
  share double precision,
  rank int,
  class text,
  xyz text,
  tier text not null default 'prospect',
  last_document date,
  open_balance bigint,
  excluded boolean not null default false,
  primary key (org_id, account_id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
-- coalesce() counts as leaky under row level security and would not be looked up by; case does not.
create index figures_by_name on account_figures (org_id, name_key, account_id);
create index figures_by_external_id on account_figures (org_id, external_id, account_id);
create index figures_by_country on account_figures (org_id, (case when country is null then '' else country end), account_id);
create index figures_by_lead on account_figures (org_id, lead_name, account_id);
create index figures_by_revenue on account_figures (org_id, revenue, account_id);
create index figures_by_growth on account_figures (org_id, (case when growth is null then '-infinity' else growth end), account_id);
create index figures_by_rank on account_figures (org_id, (case when rank is null then 2147483647 else rank end), account_id);
create index figures_by_last_document on account_figures (org_id, (case when last_document is null then '-infinity' else last_document end), account_id);
create index figures_by_open_balance on account_figures (org_id, (case when open_balance is null then 0 else open_balance end), account_id);
create index figures_by_tier on account_figures (
  org_id, (case tier when 'key' then 0 when 'emerging' then 1 when 'standard' then 2 when 'prospect' then 3 else 4 end), account_id);
create index figures_by_class on account_figures (org_id, (case when class is null then 'Z' else class end), account_id);
create index figures_of_category on account_figures (org_id, category) where category is not null;
create index figures_of_lead on account_figures (org_id, lead_id) where lead_id is not null;
create index figures_excluded on account_figures (org_id, account_id) where excluded;

create table group_proposals (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  with_id uuid not null,
  evidence jsonb not null,
  strength double precision not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  group_id uuid,
  made_group boolean not null default false,
  moved uuid[] not null default '{}',
  primary key (org_id, id),
  unique (org_id, account_id, with_id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  foreign key (org_id, with_id) references accounts (org_id, id) on delete cascade
);
create index proposals_by_strength on group_proposals (org_id, state, strength desc, id);
comment on column group_proposals.evidence is '[{kind: tax_id | name | address | mail_domain, value}], what speaks for it';
comment on column group_proposals.moved is 'the tops of structure that were placed under group_id when it was accepted: undo takes them out again';

create table products (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  source text not null,
  external_id text not null,
  code text,
  name text not null,
  group_name text,
  unit text,
  barcode text,
  cost numeric,
  cost_currency char(3),
  price numeric,
  import_id uuid,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, source, external_id)
);
create index products_by_code on products (org_id, code) where code is not null;
create index products_by_name on products (org_id, (lower(name)), id);
create index products_of_group on products (org_id, group_name) where group_name is not null;

create table product_prices (
  org_id uuid not null,
  product_id uuid not null,
  price_type text not null,
  currency char(3) not null,
  price numeric not null,
  import_id uuid,
  primary key (org_id, product_id, price_type),
  foreign key (org_id, product_id) references products (org_id, id) on delete cascade
);

create table salespeople (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  source text not null,
  external_id text not null,
  name text not null,
  email text,
  phone text,
  import_id uuid,
  primary key (org_id, id),
  unique (org_id, source, external_id)
);
