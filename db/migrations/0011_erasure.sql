-- A person who was erased from an organisation: the membership stays for the facts that name it. A user without any other organisation is erased himself (no name, no
-- address, no way in); one with others keeps his name there and is a stranger here.
alter table memberships add column erased_at timestamptz;
alter table users add column erased_at timestamptz;
drop policy colleagues on users;
create policy colleagues on users for select using (
  id in (select m.user_id from memberships m where m.org_id = current_org() and m.erased_at is null)
  or erased_at is not null and id in (select m.user_id from memberships m where m.org_id = current_org()));
