-- Where a right reaches most accounts, whether a contact is open was asked of all positions at once (a hashed subplan over the whole table); a scalar subquery is asked contact by contact.
create or replace function search_contacts(org uuid, open uuid[], shut uuid[], author uuid, loose boolean, starts text, patterns text[], nots text[], most integer)
 returns setof uuid
 language plpgsql
 stable security definer
 set search_path = pg_catalog, public
 set plan_cache_mode = force_custom_plan
 set enable_bitmapscan = on
 set enable_sort = on
as $$
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
              or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
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
              or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
              or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
       limit most - cardinality(found));
  end if;
  if cardinality(found) < most and cardinality(patterns) > 1 then
    -- Words of the name and of the position together: of very many, the first that have the longest word.
    found := found || array(
      select m.id from (
          select c.id, c.found_by as key from contacts c
           where c.org_id = org and c.found_by like patterns[1] and c.erased_at is null and c.id <> all (found)
             and (open is null and cardinality(shut) = 0 or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else p.account_id = any (open) end) limit 1))
           limit 1000) m
        cross join lateral (
          select m.key || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
           where p.org_id = org and p.contact_id = m.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end)) w
       where w.words like all (patterns) and w.words not like all (nots) limit most - cardinality(found));
  end if;
  if cardinality(found) < most then
    found := found || array(
      select m.id from (
          select distinct p.contact_id as id from (
            select p.contact_id from contact_positions p
             where p.org_id = org and p.found_by like patterns[1] and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1000) p) m
        join contacts c on c.org_id = org and c.id = m.id
        cross join lateral (
          select c.found_by || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
           where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end)) w
       where c.erased_at is null and c.id <> all (found) and w.words like all (patterns) and w.words not like all (nots) limit most - cardinality(found));
  end if;
  return query select unnest(found);
end $$;

-- What is nearly right: one slip of the hand in the longest word (rules-slips.ts: `slips` as patterns, `slip` as one expression), with the other words (`rest`) where they fit too; only where that finds
-- nothing, words that look alike by their trigrams. Whatever slipped, the first letters of the word are whole or the last ones: of few rows only these are compared.
drop function search_similar_accounts(uuid, uuid[], uuid[], text, text, int);
create function search_similar_accounts(org uuid, open uuid[], shut uuid[], near text, slips text[], slip text, rest text[], whole text, most int) returns table (id uuid, likeness real)
language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(open) <= 1000 then
    return query
      with own as materialized (select a.id, a.found_by from accounts a where a.org_id = org and a.id = any (open)),
      slipped as materialized (select o.id, o.found_by, o.found_by like all (rest) as is_whole from own o
                                   where case when o.found_by like '% ' || left(near, (length(near) - 2) / 2) || '%' or o.found_by like '%' || right(near, (length(near) - 1) / 2) || '%' then o.found_by ~ slip end)
      select s.id, word_similarity(whole, s.found_by) from slipped s where s.is_whole or not exists (select from slipped w where w.is_whole) limit most;
    if found then
      return;
    end if;
    return query
      with own as materialized (select a.id, a.found_by from accounts a where a.org_id = org and a.id = any (open))
      select o.id, word_similarity(whole, o.found_by) from own o where o.found_by like '% ' || left(near, 2) || '%' and near <% o.found_by limit most;
    return;
  end if;
  if cardinality(rest) > 0 then
    return query
      select distinct l.id, word_similarity(whole, l.found_by) from (
        select m.id, m.found_by from unnest(slips) s (pattern)
          cross join lateral (
            select a.id, a.found_by from accounts a
             where a.org_id = org and a.found_by like s.pattern and a.found_by like rest[1] and a.found_by like all (rest)
               and (case when open is null then a.id <> all (shut) else (a.id in (select unnest(open))) is true end) limit most) m
         limit most) l;
    if found then
      return;
    end if;
  end if;
  if cardinality(slips) > 0 then
    return query
      select distinct l.id, word_similarity(whole, l.found_by) from (
        select m.id, m.found_by from unnest(slips) s (pattern)
          cross join lateral (
            select a.id, a.found_by from accounts a
             where a.org_id = org and a.found_by like s.pattern
               and (case when open is null then a.id <> all (shut) else (a.id in (select unnest(open))) is true end) limit most) m
         limit most) l;
    if found then
      return;
    end if;
  end if;
  return query
    select a.id, word_similarity(whole, a.found_by) from accounts a
     where a.org_id = org and (case when open is null then a.id <> all (shut) else (a.id in (select unnest(open))) is true end) and a.found_by like '% ' || left(near, 2) || '%' and near <% a.found_by limit most;
end $$;

drop function search_similar_contacts(uuid, uuid[], uuid[], uuid, boolean, text, text, int);
create function search_similar_contacts(org uuid, open uuid[], shut uuid[], author uuid, loose boolean, near text, slips text[], slip text, rest text[], whole text, most int)
returns table (id uuid, likeness real)
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
         where c.org_id = org and c.author_id = author and c.erased_at is null and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)),
      slipped as materialized (select o.id, o.found_by, o.found_by like all (rest) as is_whole from own o
                                   where case when o.found_by like '% ' || left(near, (length(near) - 2) / 2) || '%' or o.found_by like '%' || right(near, (length(near) - 1) / 2) || '%' then o.found_by ~ slip end),
      alike as materialized (
        select o.id, o.found_by from own o where not exists (select from slipped) and o.found_by like '% ' || left(near, 2) || '%' and near <% o.found_by limit most)
      select s.id, word_similarity(whole, s.found_by) from slipped s where s.is_whole or not exists (select from slipped w where w.is_whole)
      union all select a.id, word_similarity(whole, a.found_by) from alike a
      limit most;
    return;
  end if;
  if cardinality(rest) > 0 then
    return query
      select distinct l.id, word_similarity(whole, l.found_by) from (
        select m.id, m.found_by from unnest(slips) s (pattern)
          cross join lateral (
            select c.id, c.found_by from contacts c
             where c.org_id = org and c.erased_at is null and c.found_by like s.pattern and c.found_by like rest[1] and c.found_by like all (rest)
               and (open is null and loose
                    or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
                    or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)) limit most) m
         limit most) l;
    if found then
      return;
    end if;
  end if;
  if cardinality(slips) > 0 then
    return query
      select distinct l.id, word_similarity(whole, l.found_by) from (
        select m.id, m.found_by from unnest(slips) s (pattern)
          cross join lateral (
            select c.id, c.found_by from contacts c
             where c.org_id = org and c.erased_at is null and c.found_by like s.pattern
               and (open is null and loose
                    or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
                    or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)) limit most) m
         limit most) l;
    if found then
      return;
    end if;
  end if;
  return query
    select c.id, word_similarity(whole, c.found_by) from contacts c
     where c.org_id = org and c.erased_at is null and c.found_by like '% ' || left(near, 2) || '%' and near <% c.found_by
       and (open is null and loose
            or (select true from contact_positions p where p.org_id = org and p.contact_id = c.id and (case when open is null then p.account_id <> all (shut) else (p.account_id in (select unnest(open))) is true end) limit 1)
            or c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id))
     limit most;
end $$;
revoke all on function search_similar_accounts(uuid, uuid[], uuid[], text, text[], text, text[], text, int), search_similar_contacts(uuid, uuid[], uuid[], uuid, boolean, text, text[], text, text[], text, int) from public;
grant execute on function search_similar_accounts(uuid, uuid[], uuid[], text, text[], text, text[], text, int), search_similar_contacts(uuid, uuid[], uuid[], uuid, boolean, text, text[], text, text[], text, int) to vitalfew_app;
