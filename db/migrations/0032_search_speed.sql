-- Search in under 100 ms over a million entries (docs/decisions/0011-search-keys.md). Three roads, by how far the reader sees: up to a thousand open accounts are read
-- along their own indexes; what begins as it was typed, and the newest texts, along theirs; only what these leave is looked for by trigrams. So a word that is everywhere is
-- never gathered as a whole. Thousands of open accounts are a hashed set (`in (select unnest(open))`): as a list each would be weighed by the planner. No limit counts a row that the reader may not see.

-- What begins as it was typed, in order.
create index accounts_by_beginning on accounts (org_id, (left(found_by, 60) collate "C"));
create index contacts_by_beginning on contacts (org_id, (left(found_by, 60) collate "C")) where erased_at is null;
create index products_by_beginning on products (org_id, (left(found_by, 60) collate "C"));
create index newest_notes on notes (org_id, created_at desc) where removed_at is null;
create index newest_files on files (org_id, changed_at desc) where removed_at is null;

create or replace function search_accounts(org uuid, open uuid[], starts text, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan set enable_bitmapscan = on set enable_sort = on as $$
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
         and (open is null or (a.id in (select unnest(open))) is true)
       order by a.org_id, left(a.found_by, 60) collate "C" limit 2000) b
     where b.found_by like all (patterns) and b.found_by not like all (nots) limit most);
  perform set_config('enable_bitmapscan', 'on', true), set_config('enable_sort', 'on', true);
  return query select unnest(found);
  if cardinality(found) < most then
    return query
      select a.id from accounts a
       where a.org_id = org and a.found_by like patterns[1] and (cardinality(patterns) = 1 or a.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or a.found_by like all (patterns))
         and a.found_by not like all (nots) and (open is null or (a.id in (select unnest(open))) is true) and a.id <> all (found)
       limit most - cardinality(found);
  end if;
end $$;

create or replace function search_contacts(org uuid, open uuid[], author uuid, loose boolean, starts text, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan set enable_bitmapscan = on set enable_sort = on as $$
declare
  first text := left(rtrim(starts, '%'), 60);
  found uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if open is not null and (cardinality(patterns) = 0 or cardinality(open) <= 1000) then
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
              or exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id and (open is null or (p.account_id in (select unnest(open))) is true))
              or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
       order by c.org_id, left(c.found_by, 60) collate "C" limit 2000) b
     where b.found_by like all (patterns) and b.found_by not like all (nots) limit most);
  perform set_config('enable_bitmapscan', 'on', true), set_config('enable_sort', 'on', true);
  if cardinality(found) < most then
    found := found || array(
      select c.id from contacts c
       where c.org_id = org and c.found_by like patterns[1] and (cardinality(patterns) = 1 or c.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or c.found_by like all (patterns))
         and c.found_by not like all (nots) and c.erased_at is null and c.id <> all (found)
         and (open is null and loose
              or exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id and (open is null or (p.account_id in (select unnest(open))) is true))
              or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
       limit most - cardinality(found));
  end if;
  if cardinality(found) < most and cardinality(patterns) > 1 then
    -- Words of the name and of the position together: of very many, the first that have the longest word.
    found := found || array(
      select m.id from (
          select c.id, c.found_by as key from contacts c
           where c.org_id = org and c.found_by like patterns[1] and c.erased_at is null and c.id <> all (found)
             and (open is null or exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id and p.account_id = any (open)))
           limit 1000) m
        cross join lateral (
          select m.key || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
           where p.org_id = org and p.contact_id = m.id and (open is null or (p.account_id in (select unnest(open))) is true)) w
       where w.words like all (patterns) and w.words not like all (nots) limit most - cardinality(found));
  end if;
  if cardinality(found) < most then
    found := found || array(
      select m.id from (
          select distinct p.contact_id as id from (
            select p.contact_id from contact_positions p
             where p.org_id = org and p.found_by like patterns[1] and (open is null or (p.account_id in (select unnest(open))) is true) limit 1000) p) m
        join contacts c on c.org_id = org and c.id = m.id
        cross join lateral (
          select c.found_by || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
           where p.org_id = org and p.contact_id = c.id and (open is null or (p.account_id in (select unnest(open))) is true)) w
       where c.erased_at is null and c.id <> all (found) and w.words like all (patterns) and w.words not like all (nots) limit most - cardinality(found));
  end if;
  return query select unnest(found);
end $$;

