import type { Command } from '../command.ts';

export const importCommand: Command = {
  words: ['import'],
  usage:
    'FILE... --org SLUG [--as KIND|auto] [--mapping FILE] [--set currency=USD] [--dry-run] [--rejects FILE] [--json]',
  summary: 'Bring files of a sales ledger in',
  options: {
    org: { type: 'string' },
    as: { type: 'string' },
    mapping: { type: 'string' },
    set: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
    rejects: { type: 'string' },
  },
  positionals: [1, 1000],
  opens: 'house',
  async run() {
    throw new Error('This version cannot do that yet.');
  },
};
