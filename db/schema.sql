-- Written by npm run snapshots from a migrated database; db/migrations makes it. Do not edit.

create table account_addresses (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  name text not null default ''::text,
  country text not null default ''::text,
  region text not null default ''::text,
  postal_code text not null default ''::text,
  city text not null default ''::text,
  street text not null default ''::text,
  timezone text,
  hours jsonb not null default '[]'::jsonb,
  note text not null default ''::text,
  version integer not null default 1,
  constraint account_addresses_pkey PRIMARY KEY (org_id, id),
  constraint account_addresses_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_addresses_kind_check CHECK ((kind = ANY (ARRAY['legal'::text, 'postal'::text, 'delivery'::text])))
);
-- hours: [{day: 1 Monday .. 7 Sunday, from: HH:MM, to: HH:MM}] in the time zone of the address; to not after from: over midnight
CREATE INDEX addresses_of_account ON public.account_addresses USING btree (org_id, account_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

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
  completeness double precision not null default 0,
  freshness double precision,
  stage text,
  constraint account_figures_pkey PRIMARY KEY (org_id, account_id),
  constraint account_figures_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_figures_basis_check CHECK ((basis = ANY (ARRAY['revenue'::text, 'ordered'::text])))
);
CREATE INDEX figures_by_class ON public.account_figures USING btree (org_id, (
CASE
    WHEN (class IS NULL) THEN 'Z'::text
    ELSE class
END), account_id);
CREATE INDEX figures_by_completeness ON public.account_figures USING btree (org_id, completeness, account_id);
CREATE INDEX figures_by_country ON public.account_figures USING btree (org_id, (
CASE
    WHEN (country IS NULL) THEN ''::text
    ELSE country
END), account_id);
CREATE INDEX figures_by_external_id ON public.account_figures USING btree (org_id, external_id, account_id);
CREATE INDEX figures_by_freshness ON public.account_figures USING btree (org_id, (
CASE
    WHEN (freshness IS NULL) THEN ('-1'::integer)::double precision
    ELSE freshness
END), account_id);
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
CREATE INDEX figures_of_lead_by_revenue ON public.account_figures USING btree (org_id, lead_id, revenue DESC, account_id DESC);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_identifiers (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  country text not null default ''::text,
  value text not null,
  note text not null default ''::text,
  version integer not null default 1,
  constraint account_identifiers_pkey PRIMARY KEY (org_id, id),
  constraint account_identifiers_org_id_account_id_kind_value_key UNIQUE (org_id, account_id, kind, value),
  constraint account_identifiers_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_identifiers_kind_check CHECK ((kind = ANY (ARRAY['inn'::text, 'kpp'::text, 'ogrn'::text, 'vat'::text, 'iban'::text, 'other'::text])))
);
-- value: normalised: without blanks and marks, a VAT number with its prefix; the tax id of the account itself stands in accounts.tax_id
CREATE INDEX identifiers_by_value ON public.account_identifiers USING btree (org_id, value);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table account_logos (
  org_id uuid not null,
  account_id uuid not null,
  file_id uuid not null,
  number integer not null,
  set_by uuid,
  set_at timestamp with time zone not null,
  constraint account_logos_pkey PRIMARY KEY (org_id, account_id),
  constraint account_logos_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_logos_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES files(org_id, id) ON DELETE CASCADE
);
CREATE INDEX logos_of_file ON public.account_logos USING btree (org_id, file_id);
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

create table account_redirects (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  source text not null,
  external_id text not null,
  merge_id uuid not null,
  constraint account_redirects_pkey PRIMARY KEY (org_id, id),
  constraint account_redirects_org_id_source_external_id_key UNIQUE (org_id, source, external_id),
  constraint account_redirects_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE
);
-- id: The account that was
CREATE INDEX redirects_to_account ON public.account_redirects USING btree (org_id, account_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table account_secrets (
  org_id uuid not null,
  account_id uuid not null,
  class uuid not null,
  readers uuid[] not null default '{}'::uuid[],
  set_by uuid,
  set_at timestamp with time zone not null,
  version integer not null default 1,
  constraint account_secrets_pkey PRIMARY KEY (org_id, account_id),
  constraint account_secrets_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE
);
-- readers: who sees it besides its team and those who are cleared for the class
CREATE INDEX secrets_by_reader ON public.account_secrets USING gin (readers);
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
  share integer,
  responsible text not null default ''::text,
  changed_by uuid,
  changed_at timestamp with time zone,
  former jsonb not null default '[]'::jsonb,
  constraint account_team_pkey PRIMARY KEY (org_id, id),
  constraint account_team_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint account_team_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint account_team_duty_check CHECK ((duty = ANY (ARRAY['lead'::text, 'deputy'::text, 'rep'::text, 'engineer'::text, 'support'::text, 'sponsor'::text]))),
  constraint account_team_responsible_check CHECK ((length(responsible) <= 500)),
  constraint account_team_share_check CHECK (((share >= 1) AND (share <= 100)))
);
-- share: Per cent of the work with the account; null: not told
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
  created_at timestamp with time zone not null,
  import_id uuid,
  version integer not null default 1,
  languages text[] not null default '{}'::text[],
  found_by text not null generated always as (' '::text || search_fold(((((((((name || ' '::text) || COALESCE(legal_name, ''::text)) || ' '::text) || external_id) || ' '::text) || COALESCE(tax_id, ''::text)) || ' '::text) || COALESCE(city, ''::text)))),
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
CREATE INDEX accounts_by_beginning ON public.accounts USING btree (org_id, "left"(found_by, 60) COLLATE "C");
CREATE INDEX accounts_by_tax_id ON public.accounts USING btree (org_id, tax_id) WHERE (tax_id IS NOT NULL);
CREATE INDEX accounts_by_text ON public.accounts USING gin (lower(((((((name || ' '::text) || COALESCE(legal_name, ''::text)) || ' '::text) || external_id) || ' '::text) || COALESCE(tax_id, ''::text))) gin_trgm_ops);
CREATE INDEX accounts_found_by ON public.accounts USING gin (found_by gin_trgm_ops);
CREATE INDEX accounts_of_root ON public.accounts USING btree (org_id, root_id);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table approval_acts (
  org_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  at timestamp with time zone not null,
  user_id uuid,
  for_id uuid,
  round integer not null,
  step integer not null,
  act text not null,
  words text not null default ''::text,
  constraint approval_acts_pkey PRIMARY KEY (org_id, id),
  constraint approval_acts_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES approval_requests(org_id, id) ON DELETE CASCADE
);
CREATE INDEX acts_of_approval ON public.approval_acts USING btree (org_id, request_id, id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table approval_procedures (
  org_id uuid not null,
  kind text not null,
  is_on boolean not null,
  steps jsonb not null,
  limits jsonb not null,
  currency text,
  own_limit boolean not null,
  repeats boolean not null,
  remind_days integer,
  escalate_days integer,
  expire_days integer,
  version integer not null default 1,
  constraint approval_procedures_pkey PRIMARY KEY (org_id, kind),
  constraint approval_procedures_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint approval_procedures_escalate_days_check CHECK (((escalate_days >= 1) AND (escalate_days <= 365))),
  constraint approval_procedures_expire_days_check CHECK (((expire_days >= 1) AND (expire_days <= 365))),
  constraint approval_procedures_remind_days_check CHECK (((remind_days >= 1) AND (remind_days <= 365)))
);
-- currency: Of the limits, where the kind asks for amounts; in another one they cover nothing
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table approval_requests (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  title text not null,
  reason text not null default ''::text,
  account_id uuid,
  path text,
  payload jsonb not null default '{}'::jsonb,
  asked bigint,
  currency text,
  requester_id uuid not null,
  state text not null,
  procedure jsonb not null,
  round integer not null default 1,
  step integer not null default 1,
  step_since timestamp with time zone not null,
  reminded_at timestamp with time zone,
  is_escalated boolean not null default false,
  is_stuck boolean not null default false,
  expires_on date,
  filed_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  constraint approval_requests_pkey PRIMARY KEY (org_id, id),
  constraint approval_requests_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint approval_requests_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint approval_requests_org_id_requester_id_fkey FOREIGN KEY (org_id, requester_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint approval_requests_state_check CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text]))),
  constraint approval_requests_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)))
);
-- asked: Minor units of the currency, or ten-thousandths of a per cent; null: nothing that limits measure
-- procedure: The procedure as it was when this round began
CREATE INDEX approvals_by_requester ON public.approval_requests USING btree (org_id, requester_id, id);
CREATE INDEX approvals_of_account ON public.approval_requests USING btree (org_id, account_id, id) WHERE (account_id IS NOT NULL);
CREATE INDEX open_approvals ON public.approval_requests USING btree (org_id, id) WHERE (closed_at IS NULL);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table approval_seats (
  org_id uuid not null,
  request_id uuid not null,
  user_id uuid not null,
  for_id uuid not null,
  constraint approval_seats_pkey PRIMARY KEY (org_id, user_id, request_id, for_id),
  constraint approval_seats_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES approval_requests(org_id, id) ON DELETE CASCADE,
  constraint approval_seats_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE
);
CREATE INDEX seats_of_approval ON public.approval_seats USING btree (org_id, request_id);
-- row level security: forced
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
CREATE INDEX audit_on_behalf ON public.audit_entries USING btree (org_id, on_behalf_of, id DESC) WHERE (on_behalf_of IS NOT NULL);
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

