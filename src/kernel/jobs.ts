import { type Runner, runMigrations, run as runWorker } from 'graphile-worker';
import pg from 'pg';
import { json } from './db.ts';
import { countJob } from './metrics.ts';
import type { House } from './run.ts';

/** A kind of background work. `payload` always carries `orgId`. A job may run twice: it must not mind. */
export interface Job {
  name: string;
  run(house: House, payload: { orgId: string } & Record<string, unknown>, signal: AbortSignal): Promise<void>;
}

/** Queues a job in the caller's transaction. Jobs with the same key replace each other while they wait. */
export async function enqueueJob(
  client: pg.ClientBase,
  task: string,
  payload: { orgId: string } & Record<string, unknown>,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  await client.query('select enqueue_job($1, $2, $3, $4)', [
    task,
    json(payload),
    options.key ?? null,
    options.runAt ?? null,
  ]);
}

/** Makes or updates the queue's own tables (schema graphile_worker); needs the owner. */
export async function migrateJobs(owner: pg.PoolConfig): Promise<void> {
  const pgPool = queuePool(owner, 2);
  try {
    await runMigrations({ pgPool, logger: quiet });
  } finally {
    await pgPool.end();
  }
}

/** A pool whose cut connections are no crash: the queue takes another. */
function queuePool(owner: pg.PoolConfig, max: number): pg.Pool {
  // The queue writes the ids of its jobs as JSON, which knows no bigint: they stay texts here.
  const types = {
    getTypeParser: ((type: number, format?: 'text') =>
      type === pg.types.builtins.INT8 ? String : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser,
  };
  const pool = new pg.Pool({ ...owner, max, types });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const quiet = { error() {}, warn() {}, info() {}, debug() {}, scope: () => quiet } as never;

/**
 * Starts the worker inside this process. Jobs that a killed worker left locked are freed first: the caller holds the only worker of this installation's queue
 * on this machine, and several machines must pass `freeLocks: false`.
 */
export async function startJobs(
  house: House,
  owner: pg.PoolConfig,
  jobs: readonly Job[],
  options: { freeLocks: boolean; concurrency?: number },
): Promise<{ stop(): Promise<void> }> {
  const pgPool = queuePool(owner, 4);
  if (options.freeLocks) {
    await pgPool.query(
      'select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker._private_jobs where locked_by is not null',
    );
  }
  const taskList = Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown, helpers: { abortSignal?: AbortSignal }) => {
        const work = job.run(house, payload as { orgId: string }, helpers.abortSignal ?? new AbortController().signal);
        await work.then(
          () => countJob(job.name, 'done'),
          (error) => {
            countJob(job.name, 'failed');
            throw error;
          },
        );
      },
    ]),
  );
  const runner: Runner = await runWorker({
    pgPool,
    taskList: taskList as never,
    concurrency: options.concurrency ?? 3,
    noHandleSignals: true,
    pollInterval: 5000,
    logger: quiet,
  });
  runner.events.on('job:error', ({ job, error }) =>
    house.log.error({ task: job.task_identifier, err: error }, 'a job failed'),
  );
  return {
    async stop() {
      await runner.stop();
      await pgPool.end();
    },
  };
}
