import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

/** How a cluster is run: `durable` keeps data through any crash, `throwaway` is for tests. */
export type Durability = 'durable' | 'throwaway';

/**
 * postgresql.conf of the embedded server: small when idle, nothing lost. Written anew at each start; an operator's own
 * settings stand in `local.conf` beside it and win.
 */
export function postgresqlConf(major: number, durability: Durability): string {
  const memory = durability === 'durable' ? megabytes() : 0;
  const lines = [
    '# Written by Vitalfew at each start. Put your own settings into local.conf beside this file: they win.',
    `max_connections = ${durability === 'durable' ? 40 : 200}`,
    // What is not touched takes no memory. Search reads indexes of hundreds of megabytes once there are millions of entries.
    `shared_buffers = ${between(128, memory / 16, 1024)}MB`,
    'wal_buffers = 16MB',
    'huge_pages = off',
    'work_mem = 32MB',
    'maintenance_work_mem = 128MB',
    `effective_cache_size = ${between(1024, memory / 2, 16_384)}MB`,
    'random_page_cost = 1.1',
    'jit = off',
    'max_worker_processes = 6',
    'max_parallel_workers = 2',
    'autovacuum = on',
    'wal_level = minimal',
    'max_wal_senders = 0',
    'max_wal_size = 2GB',
    'checkpoint_timeout = 15min',
    `dynamic_shared_memory_type = ${sharedMemory()}`,
    'client_connection_check_interval = 1000',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "lc_messages = 'C'",
    "log_line_prefix = '%m [%p] '",
    // Errors are logged by the application that caused them, without the values that PostgreSQL would print.
    'log_min_messages = log',
    'log_min_error_statement = panic',
    'log_error_verbosity = terse',
    'log_checkpoints = off',
  ];
  if (major >= 18) lines.push('io_workers = 1', 'autovacuum_worker_slots = 4');
  if (durability === 'durable') lines.push('wal_compression = on');
  else lines.push('fsync = off', 'synchronous_commit = off', 'full_page_writes = off');
  lines.push("include_if_exists = 'local.conf'");
  return `${lines.join('\n')}\n`;
}

const between = (least: number, value: number, most: number) => Math.round(Math.min(Math.max(value, least), most));

/** The memory of this machine, or as much of it as this process may have. */
function megabytes(): number {
  const allowed = process.constrainedMemory();
  return (allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()) / (1024 * 1024);
}

/** pg_hba.conf: the socket only, and who may enter its directory is trusted. */
export const pgHbaConf =
  '# Written by Vitalfew at each start: the unix socket only, guarded by the rights of its directory.\nlocal all all trust\n';

/** Containers often have 64 MB of /dev/shm, too little for a parallel hash join. */
function sharedMemory(): 'posix' | 'sysv' {
  try {
    const { blocks, bsize } = statfsSync('/dev/shm');
    return blocks * bsize >= 256 * 1024 * 1024 ? 'posix' : 'sysv';
  } catch {
    return 'sysv';
  }
}