create table contact_notes (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  author_id uuid not null,
  text text not null,
  readers uuid[] not null default '{}'::uuid[],
  changed_at timestamp with time zone not null,
  version integer not null default 1,
  constraint contact_notes_pkey PRIMARY KEY (org_id, id),
  constraint contact_notes_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contacts(org_id, id) ON DELETE CASCADE,
  constraint contact_notes_text_check CHECK (((length(text) >= 1) AND (length(text) <= 20000)))
);
CREATE INDEX notes_of_contact ON public.contact_notes USING btree (org_id, contact_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table contact_positions (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  account_id uuid not null,
  title text,
  department text,
  role text,
  since date,
  until date,
  is_main boolean not null default false,
  version integer not null default 1,
  found_by text not null generated always as (' '::text || search_fold(((COALESCE(title, ''::text) || ' '::text) || COALESCE(department, ''::text)))),
  constraint contact_positions_pkey PRIMARY KEY (org_id, id),
  constraint contact_positions_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint contact_positions_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contacts(org_id, id) ON DELETE CASCADE,
  constraint contact_positions_check CHECK ((until >= since)),
  constraint contact_positions_department_check CHECK (((length(department) >= 1) AND (length(department) <= 200))),
  constraint contact_positions_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE INDEX positions_found_by ON public.contact_positions USING gin (found_by gin_trgm_ops);
CREATE INDEX positions_of_account ON public.contact_positions USING btree (org_id, account_id, contact_id);
CREATE INDEX positions_of_contact ON public.contact_positions USING btree (org_id, contact_id);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table contact_redirects (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  merge_id uuid not null,
  constraint contact_redirects_pkey PRIMARY KEY (org_id, id),
  constraint contact_redirects_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contacts(org_id, id) ON DELETE CASCADE
);
-- id: The contact that was
CREATE INDEX redirects_to_contact ON public.contact_redirects USING btree (org_id, contact_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table contacts (
  org_id uuid not null,
  id uuid not null,
  author_id uuid,
  name text not null,
  latin_name text,
  salutation text,
  phones jsonb not null default '[]'::jsonb,
  emails jsonb not null default '[]'::jsonb,
  messengers jsonb not null default '[]'::jsonb,
  languages text[] not null default '{}'::text[],
  timezone text,
  birthday text,
  preferred_channel text,
  dos text not null default ''::text,
  donts text not null default ''::text,
  consent_basis text,
  consent_given_on date,
  consent_withdrawn_on date,
  consent_note text,
  kept jsonb not null default '[]'::jsonb,
  name_key text not null default ''::text,
  search_text text not null default ''::text,
  keys text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  erased_at timestamp with time zone,
  version integer not null default 1,
  found_by text not null generated always as (' '::text || search_fold(((((name || ' '::text) || COALESCE(latin_name, ''::text)) || ' '::text) || search_text))),
  changed_at timestamp with time zone not null default now(),
  constraint contacts_pkey PRIMARY KEY (org_id, id),
  constraint contacts_latin_name_check CHECK (((length(latin_name) >= 1) AND (length(latin_name) <= 200))),
  constraint contacts_name_check CHECK ((length(name) <= 200)),
  constraint contacts_salutation_check CHECK (((length(salutation) >= 1) AND (length(salutation) <= 200)))
);
CREATE INDEX contacts_by_beginning ON public.contacts USING btree (org_id, "left"(found_by, 60) COLLATE "C") WHERE (erased_at IS NULL);
CREATE INDEX contacts_by_change ON public.contacts USING btree (org_id, changed_at, id) WHERE (erased_at IS NULL);
CREATE INDEX contacts_by_name ON public.contacts USING btree (org_id, name_key, id) WHERE (erased_at IS NULL);
CREATE INDEX contacts_found_by ON public.contacts USING gin (found_by gin_trgm_ops);
CREATE INDEX contacts_keys ON public.contacts USING gin (keys);
CREATE INDEX contacts_of_author ON public.contacts USING btree (org_id, author_id);
CREATE INDEX contacts_search ON public.contacts USING gin (search_text gin_trgm_ops);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

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

create table decision_readings (
  org_id uuid not null,
  decision_id uuid not null,
  user_id uuid not null,
  read_at timestamp with time zone not null,
  number integer not null default 1,
  constraint decision_readings_pkey PRIMARY KEY (org_id, decision_id, user_id, number),
  constraint decision_readings_org_id_decision_id_fkey FOREIGN KEY (org_id, decision_id) REFERENCES decisions(org_id, id) ON DELETE CASCADE,
  constraint decision_readings_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

-- what a decision was before it was corrected; the version that holds stands in decisions
create table decision_versions (
  org_id uuid not null,
  decision_id uuid not null,
  number integer not null,
  title text not null,
  text text not null,
  in_force_from date not null,
  correction text not null,
  published_by uuid not null,
  published_at timestamp with time zone not null,
  constraint decision_versions_pkey PRIMARY KEY (org_id, decision_id, number),
  constraint decision_versions_org_id_decision_id_fkey FOREIGN KEY (org_id, decision_id) REFERENCES decisions(org_id, id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table decisions (
  org_id uuid not null,
  id uuid not null,
  title text not null,
  text text not null,
  in_force_from date not null,
  everybody boolean not null,
  roles text[] not null default '{}'::text[],
  user_ids uuid[] not null default '{}'::uuid[],
  published_by uuid not null,
  published_at timestamp with time zone not null,
  number integer not null default 1,
  correction text not null default ''::text,
  corrected_by uuid,
  corrected_at timestamp with time zone,
  constraint decisions_pkey PRIMARY KEY (org_id, id),
  constraint decisions_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint decisions_org_id_published_by_fkey FOREIGN KEY (org_id, published_by) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint decisions_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)))
);
-- number: of the version that holds, from 1
-- correction: what this version corrects
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table dossier_changes (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  happened_on date not null,
  text text not null,
  source text not null,
  author_id uuid,
  added_at timestamp with time zone not null,
  told uuid[] not null default '{}'::uuid[],
  plan text not null default 'open'::text,
  plan_note text not null default ''::text,
  plan_by uuid,
  plan_at timestamp with time zone,
  version integer not null default 1,
  found_by text not null generated always as (' '::text || search_fold(text)),
  constraint dossier_changes_pkey PRIMARY KEY (org_id, id),
  constraint dossier_changes_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint dossier_changes_plan_check CHECK ((plan = ANY (ARRAY['open'::text, 'yes'::text, 'no'::text])))
);
-- plan: does the plan change? open: nobody has said yet
CREATE INDEX changes_found_by ON public.dossier_changes USING gin (found_by gin_trgm_ops);
CREATE INDEX changes_of_account ON public.dossier_changes USING btree (org_id, account_id, happened_on DESC, id DESC);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table dossier_sections (
  org_id uuid not null,
  account_id uuid not null,
  section text not null,
  text text not null,
  facts jsonb not null default '{}'::jsonb,
  source text not null,
  source_note text not null default ''::text,
  known_as_of date not null,
  author_id uuid,
  saved_at timestamp with time zone not null,
  version integer not null default 1,
  found_by text not null generated always as (' '::text || search_fold(((text || ' '::text) || source_note))),
  class uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  constraint dossier_sections_pkey PRIMARY KEY (org_id, account_id, section, class),
  constraint dossier_sections_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE
);
-- facts: the structured lines of "how we work with them": {deliveryWindows, documents, portal, pallets, labels}
-- class: The class of confidentiality of this text; all zeros: open to whoever reads the dossier
CREATE INDEX sections_found_by ON public.dossier_sections USING gin (found_by gin_trgm_ops);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table dossier_settings (
  org_id uuid not null,
  rules jsonb not null,
  version integer not null default 1,
  constraint dossier_settings_pkey PRIMARY KEY (org_id),
  constraint dossier_settings_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- rules: weights and half-lives by item of the dossier; what is missing has its default
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table dossier_versions (
  org_id uuid not null,
  account_id uuid not null,
  section text not null,
  version integer not null,
  text text not null,
  facts jsonb not null,
  source text not null,
  source_note text not null,
  known_as_of date not null,
  author_id uuid,
  saved_at timestamp with time zone not null,
  class uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  constraint dossier_versions_pkey PRIMARY KEY (org_id, account_id, section, class, version),
  constraint dossier_versions_section_fkey FOREIGN KEY (org_id, account_id, section, class) REFERENCES dossier_sections(org_id, account_id, section, class) ON DELETE CASCADE DEFERRABLE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table dossier_years (
  org_id uuid not null,
  account_id uuid not null,
  year integer not null,
  currency text not null,
  revenue bigint,
  profit bigint,
  employees integer,
  source text not null,
  known_as_of date not null,
  author_id uuid,
  saved_at timestamp with time zone not null,
  version integer not null default 1,
  constraint dossier_years_pkey PRIMARY KEY (org_id, account_id, year),
  constraint dossier_years_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint dossier_years_employees_check CHECK ((employees >= 0)),
  constraint dossier_years_year_check CHECK (((year >= 1900) AND (year <= 2999)))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = current_org()));
grant delete, insert, select, update to vitalfew_app;

create table duplicate_hints (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  record_id uuid not null,
  constraint duplicate_hints_pkey PRIMARY KEY (org_id, id),
  constraint duplicate_hints_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint duplicate_hints_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'contact'::text])))
);
CREATE INDEX hints_of_user ON public.duplicate_hints USING btree (org_id, user_id, at);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table duplicate_keys (
  org_id uuid not null,
  kind text not null,
  key text not null,
  record_id uuid not null,
  constraint duplicate_keys_pkey PRIMARY KEY (org_id, kind, key, record_id),
  constraint duplicate_keys_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'contact'::text])))
);
CREATE INDEX duplicate_keys_of_record ON public.duplicate_keys USING btree (org_id, record_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table duplicate_marks (
  org_id uuid not null,
  record_id uuid not null,
  kind text not null,
  mark text not null,
  constraint duplicate_marks_pkey PRIMARY KEY (org_id, record_id),
  constraint duplicate_marks_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'contact'::text])))
);
CREATE INDEX duplicate_marks_by_kind ON public.duplicate_marks USING btree (org_id, kind, record_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table duplicate_pairs (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  one_id uuid not null,
  other_id uuid not null,
  score double precision not null,
  reasons jsonb not null,
  state text not null,
  found_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  reason text not null default ''::text,
  version integer not null default 1,
  loose_score double precision not null default 0,
  shared uuid[] not null default '{}'::uuid[],
  constraint duplicate_pairs_pkey PRIMARY KEY (org_id, id),
  constraint duplicate_pairs_org_id_one_id_other_id_key UNIQUE (org_id, one_id, other_id),
  constraint duplicate_pairs_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint duplicate_pairs_check CHECK ((one_id < other_id)),
  constraint duplicate_pairs_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'contact'::text]))),
  constraint duplicate_pairs_state_check CHECK ((state = ANY (ARRAY['open'::text, 'dismissed'::text])))
);
-- reasons: [{kind, value}]: what speaks for it
-- loose_score: the score for who sees none of the accounts in `shared`
-- shared: accounts that two people have in common; empty for accounts
CREATE INDEX pairs_by_score ON public.duplicate_pairs USING btree (org_id, state, score DESC, id);
CREATE INDEX pairs_of_other ON public.duplicate_pairs USING btree (org_id, other_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
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

create table field_values (
  org_id uuid not null,
  field_id uuid not null,
  record_id uuid not null,
  text text,
  text_key text,
  number bigint,
  day date,
  choice text,
  choices text[],
  person_id uuid,
  has_value boolean not null generated always as (num_nonnulls(text, number, day, choice, choices, person_id) > 0),
  found_by text not null generated always as 
CASE
    WHEN (text IS NULL) THEN ''::text
    ELSE (' '::text || search_fold(text))
END,
  import_id uuid,
  version integer not null default 1,
  constraint field_values_pkey PRIMARY KEY (org_id, field_id, record_id),
  constraint field_values_org_id_field_id_fkey FOREIGN KEY (org_id, field_id) REFERENCES fields(org_id, id) ON DELETE CASCADE
);
-- record_id: Of the kind that the field is of; no foreign key, for there are several kinds
-- text_key: The beginning of the text in small letters: how it is sorted
-- number: Millionths of a number, or minor units of the field's currency
CREATE INDEX values_by_choice ON public.field_values USING btree (org_id, field_id, choice, record_id) WHERE (choice IS NOT NULL);
CREATE INDEX values_by_day ON public.field_values USING btree (org_id, field_id, day, record_id) WHERE (day IS NOT NULL);
CREATE INDEX values_by_number ON public.field_values USING btree (org_id, field_id, number, record_id) WHERE (number IS NOT NULL);
CREATE INDEX values_by_person ON public.field_values USING btree (org_id, field_id, person_id, record_id) WHERE (person_id IS NOT NULL);
CREATE INDEX values_by_text ON public.field_values USING btree (org_id, field_id, text_key, record_id) WHERE (text_key IS NOT NULL);
CREATE INDEX values_found_by ON public.field_values USING gin (found_by gin_trgm_ops) WHERE (found_by <> ''::text);
CREATE INDEX values_of_import ON public.field_values USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX values_of_record ON public.field_values USING btree (org_id, record_id);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table fields (
  org_id uuid not null,
  id uuid not null,
  record_kind text not null,
  key text not null,
  type text not null,
  labels jsonb not null,
  helps jsonb not null default '{}'::jsonb,
  choices jsonb not null default '[]'::jsonb,
  currency text,
  is_required boolean not null default false,
  preset jsonb,
  readers text[],
  position integer not null,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  class uuid,
  constraint fields_pkey PRIMARY KEY (org_id, id),
  constraint fields_org_id_record_kind_key_key UNIQUE (org_id, record_kind, key),
  constraint fields_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint fields_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint fields_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'money'::text, 'date'::text, 'choice'::text, 'choices'::text, 'person'::text, 'link'::text])))
);
-- labels: Language -> text; helps, and the labels of choices, alike
-- preset: The value that new records begin with, as the API writes it
-- readers: The roles that may read and write its values; null: whoever may read the record
-- class: The class of confidentiality: whoever is cleared for it reads and writes its values, of those whom `readers` lets; null: none
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table file_exports (
  org_id uuid not null,
  id uuid not null,
  operation text not null,
  name text not null,
  filter jsonb not null default '{}'::jsonb,
  lines bigint,
  bytes bigint not null default 0,
  is_whole boolean not null default false,
  is_private boolean not null default false,
  account_id uuid,
  user_id uuid,
  on_behalf_of uuid,
  at timestamp with time zone not null,
  constraint file_exports_pkey PRIMARY KEY (org_id, id),
  constraint file_exports_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- lines: rows of a list without its head, or cards; null where the file has none
-- is_private: a confidential file: the entry is its reader's own
CREATE INDEX file_exports_by_account ON public.file_exports USING btree (org_id, account_id, id DESC) WHERE (account_id IS NOT NULL);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table file_readings (
  org_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  number integer not null,
  user_id uuid,
  on_behalf_of uuid,
  how text not null,
  at timestamp with time zone not null,
  constraint file_readings_pkey PRIMARY KEY (org_id, id),
  constraint file_readings_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES files(org_id, id) ON DELETE CASCADE,
  constraint file_readings_how_check CHECK ((how = ANY (ARRAY['opened'::text, 'saved'::text])))
);
CREATE INDEX readings_of_file ON public.file_readings USING btree (org_id, file_id, id DESC);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table file_versions (
  org_id uuid not null,
  file_id uuid not null,
  number integer not null,
  stored_id uuid not null,
  name text not null,
  kind text not null,
  size bigint not null,
  added_at timestamp with time zone not null,
  added_by uuid,
  constraint file_versions_pkey PRIMARY KEY (org_id, file_id, number),
  constraint file_versions_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES files(org_id, id) ON DELETE CASCADE,
  constraint file_versions_org_id_stored_id_fkey FOREIGN KEY (org_id, stored_id) REFERENCES stored_files(org_id, id) ON DELETE CASCADE
);
CREATE INDEX versions_of_stored ON public.file_versions USING btree (org_id, stored_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table files (
  org_id uuid not null,
  id uuid not null,
  account_id uuid,
  record_kind text not null default 'account'::text,
  record_id uuid,
  name text not null,
  kind text not null,
  size bigint not null,
  number integer not null default 1,
  author_id uuid,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  readers uuid[],
  team_reads boolean not null default false,
  removed_at timestamp with time zone,
  removed_by uuid,
  removed_with uuid,
  text_state text not null default 'none'::text,
  text_problem text,
  text text,
  version integer not null default 1,
  found_by text not null generated always as (' '::text || search_fold(((name || ' '::text) || "left"(COALESCE(text, ''::text), 20000)))),
  constraint files_pkey PRIMARY KEY (org_id, id),
  constraint files_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint files_check CHECK (((record_kind = 'account'::text) = (record_id IS NULL))),
  constraint files_of_tasks CHECK (
CASE
    WHEN (record_kind = 'task'::text) THEN (COALESCE((readers = '{}'::uuid[]), false) AND (NOT team_reads))
    ELSE (account_id IS NOT NULL)
END),
  constraint files_text_state_check CHECK ((text_state = ANY (ARRAY['none'::text, 'waiting'::text, 'read'::text, 'cut'::text, 'failed'::text])))
);
-- account_id: null only of a file of a task that is about no account
-- record_kind: what it belongs to: the account itself, or a record of a room (contact, note, project, task) by record_id; that room says who may attach, and brings readers up to date
-- number: of the newest version, of which name, kind, size and text are those here
-- readers: of a confidential file: its author, those whom it names, and the class that it has; null: whoever reads files of the account; of a file of a task nobody: the task says who
-- removed_with: the record with which it was removed, and with which it comes back
CREATE INDEX files_by_text ON public.files USING gin (lower(((name || ' '::text) || COALESCE(text, ''::text))) gin_trgm_ops) WHERE (removed_at IS NULL);
CREATE INDEX files_found_by ON public.files USING gin (found_by gin_trgm_ops) WHERE (removed_at IS NULL);
CREATE INDEX files_of_account ON public.files USING btree (org_id, account_id, changed_at DESC, id DESC);
CREATE INDEX files_of_record ON public.files USING btree (org_id, record_id) WHERE (record_id IS NOT NULL);
CREATE INDEX long_files_by_text ON public.files USING gin (lower(((name || ' '::text) || COALESCE(text, ''::text))) gin_trgm_ops) WHERE ((removed_at IS NULL) AND (length(text) > 20000));
CREATE INDEX newest_files ON public.files USING btree (org_id, changed_at DESC) WHERE (removed_at IS NULL);
CREATE INDEX removed_files ON public.files USING btree (org_id, removed_at) WHERE (removed_at IS NOT NULL);
CREATE INDEX task_files ON public.files USING btree (org_id, changed_at DESC, id DESC) WHERE ((removed_at IS NULL) AND (record_kind = 'task'::text));
CREATE INDEX task_files_found_by ON public.files USING gin (found_by gin_trgm_ops) WHERE ((removed_at IS NULL) AND (record_kind = 'task'::text));
-- row level security: forced
policy search_by_owner for select using (true);
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
CREATE INDEX documents_by_number ON public.ledger_documents USING btree (org_id, number COLLATE "C");
CREATE INDEX documents_by_settlement ON public.ledger_documents USING btree (org_id, account_id, settled_on) WHERE (kind <> 'order'::text);
CREATE INDEX documents_in_foreign ON public.ledger_documents USING btree (org_id, currency, doc_date) WHERE (rate <> (1)::numeric);
CREATE INDEX documents_of_account ON public.ledger_documents USING btree (org_id, account_id, doc_date, id);
CREATE INDEX documents_with_open_amount ON public.ledger_documents USING btree (org_id, account_id) WHERE (open_amount IS NOT NULL);
CREATE INDEX loose_documents ON public.ledger_documents USING btree (org_id, COALESCE(doc_date, '1900-01-01'::date), id) WHERE ((line_count = 0) OR (NOT has_header));
-- row level security: forced
policy search_by_owner for select using (true);
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
CREATE INDEX payments_by_number ON public.ledger_payments USING btree (org_id, number COLLATE "C");
CREATE INDEX payments_of_account ON public.ledger_payments USING btree (org_id, account_id, paid_on, id);
-- row level security: forced
policy search_by_owner for select using (true);
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

create table list_views (
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
  record_kind text not null,
  constraint list_views_pkey PRIMARY KEY (org_id, id),
  constraint list_views_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint list_views_direction_check CHECK ((direction = ANY (ARRAY['asc'::text, 'desc'::text]))),
  constraint list_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint list_views_record_kind_check CHECK ((record_kind = ANY (ARRAY['account'::text, 'contact'::text, 'task'::text])))
);
CREATE INDEX views_of_owner ON public.list_views USING btree (org_id, owner_id);
CREATE INDEX views_shared ON public.list_views USING btree (org_id) WHERE is_shared;
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
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

create table merge_rows (
  org_id uuid not null,
  merge_id uuid not null,
  step integer not null,
  id uuid not null,
  table_name text not null,
  act text not null,
  row_key jsonb not null,
  before jsonb not null,
  after jsonb,
  constraint merge_rows_pkey PRIMARY KEY (org_id, merge_id, step, id),
  constraint merge_rows_org_id_merge_id_fkey FOREIGN KEY (org_id, merge_id) REFERENCES merges(org_id, id) ON DELETE CASCADE,
  constraint merge_rows_act_check CHECK ((act = ANY (ARRAY['set'::text, 'taken'::text, 'left'::text])))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table merges (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  survivor_id uuid not null,
  absorbed_id uuid not null,
  survivor_name text not null,
  absorbed_name text not null,
  state text not null,
  wish jsonb not null,
  counts jsonb not null default '[]'::jsonb,
  reason text not null default ''::text,
  problem text,
  progress integer not null default 0,
  is_erased boolean not null default false,
  mark uuid,
  merged_by uuid,
  merged_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  undo_reason text not null default ''::text,
  version integer not null default 1,
  constraint merges_pkey PRIMARY KEY (org_id, id),
  constraint merges_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint merges_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'contact'::text]))),
  constraint merges_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'merged'::text, 'undoing'::text, 'undone'::text, 'failed'::text])))
);
-- wish: By field, which value was chosen: absorbed or both; what is left out stayed as it was
-- counts: [{table, moved, aside}]
-- mark: An id of the moment at which it was through: what was added since has a later one
CREATE INDEX merges_of_absorbed ON public.merges USING btree (org_id, absorbed_id, id);
CREATE INDEX merges_of_survivor ON public.merges USING btree (org_id, survivor_id, id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table note_versions (
  org_id uuid not null,
  note_id uuid not null,
  version integer not null,
  body jsonb not null,
  saved_at timestamp with time zone not null,
  saved_by uuid,
  constraint note_versions_pkey PRIMARY KEY (org_id, note_id, version),
  constraint note_versions_org_id_note_id_fkey FOREIGN KEY (org_id, note_id) REFERENCES notes(org_id, id) ON DELETE CASCADE
);
-- version: the version of the note when this text was saved
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table notes (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  author_id uuid,
  body jsonb not null,
  text text not null,
  is_pinned boolean not null default false,
  readers uuid[],
  team_reads boolean not null default false,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  removed_at timestamp with time zone,
  removed_by uuid,
  version integer not null default 1,
  on_behalf_of uuid,
  found_by text not null generated always as (' '::text || search_fold(text)),
  constraint notes_pkey PRIMARY KEY (org_id, id),
  constraint notes_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE
);
-- body: the document of the editor, checked by notes/rules-body.ts; never HTML. A mention is the id of a colleague, without the name
-- readers: of a confidential note: its author, those whom it names, and the class that it has; null: whoever reads notes of the account
CREATE INDEX newest_notes ON public.notes USING btree (org_id, created_at DESC) WHERE (removed_at IS NULL);
CREATE INDEX notes_found_by ON public.notes USING gin (found_by gin_trgm_ops);
CREATE INDEX notes_of_account ON public.notes USING btree (org_id, account_id, created_at DESC, id DESC);
CREATE INDEX pinned_notes ON public.notes USING btree (org_id, account_id) WHERE (is_pinned AND (removed_at IS NULL));
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table notice_defaults (
  org_id uuid not null,
  kind text not null,
  in_app boolean not null,
  mail text not null,
  constraint notice_defaults_pkey PRIMARY KEY (org_id, kind),
  constraint notice_defaults_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint notice_defaults_mail_check CHECK ((mail = ANY (ARRAY['off'::text, 'once'::text, 'digest'::text])))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table notice_hours (
  org_id uuid not null,
  user_id uuid not null,
  timezone text,
  digest text not null,
  digest_minute integer not null,
  digest_weekday integer not null,
  quiet_from integer,
  quiet_until integer,
  quiet_weekends boolean not null,
  version integer not null default 1,
  quiet_absent boolean not null default false,
  constraint notice_hours_pkey PRIMARY KEY (org_id, user_id),
  constraint notice_hours_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint notice_hours_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  constraint notice_hours_digest_check CHECK ((digest = ANY (ARRAY['daily'::text, 'weekly'::text, 'off'::text]))),
  constraint notice_hours_digest_minute_check CHECK (((digest_minute >= 0) AND (digest_minute <= 1439))),
  constraint notice_hours_digest_weekday_check CHECK (((digest_weekday >= 1) AND (digest_weekday <= 7))),
  constraint notice_hours_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint notice_hours_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439)))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table notice_mails (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  form text not null,
  state text not null,
  secret_hash text not null,
  tries integer not null default 0,
  failure text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint notice_mails_pkey PRIMARY KEY (org_id, id),
  constraint notice_mails_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint notice_mails_form_check CHECK ((form = ANY (ARRAY['once'::text, 'digest'::text, 'test'::text]))),
  constraint notice_mails_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dropped'::text])))
);
CREATE INDEX notice_mails_waiting ON public.notice_mails USING btree (org_id, user_id, id) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table notice_wishes (
  org_id uuid not null,
  user_id uuid not null,
  kind text not null,
  in_app boolean not null,
  mail text not null,
  constraint notice_wishes_pkey PRIMARY KEY (org_id, user_id, kind),
  constraint notice_wishes_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint notice_wishes_mail_check CHECK ((mail = ANY (ARRAY['off'::text, 'once'::text, 'digest'::text])))
);
-- row level security: forced
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
  in_app boolean not null default true,
  mail text,
  mail_id uuid,
  constraint notices_pkey PRIMARY KEY (org_id, id),
  constraint notices_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint notices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint notices_mail_check CHECK ((mail = ANY (ARRAY['once'::text, 'digest'::text])))
);
CREATE INDEX notices_of_mail ON public.notices USING btree (org_id, mail_id) WHERE (mail_id IS NOT NULL);
CREATE INDEX notices_of_user ON public.notices USING btree (org_id, user_id, id DESC);
CREATE INDEX notices_to_mail ON public.notices USING btree (org_id, user_id, id) WHERE ((mail IS NOT NULL) AND (mail_id IS NULL));
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
  classes jsonb not null default '[]'::jsonb,
  logs_days integer not null default 1095,
  constraint organisation_settings_pkey PRIMARY KEY (org_id),
  constraint organisation_settings_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint organisation_settings_fiscal_year_start_check CHECK (((fiscal_year_start >= 1) AND (fiscal_year_start <= 12))),
  constraint organisation_settings_logs_days_check CHECK (((logs_days >= 30) AND (logs_days <= 3650)))
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

