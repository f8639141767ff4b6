-- The classes of confidentiality, the least secret first: [{id, name, roles, people, mark}]. Empty: everybody sees accounts by their rights alone.
alter table organisation_settings add column classes jsonb not null default '[]';
-- For how many days the logs of readings and exports are kept.
alter table organisation_settings add column logs_days int not null default 1095 check (logs_days between 30 and 3650);

-- Accounts that have a class. An account without a row is open to whoever has the right.
create table account_secrets (
  org_id uuid not null,
  account_id uuid not null,
  class uuid not null,
  readers uuid[] not null default '{}',
  set_by uuid,
  set_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, account_id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index secrets_by_reader on account_secrets using gin (readers);
comment on column account_secrets.readers is 'who sees it besides its team and those who are cleared for the class';

-- Who read something confidential: one row for a person, a record and an hour.
create table secret_readings (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  record_kind text not null,
  record_id uuid not null,
  account_id uuid not null,
  user_id uuid not null,
  hour timestamptz not null,
  on_behalf_of uuid,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times int not null default 1,
  readers uuid[],
  primary key (org_id, id),
  unique (org_id, record_kind, record_id, account_id, user_id, hour)
);
comment on column secret_readings.record_id is 'the account, note or file; of a text of a dossier its class';
comment on column secret_readings.readers is 'of a record that has readers of its own: who could read it then, and so may know of the reading; null: whoever sees the account';
create index secret_readings_by_time on secret_readings (org_id, last_at desc, id desc);

-- Every file that left the house: what, by which filter, how many rows.
create table file_exports (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  operation text not null,
  name text not null,
  filter jsonb not null default '{}',
  lines bigint,
  bytes bigint not null default 0,
  is_whole boolean not null default false,
  is_private boolean not null default false,
  account_id uuid,
  user_id uuid,
  on_behalf_of uuid,
  at timestamptz not null,
  primary key (org_id, id)
);
create index file_exports_by_account on file_exports (org_id, account_id, id desc) where account_id is not null;
comment on column file_exports.is_private is 'a confidential file: the entry is its reader''s own';
comment on column file_exports.lines is 'rows of a list without its head, or cards; null where the file has none';

alter table fields add column class uuid;
comment on column fields.class is 'The class of confidentiality: whoever is cleared for it reads and writes its values, of those whom `readers` lets; null: none';

do $$
declare t text;
begin
  foreach t in array array['account_secrets', 'secret_readings', 'file_exports'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;

-- A class may stand among the readers of a confidential record, beside people: the functions that look for words take all that a reader may be named as, themselves and the classes
-- that they are cleared for. Nothing else in them changes.
do $$
declare f record;
begin
  for f in select p.oid, p.oid::regprocedure::text as called, pg_get_functiondef(p.oid) as body from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.proname in ('find_entries', 'find_files', 'search_notes', 'search_files') loop
    execute 'drop function ' || f.called;
    execute regexp_replace(replace(f.body, ' reader uuid,', ' reader uuid[],'), 'reader = any \((\w+\.readers)\)', '\1 && reader', 'g');
  end loop;
  for f in select p.oid::regprocedure::text as called from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.proname in ('find_entries', 'find_files', 'search_notes', 'search_files') loop
    execute 'revoke all on function ' || f.called || ' from public';
    execute 'grant execute on function ' || f.called || ' to vitalfew_app';
  end loop;
end $$;
comment on column notes.readers is 'of a confidential note: its author, those whom it names, and the class that it has; null: whoever reads notes of the account';
comment on column files.readers is 'of a confidential file: its author, those whom it names, and the class that it has; null: whoever reads files of the account; of a file of a task nobody: the task says who';

-- A section of a dossier has an open text, and for every class of confidentiality one of its own beside it: who is not cleared reads and writes the open one and knows of no other.
alter table dossier_versions drop constraint dossier_versions_org_id_account_id_section_fkey;
alter table dossier_sections add column class uuid not null default '00000000-0000-0000-0000-000000000000';
alter table dossier_sections drop constraint dossier_sections_pkey, add primary key (org_id, account_id, section, class);
alter table dossier_versions add column class uuid not null default '00000000-0000-0000-0000-000000000000';
alter table dossier_versions drop constraint dossier_versions_pkey, add primary key (org_id, account_id, section, class, version);
alter table dossier_versions add constraint dossier_versions_section_fkey
  foreign key (org_id, account_id, section, class) references dossier_sections (org_id, account_id, section, class) on delete cascade deferrable initially immediate;
comment on column dossier_sections.class is 'The class of confidentiality of this text; all zeros: open to whoever reads the dossier';

drop function search_sections(uuid, uuid[], text[], text[], int);
create function search_sections(org uuid, open uuid[], classes uuid[], patterns text[], nots text[], most int) returns table (account uuid, part text, kept uuid)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
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
     where s.org_id = org and (open is null or (s.account_id in (select unnest(open))) is true) and s.class = any (classes)
       and (cardinality(patterns) = 0 or s.found_by like patterns[1] and (cardinality(patterns) = 1 or s.found_by like patterns[cardinality(patterns)])) and s.found_by like all (patterns) and s.found_by not like all (nots)
     limit most;
end $$;
revoke all on function search_sections(uuid, uuid[], uuid[], text[], text[], int) from public;
grant execute on function search_sections(uuid, uuid[], uuid[], text[], text[], int) to vitalfew_app;

-- Where classes are closed to somebody whose right reaches beyond people, a search asks for what is left out, which is little, and not for what is open: `open` null and `shut` means all
-- accounts but these. Nothing else in the functions changes.
do $$
declare f record; body text;
begin
  for f in select p.oid, p.oid::regprocedure::text as called, pg_get_functiondef(p.oid) as body from pg_proc p
            where p.pronamespace = 'public'::regnamespace
              and p.proname in ('search_accounts', 'search_changes', 'search_contacts', 'search_documents', 'search_files', 'search_notes', 'search_projects', 'search_sections',
                                'search_similar_accounts', 'search_similar_contacts', 'search_tasks', 'find_task_files') loop
    body := replace(f.body, ' open uuid[],', ' open uuid[], shut uuid[],');
    body := regexp_replace(body, '\(open is null or \((\w+\.\w+) in \(select unnest\(open\)\)\) is true\)',
      '(case when open is null then \1 <> all (shut) else (\1 in (select unnest(open))) is true end)', 'g');
    body := regexp_replace(body, '\(open is null or (\w+\.\w+) = any \(open\)\)', '(case when open is null then \1 <> all (shut) else \1 = any (open) end)', 'g');
    body := replace(body, 'open is null or t.account_id = any (open) or', 'open is null and coalesce(t.account_id <> all (shut), true) or t.account_id = any (open) or');
    body := replace(body, 'open is null and t.account_id is not null or', 'open is null and t.account_id is not null and t.account_id <> all (shut) or');
    body := replace(body, '(open is null or exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id and p.account_id = any (open)))',
      '(open is null and cardinality(shut) = 0 or exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else p.account_id = any (open) end)))');
    if body not like '%all (shut)%' then
      raise exception 'nothing to change in %', f.called;
    end if;
    execute 'drop function ' || f.called;
    execute body;
  end loop;
  for f in select p.oid::regprocedure::text as called from pg_proc p
            where p.pronamespace = 'public'::regnamespace and pg_get_function_arguments(p.oid) like '%shut uuid[]%' loop
    execute 'revoke all on function ' || f.called || ' from public';
    execute 'grant execute on function ' || f.called || ' to vitalfew_app';
  end loop;
end $$;
