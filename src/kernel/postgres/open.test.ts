import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { type EmbeddedPostgres, openPostgres } from './open.ts';
import { runningPostmaster, stopPostmaster } from './postmaster.ts';
import { isRunning, orphansIn } from './process-facts.ts';

// A process of its own that uses the server until it is told to leave: the life cycle is about processes, so the tests are too.
const home = join(import.meta.dirname, '../../..');
const program = join(home, `node_modules/.cache/vitalfew-user-${process.pid}.mjs`);
/** A cluster that was made and stopped once, for the tests that are not about making one. */
const template = mkdtempSync(join(tmpdir(), 'vitalfew-life-template-'));

beforeAll(async () => {
  await build({
    stdin: {
      contents: `
        import { openPostgres } from './src/kernel/postgres/open.ts';
        const server = await openPostgres({ dataDir: process.argv[2], name: 'test' });
        process.stdout.write('open ' + server.ownerUrl + '\\n');
        process.stdin.once('data', async () => { await server.stop(); process.stdout.write('left\\n'); process.exit(0); });
      `,
      resolveDir: home,
      loader: 'ts',
    },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  chmodSync(template, 0o755);
  await (await openPostgres({ dataDir: join(template, 'data') })).stop();
  return () => {
    rmSync(program, { force: true });
    rmSync(template, { recursive: true, force: true });
  };
});

interface User {
  process: ChildProcess;
  /** The owner's URL once the server answers; an error with what the process printed when it ends before. */
  opened: Promise<string>;
  leave(): Promise<void>;
  kill(): Promise<void>;
}

let dataDir: string;
let users: User[] = [];

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'vitalfew-life-')), 'data');
  chmodSync(join(dataDir, '..'), 0o755);
});

