import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { handlers } from '../src/app/features.ts';
import { listAccounts } from '../src/features/accounts/contract.ts';
import { setPassword } from '../src/kernel/identity-links.ts';
import { ensureMember, ensureUser } from '../src/kernel/installation.ts';
import { run } from '../src/kernel/run.ts';
import { makeBigLedger } from './big-ledger.ts';
import { cpuOf, median, type Wanted } from './measure.ts';
import { openPlace, type Place, programs, untilSaid } from './place.ts';

const CONNECTIONS = 10;
const SECONDS = 4;
const PASSWORD = 'a long bench passphrase';

/** 8: the accounts list over HTTP at ten connections, against a bare fastify + pg server with the same statement in the same kind of transaction; in turns. */
export async function measureHttp({ full, note, add }: Wanted): Promise<void> {
  const place = await openPlace();
  const running: ChildProcess[] = [];
  try {
    const { org } = await makeBigLedger(place, 'http', { lines: 100_000, accounts: 10_000 }, note);
    const statement = await statementOf(place, org.id);
    const token = await signedIn(place, org.id);
    const ours = await started(running, 'server.js', {
      ...place.env,
      PORT: String(20_000 + (process.pid % 20_000)),
      VITALFEW_RATE_LIMIT: '0',
      LOG_LEVEL: 'info',
    });
    const { application_name: _name, ...connection } = place.open.connections.app;
    const bare = await started(running, 'bare.js', {
      ...process.env,
      VITALFEW_BARE: JSON.stringify({ connection, org: org.id, max: 16, ...statement }),
    });
    const path = '/api/accounts?sort=revenue&direction=desc&limit=50';
    const rates: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    const turns = full ? 9 : 5;
    for (let turn = 0; turn <= turns; turn++) {
      const cpu = running.map((child) => cpuOf([child.pid!]));
      const [mine, other] = [await rateOf(`${ours}${path}`, token), await rateOf(`${bare}/list`)];
      const spent = running.map((child, at) => (cpuOf([child.pid!]) - cpu[at]!) / (at === 0 ? mine : other) / SECONDS);
      // The first turn warms both up.
      if (turn === 0) continue;
      rates.ours.push(mine);
      rates.bare.push(other);
      note(
        `${mine.toFixed(0)} against ${other.toFixed(0)} requests/s; ${spent.map((ms) => ms.toFixed(2)).join(' against ')} ms of processor each in Node`,
      );
    }
    // Pairs were measured side by side: the median of their ratios says more on a busy machine than the ratio of medians.
    const share = median(rates.ours.map((rate, at) => rate / rates.bare[at]!));
    add({
      item: '8',
      name: `accounts list over HTTP at ${CONNECTIONS} connections, against bare fastify + pg`,
      value: `${median(rates.ours).toFixed(0)}/s`,
      floor: `${median(rates.bare).toFixed(0)}/s`,
      ratio: share,
      target: '>= 0.60',
      holds: share >= 0.6,
    });
  } finally {
    for (const child of running) child.kill('SIGTERM');
    await Promise.all(running.map((child) => (child.exitCode === null ? once(child, 'exit') : null)));
    await place.close();
  }
}

/** The statement that the list runs, overheard. */
async function statementOf(place: Place, orgId: string): Promise<{ sql: string; parameters: unknown[] }> {
  const { house } = place.open;
  const org = (await house.identity.atGate(orgId, (db) => db.selectFrom('organisations').selectAll().execute())).find(
    (each) => each.id === orgId,
  )!;
  let heard: { sql: string; parameters: unknown[] } | null = null;
  const overheard = new Proxy(house.pool, {
    get(pool, name) {
      if (name !== 'connect') return Reflect.get(pool, name);
      return async () => {
        const client = await pool.connect();
        return new Proxy(client, {
          get(inner, method) {
            const value = Reflect.get(inner, method);
            if (method !== 'query') return typeof value === 'function' ? value.bind(inner) : value;
            return (...args: [unknown, unknown[]?]) => {
              const [first, parameters] = args;
              const text = typeof first === 'string' ? first : (first as { text: string; values?: unknown[] }).text;
              const values = typeof first === 'string' ? parameters : (first as { values?: unknown[] }).values;
              if (text.includes('account_figures')) heard = { sql: text, parameters: values ?? [] };
              return value.apply(inner, args);
            };
          },
        });
      };
    },
  });
  const caller = {
    org: {
      id: orgId,
      slug: org.slug,
      name: org.name,
      isSample: false,
      baseCurrency: 'EUR',
      timezone: 'Europe/Berlin',
      classes: [],
      fiscalYearStart: 1,
      language: 'en',
    },
    actor: { userId: orgId, standsIn: [], roles: ['head'], language: 'en', isOperator: false },
    requestId: 'bench',
    address: '127.0.0.1',
  };
  const handler = handlers.find((each) => each.operation.name === listAccounts.name)!;
  await run({ ...house, pool: overheard }, handler, caller, { sort: 'revenue', direction: 'desc', limit: 50 });
  if (heard === null) throw new Error('the list ran no statement');
  return heard;
}

async function signedIn({ open }: Place, orgId: string): Promise<string> {
  const { identity } = open.house;
  const now = new Date();
  const email = 'bench@example.com';
  const user = await ensureUser(identity, { email, name: 'Bench', language: 'en' }, now);
  await ensureMember(identity, orgId, user.id, ['head'], now);
  await identity.atGate(null, (db) => setPassword(db, user.id, PASSWORD, now));
  const from = { email, password: PASSWORD, device: null, address: '127.0.0.1', agent: 'bench' };
  return (await identity.signIn(from, now)).token;
}

/** Starts a program and waits for the address that it prints. VITALFEW_BENCH_NODE holds arguments for node, such as --cpu-prof. */
async function started(running: ChildProcess[], program: string, env: NodeJS.ProcessEnv): Promise<string> {
  const more = process.env.VITALFEW_BENCH_NODE?.split(' ') ?? [];
  const child = spawn(process.execPath, [...more, join(programs, program)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return untilSaid(child, /http:\/\/[\w.]+:\d+/);
}

async function rateOf(url: string, token?: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [join(programs, 'load.js'), url, String(CONNECTIONS), String(SECONDS), ...(token ? [token] : [])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  for await (const chunk of child.stdout) said += chunk;
  const { requests, failed, seconds } = JSON.parse(said) as { requests: number; failed: number; seconds: number };
  if (failed > 0) throw new Error(`${failed} of ${requests} requests to ${url} failed`);
  return requests / seconds;
}
