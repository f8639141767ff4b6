-- Search over everything: each row carries the key under which it is found (`found_by`), which PostgreSQL itself keeps with the row. So an import writes it with its
-- rows, undo and merge bring it back, and whoever is erased is found by nothing.

-- One key for what is written in many ways; src/pure/fold.ts is the same in TypeScript and says why.
create function search_fold(said text) returns text language plpgsql immutable strict parallel safe as $$
declare
  key text := said;
begin
  if octet_length(key) > length(key) then
    key := regexp_replace(normalize(key, NFKD), '[\u0300-\u036f]', '', 'g');
    if key ~ '[\u0400-\u052f]' then
      key := translate(key, E'абвгдежзийклмнопрстуфхчшыэіґәғқңөұүһђјљњћџѓќЦЩЮЯЄАБВГДЕЖЗИЙКЛМНОПРСТУФХЧШЫЭІҐӘҒҚҢӨҰҮҺЂЈЉЊЋЏЃЌъьЪЬ', 'abvgdezziiklmnoprstufhksieigagknouuhdilnkzgkцщюяєabvgdezziiklmnoprstufhksieigagknouuhdilnkzgk');
      key := replace(replace(replace(replace(replace(key, 'ц', 'ts'), 'щ', 'sk'), 'ю', 'iu'), 'я', 'ia'), 'є', 'e');
    end if;
    if key ~ '[\u0370-\u03ff]' then
      key := translate(key, E'αβγδεζηθικλμνξοπρςστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ', 'avgdezitiklmnkoprsstifhpoavgdezitiklmnkoprstifhpo');
    end if;
    if octet_length(key) > length(key) then
      key := translate(key, E'¡§©«¬®°±¶·»¿×÷‐‑‒–—―“”„‟†‡•…‹›€₽łøđıßæœþðħŧŋŁØĐẞÆŒÞÐĦŦŊʹʺʼʻ´’‘ʿʾ', '                                lodisaotdhtnlodsaotdhtn');
    end if;
  end if;
  key := translate(lower(key collate "C"), E' \t\n\r!"#$%&()*+,-./:;<=>?@[\\]^_{|}~`''', '                                  ');
  key := replace(replace(replace(replace(replace(replace(replace(key, 'tch', 'k'), 'schm', 'sm'), 'schn', 'sn'), 'schl', 'sl'), 'schw', 'sv'), 'schr', 'sr'), 'shh', 'sk');
  while key ~ '[cjqwxy]|[skzpt]h|tz|[iaou]e|io|  |aa|bb|dd|ee|ff|gg|hh|ii|kk|ll|mm|nn|oo|pp|rr|ss|tt|uu|vv|zz' loop
    key := replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(key, 'ch', 'k'), 'kh', 'h'), 'sh', 's'), 'zh', 'z'), 'ph', 'f'), 'th', 't'), 'tz', 'ts'), 'x', 'ks'), 'c', 'k'), 'q', 'k'), 'y', 'i'), 'j', 'i'), 'w', 'v'), 'ie', 'e'), 'io', 'e'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), 'aa', 'a'), 'bb', 'b'), 'dd', 'd'), 'ee', 'e'), 'ff', 'f'), 'gg', 'g'), 'hh', 'h'), 'ii', 'i'), 'kk', 'k'), 'll', 'l'), 'mm', 'm'), 'nn', 'n'), 'oo', 'o'), 'pp', 'p'), 'rr', 'r'), 'ss', 's'), 'tt', 't'), 'uu', 'u'), 'vv', 'v'), 'zz', 'z'), '  ', ' ');
  end loop;
  return btrim(key, ' ');
end $$;

-- A blank before every word: `% xy%` is a word that begins so.
alter table accounts add column found_by text not null generated always as (
  ' ' || search_fold(name || ' ' || coalesce(legal_name, '') || ' ' || external_id || ' ' || coalesce(tax_id, '') || ' ' || coalesce(city, ''))) stored;
alter table contacts add column found_by text not null generated always as (
  ' ' || search_fold(name || ' ' || coalesce(latin_name, '') || ' ' || search_text)) stored;
alter table contact_positions add column found_by text not null generated always as (
  ' ' || search_fold(coalesce(title, '') || ' ' || coalesce(department, ''))) stored;
