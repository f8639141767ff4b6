-- Row level security, forced, on every table; the application role is neither owner nor superuser.
do $$
declare t text;
begin
  foreach t in array array[
    'memberships', 'idempotency_keys', 'audit_entries', 'audit_person_keys', 'organisation_settings', 'exchange_rates', 'notices', 'stored_files',
    'accounts', 'account_ancestors', 'account_parents', 'account_exclusions', 'account_team', 'account_contacts', 'account_figures',
    'group_proposals', 'products', 'product_prices', 'salespeople',
    'ledger_documents', 'ledger_lines', 'ledger_payments', 'ledger_allocations', 'ledger_targets', 'ledger_account_months',
    'ledger_product_months', 'ledger_state', 'imports', 'import_files', 'import_rejects', 'import_before', 'import_shapes',
    'segmentation_reviews', 'segmentation_standings', 'account_tiers']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
  foreach t in array array['organisations', 'users', 'credentials', 'sessions', 'links', 'sign_in_failures', 'installation_secrets']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy gate on %I using (at_the_gate()) with check (at_the_gate())', t);
    execute format('grant select, insert, update, delete on %I to vitalfew_app', t);
  end loop;
end $$;

revoke update, delete on audit_entries from vitalfew_app;
revoke update on audit_person_keys from vitalfew_app;
create policy own_organisation on organisations for select using (id = current_org());
create policy colleagues on users for select using (id in (select m.user_id from memberships m where m.org_id = current_org()));
create policy gate on organisation_settings using (at_the_gate()) with check (at_the_gate());
create policy gate on memberships using (at_the_gate()) with check (at_the_gate());

grant usage on schema public to vitalfew_app;
do $$ begin execute format('grant temporary on database %I to vitalfew_app', current_database()); end $$;
