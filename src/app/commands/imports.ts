import type { Command } from '../command.ts';

export const importsCommand: Command = {
  words: ['imports'],
  usage: '--org SLUG [--json]',
  summary: 'The imports of an organisation',
  options: { org: { type: 'string' } },
  positionals: [0, 0],
  opens: 'house',
  async run() {
    throw new Error('This version cannot do that yet.');
  },
};
