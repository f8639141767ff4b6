import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, pendingMigrations, readMigrations } from './migrate.ts';
import { emptyDatabase, type TestDatabase, testDatabase } from './postgres/scratch.ts';

let dir: string;
let database: TestDatabase;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vitalfew-migrations-'));
  database = await emptyDatabase();
});

afterEach(async () => {
  await database.drop();
  await rm(dir, { recursive: true });
});

const write = (file: string, sql: string) => writeFile(join(dir, file), sql);
const run = () => migrate({ ownerUrl: database.ownerUrl, dir, appLogin: true });

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('applies what is missing, in order, once', async () => {
  await write('0001_first.sql', 'create table first (id int);');
  expect((await pendingMigrations({ ownerUrl: database.ownerUrl, dir })).map((each) => each.file)).toEqual([
    '0001_first.sql',
  ]);
  expect((await run()).map((each) => each.version)).toEqual([1]);
  await write('0002_second.sql', 'alter table first add column name text;');
  expect((await run()).map((each) => each.version)).toEqual([2]);
  expect(await run()).toEqual([]);
  expect(await pendingMigrations({ ownerUrl: database.ownerUrl, dir })).toEqual([]);
  expect(await query(database.ownerUrl, 'select version, name from schema_migrations order by 1')).toEqual([
    { version: 1, name: 'first' },
    { version: 2, name: 'second' },
  ]);
});

test('a changed file is refused, line ends aside', async () => {
  await write('0001_first.sql', 'create table first (id int);\n');
  await run();
  await write('0001_first.sql', 'create table first (id int);\r\n');
  expect(await run()).toEqual([]);
  await write('0001_first.sql', 'create table first (id bigint);\n');
  await expect(run()).rejects.toThrow(/0001_first.sql was changed after it was applied.*0002_/s);
});

test('a file that fails leaves the database as it was, and is named with the place', async () => {
  await write('0001_first.sql', 'create table first (id int);');
  await write('0002_second.sql', "create table second (id int);\n-- ключ 🔑\nselect 'ж' from\n  nowhere;\n");
  await expect(run()).rejects.toThrow(
    /0002_second.sql failed: relation "nowhere" does not exist\n {2}at line 4, column 3: nowhere;/,
  );
  expect(
    await query(database.ownerUrl, "select to_regclass('second') as second, to_regclass('first')::text as first"),
  ).toEqual([{ second: null, first: 'first' }]);
  await write('0002_second.sql', 'create table second (id int);');
  expect((await run()).map((each) => each.version)).toEqual([2]);
});

test('a file cannot leave its transaction', async () => {
  await write('0001_first.sql', 'create table first (id int);\ncommit;\nselect 1;');
  await expect(run()).rejects.toThrow(/0001_first.sql.*one transaction/);
});

test('a database newer than the program is refused', async () => {
  await write('0001_first.sql', 'select 1');
  await write('0002_second.sql', 'select 2');
  await run();
  await rm(join(dir, '0002_second.sql'));
  await expect(run()).rejects.toThrow(/newer than this program.*second/);
});

test('numbers have no holes and no twins', async () => {
  await write('0001_first.sql', 'select 1');
  await write('0003_third.sql', 'select 3');
  await expect(readMigrations(dir)).rejects.toThrow(/next number is 0002/);
  await write('0001_other.sql', 'select 1');
  await expect(readMigrations(dir)).rejects.toThrow(/next number is 0002/);
});

test('several at once apply each file once', async () => {
  await write('0001_first.sql', 'create table first (id int); select pg_sleep(0.2);');
  await write('0002_second.sql', 'insert into first values (1);');
  const applied = await Promise.all([run(), run(), run(), run()]);
  expect(applied.flat().map((each) => each.version)).toEqual([1, 2]);
  expect(await query(database.ownerUrl, 'select count(*)::int as n from first')).toEqual([{ n: 1 }]);
});

test('the application role signs in and sees nothing of the migrations', async () => {
  await write(
    '0001_first.sql',
    'alter default privileges grant select on tables to vitalfew_app; create table first (id int);',
  );
  await run();
  expect(
    await query(database.appUrl, 'select current_user::text as me from first right join (select 1) as one on true'),
  ).toEqual([{ me: 'vitalfew_app' }]);
  await expect(query(database.appUrl, 'select * from schema_migrations')).rejects.toThrow(/permission denied/);
});

test('clones of the migrated template are separate', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  await query(one.ownerUrl, 'create table only_here (id int)');
  expect(await query(two.ownerUrl, "select to_regclass('only_here') as found")).toEqual([{ found: null }]);
  expect(
    await pendingMigrations({ ownerUrl: two.ownerUrl, dir: join(import.meta.dirname, '../../db/migrations') }),
  ).toEqual([]);
  await Promise.all([one.drop(), two.drop()]);
});
