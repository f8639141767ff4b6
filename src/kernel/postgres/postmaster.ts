import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { cannotRun } from './cluster.ts';
import { isPostgresIn, isRunning, orphansIn } from './process-facts.ts';
import { giveTo, type RunAs, spawnAs } from './run-as.ts';

/** What postmaster.pid says about a postmaster that runs. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
}

/** The postmaster that runs on this cluster, whoever started it; null when there is none. */
export function runningPostmaster(clusterDir: string): Postmaster | null {
  const text = readPidFile(clusterDir);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 && isPostgresIn(pid, clusterDir) ? { pid, socketDir: lines[4] ?? '' } : null;
}

/**
 * Clears what a killed postmaster left where PostgreSQL cannot do so by itself: backends that hold its shared memory and do not
 * leave, and a postmaster.pid whose number belongs to another process by now, or that is empty. Called under the start lock.
 */
export async function clearRemains(clusterDir: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const patience = Date.now() + 3000;
    while ((await orphansIn(clusterDir)).length > 0 && Date.now() < patience) await sleep(50);
    if (runningPostmaster(clusterDir)) return;
    for (const pid of await orphansIn(clusterDir)) kill(pid, signal);
  }
  const text = readPidFile(clusterDir);
  if (text === null || runningPostmaster(clusterDir)) return;
  const file = join(clusterDir, 'postmaster.pid');
  const recycled = isRunning(Number(text.split('\n')[0]));
  const halfWritten = text === '' && Date.now() - statSync(file).mtimeMs > 2000;
  if (recycled || halfWritten) rmSync(file, { force: true });
}

/** A postmaster that we started; `exited` resolves when it ends, with what it printed. */
export interface Started {
  readonly pid: number;
  readonly exited: Promise<{ code: number | null; output: string }>;
}

/** Starts the postmaster detached: it outlives us, and the Ctrl-C of our terminal does not reach it. Output goes to `logFile`. */
export async function startPostmaster(o: {
  binaries: Binaries;
  as: RunAs;
  clusterDir: string;
  socketDir: string;
  logFile: string;
}): Promise<Started> {
  rotate(o.logFile);
  const log = openSync(o.logFile, 'a', 0o600);
  giveTo(o.as, o.logFile);
  const from = statSync(o.logFile).size;
  const args = [
    '-D',
    o.clusterDir,
    '-c',
    'listen_addresses=',
    '-c',
    `unix_socket_directories=${o.socketDir}`,
    '-c',
    'port=5432',
  ];
  args.push('-c', 'unix_socket_permissions=0700');
  const child = spawnAs(o.as, join(o.binaries.dir, 'postgres'), args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
  });
  closeSync(log);
  const exited = new Promise<{ code: number | null; output: string }>((done) => {
    child.once('exit', (code) => done({ code, output: printedSince(o.logFile, from) }));
  });
  await new Promise<void>((done, fail) => {
    child.once('spawn', done);
    child.once('error', (error) => fail(cannotRun(o.binaries, error)));
  });
  child.unref();
  return { pid: child.pid!, exited };
}

/** Stops a postmaster: `SIGINT` cuts the connections and ends in order, `SIGQUIT` leaves recovery to the next start. */
export async function stopPostmaster(clusterDir: string, pid: number, patienceMs = 60_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    kill(pid, signal);
    const until = Date.now() + (signal === 'SIGINT' ? patienceMs : 5000);
    while (Date.now() < until) {
      if (!isPostgresIn(pid, clusterDir)) return;
      await sleep(15);
    }
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function readPidFile(clusterDir: string): string | null {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(
      `The database in ${clusterDir} cannot be reached (${(error as Error).message}). It belongs to another user: run as that user or as root.`,
    );
  }
}

function printedSince(logFile: string, from: number): string {
  try {
    return readFileSync(logFile).subarray(from).toString('utf8');
  } catch {
    return '';
  }
}

/** The log is small (starts, stops, crashes); past 5 MB the old part goes to `.1`. */
function rotate(logFile: string): void {
  try {
    if (statSync(logFile).size > 5_000_000) renameSync(logFile, `${logFile}.1`);
  } catch {
    // No log yet.
  }
}
