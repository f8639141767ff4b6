import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, readMigrations } from '../src/kernel/migrate.ts';
import { emptyDatabase, type TestDatabase } from '../src/kernel/postgres/scratch.ts';

const all = join(import.meta.dirname, '../db/migrations');
const ORG = '01a00000-0000-7000-8000-000000000001';
const OTHER = '01a00000-0000-7000-8000-000000000002';
const ACCOUNT = '01a00000-0000-7000-8000-00000000000a';

let database: TestDatabase;
let dir: string;
beforeEach(async () => {
  database = await emptyDatabase();
  dir = await mkdtemp(join(tmpdir(), 'vitalfew-migrations-'));
});
afterEach(async () => {
  await database.drop();
  await rm(dir, { recursive: true });
});

/** Brings the database up to the migration of that number. */
async function migrateTo(version: number): Promise<void> {
  for (const { file } of (await readMigrations(all)).slice(0, version))
    await copyFile(join(all, file), join(dir, file));
  await migrate({ ownerUrl: database.ownerUrl, dir, appLogin: true });
}

test('the days of what was bought before are there after 0017, for each organisation by itself', async () => {
  await migrateTo(16);
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    for (const org of [ORG, OTHER]) {
      await client.query('begin');
      await client.query("select set_config('vitalfew.org', $1, true)", [org]);
      const documents =
        org === ORG
          ? [
              ['1', 'invoice', '2025-01-01'],
              ['2', 'invoice', '2025-01-31'],
              ['3', 'credit_note', '2025-01-09'],
              ['4', 'order', '2025-01-03'],
              ['5', 'invoice', '2025-02-02'],
            ]
          : [['1', 'invoice', '2025-01-05']];
      for (const [number, kind, day] of documents) {
        await client.query(
          `insert into ledger_documents (org_id, id, source, series, number, kind, has_header, account_id, doc_date, import_id)
           values ($1, gen_random_uuid(), '', $2, $3, $4, true, $5, $6, gen_random_uuid())`,
          [org, kind === 'order' ? 'order' : kind === 'invoice' ? 'sale' : 'credit', number, kind, ACCOUNT, day],
        );
      }
      await client.query(
        'insert into ledger_account_months (org_id, account_id, month) select distinct org_id, account_id, month_of(doc_date) from ledger_documents where org_id = $1',
        [org],
      );
      await client.query('commit');
    }
    await migrateTo(17);
    const days = async (org: string) => {
      await client.query("select set_config('vitalfew.org', $1, false)", [org]);
      const { rows } = await client.query(
        'select month::text, invoice_days, order_days from ledger_account_months where org_id = $1 order by month',
        [org],
      );
      return rows;
    };
    expect(await days(ORG)).toEqual([
      { month: '2025-01-01', invoice_days: (1 << 0) | (1 << 30), order_days: 1 << 2 },
      { month: '2025-02-01', invoice_days: 1 << 1, order_days: 0 },
    ]);
    expect(await days(OTHER)).toEqual([{ month: '2025-01-01', invoice_days: 1 << 4, order_days: 0 }]);
    const { rows } = await client.query(
      "select relname from pg_class where relname in ('ledger_documents', 'ledger_account_months') and not relforcerowsecurity",
    );
    expect(rows).toEqual([]);
  } finally {
    await client.end();
  }
});

test('after 0020 who was invited before 0015 waits for the link, and who was erased is a former colleague', async () => {
  await migrateTo(14);
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    await client.query("select set_config('vitalfew.gate', 'on', false), set_config('vitalfew.org', $1, false)", [ORG]);
    await client.query("insert into organisations (id, slug, name, created_at) values ($1, 'acme', 'Acme', now())", [
      ORG,
    ]);
    await client.query(
      "insert into organisation_settings (org_id, base_currency, timezone, language) values ($1, 'EUR', 'UTC', 'ru')",
      [ORG],
    );
    const people = { waiting: null, joined: 'hash', unlinked: null, erased: null };
    for (const [name, hash] of Object.entries(people)) {
      await client.query(
        `with made as (insert into users (id, email, name, created_at) values (gen_random_uuid(), $1, $2, now()) returning id),
              member as (insert into memberships (org_id, user_id, roles, created_at, ended_at, erased_at)
                           select $3, id, '{kam}', now(), case when $2 = 'erased' then now() end, case when $2 = 'erased' then now() end from made),
              known as (insert into credentials (user_id, password_hash, changed_at) select id, $4, now() from made where $4::text is not null)
         insert into links (id, token_hash, purpose, user_id, org_id, created_at, expires_at)
           select gen_random_uuid(), decode(md5($2), 'hex'), 'invitation', id, $3, now(), now() from made where $2 <> 'unlinked'`,
        [`${name}@example.com`, name, ORG, hash],
      );
    }
    await migrateTo(20);
    const { rows } = await client.query(
      'select u.name, m.invited_name, m.invited_email, m.former_name from memberships m join users u on u.id = m.user_id order by 1',
    );
    const none = { invited_name: null, invited_email: null, former_name: null };
    expect(rows).toEqual([
      { ...none, name: 'erased', former_name: 'Бывший коллега' },
      { ...none, name: 'joined' },
      { ...none, name: 'unlinked' },
      { ...none, name: 'waiting', invited_name: 'waiting', invited_email: 'waiting@example.com' },
    ]);
  } finally {
    await client.end();
  }
});
