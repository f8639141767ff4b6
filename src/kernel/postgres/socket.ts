import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveTo, type RunAs } from './run-as.ts';

/** The longest path of a unix socket that Linux takes, without the closing zero. */
const longestPath = 107;

/**
 * The directory of the server's socket: `run` in the data directory, closed to everybody else. Where that path is too long for
 * a socket, a short one in the temporary directory, named by a hash of the data directory.
 */
export function socketDirFor(dataDir: string, as: RunAs): string {
  const own = join(dataDir, 'run');
  if (fits(own)) return closed(own, as);
  const name = `vitalfew-${as.uid ?? process.getuid?.() ?? 0}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  for (const base of [tmpdir(), '/tmp']) {
    const short = join(realpathSync(base), name);
    if (fits(short)) return closed(short, as);
  }
  throw new Error(
    `${dataDir} is too long a path for a socket, and so is ${tmpdir()}. Set VITALFEW_DATA to a shorter path.`,
  );
}

/** A connection URL on the socket; understood by pg and by libpq programs, and not disturbed by PG* variables. */
export function socketUrl(socketDir: string, user: string, database: string): string {
  return `postgres://${user}@/${database}?host=${encodeURIComponent(socketDir)}&port=5432&sslmode=disable`;
}

function fits(dir: string): boolean {
  return Buffer.byteLength(join(dir, '.s.PGSQL.5432.lock')) <= longestPath;
}

/** Makes the directory, or makes sure that an existing one is ours and closed: a stranger could have put one into /tmp. */
function closed(dir: string, as: RunAs): string {
  try {
    mkdirSync(dir, { mode: 0o700 });
    giveTo(as, dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const { uid, mode } = lstatSync(dir);
  const runner = as.uid ?? process.getuid?.() ?? uid;
  if (uid === 0 && process.getuid?.() === 0 && as.uid !== undefined && lstatSync(dir).isDirectory()) giveTo(as, dir);
  else if (uid !== runner)
    throw new Error(`${dir} belongs to uid ${uid} instead of ${runner}. Run Vitalfew as that user or as root.`);
  if (!lstatSync(dir).isDirectory() || (mode & 0o077) !== 0)
    throw new Error(`${dir} must be a directory that only its owner may enter (chmod 700).`);
  return dir;
}
