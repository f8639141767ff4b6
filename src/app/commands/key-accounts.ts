import type { Command } from '../command.ts';

export const keyAccountsCommand: Command = {
  words: ['key-accounts'],
  usage:
    '--org SLUG [--from D] [--to D] [--basis revenue|margin|received|ordered] [--level group|entity|outlet] [--json]',
  summary: 'Who the key accounts are, by which rule, and how concentrated the business is',
  options: {
    org: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    basis: { type: 'string' },
    level: { type: 'string' },
  },
  positionals: [0, 0],
  opens: 'house',
  async run() {
    throw new Error('This version cannot do that yet.');
  },
};
