-- The accounts of which some words are similar to the text (already in lower case), at most `most` of them, in no order: whoever asks puts them in order and says
-- when there were more.
create or replace function find_similar_accounts(org uuid, visible uuid[], text_part text, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if visible is not null then
    return query
      select a.id from unnest(visible) v (id) join accounts a on a.org_id = org and a.id = v.id
       where text_part <% lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))
       limit most;
  else
    return query
      select a.id from accounts a
       where text_part <% lower(a.name || ' ' || coalesce(a.legal_name, '') || ' ' || a.external_id || ' ' || coalesce(a.tax_id, ''))
         and a.org_id = org
       limit most;
  end if;
end $$;
