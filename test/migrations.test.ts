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

test('after 0022 main contacts are people with one position, found in both scripts; the audit keeps their values no more', async () => {
  await migrateTo(21);
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    await client.query("select set_config('vitalfew.gate', 'on', false), set_config('vitalfew.org', $1, false)", [ORG]);
    await client.query("insert into organisations (id, slug, name, created_at) values ($1, 'acme', 'Acme', now())", [
      ORG,
    ]);
    await client.query(
      `insert into accounts (org_id, id, source, external_id, name, kind, root_id, entity_id, created_at)
       values ($1, $2, 'made', 'A', 'Acme', 'entity', $2, $2, now())`,
      [ORG, ACCOUNT],
    );
    const contact = '01a00000-0000-7000-8000-00000000000c';
    await client.query(
      `insert into account_contacts (org_id, id, account_id, name, position, phone, email)
       values ($1, $2, $3, 'Юрий Жук', 'Закупки', '+7 (916) 123-45-67', 'Zhuk@Acme.example')`,
      [ORG, contact, ACCOUNT],
    );
    await client.query(
      `insert into audit_entries (org_id, id, at, operation, word, record_kind, record_id, changes)
       values ($1, gen_random_uuid(), now(), 'addContact', 'added a contact', 'contact', $2, '[{"field": "name", "before": null, "after": "Юрий Жук"}]')`,
      [ORG, contact],
    );
    await migrateTo(22);
    const { rows } = await client.query(
      'select c.name, c.latin_name, c.phones, c.emails, c.search_text, c.keys, p.account_id, p.title, p.is_main from contacts c join contact_positions p on p.contact_id = c.id',
    );
    expect(rows).toEqual([
      {
        ...{ name: 'Юрий Жук', latin_name: 'Yuriy Zhuk', account_id: ACCOUNT, title: 'Закупки', is_main: true },
        phones: [{ label: 'work', value: '+7 (916) 123-45-67', preferred: true }],
        emails: [{ label: 'work', value: 'Zhuk@Acme.example', preferred: true }],
        search_text: 'юрии жук yuriy zhuk zhuk@acme.example 79161234567',
        keys: ['mail:zhuk@acme.example', 'phone:9161234567'],
      },
    ]);
    const { rows: entries } = await client.query('select word, changes from audit_entries');
    expect(entries).toEqual([
      { word: 'added a contact', changes: [{ field: 'name', before: null, after: null, person: contact }] },
    ]);
  } finally {
    await client.end();
  }
});

test('after 0024 a plain note is the first pinned one, and what was known of an account stands in its timeline', async () => {
  await migrateTo(23);
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  const USER = '01a00000-0000-7000-8000-0000000000aa';
  const GROUP = '01a00000-0000-7000-8000-00000000000b';
  const IMPORT = '01a00000-0000-7000-8000-00000000000c';
  const put = (text: string, values: unknown[] = [ORG]) => client.query(text, values);
  try {
    await put("select set_config('vitalfew.gate', 'on', false), set_config('vitalfew.org', $1, false)");
    await put("insert into organisations (id, slug, name, created_at) values ($1, 'acme', 'Acme', now())");
    await put("insert into organisation_settings (org_id, base_currency, timezone) values ($1, 'EUR', 'UTC')");
    await put("insert into users (id, email, name, created_at) values ($1, 'a@example.com', 'Anna', now())", [USER]);
    await put("insert into memberships (org_id, user_id, roles, created_at) values ($1, $2, '{head}', now())", [
      ORG,
      USER,
    ]);
    for (const [id, name, note] of [
      [GROUP, 'Group', ''],
      [ACCOUNT, 'Alder', 'Calls on Mondays\r\n\r\n<b>Never</b> on Fridays\n'],
    ])
      await put(
        `insert into accounts (org_id, id, source, external_id, name, kind, root_id, entity_id, note, created_at)
         values ($1, $2, 'hand', $3, $3, 'group', $2, $2, $4, '2024-01-01')`,
        [ORG, id, name, note],
      );
    await put(
      `insert into audit_entries (org_id, id, at, user_id, operation, word, record_id) values ($1, gen_random_uuid(), '2024-05-05', $2, 'setNote', 'x', $3)`,
      [ORG, USER, ACCOUNT],
    );
    await put(
      `insert into account_tiers (org_id, id, account_id, tier, since, origin, reason_code, reason, until) values
       ($1, '${IMPORT}', $2, 'standard', '2024-02-01', 'hand', 'growth', '', '2024-03-01'), ($1, '${GROUP}', $2, 'key', '2024-03-01', 'hand', 'growth', 'Grows', null)`,
      [ORG, ACCOUNT],
    );
    await put(
      `insert into account_parents (org_id, id, account_id, parent_id, since, origin) values
       ($1, '${GROUP}', $2, '${GROUP}', '2024-01-01', 'import'), ($1, '${IMPORT}', $2, null, '2024-04-01', 'hand')`,
      [ORG, ACCOUNT],
    );
    await put(
      `insert into account_team (org_id, id, account_id, user_id, duty, since, until) values ($1, gen_random_uuid(), $2, $3, 'lead', '2024-01-02', '2024-01-31')`,
      [ORG, ACCOUNT, USER],
    );
    await put(
      `insert into imports (org_id, id, state, name, source, created_at, finished_at) values ($1, $2, 'done', 'x', 'x', '2024-06-01', '2024-06-01')`,
      [ORG, IMPORT],
    );
    await put(
      `insert into ledger_documents (org_id, id, source, series, number, kind, has_header, account_id, base_net, import_id)
       values ($1, gen_random_uuid(), '', 'sale', '1', 'invoice', true, $2, 12345, $3), ($1, gen_random_uuid(), '', 'order', '2', 'order', true, $2, 999, $3)`,
      [ORG, ACCOUNT, IMPORT],
    );
    await migrateTo(25);
    const notes = (await put('select body, text, is_pinned, author_id, version from notes', [])).rows;
    const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
    const content = [
      line('Calls on Mondays'),
      { type: 'paragraph' },
      line('<b>Never</b> on Fridays'),
      { type: 'paragraph' },
    ];
    const text = 'Calls on Mondays\n\n<b>Never</b> on Fridays';
    expect(notes).toEqual([{ body: { type: 'doc', content }, text, is_pinned: true, author_id: USER, version: 1 }]);
    const entries = await put(
      "select kind, to_char(at, 'MM-DD') as day, params, text from timeline_entries order by at, kind",
      [],
    );
    expect(entries.rows.map(({ kind, day }) => `${day} ${kind}`)).toEqual([
      '01-02 accounts.teamJoined',
      '02-01 accounts.teamEnded',
      '02-01 segmentation.tierSet',
      '03-01 segmentation.tierSet',
      '04-01 accounts.moved',
      '05-05 notes.written',
      '06-01 ledger.imported',
    ]);
    expect(entries.rows[3]).toMatchObject({ params: { tier: 'key', before: 'standard' }, text: 'Grows' });
    expect(entries.rows[4]!.params).toMatchObject({ origin: 'hand', accounts: { from: GROUP } });
    expect(entries.rows[6]!.params).toMatchObject({ invoices: 1, orders: 1, net: '123.45' });
    const unguarded = "select relname from pg_class where relkind = 'r' and relrowsecurity and not relforcerowsecurity";
    expect((await put(unguarded, [])).rows).toEqual([]);
  } finally {
    await client.end();
  }
});
