import { join } from 'node:path';
import { pendingMigrations } from '../../kernel/migrate.ts';
import { connectionSettings } from '../../kernel/postgres/connect.ts';
import type { Command } from '../command.ts';
import { bringUpToDate } from '../house.ts';

export const migrateCommand: Command = {
  words: ['migrate'],
  usage: '[--json]',
  summary: 'Bring the database to the schema of this version (a start does it by itself)',
  opens: 'nothing',
  async run({ config, log, out }) {
    const connections = await connectionSettings(config, { log, name: 'migrate' });
    try {
      const pending = await pendingMigrations({ ownerUrl: connections.owner, dir: join(config.home, 'db/migrations') });
      await bringUpToDate(config, connections, log);
      for (const migration of pending) out.say(`applied ${migration.file}`);
      if (pending.length === 0) out.say('The database is up to date.');
      out.result({ applied: pending.map((migration) => migration.file) });
      return 0;
    } finally {
      await connections.stop();
    }
  },
};
