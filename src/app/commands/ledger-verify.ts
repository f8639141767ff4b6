import { verifyLedger } from '../../features/ledger/public.ts';
import { asSystem } from '../../kernel/run.ts';
import { type Command, organisationOf } from '../command.ts';

export const ledgerVerifyCommand: Command = {
  words: ['ledger', 'verify'],
  usage: '--org SLUG [--json]',
  summary: 'Compute the roll-ups anew and compare',
  options: { org: { type: 'string' } },
  positionals: [0, 0],
  opens: 'house',
  async run({ house, args, out }) {
    const org = await organisationOf(house, args);
    const found = await asSystem(house, org, verifyLedger);
    out.result({ ok: found.disagreements.length === 0, ...found });
    out.say(`${found.documents} documents, ${found.lines} lines, ${found.payments} payments`);
    if (found.disagreements.length === 0) {
      out.say('The roll-ups agree with the facts.');
      return 0;
    }
    for (const { check, count, example } of found.disagreements)
      out.say(`${check}: ${count} disagree, for example ${example}`);
    return 1;
  },
};
