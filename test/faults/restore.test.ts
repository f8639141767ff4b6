import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backup } from '../../src/kernel/backup.ts';
import { backedTables } from '../../src/kernel/backup-tables.ts';
import { checkoutDir } from '../../src/kernel/config.ts';
import { type FileStore, openFiles } from '../../src/kernel/files.ts';
import { newId } from '../../src/kernel/id.ts';
import { emptyDatabase, type TestDatabase, testDatabase } from '../../src/kernel/postgres/scratch.ts';
import { restore } from '../../src/kernel/restore.ts';
import { fillEveryTable } from '../fill.ts';

const migrationsDir = join(checkoutDir(), 'db/migrations');
const content = 'name;amount\nЖ;1\n';
let dir: string;
let source: TestDatabase;
let client: pg.Client;
let files: FileStore;
let archive: string;
let organisations: string[];

const ownerOf = (database: TestDatabase) => ({ connectionString: database.ownerUrl });
const targetOf = (database: TestDatabase, store: FileStore) => ({
  owner: ownerOf(database),
  appLogin: true,
  migrationsDir,
  files: store,
});

async function connect(database: TestDatabase): Promise<pg.Client> {
  const opened = new pg.Client(ownerOf(database));
  await opened.connect();
  return opened;
}

/** What each table holds, organisation by organisation, as one hash; sees everything, also as a plain owner. */
async function hashes(database: TestDatabase): Promise<Record<string, string>> {
  const reader = await connect(database);
  const found: Record<string, string> = {};
  for (const table of await backedTables(reader)) {
    for (const org of table.kind === 'gate' ? [''] : organisations) {
      await reader.query("select set_config('vitalfew.org', $1, false), set_config('vitalfew.gate', $2, false)", [
        org,
        org === '' ? 'on' : '',
      ]);
      const where = org === '' ? '' : `where org_id = '${org}'`;
      const { rows } = await reader.query(
        `select count(*)::int || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as hash from ${table.name} t ${where}`,
      );
      found[`${table.name} ${org}`] = rows[0].hash;
    }
  }
  await reader.end();
  return found;
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vitalfew-backup-'));
  files = await openFiles(join(dir, 'files'));
  source = await testDatabase();
  client = await connect(source);
  organisations = [await fillEveryTable(client), await fillEveryTable(client)];
  const { sha256, size } = await files.save(Readable.from([Buffer.from(content)]), 1000);
  await client.query('begin');
  await client.query("select set_config('vitalfew.org', $1, true)", [organisations[0]]);
  await client.query("update stored_files set sha256 = $2, size = $3, purpose = 'import' where org_id = $1", [
    organisations[0],
    sha256,
    size,
  ]);
  await client.query('commit');
  archive = join(dir, 'all.tar.gz');
});
afterAll(async () => {
  await client?.end();
  await source?.drop();
  await rm(dir, { recursive: true, force: true });
});

