import { loadImports } from '../../features/imports/public.ts';
import { asSystem } from '../../kernel/run.ts';
import { type Command, organisationOf } from '../command.ts';

export const importsCommand: Command = {
  words: ['imports'],
  usage: '--org SLUG [--json]',
  summary: 'List the imports of an organisation',
  options: { org: { type: 'string' } },
  positionals: [0, 0],
  opens: 'house',
  async run({ house, args, out }) {
    const org = await organisationOf(house, args);
    const imports = await asSystem(house, org, async (ctx) => {
      const all = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof loadImports>> = await loadImports(ctx, after, 200);
        all.push(...page.rows);
        after = page.next;
      } while (after !== null);
      return all;
    });
    out.result({ imports });
    out.table([
      ['id', 'created', 'state', 'inserted', 'updated', 'unchanged', 'rejected', 'files'],
      ...imports.map((each) => [
        each.id,
        each.createdAt,
        each.state,
        String(each.inserted),
        String(each.updated),
        String(each.unchanged),
        String(each.rejected),
        each.files.join(', '),
      ]),
    ]);
    return 0;
  },
};
