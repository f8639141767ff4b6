import { join } from 'node:path';
import type { Config } from '../kernel/config.ts';
import { openPool } from '../kernel/db.ts';
import { openFiles } from '../kernel/files.ts';
import { Identity } from '../kernel/identity.ts';
import { migrateJobs } from '../kernel/jobs.ts';
import type { Log } from '../kernel/log.ts';
import { openMailer } from '../kernel/mail.ts';
import { migrate } from '../kernel/migrate.ts';
import { type Connections, checkAppRole, connectionSettings } from '../kernel/postgres/connect.ts';
import type { House } from '../kernel/run.ts';
import { handover, hangsOnAccounts, scopeOf, verbs } from './roles.ts';

export interface OpenHouse {
  house: House;
  connections: Connections;
  /** Closes the pool and leaves the database server; the embedded one stops when nobody else uses it. */
  close(): Promise<void>;
}

/** The files of an installation: in its data directory, documents in a store elsewhere where that is set. */
export const filesOf = (config: Pick<Config, 'dataDir' | 's3' | 'maxFileMegabytes'>) =>
  openFiles(join(config.dataDir, 'files'), { s3: config.s3, maxMegabytes: config.maxFileMegabytes });

/** Brings a database to the schema of this version, with the tables of the job queue. */
export async function bringUpToDate(config: Pick<Config, 'home'>, connections: Connections, log?: Log): Promise<void> {
  await migrate({
    ownerUrl: connections.owner,
    dir: join(config.home, 'db/migrations'),
    log,
    appLogin: connections.embedded,
  });
  await migrateJobs(connections.owner);
}

/** Opens the installation: database (started when it is ours), migrations, files, mail. Server, command line and importer use the same. */
export async function openHouse(config: Config, log: Log, name: string): Promise<OpenHouse> {
  const connections = await connectionSettings(config, { log, name });
  try {
    await bringUpToDate(config, connections, log);
    await checkAppRole(connections.app);
    return await houseOn(config, log, connections);
  } catch (error) {
    await connections.stop();
    throw error;
  }
}

/** The house on connections that are open and migrated. */
export async function houseOn(config: Config, log: Log, connections: Connections): Promise<OpenHouse> {
  const pool = openPool(connections.app);
  const mail = openMailer(config.smtpUrl, config.mailFrom ?? '');
  const house: House = {
    pool,
    identity: new Identity(pool),
    files: await filesOf(config),
    mail,
    log,
    publicUrl: config.publicUrl,
    apart: false,
    scopeOf,
    hangsOnAccounts,
    handover,
    verbs,
    now: () => new Date(),
  };
  return {
    house,
    connections,
    async close() {
      mail.close();
      await pool.end();
      await connections.stop();
    },
  };
}
