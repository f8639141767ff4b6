import { join } from 'node:path';
import { migrateJobs } from '../src/kernel/jobs.ts';
import { migrate } from '../src/kernel/migrate.ts';
import { announceScratch, scratchServer, templateName } from '../src/kernel/postgres/scratch.ts';

/** Once per test run: a throwaway PostgreSQL with the migrated template that `testDatabase()` clones. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await scratchServer();
  try {
    const template = await server.createDatabase(templateName);
    await migrate({ ownerUrl: template.ownerUrl, dir: join(import.meta.dirname, '../db/migrations'), appLogin: true });
    await migrateJobs({ connectionString: template.ownerUrl });
    announceScratch(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}