create or replace function search_notes(org uuid, open uuid[], reader uuid, seats uuid[], patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  found uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    return query
      with own as materialized (
        select n.* from notes n
         where n.org_id = org and n.account_id = any (open) and n.removed_at is null
           and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats)))
      select o.id from own o where o.found_by like all (patterns) and o.found_by not like all (nots) order by o.created_at desc, o.id limit most;
    return;
  end if;
  found := array(
    select n.id from (
      select n.* from notes n
       where n.org_id = org and n.removed_at is null and (open is null or (n.account_id in (select unnest(open))) is true)
         and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats))
       order by n.org_id, n.created_at desc limit 2000) n
     where n.found_by like all (patterns) and n.found_by not like all (nots)
     order by n.created_at desc, n.id limit most);
  if cardinality(found) < most and cardinality(patterns) > 0 then
    found := found || array(
      select n.id from notes n
       where n.org_id = org and n.found_by like patterns[1] and (cardinality(patterns) = 1 or n.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or n.found_by like all (patterns))
         and n.found_by not like all (nots) and n.removed_at is null and (open is null or (n.account_id in (select unnest(open))) is true) and n.id <> all (found)
         and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats))
       limit most - cardinality(found));
  end if;
  return query select unnest(found);
end $$;

create or replace function search_sections(org uuid, open uuid[], patterns text[], nots text[], most int) returns table (account uuid, part text)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    return query
      with own as materialized (select s.* from dossier_sections s where s.org_id = org and s.account_id = any (open))
      select o.account_id, o.section from own o where o.found_by like all (patterns) and o.found_by not like all (nots) limit most;
    return;
  end if;
  return query
    select s.account_id, s.section from dossier_sections s
     where s.org_id = org and (open is null or (s.account_id in (select unnest(open))) is true)
       and (cardinality(patterns) = 0 or s.found_by like patterns[1] and (cardinality(patterns) = 1 or s.found_by like patterns[cardinality(patterns)])) and s.found_by like all (patterns) and s.found_by not like all (nots)
     limit most;
end $$;

