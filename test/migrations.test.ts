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