alter table notes add column found_by text not null generated always as (' ' || search_fold(text)) stored;
alter table tasks add column found_by text not null generated always as (' ' || search_fold(title || ' ' || text)) stored;
alter table dossier_sections add column found_by text not null generated always as (' ' || search_fold(text || ' ' || source_note)) stored;
alter table dossier_changes add column found_by text not null generated always as (' ' || search_fold(text)) stored;
alter table products add column found_by text not null generated always as (
  ' ' || search_fold(name || ' ' || coalesce(code, '') || ' ' || external_id || ' ' || coalesce(barcode, ''))) stored;
create index accounts_found_by on accounts using gin (found_by gin_trgm_ops);
create index contacts_found_by on contacts using gin (found_by gin_trgm_ops);
create index positions_found_by on contact_positions using gin (found_by gin_trgm_ops);
create index notes_found_by on notes using gin (found_by gin_trgm_ops);
create index tasks_found_by on tasks using gin (found_by gin_trgm_ops);
create index sections_found_by on dossier_sections using gin (found_by gin_trgm_ops);
create index changes_found_by on dossier_changes using gin (found_by gin_trgm_ops);
create index products_found_by on products using gin (found_by gin_trgm_ops);
create index identifiers_by_value on account_identifiers (org_id, value);
-- Millions of documents: their numbers are found by how they begin.
create index documents_by_number on ledger_documents (org_id, (number collate "C"));
create index payments_by_number on ledger_payments (org_id, (number collate "C"));

-- LIKE and the trigram operators are not leakproof (0007): they run here, as the owner, and are told everything by which the reader's rows are known, so that no limit
-- counts a row that the reader may not see. `open`: the accounts that the reader may see and asked for, null: all. `patterns`: of LIKE, all must fit, the longest
-- first; `nots`: none may fit. They find ids, nothing else, at most `most` of them.
do $$
declare t text;
begin
  foreach t in array array['contact_positions', 'notes', 'tasks', 'task_watchers', 'dossier_sections', 'dossier_changes', 'products', 'ledger_documents', 'ledger_payments']
  loop
    execute format('create policy search_by_owner on %I for select to current_user using (true)', t);
  end loop;
end $$;

create function search_accounts(org uuid, open uuid[], starts text, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(patterns) = 0 then
    return query select a.id from accounts a where a.org_id = org and a.id = any (open) and a.found_by not like all (nots) order by a.found_by, a.id limit most;
    return;
  end if;
  return query
    (select a.id from accounts a
      where a.org_id = org and (open is null or a.id = any (open)) and a.found_by like starts and a.found_by like all (patterns) and a.found_by not like all (nots)
      limit most)
    union
    (select a.id from accounts a
      where a.org_id = org and (open is null or a.id = any (open)) and a.found_by like patterns[1] and a.found_by like patterns[cardinality(patterns)] and a.found_by like all (patterns) and a.found_by not like all (nots)
      limit most);
end $$;

-- Whether a contact is open to the reader, and whether words fit it together with its positions on open accounts: for the functions below.
create function search_opens_contact(org uuid, contact uuid, contact_author uuid, open uuid[], author uuid, loose boolean) returns boolean language sql stable as $$
  select case when open is null and loose then true
              when exists (select from contact_positions p where p.org_id = org and p.contact_id = contact and (open is null or p.account_id = any (open))) then true
              else author is not null and contact_author = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = contact) end
$$;
create function search_fits_contact(org uuid, contact uuid, key text, open uuid[], patterns text[], nots text[]) returns boolean language sql stable as $$
  select case when key like all (patterns) and cardinality(nots) = 0 then true
              else (select w.words like all (patterns) and w.words not like all (nots) from (
                select key || coalesce(string_agg(p.found_by, ''), '') as words from contact_positions p
                 where p.org_id = org and p.contact_id = contact and (open is null or p.account_id = any (open))) w) end
$$;

