import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type OpenHouse, openHouse } from '../src/app/house.ts';
import { readConfig } from '../src/kernel/config.ts';
import type { Organisation } from '../src/kernel/ctx.ts';
import { openLog } from '../src/kernel/log.ts';
import { makeOrganisation } from '../src/kernel/organisations.ts';

/** The folder of the bundled programs (bench/run.mjs). */
export const programs = dirname(fileURLToPath(import.meta.url));

/** An installation of its own in a temporary folder: the embedded PostgreSQL with the settings that people get, nothing lost at a crash. */
export interface Place {
  dir: string;
  open: OpenHouse;
  /** A client of the tables' owner, for floors and for filling by SQL. */
  owner: pg.Client;
  env: NodeJS.ProcessEnv;
  organisation(slug: string): Promise<Organisation>;
  close(): Promise<void>;
}

/** Opens an installation. With VITALFEW_BENCH_KEEP its folder stays, to look closer; VITALFEW_BENCH_FILLED names one that stayed, to measure it again. */
export async function openPlace(): Promise<Place> {
  const filled = process.env.VITALFEW_BENCH_FILLED;
  const dir = filled ?? mkdtempSync(join(process.env.VITALFEW_BENCH_DIR ?? tmpdir(), 'vitalfew-bench-'));
  const { DATABASE_URL: _url, DATABASE_APP_URL: _app, ...rest } = process.env;
  const env = { ...rest, VITALFEW_DATA: dir, LOG_LEVEL: 'warn', VITALFEW_SAMPLE: '0' };
  const open = await openHouse(readConfig(env), openLog('warn', 2), 'bench');
  const owner = new pg.Client(open.connections.owner);
  owner.on('error', () => {});
  await owner.connect();
  return {
    dir,
    open,
    owner,
    env,
    organisation: (slug) =>
      makeOrganisation(
        open.house.identity,
        { slug, name: slug, baseCurrency: 'EUR', timezone: 'Europe/Berlin', language: 'en', isSample: false },
        new Date(),
      ),
    async close() {
      await owner.end().catch(() => {});
      await open.close();
      if (!filled && !process.env.VITALFEW_BENCH_KEEP) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Runs `bin/vitalfew ARGS` as people do, in a process of its own; `started` is told its id. Throws what it printed when it fails. */
export function commandLine(place: Place, args: readonly string[], started: (pid: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(programs, 'cli.js'), ...args], {
      env: place.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started(child.pid!);
    let out = '';
    let problems = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (problems += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 || code === 2 ? resolve(out) : reject(new Error(`vitalfew ${args[0]}: ${problems.slice(-2000)}`)),
    );
  });
}

/** Waits until a program prints what the pattern finds, and goes on reading what it prints: a full or closed pipe would hold it up. */
export function untilSaid(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    let heard = false;
    const hear = (chunk: Buffer) => {
      if (heard) return;
      said += chunk;
      const found = pattern.exec(said);
      if (!found) return;
      heard = true;
      resolve(found[0]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`A program ended with ${code}: ${said.slice(-2000)}`)));
  });
}
