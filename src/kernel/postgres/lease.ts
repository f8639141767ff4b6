import pg from 'pg';
import { ownerRole } from './cluster.ts';
import { socketUrl } from './socket.ts';

/** "I use this server": a shared advisory lock on a connection of its own. It ends with the process, however that ends. */
export interface Lease {
  /** Resolves when the connection ends, for whatever reason. */
  readonly lost: Promise<void>;
  /** Gives the lease up. True: nobody else holds one, and nobody gets one before `close` or the server's end. */
  leave(): Promise<boolean>;
  close(): Promise<void>;
}

export type LeaseOutcome =
  | { lease: Lease; error?: undefined; fatal?: undefined }
  /** `fatal`: waiting or starting a server will not help. */
  | { lease?: undefined; error: Error; fatal: boolean };

/** The advisory lock of leases, in the database `postgres` of the cluster. */
const lockKey = 7_845_201;

/** Tries once to get a lease; makes the database `vitalfew` when it is missing. */
export async function takeLease(socketDir: string, name: string): Promise<LeaseOutcome> {
  const client = new pg.Client({
    connectionString: socketUrl(socketDir, ownerRole, 'postgres'),
    application_name: `lease ${process.pid} ${name}`.slice(0, 63),
    connectionTimeoutMillis: 10_000,
  });
  const lost = new Promise<void>((done) => client.once('end', done));
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query("set statement_timeout = '30s'");
    await client.query('select pg_advisory_lock_shared($1)', [lockKey]);
    await ensureDatabase(client);
    await client.query('set statement_timeout = 0');
  } catch (error) {
    await client.end().catch(() => {});
    return { error: error as Error, fatal: isFatal(error as NodeJS.ErrnoException) };
  }
  return {
    lease: {
      lost,
      async leave() {
        try {
          await client.query('select pg_advisory_unlock_shared($1)', [lockKey]);
          const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [lockKey]);
          return rows[0].alone;
        } catch {
          return false;
        }
      },
      async close() {
        await client.end().catch(() => {});
      },
    },
  };
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = 'vitalfew'");
  if (rowCount) return;
  try {
    await client.query('create database vitalfew');
  } catch (error) {
    // Another process made it in the same moment.
    if (!['42P04', '23505'].includes((error as { code: string }).code)) throw error;
  }
}

/** Starting up, shutting down, not there yet, cut off: worth another try. Everything else is not. */
function isFatal(error: NodeJS.ErrnoException): boolean {
  const passing = [
    'ENOENT',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'EAGAIN',
    '57P01',
    '57P02',
    '57P03',
    '57014',
    '55006',
    '53300',
  ];
  if (error.code !== undefined) return !passing.includes(error.code);
  return !/terminated|timeout|closed/i.test(error.message);
}
