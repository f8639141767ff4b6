-- Who stands in for whom, from the first day to the last one, both included. `rights` null: every group of rights that is handed over.
create table substitutions (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  absent_id uuid not null,
  substitute_id uuid not null,
  since date not null,
  until date not null,
  order_number text not null default '',
  order_date date,
  all_accounts boolean not null,
  rights text[],
  state text not null check (state in ('proposed', 'confirmed', 'declined', 'ended')),
  reason text not null default '',
  proposed_by uuid,
  created_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  told_begin boolean not null default false,
  told_end boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  check (absent_id <> substitute_id),
  check (since <= until),
  foreign key (org_id, absent_id) references memberships (org_id, user_id) on delete cascade,
  foreign key (org_id, substitute_id) references memberships (org_id, user_id) on delete cascade
);
comment on column substitutions.until is 'The last day; of one that was ended early the day of its end, which then counts no more';
create index substitutions_by_substitute on substitutions (org_id, substitute_id, until);
create index substitutions_by_absent on substitutions (org_id, absent_id, until);

-- The accounts of a substitution that is not for all of them; each stands for everything below it too.
create table substitution_accounts (
  org_id uuid not null,
  substitution_id uuid not null,
  account_id uuid not null,
  primary key (org_id, substitution_id, account_id),
  foreign key (org_id, substitution_id) references substitutions (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index substitutions_of_account on substitution_accounts (org_id, account_id);

-- In whose name, where it was done for somebody who was away.
alter table notes add column on_behalf_of uuid;
alter table task_acts add column on_behalf_of uuid;
create index audit_on_behalf on audit_entries (org_id, on_behalf_of, id desc) where on_behalf_of is not null;

do $$
declare t text;
begin
  foreach t in array array['substitutions', 'substitution_accounts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
-- The session tells for whom its person stands in today.
create policy gate on substitutions for select using (at_the_gate());
