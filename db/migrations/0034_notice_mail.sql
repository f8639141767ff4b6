-- Which notices reach a person how: in the application, and by mail at once or gathered. No row: as the organisation says, and then as the room declares.
create table notice_wishes (
  org_id uuid not null,
  user_id uuid not null,
  kind text not null,
  in_app boolean not null,
  mail text not null check (mail in ('off', 'once', 'digest')),
  primary key (org_id, user_id, kind),
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create table notice_defaults (
  org_id uuid not null references organisations (id) on delete cascade,
  kind text not null,
  in_app boolean not null,
  mail text not null check (mail in ('off', 'once', 'digest')),
  primary key (org_id, kind)
);
-- When mail may come. `timezone` null: the organisation's. Minutes are of the day; a quiet time may go over midnight.
create table notice_hours (
  org_id uuid not null,
  user_id uuid not null,
  timezone text,
  digest text not null check (digest in ('daily', 'weekly', 'off')),
  digest_minute int not null check (digest_minute between 0 and 1439),
  digest_weekday int not null check (digest_weekday between 1 and 7),
  quiet_from int check (quiet_from between 0 and 1439),
  quiet_until int check (quiet_until between 0 and 1439),
  quiet_weekends boolean not null,
  version int not null default 1,
  primary key (org_id, user_id),
  check ((quiet_from is null) = (quiet_until is null)),
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
-- A mail about notices. `sending` is committed before the server is spoken to: one that is found so after a crash is not sent again.
create table notice_mails (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  form text not null check (form in ('once', 'digest', 'test')),
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped')),
  secret_hash text not null,
  tries int not null default 0,
  failure text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create index notice_mails_waiting on notice_mails (org_id, user_id, id) where state in ('waiting', 'sending');
alter table notices add column in_app boolean not null default true;
alter table notices add column mail text check (mail in ('once', 'digest'));
alter table notices add column mail_id uuid;
create index notices_to_mail on notices (org_id, user_id, id) where mail is not null and mail_id is null;
create index notices_of_mail on notices (org_id, mail_id) where mail_id is not null;

do $$
declare t text;
begin
  foreach t in array array['notice_wishes', 'notice_defaults', 'notice_hours', 'notice_mails'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