describe('backup and restore', () => {
  test('everything comes back elsewhere, row by row, with the files', async () => {
    const report = await backup(ownerOf(source), files, archive);
    expect(report.organisations).toBe(2);
    expect(report.files).toBe(1);
    expect(report.missingFiles).toHaveLength(1);
    const before = await hashes(source);
    expect(Object.values(before).filter((hash) => hash.startsWith('0 '))).toEqual([]);
    const target = await emptyDatabase();
    const elsewhere = await openFiles(join(dir, 'elsewhere'));
    try {
      const restored = await restore(archive, targetOf(target, elsewhere));
      expect(restored.rows).toBe(report.rows);
      expect(await hashes(target)).toEqual(before);
      const [sha256] = (await readManifest(archive)).files.map((file) => file.sha256);
      expect(await readFile(elsewhere.pathOf(sha256!), 'utf8')).toBe(content);
      const reader = await connect(target);
      const { rows } = await reader.query(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relforcerowsecurity and relname <> 'schema_migrations'",
      );
      expect(rows).toEqual([]);
      await reader.end();
    } finally {
      await target.drop();
    }
  });

  test('an ordinary tar reads the archive, and a second backup does not write over the first', async () => {
    const names = execFileSync('tar', ['tzf', archive], { encoding: 'utf8' }).trim().split('\n');
    expect(names[0]).toBe('head.json');
    expect(names.at(-1)).toBe('manifest.json');
    await expect(backup(ownerOf(source), files, archive)).rejects.toThrow('exists already');
  });

  test('a database that holds something is refused and stays as it is', async () => {
    const target = await testDatabase();
    const reader = await connect(target);
    const store = await openFiles(join(dir, 'full'));
    try {
      await reader.query("select set_config('vitalfew.gate', 'on', false)");
      await reader.query("insert into organisations (id, slug, name, created_at) values ($1, 'mine', 'Mine', now())", [
        newId(),
      ]);
      await expect(restore(archive, targetOf(target, store))).rejects.toThrow('not empty');
      expect((await reader.query('select slug from organisations')).rows).toEqual([{ slug: 'mine' }]);
    } finally {
      await reader.end();
      await target.drop();
    }
  });

  const damages: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ['cut off in the middle', (bytes) => bytes.subarray(0, bytes.length / 2), /cut off, damaged/],
    ['cut off at the very end', (bytes) => bytes.subarray(0, bytes.length - 4), /cut off, damaged/],
    ['without its manifest', withoutManifest, /cut off, damaged/],
    ['with a changed row', (bytes) => changed(bytes, 'fill-', 'pill-'), /not those that were saved/],
    ['with a changed file', (bytes) => changed(bytes, 'name;amount', 'game;amount'), /was changed/],
    ['with a changed head', (bytes) => changed(bytes, '"madeAt":"2', '"madeAt":"3'), /head of this backup was changed/],
    ['that is no archive', () => Buffer.from('hello'), /no backup of Vitalfew/],
  ];
  test.each(damages)('a backup %s is refused, and nothing is left of it', async (name, damage, words) => {
    const bad = join(dir, `${name.replaceAll(' ', '-')}.tar.gz`);
    await writeFile(bad, damage(await readFile(archive)));
    const target = await emptyDatabase();
    const store = await openFiles(join(dir, `bad-${name}`));
    try {
      await expect(restore(bad, targetOf(target, store))).rejects.toThrow(words);
      for (const file of (await readManifest(archive)).files) expect(await store.has(file.sha256)).toBe(false);
      await restore(archive, targetOf(target, store));
      expect(await hashes(target)).toEqual(await hashes(source));
    } finally {
      await target.drop();
    }
  });

  test('a backup of a newer version is refused', async () => {
    const [older] = [await mkdtemp(join(dir, 'older-'))];
    await copyFile(join(migrationsDir, '0001_people.sql'), join(older, '0001_people.sql'));
    const target = await emptyDatabase();
    try {
      await expect(restore(archive, { ...targetOf(target, files), migrationsDir: older })).rejects.toThrow(
        'another version',
      );
    } finally {
      await target.drop();
    }
  });

  test('is of one moment while work goes on', async () => {
    const writer = await connect(source);
    const org = organisations[1]!;
    await writer.query("select set_config('vitalfew.org', $1, false)", [org]);
    let going = true;
    const work = (async () => {
      // Each transaction writes the same number of products and salespeople.
      for (let count = 0; going; count++) {
        await writer.query('begin');
        await writer.query(
          "insert into products (org_id, id, source, external_id, name, created_at) values ($1, $2, 's', $3, 'p', now())",
          [org, newId(), `p${count}`],
        );
        await writer.query(
          "insert into salespeople (org_id, id, source, external_id, name) values ($1, $2, 's', $3, 'p')",
          [org, newId(), `s${count}`],
        );
        await writer.query('commit');
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const path = join(dir, 'moment.tar.gz');
    await backup(ownerOf(source), files, path);
    going = false;
    await work;
    await writer.end();
    const { parts } = await readManifest(path);
    const rowsOf = (table: string) => parts.find((part) => part.table === table && part.org === org)!.rows;
    expect(Number(rowsOf('products'))).toBeGreaterThan(1);
    expect(rowsOf('products')).toBe(rowsOf('salespeople'));
  });
});

async function readManifest(path: string) {
  const tar = gunzipSync(await readFile(path)).toString('latin1');
  const start = tar.lastIndexOf('{"head":');
  return JSON.parse(tar.slice(start, tar.indexOf('\0', start))) as {
    parts: { table: string; org: string | null; rows: string }[];
    files: { sha256: string }[];
  };
}

function changed(bytes: Buffer, was: string, is: string): Buffer {
  const tar = gunzipSync(bytes);
  const at = tar.indexOf(was);
  expect(at).toBeGreaterThan(0);
  tar.write(is, at);
  return gzipSync(tar);
}

function withoutManifest(bytes: Buffer): Buffer {
  const tar = gunzipSync(bytes);
  return gzipSync(Buffer.concat([tar.subarray(0, tar.lastIndexOf('manifest.json')), Buffer.alloc(1024)]));
}
