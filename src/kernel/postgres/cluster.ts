import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { isRunning } from './process-facts.ts';
import { giveTo, type RunAs, spawnAs } from './run-as.ts';
import { type Durability, pgHbaConf, postgresqlConf } from './settings.ts';

/** The superuser of a cluster of ours, and the owner of everything in it. */
export const ownerRole = 'vitalfew';

/**
 * Makes the cluster in `dir` when there is none. It is made beside it and moved into place, so that a killed initdb leaves
 * nothing half and of two that start at once one wins.
 */
export async function ensureCluster(binaries: Binaries, as: RunAs, dir: string, durability: Durability): Promise<void> {
  await sweepHalfMade(dir);
  if (!existsSync(join(dir, 'PG_VERSION'))) {
    if (existsSync(dir) && readdirSync(dir).length > 0) {
      throw new Error(
        `${dir} holds files, but it is not a PostgreSQL data directory (no PG_VERSION). Move it away or set VITALFEW_DATA.`,
      );
    }
    const half = `${dir}.new-${process.pid}-${Date.now()}`;
    mkdirSync(half, { mode: 0o700 });
    giveTo(as, half);
    try {
      await initdb(binaries, as, half, durability);
      renameSync(half, dir);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(join(dir, 'PG_VERSION'))) throw error;
    }
  }
  checkCluster(binaries, as, dir);
}

/** Writes the settings that the next start of the postmaster reads. */
export function writeSettings(binaries: Binaries, as: RunAs, dir: string, durability: Durability): void {
  for (const [name, text] of [
    ['postgresql.conf', postgresqlConf(binaries.major, durability)],
    ['pg_hba.conf', pgHbaConf],
  ] as const) {
    const half = join(dir, `${name}.${process.pid}`);
    writeFileSync(half, text, { mode: 0o600 });
    giveTo(as, half);
    renameSync(half, join(dir, name));
  }
  ensureLocalConf(as, dir);
}

/** Makes the file for an operator's own settings; it is never written again. */
function ensureLocalConf(as: RunAs, dir: string): void {
  const path = join(dir, 'local.conf');
  if (existsSync(path)) return;
  writeFileSync(path, '# Your own PostgreSQL settings; they win over postgresql.conf and are kept.\n', { mode: 0o600 });
  giveTo(as, path);
}

async function initdb(binaries: Binaries, as: RunAs, dir: string, durability: Durability): Promise<void> {
  const base = ['-D', dir, '-U', ownerRole, '-A', 'trust', '-E', 'UTF8', '--no-instructions', '--data-checksums'];
  if (durability === 'throwaway') base.push('--no-sync');
  // Sorting and case by PostgreSQL's own tables (17 and newer), so that a system update never breaks an index; pg_trgm still asks lc_ctype.
  const locales =
    binaries.major >= 17
      ? [
          ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--lc-ctype=C.UTF-8'],
          ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--lc-ctype=en_US.UTF-8'],
          ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
        ]
      : [['--locale=C.UTF-8'], ['--locale=C']];
  let failure = '';
  for (const locale of locales) {
    const { code, output } = await run(binaries, as, [...base, ...locale]);
    if (code === 0) return;
    failure = output;
    if (!/invalid locale name|locale name .* invalid/i.test(output)) break;
  }
  throw new Error(explain(failure, 'The database could not be created in', dir));
}

function run(binaries: Binaries, as: RunAs, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawnAs(as, join(binaries.dir, 'initdb'), args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => fail(cannotRun(binaries, error)));
    child.on('close', (code) => done({ code, output }));
  });
}

/** The error of a program that could not even be started: missing, or made for another C library (musl). */
export function cannotRun(binaries: Binaries, error: Error): Error {
  return new Error(
    `The embedded PostgreSQL in ${binaries.dir} does not run on this machine (${error.message}). ` +
      'Set DATABASE_URL to a PostgreSQL server (15 or newer) to use that instead.',
    { cause: error },
  );
}

/** Puts what PostgreSQL printed into words that say what to do. */
export function explain(output: string, what: string, dir: string): string {
  const tail = output.trim().split('\n').slice(-8).join('\n');
  if (/No space left on device/i.test(output))
    return `${what} ${dir}: the disk is full. Make room and start again.\n${tail}`;
  if (/error while loading shared libraries|GLIBC_/i.test(output)) {
    return `${what} ${dir}: its libraries do not fit this machine. Set DATABASE_URL to a PostgreSQL server (15 or newer).\n${tail}`;
  }
  if (/Permission denied|Operation not permitted/i.test(output)) {
    return `${what} ${dir}: rights are missing. The directory must belong to the user that runs Vitalfew.\n${tail}`;
  }
  return `${what} ${dir}:\n${tail}`;
}

function checkCluster(binaries: Binaries, as: RunAs, dir: string): void {
  let version: string;
  try {
    version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    throw new Error(
      `${dir} cannot be read (${(error as Error).message}). It belongs to another user: run Vitalfew as that user or as root.`,
    );
  }
  if (Number(version) !== binaries.major) {
    throw new Error(
      `${dir} was made by PostgreSQL ${version}, this is ${binaries.major}. Start the earlier Vitalfew, run "vitalfew backup FILE", ` +
        'move the data directory away, start this one and run "vitalfew restore FILE".',
    );
  }
  const owner = statSync(dir).uid;
  const runner = as.uid ?? process.getuid?.() ?? owner;
  if (owner !== runner)
    throw new Error(
      `${dir} belongs to uid ${owner}, but PostgreSQL would run as uid ${runner}. Run Vitalfew as its owner or as root.`,
    );
}

/** Removes what a killed initdb left behind. What it started may go on writing for a moment: then again. */
async function sweepHalfMade(dir: string): Promise<void> {
  const parent = join(dir, '..');
  const prefix = `${dir.slice(dir.lastIndexOf('/') + 1)}.new-`;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (isRunning(pid)) continue;
    for (let tries = 50; ; tries--) {
      try {
        rmSync(join(parent, name), { recursive: true, force: true });
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY' || tries === 0) throw error;
        await sleep(100);
      }
    }
  }
}
