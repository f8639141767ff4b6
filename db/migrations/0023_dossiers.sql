-- What is known about a customer beside the ledger: identifiers, addresses, the sections of the dossier with their versions, figures by year, changes in their business.

create table account_identifiers (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('inn', 'kpp', 'ogrn', 'vat', 'iban', 'other')),
  country text not null default '',
  value text not null,
  note text not null default '',
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, account_id, kind, value),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
comment on column account_identifiers.value is 'normalised: without blanks and marks, a VAT number with its prefix; the tax id of the account itself stands in accounts.tax_id';

create table account_addresses (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('legal', 'postal', 'delivery')),
  name text not null default '',
  country text not null default '',
  region text not null default '',
  postal_code text not null default '',
  city text not null default '',
  street text not null default '',
  timezone text,
  hours jsonb not null default '[]',
  note text not null default '',
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index addresses_of_account on account_addresses (org_id, account_id);
comment on column account_addresses.hours is '[{day: 1 Monday .. 7 Sunday, from: HH:MM, to: HH:MM}] in the time zone of the address; to not after from: over midnight';

alter table accounts add column languages text[] not null default '{}';

create table dossier_sections (
  org_id uuid not null,
  account_id uuid not null,
  section text not null,
  text text not null,
  facts jsonb not null default '{}',
  source text not null,
  source_note text not null default '',
  known_as_of date not null,
  author_id uuid,
  saved_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, account_id, section),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
comment on column dossier_sections.facts is 'the structured lines of "how we work with them": {deliveryWindows, documents, portal, pallets, labels}';

create table dossier_versions (
  org_id uuid not null,
  account_id uuid not null,
  section text not null,
  version int not null,
  text text not null,
  facts jsonb not null,
  source text not null,
  source_note text not null,
  known_as_of date not null,
  author_id uuid,
  saved_at timestamptz not null,
  primary key (org_id, account_id, section, version),
  foreign key (org_id, account_id, section) references dossier_sections (org_id, account_id, section) on delete cascade
);

create table dossier_years (
  org_id uuid not null,
  account_id uuid not null,
  year int not null check (year between 1900 and 2999),
  currency text not null,
  revenue bigint,
  profit bigint,
  employees int check (employees >= 0),
  source text not null,
  known_as_of date not null,
  author_id uuid,
  saved_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, account_id, year),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);

create table dossier_changes (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  happened_on date not null,
  text text not null,
  source text not null,
  author_id uuid,
  added_at timestamptz not null,
  told uuid[] not null default '{}',
  plan text not null default 'open' check (plan in ('open', 'yes', 'no')),
  plan_note text not null default '',
  plan_by uuid,
  plan_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index changes_of_account on dossier_changes (org_id, account_id, happened_on desc, id desc);
comment on column dossier_changes.plan is 'does the plan change? open: nobody has said yet';

create table dossier_settings (
  org_id uuid not null references organisations (id) on delete cascade,
  rules jsonb not null,
  version int not null default 1,
  primary key (org_id)
);
comment on column dossier_settings.rules is 'weights and half-lives by item of the dossier; what is missing has its default';

alter table account_figures add column completeness double precision not null default 0;
alter table account_figures add column freshness double precision;
create index figures_by_completeness on account_figures (org_id, completeness, account_id);
create index figures_by_freshness on account_figures (org_id, (case when freshness is null then -1 else freshness end), account_id);

do $$
declare t text;
begin
  foreach t in array array['account_identifiers', 'account_addresses', 'dossier_sections', 'dossier_versions', 'dossier_years', 'dossier_changes', 'dossier_settings']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
