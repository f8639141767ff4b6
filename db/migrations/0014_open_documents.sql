-- What an account owes is asked at every look at it; most of a long history is settled, and few ledgers say what is open.
create index documents_by_settlement on ledger_documents (org_id, account_id, settled_on) where kind <> 'order';
create index documents_with_open_amount on ledger_documents (org_id, account_id) where open_amount is not null;
