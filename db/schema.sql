-- Written by npm run snapshots from a migrated database; db/migrations makes it. Do not edit.

create table account_ancestors (
  org_id uuid not null,
  account_id uuid not null,
  ancestor_id uuid not null,
  depth integer not null,
  constraint account_ancestors_pkey PRIMARY KEY (org_id, account_id, ancestor_id),
  constraint account_ancestors_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_ancestors_org_id_ancestor_id_fkey FOREIGN KEY (org_id, ancestor_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE
);
CREATE INDEX account_descendants ON public.account_ancestors USING btree (org_id, ancestor_id, account_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_contacts (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  position text,
  phone text,
  email text,
  version integer not null default 1,
  constraint account_contacts_pkey PRIMARY KEY (org_id, id),
  constraint account_contacts_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_contacts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX contacts_of_account ON public.account_contacts USING btree (org_id, account_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_exclusions (
  org_id uuid not null,
  account_id uuid not null,
  reason text not null,
  note text not null default ''::text,
  since timestamp with time zone not null,
  set_by uuid,
  constraint account_exclusions_pkey PRIMARY KEY (org_id, account_id),
  constraint account_exclusions_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_exclusions_reason_check CHECK ((reason = ANY (ARRAY['retail'::text, 'own_company'::text, 'other'::text])))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_figures (
  org_id uuid not null,
  account_id uuid not null,
  name text not null,
  name_key text not null,
  external_id text not null,
  kind text not null,
  country text,
  category text,
  lead_id uuid,
  lead_name text not null default ''::text,
  revenue bigint not null default 0,
  prior_revenue bigint not null default 0,
  growth double precision,
  share double precision,
  rank integer,
  class text,
  xyz text,
  tier text not null default 'prospect'::text,
  last_document date,
  open_balance bigint,
  excluded boolean not null default false,
  tier_is_set boolean not null default false,
  basis text not null default 'revenue'::text,
  constraint account_figures_pkey PRIMARY KEY (org_id, account_id),
  constraint account_figures_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_figures_basis_check CHECK ((basis = ANY (ARRAY['revenue'::text, 'ordered'::text])))
);
CREATE INDEX figures_by_class ON public.account_figures USING btree (org_id, (
CASE
    WHEN (class IS NULL) THEN 'Z'::text
    ELSE class
END), account_id);
CREATE INDEX figures_by_country ON public.account_figures USING btree (org_id, (
CASE
    WHEN (country IS NULL) THEN ''::text
    ELSE country
END), account_id);
CREATE INDEX figures_by_external_id ON public.account_figures USING btree (org_id, external_id, account_id);
CREATE INDEX figures_by_growth ON public.account_figures USING btree (org_id, (
CASE
    WHEN (growth IS NULL) THEN '-Infinity'::double precision
    ELSE growth
END), account_id);
CREATE INDEX figures_by_last_document ON public.account_figures USING btree (org_id, (
CASE
    WHEN (last_document IS NULL) THEN '-infinity'::date
    ELSE last_document
END), account_id);
CREATE INDEX figures_by_lead ON public.account_figures USING btree (org_id, lead_name, account_id);
CREATE INDEX figures_by_name ON public.account_figures USING btree (org_id, name_key, account_id);
CREATE INDEX figures_by_open_balance ON public.account_figures USING btree (org_id, (
CASE
    WHEN (open_balance IS NULL) THEN (0)::bigint
    ELSE open_balance
END), account_id);
CREATE INDEX figures_by_rank ON public.account_figures USING btree (org_id, (
CASE
    WHEN (rank IS NULL) THEN 2147483647
    ELSE rank
END), account_id);
CREATE INDEX figures_by_revenue ON public.account_figures USING btree (org_id, revenue, account_id);
CREATE INDEX figures_by_tier ON public.account_figures USING btree (org_id, (
CASE tier
    WHEN 'key'::text THEN 0
    WHEN 'emerging'::text THEN 1
    WHEN 'standard'::text THEN 2
    WHEN 'prospect'::text THEN 3
    ELSE 4
END), account_id);
CREATE INDEX figures_excluded ON public.account_figures USING btree (org_id, account_id) WHERE excluded;
CREATE INDEX figures_of_category ON public.account_figures USING btree (org_id, category) WHERE (category IS NOT NULL);
CREATE INDEX figures_of_lead ON public.account_figures USING btree (org_id, lead_id) WHERE (lead_id IS NOT NULL);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_parents (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  parent_id uuid,
  since timestamp with time zone not null,
  set_by uuid,
  origin text not null,
  reason text,
  import_id uuid,
  constraint account_parents_pkey PRIMARY KEY (org_id, id),
  constraint account_parents_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_parents_origin_check CHECK ((origin = ANY (ARRAY['import'::text, 'proposal'::text, 'hand'::text, 'undo'::text])))
);
CREATE INDEX parents_of_account ON public.account_parents USING btree (org_id, account_id, id DESC);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_team (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  user_id uuid not null,
  duty text not null,
  since date not null,
  until date,
  version integer not null default 1,
  constraint account_team_pkey PRIMARY KEY (org_id, id),
  constraint account_team_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_team_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint account_team_duty_check CHECK ((duty = ANY (ARRAY['lead'::text, 'deputy'::text, 'rep'::text, 'engineer'::text, 'support'::text, 'sponsor'::text])))
);
CREATE INDEX team_of_account ON public.account_team USING btree (org_id, account_id);
CREATE INDEX team_of_user ON public.account_team USING btree (org_id, user_id, account_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_tiers (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  tier text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  origin text not null,
  reason_code text not null,
  reason text not null default ''::text,
  review_on date,
  review_id uuid,
  set_by uuid,
  constraint account_tiers_pkey PRIMARY KEY (org_id, id),
  constraint account_tiers_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_tiers_origin_check CHECK ((origin = ANY (ARRAY['proposal'::text, 'hand'::text]))),
  constraint account_tiers_tier_check CHECK ((tier = ANY (ARRAY['key'::text, 'emerging'::text, 'standard'::text, 'prospect'::text, 'dormant'::text])))
);
CREATE INDEX key_tiers ON public.account_tiers USING btree (org_id, account_id) WHERE ((until IS NULL) AND (tier = 'key'::text));
CREATE UNIQUE INDEX tier_in_force ON public.account_tiers USING btree (org_id, account_id) WHERE (until IS NULL);
CREATE INDEX tiers_of_account ON public.account_tiers USING btree (org_id, account_id, id DESC);
CREATE INDEX tiers_to_review ON public.account_tiers USING btree (org_id, review_on) WHERE ((until IS NULL) AND (review_on IS NOT NULL));
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_views (
  org_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  is_shared boolean not null default false,
  filter jsonb not null,
  sort text not null,
  direction text not null,
  columns text[] not null,
  version integer not null default 1,
  constraint account_views_pkey PRIMARY KEY (org_id, id),
  constraint account_views_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint account_views_direction_check CHECK ((direction = ANY (ARRAY['asc'::text, 'desc'::text]))),
  constraint account_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
CREATE INDEX views_of_owner ON public.account_views USING btree (org_id, owner_id);
CREATE INDEX views_shared ON public.account_views USING btree (org_id) WHERE is_shared;
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table accounts (
  org_id uuid not null,
  id uuid not null,
  source text not null,
  external_id text not null,
  name text not null,
  legal_name text,
  kind text not null default 'entity'::text,
  channel text,
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
  currency character(3),
  credit_limit bigint,
  payment_days integer,
  note text not null default ''::text,
  created_at timestamp with time zone not null,
  import_id uuid,
  version integer not null default 1,
  constraint accounts_pkey PRIMARY KEY (org_id, id),
  constraint accounts_org_id_source_external_id_key UNIQUE (org_id, source, external_id),
  constraint accounts_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint accounts_org_id_parent_id_fkey FOREIGN KEY (org_id, parent_id) REFERENCES accounts(org_id, id),
  constraint accounts_channel_check CHECK ((channel = ANY (ARRAY['direct'::text, 'distributor'::text, 'marketplace'::text, 'retail'::text]))),
  constraint accounts_kind_check CHECK ((kind = ANY (ARRAY['group'::text, 'entity'::text, 'outlet'::text]))),
  constraint accounts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 500)))
);
-- root_id: the topmost ancestor, or the account itself
-- entity_id: the nearest ancestor that is not an outlet, or the account itself
CREATE INDEX accounts_below ON public.accounts USING btree (org_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX accounts_by_tax_id ON public.accounts USING btree (org_id, tax_id) WHERE (tax_id IS NOT NULL);
CREATE INDEX accounts_by_text ON public.accounts USING gin (lower(((((((name || ' '::text) || COALESCE(legal_name, ''::text)) || ' '::text) || external_id) || ' '::text) || COALESCE(tax_id, ''::text))) gin_trgm_ops);
CREATE INDEX accounts_of_root ON public.accounts USING btree (org_id, root_id);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table audit_entries (
  org_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  user_id uuid,
  on_behalf_of uuid,
  operation text not null,
  word text not null,
  account_id uuid,
  record_kind text,
  record_id uuid,
  reason text,
  request_id text,
  changes jsonb not null default '[]'::jsonb,
  permission text,
  constraint audit_entries_pkey PRIMARY KEY (org_id, id),
  constraint audit_entries_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
CREATE INDEX audit_by_operation ON public.audit_entries USING btree (org_id, operation, id DESC);
CREATE INDEX audit_by_record ON public.audit_entries USING btree (org_id, record_id, id DESC);
CREATE INDEX audit_by_user ON public.audit_entries USING btree (org_id, user_id, id DESC);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant insert, select to vitalfew_app;

create table audit_person_keys (
  org_id uuid not null,
  person_id uuid not null,
  key bytea not null,
  constraint audit_person_keys_pkey PRIMARY KEY (org_id, person_id),
  constraint audit_person_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint audit_person_keys_key_check CHECK ((length(key) = 32))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select to vitalfew_app;

create table credentials (
  user_id uuid not null,
  password_hash text not null,
  changed_at timestamp with time zone not null,
  constraint credentials_pkey PRIMARY KEY (user_id),
  constraint credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
-- row level security: forced
policy gate for all using (at_the_gate()) with check (at_the_gate());
grant delete, insert, select, update to vitalfew_app;

create table exchange_rates (
  org_id uuid not null,
  currency character(3) not null,
  valid_from date not null,
  rate numeric not null,
  source text not null,
  import_id uuid,
  version integer not null default 1,
  constraint exchange_rates_pkey PRIMARY KEY (org_id, currency, valid_from),
  constraint exchange_rates_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint exchange_rates_rate_check CHECK ((rate > (0)::numeric))
);
-- rate: units of the base currency for one unit of this currency
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table group_proposals (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  with_id uuid not null,
  evidence jsonb not null,
  strength double precision not null,
  state text not null default 'open'::text,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  group_id uuid,
  made_group boolean not null default false,
  moved uuid[] not null default '{}'::uuid[],
  constraint group_proposals_pkey PRIMARY KEY (org_id, id),
  constraint group_proposals_org_id_account_id_with_id_key UNIQUE (org_id, account_id, with_id),
  constraint group_proposals_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint group_proposals_org_id_with_id_fkey FOREIGN KEY (org_id, with_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint group_proposals_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text])))
);
-- evidence: [{kind: tax_id | name | address | mail_domain, value}], what speaks for it
-- moved: the tops of structure that were placed under group_id when it was accepted: undo takes them out again
CREATE INDEX proposals_by_strength ON public.group_proposals USING btree (org_id, state, strength DESC, id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table idempotency_keys (
  org_id uuid not null,
  user_id uuid not null,
  key text not null,
  operation text not null,
  input_hash bytea not null,
  answer jsonb,
  created_at timestamp with time zone not null,
  file_hash bytea,
  constraint idempotency_keys_pkey PRIMARY KEY (org_id, user_id, key),
  constraint idempotency_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint idempotency_keys_key_check CHECK ((length(key) <= 200))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table import_before (
  org_id uuid not null,
  import_id uuid not null,
  table_name text not null,
  row_key text not null,
  prior_import_id uuid,
  before jsonb not null,
  constraint import_before_pkey PRIMARY KEY (org_id, import_id, table_name, row_key)
);
CREATE INDEX before_by_prior ON public.import_before USING btree (org_id, prior_import_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table import_files (
  org_id uuid not null,
  import_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  name text not null,
  size bigint not null,
  overrides jsonb not null default '{}'::jsonb,
  tables jsonb not null default '[]'::jsonb,
  problem jsonb,
  constraint import_files_pkey PRIMARY KEY (org_id, import_id, id),
  constraint import_files_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES imports(org_id, id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

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
  constraint import_rejects_pkey PRIMARY KEY (org_id, import_id, id),
  constraint import_rejects_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES imports(org_id, id) ON DELETE CASCADE
);
CREATE INDEX rejects_of_table ON public.import_rejects USING btree (org_id, import_id, file_id, table_id, row_number);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table import_shapes (
  org_id uuid not null,
  shape text not null,
  mapping jsonb not null,
  used_at timestamp with time zone not null,
  constraint import_shapes_pkey PRIMARY KEY (org_id, shape),
  constraint import_shapes_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table imports (
  org_id uuid not null,
  id uuid not null,
  state text not null,
  name text not null,
  source text not null,
  options jsonb not null default '{}'::jsonb,
  mapping jsonb not null default '[]'::jsonb,
  mapping_problems jsonb not null default '[]'::jsonb,
  phase text,
  rows_done bigint not null default 0,
  rows_total bigint,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  cancel_asked_at timestamp with time zone,
  dry_run jsonb,
  report jsonb,
  failure jsonb,
  undone_at timestamp with time zone,
  undone_by uuid,
  created_by uuid,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint imports_pkey PRIMARY KEY (org_id, id),
  constraint imports_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint imports_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'checking'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undone'::text])))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table installation_secrets (
  name text not null,
  value bytea not null,
  constraint installation_secrets_pkey PRIMARY KEY (name)
);
-- row level security: forced
policy gate for all using (at_the_gate()) with check (at_the_gate());
grant delete, insert, select, update to vitalfew_app;

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
  invoices integer not null default 0,
  credit_notes integer not null default 0,
  orders integer not null default 0,
  payments integer not null default 0,
  lines integer not null default 0,
  costed_lines integer not null default 0,
  invoice_days integer not null default 0,
  order_days integer not null default 0,
  constraint ledger_account_months_pkey PRIMARY KEY (org_id, account_id, month)
);
-- received: gross of tax, base currency; received_net is net of it
-- invoice_days: bit 0: there is an invoice on the first of the month
CREATE INDEX account_months_by_month ON public.ledger_account_months USING btree (org_id, month);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table ledger_allocations (
  org_id uuid not null,
  payment_id uuid not null,
  document_id uuid not null,
  amount bigint not null,
  base_amount bigint not null,
  import_id uuid not null,
  constraint ledger_allocations_pkey PRIMARY KEY (org_id, payment_id, document_id)
);
CREATE INDEX allocations_of_document ON public.ledger_allocations USING btree (org_id, document_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

-- Amounts in minor units of the document currency, base_* in the base currency. Without account or date: lines came before their document.
create table ledger_documents (
  org_id uuid not null,
  id uuid not null,
  source text not null,
  series text not null,
  number text not null,
  kind text not null,
  has_header boolean not null,
  account_id uuid,
  salesperson_id uuid,
  doc_date date,
  due_date date,
  required_on date,
  shipped_on date,
  currency character(3),
  rate numeric,
  header_net bigint,
  header_tax bigint,
  header_gross bigint,
  line_count integer not null default 0,
  net bigint not null default 0,
  tax bigint not null default 0,
  rounding bigint not null default 0,
  base_net bigint not null default 0,
  base_tax bigint not null default 0,
  base_cost bigint,
  base_costed_net bigint not null default 0,
  costed_lines integer not null default 0,
  open_amount bigint,
  open_as_of date,
  settled_on date,
  disputed boolean not null default false,
  import_id uuid not null,
  constraint ledger_documents_pkey PRIMARY KEY (org_id, id),
  constraint ledger_documents_natural_key UNIQUE (org_id, number, series, source),
  constraint ledger_documents_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text, 'order'::text]))),
  constraint ledger_documents_series_check CHECK ((series = ANY (ARRAY['sale'::text, 'credit'::text, 'order'::text])))
);
-- rounding: header_net less the sum of the lines: kept as a line of its own
CREATE INDEX credit_documents ON public.ledger_documents USING btree (org_id, source) WHERE (series = 'credit'::text);
CREATE INDEX documents_by_date ON public.ledger_documents USING btree (org_id, doc_date, id);
CREATE INDEX documents_by_settlement ON public.ledger_documents USING btree (org_id, account_id, settled_on) WHERE (kind <> 'order'::text);
CREATE INDEX documents_in_foreign ON public.ledger_documents USING btree (org_id, currency, doc_date) WHERE (rate <> (1)::numeric);
CREATE INDEX documents_of_account ON public.ledger_documents USING btree (org_id, account_id, doc_date, id);
CREATE INDEX documents_with_open_amount ON public.ledger_documents USING btree (org_id, account_id) WHERE (open_amount IS NOT NULL);
CREATE INDEX loose_documents ON public.ledger_documents USING btree (org_id, COALESCE(doc_date, '1900-01-01'::date), id) WHERE ((line_count = 0) OR (NOT has_header));
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

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
  constraint ledger_lines_pkey PRIMARY KEY (org_id, document_id, line_key)
);
CREATE INDEX lines_of_account ON public.ledger_lines USING btree (org_id, account_id, product_id, doc_date);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table ledger_payments (
  org_id uuid not null,
  id uuid not null,
  source text not null,
  number text not null,
  account_id uuid,
  paid_on date,
  currency character(3) not null,
  rate numeric,
  amount bigint not null,
  base_amount bigint not null,
  import_id uuid not null,
  awaits text,
  constraint ledger_payments_pkey PRIMARY KEY (org_id, id),
  constraint ledger_payments_natural_key UNIQUE (org_id, number, source)
);
CREATE INDEX payments_awaiting ON public.ledger_payments USING btree (org_id, awaits) WHERE (awaits IS NOT NULL);
CREATE INDEX payments_of_account ON public.ledger_payments USING btree (org_id, account_id, paid_on, id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

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
  constraint ledger_product_months_pkey PRIMARY KEY (org_id, account_id, month, product_id)
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table ledger_state (
  org_id uuid not null,
  revision bigint not null default 0,
  newest_invoice date,
  newest_order date,
  newest_payment date,
  invoices bigint not null default 0,
  orders bigint not null default 0,
  payments bigint not null default 0,
  lines bigint not null default 0,
  changed_at timestamp with time zone not null,
  constraint ledger_state_pkey PRIMARY KEY (org_id),
  constraint ledger_state_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table ledger_targets (
  org_id uuid not null,
  id uuid not null,
  salesperson_id uuid not null,
  period_from date not null,
  period_to date not null,
  measure text not null default 'revenue'::text,
  amount bigint not null,
  currency character(3) not null,
  import_id uuid not null,
  constraint ledger_targets_pkey PRIMARY KEY (org_id, id),
  constraint ledger_targets_org_id_salesperson_id_period_from_period_to__key UNIQUE (org_id, salesperson_id, period_from, period_to, measure)
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table links (
  id uuid not null,
  token_hash bytea not null,
  purpose text not null,
  user_id uuid not null,
  org_id uuid,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint links_pkey PRIMARY KEY (id),
  constraint links_token_hash_key UNIQUE (token_hash),
  constraint links_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint links_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint links_purpose_check CHECK ((purpose = ANY (ARRAY['invitation'::text, 'reset'::text])))
);
-- row level security: forced
policy gate for all using (at_the_gate()) with check (at_the_gate());
grant delete, insert, select, update to vitalfew_app;

create table memberships (
  org_id uuid not null,
  user_id uuid not null,
  roles text[] not null,
  reports_to uuid,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  version integer not null default 1,
  erased_at timestamp with time zone,
  invited_name text,
  invited_email text,
  former_name text,
  constraint memberships_pkey PRIMARY KEY (org_id, user_id),
  constraint memberships_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint invited_with_both CHECK (((invited_name IS NULL) = (invited_email IS NULL))),
  constraint memberships_former_name_check CHECK (((length(former_name) >= 1) AND (length(former_name) <= 200))),
  constraint memberships_invited_email_check CHECK ((length(invited_email) <= 254)),
  constraint memberships_invited_name_check CHECK (((length(invited_name) >= 1) AND (length(invited_name) <= 200))),
  constraint memberships_roles_check CHECK ((cardinality(roles) > 0))
);
-- invited_name: Set while the invitation waits to be used
CREATE INDEX memberships_below ON public.memberships USING btree (org_id, reports_to) WHERE (reports_to IS NOT NULL);
CREATE INDEX memberships_of_user ON public.memberships USING btree (user_id);
-- row level security: forced
policy gate for all using (at_the_gate()) with check (at_the_gate());
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table notices (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  params jsonb not null default '{}'::jsonb,
  path text,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notices_pkey PRIMARY KEY (org_id, id),
  constraint notices_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint notices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX notices_of_user ON public.notices USING btree (org_id, user_id, id DESC);
CREATE INDEX unread_notices ON public.notices USING btree (org_id, user_id) WHERE (read_at IS NULL);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table organisation_settings (
  org_id uuid not null,
  base_currency character(3) not null,
  timezone text not null,
  fiscal_year_start integer not null default 1,
  language text not null default 'en'::text,
  rules jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  figures_on date,
  constraint organisation_settings_pkey PRIMARY KEY (org_id),
  constraint organisation_settings_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint organisation_settings_fiscal_year_start_check CHECK (((fiscal_year_start >= 1) AND (fiscal_year_start <= 12)))
);
-- row level security: forced
policy gate for all using (at_the_gate()) with check (at_the_gate());
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table organisations (
  id uuid not null,
  slug text not null,
  name text not null,
  is_sample boolean not null default false,
  created_at timestamp with time zone not null,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_slug_key UNIQUE (slug),
  constraint organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint organisations_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);
-- row level security: forced
policy gate for all using (at_the_gate()) with check (at_the_gate());
policy own_organisation for select using ((id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table product_prices (
  org_id uuid not null,
  product_id uuid not null,
  price_type text not null,
  currency character(3) not null,
  price numeric not null,
  import_id uuid,
  constraint product_prices_pkey PRIMARY KEY (org_id, product_id, price_type),
  constraint product_prices_org_id_product_id_fkey FOREIGN KEY (org_id, product_id) REFERENCES products(org_id, id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table products (
  org_id uuid not null,
  id uuid not null,
  source text not null,
  external_id text not null,
  code text,
  name text not null,
  group_name text,
  unit text,
  barcode text,
  cost numeric,
  cost_currency character(3),
  price numeric,
  import_id uuid,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint products_pkey PRIMARY KEY (org_id, id),
  constraint products_org_id_source_external_id_key UNIQUE (org_id, source, external_id),
  constraint products_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
CREATE INDEX products_by_code ON public.products USING btree (org_id, code) WHERE (code IS NOT NULL);
CREATE INDEX products_by_name ON public.products USING btree (org_id, lower(name), id);
CREATE INDEX products_of_group ON public.products USING btree (org_id, group_name) WHERE (group_name IS NOT NULL);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table salespeople (
  org_id uuid not null,
  id uuid not null,
  source text not null,
  external_id text not null,
  name text not null,
  email text,
  phone text,
  import_id uuid,
  constraint salespeople_pkey PRIMARY KEY (org_id, id),
  constraint salespeople_org_id_source_external_id_key UNIQUE (org_id, source, external_id),
  constraint salespeople_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table schema_migrations (
  version integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (version)
);
-- row level security: off

create table segmentation_reviews (
  org_id uuid not null,
  id uuid not null,
  basis text not null,
  level text not null,
  currency character(3) not null,
  period_from date not null,
  period_to date not null,
  fingerprint text not null,
  is_published boolean not null,
  summary jsonb not null,
  computed_at timestamp with time zone not null,
  computed_by uuid,
  constraint segmentation_reviews_pkey PRIMARY KEY (org_id, id),
  constraint segmentation_reviews_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- fingerprint: of everything that went in (ledger, structure, exclusions, rules, dates): while it is the same, the review holds
CREATE INDEX published_reviews ON public.segmentation_reviews USING btree (org_id, id DESC) WHERE is_published;
CREATE INDEX reviews_by_question ON public.segmentation_reviews USING btree (org_id, basis, level, currency, period_from, period_to, id DESC);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table segmentation_standings (
  org_id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  rank integer not null,
  amount bigint not null,
  margin bigint,
  prior_amount bigint not null,
  share double precision,
  cumulative_share double precision,
  class text not null,
  xyz text not null,
  variation double precision,
  growth double precision,
  growth_reason text,
  rules text[] not null,
  is_active boolean not null,
  months bigint[] not null,
  tier text,
  counts_as text not null,
  is_proposed boolean not null,
  proposal jsonb not null,
  constraint segmentation_standings_pkey PRIMARY KEY (org_id, review_id, account_id),
  constraint segmentation_standings_org_id_review_id_fkey FOREIGN KEY (org_id, review_id) REFERENCES segmentation_reviews(org_id, id) ON DELETE CASCADE
);
-- tier: in force; null where none was set. counts_as: that, else the proposed one
-- is_proposed: the proposal asks for a decision: another tier than the one in force, or key or emerging where none is
CREATE INDEX key_standings ON public.segmentation_standings USING btree (org_id, review_id, rank) WHERE (counts_as = 'key'::text);
CREATE INDEX proposed_standings ON public.segmentation_standings USING btree (org_id, review_id, rank) WHERE is_proposed;
CREATE UNIQUE INDEX standings_by_rank ON public.segmentation_standings USING btree (org_id, review_id, rank);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table sessions (
  id uuid not null,
  token_hash bytea not null,
  user_id uuid not null,
  org_id uuid,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  address text not null,
  agent text not null,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_of_user ON public.sessions USING btree (user_id, created_at DESC);
-- row level security: forced
policy gate for all using (at_the_gate()) with check (at_the_gate());
grant delete, insert, select, update to vitalfew_app;

create table sign_in_failures (
  key text not null,
  failures integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint sign_in_failures_pkey PRIMARY KEY (key)
);
-- row level security: forced
policy gate for all using (at_the_gate()) with check (at_the_gate());
grant delete, insert, select, update to vitalfew_app;

create table stored_files (
  org_id uuid not null,
  id uuid not null,
  sha256 text not null,
  name text not null,
  size bigint not null,
  purpose text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint stored_files_pkey PRIMARY KEY (org_id, id),
  constraint stored_files_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint stored_files_sha256_check CHECK ((length(sha256) = 64))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table users (
  id uuid not null,
  email text not null,
  name text not null,
  language text not null default 'en'::text,
  is_operator boolean not null default false,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  erased_at timestamp with time zone,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email),
  constraint users_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
  constraint users_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
-- row level security: forced
policy colleagues for select using ((id IN ( SELECT m.user_id
   FROM memberships m
  WHERE ((m.org_id = current_org()) AND (m.erased_at IS NULL) AND (m.invited_name IS NULL)))));
policy gate for all using (at_the_gate()) with check (at_the_gate());
grant delete, insert, select, update to vitalfew_app;

create view colleagues with (security_invoker=true) as
 SELECT m.org_id,
    m.user_id AS id,
    COALESCE(m.former_name, m.invited_name, u.name) AS name,
        CASE
            WHEN m.former_name IS NULL THEN COALESCE(m.invited_email, u.email)
            ELSE NULL::text
        END AS email,
    m.invited_name IS NOT NULL AS is_invited
   FROM memberships m
     LEFT JOIN users u ON u.id = m.user_id
  WHERE m.former_name IS NOT NULL OR m.invited_name IS NOT NULL OR u.id IS NOT NULL;
grant select on colleagues to vitalfew_app;

CREATE OR REPLACE FUNCTION public.at_the_gate()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(current_setting('vitalfew.gate', true), '') = 'on' $function$;
-- may run: public

CREATE OR REPLACE FUNCTION public.current_org()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('vitalfew.org', true), '')::uuid $function$;
-- may run: public

CREATE OR REPLACE FUNCTION public.enqueue_job(task text, payload jsonb, job_key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform graphile_worker.add_job(
    identifier => task, payload => payload::json, job_key => job_key, run_at => coalesce(run_at, now()), max_attempts => 5);
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.find_accounts(org uuid, visible uuid[], text_part text, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if visible is not null then
    return query
      select a.id from unnest(visible) v (id) join accounts a on a.org_id = org and a.id = v.id
       where position(text_part in lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))) > 0
       limit most;
  elsif length(text_part) < 3 then
    return query
      select a.id from accounts a
       where a.org_id = org and position(text_part in lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))) > 0
       limit most;
  else
    return query
      select a.id from accounts a
       where lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))
               like '%' || replace(replace(replace(text_part, '\', '\\'), '%', '\%'), '_', '\_') || '%'
         and a.org_id = org
       limit most;
  end if;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.find_similar_accounts(org uuid, visible uuid[], text_part text, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if visible is not null then
    return query
      select a.id from unnest(visible) v (id) join accounts a on a.org_id = org and a.id = v.id
       where text_part <% lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))
       limit most;
  else
    return query
      select a.id from accounts a
       where text_part <% lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))
         and a.org_id = org
       limit most;
  end if;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.minor_digits(currency text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case
    when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 0
    when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
    when currency in ('CLF', 'UYW') then 4
    else 2 end
$function$;
-- may run: public

CREATE OR REPLACE FUNCTION public.month_of(day date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ select day - (extract(day from day)::int - 1) $function$;
-- may run: public

CREATE OR REPLACE FUNCTION public.new_id()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$function$;
-- may run: public

create aggregate sum_minor(bigint) (sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = s);
-- may run: public

create extension pg_trgm;
