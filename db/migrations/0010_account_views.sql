-- Saved views of the accounts list: filter, order and columns under a name, for oneself or for everybody of the organisation.
create table account_views (
  org_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  is_shared boolean not null default false,
  filter jsonb not null,
  sort text not null,
  direction text not null check (direction in ('asc', 'desc')),
  columns text[] not null,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, owner_id) references memberships (org_id, user_id) on delete cascade
);
create index views_of_owner on account_views (org_id, owner_id);
create index views_shared on account_views (org_id) where is_shared;

alter table account_views enable row level security;
alter table account_views force row level security;
create policy tenant on account_views using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on account_views to vitalfew_app;