create or replace function search_changes(org uuid, open uuid[], patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
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
     where c.org_id = org and (open is null or (c.account_id in (select unnest(open))) is true)
       and (cardinality(patterns) = 0 or c.found_by like patterns[1] and (cardinality(patterns) = 1 or c.found_by like patterns[cardinality(patterns)])) and c.found_by like all (patterns) and c.found_by not like all (nots)
     limit most;
end $$;

-- Names that are nearly right: of few accounts all are compared; else the trigrams of the longest word, which must begin as it does (two letters), leave little to compare.
create or replace function search_similar_accounts(org uuid, open uuid[], near text, whole text, most int) returns table (id uuid, likeness real)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    return query
      with own as materialized (select a.id, a.found_by from accounts a where a.org_id = org and a.id = any (open))
      select o.id, word_similarity(whole, o.found_by) from own o where o.found_by like '% ' || left(near, 2) || '%' and near <% o.found_by limit most;
    return;
  end if;
  return query
    select a.id, word_similarity(whole, a.found_by) from accounts a
     where a.org_id = org and (open is null or (a.id in (select unnest(open))) is true) and a.found_by like '% ' || left(near, 2) || '%' and near <% a.found_by limit most;
end $$;

create or replace function search_similar_contacts(org uuid, open uuid[], author uuid, loose boolean, near text, whole text, most int) returns table (id uuid, likeness real)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
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
         where c.org_id = org and c.author_id = author and c.erased_at is null and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
      select o.id, word_similarity(whole, o.found_by) from own o where o.found_by like '% ' || left(near, 2) || '%' and near <% o.found_by limit most;
    return;
  end if;
  return query
    select c.id, word_similarity(whole, c.found_by) from contacts c
     where c.org_id = org and c.erased_at is null and c.found_by like '% ' || left(near, 2) || '%' and near <% c.found_by
       and (open is null and loose
            or exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id and (open is null or (p.account_id in (select unnest(open))) is true))
            or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
     limit most;
end $$;

-- Words in a timeline: a word that is common there is among its newest entries, which are read account by account (each along its index) as far as all of them reach;
-- only what these leave is looked for by trigrams.
create or replace function find_entries(org uuid, accounts uuid[], kinds text[], reader uuid, seats uuid[], patterns text[], person uuid, since timestamptz, until timestamptz,
                             before_at timestamptz, before_id uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  newest uuid[];
  each int;
  is_all boolean;
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  foreach each in array array[600 / greatest(cardinality(accounts), 1), 6000 / greatest(cardinality(accounts), 1), 24000 / greatest(cardinality(accounts), 1)] loop
    continue when each < 2;
    -- An account that gave all that was asked for may have more: what is older than its last entry is not known yet.
    with read as materialized (
        select n.*, row_number() over (partition by n.account_id order by n.at desc, n.id desc) as place from unnest(accounts) m (account_id) cross join lateral (
          select e.id, e.account_id, e.at, e.kind, e.text, e.readers, e.team_reads, e.user_id from timeline_entries e
           where e.org_id = org and e.account_id = m.account_id and (before_at is null or (e.at, e.id) < (before_at, before_id))
             and (until is null or e.at < until) and (since is null or e.at >= since)
           order by e.at desc, e.id desc limit each) n),
      fitting as (
      select e.id, e.at from read e
       where e.at > coalesce((select max(r.at) from read r where r.place = each), '-infinity')
         and e.kind = any (kinds) and lower(e.text) like all (patterns)
         and (e.readers is null or reader = any (e.readers) or e.team_reads and e.account_id = any (seats))
         and (person is null or e.user_id = person)
       order by e.at desc, e.id desc limit most)
    select array(select f.id from fitting f order by f.at desc, f.id desc), not exists (select from read r where r.place = each) into newest, is_all;
    if is_all or cardinality(newest) = most then
      return query select unnest(newest);
      return;
    end if;
  end loop;
  return query
    select e.id from timeline_entries e
     where e.org_id = org and e.account_id = any (accounts) and e.kind = any (kinds)
       and e.text is not null and lower(e.text) like patterns[1] and (cardinality(patterns) = 1 or lower(e.text) like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or lower(e.text) like all (patterns))
       and (e.readers is null or reader = any (e.readers) or e.team_reads and e.account_id = any (seats))
       and (person is null or e.user_id = person) and (since is null or e.at >= since) and (until is null or e.at < until)
       and (before_at is null or (e.at, e.id) < (before_at, before_id))
     order by e.at desc, e.id desc
     limit most;
end $$;

-- Files: what they are called, and the first pages of what is in them, under the one key of the search; the rest of a long text by its words as they stand (0026).
alter table files add column found_by text not null generated always as (' ' || search_fold(name || ' ' || left(coalesce(text, ''), 20000))) stored;
create index files_found_by on files using gin (found_by gin_trgm_ops) where removed_at is null;
create index long_files_by_text on files using gin (lower(name || ' ' || coalesce(text, '')) gin_trgm_ops) where removed_at is null and length(text) > 20000;

create function search_files(org uuid, open uuid[], reader uuid, seats uuid[], patterns text[], nots text[], words text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  found uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 and (select count(*) from (select from files f where f.org_id = org and f.account_id = any (open) limit 1001) c) <= 1000 then
    return query
      with own as materialized (
        select f.* from files f
         where f.org_id = org and f.account_id = any (open) and f.removed_at is null
           and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats)))
      select o.id from own o
       where o.found_by not like all (nots)
         and (o.found_by like all (patterns) or length(o.text) > 20000 and cardinality(words) > 0 and lower(o.name || ' ' || o.text) like all (words))
       order by o.changed_at desc, o.id limit most;
    return;
  end if;
  -- Long texts: only few are read without their index.
  found := array(
    select f.id from (
      select f.* from files f
       where f.org_id = org and f.removed_at is null and (open is null or (f.account_id in (select unnest(open))) is true)
         and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
       order by f.org_id, f.changed_at desc limit 300) f
     where f.found_by like all (patterns) and f.found_by not like all (nots)
     order by f.changed_at desc, f.id limit most);
  if cardinality(patterns) > 0 then
    found := found || array(
      select f.id from files f
       where f.org_id = org and f.found_by like patterns[1] and (cardinality(patterns) = 1 or f.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or f.found_by like all (patterns))
         and f.found_by not like all (nots) and f.removed_at is null and (open is null or (f.account_id in (select unnest(open))) is true) and f.id <> all (found)
         and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
       limit most - cardinality(found));
    if cardinality(found) < most and cardinality(words) > 0 then
      found := found || array(
        select f.id from files f
         where f.org_id = org and lower(f.name || ' ' || coalesce(f.text, '')) like words[1] and lower(f.name || ' ' || coalesce(f.text, '')) like all (words)
           and f.found_by not like all (nots) and f.removed_at is null and (open is null or (f.account_id in (select unnest(open))) is true) and f.id <> all (found)
           and length(f.text) > 20000
           and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
         limit most - cardinality(found));
    end if;
  end if;
  return query select unnest(found);
end $$;
revoke all on function search_files(uuid, uuid[], uuid, uuid[], text[], text[], text[], int) from public;
grant execute on function search_files(uuid, uuid[], uuid, uuid[], text[], text[], text[], int) to vitalfew_app;

-- What somebody opened lately, a few dozen records each: what they work with stands first among what a search finds.
create table recent_openings (
  org_id uuid not null,
  user_id uuid not null,
  kind text not null,
  record_id uuid not null,
  opened_at timestamptz not null,
  primary key (org_id, user_id, kind, record_id),
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create index openings_of_person on recent_openings (org_id, user_id, opened_at desc);
alter table recent_openings enable row level security;
alter table recent_openings force row level security;
create policy tenant on recent_openings using (org_id = current_org()) with check (org_id = (select current_org()));
grant select, insert, update, delete on recent_openings to vitalfew_app;

-- What happened to a person at a customer stands on the accounts where they work, and together on their own timeline.
alter table timeline_entries add column contact_id uuid;
create index entries_of_contact on timeline_entries (org_id, contact_id, at desc, id desc) where contact_id is not null;
update timeline_entries e set contact_id = f.record_id from files f
 where f.org_id = e.org_id and f.id = e.record_id and f.record_kind = 'contact' and e.kind like 'files.%';
