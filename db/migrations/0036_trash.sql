-- What was deleted and can be brought back. `parts`: the rows that were taken out, parents first, as {table, rows}; empty where the record only hides in its own table.
-- `readers` and `team_reads` as in notes: who may know of it beside the right to its account. Without an account only the readers know.
create table trash_records (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  kind text not null,
  record_id uuid not null,
  account_id uuid,
  title text not null,
  readers uuid[],
  team_reads boolean not null default false,
  person_ids uuid[] not null default '{}',
  removed_at timestamptz not null,
  removed_by uuid,
  parts jsonb not null default '[]',
  primary key (org_id, id),
  unique (org_id, kind, record_id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  check (account_id is not null or readers is not null)
);
comment on column trash_records.person_ids is 'The contacts with whose erasure it goes for good';
create index trash_by_time on trash_records (org_id, removed_at, id);
create index trash_of_account on trash_records (org_id, account_id, removed_at, id);
create index trash_of_people on trash_records using gin (person_ids);

create table trash_settings (
  org_id uuid not null references organisations (id) on delete cascade,
  keep_days int not null check (keep_days between 1 and 365),
  version int not null default 1,
  primary key (org_id)
);

-- What hides already: notes and files that were removed, but for files that went with their note.
do $$
declare t text;
begin
  foreach t in array array['notes', 'files'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;
insert into trash_records (org_id, id, kind, record_id, account_id, title, readers, team_reads, removed_at, removed_by)
select org_id, new_id(), 'note', id, account_id, left(text, 120), readers, team_reads, removed_at, removed_by from notes where removed_at is not null
union all
select org_id, new_id(), 'file', id, account_id, name, readers, team_reads, removed_at, removed_by from files where removed_at is not null and removed_with is null;
do $$
declare t text;
begin
  foreach t in array array['notes', 'files'] loop
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['trash_records', 'trash_settings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
