-- Tasks, assignments, requests, proposals and shortcomings: one record with a kind. `closed_at` is empty exactly while the state is an open one.
create table tasks (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('task', 'assignment', 'request', 'proposal', 'shortcoming')),
  state text not null
    check (state in ('open', 'reported', 'answered', 'returned', 'later', 'done', 'accepted', 'declined', 'cancelled')),
  title text not null check (length(title) between 1 and 300),
  text text not null default '',
  topic text check (topic in ('information', 'document', 'sample', 'price', 'other')),
  account_id uuid,
  is_private boolean not null default false,
  priority int not null default 3 check (priority between 1 and 4),
  giver_id uuid not null,
  owner_id uuid,
  department text,
  due_on date,
  due_minute int check (due_minute between 0 and 1439),
  timezone text,
  due_at timestamptz not null default 'infinity',
  checklist jsonb not null default '[]',
  repeat jsonb,
  repeat_from date,
  repeat_number int not null default 1,
  next_id uuid,
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  escalated_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  foreign key (org_id, giver_id) references memberships (org_id, user_id) on delete cascade,
  foreign key (org_id, owner_id) references memberships (org_id, user_id) on delete cascade
);
comment on column tasks.priority is '1 urgent, 2 high, 3 normal, 4 low: lists walk it upwards';
comment on column tasks.due_at is 'The moment after which it is overdue: the time in its zone, or the end of the day in the organisation''s; infinity without a date';
comment on column tasks.department is 'The role that a request is put to while nobody has taken it';

-- Each list starts from one of these, in the order of the deadline or of the end.
create index open_tasks_of_owner on tasks (org_id, owner_id, due_at, id) where closed_at is null;
create index closed_tasks_of_owner on tasks (org_id, owner_id, closed_at, id) where closed_at is not null;
create index open_tasks_of_giver on tasks (org_id, giver_id, due_at, id) where closed_at is null;
create index closed_tasks_of_giver on tasks (org_id, giver_id, closed_at, id) where closed_at is not null;
create index open_tasks_of_account on tasks (org_id, account_id, due_at, id) where closed_at is null and account_id is not null;
create index closed_tasks_of_account on tasks (org_id, account_id, closed_at, id) where closed_at is not null and account_id is not null;
create index open_tasks_of_department on tasks (org_id, department, due_at, id) where closed_at is null and department is not null;
create index closed_tasks_of_department on tasks (org_id, department, closed_at, id) where closed_at is not null and department is not null;
create index open_tasks_for_management on tasks (org_id, due_at, id) where closed_at is null and kind in ('proposal', 'shortcoming');
create index closed_tasks_for_management on tasks (org_id, closed_at, id) where closed_at is not null and kind in ('proposal', 'shortcoming');
create index open_tasks_by_deadline on tasks (org_id, due_at) where closed_at is null;
create index late_requests on tasks (org_id, due_at) where kind = 'request' and closed_at is null and escalated_at is null;

create table task_watchers (
  org_id uuid not null,
  task_id uuid not null,
  user_id uuid not null,
  primary key (org_id, user_id, task_id),
  foreign key (org_id, task_id) references tasks (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create index watchers_of_task on task_watchers (org_id, task_id);

-- What became of a task: who did what, when, in which words. Reports, answers and decisions stand here.
create table task_acts (
  org_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  at timestamptz not null,
  user_id uuid,
  act text not null,
  words text not null default '',
  primary key (org_id, id),
  foreign key (org_id, task_id) references tasks (org_id, id) on delete cascade
);
create index acts_of_task on task_acts (org_id, task_id, id);

-- Decisions of the management, and who said to have read and understood them. For everybody, for roles or for people.
create table decisions (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  title text not null check (length(title) between 1 and 300),
  text text not null,
  in_force_from date not null,
  everybody boolean not null,
  roles text[] not null default '{}',
  user_ids uuid[] not null default '{}',
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, published_by) references memberships (org_id, user_id) on delete cascade
);

create table decision_readings (
  org_id uuid not null,
  decision_id uuid not null,
  user_id uuid not null,
  read_at timestamptz not null,
  primary key (org_id, decision_id, user_id),
  foreign key (org_id, decision_id) references decisions (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['tasks', 'task_watchers', 'task_acts', 'decisions', 'decision_readings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
