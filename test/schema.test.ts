import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { worked } from '../src/features/accounts/worked-on.ts';
import { checkoutDir } from '../src/kernel/config.ts';
import { spokenFor } from '../src/kernel/moves.ts';
import { type TestDatabase, testDatabase } from '../src/kernel/postgres/scratch.ts';
import { schemaText, tablesOf } from './schema-text.ts';
import { expectSnapshot } from './snapshot.ts';

/** How each table would stand on Citus: spread by org_id, copied to every node, or kept on the coordinator. */
const kinds = {
  distributed: [
    'memberships idempotency_keys audit_entries audit_person_keys organisation_settings exchange_rates notices stored_files',
    'notice_wishes notice_defaults notice_hours notice_mails',
    'accounts account_ancestors account_parents account_exclusions account_team account_figures list_views group_proposals',
    'products product_prices salespeople account_tiers segmentation_reviews segmentation_standings',
    'ledger_documents ledger_lines ledger_payments ledger_allocations ledger_targets ledger_account_months ledger_product_months ledger_state',
    'timeline_entries notes note_versions',
    'imports import_files import_rejects import_before import_shapes',
    'contacts contact_positions contact_notes',
    'relationship_people relationship_places relationship_lines relationship_ties relationship_stages relationship_settings',
    'account_identifiers account_addresses dossier_sections dossier_versions dossier_years dossier_changes dossier_settings',
    'approval_procedures approval_requests approval_seats approval_acts',
    'tasks task_watchers task_self_watchers task_acts decisions decision_versions decision_readings',
    'files file_versions file_readings account_logos',
    'projects project_members project_contacts trash_records trash_settings',
    'substitutions substitution_accounts',
    'fields field_values',
    'recent_openings',
    'portfolio_norms portfolio_people portfolio_moves portfolio_move_accounts',
    'account_redirects contact_redirects merges merge_rows duplicate_keys duplicate_marks duplicate_pairs duplicate_hints',
    'account_secrets secret_readings file_exports',
  ]
    .join(' ')
    .split(' '),
  reference: ['organisations', 'users'],
  local: ['credentials', 'sessions', 'links', 'sign_in_failures', 'installation_secrets', 'schema_migrations'],
};

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client(database.ownerUrl);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const query = async (text: string, values: unknown[] = []) =>
  (await client.query({ text, values, rowMode: 'array' })).rows.map((row) => row.join(' '));

describe('the schema', () => {
  test('is db/schema.sql', async () => expectSnapshot('db/schema.sql', await schemaText(client)));

  test('the undo of an import spares accounts with rows in each table below accounts, but for those that come and go with them', async () => {
    await import('../src/app/features.ts');
    const withAccount =
      'account_ancestors account_exclusions account_figures account_parents account_tiers group_proposals timeline_entries';
    const below = await query(
      `select distinct conrelid::regclass::text from pg_constraint where contype = 'f' and confrelid = 'accounts'::regclass and conrelid <> confrelid`,
    );
    expect([...withAccount.split(' '), ...worked].sort()).toEqual(below.sort());
  });

  test('every column that names an account or a contact is spoken for: how it moves when they are merged, or why it stays', async () => {
    await import('../src/app/features.ts');
    const names = await query(
      `select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
          and (a.attname ~ '^(account|contact|parent|ancestor|with|root|entity|group)_id$' or exists (
            select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any (f.conkey) and a.attname <> 'org_id'
               and f.confrelid in ('accounts'::regclass, 'contacts'::regclass, 'relationship_people'::regclass)))`,
    );
    expect(names.filter((name) => !spokenFor().includes(name))).toEqual([]);
  });

  test('is what the code believes it is', async () => {
    const { databaseTypes } = await import(pathToFileURL(join(checkoutDir(), 'scripts/db-types.mjs')).href);
    expectSnapshot('src/kernel/schema.ts', await databaseTypes(client));
  });
});

