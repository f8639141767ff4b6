-- Documents that are not whole: a short list beside millions of whole ones.
create index loose_documents on ledger_documents (org_id, (coalesce(doc_date, '1900-01-01')), id) where line_count = 0 or not has_header;
-- Documents in a foreign currency, for a rate that changes; those in the base currency have rate 1.
create index documents_in_foreign on ledger_documents (org_id, currency, doc_date) where rate <> 1;
