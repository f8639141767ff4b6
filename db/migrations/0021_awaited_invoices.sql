-- The number of the invoice that a payment names and nobody knows yet; null where it names none, and once the invoice has come.
alter table ledger_payments add column awaits text;
create index payments_awaiting on ledger_payments (org_id, awaits) where awaits is not null;
