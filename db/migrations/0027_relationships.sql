-- Who is who at a customer: the relationship map (cards, their places, lines), who of us knows whom, the stage of the relationship. Ids of people, never their names.
create table relationship_people (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  contact_id uuid,
  wanted text check (length(wanted) between 1 and 200),
  department text check (length(department) between 1 and 200),
  roles text[] not null default '{}',
  influence text,
  support text,
  orientation text,
  coverage text not null default 'none',
  added_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, account_id, contact_id),
  check (contact_id is not null or wanted is not null),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade
);
create index relationship_people_of_contact on relationship_people (org_id, contact_id) where contact_id is not null;
comment on column relationship_people.wanted is 'a placeholder: the function that is looked for; null once a contact stands here';
comment on column relationship_people.department is 'of a placeholder; that of a contact stands in the position';

create table relationship_places (
  org_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  x int not null,
  y int not null,
  version int not null default 1,
  primary key (org_id, person_id),
  foreign key (org_id, person_id) references relationship_people (org_id, id) on delete cascade
);
create index relationship_places_of_account on relationship_places (org_id, account_id);

create table relationship_lines (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('reports', 'influence', 'conflict')),
  from_id uuid not null,
  to_id uuid not null,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, from_id, to_id, kind),
  check (from_id <> to_id),
  foreign key (org_id, from_id) references relationship_people (org_id, id) on delete cascade,
  foreign key (org_id, to_id) references relationship_people (org_id, id) on delete cascade
);
create index relationship_lines_of_account on relationship_lines (org_id, account_id);
create index relationship_lines_to on relationship_lines (org_id, to_id);
create unique index one_superior on relationship_lines (org_id, from_id) where kind = 'reports';
comment on table relationship_lines is 'reports: from_id reports to to_id; influence: from_id has influence on to_id; conflict: between the two';

create table relationship_ties (
  org_id uuid not null,
  person_id uuid not null,
  user_id uuid not null,
  account_id uuid not null,
  level text not null,
  wanted text not null,
  last_met date,
  is_pair boolean not null default false,
  version int not null default 1,
  primary key (org_id, person_id, user_id),
  foreign key (org_id, person_id) references relationship_people (org_id, id) on delete cascade
);
create index relationship_ties_of_account on relationship_ties (org_id, account_id);
comment on column relationship_ties.is_pair is 'our sponsor and the counterpart there';

create table relationship_stages (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  stage text not null,
  proposed text,
  reason text not null default '',
  evidence jsonb not null,
  set_by uuid,
  set_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index relationship_stages_of_account on relationship_stages (org_id, account_id, set_at desc, id desc);
comment on column relationship_stages.evidence is 'what the rule saw when a person decided: numbers and thresholds, no names';

create table relationship_settings (
  org_id uuid not null references organisations (id) on delete cascade,
  rules jsonb not null,
  version int not null default 1,
  primary key (org_id)
);

do $$
declare t text;
begin
  foreach t in array array['relationship_people', 'relationship_places', 'relationship_lines', 'relationship_ties', 'relationship_stages', 'relationship_settings']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
