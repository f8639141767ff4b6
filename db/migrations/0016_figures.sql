-- What the accounts list must say with its figures: whether anybody decided the tier, and whether revenue is what was invoiced or, where nothing is, what was ordered.
alter table account_figures add column tier_is_set boolean not null default false;
alter table account_figures add column basis text not null default 'revenue' check (basis in ('revenue', 'ordered'));