afterEach(async () => {
  for (const each of users) each.process.kill('SIGKILL');
  users = [];
  const left = runningPostmaster(cluster());
  if (left) await stopPostmaster(cluster(), left.pid, 2000);
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

const cluster = () => join(dataDir, 'pg');

/** Puts a cluster in place that was used and stopped before. */
const useTemplate = () => void execFileSync('cp', ['-a', join(template, 'data'), dataDir]);

function user(): User {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (chunk) => (printed += chunk));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const lines = createInterface({ input: child.stdout });
  const opened = new Promise<string>((done, fail) => {
    lines.on('line', (line) => line.startsWith('open ') && done(line.slice(5)));
    child.once('close', () => fail(new Error(printed)));
  });
  opened.catch(() => {});
  const made: User = {
    process: child,
    opened,
    async leave() {
      child.stdin.write('leave\n');
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  users.push(made);
  return made;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

test('starts, keeps data over a stop, listens on the socket only', async () => {
  const first = await openPostgres({ dataDir });
  await migrate({ ownerUrl: first.ownerUrl, dir: join(home, 'db/migrations'), appLogin: true });
  expect(
    await query(first.appUrl, "select current_user::text as me, current_setting('listen_addresses') as tcp"),
  ).toEqual([{ me: 'vitalfew_app', tcp: '' }]);
  expect(
    await query(
      first.ownerUrl,
      "select current_setting('fsync') f, current_setting('data_checksums') c, lower('ПРИВЕТ') l",
    ),
  ).toEqual([{ f: 'on', c: 'on', l: 'привет' }]);
  await first.stop();
  expect(runningPostmaster(cluster())).toBeNull();
  expect(existsSync(join(cluster(), 'postmaster.pid'))).toBe(false);
  const begun = Date.now();
  const second = await openPostgres({ dataDir });
  expect(Date.now() - begun).toBeLessThan(3000);
  expect(await query(second.ownerUrl, 'select max(version) > 0 as migrated from schema_migrations')).toEqual([
    { migrated: true },
  ]);
  await second.stop();
});

test('several that start at the same moment share one server; the last one to leave stops it', async () => {
  const three = [user(), user(), user(), user()];
  await Promise.all(three.map((each) => each.opened));
  const { pid } = runningPostmaster(cluster())!;
  await three[0]!.leave();
  await three[1]!.kill();
  await three[2]!.leave();
  expect(runningPostmaster(cluster())?.pid).toBe(pid);
  await three[3]!.leave();
  expect(runningPostmaster(cluster())).toBeNull();
});

test('after kill -9 of its only user the server lives on, and the next one attaches and stops it', async () => {
  useTemplate();
  const first = user();
  await first.opened;
  const { pid } = runningPostmaster(cluster())!;
  await first.kill();
  expect(isRunning(pid)).toBe(true);
  const second = user();
  await second.opened;
  expect(runningPostmaster(cluster())?.pid).toBe(pid);
  await second.leave();
  expect(isRunning(pid)).toBe(false);
});

test('users that come while the last one leaves get a running server', async () => {
  useTemplate();
  let leaving = user();
  await leaving.opened;
  for (let turn = 0; turn < 6; turn++) {
    const left = leaving.leave();
    await sleep(turn * 12);
    const next = [user(), user()];
    const urls = await Promise.all(next.map((each) => each.opened));
    await left;
    expect(await query(urls[0]!, 'select 1 as one')).toEqual([{ one: 1 }]);
    await next[1]!.leave();
    leaving = next[0]!;
  }
  await leaving.leave();
  expect(runningPostmaster(cluster())).toBeNull();
});

describe('after kill -9 of the postmaster', () => {
  test('a user that runs starts it again by itself, and committed rows are there', async () => {
    useTemplate();
    const server = await openPostgres({ dataDir });
    await query(server.ownerUrl, 'create table kept (id int); insert into kept select generate_series(1, 1000)');
    const { pid } = runningPostmaster(cluster())!;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => answersTo(server), { timeout: 20_000 }).toEqual([{ n: 1000 }]);
    expect(runningPostmaster(cluster())?.pid).not.toBe(pid);
    await server.stop();
    expect(runningPostmaster(cluster())).toBeNull();
  });

  test('the next start recovers, though a busy backend of the dead one still runs', async () => {
    useTemplate();
    const first = user();
    const url = await first.opened;
    await query(url, 'create table kept (id int); insert into kept values (7)');
    // A loop without a wait does not notice that its postmaster is gone.
    const busy = query(
      url,
      "do $$ begin while clock_timestamp() < now() + interval '60 s' loop end loop; end $$",
    ).catch(() => 'cut');
    await sleep(300);
    await first.kill();
    process.kill(runningPostmaster(cluster())!.pid, 'SIGKILL');
    await sleep(200);
    expect((await orphansIn(cluster())).length).toBeGreaterThan(0);
    const second = user();
    expect(await query(await second.opened, 'select id from kept')).toEqual([{ id: 7 }]);
    expect(await busy).toBe('cut');
    await second.leave();
  });

  test('a postmaster.pid whose number is somebody else’s by now does not hinder', async () => {
    useTemplate();
    const stranger = spawn('sleep', ['60'], runAsNobody());
    const lines = [stranger.pid, cluster(), 1, 5432, join(dataDir, 'run'), '', '  1 1', 'ready   '];
    writeFileSync(join(cluster(), 'postmaster.pid'), `${lines.join('\n')}\n`);
    const server = await openPostgres({ dataDir });
    expect(runningPostmaster(cluster())!.pid).not.toBe(stranger.pid);
    await server.stop();
    expect(stranger.exitCode).toBeNull();
    stranger.kill('SIGKILL');
  });
});

test('a killed initdb leaves nothing that hinders', async () => {
  const first = user();
  while (!existsSync(dataDir) || !existsSync(join(dataDir, 'run'))) await sleep(5);
  await sleep(200);
  await first.kill();
  const second = user();
  await second.opened;
  await second.leave();
  expect(existsSync(join(cluster(), 'PG_VERSION'))).toBe(true);
});

test('a data path too long for a socket gets a short one', async () => {
  dataDir = join(dataDir, 'a'.repeat(60), 'b'.repeat(60));
  const server = await openPostgres({ dataDir });
  expect(server.socketDir.startsWith(tmpdir())).toBe(true);
  expect(await query(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
  rmSync(server.socketDir, { recursive: true });
  dataDir = join(dataDir, '../../data');
});

test('a directory of something else is refused in words', async () => {
  mkdirSync(cluster(), { recursive: true });
  writeFileSync(join(cluster(), 'note.txt'), 'mine');
  await expect(openPostgres({ dataDir })).rejects.toThrow(/not a PostgreSQL data directory/);
  expect(readFileSync(join(cluster(), 'note.txt'), 'utf8')).toBe('mine');
});

test('a cluster of another version is refused in words', async () => {
  useTemplate();
  writeFileSync(join(cluster(), 'PG_VERSION'), '17\n');
  await expect(openPostgres({ dataDir })).rejects.toThrow(/made by PostgreSQL 17.*vitalfew backup/s);
});

test('settings that PostgreSQL refuses are told with its words', async () => {
  useTemplate();
  writeFileSync(join(cluster(), 'local.conf'), 'shared_buffers = nonsense\n');
  await expect(openPostgres({ dataDir })).rejects.toThrow(/does not start.*shared_buffers/s);
});

test.runIf(process.getuid?.() === 0)('root may keep data where the unprivileged user may not enter', async () => {
  useTemplate();
  const closed = join(dataDir, '..');
  chmodSync(closed, 0o700);
  const server = await openPostgres({ dataDir });
  expect(await query(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
});

async function answersTo(server: EmbeddedPostgres): Promise<unknown> {
  return query(server.ownerUrl, 'select count(*)::int as n from kept').catch((error) => error.message);
}

function runAsNobody(): { uid?: number; stdio: 'ignore' } {
  return process.getuid?.() === 0 ? { uid: 65534, stdio: 'ignore' } : { stdio: 'ignore' };
}
