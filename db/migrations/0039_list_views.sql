-- Saved views of every list, by the kind of its records: what was kept of the accounts list alone.
alter table account_views rename to list_views;
alter table list_views rename constraint account_views_pkey to list_views_pkey;
alter table list_views rename constraint account_views_org_id_owner_id_fkey to list_views_org_id_owner_id_fkey;
alter table list_views rename constraint account_views_direction_check to list_views_direction_check;
alter table list_views rename constraint account_views_name_check to list_views_name_check;
alter table list_views add column record_kind text not null default 'account' check (record_kind in ('account', 'contact', 'task'));
alter table list_views alter column record_kind drop default;

-- Views in the trash come back into the table that there is now.
alter table trash_records no force row level security;
update trash_records set parts = (
    select jsonb_agg(case when p->>'table' <> 'account_views' then p else jsonb_build_object('table', 'list_views',
             'rows', (select jsonb_agg(r || '{"record_kind": "account"}') from jsonb_array_elements(p->'rows') r)) end)
      from jsonb_array_elements(parts) p)
 where kind = 'accountView';
alter table trash_records force row level security;
alter table merge_rows no force row level security;
update merge_rows set table_name = 'list_views' where table_name = 'account_views';
alter table merge_rows force row level security;

-- When somebody last changed a task: lists ask what nobody has touched for long.
alter table tasks add column changed_at timestamptz not null default now();
alter table tasks no force row level security;
alter table task_acts no force row level security;
update tasks t set changed_at = greatest(t.created_at, t.closed_at,
  (select max(a.at) from task_acts a where a.org_id = t.org_id and a.task_id = t.id));
alter table tasks force row level security;
alter table task_acts force row level security;

-- And when what is known of a person was last changed. Of the person alone: positions may be on accounts that a reader does not see.
alter table contacts add column changed_at timestamptz not null default now();
alter table contacts no force row level security;
update contacts set changed_at = created_at;
alter table contacts force row level security;
create index contacts_by_change on contacts (org_id, changed_at, id) where erased_at is null;

-- The stage of the relationship stands in the list of accounts: what a person confirmed last.
alter table account_figures add column stage text;
alter table account_figures no force row level security;
alter table relationship_stages no force row level security;
update account_figures f set stage = s.stage
  from (select distinct on (org_id, account_id) org_id, account_id, stage from relationship_stages order by org_id, account_id, set_at desc, id desc) s
 where s.org_id = f.org_id and s.account_id = f.account_id;
alter table account_figures force row level security;
alter table relationship_stages force row level security;
