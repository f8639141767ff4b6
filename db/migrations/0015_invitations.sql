-- Somebody who is invited joins by using the link, not before; until then the organisation knows what it wrote itself, and nothing of a person whom another
-- organisation may know under the same address.
alter table memberships add column invited_name text check (length(invited_name) between 1 and 200);
alter table memberships add column invited_email text check (length(invited_email) <= 254);
alter table memberships add constraint invited_with_both check ((invited_name is null) = (invited_email is null));
comment on column memberships.invited_name is 'Set while the invitation waits to be used';

drop policy colleagues on users;
create policy colleagues on users for select using (
  id in (select m.user_id from memberships m where m.org_id = current_org() and m.erased_at is null and m.invited_name is null)
  or erased_at is not null and id in (select m.user_id from memberships m where m.org_id = current_org()));

-- The people of an organisation under the names it may know. Whoever was erased here and goes on elsewhere is missing.
create view colleagues with (security_invoker = true) as
  select m.org_id, m.user_id as id, coalesce(m.invited_name, u.name) as name, coalesce(m.invited_email, u.email) as email, m.invited_name is not null as is_invited
    from memberships m left join users u on u.id = m.user_id
   where m.invited_name is not null or u.id is not null;
grant select on colleagues to vitalfew_app;
