import { allOrganisations } from '../../kernel/organisations.ts';
import type { Command } from '../command.ts';

export const orgListCommand: Command = {
  words: ['org', 'list'],
  usage: '[--json]',
  summary: 'The organisations of this installation',
  opens: 'house',
  async run({ house, out }) {
    const organisations = await allOrganisations(house.identity);
    out.table([
      ['SLUG', 'NAME', ''],
      ...organisations.map((org) => [org.slug, org.name, org.is_sample ? 'sample' : '']),
    ]);
    out.result({
      organisations: organisations.map(({ id, slug, name, is_sample }) => ({ id, slug, name, isSample: is_sample })),
    });
    return 0;
  },
};
