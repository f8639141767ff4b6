import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  type ArchiveHead,
  type ArchiveManifest,
  type BackedTable,
  backedTables,
  copySettings,
  quoted,
} from './backup-tables.ts';
import type { FileStore } from './files.ts';
import { migrate, readMigrations } from './migrate.ts';
import { readTar, type TarEntry } from './tar.ts';

export interface RestoreReport {
  madeAt: string;
  organisations: number;
  rows: bigint;
  files: number;
  missingFiles: string[];
}

interface Target {
  owner: pg.ClientConfig;
  /** The application role may sign in by itself there (embedded server). */
  appLogin: boolean;
  migrationsDir: string;
  files: FileStore;
  signal?: AbortSignal;
  progress?(text: string): void;
}

/**
 * Brings an archive of `backup` into an empty database: all of it or nothing. Rows and files are compared with the archive's checksums
 * and counts before they are committed. The schema becomes that of the archive; the caller migrates on from there.
 * Throws in words when the archive is damaged, newer than this program, or the database holds something.
 */
export async function restore(path: string, target: Target): Promise<RestoreReport> {
  const client = new pg.Client({ ...target.owner, application_name: 'vitalfew restore' });
  client.on('error', () => {});
  await client.connect();
  const saved: string[] = [];
  try {
    return await readArchive(client, path, target, saved);
  } catch (error) {
    await client.query('rollback').catch(() => {});
    for (const sha256 of saved) await target.files.remove(sha256);
    throw inWords(path, error as NodeJS.ErrnoException);
  } finally {
    await client.end().catch(() => {});
  }
}

function inWords(path: string, error: NodeJS.ErrnoException): Error {
  const nothing = 'Nothing was restored.';
  if (error.code === 'ENOENT' && error.syscall === 'open') return new Error(`There is no file ${path}.`);
  if (error.code?.startsWith('Z_') || /archive (ends|is damaged)/.test(error.message)) {
    return new Error(`${path} is cut off, damaged or no backup of Vitalfew. ${nothing}`, { cause: error });
  }
  return new Error(`${error.message} ${nothing}`, { cause: error });
}

async function readArchive(client: pg.Client, path: string, target: Target, saved: string[]): Promise<RestoreReport> {
  const source = createReadStream(path);
  const unzipped = createGunzip();
  source.once('error', (error) => unzipped.destroy(error));
  source.pipe(unzipped);
  try {
    const entries = readTar(unzipped);
    const first = await entries.next();
    if (first.done || first.value.name !== 'head.json') throw new Error('the archive is damaged');
    const headText = await whole(first.value);
    const head = JSON.parse(headText.toString('utf8')) as ArchiveHead;
    if (head.program !== 'vitalfew' || head.format !== 1)
      throw new Error('This backup is of a format that this program does not know.');
    await refuseFullDatabase(client);
    await bringTo(head, target);
    const found: ArchiveManifest = {
      head: createHash('sha256').update(headText).digest('hex'),
      parts: [],
      files: [],
      missingFiles: [],
    };
    await client.query('begin');
    await client.query(copySettings);
    const tables = await openTables(client, head);
    const manifest = await load(client, entries, tables, target, found, saved);
    compare(manifest, found);
    for (const table of tables.values())
      await client.query(`alter table ${quoted(table).name} force row level security`);
    await client.query('commit');
    await client.query('analyze');
    return {
      madeAt: head.madeAt,
      organisations: new Set(manifest.parts.flatMap((part) => part.org ?? [])).size,
      rows: found.parts.reduce((sum, part) => sum + BigInt(part.rows), 0n),
      files: found.files.length,
      missingFiles: manifest.missingFiles,
    };
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}

const notEmpty =
  'The database is not empty. Restore into an empty one: move the data directory away, or name another database.';

/** Refuses a database with anything in it. Rows behind row level security are looked for again within the transaction. */
async function refuseFullDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select to_regclass('public.schema_migrations') is not null as ours,
            (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')) as tables`,
  );
  if (!rows[0].ours && rows[0].tables > 0) throw new Error(notEmpty);
}

