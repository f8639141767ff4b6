import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  type ArchiveHead,
  type ArchiveManifest,
  type BackedTable,
  backedTables,
  copySettings,
  quoted,
} from './backup-tables.ts';
import type { FileStore } from './files.ts';
import { ContentLost } from './shelf.ts';
import { TarWriter } from './tar.ts';

/** Rows travel in portions of this size: an entry of an archive must say its length before its content. */
const PORTION = 4 * 1024 * 1024;

export interface BackupReport {
  file: string;
  bytes: number;
  organisations: number;
  tables: number;
  rows: bigint;
  files: number;
  missingFiles: string[];
}

/**
 * Writes the whole installation into one archive (tar, gzip): every organisation, the identity tables and the stored files, as of one
 * moment; work goes on meanwhile. `owner` need not be a superuser. Nothing stands at `path` before everything is in it.
 */
export async function backup(
  owner: pg.ClientConfig,
  files: Pick<FileStore, 'local' | 'shelf'>,
  path: string,
  options: { signal?: AbortSignal; progress?(text: string): void } = {},
): Promise<BackupReport> {
  if (existsSync(path)) throw new Error(`${path} exists already. Name another file.`);
  const client = new pg.Client({ ...owner, application_name: 'vitalfew backup' });
  client.on('error', () => {});
  await client.connect();
  const half = `${path}.partial`;
  const archive = createGzip({ level: 6 });
  const disk = createWriteStream(half, { mode: 0o600 });
  const written = finished(archive.pipe(disk));
  written.catch((error) => archive.destroy(error));
  // Told by whoever writes to it, or by `written`.
  archive.on('error', () => {});
  try {
    await once(disk, 'open').catch((error) => {
      throw new Error(`${path} cannot be written: ${(error as Error).message}`);
    });
    const tar = new TarWriter(archive);
    const report = await writeArchive(client, files, tar, options);
    await tar.end();
    archive.end();
    await written;
    const handle = await open(half, 'r+');
    await handle.sync();
    await handle.close();
    await rename(half, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync().catch(() => {});
    await folder.close();
    return { file: path, bytes: (await stat(path)).size, ...report };
  } catch (error) {
    archive.destroy();
    disk.destroy();
    await rm(half, { force: true });
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function writeArchive(
  client: pg.Client,
  files: Pick<FileStore, 'local' | 'shelf'>,
  tar: TarWriter,
  options: { signal?: AbortSignal; progress?(text: string): void },
): Promise<Omit<BackupReport, 'file' | 'bytes'>> {
  await client.query('begin isolation level repeatable read read only');
  await client.query(copySettings);
  await client.query("select set_config('vitalfew.gate', 'on', true)");
  if ((await client.query("select to_regclass('public.schema_migrations') as t")).rows[0].t === null)
    throw new Error('There is nothing to back up: the database is empty.');
  const { rows: migrations } = await client.query(
    'select version, name, checksum from schema_migrations order by version',
  );
  const tables = await backedTables(client);
  const head: ArchiveHead = { format: 1, program: 'vitalfew', madeAt: new Date().toISOString(), migrations, tables };
  const headText = Buffer.from(JSON.stringify(head));
  await tar.entry('head.json', headText.length, headText);
  const { rows: organisations } = await client.query<{ id: string; slug: string }>(
    'select id, slug from organisations order by id',
  );
  const manifest: ArchiveManifest = {
    head: createHash('sha256').update(headText).digest('hex'),
    parts: [],
    files: [],
    missingFiles: [],
  };
  for (const table of tables) {
    for (const org of table.kind === 'gate' ? [null] : organisations) {
      options.signal?.throwIfAborted();
      options.progress?.(`${table.name}${org ? ` of ${org.slug}` : ''}`);
      manifest.parts.push(await copyOut(client, tar, table, org?.id ?? null));
    }
  }
  for (const { sha256, purpose } of await storedFiles(client, organisations)) {
    options.signal?.throwIfAborted();
    const shelf = purpose === 'document' ? files.shelf : files.local;
    const taken = await shelf.take(sha256).catch((error) => {
      if (error instanceof ContentLost) return null;
      throw error;
    });
    if (taken === null) {
      manifest.missingFiles.push(sha256);
      continue;
    }
    const { path, size } = taken;
    try {
      await tar.entry(`files/${sha256}`, size, createReadStream(path));
    } finally {
      await taken.giveBack();
    }
    manifest.files.push({ sha256, size });
  }
  await client.query('commit');
  const text = Buffer.from(JSON.stringify(manifest));
  await tar.entry('manifest.json', text.length, text);
  return {
    organisations: organisations.length,
    tables: tables.length,
    rows: manifest.parts.reduce((sum, part) => sum + BigInt(part.rows), 0n),
    files: manifest.files.length,
    missingFiles: manifest.missingFiles,
  };
}

/** Sets what the next statements may see: one organisation, or the identity tables. */
async function see(client: pg.Client, org: string | null): Promise<void> {
  await client.query("select set_config('vitalfew.org', $1, true), set_config('vitalfew.gate', $2, true)", [
    org ?? '',
    org === null ? 'on' : '',
  ]);
}

/** One table (of one organisation) in portions `tables/NAME/ORG/000001`. */
async function copyOut(
  client: pg.Client,
  tar: TarWriter,
  table: BackedTable,
  org: string | null,
): Promise<ArchiveManifest['parts'][number]> {
  await see(client, org);
  const { name, columns } = quoted(table);
  // A superuser is not bound by row level security: the condition says the same for everybody.
  const which = org === null ? '' : ` where org_id = '${org}'`;
  const rows = client.query(copyTo(`copy (select ${columns} from ${name}${which}) to stdout`));
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let size = 0;
  let count = 0;
  const flush = async () => {
    if (size === 0) return;
    count += 1;
    const portion = Buffer.concat(waiting);
    [waiting, size] = [[], 0];
    hash.update(portion);
    await tar.entry(`tables/${table.name}/${org ?? '-'}/${String(count).padStart(6, '0')}`, portion.length, portion);
  };
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    size += chunk.length;
    if (size >= PORTION) await flush();
  }
  await flush();
  return { table: table.name, org, rows: String(rows.rowCount), sha256: hash.digest('hex') };
}

/** Every stored content once, and where it is kept. */
async function storedFiles(client: pg.Client, organisations: readonly { id: string }[]) {
  const found = new Map<string, { sha256: string; purpose: string }>();
  for (const { id } of organisations) {
    await see(client, id);
    const { rows } = await client.query<{ sha256: string; purpose: string }>(
      'select sha256, min(purpose) as purpose from stored_files where org_id = $1 group by sha256',
      [id],
    );
    for (const row of rows) if (found.get(row.sha256)?.purpose !== 'document') found.set(row.sha256, row);
  }
  return [...found.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}
