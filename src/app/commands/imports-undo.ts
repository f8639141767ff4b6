import type { Command } from '../command.ts';

export const importsUndoCommand: Command = {
  words: ['imports', 'undo'],
  usage: 'ID --org SLUG [--json]',
  summary: 'Put back what was there before an import',
  options: { org: { type: 'string' } },
  positionals: [1, 1],
  opens: 'house',
  async run() {
    throw new Error('This version cannot do that yet.');
  },
};
