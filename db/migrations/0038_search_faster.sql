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
  foreach each in array array[600 / greatest(cardinality(accounts), 1), 6000 / greatest(cardinality(accounts), 1)] loop
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
    -- Rare: ten times as many entries would not fill the page either.
    exit when cardinality(newest) * 8 < most and cardinality(rest) <= 60;
  end loop;
  if cardinality(rest) <= 60 then
    foreach one in array rest loop
      whole := whole || array(
        with fitting as materialized (
          select e.id, e.at from timeline_entries e
           where e.org_id = org and e.account_id = one and e.kind = any (kinds)
             and e.text is not null and lower(e.text) like patterns[1] and (cardinality(patterns) = 1 or lower(e.text) like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or lower(e.text) like all (patterns))
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
       and e.text is not null and lower(e.text) like patterns[1] and (cardinality(patterns) = 1 or lower(e.text) like patterns[cardinality(patterns)]) and (cardinality(patterns) < 3 or lower(e.text) like all (patterns))
       and (e.readers is null or reader = any (e.readers) or e.team_reads and e.account_id = any (seats))
       and (person is null or e.user_id = person) and (since is null or e.at >= since) and (until is null or e.at < until)
       and (before_at is null or (e.at, e.id) < (before_at, before_id))
     order by e.at desc, e.id desc
     limit most;
end $$;
