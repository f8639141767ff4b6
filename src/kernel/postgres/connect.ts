import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Config } from '../config.ts';
import { openPostgres, type PostgresLog } from './open.ts';
import { appRole } from './roles.ts';

/** How the two roles connect, and how to leave. */
export interface Connections {
  /** Migrations, backup. */
  readonly owner: pg.ClientConfig & { connectionString: string };
  /** Everything else. Works once migrate() has made the role. */
  readonly app: pg.PoolConfig & { connectionString: string };
  /** The embedded server; `migrate` lets the application role sign in there. */
  readonly embedded: boolean;
  stop(): Promise<void>;
}

/**
 * Gives the connections of this installation: to the server of DATABASE_URL, or to the embedded one, which is started when nobody
 * has. `name` shows in pg_stat_activity. Waits up to `patienceMs` for a server that is not there yet.
 */
export async function connectionSettings(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseAppUrl'>,
  options: { log?: PostgresLog; name?: string; patienceMs?: number } = {},
): Promise<Connections> {
  const name = options.name ?? 'vitalfew';
  if (config.databaseUrl === null) {
    const server = await openPostgres({ dataDir: config.dataDir, log: options.log, name });
    return {
      owner: { connectionString: server.ownerUrl, application_name: name },
      app: { connectionString: server.appUrl, application_name: name },
      embedded: true,
      stop: () => server.stop(),
    };
  }
  const owner = { connectionString: config.databaseUrl, application_name: name };
  await checkServer(owner, options.log, options.patienceMs ?? 30_000);
  return {
    owner,
    app: { connectionString: config.databaseAppUrl ?? asAppRole(config.databaseUrl), application_name: name },
    embedded: false,
    stop: async () => {},
  };
}

/** The same connection with the application role taken on from its first moment: RESET ROLE comes back to it. */
export function asAppRole(url: string): string {
  const [base, query] = url.split('?', 2);
  const params = new URLSearchParams(query ?? '');
  params.set('options', [params.get('options'), `-c role=${appRole}`].filter(Boolean).join(' '));
  return `${base}?${params.toString().replaceAll('+', '%20')}`;
}

/** Makes sure that the application's connections are bound by row level security; throws with what to do when they are not. */
export async function checkAppRole(app: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(app);
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query(
      `select current_user::text as name, rolsuper or rolbypassrls as free,
              exists (select from pg_class where relowner = r.oid and relname = 'schema_migrations') as owner
       from pg_roles r where rolname = current_user`,
    );
    const { name, free, owner } = rows[0];
    if (free || owner) {
      throw new Error(
        `The application connects as ${name}, which ${owner ? 'owns the tables' : 'may bypass row level security'}. ` +
          `It must connect as ${appRole}: leave DATABASE_APP_URL out, or let it sign in as a role that is neither owner nor superuser. ` +
          'A connection pooler may drop the "options" of DATABASE_URL: then DATABASE_APP_URL is needed.',
      );
    }
  } finally {
    await client.end().catch(() => {});
  }
}

async function checkServer(owner: pg.ClientConfig, log: PostgresLog | undefined, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  for (let told = false; ; ) {
    const client = new pg.Client({ ...owner, connectionTimeoutMillis: 10_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query(
        "select current_setting('server_version_num')::int as version, current_setting('server_version') as words, current_setting('server_encoding') as encoding",
      );
      const { version, words, encoding } = rows[0];
      if (version < 150_000)
        throw new Error(`The server of DATABASE_URL is PostgreSQL ${words}; Vitalfew needs 15 or newer.`);
      if (encoding !== 'UTF8')
        throw new Error(
          `The database of DATABASE_URL is encoded in ${encoding}; Vitalfew needs UTF8 (create database ... encoding 'UTF8').`,
        );
      return;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const passing = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', '57P03'].includes(code ?? '');
      if (!passing || Date.now() > until) {
        if (code === undefined) throw error;
        throw new Error(`The server of DATABASE_URL cannot be used: ${message || code}.`, { cause: error });
      }
      if (!told) log?.info({}, `waiting for the server of DATABASE_URL: ${message || code}`);
      told = true;
    } finally {
      await client.end().catch(() => {});
    }
    await sleep(500);
  }
}
