import { existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Binaries, embeddedBinaries } from './binaries.ts';
import { ensureCluster, explain, ownerRole, writeSettings } from './cluster.ts';
import { clearRemains, runningPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { startOf } from './process-facts.ts';
import { chooseRunAs } from './run-as.ts';
import { socketDirFor, socketUrl } from './socket.ts';

/** A throwaway server for tests and measurements: real PostgreSQL, without fsync, in the temporary directory. */
export interface ScratchServer {
  readonly socketDir: string;
  /** Who owns the databases: the superuser, or with VITALFEW_TEST_OWNER=plain a role without rights beyond them. */
  readonly owner: string;
  createDatabase(name: string, template?: string): Promise<TestDatabase>;
  dropDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** A database of a test's own. */
export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Removes it, cutting connections that are still open. */
  drop(): Promise<void>;
}

/** How test workers find the server that the global setup started. */
const environmentName = 'VITALFEW_SCRATCH';

/** The database that `testDatabase` clones: migrated, empty. */
export const templateName = 'vitalfew_template';

/**
 * Starts a throwaway server: the embedded one, or with VITALFEW_TEST_PG=system the newest below /usr/lib/postgresql. It ends with
 * `stop`; what a killed test run left is swept by the next one.
 */
export async function scratchServer(kind = process.env.VITALFEW_TEST_PG ?? 'embedded'): Promise<ScratchServer> {
  await sweep();
  const dir = join(
    realpathSync(tmpdir()),
    `${scratchPrefix}${process.pid}-${startOf(process.pid) ?? '0'}-${counter++}`,
  );
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const clusterDir = join(dir, 'pg');
  const as = chooseRunAs(dir, clusterDir);
  const binaries = kind === 'system' ? systemBinaries() : await embeddedBinaries(dir, as);
  const socketDir = socketDirFor(dir, as);
  await ensureCluster(binaries, as, clusterDir, 'throwaway');
  writeSettings(binaries, as, clusterDir, 'throwaway');
  const started = await startPostmaster({ binaries, as, clusterDir, socketDir, logFile: join(dir, 'postgres.log') });
  let output: string | null = null;
  started.exited.then((end) => {
    output = end.output;
  });
  for (;;) {
    try {
      await administer(socketDir, 'select 1');
      break;
    } catch (error) {
      if (output !== null) throw new Error(explain(output, 'PostgreSQL does not start in', dir), { cause: error });
      await new Promise((done) => setTimeout(done, 20));
    }
  }
  const owner = process.env.VITALFEW_TEST_OWNER === 'plain' ? 'vitalfew_owner' : ownerRole;
  if (owner !== ownerRole) await administer(socketDir, `create role ${owner} login createrole createdb`);
  return {
    ...databases(socketDir, owner),
    async stop() {
      await stopPostmaster(clusterDir, started.pid, 2000);
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
      if (!socketDir.startsWith(dir)) await rm(socketDir, { recursive: true, force: true });
    },
  };
}

/** Tells test workers (which inherit the environment) where the server is. */
export function announceScratch(server: ScratchServer): void {
  process.env[environmentName] = JSON.stringify({ socketDir: server.socketDir, owner: server.owner });
}

/** A fresh clone of the migrated template. Costs some 50 ms; call `drop` at the end. */
export async function testDatabase(): Promise<TestDatabase> {
  return announced().createDatabase(freshName(), templateName);
}

/** A copy of a test's database; nobody may be connected to that one. */
export async function copyOfDatabase(name: string): Promise<TestDatabase> {
  return announced().createDatabase(freshName(), name);
}

/** A fresh database with nothing in it, for tests of migrations. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return announced().createDatabase(freshName());
}

function announced(): Pick<ScratchServer, 'createDatabase'> {
  const text = process.env[environmentName];
  if (!text) throw new Error('No scratch server: run the tests with vitest and the globalSetup of vitest.config.ts.');
  const { socketDir, owner } = JSON.parse(text) as { socketDir: string; owner: string };
  return databases(socketDir, owner);
}

const scratchPrefix = 'vitalfew-scratch-';
let counter = 0;

function freshName(): string {
  return `test_${process.pid}_${Date.now().toString(36)}_${counter++}`;
}

function databases(socketDir: string, owner: string): Omit<ScratchServer, 'stop'> {
  const dropDatabase = (name: string) =>
    administer(socketDir, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  return {
    socketDir,
    owner,
    dropDatabase,
    async createDatabase(name, template = 'template1') {
      // Copying the files is ten times as fast here as writing them through the log.
      await administer(
        socketDir,
        `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)} owner ${owner} strategy file_copy`,
      );
      return {
        name,
        ownerUrl: socketUrl(socketDir, owner, name),
        appUrl: socketUrl(socketDir, 'vitalfew_app', name),
        drop: () => dropDatabase(name),
      };
    },
  };
}

async function administer(socketDir: string, sql: string): Promise<void> {
  for (let tries = 20; ; tries--) {
    const client = new pg.Client(socketUrl(socketDir, ownerRole, 'postgres'));
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(sql);
      return;
    } catch (error) {
      // 55006: the template is being read by another worker's clone for a moment.
      if ((error as { code?: string }).code !== '55006' || tries === 0) throw error;
      await new Promise((done) => setTimeout(done, 50));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** The newest PostgreSQL that the system's packages installed. */
export function systemBinaries(): Binaries {
  const root = '/usr/lib/postgresql';
  const majors = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .filter((major) => existsSync(join(root, String(major), 'bin/initdb')))
    : [];
  const major = Math.max(...majors);
  if (majors.length === 0) throw new Error(`There is no PostgreSQL below ${root}: install the package postgresql.`);
  return { dir: join(root, String(major), 'bin'), major };
}

/** Ends the servers of test runs that were killed, and removes their files. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const [pid, start] = name.startsWith(scratchPrefix) ? name.slice(scratchPrefix.length).split('-') : [];
    if (!pid || startOf(Number(pid)) === start) continue;
    const dir = join(realpathSync(tmpdir()), name);
    try {
      const left = runningPostmaster(join(dir, 'pg'));
      if (left) await stopPostmaster(join(dir, 'pg'), left.pid, 1000);
      else await clearRemains(join(dir, 'pg'));
      await rm(dir, { recursive: true, force: true });
    } catch {
      // Another user's, or being swept by another run.
    }
  }
}
