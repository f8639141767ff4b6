-- Search and timelines in under 100 ms with two million entries (docs/decisions/0011-search-keys.md).

-- Words of one account's timeline: the index knows the account too, so that a customer with tens of thousands of entries costs as much as what fits of them.
create extension if not exists btree_gin;
drop index entries_by_text;
create index entries_by_text on timeline_entries using gin (account_id, lower(text) gin_trgm_ops) where text is not null;

-- A word that is common is among the newest entries, which are read account by account as far as all of them reach. Where these do not fill the page, the accounts that have more are
-- asked by that index, each by itself: as a set the planner would take each for an account like any other.
create or replace function find_entries(org uuid, accounts uuid[], kinds text[], reader uuid, seats uuid[], patterns text[], person uuid, since timestamptz, until timestamptz,
                             before_at timestamptz, before_id uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  newest uuid[];
  rest uuid[];
  whole uuid[];
  one uuid;
  each int;
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  foreach each in array array[600 / greatest(cardinality(accounts), 1), 2400 / greatest(cardinality(accounts), 1)] loop
    continue when each < 2;
    -- An account that gave all that was asked for may have more (`rest`): what is older than its last entry is not known yet.
    with read as materialized (
        select n.*, row_number() over (partition by n.account_id order by n.at desc, n.id desc) as place from unnest(accounts) m (account_id) cross join lateral (
          select e.id, e.account_id, e.at, e.kind, e.text, e.readers, e.team_reads, e.user_id from timeline_entries e
           where e.org_id = org and e.account_id = m.account_id and (before_at is null or (e.at, e.id) < (before_at, before_id))
             and (until is null or e.at < until) and (since is null or e.at >= since)
           order by e.at desc, e.id desc limit each) n),
      more as (select r.account_id, r.at from read r where r.place = each),
      fitting as materialized (
        select e.id, e.at, e.account_id from read e
         where e.kind = any (kinds) and lower(e.text) like all (patterns)
           and (e.readers is null or reader = any (e.readers) or e.team_reads and e.account_id = any (seats))
           and (person is null or e.user_id = person))
    select array(select f.id from fitting f where f.at > coalesce((select max(m.at) from more m), '-infinity') order by f.at desc, f.id desc limit most),
           array(select m.account_id from more m),
           array(select f.id from fitting f where f.account_id not in (select m.account_id from more m))
      into newest, rest, whole;
    if cardinality(rest) = 0 or cardinality(newest) = most then
      return query select unnest(newest);
      return;
    end if;
    -- Rare: four times as many entries would not fill the page either.
    exit when cardinality(newest) * 4 < most and cardinality(rest) <= 60;
  end loop;
  if cardinality(rest) <= 60 then
    foreach one in array rest loop
      whole := whole || array(
        with fitting as materialized (
          select e.id, e.at from timeline_entries e
           where e.org_id = org and e.account_id = one and e.kind = any (kinds)
             and e.text is not null and lower(e.text) like patterns[1] and (cardinality(patterns) = 1 or lower(e.text) like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or lower(e.text) like patterns[2] and lower(e.text) like all (patterns))
             and (e.readers is null or reader = any (e.readers) or e.team_reads and e.account_id = any (seats))
             and (person is null or e.user_id = person) and (since is null or e.at >= since) and (until is null or e.at < until)
             and (before_at is null or (e.at, e.id) < (before_at, before_id)))
        select f.id from fitting f order by f.at desc, f.id desc limit most);
    end loop;
    return query select e.id from timeline_entries e where e.org_id = org and e.id = any (whole) order by e.at desc, e.id desc limit most;
    return;
  end if;
  return query
    select e.id from timeline_entries e
     where e.org_id = org and e.account_id = any (accounts) and e.kind = any (kinds)
       and e.text is not null and lower(e.text) like patterns[1] and (cardinality(patterns) = 1 or lower(e.text) like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or lower(e.text) like patterns[2] and lower(e.text) like all (patterns))
       and (e.readers is null or reader = any (e.readers) or e.team_reads and e.account_id = any (seats))
       and (person is null or e.user_id = person) and (since is null or e.at >= since) and (until is null or e.at < until)
       and (before_at is null or (e.at, e.id) < (before_at, before_id))
     order by e.at desc, e.id desc
     limit most;
end $$;

-- How many rows the planner expects to hold all these words: what is rare is looked for by trigrams, what is common is read along the reader's accounts. (EXPLAIN is allowed in volatile functions only.)
create function search_guess(of text, patterns text[]) returns float8
  language plpgsql volatile set search_path = pg_catalog, public as $$
declare
  plan json;
begin
  execute format('explain (format json) select from %I where found_by like all (%L::text[])', of, patterns) into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8;
end $$;
revoke all on function search_guess(text, text[]) from public;

-- Few open accounts: all words are in the name, or one of them is in a position there and what is left in the name. Looked for by trigrams where it is rare, else along the accounts.
create function search_contacts_of_few(org uuid, open uuid[], author uuid, starts text, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  one text;
  names uuid[];
  posts uuid[] := '{}';
  common text[] := '{}';
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if search_guess('contacts', patterns) < 800 then
    names := array(
      with fitting as materialized (
        select c.id, c.found_by from contacts c
         where c.org_id = org and c.erased_at is null and c.found_by like patterns[1] and (cardinality(patterns) = 1 or c.found_by like patterns[cardinality(patterns)])
           and (cardinality(patterns) < 3 or c.found_by like patterns[2] and c.found_by like all (patterns)))
      select f.id from fitting f where exists (select from contact_positions p where p.org_id = org and p.contact_id = f.id and p.account_id = any (open))
       order by f.found_by not like starts, f.id limit case when cardinality(nots) = 0 then most end);
  else
    names := array(
      with here as materialized (select distinct p.contact_id as id from contact_positions p where p.org_id = org and p.account_id = any (open))
      select c.id from here h join contacts c on c.org_id = org and c.id = h.id and c.erased_at is null and c.found_by like all (patterns)
       order by c.found_by not like starts, c.id limit case when cardinality(nots) = 0 then most end);
  end if;
  -- Of very many, names come before positions.
  if cardinality(names) >= most and cardinality(nots) = 0 then
    return query select unnest(names) limit most;
    return;
  end if;
  foreach one in array patterns loop
    if search_guess('contact_positions', array[one]) < 3000 then
      posts := posts || array(
        with fitting as materialized (select p.contact_id, p.account_id from contact_positions p where p.org_id = org and p.found_by like one)
        select f.contact_id from fitting f where f.account_id = any (open));
    else
      common := common || one;
    end if;
  end loop;
  if cardinality(common) > 0 then
    posts := posts || array(
      with here as materialized (select p.contact_id, p.found_by from contact_positions p where p.org_id = org and p.account_id = any (open))
      select h.contact_id from here h where h.found_by like any (common));
  end if;
  return query
    select f.id from (
      select c.id, c.found_by from (select unnest(names) union select unnest(posts)) m (id) join contacts c on c.org_id = org and c.id = m.id
        cross join lateral (
          select c.found_by || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
           where p.org_id = org and p.contact_id = c.id and p.account_id = any (open)) w
       where c.erased_at is null and w.words like all (patterns) and w.words not like all (nots)
      union all
      select c.id, c.found_by from contacts c
       where c.org_id = org and c.author_id = author and c.erased_at is null and c.found_by like all (patterns) and c.found_by not like all (nots)
         and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)) f
     order by f.found_by not like starts, f.id limit most;
end $$;
revoke all on function search_contacts_of_few(uuid, uuid[], uuid, text, text[], text[], int) from public;

create or replace function search_contacts(org uuid, open uuid[], author uuid, loose boolean, starts text, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan set enable_bitmapscan = on set enable_sort = on as $$
declare
  first text := left(rtrim(starts, '%'), 60);
  found uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 and cardinality(patterns) > 0 then
    return query select search_contacts_of_few(org, open, author, starts, patterns, nots, most);
    return;
  end if;
  if open is not null and cardinality(patterns) = 0 then
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
       where c.org_id = org and c.found_by like patterns[1] and (cardinality(patterns) = 1 or c.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or c.found_by like patterns[2] and c.found_by like all (patterns))
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

-- Notes and files of few accounts: by trigrams where the words are rare, else along the accounts.
create or replace function search_notes(org uuid, open uuid[], reader uuid, seats uuid[], patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  found uuid[];
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    if cardinality(patterns) > 0 and search_guess('notes', patterns) < 1000 then
      return query
        with fitting as materialized (
          select n.* from notes n
           where n.org_id = org and n.found_by like patterns[1] and (cardinality(patterns) = 1 or n.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or n.found_by like patterns[2] and n.found_by like all (patterns)) and n.found_by not like all (nots) and n.removed_at is null)
        select n.id from fitting n
         where n.account_id = any (open) and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats))
         order by n.created_at desc, n.id limit most;
      return;
    end if;
    return query
      with own as materialized (
        select n.id, n.found_by, n.created_at from notes n
         where n.org_id = org and n.account_id = any (open) and n.removed_at is null
           and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats)))
      select o.id from own o where o.found_by like all (patterns) and o.found_by not like all (nots) order by o.created_at desc, o.id limit most;
    return;
  end if;
  -- What is rare is not among the newest: where all of it is found at once, these need not be read.
  if cardinality(patterns) > 0 and search_guess('notes', patterns) < 200 then
    found := array(
      select n.id from notes n
       where n.org_id = org and n.found_by like patterns[1] and (cardinality(patterns) = 1 or n.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or n.found_by like patterns[2] and n.found_by like all (patterns))
         and n.found_by not like all (nots) and n.removed_at is null and (open is null or (n.account_id in (select unnest(open))) is true)
         and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats))
       limit most);
    if cardinality(found) < most then
      return query select unnest(found);
      return;
    end if;
  end if;
  found := array(
    select n.id from (
      select n.id, n.found_by, n.created_at from notes n
       where n.org_id = org and n.removed_at is null and (open is null or (n.account_id in (select unnest(open))) is true)
         and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats))
       order by n.org_id, n.created_at desc limit 2000) n
     where n.found_by like all (patterns) and n.found_by not like all (nots)
     order by n.created_at desc, n.id limit most);
  if cardinality(found) < most and cardinality(patterns) > 0 then
    found := found || array(
      select n.id from notes n
       where n.org_id = org and n.found_by like patterns[1] and (cardinality(patterns) = 1 or n.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or n.found_by like patterns[2] and n.found_by like all (patterns))
         and n.found_by not like all (nots) and n.removed_at is null and (open is null or (n.account_id in (select unnest(open))) is true) and n.id <> all (found)
         and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats))
       limit most - cardinality(found));
  end if;
  return query select unnest(found);
