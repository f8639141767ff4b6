import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkoutDir } from '../src/kernel/config.ts';
import { isNode, megabytes, processTree, pssOf, type Wanted } from './measure.ts';
import { programs, untilSaid } from './place.ts';

/** 9: memory of a server that has idled for a minute with its embedded PostgreSQL and the sample company, and the script of a first screen. */
export async function measureIdle({ note, add }: Wanted): Promise<void> {
  const dir = mkdtempSync(join(process.env.VITALFEW_BENCH_DIR ?? tmpdir(), 'vitalfew-bench-'));
  let server: ChildProcess | null = null;
  try {
    const { DATABASE_URL: _url, DATABASE_APP_URL: _app, ...rest } = process.env;
    const env = { ...rest, VITALFEW_DATA: dir, PORT: String(20_000 + (process.pid % 20_000)), LOG_LEVEL: 'warn' };
    // The sample company is made by a run before: what idles is an ordinary day's start.
    for (const idle of [false, true]) {
      server = spawn(process.execPath, [join(programs, 'server.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      await untilSaid(server, /runs at/);
      if (!idle) await stopped(server);
    }
    const address = `http://127.0.0.1:${env.PORT}`;
    for (let turn = 0; turn < 20; turn++) await fetch(`${address}/ready`);
    note('idling for a minute');
    await sleep(60_000);
    const nodes = processTree(server!.pid!).filter(isNode);
    const postgres = postgresOf(dir);
    const [inNode, inPostgres] = [pssOf(nodes), pssOf(postgres)];
    const whole = inNode + inPostgres;
    add({
      item: '9',
      name: `idle memory, PSS: ${nodes.length} node ${megabytes(inNode)}, ${postgres.length} postgres ${megabytes(inPostgres)}`,
      value: megabytes(whole),
      floor: '',
      ratio: Math.round(whole / 1e6),
      target: '< 300 MB',
      holds: whole < 300e6,
    });
  } finally {
    if (server && server.exitCode === null) await stopped(server);
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
  firstScreen(add);
}

async function stopped(server: ChildProcess): Promise<void> {
  server.kill('SIGTERM');
  await once(server, 'exit');
}

/** The embedded server of this data directory, with all its processes. */
function postgresOf(dir: string): number[] {
  const found = execFileSync('find', [dir, '-maxdepth', '3', '-name', 'postmaster.pid'], { encoding: 'utf8' }).trim();
  if (!existsSync(found)) throw new Error('there is no postmaster');
  return processTree(Number(readFileSync(found, 'utf8').split('\n')[0]));
}

function firstScreen(add: Wanted['add']): void {
  const home = checkoutDir();
  execFileSync(process.execPath, [join(home, 'scripts/build.mjs'), 'web'], { stdio: 'ignore' });
  let said = '';
  try {
    said = execFileSync(process.execPath, [join(home, 'scripts/bundle-size.mjs')], { encoding: 'utf8' });
  } catch (error) {
    said = String((error as { stdout?: string }).stdout ?? '');
  }
  const [, kilobytes, page] = /([\d.]+) kB gzip in +\d+ scripts +(\S+)/.exec(said) ?? [];
  const largest = Number(kilobytes ?? Number.NaN);
  add({
    item: '9',
    name: `script of the largest first screen (${page}), gzip`,
    value: `${largest} kB`,
    floor: '',
    ratio: Math.round(largest),
    target: '<= 250 kB',
    holds: largest <= 250,
  });
}
