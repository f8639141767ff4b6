-- The account team in full: how much of the account's work somebody does, for what they are responsible, and who said so last.
alter table account_team add column share int check (share between 1 and 100);
alter table account_team add column responsible text not null default '' check (length(responsible) <= 500);
alter table account_team add column changed_by uuid;
alter table account_team add column changed_at timestamptz;
comment on column account_team.share is 'Per cent of the work with the account; null: not told';
-- A manager's accounts, the largest first; null: accounts that nobody leads.
create index figures_of_lead_by_revenue on account_figures (org_id, lead_id, revenue desc, account_id desc);

-- The norm of the load and what counts how much: one row when somebody changed the defaults.
create table portfolio_norms (
  org_id uuid not null references organisations (id) on delete cascade,
  norms jsonb not null,
  version int not null default 1,
  primary key (org_id)
);

-- What the load of a person depends on besides the accounts: languages spoken, and by which norm they are measured (null: by their role).
create table portfolio_people (
  org_id uuid not null,
  user_id uuid not null,
  languages text[] not null default '{}',
  norm text check (norm in ('kam', 'account_manager', 'none')),
  version int not null default 1,
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);

-- Accounts that were given to another manager by one act.
create table portfolio_moves (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  to_id uuid not null,
  since date not null,
  reason text not null default '' check (length(reason) <= 1000),
  moved_by uuid,
  moved_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, to_id) references memberships (org_id, user_id) on delete cascade
);

-- Each account of a move: who led it, the seat that began, and the one that ended as it was before, for the undo.
create table portfolio_move_accounts (
  org_id uuid not null,
  move_id uuid not null,
  account_id uuid not null,
  from_id uuid,
  seat_id uuid not null,
  ended_id uuid,
  ended_version int,
  ended_since date,
  ended_until date,
  primary key (org_id, move_id, account_id),
  foreign key (org_id, move_id) references portfolio_moves (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index moves_of_account on portfolio_move_accounts (org_id, account_id);
create index moves_from on portfolio_move_accounts (org_id, from_id);

do $$
declare t text;
begin
  foreach t in array array['portfolio_norms', 'portfolio_people', 'portfolio_moves', 'portfolio_move_accounts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