create table portfolio_move_accounts (
  org_id uuid not null,
  move_id uuid not null,
  account_id uuid not null,
  from_id uuid,
  seat_id uuid not null,
  ended_id uuid,
  ended_version integer,
  ended_since date,
  ended_until date,
  constraint portfolio_move_accounts_pkey PRIMARY KEY (org_id, move_id, account_id),
  constraint portfolio_move_accounts_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint portfolio_move_accounts_org_id_move_id_fkey FOREIGN KEY (org_id, move_id) REFERENCES portfolio_moves(org_id, id) ON DELETE CASCADE
);
CREATE INDEX moves_from ON public.portfolio_move_accounts USING btree (org_id, from_id);
CREATE INDEX moves_of_account ON public.portfolio_move_accounts USING btree (org_id, account_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table portfolio_moves (
  org_id uuid not null,
  id uuid not null,
  to_id uuid not null,
  since date not null,
  reason text not null default ''::text,
  moved_by uuid,
  moved_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  version integer not null default 1,
  constraint portfolio_moves_pkey PRIMARY KEY (org_id, id),
  constraint portfolio_moves_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint portfolio_moves_org_id_to_id_fkey FOREIGN KEY (org_id, to_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint portfolio_moves_reason_check CHECK ((length(reason) <= 1000))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table portfolio_norms (
  org_id uuid not null,
  norms jsonb not null,
  version integer not null default 1,
  constraint portfolio_norms_pkey PRIMARY KEY (org_id),
  constraint portfolio_norms_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table portfolio_people (
  org_id uuid not null,
  user_id uuid not null,
  languages text[] not null default '{}'::text[],
  norm text,
  version integer not null default 1,
  constraint portfolio_people_pkey PRIMARY KEY (org_id, user_id),
  constraint portfolio_people_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint portfolio_people_norm_check CHECK ((norm = ANY (ARRAY['kam'::text, 'account_manager'::text, 'none'::text])))
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
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
  found_by text not null generated always as (' '::text || search_fold(((((((name || ' '::text) || COALESCE(code, ''::text)) || ' '::text) || external_id) || ' '::text) || COALESCE(barcode, ''::text)))),
  constraint products_pkey PRIMARY KEY (org_id, id),
  constraint products_org_id_source_external_id_key UNIQUE (org_id, source, external_id),
  constraint products_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
CREATE INDEX products_by_beginning ON public.products USING btree (org_id, "left"(found_by, 60) COLLATE "C");
CREATE INDEX products_by_code ON public.products USING btree (org_id, code) WHERE (code IS NOT NULL);
CREATE INDEX products_by_name ON public.products USING btree (org_id, lower(name), id);
CREATE INDEX products_found_by ON public.products USING gin (found_by gin_trgm_ops);
CREATE INDEX products_of_group ON public.products USING btree (org_id, group_name) WHERE (group_name IS NOT NULL);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table project_contacts (
  org_id uuid not null,
  project_id uuid not null,
  contact_id uuid not null,
  role text not null default ''::text,
  constraint project_contacts_pkey PRIMARY KEY (org_id, project_id, contact_id),
  constraint project_contacts_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contacts(org_id, id) ON DELETE CASCADE,
  constraint project_contacts_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id) ON DELETE CASCADE,
  constraint project_contacts_role_check CHECK ((length(role) <= 200))
);
CREATE INDEX projects_of_contact ON public.project_contacts USING btree (org_id, contact_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table project_members (
  org_id uuid not null,
  project_id uuid not null,
  user_id uuid not null,
  role text not null default ''::text,
  constraint project_members_pkey PRIMARY KEY (org_id, project_id, user_id),
  constraint project_members_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id) ON DELETE CASCADE,
  constraint project_members_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint project_members_role_check CHECK ((length(role) <= 200))
);
CREATE INDEX projects_of_member ON public.project_members USING btree (org_id, user_id, project_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table projects (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  goal text not null default ''::text,
  state text not null,
  state_reason text not null default ''::text,
  begins_on date,
  due_on date,
  closed_on date,
  currency text not null,
  budget_planned bigint,
  budget_used bigint,
  days_planned numeric(9,2),
  days_used numeric(9,2),
  other_planned text not null default ''::text,
  other_used text not null default ''::text,
  milestones jsonb not null default '[]'::jsonb,
  tasks_all integer not null default 0,
  tasks_done integer not null default 0,
  tasks_due_at timestamp with time zone not null default 'infinity'::timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by uuid,
  changed_at timestamp with time zone not null,
  late_told_for date,
  removed_at timestamp with time zone,
  removed_by uuid,
  version integer not null default 1,
  found_by text not null generated always as (' '::text || search_fold(((name || ' '::text) || goal))),
  constraint projects_pkey PRIMARY KEY (org_id, id),
  constraint projects_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint projects_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint projects_budget_planned_check CHECK ((budget_planned >= 0)),
  constraint projects_budget_used_check CHECK ((budget_used >= 0)),
  constraint projects_check CHECK ((begins_on <= due_on)),
  constraint projects_check1 CHECK (((closed_on IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'cancelled'::text])))),
  constraint projects_days_planned_check CHECK ((days_planned >= (0)::numeric)),
  constraint projects_days_used_check CHECK ((days_used >= (0)::numeric)),
  constraint projects_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint projects_state_check CHECK ((state = ANY (ARRAY['idea'::text, 'planned'::text, 'running'::text, 'onHold'::text, 'done'::text, 'cancelled'::text])))
);
-- tasks_due_at: The earliest deadline of a task that waits for its owner; infinity: none. Private tasks are not counted
-- late_told_for: The deadline of which the members have heard that it is past
CREATE INDEX projects_by_change ON public.projects USING btree (org_id, changed_at, id) WHERE (removed_at IS NULL);
CREATE INDEX projects_by_deadline ON public.projects USING btree (org_id, due_on, id) WHERE ((removed_at IS NULL) AND (closed_on IS NULL));
CREATE INDEX projects_by_name ON public.projects USING btree (org_id, lower(name), id) WHERE (removed_at IS NULL);
CREATE INDEX projects_found_by ON public.projects USING gin (found_by gin_trgm_ops);
CREATE INDEX projects_of_account ON public.projects USING btree (org_id, account_id, id) WHERE (removed_at IS NULL);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table recent_openings (
  org_id uuid not null,
  user_id uuid not null,
  kind text not null,
  record_id uuid not null,
  opened_at timestamp with time zone not null,
  constraint recent_openings_pkey PRIMARY KEY (org_id, user_id, kind, record_id),
  constraint recent_openings_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE
);
CREATE INDEX openings_of_person ON public.recent_openings USING btree (org_id, user_id, opened_at DESC);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

-- reports: from_id reports to to_id; influence: from_id has influence on to_id; conflict: between the two
create table relationship_lines (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  from_id uuid not null,
  to_id uuid not null,
  version integer not null default 1,
  constraint relationship_lines_pkey PRIMARY KEY (org_id, id),
  constraint relationship_lines_org_id_from_id_to_id_kind_key UNIQUE (org_id, from_id, to_id, kind),
  constraint relationship_lines_org_id_from_id_fkey FOREIGN KEY (org_id, from_id) REFERENCES relationship_people(org_id, id) ON DELETE CASCADE,
  constraint relationship_lines_org_id_to_id_fkey FOREIGN KEY (org_id, to_id) REFERENCES relationship_people(org_id, id) ON DELETE CASCADE,
  constraint relationship_lines_check CHECK ((from_id <> to_id)),
  constraint relationship_lines_kind_check CHECK ((kind = ANY (ARRAY['reports'::text, 'influence'::text, 'conflict'::text])))
);
CREATE UNIQUE INDEX one_superior ON public.relationship_lines USING btree (org_id, from_id) WHERE (kind = 'reports'::text);
CREATE INDEX relationship_lines_of_account ON public.relationship_lines USING btree (org_id, account_id);
CREATE INDEX relationship_lines_to ON public.relationship_lines USING btree (org_id, to_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table relationship_people (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  contact_id uuid,
  wanted text,
  department text,
  roles text[] not null default '{}'::text[],
  influence text,
  support text,
  orientation text,
  coverage text not null default 'none'::text,
  added_at timestamp with time zone not null,
  version integer not null default 1,
  constraint relationship_people_pkey PRIMARY KEY (org_id, id),
  constraint relationship_people_org_id_account_id_contact_id_key UNIQUE (org_id, account_id, contact_id),
  constraint relationship_people_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint relationship_people_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contacts(org_id, id) ON DELETE CASCADE,
  constraint relationship_people_check CHECK (((contact_id IS NOT NULL) OR (wanted IS NOT NULL))),
  constraint relationship_people_department_check CHECK (((length(department) >= 1) AND (length(department) <= 200))),
  constraint relationship_people_wanted_check CHECK (((length(wanted) >= 1) AND (length(wanted) <= 200)))
);
-- wanted: a placeholder: the function that is looked for; null once a contact stands here
-- department: of a placeholder; that of a contact stands in the position
CREATE INDEX relationship_people_of_contact ON public.relationship_people USING btree (org_id, contact_id) WHERE (contact_id IS NOT NULL);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table relationship_places (
  org_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  x integer not null,
  y integer not null,
  version integer not null default 1,
  constraint relationship_places_pkey PRIMARY KEY (org_id, person_id),
  constraint relationship_places_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES relationship_people(org_id, id) ON DELETE CASCADE
);
CREATE INDEX relationship_places_of_account ON public.relationship_places USING btree (org_id, account_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table relationship_settings (
  org_id uuid not null,
  rules jsonb not null,
  version integer not null default 1,
  constraint relationship_settings_pkey PRIMARY KEY (org_id),
  constraint relationship_settings_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table relationship_stages (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  stage text not null,
  proposed text,
  reason text not null default ''::text,
  evidence jsonb not null,
  set_by uuid,
  set_at timestamp with time zone not null,
  constraint relationship_stages_pkey PRIMARY KEY (org_id, id),
  constraint relationship_stages_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE
);
-- evidence: what the rule saw when a person decided: numbers and thresholds, no names
CREATE INDEX relationship_stages_of_account ON public.relationship_stages USING btree (org_id, account_id, set_at DESC, id DESC);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table relationship_ties (
  org_id uuid not null,
  person_id uuid not null,
  user_id uuid not null,
  account_id uuid not null,
  level text not null,
  wanted text not null,
  last_met date,
  is_pair boolean not null default false,
  version integer not null default 1,
  constraint relationship_ties_pkey PRIMARY KEY (org_id, person_id, user_id),
  constraint relationship_ties_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES relationship_people(org_id, id) ON DELETE CASCADE
);
-- is_pair: our sponsor and the counterpart there
CREATE INDEX relationship_ties_of_account ON public.relationship_ties USING btree (org_id, account_id);
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

create table secret_readings (
  org_id uuid not null,
  id uuid not null,
  record_kind text not null,
  record_id uuid not null,
  account_id uuid not null,
  user_id uuid not null,
  hour timestamp with time zone not null,
  on_behalf_of uuid,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  times integer not null default 1,
  readers uuid[],
  constraint secret_readings_pkey PRIMARY KEY (org_id, id),
  constraint secret_readings_org_id_record_kind_record_id_account_id_use_key UNIQUE (org_id, record_kind, record_id, account_id, user_id, hour),
  constraint secret_readings_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE
);
-- record_id: the account, note or file; of a text of a dossier its class
-- readers: of a record that has readers of its own: who could read it then, and so may know of the reading; null: whoever sees the account
CREATE INDEX secret_readings_by_time ON public.secret_readings USING btree (org_id, last_at DESC, id DESC);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

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
CREATE INDEX stored_by_content ON public.stored_files USING btree (sha256);
-- row level security: forced
policy sweep_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table substitution_accounts (
  org_id uuid not null,
  substitution_id uuid not null,
  account_id uuid not null,
  constraint substitution_accounts_pkey PRIMARY KEY (org_id, substitution_id, account_id),
  constraint substitution_accounts_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint substitution_accounts_org_id_substitution_id_fkey FOREIGN KEY (org_id, substitution_id) REFERENCES substitutions(org_id, id) ON DELETE CASCADE
);
CREATE INDEX substitutions_of_account ON public.substitution_accounts USING btree (org_id, account_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table substitutions (
  org_id uuid not null,
  id uuid not null,
  absent_id uuid not null,
  substitute_id uuid not null,
  since date not null,
  until date not null,
  order_number text not null default ''::text,
  order_date date,
  all_accounts boolean not null,
  rights text[],
  state text not null,
  reason text not null default ''::text,
  proposed_by uuid,
  created_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  ended_by uuid,
  ended_at timestamp with time zone,
  told_begin boolean not null default false,
  told_end boolean not null default false,
  version integer not null default 1,
  constraint substitutions_pkey PRIMARY KEY (org_id, id),
  constraint substitutions_org_id_absent_id_fkey FOREIGN KEY (org_id, absent_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint substitutions_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint substitutions_org_id_substitute_id_fkey FOREIGN KEY (org_id, substitute_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint substitutions_check CHECK ((absent_id <> substitute_id)),
  constraint substitutions_check1 CHECK ((since <= until)),
  constraint substitutions_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'declined'::text, 'ended'::text])))
);
-- until: The last day; of one that was ended early the day of its end, which then counts no more
CREATE INDEX substitutions_by_absent ON public.substitutions USING btree (org_id, absent_id, until);
CREATE INDEX substitutions_by_substitute ON public.substitutions USING btree (org_id, substitute_id, until);
-- row level security: forced
policy gate for select using (at_the_gate());
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table task_acts (
  org_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  at timestamp with time zone not null,
  user_id uuid,
  act text not null,
  words text not null default ''::text,
  on_behalf_of uuid,
  evidence jsonb not null default '[]'::jsonb,
  constraint task_acts_pkey PRIMARY KEY (org_id, id),
  constraint task_acts_org_id_task_id_fkey FOREIGN KEY (org_id, task_id) REFERENCES tasks(org_id, id) ON DELETE CASCADE
);
CREATE INDEX acts_of_task ON public.task_acts USING btree (org_id, task_id, id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table task_self_watchers (
  org_id uuid not null,
  task_id uuid not null,
  user_id uuid not null,
  constraint task_self_watchers_pkey PRIMARY KEY (org_id, user_id, task_id),
  constraint task_self_watchers_org_id_task_id_fkey FOREIGN KEY (org_id, task_id) REFERENCES tasks(org_id, id) ON DELETE CASCADE,
  constraint task_self_watchers_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE
);
CREATE INDEX self_watchers_of_task ON public.task_self_watchers USING btree (org_id, task_id);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table task_watchers (
  org_id uuid not null,
  task_id uuid not null,
  user_id uuid not null,
  constraint task_watchers_pkey PRIMARY KEY (org_id, user_id, task_id),
  constraint task_watchers_org_id_task_id_fkey FOREIGN KEY (org_id, task_id) REFERENCES tasks(org_id, id) ON DELETE CASCADE,
  constraint task_watchers_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE
);
CREATE INDEX watchers_of_task ON public.task_watchers USING btree (org_id, task_id);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table tasks (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null,
  title text not null,
  text text not null default ''::text,
  topic text,
  account_id uuid,
  is_private boolean not null default false,
  priority integer not null default 3,
  giver_id uuid not null,
  owner_id uuid,
  department text,
  due_on date,
  due_minute integer,
  timezone text,
  due_at timestamp with time zone not null default 'infinity'::timestamp with time zone,
  checklist jsonb not null default '[]'::jsonb,
  repeat jsonb,
  repeat_from date,
  repeat_number integer not null default 1,
  next_id uuid,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  escalated_at timestamp with time zone,
  version integer not null default 1,
  found_by text not null generated always as (' '::text || search_fold(((title || ' '::text) || text))),
  project_id uuid,
  changed_at timestamp with time zone not null default now(),
  constraint tasks_pkey PRIMARY KEY (org_id, id),
  constraint tasks_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint tasks_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint tasks_org_id_giver_id_fkey FOREIGN KEY (org_id, giver_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint tasks_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES memberships(org_id, user_id) ON DELETE CASCADE,
  constraint tasks_org_id_project_id_fkey FOREIGN KEY (org_id, project_id) REFERENCES projects(org_id, id),
  constraint tasks_due_minute_check CHECK (((due_minute >= 0) AND (due_minute <= 1439))),
  constraint tasks_kind_check CHECK ((kind = ANY (ARRAY['task'::text, 'assignment'::text, 'request'::text, 'proposal'::text, 'shortcoming'::text]))),
  constraint tasks_priority_check CHECK (((priority >= 1) AND (priority <= 4))),
  constraint tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'reported'::text, 'answered'::text, 'returned'::text, 'later'::text, 'done'::text, 'accepted'::text, 'declined'::text, 'cancelled'::text]))),
  constraint tasks_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300))),
  constraint tasks_topic_check CHECK ((topic = ANY (ARRAY['information'::text, 'document'::text, 'sample'::text, 'price'::text, 'other'::text])))
);
-- priority: 1 urgent, 2 high, 3 normal, 4 low: lists walk it upwards
-- department: The role that a request is put to while nobody has taken it
-- due_at: The moment after which it is overdue: the time in its zone, or the end of the day in the organisation's; infinity without a date
CREATE INDEX closed_tasks_for_management ON public.tasks USING btree (org_id, closed_at, id) WHERE ((closed_at IS NOT NULL) AND (kind = ANY (ARRAY['proposal'::text, 'shortcoming'::text])));
CREATE INDEX closed_tasks_of_account ON public.tasks USING btree (org_id, account_id, closed_at, id) WHERE ((closed_at IS NOT NULL) AND (account_id IS NOT NULL));
CREATE INDEX closed_tasks_of_department ON public.tasks USING btree (org_id, department, closed_at, id) WHERE ((closed_at IS NOT NULL) AND (department IS NOT NULL));
CREATE INDEX closed_tasks_of_giver ON public.tasks USING btree (org_id, giver_id, closed_at, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX closed_tasks_of_owner ON public.tasks USING btree (org_id, owner_id, closed_at, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX late_requests ON public.tasks USING btree (org_id, due_at) WHERE ((kind = 'request'::text) AND (closed_at IS NULL) AND (escalated_at IS NULL));
CREATE INDEX open_tasks_by_deadline ON public.tasks USING btree (org_id, due_at) WHERE (closed_at IS NULL);
CREATE INDEX open_tasks_for_management ON public.tasks USING btree (org_id, due_at, id) WHERE ((closed_at IS NULL) AND (kind = ANY (ARRAY['proposal'::text, 'shortcoming'::text])));
CREATE INDEX open_tasks_of_account ON public.tasks USING btree (org_id, account_id, due_at, id) WHERE ((closed_at IS NULL) AND (account_id IS NOT NULL));
CREATE INDEX open_tasks_of_department ON public.tasks USING btree (org_id, department, due_at, id) WHERE ((closed_at IS NULL) AND (department IS NOT NULL));
CREATE INDEX open_tasks_of_giver ON public.tasks USING btree (org_id, giver_id, due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX open_tasks_of_owner ON public.tasks USING btree (org_id, owner_id, due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX tasks_found_by ON public.tasks USING gin (found_by gin_trgm_ops);
CREATE INDEX tasks_of_project ON public.tasks USING btree (org_id, project_id, due_at, id) WHERE (project_id IS NOT NULL);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table timeline_entries (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  record_id uuid,
  user_id uuid,
  on_behalf_of uuid,
  params jsonb not null default '{}'::jsonb,
  text text,
  readers uuid[],
  team_reads boolean not null default false,
  contact_id uuid,
  constraint timeline_entries_pkey PRIMARY KEY (org_id, id),
  constraint timeline_entries_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE
);
-- params: {people: {role: user id}, accounts: {role: account id}, ...}: ids are named when they are read, as far as the reader may see them
-- text: what a search finds it by; null: nothing
CREATE INDEX entries_by_kind ON public.timeline_entries USING btree (org_id, account_id, kind, at DESC, id DESC);
CREATE INDEX entries_by_person ON public.timeline_entries USING btree (org_id, account_id, user_id, at DESC, id DESC);
CREATE INDEX entries_by_text ON public.timeline_entries USING gin (account_id, lower(text) gin_trgm_ops) WHERE (text IS NOT NULL);
CREATE INDEX entries_of_account ON public.timeline_entries USING btree (org_id, account_id, at DESC, id DESC);
CREATE INDEX entries_of_contact ON public.timeline_entries USING btree (org_id, contact_id, at DESC, id DESC) WHERE (contact_id IS NOT NULL);
CREATE INDEX entries_of_record ON public.timeline_entries USING btree (org_id, record_id) WHERE (record_id IS NOT NULL);
-- row level security: forced
policy search_by_owner for select using (true);
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table trash_records (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  record_id uuid not null,
  account_id uuid,
  title text not null,
  readers uuid[],
  team_reads boolean not null default false,
  person_ids uuid[] not null default '{}'::uuid[],
  removed_at timestamp with time zone not null,
  removed_by uuid,
  parts jsonb not null default '[]'::jsonb,
  constraint trash_records_pkey PRIMARY KEY (org_id, id),
  constraint trash_records_org_id_kind_record_id_key UNIQUE (org_id, kind, record_id),
  constraint trash_records_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES accounts(org_id, id) ON DELETE CASCADE,
  constraint trash_records_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint trash_records_check CHECK (((account_id IS NOT NULL) OR (readers IS NOT NULL)))
);
-- person_ids: The contacts with whose erasure it goes for good
CREATE INDEX trash_by_time ON public.trash_records USING btree (org_id, removed_at, id);
CREATE INDEX trash_of_account ON public.trash_records USING btree (org_id, account_id, removed_at, id);
CREATE INDEX trash_of_people ON public.trash_records USING gin (person_ids);
-- row level security: forced
policy tenant for all using ((org_id = current_org())) with check ((org_id = ( SELECT current_org() AS current_org)));
grant delete, insert, select, update to vitalfew_app;

create table trash_settings (
  org_id uuid not null,
  keep_days integer not null,
  version integer not null default 1,
  constraint trash_settings_pkey PRIMARY KEY (org_id),
  constraint trash_settings_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint trash_settings_keep_days_check CHECK (((keep_days >= 1) AND (keep_days <= 365)))
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

create view account_keys with (security_invoker=true) as
 SELECT accounts.org_id,
    accounts.id AS account_id,
    accounts.source,
    accounts.external_id,
    false AS is_merged
   FROM accounts
UNION ALL
 SELECT account_redirects.org_id,
    account_redirects.account_id,
    account_redirects.source,
    account_redirects.external_id,
    true AS is_merged
   FROM account_redirects;
grant select on account_keys to vitalfew_app;

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

CREATE OR REPLACE FUNCTION public.blank_in_audit(org uuid, person uuid, records uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if org is distinct from current_org() or exists (select from audit_person_keys k where k.org_id = org and k.person_id = person) then
    raise exception 'blank_in_audit: not this organisation, or the person is not erased';
  end if;
  update audit_entries e
     set reason = null,
         changes = (select coalesce(jsonb_agg(c.value || jsonb_build_object('before', null, 'after', null, 'person', person) order by c.at), '[]')
                      from jsonb_array_elements(e.changes) with ordinality c (value, at))
   where e.org_id = org and e.record_id = any (records);
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.contents_named(hashes text[], purposes text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct s.sha256 from stored_files s where s.sha256 = any (hashes) and s.purpose = any (purposes);
$function$;
-- may run: vitalfew_app

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

CREATE OR REPLACE FUNCTION public.find_contacts(org uuid, text_part text, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select c.id from contacts c
     where c.search_text like '%' || replace(replace(replace(text_part, '\', '\\'), '%', '\%'), '_', '\_') || '%' and c.org_id = org
     limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.find_contacts_by_keys(org uuid, wanted text[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query select c.id from contacts c where c.keys && wanted and c.org_id = org;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.find_entries(org uuid, accounts uuid[], kinds text[], reader uuid[], seats uuid[], patterns text[], person uuid, since timestamp with time zone, until timestamp with time zone, before_at timestamp with time zone, before_id uuid, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  newest uuid[];
  rest uuid[];
  whole uuid[];
  one uuid;
  each int;
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  foreach each in array array[600 / greatest(cardinality(accounts), 1), 2400 / greatest(cardinality(accounts), 1)] loop
    continue when each < 2;
    -- An account that gave all that was asked for may have more (`rest`): what is older than its last entry is not known yet.
    with read as materialized (
        select n.*, row_number() over (partition by n.account_id order by n.at desc, n.id desc) as place from unnest(accounts) m (account_id) cross join lateral (
          select e.id, e.account_id, e.at, e.kind, e.text, e.readers, e.team_reads, e.user_id from timeline_entries e
           where e.org_id = org and e.account_id = m.account_id and (before_at is null or (e.at, e.id) < (before_at, before_id))
             and (until is null or e.at < until) and (since is null or e.at >= since)
           order by e.at desc, e.id desc limit each) n),
      more as (select r.account_id, r.at from read r where r.place = each),
      fitting as materialized (
        select e.id, e.at, e.account_id from read e
         where e.kind = any (kinds) and lower(e.text) like all (patterns)
           and (e.readers is null or e.readers && reader or e.team_reads and e.account_id = any (seats))
           and (person is null or e.user_id = person))
    select array(select f.id from fitting f where f.at > coalesce((select max(m.at) from more m), '-infinity') order by f.at desc, f.id desc limit most),
           array(select m.account_id from more m),
           array(select f.id from fitting f where f.account_id not in (select m.account_id from more m))
      into newest, rest, whole;
    if cardinality(rest) = 0 or cardinality(newest) = most then
      return query select unnest(newest);
      return;
    end if;
    -- Rare: four times as many entries would not fill the page either.
    exit when cardinality(newest) * 4 < most and cardinality(rest) <= 60;
  end loop;
  if cardinality(rest) <= 60 then
    foreach one in array rest loop
      whole := whole || array(
        with fitting as materialized (
          select e.id, e.at from timeline_entries e
           where e.org_id = org and e.account_id = one and e.kind = any (kinds)
             and e.text is not null and lower(e.text) like patterns[1] and (cardinality(patterns) = 1 or lower(e.text) like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or lower(e.text) like patterns[2] and lower(e.text) like all (patterns))
             and (e.readers is null or e.readers && reader or e.team_reads and e.account_id = any (seats))
             and (person is null or e.user_id = person) and (since is null or e.at >= since) and (until is null or e.at < until)
             and (before_at is null or (e.at, e.id) < (before_at, before_id)))
        select f.id from fitting f order by f.at desc, f.id desc limit most);
    end loop;
    return query select e.id from timeline_entries e where e.org_id = org and e.id = any (whole) order by e.at desc, e.id desc limit most;
    return;
  end if;
  return query
    select e.id from timeline_entries e
     where e.org_id = org and e.account_id = any (accounts) and e.kind = any (kinds)
       and e.text is not null and lower(e.text) like patterns[1] and (cardinality(patterns) = 1 or lower(e.text) like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or lower(e.text) like patterns[2] and lower(e.text) like all (patterns))
       and (e.readers is null or e.readers && reader or e.team_reads and e.account_id = any (seats))
       and (person is null or e.user_id = person) and (since is null or e.at >= since) and (until is null or e.at < until)
       and (before_at is null or (e.at, e.id) < (before_at, before_id))
     order by e.at desc, e.id desc
     limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.find_files(org uuid, accounts uuid[], reader uuid[], seats uuid[], patterns text[], kinds text[], before_at timestamp with time zone, before_id uuid, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(accounts) < 50 then
    -- Few accounts hold few files: they are read along their own index.
    return query
      select f.id from files f
       where f.org_id = org and f.account_id = any (accounts) and f.removed_at is null
         and lower(f.name || ' ' || coalesce(f.text, '')) like all (patterns)
         and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats))
         and (kinds is null or f.kind = any (kinds)) and (before_at is null or (f.changed_at, f.id) < (before_at, before_id))
       order by f.changed_at desc, f.id desc limit most;
    return;
  end if;
  return query
    select f.id from files f
     where f.org_id = org and (accounts is null or f.account_id = any (accounts)) and f.removed_at is null
       and lower(f.name || ' ' || coalesce(f.text, '')) like patterns[1] and lower(f.name || ' ' || coalesce(f.text, '')) like all (patterns)
       and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats))
       and (kinds is null or f.kind = any (kinds)) and (before_at is null or (f.changed_at, f.id) < (before_at, before_id))
     order by f.changed_at desc, f.id desc limit most;
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

CREATE OR REPLACE FUNCTION public.find_task_files(org uuid, open uuid[], shut uuid[], reader uuid, team uuid[], inbox text[], decides boolean, within uuid[], patterns text[], nots text[], words text[], kinds text[], before_at timestamp with time zone, before_id uuid, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select f.id from files f join tasks t on t.org_id = org and t.id = f.record_id
     where f.org_id = org and f.record_kind = 'task' and f.removed_at is null
       and (cardinality(patterns) = 0 or f.found_by like patterns[1] or cardinality(words) > 0 and length(f.text) > 20000)
       and f.found_by not like all (nots)
       and (case when cardinality(patterns) = 0 then lower(f.name || ' ' || coalesce(f.text, '')) like all (words)
                 else f.found_by like all (patterns) or cardinality(words) > 0 and length(f.text) > 20000 and lower(f.name || ' ' || f.text) like all (words) end)
       and (within is null or f.account_id = any (within)) and (kinds is null or f.kind = any (kinds))
       and (before_at is null or (f.changed_at, f.id) < (before_at, before_id))
       and (t.owner_id = reader or t.giver_id = reader or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader)
            or not t.is_private and (t.account_id is not null and (case when open is null then t.account_id <> all (shut) else t.account_id = any (open) end) or t.department = any (inbox) or t.owner_id = any (team)
                                     or t.giver_id = any (team) or decides and t.kind in ('proposal', 'shortcoming')))
     order by f.changed_at desc, f.id desc limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.hide_in_audit(org uuid, entry uuid, words text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if org is distinct from current_org() or exists (select from unnest(words) w where length(w) < 3) then
    raise exception 'hide_in_audit: not this organisation, or too short a word';
  end if;
  update audit_entries e
     set reason = (hide_words(to_jsonb(e.reason), words) #>> '{}'),
         changes = (select coalesce(jsonb_agg(
                             c.value || jsonb_build_object('before', hide_words(c.value->'before', words), 'after', hide_words(c.value->'after', words)) order by c.at), '[]')
                      from jsonb_array_elements(e.changes) with ordinality c (value, at))
   where e.org_id = org and e.id = entry;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.hide_words(said jsonb, words text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  word text;
  plain text;
begin
  case jsonb_typeof(said)
    when 'string' then
      plain := said #>> '{}';
      foreach word in array words loop
        plain := replace(plain, word, '[…]');
      end loop;
      return to_jsonb(plain);
    when 'array' then
      return coalesce((select jsonb_agg(hide_words(each.value, words) order by each.at) from jsonb_array_elements(said) with ordinality each (value, at)), '[]');
    when 'object' then
      return coalesce((select jsonb_object_agg(each.key, hide_words(each.value, words)) from jsonb_each(said) each), '{}');
    else
      return said;
  end case;
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

CREATE OR REPLACE FUNCTION public.search_accounts(org uuid, open uuid[], shut uuid[], starts text, patterns text[], nots text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_bitmapscan TO 'on'
 SET enable_sort TO 'on'
AS $function$
declare
  first text := left(rtrim(starts, '%'), 60);
  found uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(patterns) = 0 then
    return query select a.id from accounts a where a.org_id = org and a.id = any (open) and a.found_by not like all (nots) order by a.found_by, a.id limit most;
    return;
  end if;
  if cardinality(open) <= 1000 then
    return query
      with own as materialized (select a.id, a.found_by from accounts a where a.org_id = org and a.id = any (open))
      select o.id from own o where o.found_by like all (patterns) and o.found_by not like all (nots) order by o.found_by not like starts, o.id limit most;
    return;
  end if;
  -- In the order of the index, whatever the planner thinks of it.
  perform set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true);
  found := array(
    select b.id from (
      select a.id, a.found_by from accounts a
       where a.org_id = org and left(a.found_by, 60) collate "C" >= first and left(a.found_by, 60) collate "C" < first || U&'\+10FFFF'
         and (case when open is null then a.id <> all (shut) else (a.id in (select unnest(open))) is true end)
       order by a.org_id, left(a.found_by, 60) collate "C" limit 2000) b
     where b.found_by like all (patterns) and b.found_by not like all (nots) limit most);
  perform set_config('enable_bitmapscan', 'on', true), set_config('enable_sort', 'on', true);
  return query select unnest(found);
  if cardinality(found) < most then
    return query
      select a.id from accounts a
       where a.org_id = org and a.found_by like patterns[1] and (cardinality(patterns) = 1 or a.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or a.found_by like patterns[2] and a.found_by like all (patterns))
         and a.found_by not like all (nots) and (case when open is null then a.id <> all (shut) else (a.id in (select unnest(open))) is true end) and a.id <> all (found)
       limit most - cardinality(found);
  end if;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_changes(org uuid, open uuid[], shut uuid[], patterns text[], nots text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    return query
      with own as materialized (select c.* from dossier_changes c where c.org_id = org and c.account_id = any (open))
      select o.id from own o where o.found_by like all (patterns) and o.found_by not like all (nots) limit most;
    return;
  end if;
  return query
    select c.id from dossier_changes c
     where c.org_id = org and (case when open is null then c.account_id <> all (shut) else (c.account_id in (select unnest(open))) is true end)
       and (cardinality(patterns) = 0 or c.found_by like patterns[1] and (cardinality(patterns) = 1 or c.found_by like patterns[cardinality(patterns)])) and c.found_by like all (patterns) and c.found_by not like all (nots)
     limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_contacts(org uuid, open uuid[], shut uuid[], author uuid, loose boolean, starts text, patterns text[], nots text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_bitmapscan TO 'on'
 SET enable_sort TO 'on'
AS $function$
declare
  first text := left(rtrim(starts, '%'), 60);
  found uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 and cardinality(patterns) > 0 then
    return query select search_contacts_of_few(org, open, author, starts, patterns, nots, most);
    return;
  end if;
  if open is not null and cardinality(patterns) = 0 then
    return query
      with posts as materialized (
        select p.contact_id as id, p.found_by as post from contact_positions p where p.org_id = org and p.account_id = any (open)),
      own as materialized (
        select p.id, string_agg(p.post, '') as posts from posts p group by p.id
        union all
        select c.id, '' from contacts c
         where c.org_id = org and c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
      select c.id from own m join contacts c on c.org_id = org and c.id = m.id
       where c.erased_at is null and c.found_by || m.posts like all (patterns) and c.found_by || m.posts not like all (nots)
       order by c.found_by not like starts, c.id limit most;
    return;
  end if;
  perform set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true);
  found := array(
    select b.id from (
      select c.id, c.found_by from contacts c
       where c.org_id = org and left(c.found_by, 60) collate "C" >= first and left(c.found_by, 60) collate "C" < first || U&'\+10FFFF' and c.erased_at is null
         and (open is null and loose
              or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
              or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
       order by c.org_id, left(c.found_by, 60) collate "C" limit 2000) b
     where b.found_by like all (patterns) and b.found_by not like all (nots) limit most);
  perform set_config('enable_bitmapscan', 'on', true), set_config('enable_sort', 'on', true);
  if cardinality(found) < most then
    found := found || array(
      select c.id from contacts c
       where c.org_id = org and c.found_by like patterns[1] and (cardinality(patterns) = 1 or c.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or c.found_by like patterns[2] and c.found_by like all (patterns))
         and c.found_by not like all (nots) and c.erased_at is null and c.id <> all (found)
         and (open is null and loose
              or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
              or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
       limit most - cardinality(found));
  end if;
  if cardinality(found) < most and cardinality(patterns) > 1 then
    -- Words of the name and of the position together: of very many, the first that have the longest word.
    found := found || array(
      select m.id from (
          select c.id, c.found_by as key from contacts c
           where c.org_id = org and c.found_by like patterns[1] and c.erased_at is null and c.id <> all (found)
             and (open is null and cardinality(shut) = 0 or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else p.account_id = any (open) end) limit 1))
           limit 1000) m
        cross join lateral (
          select m.key || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
           where p.org_id = org and p.contact_id = m.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end)) w
       where w.words like all (patterns) and w.words not like all (nots) limit most - cardinality(found));
  end if;
  if cardinality(found) < most then
    found := found || array(
      select m.id from (
          select distinct p.contact_id as id from (
            select p.contact_id from contact_positions p
             where p.org_id = org and p.found_by like patterns[1] and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1000) p) m
        join contacts c on c.org_id = org and c.id = m.id
        cross join lateral (
          select c.found_by || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
           where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end)) w
       where c.erased_at is null and c.id <> all (found) and w.words like all (patterns) and w.words not like all (nots) limit most - cardinality(found));
  end if;
  return query select unnest(found);
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_contacts_of_few(org uuid, open uuid[], author uuid, starts text, patterns text[], nots text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  one text;
  names uuid[];
  posts uuid[] := '{}';
  common text[] := '{}';
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if search_guess('contacts', patterns) < 800 then
    names := array(
      with fitting as materialized (
        select c.id, c.found_by from contacts c
         where c.org_id = org and c.erased_at is null and c.found_by like patterns[1] and (cardinality(patterns) = 1 or c.found_by like patterns[cardinality(patterns)])
           and (cardinality(patterns) < 3 or c.found_by like patterns[2] and c.found_by like all (patterns)))
      select f.id from fitting f where exists (select from contact_positions p where p.org_id = org and p.contact_id = f.id and p.account_id = any (open))
       order by f.found_by not like starts, f.id limit case when cardinality(nots) = 0 then most end);
  else
    names := array(
      with here as materialized (select distinct p.contact_id as id from contact_positions p where p.org_id = org and p.account_id = any (open))
      select c.id from here h join contacts c on c.org_id = org and c.id = h.id and c.erased_at is null and c.found_by like all (patterns)
       order by c.found_by not like starts, c.id limit case when cardinality(nots) = 0 then most end);
  end if;
  -- Of very many, names come before positions.
  if cardinality(names) >= most and cardinality(nots) = 0 then
    return query select unnest(names) limit most;
    return;
  end if;
  foreach one in array patterns loop
    if search_guess('contact_positions', array[one]) < 3000 then
      posts := posts || array(
        with fitting as materialized (select p.contact_id, p.account_id from contact_positions p where p.org_id = org and p.found_by like one)
        select f.contact_id from fitting f where f.account_id = any (open));
    else
      common := common || one;
    end if;
  end loop;
  if cardinality(common) > 0 then
    posts := posts || array(
      with here as materialized (select p.contact_id, p.found_by from contact_positions p where p.org_id = org and p.account_id = any (open))
      select h.contact_id from here h where h.found_by like any (common));
  end if;
  return query
    select f.id from (
      select c.id, c.found_by from (select unnest(names) union select unnest(posts)) m (id) join contacts c on c.org_id = org and c.id = m.id
        cross join lateral (
          select c.found_by || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
           where p.org_id = org and p.contact_id = c.id and p.account_id = any (open)) w
       where c.erased_at is null and w.words like all (patterns) and w.words not like all (nots)
      union all
      select c.id, c.found_by from contacts c
       where c.org_id = org and c.author_id = author and c.erased_at is null and c.found_by like all (patterns) and c.found_by not like all (nots)
         and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)) f
     order by f.found_by not like starts, f.id limit most;
end $function$;
-- may run: the owner

CREATE OR REPLACE FUNCTION public.search_documents(org uuid, open uuid[], shut uuid[], begins text, until text, most integer)
 RETURNS TABLE(id uuid, what text, number text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  few boolean;
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  few := open is not null and (
    select count(*) from (select from ledger_documents d where d.org_id = org and d.number collate "C" >= begins and d.number collate "C" < until limit 3001) c) > 3000;
  if few then
    return query
      with own as materialized (select d.id, d.kind, d.number from ledger_documents d where d.org_id = org and d.account_id = any (open))
      select o.id, o.kind, o.number from own o
       where o.number collate "C" >= begins and o.number collate "C" < until
       order by o.number collate "C", o.id limit most;
  else
    return query
      select d.id, d.kind, d.number from ledger_documents d
       where d.org_id = org and (case when open is null then d.account_id <> all (shut) else d.account_id = any (open) end) and d.number collate "C" >= begins and d.number collate "C" < until
       order by d.number collate "C", d.id limit most;
  end if;
  return query
    select p.id, 'payment', p.number from ledger_payments p
     where p.org_id = org and (case when open is null then p.account_id <> all (shut) else p.account_id = any (open) end) and p.number collate "C" >= begins and p.number collate "C" < until
     order by p.number collate "C", p.id limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_files(org uuid, open uuid[], shut uuid[], reader uuid[], seats uuid[], patterns text[], nots text[], words text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  found uuid[];
  many int := 300;
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 and cardinality(patterns) > 0 and search_guess('files', patterns) < 1000 then
    return query
      with fitting as materialized (
        select f.id, f.account_id, f.readers, f.team_reads, f.changed_at from files f
         where f.org_id = org and f.removed_at is null and f.found_by not like all (nots)
           and f.found_by like patterns[1] and (cardinality(patterns) = 1 or f.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or f.found_by like patterns[2] and f.found_by like all (patterns))
        union
        select f.id, f.account_id, f.readers, f.team_reads, f.changed_at from files f
         where f.org_id = org and f.removed_at is null and f.found_by not like all (nots) and length(f.text) > 20000 and cardinality(words) > 0
           and lower(f.name || ' ' || coalesce(f.text, '')) like words[1] and lower(f.name || ' ' || coalesce(f.text, '')) like all (words))
      select f.id from fitting f
       where f.account_id = any (open) and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats))
       order by f.changed_at desc, f.id limit most;
    return;
  end if;
  if cardinality(open) <= 1000 and (select count(*) from (select from files f where f.org_id = org and f.account_id = any (open) limit 1001) c) <= 1000 then
    return query
      with own as materialized (
        select f.id, f.name, f.text, f.found_by, f.changed_at from files f
         where f.org_id = org and f.account_id = any (open) and f.removed_at is null
           and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats)))
      select o.id from own o
       where o.found_by not like all (nots)
         and (o.found_by like all (patterns) or length(o.text) > 20000 and cardinality(words) > 0 and lower(o.name || ' ' || o.text) like all (words))
       order by o.changed_at desc, o.id limit most;
    return;
  end if;
  -- What is rare is found at once, as among notes.
  if cardinality(patterns) > 0 and search_guess('files', patterns) < 200 then
    found := array(
      select f.id from files f
       where f.org_id = org and f.found_by like patterns[1] and (cardinality(patterns) = 1 or f.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or f.found_by like patterns[2] and f.found_by like all (patterns))
         and f.found_by not like all (nots) and f.removed_at is null and (case when open is null then f.account_id <> all (shut) else (f.account_id in (select unnest(open))) is true end)
         and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats))
       limit most);
    if cardinality(found) < most and cardinality(words) > 0 then
      found := found || array(
        select f.id from files f
         where f.org_id = org and lower(f.name || ' ' || coalesce(f.text, '')) like words[1] and lower(f.name || ' ' || coalesce(f.text, '')) like all (words)
           and f.found_by not like all (nots) and f.removed_at is null and (case when open is null then f.account_id <> all (shut) else (f.account_id in (select unnest(open))) is true end) and f.id <> all (found)
           and length(f.text) > 20000
           and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats))
         limit most - cardinality(found));
    end if;
    if cardinality(found) < most then
      return query select unnest(found);
      return;
    end if;
  end if;
  -- Long texts: only few are read without their index.
  loop
    found := array(
      select f.id from (
        select f.id, f.found_by, f.changed_at from files f
         where f.org_id = org and f.removed_at is null and (case when open is null then f.account_id <> all (shut) else (f.account_id in (select unnest(open))) is true end)
           and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats))
         order by f.org_id, f.changed_at desc limit many) f
       where f.found_by like all (patterns) and f.found_by not like all (nots)
       order by f.changed_at desc, f.id limit most);
    exit when many > 300 or cardinality(found) >= most or cardinality(found) < 40;
    many := least(most * 400 / cardinality(found), 3000);
  end loop;
  if cardinality(patterns) > 0 and cardinality(found) < most then
    found := found || array(
      select f.id from files f
       where f.org_id = org and f.found_by like patterns[1] and (cardinality(patterns) = 1 or f.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or f.found_by like patterns[2] and f.found_by like all (patterns))
         and f.found_by not like all (nots) and f.removed_at is null and (case when open is null then f.account_id <> all (shut) else (f.account_id in (select unnest(open))) is true end) and f.id <> all (found)
         and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats))
       limit most - cardinality(found));
    if cardinality(found) < most and cardinality(words) > 0 then
      found := found || array(
        select f.id from files f
         where f.org_id = org and lower(f.name || ' ' || coalesce(f.text, '')) like words[1] and lower(f.name || ' ' || coalesce(f.text, '')) like all (words)
           and f.found_by not like all (nots) and f.removed_at is null and (case when open is null then f.account_id <> all (shut) else (f.account_id in (select unnest(open))) is true end) and f.id <> all (found)
           and length(f.text) > 20000
           and (f.readers is null or f.readers && reader or f.team_reads and f.account_id = any (seats))
         limit most - cardinality(found));
    end if;
  end if;
  return query select unnest(found);
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_fits_contact(org uuid, contact uuid, key text, open uuid[], patterns text[], nots text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select case when key like all (patterns) and cardinality(nots) = 0 then true
              else (select w.words like all (patterns) and w.words not like all (nots) from (
                select key || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
                 where p.org_id = org and p.contact_id = contact and (open is null or p.account_id = any (open))) w) end
$function$;
-- may run: the owner

CREATE OR REPLACE FUNCTION public.search_fold(said text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  key text := said;
begin
  if octet_length(key) > length(key) then
    key := regexp_replace(normalize(key, NFKD), '[\u0300-\u036f]', '', 'g');
    if key ~ '[\u0400-\u052f]' then
      key := translate(key, E'абвгдежзийклмнопрстуфхчшыэіґәғқңөұүһђјљњћџѓќЦЩЮЯЄАБВГДЕЖЗИЙКЛМНОПРСТУФХЧШЫЭІҐӘҒҚҢӨҰҮҺЂЈЉЊЋЏЃЌъьЪЬ', 'abvgdezziiklmnoprstufhksieigagknouuhdilnkzgkцщюяєabvgdezziiklmnoprstufhksieigagknouuhdilnkzgk');
      key := replace(replace(replace(replace(replace(key, 'ц', 'ts'), 'щ', 'sk'), 'ю', 'iu'), 'я', 'ia'), 'є', 'e');
    end if;
    if key ~ '[\u0370-\u03ff]' then
      key := translate(key, E'αβγδεζηθικλμνξοπρςστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ', 'avgdezitiklmnkoprsstifhpoavgdezitiklmnkoprstifhpo');
    end if;
    if octet_length(key) > length(key) then
      key := translate(key, E'¡§©«¬®°±¶·»¿×÷‐‑‒–—―“”„‟†‡•…‹›€₽łøđıßæœþðħŧŋŁØĐẞÆŒÞÐĦŦŊʹʺʼʻ´’‘ʿʾ', '                                lodisaotdhtnlodsaotdhtn');
    end if;
  end if;
  key := translate(lower(key collate "C"), E' \t\n\r!"#$%&()*+,-./:;<=>?@[\\]^_{|}~`''', '                                  ');
  key := replace(replace(replace(replace(replace(replace(replace(key, 'tch', 'k'), 'schm', 'sm'), 'schn', 'sn'), 'schl', 'sl'), 'schw', 'sv'), 'schr', 'sr'), 'shh', 'sk');
  while key ~ '[cjqwxy]|[skzpt]h|tz|[iaou]e|io|  |aa|bb|dd|ee|ff|gg|hh|ii|kk|ll|mm|nn|oo|pp|rr|ss|tt|uu|vv|zz' loop
    key := replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(key, 'ch', 'k'), 'kh', 'h'), 'sh', 's'), 'zh', 'z'), 'ph', 'f'), 'th', 't'), 'tz', 'ts'), 'x', 'ks'), 'c', 'k'), 'q', 'k'), 'y', 'i'), 'j', 'i'), 'w', 'v'), 'ie', 'e'), 'io', 'e'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), 'aa', 'a'), 'bb', 'b'), 'dd', 'd'), 'ee', 'e'), 'ff', 'f'), 'gg', 'g'), 'hh', 'h'), 'ii', 'i'), 'kk', 'k'), 'll', 'l'), 'mm', 'm'), 'nn', 'n'), 'oo', 'o'), 'pp', 'p'), 'rr', 'r'), 'ss', 's'), 'tt', 't'), 'uu', 'u'), 'vv', 'v'), 'zz', 'z'), '  ', ' ');
  end loop;
  return btrim(key, ' ');
