-- Documents of accounts. What a file holds stands in its versions, each a stored file (purpose 'document'); the same content is kept once.
create table files (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  record_kind text not null default 'account',
  record_id uuid,
  name text not null,
  kind text not null,
  size bigint not null,
  number int not null default 1,
  author_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by uuid,
  readers uuid[],
  team_reads boolean not null default false,
  removed_at timestamptz,
  removed_by uuid,
  removed_with uuid,
  text_state text not null default 'none' check (text_state in ('none', 'waiting', 'read', 'cut', 'failed')),
  text_problem text,
  text text,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  check ((record_kind = 'account') = (record_id is null))
);
create index files_of_account on files (org_id, account_id, changed_at desc, id desc);
create index files_of_record on files (org_id, record_id) where record_id is not null;
create index removed_files on files (org_id, removed_at) where removed_at is not null;
create index files_by_text on files using gin (lower(name || ' ' || coalesce(text, '')) gin_trgm_ops) where removed_at is null;
comment on column files.record_kind is 'what of the account it belongs to: the account itself, or a record of a room (contact, note) by record_id; that room says who may attach, and brings readers up to date';
comment on column files.readers is 'of a confidential file: its author and those whom it names; null: whoever reads files of the account';
comment on column files.removed_with is 'the record with which it was removed, and with which it comes back';
comment on column files.number is 'of the newest version, of which name, kind, size and text are those here';

create table file_versions (
  org_id uuid not null,
  file_id uuid not null,
  number int not null,
  stored_id uuid not null,
  name text not null,
  kind text not null,
  size bigint not null,
  added_at timestamptz not null,
  added_by uuid,
  primary key (org_id, file_id, number),
  foreign key (org_id, file_id) references files (org_id, id) on delete cascade,
  foreign key (org_id, stored_id) references stored_files (org_id, id) on delete cascade
);
create index versions_of_stored on file_versions (org_id, stored_id);

-- Who opened or saved a confidential file.
create table file_readings (
  org_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  number int not null,
  user_id uuid,
  on_behalf_of uuid,
  how text not null check (how in ('opened', 'saved')),
  at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, file_id) references files (org_id, id) on delete cascade
);
create index readings_of_file on file_readings (org_id, file_id, id desc);

do $$
declare t text;
begin
  foreach t in array array['files', 'file_versions', 'file_readings']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;

-- As in 0007: LIKE is leaky, so the search for words runs here, as the owner. It is told everything by which the reader's files are known (accounts null: all of the
-- organisation), and so its limit never counts a file that the reader may not see.
create policy search_by_owner on files for select to current_user using (true);
create function find_files(org uuid, accounts uuid[], reader uuid, seats uuid[], patterns text[], kinds text[], before_at timestamptz, before_id uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
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
         and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
         and (kinds is null or f.kind = any (kinds)) and (before_at is null or (f.changed_at, f.id) < (before_at, before_id))
       order by f.changed_at desc, f.id desc limit most;
    return;
  end if;
  return query
    select f.id from files f
     where f.org_id = org and (accounts is null or f.account_id = any (accounts)) and f.removed_at is null
       and lower(f.name || ' ' || coalesce(f.text, '')) like patterns[1] and lower(f.name || ' ' || coalesce(f.text, '')) like all (patterns)
       and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
       and (kinds is null or f.kind = any (kinds)) and (before_at is null or (f.changed_at, f.id) < (before_at, before_id))
     order by f.changed_at desc, f.id desc limit most;
end $$;
revoke all on function find_files(uuid, uuid[], uuid, uuid[], text[], text[], timestamptz, uuid, int) from public;
grant execute on function find_files(uuid, uuid[], uuid, uuid[], text[], text[], timestamptz, uuid, int) to vitalfew_app;

-- Content stands once for the whole installation. Which of these hashes some organisation names is asked by the sweeper only, which knows the hashes from the disk.
create index stored_by_content on stored_files (sha256);
create policy sweep_by_owner on stored_files for select to current_user using (true);
create function contents_named(hashes text[], purposes text[]) returns setof text
  language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct s.sha256 from stored_files s where s.sha256 = any (hashes) and s.purpose = any (purposes);
$$;
revoke all on function contents_named(text[], text[]) from public;
grant execute on function contents_named(text[], text[]) to vitalfew_app;
