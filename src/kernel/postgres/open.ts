import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, embeddedBinaries } from './binaries.ts';
import { ensureCluster, explain, writeSettings } from './cluster.ts';
import { type Lease, type LeaseOutcome, takeLease } from './lease.ts';
import {
  clearRemains,
  type Postmaster,
  runningPostmaster,
  type Started,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { chooseRunAs, giveTo, type RunAs } from './run-as.ts';
import type { Durability } from './settings.ts';
import { socketDirFor, socketUrl } from './socket.ts';
import { withStartLock } from './start-lock.ts';

/** What the supervisor needs of a logger. */
export interface PostgresLog {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
}

/** The embedded server as one process of ours uses it. */
export interface EmbeddedPostgres {
  /** Connection of the owner: migrations, backup. */
  readonly ownerUrl: string;
  /** Connection of the application role `vitalfew_app`, which migrate() makes. */
  readonly appUrl: string;
  readonly socketDir: string;
  /** Leaves the server; the last one to leave stops it. */
  stop(): Promise<void>;
}

export interface OpenOptions {
  dataDir: string;
  log?: PostgresLog;
  /** Shown in `pg_stat_activity`: who uses the server (server, cli, ...). */
  name?: string;
  durability?: Durability;
  /** Another PostgreSQL than the one npm installed (tests). */
  binaries?: Binaries;
}

/**
 * Uses the embedded PostgreSQL of a data directory: starts it when nobody has, attaches when it runs (also when it outlived a
 * killed process), waits while it recovers or shuts down. Each user holds a shared advisory lock on a connection of its
 * own; the kernel closes the connection of a process that dies, so nobody dead is ever counted. While open, a server that
 * crashes is started again.
 */
export async function openPostgres(options: OpenOptions): Promise<EmbeddedPostgres> {
  const place = await prepare(options);
  const log = options.log ?? { info() {}, warn() {} };
  let stopping = false;
  let lease = await obtain(place, log);
  let reopening: Promise<void> = Promise.resolve();
  const watch = (held: Lease) => {
    held.lost.then(() => {
      if (stopping) return;
      reopening = (async () => {
        log.warn({}, 'the embedded PostgreSQL went away: starting it again');
        while (!stopping) {
          try {
            lease = await obtain(place, log);
            return watch(lease);
          } catch (error) {
            log.warn({ err: error }, 'the embedded PostgreSQL could not be started: trying again in 5 s');
            await sleep(5000);
          }
        }
      })();
    });
  };
  watch(lease);
  return {
    ownerUrl: socketUrl(place.socketDir, 'vitalfew', 'vitalfew'),
    appUrl: socketUrl(place.socketDir, 'vitalfew_app', 'vitalfew'),
    socketDir: place.socketDir,
    async stop() {
      if (stopping) return;
      stopping = true;
      await reopening;
      if (await lease.leave()) {
        const running = runningPostmaster(place.clusterDir);
        if (running) await stopPostmaster(place.clusterDir, running.pid);
        log.info({}, 'the embedded PostgreSQL stopped');
      }
      await lease.close();
    },
  };
}

interface Place {
  readonly binaries: Binaries;
  readonly as: RunAs;
  readonly clusterDir: string;
  readonly socketDir: string;
  readonly logFile: string;
  readonly durability: Durability;
  readonly name: string;
}

async function prepare(options: OpenOptions): Promise<Place> {
  const durability = options.durability ?? 'durable';
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    throw new Error(
      `The data directory ${options.dataDir} cannot be made: ${(error as Error).message}. Set VITALFEW_DATA to one that can.`,
    );
  }
  const dataDir = realpathSync(options.dataDir);
  const clusterDir = join(dataDir, 'pg');
  letIn(dataDir);
  const as = chooseRunAs(dataDir, clusterDir);
  const binaries = options.binaries ?? (await embeddedBinaries(dataDir, as));
  const socketDir = socketDirFor(dataDir, as);
  const logDir = join(dataDir, 'log');
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  giveTo(as, logDir);
  await ensureCluster(binaries, as, clusterDir, durability);
  return {
    binaries,
    as,
    clusterDir,
    socketDir,
    logFile: join(logDir, 'postgres.log'),
    durability,
    name: options.name ?? 'vitalfew',
  };
}

/** A data directory that root made must be passable for the user PostgreSQL runs as (its parts are closed by themselves). */
function letIn(dataDir: string): void {
  const { mode, uid } = statSync(dataDir);
  if (process.getuid?.() === 0 && uid === 0 && (mode & 0o001) === 0) chmodSync(dataDir, (mode & 0o7777) | 0o011);
}

/** Gets a lease, starting the server when needed. */
async function obtain(place: Place, log: PostgresLog): Promise<Lease> {
  let retriesLeft = 20;
  let lastWord = Date.now();
  for (;;) {
    const running = runningPostmaster(place.clusterDir);
    const outcome = await takeLease(place.socketDir, place.name);
    if (outcome.lease) return outcome.lease;
    if (outcome.fatal) throw outcome.error;
    if (running) {
      refuseLostSocket(place, running, outcome);
      if (Date.now() - lastWord > 5000) {
        log.info({ pid: running.pid }, `waiting for PostgreSQL: ${outcome.error.message}`);
        lastWord = Date.now();
      }
      await sleep(25);
      continue;
    }
    const failure = await withStartLock(place.clusterDir, () => start(place, log));
    if (failure === null) continue;
    // Remains of a killed server are still going away, or somebody starts it by hand: look again. Anything else is told.
    if (
      !/lock file .* (already exists|is empty)|pre-existing shared memory|already running on port|could not bind/i.test(
        failure,
      ) ||
      retriesLeft-- === 0
    ) {
      throw new Error(explain(failure, 'PostgreSQL does not start in', place.clusterDir));
    }
    await sleep(250);
  }
}

/** Starts the server unless somebody was faster. Null: it is there; otherwise what it printed before it ended. */
async function start(place: Place, log: PostgresLog): Promise<string | null> {
  if (runningPostmaster(place.clusterDir)) return null;
  await clearRemains(place.clusterDir);
  writeSettings(place.binaries, place.as, place.clusterDir, place.durability);
  const started = await startPostmaster(place);
  const result = await Promise.race([started.exited, answers(place, started)]);
  if (result !== 'answers') return result.output;
  log.info({ pid: started.pid }, 'the embedded PostgreSQL started');
  return null;
}

/** Resolves when the postmaster has opened its socket (what it says there is for takeLease to judge) or is gone. */
async function answers(place: Place, started: Started): Promise<'answers'> {
  let gone = false;
  started.exited.then(() => {
    gone = true;
  });
  while (!gone) {
    const running = runningPostmaster(place.clusterDir);
    if (running?.pid === started.pid && existsSync(join(place.socketDir, '.s.PGSQL.5432'))) break;
    await sleep(10);
  }
  return 'answers';
}

/** The server runs, but its socket is not where we look: waiting would be for ever. */
function refuseLostSocket(place: Place, running: Postmaster, outcome: LeaseOutcome): void {
  const elsewhere = running.socketDir !== '' && running.socketDir !== place.socketDir;
  if ((outcome.error as NodeJS.ErrnoException).code !== 'ENOENT' || !elsewhere) return;
  throw new Error(
    `PostgreSQL (process ${running.pid}) runs on ${place.clusterDir}, but listens in ${running.socketDir} instead of ${place.socketDir}. ` +
      `Stop it (kill -INT ${running.pid}) and start again.`,
  );
}