end $function$;
-- may run: public

CREATE OR REPLACE FUNCTION public.search_guess(of text, patterns text[])
 RETURNS double precision
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  plan json;
begin
  execute format('explain (format json) select from %I where found_by like all (%L::text[])', of, patterns) into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8;
end $function$;
-- may run: the owner

CREATE OR REPLACE FUNCTION public.search_notes(org uuid, open uuid[], shut uuid[], reader uuid[], seats uuid[], patterns text[], nots text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  found uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    if cardinality(patterns) > 0 and search_guess('notes', patterns) < 1000 then
      return query
        with fitting as materialized (
          select n.* from notes n
           where n.org_id = org and n.found_by like patterns[1] and (cardinality(patterns) = 1 or n.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or n.found_by like patterns[2] and n.found_by like all (patterns)) and n.found_by not like all (nots) and n.removed_at is null)
        select n.id from fitting n
         where n.account_id = any (open) and (n.readers is null or n.readers && reader or n.team_reads and n.account_id = any (seats))
         order by n.created_at desc, n.id limit most;
      return;
    end if;
    return query
      with own as materialized (
        select n.id, n.found_by, n.created_at from notes n
         where n.org_id = org and n.account_id = any (open) and n.removed_at is null
           and (n.readers is null or n.readers && reader or n.team_reads and n.account_id = any (seats)))
      select o.id from own o where o.found_by like all (patterns) and o.found_by not like all (nots) order by o.created_at desc, o.id limit most;
    return;
  end if;
  -- What is rare is not among the newest: where all of it is found at once, these need not be read.
  if cardinality(patterns) > 0 and search_guess('notes', patterns) < 200 then
    found := array(
      select n.id from notes n
       where n.org_id = org and n.found_by like patterns[1] and (cardinality(patterns) = 1 or n.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or n.found_by like patterns[2] and n.found_by like all (patterns))
         and n.found_by not like all (nots) and n.removed_at is null and (case when open is null then n.account_id <> all (shut) else (n.account_id in (select unnest(open))) is true end)
         and (n.readers is null or n.readers && reader or n.team_reads and n.account_id = any (seats))
       limit most);
    if cardinality(found) < most then
      return query select unnest(found);
      return;
    end if;
  end if;
  found := array(
    select n.id from (
      select n.id, n.found_by, n.created_at from notes n
       where n.org_id = org and n.removed_at is null and (case when open is null then n.account_id <> all (shut) else (n.account_id in (select unnest(open))) is true end)
         and (n.readers is null or n.readers && reader or n.team_reads and n.account_id = any (seats))
       order by n.org_id, n.created_at desc limit 2000) n
     where n.found_by like all (patterns) and n.found_by not like all (nots)
     order by n.created_at desc, n.id limit most);
  if cardinality(found) < most and cardinality(patterns) > 0 then
    found := found || array(
      select n.id from notes n
       where n.org_id = org and n.found_by like patterns[1] and (cardinality(patterns) = 1 or n.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or n.found_by like patterns[2] and n.found_by like all (patterns))
         and n.found_by not like all (nots) and n.removed_at is null and (case when open is null then n.account_id <> all (shut) else (n.account_id in (select unnest(open))) is true end) and n.id <> all (found)
         and (n.readers is null or n.readers && reader or n.team_reads and n.account_id = any (seats))
       limit most - cardinality(found));
  end if;
  return query select unnest(found);
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_opens_contact(org uuid, contact uuid, contact_author uuid, open uuid[], author uuid, loose boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select case when open is null and loose then true
              when exists (select from contact_positions p where p.org_id = org and p.contact_id = contact and (open is null or p.account_id = any (open))) then true
              else author is not null and contact_author = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = contact) end
$function$;
-- may run: the owner

CREATE OR REPLACE FUNCTION public.search_products(org uuid, starts text, patterns text[], nots text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    (select p.id from products p
      where p.org_id = org and p.found_by like starts and p.found_by like all (patterns) and p.found_by not like all (nots) limit most)
    union
    (select p.id from products p
      where p.org_id = org and p.found_by like patterns[1] and p.found_by like patterns[cardinality(patterns)] and p.found_by like all (patterns) and p.found_by not like all (nots) limit most);
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_projects(org uuid, open uuid[], shut uuid[], patterns text[], nots text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select p.id from projects p
     where p.org_id = org and p.removed_at is null and (case when open is null then p.account_id <> all (shut) else p.account_id = any (open) end)
       and (cardinality(patterns) = 0 or p.found_by like patterns[1] and p.found_by like patterns[cardinality(patterns)]) and p.found_by like all (patterns) and p.found_by not like all (nots)
     limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_sections(org uuid, open uuid[], shut uuid[], classes uuid[], patterns text[], nots text[], most integer)
 RETURNS TABLE(account uuid, part text, kept uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    return query
      with own as materialized (select s.* from dossier_sections s where s.org_id = org and s.account_id = any (open) and s.class = any (classes))
      select o.account_id, o.section, o.class from own o where o.found_by like all (patterns) and o.found_by not like all (nots) limit most;
    return;
  end if;
  return query
    select s.account_id, s.section, s.class from dossier_sections s
     where s.org_id = org and (case when open is null then s.account_id <> all (shut) else (s.account_id in (select unnest(open))) is true end) and s.class = any (classes)
       and (cardinality(patterns) = 0 or s.found_by like patterns[1] and (cardinality(patterns) = 1 or s.found_by like patterns[cardinality(patterns)])) and s.found_by like all (patterns) and s.found_by not like all (nots)
     limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_similar_accounts(org uuid, open uuid[], shut uuid[], near text, slips text[], slip text, rest text[], whole text, most integer)
 RETURNS TABLE(id uuid, likeness real)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    return query
      with own as materialized (select a.id, a.found_by from accounts a where a.org_id = org and a.id = any (open)),
      slipped as materialized (select o.id, o.found_by, o.found_by like all (rest) as is_whole from own o
                                   where case when o.found_by like '% ' || left(near, (length(near) - 2) / 2) || '%' or o.found_by like '%' || right(near, (length(near) - 1) / 2) || '%' then o.found_by ~ slip end)
      select s.id, word_similarity(whole, s.found_by) from slipped s where s.is_whole or not exists (select from slipped w where w.is_whole) limit most;
    if found then
      return;
    end if;
    return query
      with own as materialized (select a.id, a.found_by from accounts a where a.org_id = org and a.id = any (open))
      select o.id, word_similarity(whole, o.found_by) from own o where o.found_by like '% ' || left(near, 2) || '%' and near <% o.found_by limit most;
    return;
  end if;
  if cardinality(rest) > 0 then
    return query
      select distinct l.id, word_similarity(whole, l.found_by) from (
        select m.id, m.found_by from unnest(slips) s (pattern)
          cross join lateral (
            select a.id, a.found_by from accounts a
             where a.org_id = org and a.found_by like s.pattern and a.found_by like rest[1] and a.found_by like all (rest)
               and (case when open is null then a.id <> all (shut) else (a.id in (select unnest(open))) is true end) limit most) m
         limit most) l;
    if found then
      return;
    end if;
  end if;
  if cardinality(slips) > 0 then
    return query
      select distinct l.id, word_similarity(whole, l.found_by) from (
        select m.id, m.found_by from unnest(slips) s (pattern)
          cross join lateral (
            select a.id, a.found_by from accounts a
             where a.org_id = org and a.found_by like s.pattern
               and (case when open is null then a.id <> all (shut) else (a.id in (select unnest(open))) is true end) limit most) m
         limit most) l;
    if found then
      return;
    end if;
  end if;
  return query
    select a.id, word_similarity(whole, a.found_by) from accounts a
     where a.org_id = org and (case when open is null then a.id <> all (shut) else (a.id in (select unnest(open))) is true end) and a.found_by like '% ' || left(near, 2) || '%' and near <% a.found_by limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_similar_contacts(org uuid, open uuid[], shut uuid[], author uuid, loose boolean, near text, slips text[], slip text, rest text[], whole text, most integer)
 RETURNS TABLE(id uuid, likeness real)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    return query
      with posts as materialized (
        select p.contact_id as id from contact_positions p where p.org_id = org and p.account_id = any (open)),
      own as materialized (
        select c.id, c.found_by from (select distinct p.id from posts p) m join contacts c on c.org_id = org and c.id = m.id where c.erased_at is null
        union all
        select c.id, c.found_by from contacts c
         where c.org_id = org and c.author_id = author and c.erased_at is null and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)),
      slipped as materialized (select o.id, o.found_by, o.found_by like all (rest) as is_whole from own o
                                   where case when o.found_by like '% ' || left(near, (length(near) - 2) / 2) || '%' or o.found_by like '%' || right(near, (length(near) - 1) / 2) || '%' then o.found_by ~ slip end),
      alike as materialized (
        select o.id, o.found_by from own o where not exists (select from slipped) and o.found_by like '% ' || left(near, 2) || '%' and near <% o.found_by limit most)
      select s.id, word_similarity(whole, s.found_by) from slipped s where s.is_whole or not exists (select from slipped w where w.is_whole)
      union all select a.id, word_similarity(whole, a.found_by) from alike a
      limit most;
    return;
  end if;
  if cardinality(rest) > 0 then
    return query
      select distinct l.id, word_similarity(whole, l.found_by) from (
        select m.id, m.found_by from unnest(slips) s (pattern)
          cross join lateral (
            select c.id, c.found_by from contacts c
             where c.org_id = org and c.erased_at is null and c.found_by like s.pattern and c.found_by like rest[1] and c.found_by like all (rest)
               and (open is null and loose
                    or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
                    or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)) limit most) m
         limit most) l;
    if found then
      return;
    end if;
  end if;
  if cardinality(slips) > 0 then
    return query
      select distinct l.id, word_similarity(whole, l.found_by) from (
        select m.id, m.found_by from unnest(slips) s (pattern)
          cross join lateral (
            select c.id, c.found_by from contacts c
             where c.org_id = org and c.erased_at is null and c.found_by like s.pattern
               and (open is null and loose
                    or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
                    or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)) limit most) m
         limit most) l;
    if found then
      return;
    end if;
  end if;
  return query
    select c.id, word_similarity(whole, c.found_by) from contacts c
     where c.org_id = org and c.erased_at is null and c.found_by like '% ' || left(near, 2) || '%' and near <% c.found_by
       and (open is null and loose
            or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
            or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
     limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_tasks(org uuid, open uuid[], shut uuid[], reader uuid, team uuid[], inbox text[], decides boolean, within uuid[], owners uuid[], due_from timestamp with time zone, due_to timestamp with time zone, patterns text[], nots text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(within) <= 1000 then
    return query
      with of_these as materialized (
        select t.id, t.found_by, t.owner_id, t.giver_id, t.is_private, t.account_id, t.department, t.kind, t.closed_at, t.due_at from tasks t
         where t.org_id = org and t.account_id = any (within) and t.closed_at is null
        union all
        select t.id, t.found_by, t.owner_id, t.giver_id, t.is_private, t.account_id, t.department, t.kind, t.closed_at, t.due_at from tasks t
         where t.org_id = org and t.account_id = any (within) and t.closed_at is not null)
      select t.id from of_these t
       where t.found_by like all (patterns) and t.found_by not like all (nots) and (owners is null or t.owner_id = any (owners))
         and (due_to is null or t.closed_at is null and t.due_at <= due_to and t.due_at >= due_from)
         and (t.owner_id = reader or t.giver_id = reader or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader)
              or not t.is_private and (open is null and coalesce(t.account_id <> all (shut), true) or t.account_id = any (open) or t.department = any (inbox) or t.owner_id = any (team) or t.giver_id = any (team)
                                       or decides and t.kind in ('proposal', 'shortcoming')))
       limit most;
    return;
  end if;
  if open is null or cardinality(patterns) > 0 and search_guess('tasks', patterns) < 2000 then
    return query
      select t.id from tasks t
       where t.org_id = org and (cardinality(patterns) = 0 or t.found_by like patterns[1] and (cardinality(patterns) = 1 or t.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or t.found_by like patterns[2] and t.found_by like all (patterns))) and t.found_by not like all (nots)
         and (within is null or (t.account_id in (select unnest(within))) is true) and (owners is null or t.owner_id = any (owners))
         and (due_to is null or t.closed_at is null and t.due_at <= due_to and t.due_at >= due_from)
         and (t.owner_id = reader or t.giver_id = reader or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader)
              or not t.is_private and (open is null and t.account_id is not null and t.account_id <> all (shut) or (t.account_id in (select unnest(open))) is true or t.department = any (inbox)
                                       or t.owner_id = any (team) or t.giver_id = any (team) or decides and t.kind in ('proposal', 'shortcoming')))
       limit most;
    return;
  end if;
  -- The indexes of tasks are of open ones or of closed ones.
  return query
    with near as materialized (
      select t.id from tasks t where t.org_id = org and t.closed_at is null and t.owner_id = any (team || reader)
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and t.owner_id = any (team || reader)
      union select t.id from tasks t where t.org_id = org and t.closed_at is null and t.giver_id = any (team || reader)
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and t.giver_id = any (team || reader)
      union select t.id from tasks t where t.org_id = org and t.closed_at is null and t.account_id = any (open)
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and t.account_id = any (open)
      union select t.id from tasks t where t.org_id = org and t.closed_at is null and t.department = any (inbox)
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and t.department = any (inbox)
      union select t.id from tasks t where t.org_id = org and t.closed_at is null and decides and t.kind in ('proposal', 'shortcoming')
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and decides and t.kind in ('proposal', 'shortcoming')
      union select w.task_id from task_watchers w where w.org_id = org and w.user_id = reader)
    select t.id from near join tasks t on t.org_id = org and t.id = near.id
     where t.found_by like all (patterns) and t.found_by not like all (nots)
       and (within is null or (t.account_id in (select unnest(within))) is true) and (owners is null or t.owner_id = any (owners))
       and (due_to is null or t.closed_at is null and t.due_at <= due_to and t.due_at >= due_from)
       and (not t.is_private or t.owner_id = reader or t.giver_id = reader
            or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader))
     limit most;
end $function$;
-- may run: vitalfew_app

CREATE OR REPLACE FUNCTION public.search_values(org uuid, fields uuid[], patterns text[], nots text[])
 RETURNS TABLE(record_id uuid, field_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select v.record_id, v.field_id from field_values v
     where v.org_id = org and v.field_id = any (fields) and v.found_by <> '' and v.found_by like patterns[1]
       and v.found_by like all (patterns) and v.found_by not like all (nots);
end $function$;
-- may run: vitalfew_app

create aggregate sum_minor(bigint) (sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = s);
-- may run: public

create extension btree_gin;
create extension pg_trgm;
