create table segmentation_reviews (
  org_id uuid not null references organisations (id) on delete cascade,
  id uuid not null,
  basis text not null,
  level text not null,
  currency char(3) not null,
  period_from date not null,
  period_to date not null,
  fingerprint text not null,
  is_published boolean not null,
  summary jsonb not null,
  computed_at timestamptz not null,
  computed_by uuid,
  primary key (org_id, id)
);
create index reviews_by_question on segmentation_reviews (org_id, basis, level, currency, period_from, period_to, id desc);
create index published_reviews on segmentation_reviews (org_id, id desc) where is_published;
comment on column segmentation_reviews.fingerprint is 'of everything that went in (ledger, structure, exclusions, rules, dates): while it is the same, the review holds';

-- Rows of a review by rank. Without a foreign key to accounts: an account that an undone import takes along leaves a row that no page shows.
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
  variation double precision,
  growth double precision,
  growth_reason text,
  rules text[] not null,
  is_active boolean not null,
  months bigint[] not null,
  tier text,
  counts_as text not null,
  is_proposed boolean not null,
  proposal jsonb not null,
  primary key (org_id, review_id, account_id),
  foreign key (org_id, review_id) references segmentation_reviews (org_id, id) on delete cascade
);
create unique index standings_by_rank on segmentation_standings (org_id, review_id, rank);
create index key_standings on segmentation_standings (org_id, review_id, rank) where counts_as = 'key';
create index proposed_standings on segmentation_standings (org_id, review_id, rank) where is_proposed;
comment on column segmentation_standings.tier is 'in force; null where none was set. counts_as: that, else the proposed one';
comment on column segmentation_standings.is_proposed is 'the proposal asks for a decision: another tier than the one in force, or key or emerging where none is';

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
create index tiers_to_review on account_tiers (org_id, review_on) where until is null and review_on is not null;
create index key_tiers on account_tiers (org_id, account_id) where until is null and tier = 'key';
