import { join, resolve } from 'node:path';
import { connectionSettings } from '../../kernel/postgres/connect.ts';
import { runningServer } from '../../kernel/register.ts';
import { restore } from '../../kernel/restore.ts';
import type { Command } from '../command.ts';
import { bringUpToDate, filesOf } from '../house.ts';

export const restoreCommand: Command = {
  words: ['restore'],
  usage: 'FILE [--json]',
  summary: 'Bring a backup into an empty database: all of it or nothing',
  help: ['Refuses a database that holds something, and a file that is damaged or made by a newer version.'],
  positionals: [1, 1],
  opens: 'nothing',
  async run({ config, log, args, out, signal }) {
    const server = runningServer(config.dataDir);
    if (server) throw new Error(`The server runs (process ${server.pid}). Stop it first: bin/vitalfew stop.`);
    const connections = await connectionSettings(config, { log, name: 'restore' });
    try {
      const report = await restore(resolve(args.positionals[0]!), {
        owner: connections.owner,
        appLogin: connections.embedded,
        migrationsDir: join(config.home, 'db/migrations'),
        files: await filesOf(config),
        signal,
      });
      await bringUpToDate(config, connections, log);
      out.say(
        `Restored the backup of ${report.madeAt}: ${report.organisations} organisations, ${report.rows} rows, ${report.files} files.`,
      );
      for (const sha256 of report.missingFiles) out.progress(`The backup was made without the file ${sha256}.`);
      out.result(report);
      return 0;
    } finally {
      await connections.stop();
    }
  },
};
