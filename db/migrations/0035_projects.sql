-- Work with an account towards a goal. Milestones are changed with the project, as lines of it; what the tasks of a project have become is brought here by the room of the tasks.
create table projects (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  account_id uuid not null,
  name text not null check (length(name) between 1 and 300),
  goal text not null default '',
  state text not null check (state in ('idea', 'planned', 'running', 'onHold', 'done', 'cancelled')),
  state_reason text not null default '',
  begins_on date,
  due_on date,
  closed_on date,
  currency text not null,
  budget_planned bigint check (budget_planned >= 0),
  budget_used bigint check (budget_used >= 0),
  days_planned numeric(9, 2) check (days_planned >= 0),
  days_used numeric(9, 2) check (days_used >= 0),
  other_planned text not null default '',
  other_used text not null default '',
  milestones jsonb not null default '[]',
  tasks_all int not null default 0,
  tasks_done int not null default 0,
  tasks_due_at timestamptz not null default 'infinity',
  created_at timestamptz not null,
  created_by uuid,
  changed_at timestamptz not null,
  late_told_for date,
  removed_at timestamptz,
  removed_by uuid,
  version int not null default 1,
  found_by text not null generated always as (' ' || search_fold(name || ' ' || goal)) stored,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  check (begins_on <= due_on),
  check ((closed_on is not null) = (state in ('done', 'cancelled')))
);
comment on column projects.tasks_due_at is 'The earliest deadline of a task that waits for its owner; infinity: none. Private tasks are not counted';
comment on column projects.late_told_for is 'The deadline of which the members have heard that it is past';
create index projects_of_account on projects (org_id, account_id, id) where removed_at is null;
create index projects_by_deadline on projects (org_id, due_on, id) where removed_at is null and closed_on is null;
create index projects_by_change on projects (org_id, changed_at, id) where removed_at is null;
create index projects_by_name on projects (org_id, lower(name), id) where removed_at is null;
create index projects_found_by on projects using gin (found_by gin_trgm_ops);

-- Our people in a project, each with what they do there.
create table project_members (
  org_id uuid not null,
  project_id uuid not null,
  user_id uuid not null,
  role text not null default '' check (length(role) <= 200),
  primary key (org_id, project_id, user_id),
  foreign key (org_id, project_id) references projects (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create index projects_of_member on project_members (org_id, user_id, project_id);

-- The customer's people in a project.
create table project_contacts (
  org_id uuid not null,
  project_id uuid not null,
  contact_id uuid not null,
  role text not null default '' check (length(role) <= 200),
  primary key (org_id, project_id, contact_id),
  foreign key (org_id, project_id) references projects (org_id, id) on delete cascade,
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade
);
create index projects_of_contact on project_contacts (org_id, contact_id);

alter table tasks add column project_id uuid;
alter table tasks add foreign key (org_id, project_id) references projects (org_id, id);
create index tasks_of_project on tasks (org_id, project_id, due_at, id) where project_id is not null;

do $$
declare t text;
begin
  foreach t in array array['projects', 'project_members', 'project_contacts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;

-- As in 0029: runs as the owner, is told everything by which the reader's rows are known.
create policy search_by_owner on projects for select to current_user using (true);
create function search_projects(org uuid, open uuid[], patterns text[], nots text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select p.id from projects p
     where p.org_id = org and p.removed_at is null and (open is null or p.account_id = any (open))
       and (cardinality(patterns) = 0 or p.found_by like patterns[1] and p.found_by like patterns[cardinality(patterns)]) and p.found_by like all (patterns) and p.found_by not like all (nots)
     limit most;
end $$;
revoke execute on function search_projects(uuid, uuid[], text[], text[], int) from public;
grant execute on function search_projects(uuid, uuid[], text[], text[], int) to vitalfew_app;