end $$;

-- Tasks: where few accounts were asked for, theirs are read; where few are open, what is rare is looked for by trigrams, else what the reader is near to is read.
create or replace function search_tasks(org uuid, open uuid[], reader uuid, team uuid[], inbox text[], decides boolean, within uuid[], owners uuid[], due_from timestamptz,
                             due_to timestamptz, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(within) <= 1000 then
    return query
      with of_these as materialized (
        select t.id, t.found_by, t.owner_id, t.giver_id, t.is_private, t.account_id, t.department, t.kind, t.closed_at, t.due_at from tasks t
         where t.org_id = org and t.account_id = any (within) and t.closed_at is null
        union all
        select t.id, t.found_by, t.owner_id, t.giver_id, t.is_private, t.account_id, t.department, t.kind, t.closed_at, t.due_at from tasks t
         where t.org_id = org and t.account_id = any (within) and t.closed_at is not null)
      select t.id from of_these t
       where t.found_by like all (patterns) and t.found_by not like all (nots) and (owners is null or t.owner_id = any (owners))
         and (due_to is null or t.closed_at is null and t.due_at <= due_to and t.due_at >= due_from)
         and (t.owner_id = reader or t.giver_id = reader or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader)
              or not t.is_private and (open is null or t.account_id = any (open) or t.department = any (inbox) or t.owner_id = any (team) or t.giver_id = any (team)
                                       or decides and t.kind in ('proposal', 'shortcoming')))
       limit most;
    return;
  end if;
  if open is null or cardinality(patterns) > 0 and search_guess('tasks', patterns) < 2000 then
    return query
      select t.id from tasks t
       where t.org_id = org and (cardinality(patterns) = 0 or t.found_by like patterns[1] and (cardinality(patterns) = 1 or t.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or t.found_by like patterns[2] and t.found_by like all (patterns))) and t.found_by not like all (nots)
         and (within is null or (t.account_id in (select unnest(within))) is true) and (owners is null or t.owner_id = any (owners))
         and (due_to is null or t.closed_at is null and t.due_at <= due_to and t.due_at >= due_from)
         and (t.owner_id = reader or t.giver_id = reader or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader)
              or not t.is_private and (open is null and t.account_id is not null or (t.account_id in (select unnest(open))) is true or t.department = any (inbox)
                                       or t.owner_id = any (team) or t.giver_id = any (team) or decides and t.kind in ('proposal', 'shortcoming')))
       limit most;
    return;
  end if;
  -- The indexes of tasks are of open ones or of closed ones.
  return query
    with near as materialized (
      select t.id from tasks t where t.org_id = org and t.closed_at is null and t.owner_id = any (team || reader)
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and t.owner_id = any (team || reader)
      union select t.id from tasks t where t.org_id = org and t.closed_at is null and t.giver_id = any (team || reader)
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and t.giver_id = any (team || reader)
      union select t.id from tasks t where t.org_id = org and t.closed_at is null and t.account_id = any (open)
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and t.account_id = any (open)
      union select t.id from tasks t where t.org_id = org and t.closed_at is null and t.department = any (inbox)
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and t.department = any (inbox)
      union select t.id from tasks t where t.org_id = org and t.closed_at is null and decides and t.kind in ('proposal', 'shortcoming')
      union select t.id from tasks t where t.org_id = org and t.closed_at is not null and decides and t.kind in ('proposal', 'shortcoming')
      union select w.task_id from task_watchers w where w.org_id = org and w.user_id = reader)
    select t.id from near join tasks t on t.org_id = org and t.id = near.id
     where t.found_by like all (patterns) and t.found_by not like all (nots)
       and (within is null or (t.account_id in (select unnest(within))) is true) and (owners is null or t.owner_id = any (owners))
       and (due_to is null or t.closed_at is null and t.due_at <= due_to and t.due_at >= due_from)
       and (not t.is_private or t.owner_id = reader or t.giver_id = reader
            or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader))
     limit most;
