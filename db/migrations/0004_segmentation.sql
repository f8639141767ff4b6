create table segmentation_reviews (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  basis text not null,
  level text not null,
  period_from date not null,
  period_to date not null,
  ledger_revision bigint not null,
  is_published boolean not null,
  summary jsonb not null,
  computed_at timestamptz not null,
  computed_by uuid,
  primary key (org_id, id)
);
create index reviews_by_question on segmentation_reviews (org_id, basis, level, period_from, period_to, computed_at desc);

create table segmentation_standings (
  org_id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  rank int not null,
  amount bigint not null,
  margin bigint,
  prior_amount bigint not null,
  share double precision,
  cumulative_share double precision,
  class text not null,
  xyz text not null,
  growth double precision,
  rules text[] not null,
  months bigint[] not null,
  tier text not null,
  proposal jsonb,
  primary key (org_id, review_id, account_id),
  foreign key (org_id, review_id) references segmentation_reviews (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create unique index standings_by_rank on segmentation_standings (org_id, review_id, rank);

create table account_tiers (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  tier text not null check (tier in ('key', 'emerging', 'standard', 'prospect', 'dormant')),
  since timestamptz not null,
  until timestamptz,
  origin text not null check (origin in ('proposal', 'hand')),
  reason_code text not null,
  reason text not null default '',
  review_on date,
  review_id uuid,
  set_by uuid,
  primary key (org_id, id),
  foreign key (org_id, account_id) references accounts (org_id, id) on delete cascade
);
create index tiers_of_account on account_tiers (org_id, account_id, id desc);
create unique index tier_in_force on account_tiers (org_id, account_id) where until is null;
