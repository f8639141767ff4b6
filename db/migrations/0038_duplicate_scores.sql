-- Where two people share an account, the reader may not see it: then neither the account counts nor is it said. So pairs keep which accounts they share, and how likely
-- they are one without them.
alter table duplicate_pairs add column loose_score double precision not null default 0;
alter table duplicate_pairs add column shared uuid[] not null default '{}';
comment on column duplicate_pairs.loose_score is 'the score for who sees none of the accounts in `shared`';
comment on column duplicate_pairs.shared is 'accounts that two people have in common; empty for accounts';
update duplicate_pairs set loose_score = score where kind = 'account';
-- People are compared again.
delete from duplicate_marks where kind = 'contact';
