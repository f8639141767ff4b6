import { undo } from '../../features/imports/public.ts';
import { isId } from '../../kernel/id.ts';
import { asSystem } from '../../kernel/run.ts';
import { type Command, organisationOf, UsageError } from '../command.ts';

export const importsUndoCommand: Command = {
  words: ['imports', 'undo'],
  usage: 'ID --org SLUG [--json]',
  summary: 'Put back what was there before an import',
  options: { org: { type: 'string' } },
  positionals: [1, 1],
  opens: 'house',
  async run({ house, args, out }) {
    const org = await organisationOf(house, args);
    const id = args.positionals[0]!.toLowerCase();
    if (!isId(id))
      throw new UsageError(`"${id}" is not the id of an import; "vitalfew imports --org ${org.slug}" lists them.`);
    await asSystem(house, org, (ctx) => undo(ctx, id));
    out.result({ undone: id });
    out.say('The import is undone.');
    return 0;
  },
};
