-- Approvals: what somebody asks for, who decides it in which steps, what became of it. The engine knows nothing of what is asked: a room names a kind.
create table approval_procedures (
  org_id uuid not null references organisations (id) on delete cascade,
  kind text not null,
  is_on boolean not null,
  steps jsonb not null,
  limits jsonb not null,
  currency text,
  own_limit boolean not null,
  repeats boolean not null,
  remind_days int check (remind_days between 1 and 365),
  escalate_days int check (escalate_days between 1 and 365),
  expire_days int check (expire_days between 1 and 365),
  version int not null default 1,
  primary key (org_id, kind)
);
comment on column approval_procedures.currency is 'Of the limits, where the kind asks for amounts; in another one they cover nothing';

create table approval_requests (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  kind text not null,
  title text not null check (length(title) between 1 and 300),
  reason text not null default '',
  account_id uuid,
  path text,
  payload jsonb not null default '{}',
  asked bigint,
  currency text,
  requester_id uuid not null,
  state text not null check (state in ('open', 'approved', 'refused', 'withdrawn', 'expired')),
  procedure jsonb not null,
  round int not null default 1,
  step int not null default 1,
  step_since timestamptz not null,
  reminded_at timestamptz,
  is_escalated boolean not null default false,
  is_stuck boolean not null default false,
  expires_on date,
  filed_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade,
  foreign key (org_id, requester_id) references memberships (org_id, user_id) on delete cascade
);
comment on column approval_requests.asked is 'Minor units of the currency, or ten-thousandths of a per cent; null: nothing that limits measure';
comment on column approval_requests.procedure is 'The procedure as it was when this round began';
create index open_approvals on approval_requests (org_id, id) where closed_at is null;
create index approvals_by_requester on approval_requests (org_id, requester_id, id);
create index approvals_of_account on approval_requests (org_id, account_id, id) where account_id is not null;

-- Who may decide the present step of an open request, in whose place: kept with the request, so that "waiting for me" is one walk of an index.
create table approval_seats (
  org_id uuid not null,
  request_id uuid not null,
  user_id uuid not null,
  for_id uuid not null,
  primary key (org_id, user_id, request_id, for_id),
  foreign key (org_id, request_id) references approval_requests (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade
);
create index seats_of_approval on approval_seats (org_id, request_id);

-- What became of a request, in order. Decisions stand here: who, in whose place, in which round and step.
create table approval_acts (
  org_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  at timestamptz not null,
  user_id uuid,
  for_id uuid,
  round int not null,
  step int not null,
  act text not null,
  words text not null default '',
  primary key (org_id, id),
  foreign key (org_id, request_id) references approval_requests (org_id, id) on delete cascade
);
create index acts_of_approval on approval_acts (org_id, request_id, id);

do $$
declare t text;
begin
  foreach t in array array['approval_procedures', 'approval_requests', 'approval_seats', 'approval_acts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;
