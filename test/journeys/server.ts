import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { checkoutDir } from '../../src/kernel/config.ts';

/** Somebody who may sign in. */
export interface Person {
  email: string;
  password: string;
}

/** The installation that all journeys visit. */
export interface Installation {
  url: string;
  owner: Person;
  head: Person;
  kam: Person;
  accountManager: Person;
  admin: Person;
}

declare module 'vitest' {
  export interface ProvidedContext {
    installation: Installation;
  }
}

const START_MS = 180_000;

/**
 * Once for all journeys: the built server on a free port with a data folder of its own, the sample company included. While journeys are
 * written, JOURNEYS_CONSOLE names the file with the console of a server that runs already.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env.JOURNEYS_CONSOLE;
  if (running) {
    project.provide('installation', installationOf(readFileSync(running, 'utf8')));
    return async () => undefined;
  }
  const program = join(checkoutDir(), 'dist/server/server.js');
  if (!existsSync(program)) throw new Error('There is no build: npm run build, or npm test -- journeys.');
  rmSync(join(checkoutDir(), 'test-results'), { recursive: true, force: true });
  const data = mkdtempSync(join(tmpdir(), 'vitalfew-journeys-'));
  const begun = performance.now();
  const child = spawn(process.execPath, [program], {
    cwd: checkoutDir(),
    env: { ...withoutOwn(process.env), VITALFEW_DATA: data, PORT: String(await freePort()), VITALFEW_RATE_LIMIT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const said = await untilReady(child);
    project.provide('installation', installationOf(said));
    process.stdout.write(`journeys: the server was ready after ${seconds(begun)} s, sample company included\n`);
  } catch (error) {
    await stop(child);
    rmSync(data, { recursive: true, force: true });
    throw error;
  }
  return async () => {
    await stop(child);
    rmSync(data, { recursive: true, force: true });
  };
}

export const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);

/** The environment without settings of an installation on this machine. */
function withoutOwn(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(VITALFEW_|DATABASE_|SMTP_|MAIL_|HOST$|NODE_ENV$|VITEST)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Everything that the server says up to the passwords of the first run. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`The server was not ready in time:\n${said}`)), START_MS);
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (!/user reset-password/.test(said)) return;
      clearTimeout(late);
      resolve(said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${said}`)));
  });
}

function installationOf(said: string): Installation {
  const found = (pattern: RegExp) => {
    const match = pattern.exec(said);
    if (!match) throw new Error(`The console does not say ${pattern}:\n${said}`);
    return match;
  };
  const staff = (role: string): Person => {
    const [, email, password] = found(new RegExp(`^ +${role} +(\\S+@\\S+) +(\\S+)$`, 'm'));
    return { email: email!, password: password! };
  };
  return {
    url: found(/Vitalfew runs at (http:\S+)/)[1]!,
    owner: { email: found(/e-mail +(\S+)/)[1]!, password: found(/password +(\S+)/)[1]! },
    head: staff('head'),
    kam: staff('kam'),
    accountManager: staff('account_manager'),
    admin: staff('admin'),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(hard);
}
