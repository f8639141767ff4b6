-- Files of tasks and projects. Who may see a task is no question of an account alone, so nobody is named in the row of its file: the functions that search by accounts
-- (0026, 0032) never give it, and the room of the tasks opens it by its own rule.
alter table files alter column account_id drop not null;
alter table files add constraint files_of_tasks check (case when record_kind = 'task' then coalesce(readers = '{}', false) and not team_reads else account_id is not null end);
comment on column files.record_kind is 'what it belongs to: the account itself, or a record of a room (contact, note, project, task) by record_id; that room says who may attach, and brings readers up to date';
comment on column files.readers is 'of a confidential file: its author and those whom it names; null: whoever reads files of the account; of a file of a task nobody: the task says who';
comment on column files.account_id is 'null only of a file of a task that is about no account';
create index task_files_found_by on files using gin (found_by gin_trgm_ops) where removed_at is null and record_kind = 'task';
create index task_files on files (org_id, changed_at desc, id desc) where removed_at is null and record_kind = 'task';

-- The files with which a report or an answer was given, each with the number of the version that it was then.
alter table task_acts add column evidence jsonb not null default '[]';

-- The rule is that of search_tasks. `patterns`, `nots`: over the key of the search; none: `words` over the text as it stands; `within`: accounts that were asked for, null: anything.
create function find_task_files(org uuid, open uuid[], reader uuid, team uuid[], inbox text[], decides boolean, within uuid[], patterns text[], nots text[], words text[],
                                kinds text[], before_at timestamptz, before_id uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
begin
  if org is distinct from current_org() then
    raise exception 'not the organisation of this transaction' using errcode = 'insufficient_privilege';
  end if;
  return query
    select f.id from files f join tasks t on t.org_id = org and t.id = f.record_id
     where f.org_id = org and f.record_kind = 'task' and f.removed_at is null
       and (cardinality(patterns) = 0 or f.found_by like patterns[1] or cardinality(words) > 0 and length(f.text) > 20000)
       and f.found_by not like all (nots)
       and (case when cardinality(patterns) = 0 then lower(f.name || ' ' || coalesce(f.text, '')) like all (words)
                 else f.found_by like all (patterns) or cardinality(words) > 0 and length(f.text) > 20000 and lower(f.name || ' ' || f.text) like all (words) end)
       and (within is null or f.account_id = any (within)) and (kinds is null or f.kind = any (kinds))
       and (before_at is null or (f.changed_at, f.id) < (before_at, before_id))
       and (t.owner_id = reader or t.giver_id = reader or exists (select from task_watchers w where w.org_id = org and w.task_id = t.id and w.user_id = reader)
            or not t.is_private and (t.account_id is not null and (open is null or t.account_id = any (open)) or t.department = any (inbox) or t.owner_id = any (team)
                                     or t.giver_id = any (team) or decides and t.kind in ('proposal', 'shortcoming')))
     order by f.changed_at desc, f.id desc limit most;
end $$;
revoke all on function find_task_files(uuid, uuid[], uuid, uuid[], text[], boolean, uuid[], text[], text[], text[], text[], timestamptz, uuid, int) from public;
grant execute on function find_task_files(uuid, uuid[], uuid, uuid[], text[], boolean, uuid[], text[], text[], text[], text[], timestamptz, uuid, int) to vitalfew_app;

-- Whoever chose to watch a task. They hear of it as long as they may see it by something else: watching by oneself opens nothing, unlike being named (task_watchers).
create table task_self_watchers (
  org_id uuid not null,
  task_id uuid not null,
  user_id uuid not null,
  primary key (org_id, user_id, task_id),
  foreign key (org_id, task_id) references tasks (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create index self_watchers_of_task on task_self_watchers (org_id, task_id);

-- A decision is corrected by a further version: the ones before are kept, and read by whoever may read the decision.
alter table decisions add column number int not null default 1, add column correction text not null default '', add column corrected_by uuid, add column corrected_at timestamptz;
comment on column decisions.number is 'of the version that holds, from 1';
comment on column decisions.correction is 'what this version corrects';
create table decision_versions (
  org_id uuid not null,
  decision_id uuid not null,
  number int not null,
  title text not null,
  text text not null,
  in_force_from date not null,
  correction text not null,
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (org_id, decision_id, number),
  foreign key (org_id, decision_id) references decisions (org_id, id) on delete cascade
);
comment on table decision_versions is 'what a decision was before it was corrected; the version that holds stands in decisions';
alter table decision_readings add column number int not null default 1, drop constraint decision_readings_pkey;
alter table decision_readings add primary key (org_id, decision_id, user_id, number);

-- While somebody is away and another stands in, mail may wait.
alter table notice_hours add column quiet_absent boolean not null default false;

do $$
declare t text;
begin
  foreach t in array array['task_self_watchers', 'decision_versions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;

-- A seat of a team says how it is and who said so last; here, how it was before, each with who said that and when.
alter table account_team add column former jsonb not null default '[]';
