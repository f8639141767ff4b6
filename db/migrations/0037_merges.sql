-- Two records that are one company, or one person: how they are found, and how they become one and two again.

-- Where an account went that was merged into another: its id goes on to lead there, and so does its key in the source. Always straight to where it is now.
create table account_redirects (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  source text not null,
  external_id text not null,
  merge_id uuid not null,
  primary key (org_id, id),
  unique (org_id, source, external_id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
comment on column account_redirects.id is 'The account that was';
create index redirects_to_account on account_redirects (org_id, account_id);

-- Every key under which a source knows an account, with those of accounts that were merged into it.
create view account_keys with (security_invoker = true) as
  select org_id, id as account_id, source, external_id, false as is_merged from accounts
  union all
  select org_id, account_id, source, external_id, true from account_redirects;
grant select on account_keys to vitalfew_app;

create table contact_redirects (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  merge_id uuid not null,
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade
);
comment on column contact_redirects.id is 'The contact that was';
create index redirects_to_contact on contact_redirects (org_id, contact_id);

-- A merge: what came together, who said so, and what was chosen. Its rows stand in merge_rows.
create table merges (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('account', 'contact')),
  survivor_id uuid not null,
  absorbed_id uuid not null,
  survivor_name text not null,
  absorbed_name text not null,
  state text not null check (state in ('waiting', 'merged', 'undoing', 'undone', 'failed')),
  wish jsonb not null,
  counts jsonb not null default '[]',
  reason text not null default '',
  problem text,
  progress int not null default 0,
  is_erased boolean not null default false,
  mark uuid,
  merged_by uuid,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  undo_reason text not null default '',
  version int not null default 1,
  primary key (org_id, id)
);
comment on column merges.wish is 'By field, which value was chosen: absorbed or both; what is left out stayed as it was';
comment on column merges.counts is '[{table, moved, aside}]';
comment on column merges.mark is 'An id of the moment at which it was through: what was added since has a later one';
create index merges_of_survivor on merges (org_id, survivor_id, id);
create index merges_of_absorbed on merges (org_id, absorbed_id, id);

-- Every row that a merge changed: `set` (columns before and after), `taken` (the whole row, which gave way), `left` (a row that the undo could not place: it is kept here).
create table merge_rows (
  org_id uuid not null,
  merge_id uuid not null,
  step int not null,
  id uuid not null,
  table_name text not null,
  act text not null check (act in ('set', 'taken', 'left')),
  row_key jsonb not null,
  before jsonb not null,
  after jsonb,
  primary key (org_id, merge_id, step, id),
  foreign key (org_id, merge_id) references merges (org_id, id) on delete cascade
);

-- What records are compared by: short texts that only like records share.
create table duplicate_keys (
  org_id uuid not null,
  kind text not null check (kind in ('account', 'contact')),
  key text not null,
  record_id uuid not null,
  primary key (org_id, kind, key, record_id)
);
create index duplicate_keys_of_record on duplicate_keys (org_id, record_id);

-- What a record said when its keys were made: what says something else since is compared anew.
create table duplicate_marks (
  org_id uuid not null,
  record_id uuid not null,
  kind text not null check (kind in ('account', 'contact')),
  mark text not null,
  primary key (org_id, record_id)
);
create index duplicate_marks_by_kind on duplicate_marks (org_id, kind, record_id);

create table duplicate_pairs (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('account', 'contact')),
  one_id uuid not null,
  other_id uuid not null,
  score double precision not null,
  reasons jsonb not null,
  state text not null check (state in ('open', 'dismissed')),
  found_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text not null default '',
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, one_id, other_id),
  check (one_id < other_id)
);
comment on column duplicate_pairs.reasons is '[{kind, value}]: what speaks for it';
create index pairs_by_score on duplicate_pairs (org_id, state, score desc, id);
create index pairs_of_other on duplicate_pairs (org_id, other_id);

-- Whom the warning "exists, ask the head" told of a record that they may not see: for the head, and so that nobody asks on and on.
create table duplicate_hints (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('account', 'contact')),
  record_id uuid not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create index hints_of_user on duplicate_hints (org_id, user_id, at);

-- A section moves with its versions: the account is in the key of both.
alter table dossier_versions alter constraint dossier_versions_org_id_account_id_section_fkey deferrable initially immediate;

do $$
declare t text;
begin
  foreach t in array array['account_redirects', 'contact_redirects', 'merges', 'merge_rows', 'duplicate_keys', 'duplicate_marks', 'duplicate_pairs', 'duplicate_hints'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
