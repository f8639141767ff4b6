import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { isId } from './id.ts';
import type { DB } from './schema.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(1016 as never, (text: string) =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(BigInt),
);

export type Db = Kysely<DB>;

/** Opens the application's pool. The role behind it is neither owner nor superuser. */
export function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: 16, idleTimeoutMillis: 30_000, ...settings });
  pool.on('error', () => {
    // An idle connection was cut (server restart): the pool opens another at the next use.
  });
  // One that is in use tells its query; without a listener the event beside that would end the program.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** What a transaction may see: one organisation, or the identity tables (`gate`), or both. */
export interface Tenant {
  orgId: string | null;
  gate?: boolean;
  readOnly?: boolean;
}

/** One transaction: kysely on it, and the bare client for COPY and cursors. */
export interface Tx {
  db: Db;
  client: pg.PoolClient;
}

/** The statement that opens a transaction of a tenant, in one round trip. */
export function beginSql(tenant: Tenant): string {
  if (tenant.orgId !== null && !isId(tenant.orgId)) throw new Error('not an organisation id');
  return (
    `begin ${tenant.readOnly ? 'read only' : ''}; ` +
    `select set_config('vitalfew.org', '${tenant.orgId ?? ''}', true), set_config('vitalfew.gate', '${tenant.gate ? 'on' : ''}', true)`
  );
}

/** Opens a transaction of the tenant by hand; the caller must call exactly one of commit and rollback. */
export async function openTransaction(
  pool: pg.Pool,
  tenant: Tenant,
): Promise<Tx & { commit(): Promise<void>; rollback(): Promise<void> }> {
  const client = await pool.connect();
  try {
    await client.query(beginSql(tenant));
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
  return {
    client,
    db: kyselyOn(client),
    async commit() {
      try {
        await client.query('commit');
        client.release();
      } catch (error) {
        client.release(error as Error);
        throw error;
      }
    },
    async rollback() {
      try {
        await client.query('rollback');
        client.release();
      } catch (error) {
        client.release(error as Error);
      }
    },
  };
}

/** Runs `work` in one transaction of the tenant: commits when it returns, rolls back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, tenant: Tenant, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await openTransaction(pool, tenant);
  try {
    const result = await work(tx);
    await tx.commit();
    return result;
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

/** A value for a jsonb column (pg would write a JavaScript array as a PostgreSQL array). bigint becomes a string. */
export function json(value: unknown): string {
  const text = JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? item.toString() : item));
  return UNSTORABLE.test(text) ? JSON.stringify(JSON.parse(text), (_key, item) => storable(item)) : text;
}

/** What PostgreSQL keeps in no text: NUL and halves of surrogate pairs, as JSON.stringify writes them. */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/;

function storable(item: unknown): unknown {
  const clean = (text: string) => text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\ufffd');
  if (typeof item === 'string') return clean(item);
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).map(([key, each]) => [clean(key), each]));
}

/** Making one costs more than a small query: each client of the pool keeps its own. */
const speakers = new WeakMap<pg.ClientBase, Db>();

/** kysely speaking through one client whose transaction somebody else opened. */
export function kyselyOn(client: pg.ClientBase): Db {
  let db = speakers.get(client);
  if (!db) {
    db = newKysely(client);
    speakers.set(client, db);
  }
  return db;
}

function newKysely(client: pg.ClientBase): Db {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneClientDriver(client),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

class OneClientDriver implements Driver {
  private readonly connection: DatabaseConnection;
  constructor(client: pg.ClientBase) {
    this.connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const result = await client.query(query.sql, query.parameters as unknown[]);
        return {
          rows: result.rows ?? [],
          numAffectedRows: result.rowCount === null ? undefined : BigInt(result.rowCount),
        };
      },
      // biome-ignore lint/correctness/useYield: streams go through pg cursors, not through kysely
      async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
        throw new Error('stream with kernel/stream.ts');
      },
    };
  }
  async init() {}
  async acquireConnection() {
    return this.connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error('the runner opens the transaction');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection() {}
  async destroy() {}
}
