-- Erasure of a person at customers reaches the audit too, which the application may only add to. These two functions are the only other thing that it may do there.

create function hide_words(said jsonb, words text[]) returns jsonb language plpgsql immutable strict parallel safe set search_path = pg_catalog, public as $$
declare
  word text;
  plain text;
begin
  case jsonb_typeof(said)
    when 'string' then
      plain := said #>> '{}';
      foreach word in array words loop
        plain := replace(plain, word, '[…]');
      end loop;
      return to_jsonb(plain);
    when 'array' then
      return coalesce((select jsonb_agg(hide_words(each.value, words) order by each.at) from jsonb_array_elements(said) with ordinality each (value, at)), '[]');
    when 'object' then
      return coalesce((select jsonb_object_agg(each.key, hide_words(each.value, words)) from jsonb_each(said) each), '{}');
    else
      return said;
  end case;
end $$;

-- Puts a gap where these words stand in one entry. Words of a letter or two would blot out the entry.
create function hide_in_audit(org uuid, entry uuid, words text[]) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if org is distinct from current_org() or exists (select from unnest(words) w where length(w) < 3) then
    raise exception 'hide_in_audit: not this organisation, or too short a word';
  end if;
  update audit_entries e
     set reason = (hide_words(to_jsonb(e.reason), words) #>> '{}'),
         changes = (select coalesce(jsonb_agg(
                             c.value || jsonb_build_object('before', hide_words(c.value->'before', words), 'after', hide_words(c.value->'after', words)) order by c.at), '[]')
                      from jsonb_array_elements(e.changes) with ordinality c (value, at))
   where e.org_id = org and e.id = entry;
end $$;

-- Takes what was said out of the entries about records that went with an erased person: which fields were changed stays.
create function blank_in_audit(org uuid, person uuid, records uuid[]) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if org is distinct from current_org() or exists (select from audit_person_keys k where k.org_id = org and k.person_id = person) then
    raise exception 'blank_in_audit: not this organisation, or the person is not erased';
  end if;
  update audit_entries e
     set reason = null,
         changes = (select coalesce(jsonb_agg(c.value || jsonb_build_object('before', null, 'after', null, 'person', person) order by c.at), '[]')
                      from jsonb_array_elements(e.changes) with ordinality c (value, at))
   where e.org_id = org and e.record_id = any (records);
end $$;

revoke all on function hide_words(jsonb, text[]), hide_in_audit(uuid, uuid, text[]), blank_in_audit(uuid, uuid, uuid[]) from public;
grant execute on function hide_words(jsonb, text[]), hide_in_audit(uuid, uuid, text[]), blank_in_audit(uuid, uuid, uuid[]) to vitalfew_app;
