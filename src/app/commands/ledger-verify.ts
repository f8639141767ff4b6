import type { Command } from '../command.ts';

export const ledgerVerifyCommand: Command = {
  words: ['ledger', 'verify'],
  usage: '--org SLUG [--json]',
  summary: 'Compute the roll-ups anew and compare',
  options: { org: { type: 'string' } },
  positionals: [0, 0],
  opens: 'house',
  async run() {
    throw new Error('This version cannot do that yet.');
  },
};
