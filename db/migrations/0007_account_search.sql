-- LIKE and the trigram operators are not leakproof: under forced row level security they cannot use an index. So the search for a text runs
-- here, as the owner, and is given the organisation and the reader's accounts (null: all of it). It finds ids, nothing else.
create policy search_by_owner on accounts for select to current_user using (true);

-- The accounts whose name, legal name, number or tax id contains the text (already in lower case), at most `most` of them, in no order. One
-- or two letters make no trigram: reading along until enough are found is quicker than the whole index.
create function find_accounts(org uuid, visible uuid[], text_part text, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if visible is not null then
    return query
      select a.id from unnest(visible) v (id) join accounts a on a.org_id = org and a.id = v.id
       where position(text_part in lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))) > 0
       limit most;
  elsif length(text_part) < 3 then
    return query
      select a.id from accounts a
       where a.org_id = org and position(text_part in lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))) > 0
       limit most;
  else
    return query
      select a.id from accounts a
       where lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))
               like '%' || replace(replace(replace(text_part, '\', '\\'), '%', '\%'), '_', '\_') || '%'
         and a.org_id = org
       limit most;
  end if;
end $$;

-- The same for a text that is nearly right: some words of the account are similar to it, best first.
create function find_similar_accounts(org uuid, visible uuid[], text_part text, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if visible is not null then
    return query
      select a.id from unnest(visible) v (id) join accounts a on a.org_id = org and a.id = v.id
       where text_part <% lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))
       order by word_similarity(text_part, lower(a.name)) desc, a.id
       limit most;
  else
    -- Comparing costs: of very many that are similar, the first ones found are put in order.
    return query
      select s.id from (
        select a.id, a.name from accounts a
         where text_part <% lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))
           and a.org_id = org
         limit 500) s
       order by word_similarity(text_part, lower(s.name)) desc, s.id
       limit most;
  end if;
end $$;

revoke all on function find_accounts(uuid, uuid[], text, int), find_similar_accounts(uuid, uuid[], text, int) from public;
grant execute on function find_accounts(uuid, uuid[], text, int), find_similar_accounts(uuid, uuid[], text, int) to vitalfew_app;
