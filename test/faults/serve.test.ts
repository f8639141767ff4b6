import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/app/features.ts';
import { type Server, serve } from '../../src/app/serve.ts';
import { readConfig } from '../../src/kernel/config.ts';
import { openLog } from '../../src/kernel/log.ts';
import { runningPostmaster } from '../../src/kernel/postgres/postmaster.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function start(dataDir: string, env: Record<string, string> = {}) {
  const config = readConfig({ VITALFEW_DATA: dataDir, PORT: '0', ...env });
  let console = '';
  const server = await serve(config, openLog('silent'), {
    sample: false,
    rateLimit: 0,
    say: (text) => {
      console += text;
    },
    signal: new AbortController().signal,
  });
  return { server, console: () => console };
}

async function freshDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vitalfew-serve-'));
  folders.push(folder);
  return folder;
}

async function signIn(server: Server, password: string): Promise<Response> {
  return fetch(`${server.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vitalfew': '1' },
    body: JSON.stringify({ email: 'owner@vitalfew.local', password, asToken: true }),
  });
}

describe('the server', () => {
  test('starts on an empty directory, shows a password once, lives, and stops with nothing left', async () => {
    const dir = await freshDir();
    const first = await start(dir);
    const password = /password {2}(\S+)/.exec(first.console())![1]!;
    expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    const { address } = first.server;
    expect((await fetch(`${address}/health`)).status).toBe(200);
    expect(await (await fetch(`${address}/ready`)).json()).toEqual({ ready: true });
    const signedIn = await signIn(first.server, password);
    expect(signedIn.status).toBe(200);
    const { token } = (await signedIn.json()) as { token: string };
    const session = await fetch(`${address}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    expect(await session.json()).toMatchObject({
      isOperator: true,
      roles: ['admin', 'director'],
      organisation: { slug: 'company', isSample: false },
    });
    await expect(start(dir)).rejects.toThrow('runs already');
    await first.server.stop();
    expect(runningPostmaster(join(dir, 'pg'))).toBeNull();
    await expect(fetch(`${address}/health`)).rejects.toThrow();

    const begun = performance.now();
    const second = await start(dir);
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(second.console()).not.toContain('password');
    expect((await signIn(second.server, password)).status).toBe(200);
    await second.server.stop();
  });

  test('an open event stream does not hold it up, and requests that run are answered', async () => {
    const dir = await freshDir();
    const { server, console } = await start(dir);
    const password = /password {2}(\S+)/.exec(console())![1]!;
    const { token } = (await (await signIn(server, password)).json()) as { token: string };
    const headers = { authorization: `Bearer ${token}` };
    const events = operations.find((operation) => operation.answer === 'events');
    const stream = events ? await fetch(`${server.address}/api${events.path}`, { headers }) : null;
    if (stream) expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const asked = signIn(server, password);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const begun = performance.now();
    await server.stop();
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect((await asked).status).toBe(200);
    if (stream) expect(await stream.text()).toContain('retry');
  });

  test('what is not there is a problem below /api, and metrics need their token', async () => {
    const { server } = await start(await freshDir(), { VITALFEW_METRICS_TOKEN: 'a token of the operator' });
    try {
      const lost = await fetch(`${server.address}/api/nothing`);
      expect(lost.status).toBe(404);
      expect(lost.headers.get('content-type')).toContain('application/problem+json');
      expect((await fetch(`${server.address}/metrics`)).status).toBe(403);
      const told = await fetch(`${server.address}/metrics`, {
        headers: { authorization: 'Bearer a token of the operator' },
      });
      expect(await told.text()).toContain('vitalfew_http_request_seconds');
      const reference = await fetch(`${server.address}/api/reference`);
      expect(reference.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(await reference.text()).toContain('Vitalfew API');
      expect(await (await fetch(`${server.address}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' });
      const outside = await fetch(`${server.address}/..%2f..%2fpackage.json`);
      expect(await outside.text()).not.toContain('devDependencies');
    } finally {
      await server.stop();
    }
  });
});
