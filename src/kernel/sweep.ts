import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { FileStore } from './files.ts';
import type { Log } from './log.ts';
import type { Shelf } from './shelf.ts';

/** What nobody names is left alone for a day: its upload may not have come to its end, or the database comes back from a backup. */
const GRACE_MS = 24 * 60 * 60_000;

/** So many contents are asked for at once. */
const BATCH = 500;

/** Purposes of stored files: `import` stays in the directory of this machine, `document` stands on the shelf. */
const EVERY = ['import', 'document'];

/** Keeps a content from being swept until the transaction ends: taken before it is put on a shelf, and the row that names it is written in the same transaction. */
export async function holdContent(client: pg.ClientBase, sha256: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 26))', [sha256]);
}

/**
 * Removes contents that no row names any more, and what uploads left behind that were cut off. Each is looked at once more under a lock that uploads of the same content
 * wait for. Returns how many went.
 */
export async function sweepFiles(
  pool: pg.Pool,
  files: Pick<FileStore, 'directory' | 'local' | 'shelf'>,
  now: Date,
): Promise<number> {
  const until = now.getTime() - GRACE_MS;
  const incoming = join(files.directory, 'incoming');
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < until) await rm(path, { force: true });
  }
  if (files.shelf === files.local) return sweepShelf(pool, files.local, EVERY, until);
  const here = await sweepShelf(pool, files.local, ['import'], until);
  return here + (await sweepShelf(pool, files.shelf, ['document'], until));
}

/** Removes these contents at once, where no row names them; how many went. Originals of imports lie on this machine, wherever documents are kept. */
export async function removeContents(
  pool: pg.Pool,
  files: Pick<FileStore, 'local' | 'shelf'>,
  contents: readonly string[],
  purpose: 'document' | 'import' = 'document',
): Promise<number> {
  const purposes = files.shelf === files.local ? EVERY : [purpose];
  const shelf = purpose === 'import' ? files.local : files.shelf;
  let gone = 0;
  for (const sha256 of contents) gone += await removeOne(pool, shelf, sha256, purposes);
  return gone;
}

async function sweepShelf(pool: pg.Pool, shelf: Shelf, purposes: string[], until: number): Promise<number> {
  let gone = 0;
  let batch: string[] = [];
  const sweep = async () => {
    for (const sha256 of await unnamed(pool, batch, purposes)) gone += await removeOne(pool, shelf, sha256, purposes);
    batch = [];
  };
  for await (const { sha256, keptAt } of shelf.list()) {
    if (keptAt.getTime() >= until) continue;
    batch.push(sha256);
    if (batch.length === BATCH) await sweep();
  }
  await sweep();
  return gone;
}

async function unnamed(client: pg.Pool | pg.ClientBase, hashes: string[], purposes: string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const { rows } = await client.query<{ sha256: string }>(
    'select h.sha256 from unnest($1::text[]) h (sha256) where not exists (select from contents_named($1, $2) n where n = h.sha256)',
    [hashes, purposes],
  );
  return rows.map((row) => row.sha256);
}

async function removeOne(pool: pg.Pool, shelf: Shelf, sha256: string, purposes: string[]): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query('select pg_try_advisory_xact_lock(hashtextextended($1, 26)) as mine', [sha256]);
    // Somebody brings the same content at this moment, or brought it since it was listed.
    if (!rows[0].mine || (await unnamed(client, [sha256], purposes)).length === 0) return 0;
    await shelf.remove(sha256);
    return 1;
  } finally {
    await client.query('rollback').catch(() => {});
    client.release();
  }
}

/** How long nobody looks for contents that no row names, after the last look. */
const PAUSE_MS = 60 * 60_000;

/** Sweeps once an hour until it is stopped. */
export function watchFiles(house: { pool: pg.Pool; files: FileStore; log: Log; now(): Date }): {
  stop(): Promise<void>;
} {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  const again = () => {
    timer = setTimeout(() => {
      looking = sweepFiles(house.pool, house.files, house.now())
        .then(
          (gone) => void (gone > 0 && house.log.info({ gone }, 'stored contents that nobody names were removed')),
          (error) => house.log.warn({ err: error }, 'stored contents could not be swept'),
        )
        .finally(() => void (stopped || again()));
    }, PAUSE_MS);
  };
  again();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      return looking;
    },
  };
}
