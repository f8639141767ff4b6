-- The bytes of an upload belong to the request that its Idempotency-Key names.
alter table idempotency_keys add column file_hash bytea;
