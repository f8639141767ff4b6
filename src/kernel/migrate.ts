import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { appRole, ensureAppRole } from './postgres/roles.ts';

/** What migrate needs of a logger. */
export interface MigrateLog {
  info(facts: object, text: string): void;
}

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly file: string;
  readonly sql: string;
  /** sha256 of the text, line ends as on Unix. */
  readonly checksum: string;
}

/** A migration that cannot be applied; the message names the file and says what to do. */
export class MigrationError extends Error {}

/** The advisory lock of migrations, per database. */
const lockKey = 7_845_202;

interface MigrateOptions {
  /** Connection of the owner. */
  ownerUrl: string | pg.ClientConfig;
  /** Directory of NNNN_name.sql. */
  dir: string;
  log?: MigrateLog;
  /** The application role may sign in by itself (embedded server), or only be taken on by the owner (external). */
  appLogin?: boolean;
}

/**
 * Brings the database up to date: makes the application role, then applies each missing file in a transaction of its own.
 * Two at once wait for each other. A file that fails leaves the database as it was before it. Returns what was applied.
 */
export async function migrate(options: MigrateOptions): Promise<Migration[]> {
  const files = await readMigrations(options.dir);
  return withOwner(options.ownerUrl, async (client) => {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as got', [lockKey]);
    if (!rows[0].got) {
      options.log?.info({}, 'waiting for another process that migrates this database');
      await client.query('select pg_advisory_lock($1)', [lockKey]);
    }
    await ensureAppRole(client, options.appLogin ?? false);
    await client.query(
      `create table if not exists schema_migrations (
         version int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now());
       revoke all on schema_migrations from public, ${appRole}`,
    );
    const missing = compare(files, await applied(client));
    for (const migration of missing) {
      const begun = Date.now();
      await apply(client, migration);
      options.log?.info({ migration: migration.file, ms: Date.now() - begun }, 'migrated');
    }
    return missing;
  });
}

/** The files that are not in the database yet; throws MigrationError when file and database disagree. Changes nothing. */
export async function pendingMigrations(options: Pick<MigrateOptions, 'ownerUrl' | 'dir'>): Promise<Migration[]> {
  const files = await readMigrations(options.dir);
  return withOwner(options.ownerUrl, async (client) => {
    const { rows } = await client.query("select to_regclass('schema_migrations') as present");
    return rows[0].present === null ? files : compare(files, await applied(client));
  });
}

/** Reads the files of a directory in order. Throws when a number is missing or used twice. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const file of names) {
    const [, digits, name] = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file) ?? [];
    if (!digits || !name) throw new MigrationError(`${join(dir, file)} must be named like 0001_people.sql`);
    if (Number(digits) !== migrations.length + 1) {
      throw new MigrationError(
        `${join(dir, file)}: the next number is ${String(migrations.length + 1).padStart(4, '0')}. Numbers go up by one, each used once.`,
      );
    }
    const sql = (await readFile(join(dir, file), 'utf8')).replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
    if (/^\s*(begin|commit|rollback)(\s+(transaction|work))?\s*;/im.test(sql)) {
      throw new MigrationError(
        `${file}: a migration runs in one transaction that is opened for it. Remove begin, commit and rollback.`,
      );
    }
    migrations.push({
      version: Number(digits),
      name,
      file,
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    });
  }
  return migrations;
}

interface Applied {
  version: number;
  name: string;
  checksum: string;
}

async function applied(client: pg.Client): Promise<Applied[]> {
  return (await client.query<Applied>('select version, name, checksum from schema_migrations order by version')).rows;
}

function compare(files: Migration[], done: Applied[]): Migration[] {
  for (const row of done) {
    const file = files.find((each) => each.version === row.version);
    if (!file) {
      throw new MigrationError(
        `The database is newer than this program: it has migration ${row.version} (${row.name}), which is not in db/migrations. ` +
          'Start the newer Vitalfew, or restore a backup made with this one.',
      );
    }
    if (file.checksum !== row.checksum) {
      throw new MigrationError(
        `${file.file} was changed after it was applied to this database. Bring back the file as it was (git checkout) and put the change into a new ` +
          `migration ${String(files.length + 1).padStart(4, '0')}_*.sql.`,
      );
    }
  }
  const highest = done.at(-1)?.version ?? 0;
  const missing = files.filter((file) => !done.some((row) => row.version === file.version));
  const late = missing.find((file) => file.version < highest);
  if (late)
    throw new MigrationError(
      `${late.file} is missing in the database, though later ones are in it. Give it a number after ${highest}.`,
    );
  return missing;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    const before = await transactionId(client);
    await client.query(migration.sql);
    if ((await transactionId(client)) !== before) throw new Error('it ended the transaction that it runs in');
    await client.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new MigrationError(describe(migration, error as pg.DatabaseError), { cause: error });
  }
  await client.query('reset all; reset role');
}

async function transactionId(client: pg.Client): Promise<string> {
  return (await client.query('select pg_current_xact_id()::text as id')).rows[0].id;
}

function describe(migration: Migration, error: pg.DatabaseError): string {
  const lines = [`Migration ${migration.file} failed: ${error.message}`];
  const position = Number(error.position);
  if (position > 0) {
    // PostgreSQL counts characters from 1, JavaScript UTF-16 units from 0.
    const before = [...migration.sql]
      .slice(0, position - 1)
      .join('')
      .split('\n');
    const line = before.length;
    lines.push(
      `  at line ${line}, column ${before.at(-1)!.length + 1}: ${migration.sql.split('\n')[line - 1]!.trim().slice(0, 160)}`,
    );
  }
  if (error.detail) lines.push(`  detail: ${error.detail}`);
  if (error.hint) lines.push(`  hint: ${error.hint}`);
  if (error.where) lines.push(`  where: ${error.where.split('\n').slice(0, 3).join(' / ')}`);
  lines.push(
    'The database is as it was before this migration. Remove the cause and start again, or go on with the version of Vitalfew that ran before.',
  );
  return lines.join('\n');
}

async function withOwner<T>(ownerUrl: string | pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const settings = typeof ownerUrl === 'string' ? { connectionString: ownerUrl } : ownerUrl;
  const client = new pg.Client({ ...settings, application_name: 'vitalfew migrate' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
