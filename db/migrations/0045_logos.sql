-- The picture by which an account is known: one version of one of its files.
create table account_logos (
  org_id uuid not null,
  account_id uuid not null,
  file_id uuid not null,
  number int not null,
  set_by uuid,
  set_at timestamptz not null,
  primary key (org_id, account_id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  foreign key (org_id, file_id) references files (org_id, id) on delete cascade
);
create index logos_of_file on account_logos (org_id, file_id);
alter table account_logos enable row level security;
alter table account_logos force row level security;
create policy tenant on account_logos using (org_id = current_org()) with check (org_id = (select current_org()));
grant select, insert, update, delete on account_logos to vitalfew_app;
