import '../src/app/features.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../src/kernel/ctx.ts';
import { inTransaction } from '../src/kernel/db.ts';
import { hidePerson, textColumns, textTables } from '../src/kernel/person-texts.ts';
import { type TestDatabase, testDatabase } from '../src/kernel/postgres/scratch.ts';
import { namingsOf } from '../src/pure/person-words.ts';
import { digits, placesIn, word } from './erasure-marks.ts';
import { fillEveryTable } from './fill.ts';
import { nobodyThere } from './nobody-there.ts';

describe('texts in which a person may be named', () => {
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

  test('every column that holds text is spoken for: people write there freely, or it names nobody at customers and says why', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations' and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and t.typname in ('text', '_text', 'varchar', 'bpchar', 'jsonb', 'json', 'bytea') order by 1`,
    );
    const all = rows.map(({ name }) => name);
    const spoken = [...textColumns(), 'audit_entries.reason', 'audit_entries.changes', ...nobodyThere()];
    expect(all.filter((name) => !spoken.includes(name))).toEqual([]);
    expect(spoken.filter((name) => !all.includes(name))).toEqual([]);
    expect(spoken.filter((name, at) => spoken.indexOf(name) !== at)).toEqual([]);
  });

  test('the name is hidden in every one of them, whatever the table', async () => {
    const org = await fillEveryTable(client);
    const [one, two, phone] = [word(), word(), `49${digits()}`];
    const said = `Met ${one} ${two} at the fair, ${two}, ${one} (+${phone}), ${one}@${two}.example`;
    await client.query('begin');
    await client.query("select set_config('vitalfew.org', $1, true), set_config('vitalfew.gate', 'on', true)", [org]);
    const types = new Map(
      (
        await client.query<{ name: string; type: string }>(
          `select c.relname || '.' || a.attname as name, t.typname as type from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid where c.relkind = 'r'`,
        )
      ).rows.map(({ name, type }) => [name, type]),
    );
    const audit = { table: 'audit_entries', columns: ['reason', 'changes'], whole: [] };
    for (const { table, columns, whole = [] } of [...textTables(), audit])
      for (const column of [...columns, ...whole]) {
        const type = types.get(`${table}.${column}`)!;
        const value =
          table === 'audit_entries' && column === 'changes'
            ? JSON.stringify([{ field: 'text', before: said, after: { deep: [said] } }])
            : type === 'jsonb'
              ? JSON.stringify({ deep: [said, { said }] })
              : type === '_text'
                ? [said]
                : said;
        const put = async (text: unknown) => {
          const done = await client.query(`update ${table} set ${column} = $1 where org_id = $2`, [text, org]);
          expect(done.rowCount, table).toBeGreaterThan(0);
        };
        await client.query('savepoint one');
        await put(value).catch(async () => {
          // Only short texts have room there.
          await client.query('rollback to one');
          await put(`${one} ${two}`);
        });
      }
    await client.query('commit');
    const namings = namingsOf({
      name: `${one} ${two}`,
      latinName: null,
      reaches: [`+${phone}`, `${one}@${two}.example`],
      words: [],
    });
    const pool = new pg.Pool({ connectionString: database.appUrl });
    try {
      await inTransaction(pool, { orgId: org }, ({ db }) =>
        hidePerson({ db, org: { id: org }, enqueue: async () => {} } as unknown as Ctx, namings),
      );
    } finally {
      await pool.end();
    }
    await client.query("select set_config('vitalfew.org', $1, false), set_config('vitalfew.gate', 'on', false)", [org]);
    expect(await placesIn(client, [one, two, phone])).toEqual([]);
  });
});
