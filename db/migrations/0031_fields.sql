-- Custom fields: what an organisation wants to know of its records besides what every organisation knows. A definition says what is asked, a value is one answer.
create table fields (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  record_kind text not null,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  type text not null check (type in ('text', 'number', 'money', 'date', 'choice', 'choices', 'person', 'link')),
  labels jsonb not null,
  helps jsonb not null default '{}',
  choices jsonb not null default '[]',
  currency text,
  is_required boolean not null default false,
  preset jsonb,
  readers text[],
  position int not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, record_kind, key)
);
comment on column fields.labels is 'Language -> text; helps, and the labels of choices, alike';
comment on column fields.readers is 'The roles that may read and write its values; null: whoever may read the record';
comment on column fields.preset is 'The value that new records begin with, as the API writes it';

-- One row for each field of a record that was ever filled; cleared, it has no value, so that versions go on and an undo knows that somebody was here. Equality and order of
-- these types are leakproof: filters and sorts use the indexes under row security.
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
  has_value boolean not null generated always as (num_nonnulls(text, number, day, choice, choices, person_id) > 0) stored,
  found_by text not null generated always as (case when text is null then '' else ' ' || search_fold(text) end) stored,
  import_id uuid,
  version int not null default 1,
  primary key (org_id, field_id, record_id),
  foreign key (org_id, field_id) references fields (org_id, id) on delete cascade
);
comment on column field_values.record_id is 'Of the kind that the field is of; no foreign key, for there are several kinds';
comment on column field_values.number is 'Millionths of a number, or minor units of the field''s currency';
comment on column field_values.text_key is 'The beginning of the text in small letters: how it is sorted';
create index values_of_record on field_values (org_id, record_id);
create index values_by_text on field_values (org_id, field_id, text_key, record_id) where text_key is not null;
create index values_by_number on field_values (org_id, field_id, number, record_id) where number is not null;
create index values_by_day on field_values (org_id, field_id, day, record_id) where day is not null;
create index values_by_choice on field_values (org_id, field_id, choice, record_id) where choice is not null;
create index values_by_person on field_values (org_id, field_id, person_id, record_id) where person_id is not null;
create index values_of_import on field_values (org_id, import_id) where import_id is not null;
create index values_found_by on field_values using gin (found_by gin_trgm_ops) where found_by <> '';

do $$
declare t text;
begin
  foreach t in array array['fields', 'field_values'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
create policy search_by_owner on field_values for select to current_user using (true);

-- As the functions of 0029: the records whose texts in these fields fit. It gives all of them; whoever asks joins what the reader may see before any limit.
create function search_values(org uuid, fields uuid[], patterns text[], nots text[]) returns table (record_id uuid, field_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select v.record_id, v.field_id from field_values v
     where v.org_id = org and v.field_id = any (fields) and v.found_by <> '' and v.found_by like patterns[1]
       and v.found_by like all (patterns) and v.found_by not like all (nots);
end $$;

revoke all on function search_values(uuid, uuid[], text[], text[]) from public;
grant execute on function search_values(uuid, uuid[], text[], text[]) to vitalfew_app;