/** Brings the empty database to the very migrations that the archive was made with. */
async function bringTo(head: ArchiveHead, target: Target): Promise<void> {
  const known = await readMigrations(target.migrationsDir);
  for (const was of head.migrations) {
    const file = known.find((each) => each.version === was.version);
    if (!file || file.checksum !== was.checksum) {
      throw new Error(
        `This backup was made by another version of Vitalfew (its migration ${was.version}, ${was.name}, is ${file ? 'different' : 'not known'} here). Restore it with that version, or a newer one.`,
      );
    }
  }
  const dir = await mkdtemp(join(tmpdir(), 'vitalfew-restore-'));
  try {
    for (const { version, file } of known) {
      if (version <= head.migrations.length) await copyFile(join(target.migrationsDir, file), join(dir, file));
    }
    await migrate({ ownerUrl: target.owner, dir, appLogin: target.appLogin });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The tables to fill, with row level security not forced until the end: COPY FROM knows no policies. Throws when one holds a row. */
async function openTables(client: pg.Client, head: ArchiveHead): Promise<Map<string, BackedTable>> {
  const present = await backedTables(client);
  const described = (tables: BackedTable[]) => JSON.stringify([...tables].sort((a, b) => (a.name < b.name ? -1 : 1)));
  if (described(present) !== described(head.tables))
    throw new Error('The tables of this backup are not those of its version.');
  for (const table of present) {
    const { name } = quoted(table);
    await client.query(`alter table ${name} no force row level security`);
    if ((await client.query(`select exists (select from ${name}) as full`)).rows[0].full) throw new Error(notEmpty);
  }
  return new Map(present.map((table) => [table.name, table]));
}

/** Reads tables and files up to the manifest, which is the last entry. */
async function load(
  client: pg.Client,
  entries: AsyncGenerator<TarEntry>,
  tables: ReadonlyMap<string, BackedTable>,
  target: Target,
  found: ArchiveManifest,
  saved: string[],
): Promise<ArchiveManifest> {
  let part: Loading | null = null;
  let manifest: ArchiveManifest | null = null;
  const finish = async () => {
    if (part) found.parts.push(await part.end());
    part = null;
  };
  try {
    for await (const entry of entries) {
      target.signal?.throwIfAborted();
      const [kind, name, org] = entry.name.split('/');
      if (manifest) throw new Error('the archive is damaged');
      if (kind === 'tables' && name && org) {
        const table = tables.get(name);
        if (!table) throw new Error('the archive is damaged');
        if (part?.key !== `${name}/${org}`) {
          await finish();
          target.progress?.(name);
          part = new Loading(client, table, org === '-' ? null : org);
        }
        await part.add(entry.content);
        continue;
      }
      await finish();
      if (kind === 'manifest.json') manifest = JSON.parse((await whole(entry)).toString('utf8')) as ArchiveManifest;
      else if (kind === 'files' && name) found.files.push(await keep(target.files, name, entry, saved));
      else throw new Error('the archive is damaged');
    }
  } catch (error) {
    await part?.abandon();
    throw error;
  }
  if (!manifest) throw new Error('the archive ends too early');
  return manifest;
}

async function keep(files: FileStore, name: string, entry: TarEntry, saved: string[]) {
  const known = /^[0-9a-f]{64}$/.test(name) && (await files.has(name));
  const file = await files.save(Readable.from(entry.content), Number.MAX_SAFE_INTEGER);
  if (!known || file.sha256 !== name) saved.push(file.sha256);
  if (file.sha256 !== name) throw new Error(`The stored file ${name} in this backup was changed.`);
  // Which of them are documents is known by their rows only; what need not stand there is swept.
  if (files.shelf !== files.local) await files.shelf.put({ path: files.pathOf(name), sha256: name, size: file.size });
  return { sha256: name, size: file.size };
}

/** One table (of one organisation) on its way in. */
class Loading {
  readonly key: string;
  private readonly table: BackedTable;
  private readonly org: string | null;
  private readonly hash = createHash('sha256');
  private readonly into: Writable & { rowCount: number };
  private readonly done: Promise<void>;

  constructor(client: pg.Client, table: BackedTable, org: string | null) {
    this.key = `${table.name}/${org ?? '-'}`;
    this.table = table;
    this.org = org;
    const { name, columns } = quoted(table);
    this.into = client.query(copyFrom(`copy ${name} (${columns}) from stdin`)) as never;
    this.done = new Promise((resolve, reject) => {
      this.into.once('finish', () => resolve());
      this.into.once('error', reject);
    });
    this.done.catch(() => {});
  }

  async add(content: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of content) {
      this.hash.update(chunk);
      if (!this.into.write(chunk)) {
        await Promise.race([new Promise((resolve) => this.into.once('drain', resolve)), this.done]);
      }
    }
  }

  /** Ends the COPY without its rows, so that the connection can roll back. */
  async abandon(): Promise<void> {
    this.into.destroy(new Error('abandoned'));
    await this.done.catch(() => {});
  }

  async end(): Promise<ArchiveManifest['parts'][number]> {
    this.into.end();
    try {
      await this.done;
    } catch (error) {
      throw new Error(`The rows of ${this.table.name} in this backup cannot be read: ${(error as Error).message}.`);
    }
    return {
      table: this.table.name,
      org: this.org,
      rows: String(this.into.rowCount),
      sha256: this.hash.digest('hex'),
    };
  }
}

async function whole(entry: TarEntry): Promise<Buffer> {
  if (entry.size > 256 * 1024 * 1024) throw new Error('the archive is damaged');
  const chunks: Buffer[] = [];
  for await (const chunk of entry.content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Refuses when what came in is not what the manifest says. Parts without rows have no entry of their own. */
function compare(manifest: ArchiveManifest, found: ArchiveManifest): void {
  if (manifest.head !== found.head) throw new Error('The head of this backup was changed.');
  const parts = new Map(found.parts.map((part) => [`${part.table}/${part.org}`, part]));
  for (const wanted of manifest.parts) {
    const part = parts.get(`${wanted.table}/${wanted.org}`);
    parts.delete(`${wanted.table}/${wanted.org}`);
    if (wanted.rows === '0' && !part) continue;
    if (!part || part.rows !== wanted.rows || part.sha256 !== wanted.sha256)
      throw new Error(`The rows of ${wanted.table} in this backup are not those that were saved.`);
  }
  if (parts.size > 0) throw new Error('This backup holds more than its manifest says.');
  const list = (files: ArchiveManifest['files']) => JSON.stringify(files.map((file) => [file.sha256, file.size]));
  if (list(manifest.files) !== list(found.files))
    throw new Error('The files of this backup are not those that were saved.');
}
