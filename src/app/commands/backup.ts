import { resolve } from 'node:path';
import { backup } from '../../kernel/backup.ts';
import { connectionSettings } from '../../kernel/postgres/connect.ts';
import type { Command } from '../command.ts';
import { filesOf } from '../house.ts';

export const backupCommand: Command = {
  words: ['backup'],
  usage: 'FILE [--json]',
  summary: 'Write the whole installation into one file, as of one moment; work goes on meanwhile',
  help: ['FILE  e.g. vitalfew-2026-01-31.tar.gz; must not exist. Keep it safe: it holds everything.'],
  positionals: [1, 1],
  opens: 'nothing',
  async run({ config, log, args, out, signal }) {
    const connections = await connectionSettings(config, { log, name: 'backup' });
    try {
      const files = await filesOf(config);
      const report = await backup(connections.owner, files, resolve(args.positionals[0]!), { signal });
      out.say(
        `${report.file}: ${report.organisations} organisations, ${report.rows} rows, ${report.files} files, ${report.bytes} bytes.`,
      );
      for (const sha256 of report.missingFiles) out.progress(`The file ${sha256} was not on the disk any more.`);
      out.result(report);
      return 0;
    } finally {
      await connections.stop();
    }
  },
};