end $$;

-- Files: as notes. Of many the newest are read, as many more as the first of them promise; only what is rarer is looked for by trigrams.
create or replace function search_files(org uuid, open uuid[], reader uuid, seats uuid[], patterns text[], nots text[], words text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  found uuid[];
  many int := 300;
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 and cardinality(patterns) > 0 and search_guess('files', patterns) < 1000 then
    return query
      with fitting as materialized (
        select f.id, f.account_id, f.readers, f.team_reads, f.changed_at from files f
         where f.org_id = org and f.removed_at is null and f.found_by not like all (nots)
           and f.found_by like patterns[1] and (cardinality(patterns) = 1 or f.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or f.found_by like patterns[2] and f.found_by like all (patterns))
        union
        select f.id, f.account_id, f.readers, f.team_reads, f.changed_at from files f
         where f.org_id = org and f.removed_at is null and f.found_by not like all (nots) and length(f.text) > 20000 and cardinality(words) > 0
           and lower(f.name || ' ' || coalesce(f.text, '')) like words[1] and lower(f.name || ' ' || coalesce(f.text, '')) like all (words))
      select f.id from fitting f
       where f.account_id = any (open) and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
       order by f.changed_at desc, f.id limit most;
    return;
  end if;
  if cardinality(open) <= 1000 and (select count(*) from (select from files f where f.org_id = org and f.account_id = any (open) limit 1001) c) <= 1000 then
    return query
      with own as materialized (
        select f.id, f.name, f.text, f.found_by, f.changed_at from files f
         where f.org_id = org and f.account_id = any (open) and f.removed_at is null
           and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats)))
      select o.id from own o
       where o.found_by not like all (nots)
         and (o.found_by like all (patterns) or length(o.text) > 20000 and cardinality(words) > 0 and lower(o.name || ' ' || o.text) like all (words))
       order by o.changed_at desc, o.id limit most;
    return;
  end if;
  -- What is rare is found at once, as among notes.
  if cardinality(patterns) > 0 and search_guess('files', patterns) < 200 then
    found := array(
      select f.id from files f
       where f.org_id = org and f.found_by like patterns[1] and (cardinality(patterns) = 1 or f.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or f.found_by like patterns[2] and f.found_by like all (patterns))
         and f.found_by not like all (nots) and f.removed_at is null and (open is null or (f.account_id in (select unnest(open))) is true)
         and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
       limit most);
    if cardinality(found) < most and cardinality(words) > 0 then
      found := found || array(
        select f.id from files f
         where f.org_id = org and lower(f.name || ' ' || coalesce(f.text, '')) like words[1] and lower(f.name || ' ' || coalesce(f.text, '')) like all (words)
           and f.found_by not like all (nots) and f.removed_at is null and (open is null or (f.account_id in (select unnest(open))) is true) and f.id <> all (found)
           and length(f.text) > 20000
           and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
         limit most - cardinality(found));
    end if;
    if cardinality(found) < most then
      return query select unnest(found);
      return;
    end if;
  end if;
  -- Long texts: only few are read without their index.
  loop
    found := array(
      select f.id from (
        select f.id, f.found_by, f.changed_at from files f
         where f.org_id = org and f.removed_at is null and (open is null or (f.account_id in (select unnest(open))) is true)
           and (f.readers is null or reader = any (f.readers) or f.team_reads and f.account_id = any (seats))
         order by f.org_id, f.changed_at desc limit many) f
       where f.found_by like all (patterns) and f.found_by not like all (nots)
       order by f.changed_at desc, f.id limit most);
    exit when many > 300 or cardinality(found) >= most or cardinality(found) < 40;
    many := least(most * 400 / cardinality(found), 3000);
  end loop;
  if cardinality(patterns) > 0 and cardinality(found) < most then
    found := found || array(
      select f.id from files f
       where f.org_id = org and f.found_by like patterns[1] and (cardinality(patterns) = 1 or f.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or f.found_by like patterns[2] and f.found_by like all (patterns))
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

-- Accounts: as before, with every word looked up in the index.
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
       where a.org_id = org and a.found_by like patterns[1] and (cardinality(patterns) = 1 or a.found_by like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or a.found_by like patterns[2] and a.found_by like all (patterns))
         and a.found_by not like all (nots) and (open is null or (a.id in (select unnest(open))) is true) and a.id <> all (found)
       limit most - cardinality(found);
  end if;
end $$;

-- Names of people that are nearly right: where few begin so, by trigrams, also for few accounts.
create or replace function search_similar_contacts(org uuid, open uuid[], author uuid, loose boolean, near text, whole text, most int) returns table (id uuid, likeness real)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 and search_guess('contacts', array['% ' || left(near, 2) || '%']) < 5000 then
    return query
      with alike as materialized (
        select c.id, c.author_id, word_similarity(whole, c.found_by) as likeness from contacts c
         where c.org_id = org and c.erased_at is null and c.found_by like '% ' || left(near, 2) || '%' and near <% c.found_by)
      select a.id, a.likeness from alike a
       where exists (select from contact_positions p where p.org_id = org and p.contact_id = a.id and p.account_id = any (open))
          or a.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = a.id)
       limit most;
    return;
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
