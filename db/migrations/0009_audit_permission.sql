-- Under which right something was done: who reads the audit of some accounts only sees entries on no account when they hold that right. Null: the system.
alter table audit_entries add column permission text;