describe('ready for Citus', () => {
  test('every table has its place, in exactly one list', async () => {
    const listed = [...kinds.distributed, ...kinds.reference, ...kinds.local];
    expect([...listed].sort()).toEqual(await tablesOf(client));
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('org_id is first in every key of a distributed table', async () => {
    const wrong = await query(
      `select c.relname, i.indexrelid::regclass from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relname = any($1) and c.relnamespace = 'public'::regnamespace and i.indisunique
          and (select attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) is distinct from 'org_id'`,
      [kinds.distributed],
    );
    expect(wrong).toEqual([]);
    const keyless = await query(
      `select relname from pg_class c where relname = any($1) and not exists (select from pg_constraint where conrelid = c.oid and contype = 'p')`,
      [kinds.distributed],
    );
    expect(keyless).toEqual([]);
  });

  test('org_id is a uuid that is never null', async () => {
    const found = await query(
      `select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relname = any($1) and c.relnamespace = 'public'::regnamespace and attname = 'org_id' and atttypid = 'uuid'::regtype and attnotnull order by 1`,
      [kinds.distributed],
    );
    expect(found).toEqual([...kinds.distributed].sort());
  });

  test('org_id leads both sides of every foreign key between distributed tables; others point at reference tables', async () => {
    const wrong = await query(
      `select f.conrelid::regclass, f.conname from pg_constraint f
         join pg_attribute own on own.attrelid = f.conrelid and own.attnum = f.conkey[1]
         join pg_attribute far on far.attrelid = f.confrelid and far.attnum = f.confkey[1]
        where f.contype = 'f' and f.conrelid::regclass::text = any($1)
          and not (own.attname = 'org_id' and far.attname = 'org_id' and f.confrelid::regclass::text = any($1))
          and not (f.confrelid::regclass::text = any($2))`,
      [kinds.distributed, kinds.reference],
    );
    expect(wrong).toEqual([]);
    const upwards = await query(
      `select conrelid::regclass, conname from pg_constraint where contype = 'f' and conrelid::regclass::text = any($2) and confrelid::regclass::text = any($1)`,
      [kinds.distributed, [...kinds.reference, ...kinds.local]],
    );
    expect(upwards).toEqual([]);
  });

  test('no serial, no identity, no sequence, no ON DELETE SET NULL, no trigger of ours', async () => {
    const inPublic = "relnamespace = 'public'::regnamespace";
    expect(await query(`select relname from pg_class where relkind = 'S' and ${inPublic}`)).toEqual([]);
    expect(
      await query(
        `select attrelid::regclass, attname from pg_attribute join pg_class c on c.oid = attrelid where attidentity <> '' and ${inPublic}`,
      ),
    ).toEqual([]);
    expect(
      await query(
        `select conrelid::regclass, conname from pg_constraint where confdeltype in ('n', 'd') or confupdtype in ('n', 'd')`,
      ),
    ).toEqual([]);
    expect(
      await query(
        `select tgrelid::regclass, tgname from pg_trigger join pg_class c on c.oid = tgrelid where not tgisinternal and ${inPublic}`,
      ),
    ).toEqual([]);
  });
});

describe('row level security', () => {
  test('is on and forced for every table, with a policy', async () => {
    const open = await query(
      `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migrations'
         and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid))`,
    );
    expect(open).toEqual([]);
  });

  test('no view or materialised view goes around it', async () => {
    expect(
      await query(
        `select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace
           and not coalesce('security_invoker=true' = any (reloptions), false)`,
      ),
    ).toEqual([]);
  });

  test('the application role owns nothing, is no superuser and may not become one', async () => {
    const [facts] = await query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit from pg_roles where rolname = 'vitalfew_app'`,
    );
    expect(facts).toBe('false false false false false false');
    expect(await query("select relname from pg_class where relowner = 'vitalfew_app'::regrole")).toEqual([]);
    expect(await query("select proname from pg_proc where proowner = 'vitalfew_app'::regrole")).toEqual([]);
    expect(await query("select roleid::regrole from pg_auth_members where member = 'vitalfew_app'::regrole")).toEqual(
      [],
    );
  });

  test('the application role may read no migrations, rewrite no audit, truncate nothing, create nothing', async () => {
    const may = async (text: string) => (await query(`select ${text}`))[0];
    expect(await may("has_table_privilege('vitalfew_app', 'schema_migrations', 'select')")).toBe('false');
    expect(await may("has_table_privilege('vitalfew_app', 'audit_entries', 'update, delete')")).toBe('false');
    expect(await may("has_schema_privilege('vitalfew_app', 'public', 'create')")).toBe('false');
    expect(
      await query(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('vitalfew_app', oid, 'truncate, references, trigger')",
      ),
    ).toEqual([]);
  });

  test('functions that run as the owner name their search path', async () => {
    const loose = await query(
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
          and not exists (select from unnest(coalesce(proconfig, '{}')) c where c like 'search_path=pg_catalog%')`,
    );
    expect(loose).toEqual([]);
  });
});
