-- The tenant of the transaction: set by kernel/db.ts with set_config('vitalfew.org', ..., true).
create function current_org() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('vitalfew.org', true), '')::uuid $$;

-- True only inside the transactions of kernel/identity.ts (sign-in, sessions, links).
create function at_the_gate() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('vitalfew.gate', true), '') = 'on' $$;

-- UUIDv7 for set-based inserts; the application makes its own for single rows.
create function new_id() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

create table organisations (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (length(name) between 1 and 200),
  is_sample boolean not null default false,
  created_at timestamptz not null
);

create table users (
  id uuid primary key,
  email text not null unique check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 200),
  language text not null default 'en',
  is_operator boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1
);

create table credentials (
  user_id uuid primary key references users (id) on delete cascade,
  password_hash text not null,
  changed_at timestamptz not null
);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references users (id) on delete cascade,
  org_id uuid references organisations (id) on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  agent text not null
);
create index sessions_of_user on sessions (user_id, created_at desc);

create table links (
  id uuid primary key,
  token_hash bytea not null unique,
  purpose text not null check (purpose in ('invitation', 'reset')),
  user_id uuid not null references users (id) on delete cascade,
  org_id uuid references organisations (id) on delete cascade,
  created_by uuid references users (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Failed sign-ins by (address, account) and by address; never by account alone, so that nobody can lock another out.
create table sign_in_failures (
  key text primary key,
  failures int not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);

create table memberships (
  org_id uuid not null references organisations (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  roles text[] not null check (cardinality(roles) > 0),
  reports_to uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  version int not null default 1,
  primary key (org_id, user_id)
);
create index memberships_of_user on memberships (user_id);
create index memberships_below on memberships (org_id, reports_to) where reports_to is not null;

create table idempotency_keys (
  org_id uuid not null references organisations (id) on delete cascade,
  user_id uuid not null,
  key text not null check (length(key) <= 200),
  operation text not null,
  input_hash bytea not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (org_id, user_id, key)
);

create table audit_entries (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  user_id uuid,
  on_behalf_of uuid,
  operation text not null,
  word text not null,
  account_id uuid,
  record_kind text,
  record_id uuid,
  reason text,
  request_id text,
  changes jsonb not null default '[]',
  primary key (org_id, id)
);
create index audit_by_record on audit_entries (org_id, record_id, id desc);
create index audit_by_user on audit_entries (org_id, user_id, id desc);
create index audit_by_operation on audit_entries (org_id, operation, id desc);

-- Personal data in the audit is sealed with a key of the person it is about: deleting the key erases it.
create table audit_person_keys (
  org_id uuid not null references organisations (id) on delete cascade,
  person_id uuid not null,
  key bytea not null check (length(key) = 32),
  primary key (org_id, person_id)
);

create table organisation_settings (
  org_id uuid primary key references organisations (id) on delete cascade,
  base_currency char(3) not null,
  timezone text not null,
  fiscal_year_start int not null default 1 check (fiscal_year_start between 1 and 12),
  language text not null default 'en',
  rules jsonb not null default '{}',
  version int not null default 1
);

create table exchange_rates (
  org_id uuid not null references organisations (id) on delete cascade,
  currency char(3) not null,
  valid_from date not null,
  rate numeric not null check (rate > 0),
  source text not null,
  import_id uuid,
  version int not null default 1,
  primary key (org_id, currency, valid_from)
);
comment on column exchange_rates.rate is 'units of the base currency for one unit of this currency';

create table notices (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references users (id) on delete cascade,
  kind text not null,
  params jsonb not null default '{}',
  path text,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (org_id, id)
);
create index notices_of_user on notices (org_id, user_id, id desc);
create index unread_notices on notices (org_id, user_id) where read_at is null;

create table stored_files (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  sha256 text not null check (length(sha256) = 64),
  name text not null,
  size bigint not null,
  purpose text not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (org_id, id)
);

-- Secrets of the installation (the key that signs device cookies).
create table installation_secrets (
  name text primary key,
  value bytea not null
);
