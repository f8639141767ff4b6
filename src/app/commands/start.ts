import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from '../command.ts';

export const startCommand: Command = {
  words: ['start'],
  usage: '',
  summary: 'Run the server until Ctrl-C (the same as npm start)',
  opens: 'nothing',
  async run({ config, signal }) {
    const child = spawn(process.execPath, [join(config.home, 'scripts/start.mjs')], { stdio: 'inherit' });
    signal.addEventListener('abort', () => child.kill('SIGTERM'));
    return new Promise((done, fail) => {
      child.once('error', fail);
      child.once('exit', (code) => done(code ?? 1));
    });
  },
};
