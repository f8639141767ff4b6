import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectionSettings } from '../../kernel/postgres/connect.ts';
import { runningPostmaster } from '../../kernel/postgres/postmaster.ts';
import { runningServer } from '../../kernel/register.ts';
import type { Command } from '../command.ts';

const PATIENCE_MS = 60_000;

export const stopCommand: Command = {
  words: ['stop'],
  usage: '[--json]',
  summary: 'Stop the server that runs on this data directory, and the embedded PostgreSQL with it',
  opens: 'nothing',
  async run({ config, log, out }) {
    const server = runningServer(config.dataDir);
    if (server) {
      process.kill(server.pid, 'SIGTERM');
      const until = performance.now() + PATIENCE_MS;
      while (runningServer(config.dataDir)?.pid === server.pid) {
        if (performance.now() > until)
          throw new Error(
            `Process ${server.pid} does not stop. "kill -9 ${server.pid}" ends it; the next start recovers.`,
          );
        await sleep(50);
      }
    }
    // What a killed server left behind: the last to leave stops it.
    const left = config.databaseUrl === null && runningPostmaster(join(config.dataDir, 'pg')) !== null;
    if (left) await (await connectionSettings(config, { log, name: 'stop' })).stop();
    out.say(
      server
        ? `Stopped (process ${server.pid}).`
        : left
          ? 'No server ran; the database it left is stopped.'
          : 'Nothing runs here.',
    );
    out.result({ stopped: server !== null, pid: server?.pid ?? null });
    return 0;
  },
};
