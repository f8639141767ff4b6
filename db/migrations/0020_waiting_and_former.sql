-- Who was invited before 0015 and has set no password yet waits as those do who were invited after it: the link is what makes a member.
select set_config('vitalfew.gate', 'on', true);
update memberships m set invited_name = u.name, invited_email = u.email
  from users u
 where u.id = m.user_id and m.ended_at is null and m.erased_at is null and m.invited_name is null
   and not exists (select from credentials c where c.user_id = u.id)
   and exists (select from links l where l.user_id = u.id and l.org_id = m.org_id and l.purpose = 'invitation' and l.used_at is null);

-- What stands in place of the name of somebody who was erased here: the same whether or not the person goes on elsewhere.
alter table memberships add column former_name text check (length(former_name) between 1 and 200);
alter table organisation_settings no force row level security;
update memberships m set former_name = case when s.language = 'ru' then 'Бывший коллега' else 'Former colleague' end
  from organisation_settings s where s.org_id = m.org_id and m.erased_at is not null;
alter table organisation_settings force row level security;

create or replace view colleagues with (security_invoker = true) as
  select m.org_id, m.user_id as id, coalesce(m.former_name, m.invited_name, u.name) as name,
         case when m.former_name is null then coalesce(m.invited_email, u.email) end as email, m.invited_name is not null as is_invited
    from memberships m left join users u on u.id = m.user_id
   where m.former_name is not null or m.invited_name is not null or u.id is not null;
drop policy colleagues on users;
create policy colleagues on users for select using (
  id in (select m.user_id from memberships m where m.org_id = current_org() and m.erased_at is null and m.invited_name is null));
select set_config('vitalfew.gate', '', true);
