-- What happened on an account, one row each; the sentence is made by the screen. `readers` null: whoever holds the right of the kind on the account.
create table timeline_entries (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  kind text not null,
  record_id uuid,
  user_id uuid,
  on_behalf_of uuid,
  params jsonb not null default '{}',
  text text,
  readers uuid[],
  team_reads boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index entries_of_account on timeline_entries (org_id, account_id, at desc, id desc);
create index entries_by_kind on timeline_entries (org_id, account_id, kind, at desc, id desc);
create index entries_by_person on timeline_entries (org_id, account_id, user_id, at desc, id desc);
create index entries_of_record on timeline_entries (org_id, record_id) where record_id is not null;
create index entries_by_text on timeline_entries using gin (lower(text) gin_trgm_ops) where text is not null;
comment on column timeline_entries.params is '{people: {role: user id}, accounts: {role: account id}, ...}: ids are named when they are read, as far as the reader may see them';
comment on column timeline_entries.text is 'what a search finds it by; null: nothing';

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
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by uuid,
  removed_at timestamptz,
  removed_by uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index notes_of_account on notes (org_id, account_id, created_at desc, id desc);
create index pinned_notes on notes (org_id, account_id) where is_pinned and removed_at is null;
comment on column notes.body is 'the document of the editor, checked by notes/rules-body.ts; never HTML. A mention is the id of a colleague, without the name';
comment on column notes.readers is 'of a confidential note: its author and those whom it names; null: whoever reads notes of the account';

create table note_versions (
  org_id uuid not null,
  note_id uuid not null,
  version int not null,
  body jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid,
  primary key (org_id, note_id, version),
  foreign key (org_id, note_id) references notes (org_id, id) on delete cascade
);
comment on column note_versions.version is 'the version of the note when this text was saved';

-- The tables that the first entries are made of are read as a whole, organisation by organisation; row security returns below.
do $$
declare t text;
begin
  foreach t in array array['accounts', 'account_parents', 'account_team', 'account_tiers', 'audit_entries', 'imports', 'ledger_documents', 'ledger_payments', 'organisation_settings']
  loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;

-- The plain note of an account becomes its first pinned note: a paragraph for each line. Who wrote it last, and when, stands in the audit.
insert into notes (org_id, id, account_id, author_id, body, text, is_pinned, created_at, changed_at, changed_by)
select a.org_id, new_id(), a.id, w.user_id,
       jsonb_build_object('type', 'doc', 'content', (
         select jsonb_agg(case when line = '' then '{"type": "paragraph"}'::jsonb
                               else jsonb_build_object('type', 'paragraph', 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', line))) end order by n)
           from regexp_split_to_table(replace(a.note, E'\r', ''), E'\n') with ordinality l (line, n))),
       replace(btrim(a.note, E' \t\r\n'), E'\r', ''), true, coalesce(w.at, a.created_at), coalesce(w.at, a.created_at), w.user_id
  from accounts a
  left join lateral (
    select e.at, e.user_id from audit_entries e
     where e.org_id = a.org_id and e.record_id = a.id and e.operation = 'setNote' order by e.id desc limit 1) w on true
 where btrim(a.note, E' \t\r\n') <> '';
insert into note_versions (org_id, note_id, version, body, saved_at, saved_by)
select org_id, id, version, body, changed_at, changed_by from notes;
insert into timeline_entries (org_id, id, account_id, at, kind, record_id, user_id, text)
select org_id, id, account_id, created_at, 'notes.written', id, author_id, text from notes;
alter table accounts drop column note;

-- What was known of accounts before there was a timeline.
insert into timeline_entries (org_id, id, account_id, at, kind, record_id, user_id, params, text)
select t.org_id, new_id(), t.account_id, t.since, 'segmentation.tierSet', t.id, t.set_by,
       jsonb_strip_nulls(jsonb_build_object('tier', t.tier, 'before', lag(t.tier) over (partition by t.org_id, t.account_id order by t.since, t.id), 'origin', t.origin,
         'reviewOn', t.review_on)),
       nullif(t.reason, '')
  from account_tiers t;
insert into timeline_entries (org_id, id, account_id, at, kind, record_id, user_id, params, text)
select p.org_id, new_id(), p.account_id, p.since, 'accounts.moved', p.import_id, p.set_by,
       jsonb_strip_nulls(jsonb_build_object('origin', p.origin, 'accounts', jsonb_build_object('from', p.was, 'to', p.parent_id))), nullif(p.reason, '')
  from (select h.*, lag(h.parent_id) over (partition by h.org_id, h.account_id order by h.since, h.id) as was from account_parents h) p
  join accounts a on a.org_id = p.org_id and a.id = p.account_id
 where p.since > a.created_at;
insert into timeline_entries (org_id, id, account_id, at, kind, record_id, params)
select t.org_id, new_id(), t.account_id, t.since::timestamp at time zone s.timezone, 'accounts.teamJoined', t.id,
       jsonb_build_object('duty', t.duty, 'since', t.since, 'people', jsonb_build_object('person', t.user_id))
  from account_team t join organisation_settings s on s.org_id = t.org_id
 where t.since::timestamp at time zone s.timezone <= now();
insert into timeline_entries (org_id, id, account_id, at, kind, record_id, params)
select t.org_id, new_id(), t.account_id, (t.until + 1)::timestamp at time zone s.timezone, 'accounts.teamEnded', t.id,
       jsonb_build_object('duty', t.duty, 'until', t.until, 'people', jsonb_build_object('person', t.user_id))
  from account_team t join organisation_settings s on s.org_id = t.org_id
 where (t.until + 1)::timestamp at time zone s.timezone <= now();
insert into timeline_entries (org_id, id, account_id, at, kind, record_id, user_id, params)
select i.org_id, new_id(), f.account_id, coalesce(i.finished_at, i.created_at), 'ledger.imported', i.id, i.created_by,
       jsonb_build_object('orders', sum(f.orders), 'invoices', sum(f.invoices), 'creditNotes', sum(f.credit_notes), 'payments', sum(f.payments),
         'currency', s.base_currency, 'net', round(sum(f.net) / (10::numeric ^ minor_digits(s.base_currency)), minor_digits(s.base_currency))::text)
  from imports i
  join organisation_settings s on s.org_id = i.org_id
  join (
    select org_id, import_id, account_id, (kind = 'order')::int as orders, (kind = 'invoice')::int as invoices, (kind = 'credit_note')::int as credit_notes, 0 as payments,
           case when kind = 'order' then 0 else base_net end as net
      from ledger_documents where account_id is not null
    union all
    select org_id, import_id, account_id, 0, 0, 0, 1, 0 from ledger_payments where account_id is not null) f on f.org_id = i.org_id and f.import_id = i.id
  join accounts a on a.org_id = f.org_id and a.id = f.account_id
 where i.state = 'done'
 group by i.org_id, i.id, i.finished_at, i.created_at, i.created_by, f.account_id, s.base_currency;

do $$
declare t text;
begin
  foreach t in array array['accounts', 'account_parents', 'account_team', 'account_tiers', 'audit_entries', 'imports', 'ledger_documents', 'ledger_payments', 'organisation_settings']
  loop
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['timeline_entries', 'notes', 'note_versions']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;

-- As in 0007: LIKE is leaky, so the search for words runs here, as the owner. It is told everything by which the reader's entries are known, and so its limit never
-- counts an entry that the reader may not see.
create policy search_by_owner on timeline_entries for select to current_user using (true);
create function find_entries(org uuid, accounts uuid[], kinds text[], reader uuid, seats uuid[], patterns text[], person uuid, since timestamptz, until timestamptz,
                             before_at timestamptz, before_id uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  newest uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  -- A word that is everywhere is found among the newest entries of an account; gathering all that hold it would cost more than all the rest.
  if cardinality(accounts) = 1 then
    newest := array(
      select e.id from (
        select n.* from timeline_entries n
         where n.org_id = org and n.account_id = accounts[1] and (before_at is null or (n.at, n.id) < (before_at, before_id))
         order by n.at desc, n.id desc limit 3000) e
       where e.kind = any (kinds) and lower(e.text) like all (patterns)
         and (e.readers is null or reader = any (e.readers) or e.team_reads and e.account_id = any (seats))
         and (person is null or e.user_id = person) and (since is null or e.at >= since) and (until is null or e.at < until)
       order by e.at desc, e.id desc limit most);
    if cardinality(newest) = most then
      return query select unnest(newest);
      return;
    end if;
  end if;
  return query
    select e.id from timeline_entries e
     where e.org_id = org and e.account_id = any (accounts) and e.kind = any (kinds)
       and e.text is not null and lower(e.text) like patterns[1] and lower(e.text) like all (patterns)
       and (e.readers is null or reader = any (e.readers) or e.team_reads and e.account_id = any (seats))
       and (person is null or e.user_id = person) and (since is null or e.at >= since) and (until is null or e.at < until)
       and (before_at is null or (e.at, e.id) < (before_at, before_id))
     order by e.at desc, e.id desc
     limit most;
end $$;
revoke all on function find_entries(uuid, uuid[], text[], uuid, uuid[], text[], uuid, timestamptz, timestamptz, timestamptz, uuid, int) from public;
grant execute on function find_entries(uuid, uuid[], text[], uuid, uuid[], text[], uuid, timestamptz, timestamptz, timestamptz, uuid, int) to vitalfew_app;