-- `author`: may see own contacts without any position; `loose`: may see all of these. With no word for positions on accounts that the reader may not see.
create function search_contacts(org uuid, open uuid[], author uuid, loose boolean, starts text, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if open is not null and (cardinality(patterns) = 0 or cardinality(open) <= 3000) then
    return query
      select c.id from (
        select p.contact_id as id, string_agg(p.found_by, '') as posts from contact_positions p
         where p.org_id = org and p.account_id = any (open) group by p.contact_id
        union all
        select c.id, '' from contacts c
         where c.org_id = org and c.author_id = author and not exists (select from contact_positions p where p.org_id = org and p.contact_id = c.id)) m
        join contacts c on c.org_id = org and c.id = m.id
       where c.erased_at is null and c.found_by || m.posts like all (patterns) and c.found_by || m.posts not like all (nots)
       limit most;
    return;
  end if;
  return query
    (select c.id from contacts c
      where c.org_id = org and c.found_by like starts and c.found_by like all (patterns) and c.found_by not like all (nots) and c.erased_at is null
        and search_opens_contact(org, c.id, c.author_id, open, author, loose) limit most)
    union
    (select c.id from contacts c
      where c.org_id = org and c.found_by like patterns[1] and c.found_by like patterns[cardinality(patterns)] and c.found_by like all (patterns)
        and c.found_by not like all (nots) and c.erased_at is null and search_opens_contact(org, c.id, c.author_id, open, author, loose) limit most)
    union
    -- Words of the name and of the position together: of very many, the first that have the longest word.
    (select m.id from (
        select c.id, c.found_by as key from contacts c
         where cardinality(patterns) > 1 and c.org_id = org and c.found_by like patterns[1] and c.erased_at is null
           and search_opens_contact(org, c.id, c.author_id, open, author, loose) limit 1000) m
      where search_fits_contact(org, m.id, m.key, open, patterns, nots) limit most)
    union
    (select m.id from (
        select c.id, c.found_by as key from contact_positions p join contacts c on c.org_id = org and c.id = p.contact_id
         where p.org_id = org and p.found_by like patterns[1] and (open is null or p.account_id = any (open)) and c.erased_at is null limit 1000) m
      where search_fits_contact(org, m.id, m.key, open, patterns, nots) limit most);
end $$;

create function search_notes(org uuid, open uuid[], reader uuid, seats uuid[], patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select n.id from notes n
     where n.org_id = org and (open is null or n.account_id = any (open)) and n.removed_at is null
       and (n.readers is null or reader = any (n.readers) or n.team_reads and n.account_id = any (seats))
       and (cardinality(patterns) = 0 or n.found_by like patterns[1] and n.found_by like patterns[cardinality(patterns)]) and n.found_by like all (patterns) and n.found_by not like all (nots)
     limit most;
end $$;

-- `team`: whose tasks the reader may see besides; `inbox`: departments; `decides`: sees what is sent to the management. `within`, `owners`, `due_from`, `due_to`: what was
-- asked for, null: anything.
create function search_tasks(org uuid, open uuid[], reader uuid, team uuid[], inbox text[], decides boolean, within uuid[], owners uuid[], due_from timestamptz,
                             due_to timestamptz, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  if open is null then
    return query
      select t.id from tasks t
       where t.org_id = org and (cardinality(patterns) = 0 or t.found_by like patterns[1] and t.found_by like patterns[cardinality(patterns)]) and t.found_by like all (patterns) and t.found_by not like all (nots)
         and (within is null or t.account_id = any (within)) and (owners is null or t.owner_id = any (owners))
         and (due_to is null or t.closed_at is null and t.due_at <= due_to and t.due_at >= due_from)
         and (t.owner_id = reader or t.giver_id = reader or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader)
              or not t.is_private and (t.account_id is not null or t.department = any (inbox) or t.owner_id = any (team) or t.giver_id = any (team)
                                       or decides and t.kind in ('proposal', 'shortcoming')))
       limit most;
    return;
  end if;
  -- The indexes of tasks are of open ones or of closed ones.
  return query
    with near as (
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
       and (within is null or t.account_id = any (within)) and (owners is null or t.owner_id = any (owners))
       and (due_to is null or t.closed_at is null and t.due_at <= due_to and t.due_at >= due_from)
       and (not t.is_private or t.owner_id = reader or t.giver_id = reader
            or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader))
     limit most;
end $$;

create function search_sections(org uuid, open uuid[], patterns text[], nots text[], most int) returns table (account uuid, part text)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select s.account_id, s.section from dossier_sections s
     where s.org_id = org and (open is null or s.account_id = any (open))
       and (cardinality(patterns) = 0 or s.found_by like patterns[1] and s.found_by like patterns[cardinality(patterns)]) and s.found_by like all (patterns) and s.found_by not like all (nots)
     limit most;
end $$;

create function search_changes(org uuid, open uuid[], patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select c.id from dossier_changes c
     where c.org_id = org and (open is null or c.account_id = any (open))
       and (cardinality(patterns) = 0 or c.found_by like patterns[1] and c.found_by like patterns[cardinality(patterns)]) and c.found_by like all (patterns) and c.found_by not like all (nots)
     limit most;
end $$;

create function search_products(org uuid, starts text, patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    (select p.id from products p
      where p.org_id = org and p.found_by like starts and p.found_by like all (patterns) and p.found_by not like all (nots) limit most)
    union
    (select p.id from products p
      where p.org_id = org and p.found_by like patterns[1] and p.found_by like patterns[cardinality(patterns)] and p.found_by like all (patterns) and p.found_by not like all (nots) limit most);
end $$;

-- Orders, invoices, credit notes and payments whose number begins so; `begins`: how it may be written, `until`: the first text after those that begin so. Where very
-- many begin so and few accounts are open, those of the accounts are read.
create function search_documents(org uuid, open uuid[], begins text, until text, most int) returns table (id uuid, what text, number text)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  few boolean;
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  few := open is not null and (
    select count(*) from (select from ledger_documents d where d.org_id = org and d.number collate "C" >= begins and d.number collate "C" < until limit 3001) c) > 3000;
  if few then
    return query
      with own as materialized (select d.id, d.kind, d.number from ledger_documents d where d.org_id = org and d.account_id = any (open))
      select o.id, o.kind, o.number from own o
       where o.number collate "C" >= begins and o.number collate "C" < until
       order by o.number collate "C", o.id limit most;
  else
    return query
      select d.id, d.kind, d.number from ledger_documents d
       where d.org_id = org and (open is null or d.account_id = any (open)) and d.number collate "C" >= begins and d.number collate "C" < until
       order by d.number collate "C", d.id limit most;
  end if;
  return query
    select p.id, 'payment', p.number from ledger_payments p
     where p.org_id = org and (open is null or p.account_id = any (open)) and p.number collate "C" >= begins and p.number collate "C" < until
     order by p.number collate "C", p.id limit most;
end $$;

-- What is nearly right, by the likeness of the longest word, which must begin as it does (two letters): comparing costs, and so the index leaves little to compare.
create function search_similar_accounts(org uuid, open uuid[], near text, whole text, most int) returns table (id uuid, likeness real)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select a.id, word_similarity(whole, a.found_by) from accounts a
     where a.org_id = org and (open is null or a.id = any (open)) and a.found_by like '% ' || left(near, 2) || '%' and near <% a.found_by limit most;
end $$;

create function search_similar_contacts(org uuid, open uuid[], author uuid, loose boolean, near text, whole text, most int) returns table (id uuid, likeness real)
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select c.id, word_similarity(whole, c.found_by) from contacts c
     where c.org_id = org and c.erased_at is null and c.found_by like '% ' || left(near, 2) || '%' and near <% c.found_by and search_opens_contact(org, c.id, c.author_id, open, author, loose) limit most;
end $$;

revoke all on function search_accounts(uuid, uuid[], text, text[], text[], int),
  search_contacts(uuid, uuid[], uuid, boolean, text, text[], text[], int),
  search_notes(uuid, uuid[], uuid, uuid[], text[], text[], int),
  search_tasks(uuid, uuid[], uuid, uuid[], text[], boolean, uuid[], uuid[], timestamptz, timestamptz, text[], text[], int),
  search_sections(uuid, uuid[], text[], text[], int),
  search_changes(uuid, uuid[], text[], text[], int),
  search_products(uuid, text, text[], text[], int),
  search_documents(uuid, uuid[], text, text, int),
  search_similar_accounts(uuid, uuid[], text, text, int),
  search_similar_contacts(uuid, uuid[], uuid, boolean, text, text, int),
  search_opens_contact(uuid, uuid, uuid, uuid[], uuid, boolean),
  search_fits_contact(uuid, uuid, text, uuid[], text[], text[]) from public;
grant execute on function search_accounts(uuid, uuid[], text, text[], text[], int),
  search_contacts(uuid, uuid[], uuid, boolean, text, text[], text[], int),
  search_notes(uuid, uuid[], uuid, uuid[], text[], text[], int),
  search_tasks(uuid, uuid[], uuid, uuid[], text[], boolean, uuid[], uuid[], timestamptz, timestamptz, text[], text[], int),
  search_sections(uuid, uuid[], text[], text[], int),
  search_changes(uuid, uuid[], text[], text[], int),
  search_products(uuid, text, text[], text[], int),
  search_documents(uuid, uuid[], text, text, int),
  search_similar_accounts(uuid, uuid[], text, text, int),
  search_similar_contacts(uuid, uuid[], uuid, boolean, text, text, int) to vitalfew_app;
