-- People on the customer's side: the person once, with positions over time; personal notes by themselves. They take the place of the flat list of main contacts.
create table contacts (
  org_id uuid not null,
  id uuid not null,
  author_id uuid,
  name text not null check (length(name) <= 200),
  latin_name text check (length(latin_name) between 1 and 200),
  salutation text check (length(salutation) between 1 and 200),
  phones jsonb not null default '[]',
  emails jsonb not null default '[]',
  messengers jsonb not null default '[]',
  languages text[] not null default '{}',
  timezone text,
  -- 1980-03-22, or --03-22 without the year
  birthday text,
  preferred_channel text,
  dos text not null default '',
  donts text not null default '',
  consent_basis text,
  consent_given_on date,
  consent_withdrawn_on date,
  consent_note text,
  -- What a vCard said that has no field here: goes out again as it came.
  kept jsonb not null default '[]',
  -- How the person is found and sorted: small letters without accents, digits of phones (rules.ts). `keys`: what tells the same person, mail:... and phone:...
  name_key text collate "C" not null default '',
  search_text text not null default '',
  keys text[] not null default '{}',
  created_at timestamptz not null,
  erased_at timestamptz,
  version int not null default 1,
  primary key (org_id, id)
);
create index contacts_by_name on contacts (org_id, name_key, id) where erased_at is null;
create index contacts_of_author on contacts (org_id, author_id);
create index contacts_search on contacts using gin (search_text gin_trgm_ops);
create index contacts_keys on contacts using gin (keys);

create table contact_positions (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  account_id uuid not null,
  title text check (length(title) between 1 and 200),
  department text check (length(department) between 1 and 200),
  role text,
  since date,
  until date,
  is_main boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  check (until >= since),
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index positions_of_account on contact_positions (org_id, account_id, contact_id);
create index positions_of_contact on contact_positions (org_id, contact_id);

create table contact_notes (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  author_id uuid not null,
  text text not null check (length(text) between 1 and 20000),
  readers uuid[] not null default '{}',
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade
);
create index notes_of_contact on contact_notes (org_id, contact_id);

-- The main contacts become people with one position each. The owner need not be a superuser: security is forced on him too, until they are read.
create function pg_temp.latin(said text) returns text language plpgsql as $$
declare
  letters text[] := string_to_array('а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і ї є ґ ў ә ғ қ ң ө ұ ү һ', ' ');
  latin text[] := string_to_array('a,b,v,g,d,e,e,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya,i,yi,ye,g,u,a,g,k,n,o,u,u,h', ',');
  found text := said;
begin
  for at in 1 .. array_length(letters, 1) loop
    found := replace(replace(found, letters[at], latin[at]), upper(letters[at]), initcap(latin[at]));
  end loop;
  return found;
end $$;
create function pg_temp.folded(said text) returns text language sql as $$
  select trim(regexp_replace(replace(lower(regexp_replace(normalize(said, NFD), '[\u0300-\u036f]', '', 'g')), 'ß', 'ss'), '\s+', ' ', 'g'))
$$;
alter table account_contacts no force row level security;
insert into contacts (org_id, id, name, latin_name, phones, emails, name_key, search_text, keys, created_at)
  select c.org_id, c.id, c.name, case when pg_temp.latin(c.name) <> c.name then pg_temp.latin(c.name) end,
         case when c.phone is null then '[]' else jsonb_build_array(jsonb_build_object('label', 'work', 'value', c.phone, 'preferred', true)) end,
         case when c.email is null then '[]' else jsonb_build_array(jsonb_build_object('label', 'work', 'value', c.email, 'preferred', true)) end,
         pg_temp.folded(c.name),
         concat_ws(' ', pg_temp.folded(c.name), nullif(pg_temp.folded(pg_temp.latin(c.name)), pg_temp.folded(c.name)), lower(c.email), d.digits),
         array_remove(array['mail:' || lower(c.email), case when length(d.digits) > 5 then 'phone:' || right(d.digits, 10) end], null),
         now()
    from account_contacts c, lateral (select nullif(regexp_replace(coalesce(c.phone, ''), '\D', '', 'g'), '') as digits) d;
insert into contact_positions (org_id, id, contact_id, account_id, title, is_main)
  select org_id, new_id(), id, account_id, nullif(left(trim(position), 200), ''), true from account_contacts;
drop table account_contacts;

-- What the audit kept of them was not sealed, so that nobody could be erased from it: the acts stay, the values go.
alter table audit_entries no force row level security;
update audit_entries e set changes = (
    select coalesce(jsonb_agg(jsonb_build_object('field', c->>'field', 'before', null, 'after', null, 'person', e.record_id)), '[]')
      from jsonb_array_elements(e.changes) c)
 where e.record_kind = 'contact';
alter table audit_entries force row level security;

do $$
declare t text;
begin
  foreach t in array array['contacts', 'contact_positions', 'contact_notes']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;

-- The search runs as the owner, as that of the accounts does (0007): it is given the organisation and finds ids, nothing else. Whoever asks
-- checks what of it the reader may see.
create policy search_by_owner on contacts for select to current_user using (true);

-- The people whose names, phones or mails contain the text (as rules.ts folds it), at most `most` of them, in no order.
create function find_contacts(org uuid, text_part text, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select c.id from contacts c
     where c.search_text like '%' || replace(replace(replace(text_part, '\', '\\'), '%', '\%'), '_', '\_') || '%' and c.org_id = org
     limit most;
end $$;

-- The people who have one of the mails or phones.
create function find_contacts_by_keys(org uuid, wanted text[]) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query select c.id from contacts c where c.keys && wanted and c.org_id = org;
end $$;

revoke all on function find_contacts(uuid, text, int), find_contacts_by_keys(uuid, text[]) from public;
grant execute on function find_contacts(uuid, text, int), find_contacts_by_keys(uuid, text[]) to vitalfew_app;
